//! Layout: white space, breaks between blocks, addresses, spans. The machine behind
//! the [`Builder`](super::Builder) and behind ingest.
//!
//! White space is CSS `white-space: normal`, verbatim in `pre`. A [`TextWriter`] reads
//! text and tags; [`pending`] decides what stands between words once it knows what
//! comes next; [`spans`] holds what is written.

mod config;
mod pending;
mod spans;

use super::whitespace::{Run, Verbatim, plain_run};
use super::{AddressedText, MAX_DEPTH, units};
use crate::authority::{AttributeId, DisplayKind, MarkupId};
use crate::html::bytes;
use crate::html::element::Element;
use crate::html::forbidden_chars;
use crate::html::nesting::Context;
use crate::num::to_u32;
pub(crate) use config::{LayoutConfig, PLAIN};
pub(crate) use pending::Edge;
use pending::Pending;
pub(crate) use spans::usual_depth;
use spans::{Lengths, Open, SpanBuffer};

/// How deep tags may lie in one that has begun and gets an attribute more.
const MAX_BEGUN: usize = 8;

/// A state to come back to: nothing open, nothing that may still change.
#[derive(Debug)]
pub(crate) struct Settled {
    lengths: Lengths,
    pending: pending::Settled,
}

/// How much is written that stays: white space that may go is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    characters: u32,
    spans: usize,
}

/// Writes text and spans from what a source has, or a caller of the builder.
#[derive(Debug)]
pub(crate) struct TextWriter<'c> {
    config: &'c LayoutConfig,
    out: SpanBuffer,
    pending: Pending,
    /// The context of what is open.
    context: Context,
}

impl<'c> TextWriter<'c> {
    /// Begins a text; allocates for a source of so many bytes.
    pub(crate) fn new(config: &'c LayoutConfig, bytes: usize) -> Self {
        Self {
            config,
            out: SpanBuffer::with_capacity(bytes),
            pending: Pending::new(),
            context: Context::ROOT,
        }
    }

    /// How much work it was so far.
    pub(crate) fn steps(&self) -> u64 {
        self.out.steps
    }

    #[inline]
    pub(crate) fn context(&self) -> Context {
        self.context
    }

    #[inline]
    pub(crate) fn depth(&self) -> usize {
        self.out.open.len()
    }

    /// How many characters are written, with a space that may go.
    pub(crate) fn characters(&self) -> u32 {
        self.out.characters
    }

    /// The places of the open spans among all, outermost first.
    pub(crate) fn open_spans(&self) -> impl Iterator<Item = usize> {
        self.out.open.iter().map(|open| open.span)
    }

    /// Whether the innermost open tag is a block.
    pub(crate) fn innermost_is_block(&self) -> bool {
        let innermost = self.out.open.last();
        innermost.is_some_and(|open| open.display.is_block())
    }

    /// How much is written: two answers are the same as long as nothing was shown
    /// between.
    pub(crate) fn written(&self) -> Written {
        Written {
            characters: self.out.characters - self.pending.unsettled(),
            spans: self.out.spans.len(),
        }
    }

    /// Whether inline content has come since the last edge of a block or line break.
    pub(crate) fn line_has_content(&self) -> bool {
        self.pending.line_has_content()
    }

    /// The state here, if nothing that comes can change what has been.
    pub(crate) fn checkpoint(&self) -> Option<Settled> {
        if !self.out.open.is_empty() {
            return None;
        }
        let pending = self.pending.settled()?;
        let lengths = self.out.lengths();
        Some(Settled { lengths, pending })
    }

    /// Comes back to such a state.
    pub(crate) fn roll_back(&mut self, to: &Settled) {
        self.out.truncate(&to.lengths);
        self.pending.reset(to.pending);
        self.context = Context::ROOT;
    }

    /// A value that changes whenever a tag is opened or closed, and with nothing else.
    pub(crate) fn mark(&self) -> (usize, usize) {
        (self.out.spans.len(), self.out.open.len())
    }

    /// Returns the id of the innermost open tag.
    pub(crate) fn innermost(&self) -> Option<MarkupId> {
        let innermost = self.out.open.last()?;
        Some(self.out.spans[innermost.span].markup)
    }

    /// Whether the innermost open tag has nothing in it yet.
    pub(crate) fn innermost_is_empty(&self) -> bool {
        let innermost = self.out.open.last();
        innermost.is_some_and(|open| {
            open.span + 1 == self.out.spans.len()
                && self.out.spans[open.span].start == self.out.characters
        })
    }

    /// Makes the innermost open tag, which has nothing in it yet, one of another entry
    /// of the same display. It loses its attributes.
    pub(crate) fn rename_innermost(&mut self, markup: MarkupId, element: Element) {
        if let Some(open) = self.out.open.last() {
            let span = &mut self.out.spans[open.span];
            span.markup = markup;
            if span.attribute_count > 0 {
                self.out.attributes.cut(span.first_attribute as usize);
                (span.first_attribute, span.attribute_count) = (0, 0);
            }
            self.context = open.context.enter(element);
        }
    }

