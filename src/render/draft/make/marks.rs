//! Puts marks into a draft, and text that replaces spans.

use super::{Maker, Source};
use crate::html::element::Element;
use crate::profile::compiled::CompiledTag;
use crate::render::draft::{Mark, MarkKind};
use crate::text::{AddressRange, SpanRef};

impl<'d> Maker<'d> {
    /// Puts the mark of a tag on what comes next. Returns its index.
    pub(super) fn mark(&mut self, span: SpanRef<'d>, tag: usize, kind: MarkKind) -> usize {
        let Source {
            authority, profile, ..
        } = self.source;
        let (entry, tag): (_, &CompiledTag) = (&authority.tags()[tag], &profile.tags[tag]);
        let (is_validated, urls) = (self.is_validated, self.source.urls);
        let attributes = tag.written_attributes(span, entry, is_validated, urls, &mut self.losses);
        let is_reversed =
            tag.element == Element::Ol && attributes.iter().any(|(name, _)| *name == "reversed");
        let items = is_reversed.then(|| self.item_count(span));
        self.push_mark(Mark {
            kind,
            name: &tag.name,
            element: tag.element,
            entry: entry.name(),
            display: entry.display(),
            stored: attributes.len().saturating_sub(tag.sets.len()),
            attributes,
            items,
            bytes: 0..0,
            is_struck: tag.is_struck,
            depth: self.depth,
            source: span.range(),
        })
    }

    pub(super) fn push_mark(&mut self, mark: Mark<'d>) -> usize {
        let index = self.marks.len();
        self.marks.push(mark);
        self.waiting.push(index);
        index
    }

    /// Starts the waiting marks here.
    pub(super) fn start_marks(&mut self) {
        self.start_marks_before(usize::MAX);
    }

    /// Starts those of the waiting marks that are among so many first ones.
    pub(super) fn start_marks_before(&mut self, marks: usize) {
        if self.waiting.is_empty() {
            return;
        }
        let count = self.waiting.partition_point(|index| *index < marks);
        let here = self.text.set_edge();
        for index in self.waiting.drain(..count) {
            self.marks[index].bytes = here..here;
        }
    }

    /// Ends a mark. A mark that still waits applies to nothing, so it is dropped with
    /// the marks in it.
    pub(super) fn end_mark(&mut self, index: usize) {
        self.depth -= 1;
        if self.waiting.last() == Some(&index) {
            self.waiting.pop();
            let mark = self.marks.pop();
            self.losses.extend(mark.map(|mark| mark.unsaid()));
        } else {
            self.marks[index].bytes.end = self.text.set_edge();
        }
    }

    /// Puts in text of the profile that replaces characters of the content.
    pub(super) fn put_instead(&mut self, text: &str, source: AddressRange) {
        if self.hidden == 0 && !text.is_empty() {
            self.begin(source.start());
            self.text.push_instead(text, source);
        }
    }

    /// Puts in text covered by the last mark, and ends the mark behind it.
    pub(super) fn put_covered(&mut self, text: &str, span: SpanRef<'_>) {
        if !text.is_empty() {
            self.text.push_for(text, span.range());
            self.shown();
            // It is text of the content.
            self.is_divided = false;
        }
        let end = self.text.set_edge();
        if let Some(mark) = self.marks.last_mut() {
            mark.bytes.end = end;
        }
    }
}
