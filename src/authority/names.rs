//! The names of a table: what each claims, and what it is read as.

use super::fault::{AuthorityError, AuthorityFault, fault};
use super::{Status, TagEntry};
use crate::html::index::Index;
use crate::html::name::Name;

pub(super) fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// name → tag, for every name and alias.
pub(super) fn claims(tags: &[TagEntry]) -> Result<Vec<(&str, u32)>, AuthorityError> {
    let mut claims: Vec<(&str, u32, String)> = Vec::new();
    for (index, tag) in (0..).zip(tags) {
        claims.push((tag.name(), index, format!("tags[{index}].name")));
        for (at, alias) in tag.aliases().enumerate() {
            claims.push((alias, index, format!("tags[{index}].aliases[{at}]")));
        }
    }
    claims.sort();
    for pair in claims.windows(2) {
        match pair {
            [(name, ..), (second, _, path)] if name == second => {
                return fault(path, AuthorityFault::NameTaken((*name).to_owned()));
            }
            _ => {}
        }
    }
    Ok(claims
        .into_iter()
        .map(|(name, index, _)| (name, index))
        .collect())
}

/// name → the tag that HTML written of it would bring back: a claim is followed
/// through rendered names until an entry is claimed under the name that it
/// renders as. An unclaimed rendered name belongs to the lowest id that has it.
pub(super) fn resolve<'t>(
    tags: &'t [TagEntry],
    claims: &[(&'t str, u32)],
) -> Result<Vec<(&'t str, u32)>, AuthorityError> {
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
    let mut resolved = Vec::with_capacity(all.len());
    for &(name, first) in &all {
        let mut index = first;
        let mut steps = 0;
        loop {
            let next = owner(tags[index as usize].rendered_name());
            if next == index {
                break;
            }
            index = next;
            steps += 1;
            if steps > tags.len() {
                let path = format!("tags[{first}].renders_as");
                return fault(path, AuthorityFault::RenderedCycle);
            }
        }
        resolved.push((name, index));
    }
    Ok(resolved)
}

/// Parsers put `tbody` around `tr` and `colgroup` around `col` by themselves.
pub(super) fn check_companions(
    tags: &[TagEntry],
    names: &Index<Option<u32>>,
) -> Result<(), AuthorityError> {
    for (name, missing) in [("tr", "tbody"), ("col", "colgroup")] {
        let Some(at) = tags.iter().position(|tag| tag.rendered_name() == name) else {
            continue;
        };
        let companion = names
            .get(Name::plain(missing))
            .map(|index| &tags[index as usize]);
        let admits = companion.is_some_and(|tag| tag.lifecycle() != Status::Retired);
        if !admits && tags[at].lifecycle() != Status::Retired {
            return fault(
                format!("tags[{at}]"),
                AuthorityFault::Missing { name, missing },
            );
        }
    }
    Ok(())
}
