//! The compiled table. Compiling finds all contradictions, each with its path.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::fault::{AuthorityError, AuthorityFault, Found, Place};
use super::list::List;
use super::names::{check_companions, claims, is_name, resolve};
use super::slot::Slot;
use super::validate::{check_character, check_tag};
use super::{AttributeEntry, Authority, AuthorityVersion, CharacterEntry, MarkupId, TagEntry};
use crate::html::element::Element;
use crate::html::index::Index;

/// A number that no other compiled table of this process has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TableId(NonZeroUsize);

impl TableId {
    /// Returns a new number; `None` once all are used up.
    pub(super) fn next() -> Option<Self> {
        static LAST: AtomicUsize = AtomicUsize::new(0);
        let more = |last: usize| last.checked_add(1);
        let order = Ordering::Relaxed;
        let last = LAST.fetch_update(order, order, more).ok()?;
        NonZeroUsize::new(last + 1).map(Self)
    }
}

/// The compiled entries.
#[derive(Clone)]
pub(super) struct Table {
    pub(super) id: Option<TableId>,
    pub(super) version: Option<AuthorityVersion>,
    pub(super) tags: Vec<TagEntry>,
    pub(super) characters: Vec<CharacterEntry>,
    /// id → slot, ordered by id.
    pub(super) ids: Vec<(MarkupId, Slot)>,
    /// The slots of low ids, by id: all ids of the crate are low.
    pub(super) low_ids: Vec<Option<Slot>>,
    /// Every name, alias and unclaimed rendered name → the tag as which a source tag of
    /// that name is admitted.
    pub(super) names: Index<Option<u32>>,
    /// The tags, ordered by name.
    pub(super) by_name: Vec<u32>,
    /// character → index, ordered by character.
    pub(super) by_character: Vec<(char, u32)>,
    /// The element that each tag renders as.
    pub(super) elements: Vec<Element>,
    /// For each tag, the names of its attributes → their index in the tag.
    pub(super) attribute_names: Vec<Index<Option<u32>>>,
}

/// Which ids a table may define.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ids {
    /// Low ids as well.
    OfCrate,
    /// High ids; a low id keeps its built-in meaning.
    OfUsers,
}

/// Smaller ids are looked up directly.
const LOW_IDS: usize = 1_200;

impl Table {
    /// Checks the entries and compiles them.
    pub(super) fn compile(
        version: Option<AuthorityVersion>,
        tags: List<TagEntry>,
        characters: List<CharacterEntry>,
        ids: Ids,
    ) -> Result<Self, AuthorityError> {
        let mut found = Found::new(&tags.origins, &characters.origins);
        if let Some(AuthorityVersion { name, .. }) = &version {
            if !is_name(name) {
                found.add(Place::Version, "name", AuthorityFault::Name(name.clone()));
            }
        }
        let (ids, doubled) = check_ids(&tags, &characters, ids, &mut found);
        for (at, tag) in tags.entries.iter().enumerate() {
            check_tag(at, tag, &mut found);
        }
        let claims = claims(&tags, &doubled, &mut found);
        let by_character = by_character(&characters, &mut found);
        // Checks of the whole table assume that each entry is in order.
        let mut claimants = Vec::new();
        if found.is_empty() {
            claimants = resolve(&tags.entries, &claims, &mut found);
        }
        let claimants = claimants.into_iter();
        let names = Index::new(claimants.map(|(name, at)| (name, Some(at))), None);
        if found.is_empty() {
            check_companions(&tags.entries, &names, &mut found);
        }
        found.finish(())?;
        let (tags, characters) = (tags.entries, characters.entries);
        let elements = tags
            .iter()
            .map(|tag| Element::of(tag.rendered_name()))
            .collect();
        let mut by_name: Vec<u32> = (0..).zip(&tags).map(|(at, _)| at).collect();
        by_name.sort_unstable_by_key(|&at| tags[at as usize].name());
        let attribute_names = tags.iter().map(|tag| {
            let names = tag.attributes().iter().map(AttributeEntry::name);
            let numbered: Vec<_> = names.zip((0..).map(Some)).collect();
            Index::new(numbered.into_iter(), None)
        });
        Ok(Self {
            attribute_names: attribute_names.collect(),
            id: TableId::next(),
            version,
            tags,
            characters,
            low_ids: low_ids(&ids),
            ids,
            names,
            by_name,
            by_character,
            elements,
        })
    }
}

