//! The output: the text so far, its spans, and the open ones.

use crate::authority::{DisplayKind, MarkupId};
use crate::growth;
use crate::html::nesting::Context;
use crate::num::to_u32;
use crate::text::AddressedText;
use crate::text::span::{Attributes, Span};

/// The average number of source bytes per span, for the first allocation.
const BYTES_PER_SPAN: usize = 128;

/// Estimates the depth of open tags from the length of a source; fewer in a short one.
pub(crate) fn usual_depth(bytes: usize) -> usize {
    (bytes / 512).clamp(2, 8)
}

/// An open span.
#[derive(Debug)]
pub(super) struct Open {
    /// The index among the spans.
    pub(super) span: usize,
    /// The context outside of the span.
    pub(super) context: Context,
    pub(super) display: DisplayKind,
}

/// Text and spans. Both are appended; separators that are written late move spans.
#[derive(Debug, Default)]
pub(super) struct SpanBuffer {
    pub(super) text: String,
    pub(super) characters: u32,
    pub(super) spans: Vec<Span>,
    pub(super) attributes: Attributes,
    pub(super) open: Vec<Open>,
    /// The number of calls and of moved spans: tests check that it is linear.
    pub(super) steps: u64,
}

/// The lengths of a buffer without open spans.
#[derive(Debug)]
pub(super) struct Lengths {
    bytes: usize,
    characters: u32,
    spans: usize,
    attributes: (usize, usize),
}

impl SpanBuffer {
    /// Allocates for a source of this many bytes.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self {
            text: String::with_capacity(bytes / 9 * 5),
            characters: 0,
            spans: Vec::with_capacity(bytes / BYTES_PER_SPAN),
            attributes: Attributes::with_capacity(bytes),
            open: Vec::with_capacity(usual_depth(bytes)),
            steps: 0,
        }
    }

    pub(super) fn lengths(&self) -> Lengths {
        Lengths {
            bytes: self.text.len(),
            characters: self.characters,
            spans: self.spans.len(),
            attributes: self.attributes.size(),
        }
    }

    /// Removes everything after the given lengths, and all open spans.
    pub(super) fn truncate(&mut self, to: &Lengths) {
        self.text.truncate(to.bytes);
        self.characters = to.characters;
        self.spans.truncate(to.spans);
        self.attributes.truncate(to.attributes);
        self.open.clear();
    }

    #[inline]
    pub(super) fn push_text(&mut self, text: &str, characters: u32) {
        growth::push_str(&mut self.text, text);
        self.characters += characters;
    }

    #[inline]
    pub(super) fn push_char(&mut self, c: char) {
        growth::push_str(&mut self.text, c.encode_utf8(&mut [0; 4]));
        self.characters += 1;
    }

    /// Removes ASCII characters from the end of the text.
    pub(super) fn pop_ascii(&mut self, length: u32) {
        self.text.truncate(self.text.len() - length as usize);
        self.characters -= length;
    }

    /// Starts a span at the end of the text; returns its index.
    #[inline]
    pub(super) fn start(&mut self, markup: MarkupId) -> usize {
        let byte = to_u32(self.text.len());
        self.steps += 1;
        let span = Span {
            markup,
            start: self.characters,
            end: self.characters,
            byte_start: byte,
            byte_end: byte,
            first_attribute: 0,
            attribute_count: 0,
            depth: depth(self.open.len()),
        };
        growth::push(&mut self.spans, span);
        self.spans.len() - 1
    }

    /// Ends the span with this index at the end of the text.
    #[inline]
    pub(super) fn end(&mut self, at: usize) {
        let span = &mut self.spans[at];
        span.end = self.characters;
        span.byte_end = to_u32(self.text.len());
    }

    /// Assigns the attributes stored from `first` on to the last span.
    pub(super) fn give_attributes(&mut self, first: usize) {
        let count = self.attributes.len() - first;
        if let (Some(span), 1..) = (self.spans.last_mut(), count) {
            span.first_attribute = to_u32(first);
            span.attribute_count = u16::try_from(count).unwrap_or(u16::MAX);
        }
    }

    /// Inserts a span over the last character at index `at` and depth `outer`. The open
    /// spans from this depth on come after it.
    pub(super) fn insert_over_last(&mut self, markup: MarkupId, at: usize, outer: usize) {
        let (end, byte_end) = (self.characters, to_u32(self.text.len()));
        let span = Span {
            markup,
            start: end - 1,
            end,
            byte_start: byte_end - 1,
            byte_end,
            first_attribute: 0,
            attribute_count: 0,
            depth: depth(outer),
        };
        self.spans.insert(at, span);
        for open in &mut self.open[outer..] {
            open.span += 1;
        }
    }

    /// Moves the spans from this index on by this many ASCII characters.
    pub(super) fn shift(&mut self, from: usize, by: u32) {
        for span in &mut self.spans[from..] {
            shift(span, by);
        }
    }

    pub(super) fn count_moves(&mut self, spans: usize) {
        self.steps += u64::from(to_u32(spans));
    }

    pub(super) fn finish(mut self) -> AddressedText {
        self.text.shrink_to_fit();
        self.spans.shrink_to_fit();
        self.attributes.shrink_to_fit();
        AddressedText::assemble(self.text, self.characters, self.spans, self.attributes)
    }

    /// Returns the text as a copy, of no more memory than it takes, and empties the
    /// buffers.
    pub(super) fn copy_out(&mut self) -> AddressedText {
        let (text, spans) = (self.text.as_str().to_owned(), self.spans.clone());
        let copy = AddressedText::assemble(text, self.characters, spans, self.attributes.clone());
        self.text.clear();
        self.spans.clear();
        self.attributes.truncate((0, 0));
        self.open.clear();
        (self.characters, self.steps) = (0, 0);
        copy
    }
}

fn depth(open: usize) -> u16 {
    u16::try_from(open).unwrap_or(u16::MAX)
}

fn shift(span: &mut Span, by: u32) {
    span.start += by;
    span.end += by;
    span.byte_start += by;
    span.byte_end += by;
}
