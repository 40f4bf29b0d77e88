//! What a layer refuses.

#[cfg(feature = "rows")]
use crate::RowError;
use crate::text::AddressRange;

/// Reports a place, a text or rows that a [`Layer`](super::Layer) refuses.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LayerError {
    /// A place reaches beyond the text.
    #[error("{range} reaches beyond the text, which has {length} characters")]
    OutOfText {
        /// The range of the place.
        range: AddressRange,
        /// The number of characters in the text.
        length: u32,
    },
    /// The text is not the one that the layer is on.
    #[error("the layer is on another text: this one is not as it was")]
    OtherText,
    /// The text of the layer is not known, so that it has no digest to be stored with: it
    /// followed a mapping that was put together without a text.
    #[error("the text of the layer is not known: open the layer on it")]
    Unopened,
    /// Rows that do not fit together.
    #[cfg(feature = "rows")]
    #[error(transparent)]
    Row(#[from] RowError),
}
