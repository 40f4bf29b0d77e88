//! What stored data that is not an addressed text is answered with.

use super::stored::FORMAT;
#[cfg(feature = "rows")]
use crate::RowError;
use crate::text::TextError;

/// Reports stored data that is not an addressed text: JSON, bytes or rows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StorageError {
    /// A format that this release does not read. Of JSON and bytes.
    #[error("the format {0} is not known to this release, which reads {FORMAT}")]
    Format(u32),
    /// Bytes that are not in the binary format.
    #[error("not the binary form of a text")]
    Malformed,
    /// Rows that do not fit together.
    #[cfg(feature = "rows")]
    #[error(transparent)]
    Row(#[from] RowError),
    /// The text differs from the one that was stored. Of rows, which have its digest.
    #[error("the text was changed: its digest is {found}, and {stored} was stored")]
    TextChanged {
        /// The digest that was stored.
        stored: String,
        /// The digest of the text.
        found: String,
    },
    /// Spans or text that break an invariant.
    #[error(transparent)]
    Text(#[from] TextError),
}
