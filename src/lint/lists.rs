//! Sets of lists.

use super::words::List;

/// Lists, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lists(u64);

const _: () = assert!(List::ALL.len() <= u64::BITS as usize, "a bit for each list");

impl Lists {
    pub(super) const NONE: Self = Self(0);
    pub(super) const ALL: Self = Self(u64::MAX);

    pub(super) const fn of(lists: &[List]) -> Self {
        let mut bits = 0;
        let mut at = 0;
        while at < lists.len() {
            bits |= 1 << lists[at] as u64;
            at += 1;
        }
        Self(bits)
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether it has one of these.
    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The first of them, in the order of a table.
    pub(super) fn first(self) -> Option<List> {
        List::ALL.get(self.0.trailing_zeros() as usize).copied()
    }
}

impl From<List> for Lists {
    #[inline]
    fn from(list: List) -> Self {
        Self::of(&[list])
    }
}

impl<const N: usize> From<[List; N]> for Lists {
    #[inline]
    fn from(lists: [List; N]) -> Self {
        Self::of(&lists)
    }
}
