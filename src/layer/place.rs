//! Places on a text, and ways that take them to another text.

use std::sync::Arc;

use crate::edit::{Mapping, Side};
use crate::text::{Address, AddressRange};

/// A place on a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[allow(
    clippy::exhaustive_enums,
    reason = "a place has characters or is beside one: there is nothing else"
)]
pub enum Place {
    /// These characters.
    Range(AddressRange),
    /// The address beside the character on this side of it.
    Point(Address, Side),
}

impl Place {
    /// Returns the characters of the place; the empty range of a point.
    #[must_use]
    pub fn range(self) -> AddressRange {
        match self {
            Self::Range(range) => range,
            Self::Point(at, _) => AddressRange::empty(at),
        }
    }

    /// Returns the place that has these characters instead of its own.
    pub(super) fn moved(self, range: AddressRange) -> Self {
        match self {
            Self::Range(_) => Self::Range(range),
            Self::Point(_, Side::Before) => Self::Point(range.end(), Side::Before),
            Self::Point(_, side) => Self::Point(range.start(), side),
        }
    }
}

impl From<AddressRange> for Place {
    fn from(range: AddressRange) -> Self {
        Self::Range(range)
    }
}

/// Where a place of an old text is in a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(
    clippy::exhaustive_enums,
    reason = "it is known, or not known, or not there: there is nothing else"
)]
pub enum Placed {
    /// It is here, with the same words.
    Same(Place),
    /// It is here, and what stands there has changed.
    Changed(Place),
    /// It may be one of these: the texts do not say which.
    Unsure(Vec<AddressRange>),
    /// It is not there any more.
    Gone,
}

impl Placed {
    /// Returns the place, if it is sure.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        match self {
            Self::Same(place) | Self::Changed(place) => Some(*place),
            Self::Unsure(_) | Self::Gone => None,
        }
    }

    /// Takes what was found for a range over to a place of another kind.
    pub(super) fn of(self, place: Place) -> Self {
        match self {
            Self::Same(found) => Self::Same(place.moved(found.range())),
            Self::Changed(found) => Self::Changed(place.moved(found.range())),
            unplaced => unplaced,
        }
    }
}

/// A way from an old text to a new one: a [`Mapping`], which an edit made, or a
/// [`Rebase`](super::Rebase), which was found by comparing the two. Nothing else is a
/// way.
pub trait Way: sealed::Sealed {
    /// Returns where a place of the old text is in the new one.
    fn place(&self, place: Place) -> Placed;
}

pub(super) mod sealed {
    use std::sync::Arc;

    /// What a way knows of its texts, and nobody else asks for.
    pub trait Sealed {
        fn old_length(&self) -> u32;
        fn new_length(&self) -> u32;
        fn old_text(&self) -> Option<Arc<str>>;
        fn new_text(&self) -> Option<Arc<str>>;
    }
}

/// A place is never unsure: an edit says what it does.
impl Way for Mapping {
    fn place(&self, place: Place) -> Placed {
        match place {
            Place::Range(range) => match self.range(range) {
                Some(left) if self.keeps(range) => Placed::Same(Place::Range(left)),
                Some(left) => Placed::Changed(Place::Range(left)),
                None => Placed::Gone,
            },
            Place::Point(at, side) => match self.address(at, side) {
                Some(at) => Placed::Same(Place::Point(at, side)),
                None => Placed::Gone,
            },
        }
    }
}

impl sealed::Sealed for Mapping {
    fn old_length(&self) -> u32 {
        self.lengths().0
    }

    fn new_length(&self) -> u32 {
        self.lengths().1
    }

    fn old_text(&self) -> Option<Arc<str>> {
        None
    }

    fn new_text(&self) -> Option<Arc<str>> {
        self.new_text()
    }
}
