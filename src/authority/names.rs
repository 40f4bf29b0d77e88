//! The names of a table: what each claims, and what it is read as.

use super::fault::{AuthorityFault, Found, Place};
use super::list::List;
use super::{Slot, Status, TagEntry};
use crate::html::index::Index;
use crate::html::name::Name;

pub(super) fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// name → tag, for every name and alias of those whose id is their own.
pub(super) fn claims<'t>(
    tags: &'t List<TagEntry>,
    doubled: &[Slot],
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

/// name → the tag that HTML written of it would bring back: a claim is followed
/// through rendered names until an entry is claimed under the name that it
/// renders as. An unclaimed rendered name belongs to the lowest id that has it.
pub(super) fn resolve<'t>(
    tags: &'t [TagEntry],
    claims: &[(&'t str, u32)],
    found: &mut Found<'_>,
) -> Vec<(&'t str, u32)> {
    let mut all = claims.to_vec();
    let mut by_id: Vec<u32> = (0..).zip(tags).map(|(at, _)| at).collect();
    by_id.sort_by_key(|&at| tags[at as usize].id);
    for at in by_id {
        let rendered = tags[at as usize].rendered_name();
        if let Err(place) = all.binary_search_by_key(&rendered, |(name, _)| name) {
            all.insert(place, (rendered, at));
        }
    }
    let owner = |name: &str| match all.binary_search_by_key(&name, |(name, _)| name) {
        Ok(place) => all[place].1,
        Err(_) => unreachable!("every rendered name was put in"),
    };
    let next = |index: u32| owner(tags[index as usize].rendered_name());
    let mut told = Vec::new();
    let mut resolved = Vec::with_capacity(all.len());
    for &(name, first) in &all {
        let mut index = first;
        let mut steps = 0;
        while next(index) != index && steps <= tags.len() {
            index = next(index);
            steps += 1;
        }
        if steps > tags.len() && !told.contains(&index) {
            let fault = AuthorityFault::RenderedCycle;
            found.add(Place::Tag(first as usize), "renders_as", fault);
            // The cycle, once around.
            for _ in 0..tags.len() {
                told.push(index);
                index = next(index);
            }
        }
        resolved.push((name, index));
    }
    resolved
}

/// Parsers put `tbody` around `tr` and `colgroup` around `col` by themselves.
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
