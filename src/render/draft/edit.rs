//! Edits the text of a draft and moves its marks along.

use std::borrow::Cow;
use std::ops::Range;

use super::{Draft, MarkKind};

/// A replaced range of bytes. Between two edits both texts are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::render) struct Edit {
    pub(in crate::render) old: Range<usize>,
    pub(in crate::render) new: Range<usize>,
}

impl Draft<'_> {
    /// Replaces the text. `edits` says, in order, where the new text differs.
    pub(in crate::render) fn edit(&mut self, text: String, edits: &[Edit]) {
        if edits.is_empty() {
            return;
        }
        self.map = self.map.edited(&self.text, edits);
        let is_same = |bytes: &Range<usize>| {
            let at = edits.partition_point(|edit| edit.old.end <= bytes.start);
            edits.get(at).is_none_or(|edit| edit.old.start >= bytes.end)
        };
        // A character reference does not apply to a replacement.
        let is_left = |kind, bytes: &Range<usize>| kind != MarkKind::Character || is_same(bytes);
        self.marks.retain(|mark| is_left(mark.kind, &mark.bytes));
        for mark in &mut self.marks {
            mark.bytes = moved(edits, mark.bytes.start)..moved(edits, mark.bytes.end);
        }
        for note in &mut self.notes {
            note.byte_end = moved(edits, note.byte_end);
        }
        for end in &mut self.urls {
            end.byte = moved(edits, end.byte);
        }
        for bytes in &mut self.verbatim {
            *bytes = moved(edits, bytes.start)..moved(edits, bytes.end);
        }
        self.text = Cow::Owned(text);
    }
}

/// Maps a position through the edits; inside of an edit, to its end.
fn moved(edits: &[Edit], byte: usize) -> usize {
    let at = edits.partition_point(|edit| edit.old.start < byte);
    match at.checked_sub(1).map(|at| &edits[at]) {
        Some(last) => last.new.end + byte.saturating_sub(last.old.end),
        None => byte,
    }
}
