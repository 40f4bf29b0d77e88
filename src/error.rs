//! The error types that cross rooms.

/// A source is longer than its field admits.
///
/// The only error of ingest: whatever else is wrong with a source is mended
/// and reported as a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the source has {bytes} bytes, and the field admits {most}")]
pub struct TooLong {
    bytes: usize,
    most: u32,
}

impl TooLong {
    pub(crate) fn new(bytes: usize, most: u32) -> Self {
        Self { bytes, most }
    }

    /// How many bytes the source has.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// How many the field admits.
    #[must_use]
    pub fn most(&self) -> u32 {
        self.most
    }
}
