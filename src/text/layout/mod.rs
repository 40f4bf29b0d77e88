//! Layout: writes white space, breaks between blocks, addresses and spans. Both
//! [`TextBuilder`](super::TextBuilder) and ingest use it.
//!
//! White space follows CSS `white-space: normal`; in `pre` it is kept. A [`TextWriter`]
//! reads text and tags. [`pending`] decides what separates words once it knows what
//! follows. [`spans`] holds the output.

mod buffers;
mod config;
mod pending;
mod spans;

use super::whitespace::{Run, Verbatim, plain_run};
use super::{AddressedText, MAX_DEPTH, units};
use crate::authority::{AttributeId, DisplayKind, MarkupId};
use crate::growth;
use crate::html::bytes;
use crate::html::element::Element;
use crate::html::forbidden_chars;
use crate::html::nesting::Context;
use crate::num::to_u32;
pub(crate) use buffers::Buffers;
pub(crate) use config::{LayoutConfig, PLAIN};
pub(crate) use pending::Edge;
use pending::Pending;
pub(crate) use spans::usual_depth;
use spans::{Lengths, Open, SpanBuffer};

/// How many levels above the innermost tag may still get an attribute.
const MAX_BEGUN: usize = 8;

/// A state to return to: no tag is open, and later content cannot change the output.
#[derive(Debug)]
pub(crate) struct Settled {
    lengths: Lengths,
    pending: pending::Settled,
}

/// The amount of permanent output: white space that may still be removed does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    characters: u32,
    spans: usize,
}

/// Writes text and spans from the tags and text of a source or of a builder's caller.
#[derive(Debug)]
pub(crate) struct TextWriter<'c> {
    config: &'c LayoutConfig,
    out: SpanBuffer,
    pending: Pending,
    /// The context inside the open tags.
    context: Context,
}

impl<'c> TextWriter<'c> {
    /// Starts a text; allocates for a source of this many bytes.
    pub(crate) fn new(config: &'c LayoutConfig, bytes: usize) -> Self {
        Self::within(config, Buffers::for_one(bytes))
    }

    /// Starts a text in buffers that may have been used.
    pub(crate) fn within(config: &'c LayoutConfig, Buffers { out, pending }: Buffers) -> Self {
        Self {
            config,
            out,
            pending,
            context: Context::ROOT,
        }
    }

    /// Returns the work done so far, in steps.
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

