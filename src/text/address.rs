//! Character positions.

use std::fmt;

/// A character position: how many Unicode scalar values stand before it.
///
/// The unit of everything that is stored or shown; SQL, Python and Rust's
/// `chars()` count so. Bytes, UTF-16 units and graphemes are [views].
///
/// There is no conversion from `usize` and no arithmetic: adding to an address
/// moves it in one text, and says nothing of where it belongs after an edit.
///
/// [views]: crate::AddressedText::byte_range
///
/// ```
/// use standoff::text::Address;
///
/// assert!(Address::new(3) < Address::new(12));
/// assert_eq!(Address::new(3).get(), 3);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct Address(u32);

impl Address {
    /// The position after this many characters.
    #[must_use]
    pub const fn new(characters: u32) -> Self {
        Self(characters)
    }

    /// How many characters stand before it.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// From one address up to another: `start` is never after `end`.
///
/// ```
/// use standoff::text::{Address, AddressRange};
///
/// let range = AddressRange::new(Address::new(3), Address::new(8)).unwrap();
/// assert_eq!(range.len(), 5);
/// assert!(AddressRange::new(Address::new(8), Address::new(3)).is_none());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct AddressRange {
    start: Address,
    end: Address,
}

impl AddressRange {
    /// The range, or `None` where it is reversed.
    #[must_use]
    pub const fn new(start: Address, end: Address) -> Option<Self> {
        if start.0 <= end.0 {
            Some(Self { start, end })
        } else {
            None
        }
    }

    /// Where it starts.
    #[must_use]
    pub const fn start(self) -> Address {
        self.start
    }

    /// Where it ends: the position after its last character.
    #[must_use]
    pub const fn end(self) -> Address {
        self.end
    }

    /// How many characters it holds.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end.0 - self.start.0
    }

    /// True where it holds none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start.0 == self.end.0
    }
}

impl fmt::Display for AddressRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
