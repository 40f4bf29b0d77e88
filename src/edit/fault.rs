//! Why an edit is refused.

use crate::At;
use crate::authority::MarkupId;
use crate::text::{Address, BuildError};

/// A fault of an edit, with the path to the part: `replace[3]` is the fourth of all
/// parts, a replacement, insertion or deletion.
pub type EditError = At<EditFault>;

/// Why a part of an edit cannot be done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EditFault {
    /// The range reaches behind the end of the text.
    #[error("reaches to {end}, and the text to {length}")]
    OutOfText {
        /// The end of the range.
        end: Address,
        /// The end of the text.
        length: Address,
    },
    /// The range begins or ends inside what parts two blocks, which is no content.
    #[error("stands inside a separator; the nearest borders are {before} and {after}")]
    InSeparator {
        /// The start of the separator.
        before: Address,
        /// The end of the separator.
        after: Address,
    },
    /// Two parts replace some characters, or one stands inside what the other
    /// replaces.
    #[error("overlaps part {other}")]
    Overlap {
        /// The place of the other part among all parts.
        other: usize,
    },
    /// Another text stands there than the edit expects.
    #[error("the text there is {found:?}")]
    Unexpected {
        /// The text.
        found: String,
    },
    /// The text has no span of this ordinal.
    #[error("there is no such span")]
    UnknownSpan,
    /// The span has been given that by another part.
    #[error("another part does that, too")]
    Twice,
    /// Only an inline tag with content can mark a range.
    #[error("the entry {0} is no inline tag with content")]
    NotInline(MarkupId),
    /// The authority, or HTML parsers, do not admit it.
    #[error(transparent)]
    Build(#[from] BuildError),
}