    /// Returns the text so far, without a space that may still go.
    pub(crate) fn settled_text(&self) -> &str {
        let unsettled = self.pending.unsettled() as usize;
        &self.out.text[..self.out.text.len() - unsettled]
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

    /// Returns the amount of output, which grows with everything that readers may see.
    pub(crate) fn written(&self) -> Written {
        Written {
            characters: self.out.characters - self.pending.unsettled(),
            spans: self.out.spans.len(),
        }
    }

    /// Whether no inline content has come since the last block, line break or start.
    pub(crate) fn line_is_empty(&self) -> bool {
        self.pending.line_is_empty()
    }

    /// Whether inline content has come since the last edge of a block or line break.
    pub(crate) fn line_has_content(&self) -> bool {
        self.pending.line_has_content()
    }

    /// Returns the state, unless later content may change the output so far.
    pub(crate) fn checkpoint(&self) -> Option<Settled> {
        if !self.out.open.is_empty() {
            return None;
        }
        let pending = self.pending.settled()?;
        let lengths = self.out.lengths();
        Some(Settled { lengths, pending })
    }

    /// Returns to an earlier state.
    pub(crate) fn roll_back(&mut self, to: &Settled) {
        self.out.truncate(&to.lengths);
        self.pending.reset(to.pending);
        self.context = Context::ROOT;
    }

    /// Returns a value that changes whenever a tag is opened or closed, and only then.
    pub(crate) fn mark(&self) -> (usize, usize) {
        (self.out.spans.len(), self.out.open.len())
    }

    /// Returns the id of the innermost open tag.
    pub(crate) fn innermost(&self) -> Option<MarkupId> {
        let innermost = self.out.open.last()?;
        Some(self.out.spans[innermost.span].markup)
    }

    /// Whether the innermost open tag is still empty.
    pub(crate) fn innermost_is_empty(&self) -> bool {
        let innermost = self.out.open.last();
        innermost.is_some_and(|open| {
            open.span + 1 == self.out.spans.len()
                && self.out.spans[open.span].start == self.out.characters
        })
    }

    /// Replaces the innermost open tag, which is still empty, with another entry of the
    /// same display. Removes its attributes.
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

    /// Finds the innermost open tag of an entry whose only content is open tags; returns
    /// their number.
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

    /// Adds an attribute to a tag that has [begun](Self::begun) if no tag inside has
    /// attributes. Returns whether the tag has the attribute now, be it an earlier one.
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

    /// Removes and returns the attributes stored from `first` on.
    pub(crate) fn take_attributes(&mut self, first: usize) -> Vec<(AttributeId, String)> {
        self.out.attributes.cut(first)
    }

    /// Stores an attribute of the next tag to be opened.
    pub(crate) fn attribute(&mut self, id: AttributeId, value: &str) {
        self.out.attributes.push(id, value);
    }

    /// Returns the number of stored attributes: the `first` of the next tag.
    pub(crate) fn attributes(&self) -> usize {
        self.out.attributes.len()
    }

    /// Whether an attribute with this id is stored from `first` on.
    pub(crate) fn has_attribute(&self, first: usize, id: AttributeId) -> bool {
        self.out.attributes.has(first, id)
    }

    /// Removes the attributes stored from `first` on.
    pub(crate) fn take_back_attributes(&mut self, first: usize) {
        self.out.attributes.truncate_to(first);
    }

    /// Returns the bytes of text and attribute values so far.
    pub(crate) fn bytes(&self) -> usize {
        self.out.text.len() + self.out.attributes.size().1
    }

    /// Opens a tag with the attributes stored from `first` on.
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
        let open = Open {
            span,
            context,
            display,
        };
        growth::push(&mut self.out.open, open);
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
    #[inline(always)]
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

    /// Adds the edge of a stripped block.
    pub(crate) fn border(&mut self, edge: Edge) {
        self.pending.stripped_edge(edge, &mut self.out);
    }

    /// Adds text of a source: collapses white space unless `pre` is open, and removes
    /// forbidden characters.
    pub(crate) fn text(&mut self, text: &str) {
        if self.context.in_pre() {
            self.verbatim(text);
            return;
        }
        let run = Run::of(text);
        if run.is_plain {
            self.run(run);
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

    /// Adds plain text outside of `pre`.
    #[inline(always)]
    pub(crate) fn run(&mut self, run: Run<'_>) {
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

    /// Adds text in `pre`.
    #[inline]
    pub(crate) fn verbatim_run(&mut self, verbatim: Verbatim<'_>) {
        self.read(verbatim.text, verbatim.is_ascii);
    }

    /// Adds a run of collapsible white space.
    pub(crate) fn white_space(&mut self) {
        self.pending.space(&mut self.out);
    }

    /// Removes the last space if nothing has followed it.
    pub(crate) fn take_space_back(&mut self) {
        self.pending.unwrite_space(&mut self.out);
    }

    /// Adds a character that was authored as a reference; marks it if its entry is
    /// admitted.
    pub(crate) fn reference(&mut self, c: char) {
        match self.config.mark(c) {
            Some((markup, _)) => self.marked(markup, c),
            None => self.text(c.encode_utf8(&mut [0; 4])),
        }
    }

    /// Adds a marked character.
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
        self.end();
        self.out.finish()
    }

    /// Finishes the text, and gives the buffers back.
    pub(crate) fn finish_kept(mut self) -> (AddressedText, Buffers) {
        self.end();
        let content = self.out.copy_out();
        self.pending.restart();
        let Self { out, pending, .. } = self;
        (content, Buffers { out, pending })
    }

    fn end(&mut self) {
        while !self.out.open.is_empty() {
            self.close();
        }
        self.pending.unwrite_space(&mut self.out);
    }

    /// Adds clean text. Inlined because it is called for every run of text of a source:
    /// as a call it shows in the bench `stages`, `ingest`.
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
            self.verbatim_run(verbatim);
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

    /// Adds a character, unless it is forbidden or a U+FEFF at the start of the text.
    fn suspect(&mut self, c: char, encoded: &str) {
        let is_bom = c == '\u{FEFF}' && self.out.characters == 0;
        if !is_bom && !forbidden_chars::is_removed(c) {
            self.clean(encoded);
        }
    }

    /// Adds clean text, marking the characters that are always marked.
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

    /// Adds clean text without marks.
    fn unmarked(&mut self, text: &str) {
        if !text.is_empty() {
            self.flush();
            self.out.push_text(text, units::count(text));
        }
    }

    /// Writes the pending white space and separators before inline content.
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