    /// Finds the innermost open tag of an entry that holds nothing but tags that are
    /// open too; returns how many of those there are.
    pub(crate) fn begun(&self, markup: MarkupId) -> Option<usize> {
        let mut last = self.out.spans.len();
        for (inside, open) in self.out.open.iter().rev().take(MAX_BEGUN).enumerate() {
            last -= 1;
            let span = &self.out.spans[open.span];
            if open.span != last || span.start != self.out.characters {
                return None;
            }
            if span.markup == markup {
                return Some(inside);
            }
        }
        None
    }

    /// Gives a tag that has [begun](Self::begun) an attribute more, if none of the tags
    /// in it has any and it has not this one; returns whether it has it now.
    pub(crate) fn give_begun(&mut self, inside: usize, id: AttributeId, value: &str) -> bool {
        let first = self.out.spans.len() - 1 - inside;
        let [span, within @ ..] = &self.out.spans[first..] else {
            return false;
        };
        if self.out.attributes.of(span).any(|(other, _)| other == id) {
            return true;
        }
        if within.iter().any(|span| span.attribute_count > 0) {
            return false;
        }
        let (count, next) = (span.attribute_count, self.out.attributes.len());
        self.out.attributes.push(id, value);
        let span = &mut self.out.spans[first];
        if count == 0 {
            span.first_attribute = to_u32(next);
        }
        span.attribute_count = count.saturating_add(1);
        true
    }

    /// Takes the attributes back that are stored from `first` on.
    pub(crate) fn take_attributes(&mut self, first: usize) -> Vec<(AttributeId, String)> {
        self.out.attributes.cut(first)
    }

    /// Stores an attribute of the tag that is opened next.
    pub(crate) fn attribute(&mut self, id: AttributeId, value: &str) {
        self.out.attributes.push(id, value);
    }

    /// How many attributes are stored: remember it before those of a tag.
    pub(crate) fn attributes(&self) -> usize {
        self.out.attributes.len()
    }

    /// Whether an attribute has been stored since so many were.
    pub(crate) fn has_attribute(&self, first: usize, id: AttributeId) -> bool {
        self.out.attributes.has(first, id)
    }

    /// Takes back the attributes that were stored since so many were.
    pub(crate) fn take_back_attributes(&mut self, first: usize) {
        self.out.attributes.truncate_to(first);
    }

    /// How many bytes the text and the attribute values have so far.
    pub(crate) fn bytes(&self) -> usize {
        self.out.text.len() + self.out.attributes.size().1
    }

    /// Opens a tag; its attributes are those stored from `first` on.
    pub(crate) fn open(
        &mut self,
        markup: MarkupId,
        element: Element,
        display: DisplayKind,
        first: usize,
    ) {
        self.open_bare(markup, element, display);
        self.out.give_attributes(first);
    }

    /// Opens a tag without attributes.
    #[inline(always)]
    pub(crate) fn open_bare(&mut self, markup: MarkupId, element: Element, display: DisplayKind) {
        if display.is_block() {
            self.pending.open_block(display, &mut self.out);
        } else if display == DisplayKind::Atomic {
            self.begin_content();
            self.pending.atom(&self.out);
        }
        let span = self.out.start(markup);
        let context = self.context;
        self.context = context.enter(element);
        self.out.open.push(Open {
            span,
            context,
            display,
        });
    }

    /// Opens and closes a void tag.
    pub(crate) fn void(
        &mut self,
        markup: MarkupId,
        element: Element,
        display: DisplayKind,
        first: usize,
    ) {
        if display == DisplayKind::Break {
            self.pending.end_line(&mut self.out);
            self.pending.flush(&mut self.out);
            let span = self.out.start(markup);
            self.out.give_attributes(first);
            self.out.push_char('\n');
            self.out.end(span);
            self.pending.begin_line();
        } else {
            self.open(markup, element, display, first);
            self.close();
        }
    }

    /// Closes the innermost open tag.
    #[inline]
    pub(crate) fn close(&mut self) {
        let Some(Open {
            span,
            context,
            display,
        }) = self.out.open.pop()
        else {
            return;
        };
        self.context = context;
        if self.pending.may_change() {
            self.close_behind_pending(span, display);
            return;
        }
        if display.is_block() {
            self.pending.require(display);
        }
        self.out.end(span);
    }

    fn close_behind_pending(&mut self, span: usize, display: DisplayKind) {
        if display.is_block() {
            self.pending.close_block(display, &mut self.out);
        }
        self.out.end(span);
        self.pending.span_ended(span, &self.out);
    }

    /// The edge of a block that was stripped.
    pub(crate) fn border(&mut self, edge: Edge) {
        self.pending.stripped_edge(edge, &mut self.out);
    }

