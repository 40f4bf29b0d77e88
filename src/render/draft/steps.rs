//! Walks a draft.

use super::{Draft, Mark, MarkKind};

/// One step through a draft.
#[derive(Clone, Copy, Debug)]
pub(in crate::render) enum Step<'s, 'd> {
    /// A mark starts.
    Open(&'s Mark<'d>),
    /// A mark ends.
    Close(&'s Mark<'d>),
    /// An element without content, and the text that it covers, if any.
    Void(&'s Mark<'d>, &'s str),
    /// A character authored as a reference, and the character.
    Character(&'s Mark<'d>, &'s str),
    /// Text up to the next edge of a mark; never empty.
    Text(&'s str),
}

/// The steps through a draft, in document order. Every `Open` has its `Close`, well
/// nested.
#[derive(Clone, Debug)]
pub(in crate::render) struct Steps<'s, 'd> {
    text: &'s str,
    marks: std::slice::Iter<'s, Mark<'d>>,
    open: Vec<&'s Mark<'d>>,
    byte: usize,
}

impl<'s, 'd> Steps<'s, 'd> {
    pub(super) fn new(draft: &'s Draft<'d>) -> Self {
        Self {
            text: &draft.text,
            marks: draft.marks.iter(),
            open: Vec::new(),
            byte: 0,
        }
    }

    /// Returns the byte of the text up to which the steps have gone.
    pub(in crate::render) fn byte(&self) -> usize {
        self.byte
    }

    fn text_to(&mut self, byte: usize) -> Option<Step<'s, 'd>> {
        let start = self.byte;
        self.byte = byte.max(start);
        (start < byte).then(|| Step::Text(&self.text[start..byte]))
    }
}

impl<'s, 'd> Iterator for Steps<'s, 'd> {
    type Item = Step<'s, 'd>;

    fn next(&mut self) -> Option<Step<'s, 'd>> {
        let next = self.marks.as_slice().first();
        let next_depth = next.map_or(0, |mark| usize::from(mark.depth));
        let ended = self.open.last().filter(|_| self.open.len() > next_depth);
        if let Some(&mark) = ended {
            if let Some(text) = self.text_to(mark.bytes.end) {
                return Some(text);
            }
            self.open.pop();
            return Some(Step::Close(mark));
        }
        let Some(mark) = next else {
            return self.text_to(self.text.len());
        };
        if let Some(text) = self.text_to(mark.bytes.start) {
            return Some(text);
        }
        self.marks.next();
        let covered = &self.text[mark.bytes.clone()];
        match mark.kind {
            MarkKind::Element => {
                self.open.push(mark);
                Some(Step::Open(mark))
            }
            MarkKind::Void => {
                self.byte = mark.bytes.end;
                Some(Step::Void(mark, covered))
            }
            MarkKind::Character => {
                self.byte = mark.bytes.end;
                Some(Step::Character(mark, covered))
            }
        }
    }
}
