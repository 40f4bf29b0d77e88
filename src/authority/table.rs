//! The compiled table: every contradiction is found here, with a path.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::fault::{AuthorityError, AuthorityFault, fault};
use super::names::{check_companions, claims, is_name, resolve};
use super::validate::{check_character, check_tag};
use super::{AttributeEntry, AuthorityVersion, CharacterEntry, MarkupId, TagEntry};
use crate::html::element::Element;
use crate::html::index::Index;

/// Tells a compiled table from every other of this process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TableId(NonZeroUsize);

impl TableId {
    /// One that no table has had; none when all have been given out.
    fn next() -> Option<Self> {
        static LAST: AtomicUsize = AtomicUsize::new(0);
        let more = |last: usize| last.checked_add(1);
        let order = Ordering::Relaxed;
        let last = LAST.fetch_update(order, order, more).ok()?;
        NonZeroUsize::new(last + 1).map(Self)
    }
}

/// What is compiled once from the entries.
pub(super) struct Table {
    pub(super) id: Option<TableId>,
    pub(super) version: Option<AuthorityVersion>,
    pub(super) tags: Vec<TagEntry>,
    pub(super) characters: Vec<CharacterEntry>,
    /// id → slot, ordered by id.
    pub(super) ids: Vec<(MarkupId, Slot)>,
    /// The slots of the low ids, directly: those of the crate are all low.
    pub(super) low_ids: Vec<Option<Slot>>,
    /// Every name, alias and unclaimed rendered name → the tag that a source
    /// tag of that name is admitted as.
    pub(super) names: Index<Option<u32>>,
    /// character → index, ordered by character.
    pub(super) by_character: Vec<(char, u32)>,
    /// The element that each tag renders as.
    pub(super) elements: Vec<Element>,
    /// The names of each tag's attributes, and where they stand in it.
    pub(super) attribute_names: Vec<Index<Option<u32>>>,
}

/// Where an entry stands: among the tags of an authority, or its characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    Tag(u32),
    Character(u32),
}

impl Slot {
    pub(super) fn id_path(self) -> String {
        match self {
            Self::Tag(at) => format!("tags[{at}].id"),
            Self::Character(at) => format!("characters[{at}].id"),
        }
    }
}

/// Ids below this are looked up directly.
const LOW_IDS: usize = 1_200;

impl Table {
    /// Checks the entries, and makes the table of them.
    pub(super) fn compile(
        version: Option<AuthorityVersion>,
        tags: Vec<TagEntry>,
        characters: Vec<CharacterEntry>,
    ) -> Result<Self, AuthorityError> {
        if let Some(AuthorityVersion { name, .. }) = &version {
            if !is_name(name) {
                return fault("authority.name", AuthorityFault::Name(name.clone()));
            }
        }
        let ids = ids(&tags, &characters)?;
        for (at, tag) in tags.iter().enumerate() {
            check_tag(&format!("tags[{at}]"), tag)?;
        }
        let claims = claims(&tags)?;
        let claimants = resolve(&tags, &claims)?.into_iter();
        let names = Index::new(claimants.map(|(name, at)| (name, Some(at))), None);
        check_companions(&tags, &names)?;
        let by_character = by_character(&characters)?;
        let elements = tags
            .iter()
            .map(|tag| Element::of(tag.rendered_name()))
            .collect();
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
            by_character,
            elements,
        })
    }
}

fn ids(
    tags: &[TagEntry],
    characters: &[CharacterEntry],
) -> Result<Vec<(MarkupId, Slot)>, AuthorityError> {
    let tags = (0..).zip(tags).map(|(at, tag)| (tag.id, Slot::Tag(at)));
    let characters = (0..).zip(characters);
    let characters = characters.map(|(at, entry)| (entry.id, Slot::Character(at)));
    let mut ids: Vec<_> = tags.chain(characters).collect();
    ids.sort_by_key(|(id, _)| *id);
    for pair in ids.windows(2) {
        match *pair {
            [(id, _), (second, slot)] if id == second => {
                return fault(slot.id_path(), AuthorityFault::IdTaken(id));
            }
            _ => {}
        }
    }
    Ok(ids)
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

fn by_character(characters: &[CharacterEntry]) -> Result<Vec<(char, u32)>, AuthorityError> {
    let mut by_character = Vec::with_capacity(characters.len());
    for (at, entry) in (0..).zip(characters) {
        check_character(&format!("characters[{at}]"), entry)?;
        by_character.push((entry.character, at));
    }
    by_character.sort_unstable();
    for pair in by_character.windows(2) {
        match *pair {
            [(character, _), (second, at)] if character == second => {
                let path = format!("characters[{at}].character");
                return fault(path, AuthorityFault::CharacterTaken(character));
            }
            _ => {}
        }
    }
    Ok(by_character)
}