    /// Text as a source has it: white space is collapsed unless `pre` is open, and
    /// forbidden characters are taken out.
    pub(crate) fn text(&mut self, text: &str) {
        if self.context.in_pre() {
            self.verbatim(text);
            return;
        }
        let run = Run::of(text);
        if run.is_plain {
            self.run(&run);
            return;
        }
        let mut at = 0;
        while at < text.len() {
            let words = bytes::skip_white(text.as_bytes(), at);
            if words > at {
                self.white_space();
                at = words;
                continue;
            }
            let end = at + plain_run(&text.as_bytes()[at..]);
            if end > at {
                self.clean(&text[at..end]);
                at = end;
            } else {
                let Some(c) = text[at..].chars().next() else {
                    return;
                };
                self.suspect(c, &text[at..at + c.len_utf8()]);
                at += c.len_utf8();
            }
        }
    }

    /// Text that is plain, where white space is collapsed.
    #[inline(always)]
    pub(crate) fn run(&mut self, run: &Run<'_>) {
        if run.leads {
            self.white_space();
        }
        if run.words.is_empty() {
            return;
        }
        self.read(run.words, run.is_ascii);
        if run.trails {
            self.white_space();
        }
    }

    /// Text in `pre`.
    #[inline]
    pub(crate) fn verbatim_run(&mut self, verbatim: &Verbatim<'_>) {
        self.read(verbatim.text, verbatim.is_ascii);
    }

    /// A run of collapsible white space.
    pub(crate) fn white_space(&mut self) {
        self.pending.space(&mut self.out);
    }

    /// Takes the space back that was written last, if nothing has come since.
    pub(crate) fn take_space_back(&mut self) {
        self.pending.unwrite_space(&mut self.out);
    }

    /// A character that was authored as a reference, marked if its entry is
    /// admitted.
    pub(crate) fn reference(&mut self, c: char) {
        match self.config.mark(c) {
            Some((markup, _)) => self.marked(markup, c),
            None => self.text(c.encode_utf8(&mut [0; 4])),
        }
    }

    /// A marked character.
    pub(crate) fn marked(&mut self, markup: MarkupId, c: char) {
        if self.out.characters == 0 && c == '\u{FEFF}' {
            return;
        }
        self.flush();
        if self.out.open.len() == MAX_DEPTH {
            self.out.push_char(c);
            return;
        }
        let span = self.out.start(markup);
        self.out.push_char(c);
        self.out.end(span);
    }

    pub(crate) fn finish(mut self) -> AddressedText {
        while !self.out.open.is_empty() {
            self.close();
        }
        self.pending.unwrite_space(&mut self.out);
        self.out.finish()
    }

    /// Clean text that has been read. Called for each run of text of a source: as a
    /// call it shows in the bench `stages`, `ingest`.
    #[inline(always)]
    fn read(&mut self, text: &str, is_ascii: bool) {
        if self.config.marks_raw || text.is_empty() {
            self.clean(text);
            return;
        }
        self.flush();
        let characters = if is_ascii {
            to_u32(text.len())
        } else {
            units::count(text)
        };
        self.out.push_text(text, characters);
    }

    fn verbatim(&mut self, text: &str) {
        if let Some(verbatim) = Verbatim::of(text) {
            self.verbatim_run(&verbatim);
            return;
        }
        let mut rest = text;
        while let Some(at) =
            rest.find(|c| matches!(c, '\r' | '\x0C' | '\u{FEFF}') || forbidden_chars::is_removed(c))
        {
            let (run, tail) = rest.split_at(at);
            self.clean(run);
            let c = tail.chars().next().unwrap_or_default();
            rest = &tail[c.len_utf8()..];
            match c {
                '\r' if rest.starts_with('\n') => {}
                '\r' => self.clean("\n"),
                '\x0C' => self.clean(" "),
                _ => self.suspect(c, &tail[..c.len_utf8()]),
            }
        }
        self.clean(rest);
    }

    /// A character that is left out, or a U+FEFF, which is at the beginning.
    fn suspect(&mut self, c: char, encoded: &str) {
        let is_bom = c == '\u{FEFF}' && self.out.characters == 0;
        if !is_bom && !forbidden_chars::is_removed(c) {
            self.clean(encoded);
        }
    }

    /// Clean text; the characters in it that are always marked are.
    fn clean(&mut self, text: &str) {
        let mut rest = text;
        if self.config.marks_raw {
            while let Some(at) = rest.find(|c| self.config.is_marked_raw(c)) {
                let (run, tail) = rest.split_at(at);
                self.unmarked(run);
                let c = tail.chars().next().unwrap_or_default();
                if let Some((markup, _)) = self.config.mark(c) {
                    self.marked(markup, c);
                }
                rest = &tail[c.len_utf8()..];
            }
        }
        self.unmarked(rest);
    }

    /// Clean text in which nothing is marked.
    fn unmarked(&mut self, text: &str) {
        if !text.is_empty() {
            self.flush();
            self.out.push_text(text, units::count(text));
        }
    }

    /// Writes what is pending before inline content.
    #[inline]
    fn flush(&mut self) {
        self.out.steps += 1;
        self.begin_content();
        self.pending.flush(&mut self.out);
    }

    #[inline]
    fn begin_content(&mut self) {
        self.pending
            .begin_content(&mut self.out, self.config, self.context);
    }
}
