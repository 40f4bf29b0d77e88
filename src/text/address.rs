//! Character positions.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Bound, Range, RangeBounds};

/// A character position: the number of Unicode scalar values before it.
///
/// Every stored or displayed position uses this unit. SQL, Python and Rust's `chars()`
/// count in it as well. Bytes, UTF-16 units and graphemes are [views], never stored.
///
/// There are no operators: an address stays valid only within one text. The
/// [`Mapping`](crate::edit::Mapping) of an edit carries it over.
///
/// [views]: crate::AddressedText::index
///
/// ```
/// use standoff::text::Address;
///
/// let (start, end) = (Address::new(3), Address::new(12));
/// assert!(start < end);
/// assert_eq!(start.checked_add(9), Some(end));
/// assert_eq!(end.offset_from(start), Some(9));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct Address(u32);

impl Address {
    /// Makes the position after this many characters.
    #[must_use]
    pub const fn new(characters: u32) -> Self {
        Self(characters)
    }

    /// Returns the number of characters before it.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }

    /// Moves the address forward; `None` beyond 32 bits.
    #[must_use]
    pub const fn checked_add(self, characters: u32) -> Option<Self> {
        match self.0.checked_add(characters) {
            Some(sum) => Some(Self(sum)),
            None => None,
        }
    }

    /// Moves the address back; `None` before the start of the text.
    #[must_use]
    pub const fn checked_sub(self, characters: u32) -> Option<Self> {
        match self.0.checked_sub(characters) {
            Some(rest) => Some(Self(rest)),
            None => None,
        }
    }

    /// Counts the characters from `start` to this address; `None` if `start` is after it.
    #[must_use]
    pub const fn offset_from(self, start: Self) -> Option<u32> {
        self.0.checked_sub(start.0)
    }
}

impl From<u32> for Address {
    fn from(characters: u32) -> Self {
        Self(characters)
    }
}

impl From<Address> for u32 {
    fn from(address: Address) -> Self {
        address.0
    }
}

impl From<Address> for usize {
    fn from(address: Address) -> Self {
        address.0 as Self
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A range of characters: `start` is never after `end`.
///
/// Serialises (feature `serde`) as `[start, end]`; a reversed pair is refused.
///
/// ```
/// use standoff::text::{Address, AddressRange};
///
/// let range = AddressRange::new(Address::new(3), Address::new(8)).unwrap();
/// assert_eq!(range.len(), 5);
/// assert!(range.contains(Address::new(7)) && !range.contains(Address::new(8)));
/// assert!(AddressRange::new(Address::new(8), Address::new(3)).is_none());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(into = "(Address, Address)"))]
pub struct AddressRange {
    start: Address,
    end: Address,
}

impl AddressRange {
    /// Makes the range from `start` to `end`; `None` if it would be reversed.
    #[must_use]
    pub const fn new(start: Address, end: Address) -> Option<Self> {
        if start.0 <= end.0 {
            Some(Self { start, end })
        } else {
            None
        }
    }

    /// Makes the range of `characters` characters from `start` on; `None` beyond 32
    /// bits.
    #[must_use]
    pub const fn at(start: Address, characters: u32) -> Option<Self> {
        match start.checked_add(characters) {
            Some(end) => Some(Self { start, end }),
            None => None,
        }
    }

    /// Makes the empty range at an address.
    #[must_use]
    pub const fn empty(at: Address) -> Self {
        Self { start: at, end: at }
    }

    /// Makes the range from the start of the text to `end`.
    #[must_use]
    pub const fn up_to(end: Address) -> Self {
        Self {
            start: Address(0),
            end,
        }
    }

    /// Returns the start.
    #[must_use]
    pub const fn start(self) -> Address {
        self.start
    }

    /// Returns the end: the position after the last character.
    #[must_use]
    pub const fn end(self) -> Address {
        self.end
    }

    /// Returns the number of characters.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end.0 - self.start.0
    }

    /// Returns whether the range has no characters.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start.0 == self.end.0
    }

    /// Returns whether the character at an address is in the range.
    #[must_use]
    pub const fn contains(self, address: Address) -> bool {
        self.start.0 <= address.0 && address.0 < self.end.0
    }