/// Returns the slots ordered by id, and the slots whose id an earlier entry has.
fn check_ids(
    tags: &List<TagEntry>,
    characters: &List<CharacterEntry>,
    whose: Ids,
    found: &mut Found<'_>,
) -> (Vec<(MarkupId, Slot)>, BTreeSet<Slot>) {
    let origins = tags.origins.iter().chain(&characters.origins);
    let entries = (0..).zip(&tags.entries);
    let entries = entries.map(|(at, tag)| (tag.id, tag.name(), Slot::Tag(at)));
    let others = (0..).zip(&characters.entries);
    let others = others.map(|(at, entry)| (entry.id, entry.name(), Slot::Character(at)));
    let mut entries: Vec<_> = entries.chain(others).zip(origins).collect();
    entries.sort_by_key(|((id, ..), origin)| (*id, origin.is_given));
    let built_in = match whose {
        Ids::OfCrate => None,
        Ids::OfUsers => Some(Authority::article()),
    };
    let mut doubled = BTreeSet::new();
    let mut first: Option<(MarkupId, &str)> = None;
    for &((id, name, slot), _) in &entries {
        match (first, &built_in) {
            (Some((taken, by)), _) if taken == id => {
                let by = by.to_owned();
                found.add(slot.place(), "id", AuthorityFault::IdTaken { id, by });
                doubled.insert(slot);
                continue;
            }
            (_, Some(built_in)) if !means_the_same(id, slot, tags, characters, built_in) => {
                found.add(slot.place(), "id", AuthorityFault::IdReserved(id));
            }
            _ => {}
        }
        first = Some((id, name));
    }
    let ids = entries.into_iter().map(|((id, _, slot), _)| (id, slot));
    (ids.collect(), doubled)
}

/// Whether an entry with an id of the crate is the crate's own: these ids have one
/// meaning everywhere and for ever.
fn means_the_same(
    id: MarkupId,
    slot: Slot,
    tags: &List<TagEntry>,
    characters: &List<CharacterEntry>,
    built_in: &Authority,
) -> bool {
    if id.get() >= MarkupId::FIRST_OF_USERS {
        return true;
    }
    match slot {
        Slot::Tag(at) => {
            let known = built_in.tag(id);
            known.is_some_and(|known| known.name == tags.entries[at as usize].name)
        }
        Slot::Character(at) => {
            let known = built_in.character(characters.entries[at as usize].character);
            known.is_some_and(|known| known.id == id)
        }
    }
}

fn low_ids(ids: &[(MarkupId, Slot)]) -> Vec<Option<Slot>> {
    let mut low_ids = vec![None; LOW_IDS];
    for &(id, slot) in ids {
        if let Some(low) = low_ids.get_mut(id.get() as usize) {
            *low = Some(slot);
        }
    }
    low_ids
}

fn by_character(characters: &List<CharacterEntry>, found: &mut Found<'_>) -> Vec<(char, u32)> {
    let entries = &characters.entries;
    let mut by_character = Vec::with_capacity(entries.len());
    for (at, (entry, origin)) in (0..).zip(entries.iter().zip(&characters.origins)) {
        check_character(at as usize, entry, found);
        by_character.push((entry.character, origin.is_given, at));
    }
    by_character.sort_unstable();
    for pair in by_character.windows(2) {
        match *pair {
            [(character, _, first), (second, _, at)] if character == second => {
                let by = entries[first as usize].id;
                // Entries with one id are reported for that already.
                if by != entries[at as usize].id {
                    let fault = AuthorityFault::CharacterTaken { character, by };
                    found.add(Place::Character(at as usize), "character", fault);
                }
            }
            _ => {}
        }
    }
    let by_character = by_character.into_iter();
    by_character
        .map(|(character, _, at)| (character, at))
        .collect()
}
