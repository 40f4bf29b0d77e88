//! The buffers of a text, kept from one text to the next.

use super::pending::Pending;
use super::spans::SpanBuffer;

/// What a text is written to, empty.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    pub(super) out: SpanBuffer,
    pub(super) pending: Pending,
}

impl Buffers {
    /// The buffers of one text, whose source has this many bytes.
    pub(crate) fn for_one(bytes: usize) -> Self {
        Self {
            out: SpanBuffer::with_capacity(bytes),
            pending: Pending::default(),
        }
    }

    /// For how many bytes of text there is room.
    #[cfg(test)]
    pub(crate) fn capacity(&self) -> usize {
        self.out.text.capacity()
    }
}
