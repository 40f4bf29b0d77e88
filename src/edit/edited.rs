//! What an edit leads to.

use super::mapping::Mapping;
use crate::text::{AddressRange, AddressedText, Ordinal};
use crate::words::words;

/// The content that an [edit](super::Edit) leads to, where each character of the old
/// text is in it, and which spans are there no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    pub(super) content: AddressedText,
    pub(super) mapping: Mapping,
    pub(super) gone: Vec<Gone>,
}

impl Edited {
    /// Returns the new content.
    #[must_use]
    pub fn content(&self) -> &AddressedText {
        &self.content
    }

    /// Returns the new content, and drops the rest.
    #[must_use]
    pub fn into_content(self) -> AddressedText {
        self.content
    }

    /// Says where the characters of the old text are in the new one.
    #[must_use]
    pub fn mapping(&self) -> &Mapping {
        // Whoever follows it has to know where it leads, and an edit alone does not.
        self.mapping.remember(self.content.text());
        &self.mapping
    }

    /// Lists the spans that are there no more: those of the old text, in document
    /// order, then those of the pieces that were put in.
    #[must_use]
    pub fn gone(&self) -> &[Gone] {
        &self.gone
    }
}

/// A span that is there no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gone {
    pub(super) piece: Option<usize>,
    pub(super) ordinal: Ordinal,
    pub(super) range: AddressRange,
    pub(super) why: Why,
}

impl Gone {
    /// Returns its ordinal in the old content, or in the [piece](Self::piece).
    #[must_use]
    pub fn ordinal(&self) -> Ordinal {
        self.ordinal
    }

    /// Returns its range in the old content, or in the [piece](Self::piece).
    #[must_use]
    pub fn range(&self) -> AddressRange {
        self.range
    }

    /// Returns why it went.
    #[must_use]
    pub fn why(&self) -> Why {
        self.why
    }

    /// Returns the part of the edit that put it in; `None` if it is a span of the old
    /// content.
    #[must_use]
    pub fn piece(&self) -> Option<usize> {
        self.piece
    }
}

words! {
    /// Why a span is there no more.
    pub enum Why {
        /// All that it held was taken.
        Emptied = "emptied",
        /// It was to be removed, or a span around it was.
        Removed = "removed",
        /// Its tag was to be taken off.
        Unwrapped = "unwrapped",
        /// Its content stands in another span now: that of the line before, or one of
        /// the same entry and values.
        Joined = "joined",
        /// It cannot stand where its content stands now.
        Nesting = "nesting",
    }
}
