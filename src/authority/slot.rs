//! Positions of entries in a table.

use super::fault::Place;

/// The position of an entry: an index into the tags or into the characters of an
/// authority.
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