    /// Returns whether an address is in the range or at one of its ends.
    #[must_use]
    pub const fn contains_inclusive(self, address: Address) -> bool {
        self.start.0 <= address.0 && address.0 <= self.end.0
    }

    /// Returns whether another range lies within this one, ends included.
    #[must_use]
    pub const fn contains_range(self, other: Self) -> bool {
        self.start.0 <= other.start.0 && other.end.0 <= self.end.0
    }

    /// Returns the intersection; empty if the ranges only touch, `None` if they are
    /// apart.
    #[must_use]
    pub fn intersect(self, other: Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end))
    }

    /// Returns the smallest range that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Moves the range forward; `None` beyond 32 bits.
    #[must_use]
    pub const fn checked_add(self, characters: u32) -> Option<Self> {
        match self.start.checked_add(characters) {
            Some(start) => Self::at(start, self.len()),
            None => None,
        }
    }

    /// Moves the range back; `None` before the start of the text.
    #[must_use]
    pub const fn checked_sub(self, characters: u32) -> Option<Self> {
        match self.start.checked_sub(characters) {
            Some(start) => Self::at(start, self.len()),
            None => None,
        }
    }

    /// Compares the positions of two ranges: less if this one ends before the other
    /// starts or right there, equal if they share a character.
    #[must_use]
    pub fn ordering(self, other: Self) -> Ordering {
        if self.end <= other.start {
            Ordering::Less
        } else if other.end <= self.start {
            Ordering::Greater
        } else {
            Ordering::Equal
        }
    }
}

impl RangeBounds<Address> for AddressRange {
    fn start_bound(&self) -> Bound<&Address> {
        Bound::Included(&self.start)
    }

    fn end_bound(&self) -> Bound<&Address> {
        Bound::Excluded(&self.end)
    }
}

impl From<AddressRange> for Range<u32> {
    fn from(range: AddressRange) -> Self {
        range.start.0..range.end.0
    }
}

impl From<AddressRange> for (Address, Address) {
    fn from(range: AddressRange) -> Self {
        (range.start, range.end)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for AddressRange {
    fn deserialize<D: serde::Deserializer<'de>>(data: D) -> Result<Self, D::Error> {
        let (start, end) = serde::Deserialize::deserialize(data)?;
        Self::new(start, end).ok_or_else(|| {
            serde::de::Error::custom(format_args!("the range is reversed: from {start} to {end}"))
        })
    }
}

impl fmt::Display for AddressRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::{Address, AddressRange};
    use std::cmp::Ordering;

    fn range(start: u32, end: u32) -> AddressRange {
        AddressRange::new(Address::new(start), Address::new(end)).unwrap_or_default()
    }

    #[test]
    fn ranges_are_sets_of_characters() {
        let ranges: Vec<AddressRange> = (0..6)
            .flat_map(|start| (start..6).map(move |end| range(start, end)))
            .collect();
        let has = |range: AddressRange, at: u32| range.contains(Address::new(at));
        for &a in &ranges {
            assert_eq!(
                a.checked_add(3).and_then(|moved| moved.checked_sub(3)),
                Some(a)
            );
            for &b in &ranges {
                let shared = (0..6).filter(|&at| has(a, at) && has(b, at)).count();
                let common = a.intersect(b);
                assert_eq!(
                    common.map_or(0, AddressRange::len) as usize,
                    shared,
                    "{a} {b}"
                );
                let is_within = a.intersect(b) == Some(b);
                assert_eq!(a.contains_range(b), is_within, "{a} {b}");
                let cover = a.cover(b);
                assert!(cover.contains_range(a) && cover.contains_range(b));
                assert_eq!(a.ordering(b) == Ordering::Equal, {
                    a.end() > b.start() && b.end() > a.start()
                });
                assert!(shared == 0 || a.ordering(b) == Ordering::Equal);
                assert_eq!(
                    a.ordering(b) == Ordering::Equal,
                    b.ordering(a) == Ordering::Equal
                );
            }
        }
        assert_eq!(range(2, 3).checked_sub(3), None);
        assert_eq!(AddressRange::at(Address::new(u32::MAX), 1), None);
        assert!(range(2, 4).contains_inclusive(Address::new(4)));
    }
}
