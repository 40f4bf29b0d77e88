//! What stands between blocks: one table for all who write it or read it.

use crate::authority::DisplayKind;

/// The strongest break that is required since the last character. Each level has the
/// bits of the weaker ones, so that `and` is the maximum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RequiredBreak(u8);

impl RequiredBreak {
    pub(crate) const NOTHING: Self = Self(0);
    const CELL: Self = Self(0b001);
    const BLOCK: Self = Self(0b011);
    const PARAGRAPH: Self = Self(0b111);

    /// What an edge of this display requires.
    pub(crate) fn by(display: DisplayKind) -> Self {
        match display {
            DisplayKind::Inline | DisplayKind::Atomic | DisplayKind::Break => Self::NOTHING,
            DisplayKind::Cell => Self::CELL,
            DisplayKind::Block => Self::BLOCK,
            DisplayKind::Paragraph => Self::PARAGRAPH,
        }
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Writes the separator; returns how many characters, and bytes, it has.
    #[inline]
    pub(crate) fn write(self, out: &mut String) -> u32 {
        match self {
            Self::NOTHING => 0,
            Self::CELL => {
                out.push('\t');
                1
            }
            Self::BLOCK => {
                out.push('\n');
                1
            }
            _ => {
                out.push_str("\n\n");
                2
            }
        }
    }

    #[inline]
    pub(crate) fn separator(self) -> &'static str {
        match self {
            Self::NOTHING => "",
            Self::CELL => "\t",
            Self::BLOCK => "\n",
            _ => "\n\n",
        }
    }
}

/// What the edges of spans between two characters ask for, and whether one of those
/// that ask is written. A written one makes up for the separator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PendingBreak(u8);

impl PendingBreak {
    const WRITTEN: u8 = 0b1000;

    /// One edge of a span. What asks for nothing makes up for nothing.
    pub(crate) fn of(asked: RequiredBreak, is_written: bool) -> Self {
        if is_written && asked != RequiredBreak::NOTHING {
            Self(asked.0 | Self::WRITTEN)
        } else {
            Self(asked.0)
        }
    }

    #[inline]
    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// As if none of them were written.
    pub(crate) fn as_unwritten(self) -> Self {
        Self(self.asked().0)
    }

    #[inline]
    pub(crate) fn has_written(self) -> bool {
        self.0 & Self::WRITTEN != 0
    }

    pub(crate) fn asks_nothing(self) -> bool {
        self.asked() == RequiredBreak::NOTHING
    }

    /// The separator that written borders make up for.
    #[inline]
    fn separator(self) -> &'static str {
        if self.has_written() {
            self.asked().separator()
        } else {
            ""
        }
    }

    /// The separator that no written border makes up for.
    pub(crate) fn unwritten(self) -> &'static str {
        if self.has_written() {
            ""
        } else {
            self.asked().separator()
        }
    }

    /// How long the separator is that written borders make up for, where it
    /// stands at the beginning of a text; else 0.
    #[inline]
    pub(crate) fn made_up_at_start(self, text: &[u8]) -> usize {
        match (self.separator().as_bytes(), text) {
            ([one], [first, ..]) if first == one => 1,
            ([one, two], [first, second, ..]) if [first, second] == [one, two] => 2,
            _ => 0,
        }
    }

    /// The same at the end of a text.
    #[inline]
    pub(crate) fn made_up_at_end(self, text: &[u8]) -> usize {
        match (self.separator().as_bytes(), text) {
            ([one], [.., last]) if last == one => 1,
            ([one, two], [.., second, last]) if [second, last] == [one, two] => 2,
            _ => 0,
        }
    }

    #[inline]
    fn asked(self) -> RequiredBreak {
        RequiredBreak(self.0 & !Self::WRITTEN)
    }
}
