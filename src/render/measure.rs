//! How much of a limit an output takes.

use unicode_segmentation::UnicodeSegmentation;

use crate::profile::{Charset, Limit, Unit};

/// A limit, and the charset that it counts in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    limit: Limit,
    charset: Charset,
}

impl Measure {
    pub(super) fn new(limit: Limit, charset: Charset) -> Self {
        Self { limit, charset }
    }

    /// Whether the charset has what the limit counts.
    pub(super) fn has_unit(self) -> bool {
        #[cfg(feature = "platforms")]
        if self.limit.unit() == Unit::Septets {
            return self.charset == Charset::Gsm;
        }
        true
    }

    /// The most that there may be.
    pub(super) fn most(self) -> usize {
        self.limit.most() as usize
    }

    /// As a loss names it: `124 characters`.
    pub(super) fn name(self) -> String {
        format!("{} {}", self.limit.most(), self.limit.unit().as_str())
    }

    /// How many units an output has.
    pub(super) fn of(self, output: &str) -> usize {
        match self.limit.unit() {
            Unit::Characters => output.chars().count(),
            Unit::Graphemes if output.is_ascii() && !output.contains('\r') => output.len(),
            Unit::Graphemes => output.graphemes(true).count(),
            Unit::Utf16 => output.chars().map(char::len_utf16).sum(),
            Unit::Bytes if self.charset == Charset::Unicode => output.len(),
            _ => output.chars().map(|c| self.charset.bytes(c)).sum(),
        }
    }

    /// How many units one grapheme has.
    #[inline]
    pub(super) fn of_grapheme(self, grapheme: &str) -> usize {
        // One ASCII character is one of nearly everything.
        match grapheme.len() {
            1 if self.charset.is_unicode() && self.limit.unit() != Unit::Bytes => 1,
            _ => self.of(grapheme),
        }
    }

    /// Whether an output is within the limit.
    pub(super) fn takes(self, output: &str) -> bool {
        self.of(output) <= self.most()
    }
}
