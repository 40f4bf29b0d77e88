//! Shortens a draft.

use std::borrow::Cow;

use super::{Draft, Mark, MarkKind};
use crate::text::{Address, AddressRange};

impl<'d> Draft<'d> {
    /// Cuts the draft at a byte of its text, which must be a character boundary, and
    /// adds an ellipsis. Open marks are closed, marks behind the cut are dropped. The
    /// ellipsis goes inside the open marks and the block that ends here: no text may be
    /// between the cells of a table.
    pub(in crate::render) fn cut(&self, at: usize, ellipsis: &str) -> Draft<'d> {
        let mut text = String::with_capacity(at + ellipsis.len());
        text.push_str(&self.text[..at]);
        if self.runs_into(at, ellipsis) {
            text.push(' ');
        }
        text.push_str(ellipsis);
        let end = text.len();
        let kept = self.marks.partition_point(|mark| mark.bytes.start < at);
        let mut marks = self.marks[..kept].to_vec();
        let here = self.cut_address(at);
        let extends = extended(&marks, at);
        for (index, mark) in marks.iter_mut().enumerate() {
            if mark.bytes.end > at || extends.contains(&index) {
                mark.bytes.end = end;
            }
            let is_cut = mark.source.end() > here;
            if let Some(source) = AddressRange::new(mark.source.start(), here).filter(|_| is_cut) {
                mark.source = source;
            }
        }
        let mut map = self.map.up_to(at);
        if !ellipsis.is_empty() {
            map.own(at, here);
        }
        let notes = self.notes.iter().filter(|note| note.byte_end <= at);
        let urls = self.urls.iter().filter(|end| end.byte <= at);
        let verbatim = self.verbatim.iter().filter(|bytes| bytes.start < at);
        let verbatim = verbatim.map(|bytes| match bytes.end < at {
            true => bytes.clone(),
            false => bytes.start..end,
        });
        Draft {
            text: Cow::Owned(text),
            marks,
            map,
            notes: notes.cloned().collect(),
            urls: urls.copied().collect(),
            verbatim: verbatim.collect(),
        }
    }

    /// Returns the address at which the content is cut off.
    pub(in crate::render) fn cut_address(&self, at: usize) -> Address {
        self.source(at..at).start()
    }
}

/// Finds the innermost block that ends at a byte, and the marks around it that end
/// there.
fn extended(marks: &[Mark<'_>], at: usize) -> Vec<usize> {
    let mut path: Vec<usize> = Vec::new();
    for (index, mark) in marks.iter().enumerate() {
        path.truncate(mark.depth.into());
        path.push(index);
    }
    let ends = |index: &usize| {
        let mark = &marks[*index];
        mark.kind == MarkKind::Element && mark.bytes.end == at
    };
    let is_block = |index: &usize| ends(index) && marks[*index].is_block();
    match path.iter().rposition(is_block) {
        Some(last) => path[..=last].iter().copied().filter(ends).collect(),
        None => Vec::new(),
    }
}
