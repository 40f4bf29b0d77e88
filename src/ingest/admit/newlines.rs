//! The newline policies of a field that does not collapse line feeds.

use super::Admit;
use crate::authority::DisplayKind;
use crate::html::element::Element;
use crate::html::name::Name;
use crate::policy::{Newlines, edge_of};
use crate::text::MAX_DEPTH;
use crate::text::layout::Edge;

/// The state of the newline policies.
#[derive(Clone, Copy, Default)]
pub(super) struct Lines {
    /// The line feeds since the last content, in a line that may continue.
    pub(super) feeds: usize,
    /// Whether a paragraph made from blank lines is open.
    pub(super) in_paragraph: bool,
}

impl Admit<'_> {
    /// Adds text line by line.
    pub(super) fn text_in_lines(&mut self, text: &str) {
        // A CR from a reference is white space and does not end a line.
        for line in text.split_inclusive('\n') {
            let (words, feeds) = match line.strip_suffix('\n') {
                Some(words) => (words, 1),
                None => (line, 0),
            };
            if words.bytes().all(|b| b.is_ascii_whitespace()) {
                if !words.is_empty() && self.lines.feeds == 0 {
                    self.writer.white_space();
                }
            } else {
                self.before_inline();
                self.writer.text(words);
            }
            self.line_feed(feeds);
        }
    }

    pub(super) fn border(&mut self, edge: Edge) {
        self.lines.feeds = 0;
        self.part_words();
        if self.lines.in_paragraph && self.writer.depth() == 1 {
            self.end_paragraph();
        }
        self.writer.border(edge);
    }

    /// Whether a line break here ends the line of an element outside of paragraphs: then
    /// it begins none.
    pub(super) fn ends_line_outside(&self) -> bool {
        self.writer.depth() == 0 && !self.writer.line_is_empty()
    }

    /// Prepares for a tag.
    pub(super) fn before_tag(&mut self, element: Element, display: DisplayKind) {
        if self.policy.newlines == Newlines::Collapse {
            return;
        }
        let is_block = display.is_block() || (element != Element::Br && edge_of(element).is_some());
        if !is_block {
            if element == Element::Br {
                self.lines.feeds = 0;
                if self.ends_line_outside() {
                    return;
                }
            }
            self.before_inline();
        } else if self.lines.in_paragraph && self.writer.depth() == 1 {
            self.end_paragraph();
        }
    }

    /// Prepares for inline content: writes the line feeds before it, and opens a
    /// paragraph if it needs one.
    pub(super) fn before_inline(&mut self) {
        let feeds = std::mem::take(&mut self.lines.feeds);
        match self.policy.newlines {
            Newlines::Collapse => {}
            Newlines::Break => (0..feeds).for_each(|_| self.line_break()),
            Newlines::Paragraphs => {
                if feeds > 1 && self.lines.in_paragraph && self.writer.depth() == 1 {
                    self.end_paragraph();
                } else if feeds > 0 {
                    self.writer.white_space();
                }
                if self.writer.depth() == 0 {
                    self.begin_paragraph();
                }
            }
        }
    }

    fn line_feed(&mut self, feeds: usize) {
        // Line feeds at the edge of a block separate nothing.
        if self.writer.line_has_content() || self.lines.feeds > 0 {
            self.lines.feeds += feeds;
        }
    }

    fn line_break(&mut self) {
        let Some(index) = self.authority.claimant(Name::plain("br")) else {
            return;
        };
        let element = self.authority.element(index);
        let tag = &self.authority.tags()[index];
        if self.writer.depth() < MAX_DEPTH && self.writer.context().admits(element) {
            let first = self.writer.attributes();
            self.writer.void(tag.id(), element, tag.display(), first);
        }
    }

    fn begin_paragraph(&mut self) {
        let Some(index) = self.authority.claimant(Name::plain("p")) else {
            return;
        };
        let tag = &self.authority.tags()[index];
        let first = self.writer.attributes();
        self.writer.open(
            tag.id(),
            self.authority.element(index),
            tag.display(),
            first,
        );
        self.lines.in_paragraph = true;
    }

    fn end_paragraph(&mut self) {
        self.writer.close();
        self.lines.in_paragraph = false;
    }
}
