//! Walks the spans as they are stored: open, text, close.

use std::slice;

use super::span::Span;
use super::{Address, AddressedText, SpanRef};
use crate::num::to_u32;

/// One step of [`Steps`].
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step<'t> {
    /// A span starts.
    Open(SpanRef<'t>),
    /// Text up to the next edge of a span; never empty.
    Text {
        /// The text.
        text: &'t str,
        /// The address of its first character.
        start: Address,
    },
    /// A span ends.
    Close,
}

/// The steps through a text, in document order. Every `Open` has its `Close`, well
/// nested.
#[derive(Clone, Debug)]
pub(crate) struct Steps<'t> {
    content: &'t AddressedText,
    spans: slice::Iter<'t, Span>,
    open: Vec<&'t Span>,
    /// The position reached in the text.
    byte: usize,
    character: u32,
}

impl AddressedText {
    /// Walks text and spans, without looking up their entries.
    pub(crate) fn steps(&self) -> Steps<'_> {
        Steps {
            content: self,
            spans: self.spans.iter(),
            open: Vec::new(),
            byte: 0,
            character: 0,
        }
    }
}

impl<'t> Steps<'t> {
    fn text_to(&mut self, byte: u32, character: u32) -> Option<Step<'t>> {
        let text = &self.content.text[self.byte..byte as usize];
        let start = Address::new(self.character);
        self.byte = byte as usize;
        self.character = character;
        (!text.is_empty()).then_some(Step::Text { text, start })
    }
}

impl<'t> Iterator for Steps<'t> {
    type Item = Step<'t>;

    fn next(&mut self) -> Option<Step<'t>> {
        let next = self.spans.as_slice().first();
        let next_depth = next.map_or(0, |span| usize::from(span.depth));
        let is_over = self.open.len() > next_depth;
        if let Some(&span) = self.open.last().filter(|_| is_over) {
            if let Some(text) = self.text_to(span.byte_end, span.end) {
                return Some(text);
            }
            self.open.pop();
            return Some(Step::Close);
        }
        let Some(span) = next else {
            let (bytes, characters) = (self.content.text.len(), self.content.characters);
            return self.text_to(to_u32(bytes), characters);
        };
        if let Some(text) = self.text_to(span.byte_start, span.start) {
            return Some(text);
        }
        let ordinal = self.content.spans.len() - self.spans.len();
        self.spans.next();
        self.open.push(span);
        Some(Step::Open(self.content.span_ref(ordinal, span)))
    }
}
