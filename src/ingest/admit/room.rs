//! The buffers of admission, kept from one source to the next.

use super::Frame;
use super::report::{Removed, Unsettled};
use crate::ingest::finding;
use crate::text::layout::Buffers;

/// The buffers of admission, empty.
#[derive(Default)]
pub(in crate::ingest) struct Room {
    pub(super) text: Buffers,
    pub(super) findings: finding::Room,
    pub(super) frames: Vec<Frame>,
    pub(super) unsettled: Vec<Unsettled>,
    pub(super) tables: Vec<(usize, bool)>,
    pub(super) removed: Vec<Removed>,
}

impl Room {
    /// The room for one source of this many bytes.
    pub(in crate::ingest) fn for_one(bytes: usize) -> Self {
        Self {
            text: Buffers::for_one(bytes),
            findings: finding::Room::for_one(bytes),
            ..Self::default()
        }
    }

    /// Empties the stacks. What is never closed is still on them.
    pub(super) fn clear(&mut self) {
        self.frames.clear();
        self.unsettled.clear();
        self.tables.clear();
        self.removed.clear();
    }

    /// How much room there is for the text, findings and frames.
    #[cfg(test)]
    pub(in crate::ingest) fn capacities(&self) -> [usize; 3] {
        let text = self.text.capacity();
        [text, self.findings.kept.capacity(), self.frames.capacity()]
    }
}
