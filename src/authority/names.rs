//! The names of a table: who claims each, and which tag it is read as.

use std::collections::BTreeSet;

use super::fault::{AuthorityFault, Found, Place};
use super::list::List;
use super::slot::Slot;
use super::{Status, TagEntry};
use crate::html::index::Index;
use crate::html::name::Name;

pub(super) fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Maps every name and alias to its tag. Leaves out tags whose id another entry has
/// already.
pub(super) fn claims<'t>(
    tags: &'t List<TagEntry>,
    doubled: &BTreeSet<Slot>,
    found: &mut Found<'_>,
) -> Vec<(&'t str, u32)> {
    let mut claims: Vec<(&str, bool, u32, String)> = Vec::new();
    for (index, (tag, origin)) in (0..).zip(tags.entries.iter().zip(&tags.origins)) {
        if doubled.contains(&Slot::Tag(index)) {
            continue;
        }
        claims.push((tag.name(), origin.is_given, index, "name".into()));
        for (at, alias) in tag.aliases().enumerate() {
            claims.push((alias, origin.is_given, index, format!("aliases[{at}]")));
        }
    }
    claims.sort();
    for pair in claims.windows(2) {
        match pair {
            [(name, _, first, _), (second, _, index, column)] if name == second => {
                let fault = AuthorityFault::NameTaken {
                    name: (*name).to_owned(),
                    by: tags.entries[*first as usize].id,
                };
                found.add(Place::Tag(*index as usize), column, fault);
            }
            _ => {}
        }
    }
    let claims = claims.into_iter();
    claims.map(|(name, _, index, _)| (name, index)).collect()
}

/// Maps each name to the tag that results from writing it as HTML and reading it again:
/// follows rendered names until a tag claims the name under which it renders. A rendered
/// name that no tag claims belongs to the lowest id that renders so.
pub(super) fn resolve<'t>(
    tags: &'t [TagEntry],
    claims: &[(&'t str, u32)],
    found: &mut Found<'_>,
) -> Vec<(&'t str, u32)> {
    let unclaimed = (0..).zip(tags).filter_map(|(at, tag)| {
        let name = tag.rendered_name();
        let claim = claims.binary_search_by_key(&name, |(claimed, _)| claimed);
        claim.is_err().then_some((name, tag.id, at))
    });
    let mut unclaimed: Vec<_> = unclaimed.collect();
    unclaimed.sort_unstable();
    unclaimed.dedup_by_key(|(name, ..)| *name);
    let mut all = claims.to_vec();
    all.extend(unclaimed.into_iter().map(|(name, _, at)| (name, at)));
    all.sort_unstable();
    let owner = |name: &str| match all.binary_search_by_key(&name, |(name, _)| name) {
        Ok(place) => all[place].1,
        Err(_) => unreachable!("every rendered name was put in"),
    };
    let next: Vec<u32> = tags.iter().map(|tag| owner(tag.rendered_name())).collect();
    // Follow each tag once: its end is known from then on.
    let mut ends: Vec<End> = vec![End::Unknown; tags.len()];
    let mut path = Vec::new();
    let mut resolved = Vec::with_capacity(all.len());
    for &(name, first) in &all {
        let mut index = first;
        let end = loop {
            match ends[index as usize] {
                End::Known(end) => break end,
                End::Unknown if next[index as usize] == index => break index,
                End::Unknown => {
                    ends[index as usize] = End::Sought;
                    path.push(index);
                    index = next[index as usize];
                }
                End::Sought => {
                    let fault = AuthorityFault::RenderedCycle;
                    found.add(Place::Tag(first as usize), "renders_as", fault);
                    break index;
                }
            }
        };
        for index in path.drain(..) {
            ends[index as usize] = End::Known(end);
        }
        resolved.push((name, end));
    }
    resolved
}

/// The end of a chain of rendered names, as far as it is known.
#[derive(Clone, Copy)]
enum End {
    Unknown,
    /// The chain that is being followed contains this entry.
    Sought,
    Known(u32),
}

/// Checks for the parents that parsers insert: `tbody` around `tr`, `colgroup` around
/// `col`.
pub(super) fn check_companions(
    tags: &[TagEntry],
    names: &Index<Option<u32>>,
    found: &mut Found<'_>,
) {
    for (name, missing) in [("tr", "tbody"), ("col", "colgroup")] {
        let Some(at) = tags.iter().position(|tag| tag.rendered_name() == name) else {
            continue;
        };
        let companion = names
            .get(Name::plain(missing))
            .map(|index| &tags[index as usize]);
        let admits = companion.is_some_and(|tag| tag.status() != Status::Retired);
        if !admits && tags[at].status() != Status::Retired {
            let fault = AuthorityFault::Missing { name, missing };
            found.add(Place::Tag(at), "", fault);
        }
    }
}
