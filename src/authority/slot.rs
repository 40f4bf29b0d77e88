//! Where an entry stands in a table.

use super::fault::Place;

/// Where an entry stands: among the tags of an authority, or its characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Slot {
    Tag(u32),
    Character(u32),
}

impl Slot {
    pub(super) fn place(self) -> Place {
        match self {
            Self::Tag(at) => Place::Tag(at as usize),
            Self::Character(at) => Place::Character(at as usize),
        }
    }
}
