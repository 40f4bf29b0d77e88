//! What stands between blocks: one table for all who write it or read it.

use crate::authority::Display;

/// What the borders since the last character ask for; the greatest counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Asked(u8);

impl Asked {
    pub(crate) const NOTHING: Self = Self(0);

    /// What a border of this display asks for.
    pub(crate) fn by(display: Display) -> Self {
        Self(match display {
            Display::Inline | Display::Atomic | Display::Break => 0,
            Display::Cell => 1,
            Display::Block => 2,
            Display::Paragraph => 3,
        })
    }

    pub(crate) fn and(self, other: Self) -> Self {
        self.max(other)
    }

    pub(crate) fn separator(self) -> &'static str {
        ["", "\t", "\n", "\n\n"][usize::from(self.0)]
    }
}
