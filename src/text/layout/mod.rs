//! LayoutConfig: white space, separators, addresses, spans. The machine behind the
//! [`Builder`](super::Builder) and behind ingest.
//!
//! White space is CSS `white-space: normal`, verbatim in `pre`. Two things are
//! settled only by what comes after them, so each remembers where it stands:
//!
//! * a *space* is written at once and taken back if its line ends;
//! * a *border*, the edge of a block that was stripped, becomes a `br` or a
//!   space if inline content follows in the same run of it.
//!
//! It is one state machine over one set of positions, and so one file.

use super::required_break::RequiredBreak;
use super::span::{Attributes, Span, small};
use super::validated_for::ValidatedFor;
use super::whitespace::{Run, Verbatim, plain_run};
use super::{AddressedText, MAX_DEPTH, units};
use crate::authority::{AttributeId, Authority, Capture, Display, MarkupId};
use crate::html::bytes;
use crate::html::element::Element;
use crate::html::forbidden_chars;
use crate::html::name::Name;
use crate::html::nesting::Context;

/// Sources hold a span for so many bytes, about; where they hold more, the list
/// grows.
const BYTES_PER_SPAN: usize = 128;

/// As many tags are open in one another, mostly; fewer in a short source.
pub(crate) fn usual_depth(bytes: usize) -> usize {
    (bytes / 512).clamp(4, 16)
}

/// What placing needs to know of a field.
#[derive(Clone, Debug, Default)]
pub(crate) struct LayoutConfig {
    /// What the edge of a stripped block becomes: this `br`, else a space.
    pub(crate) line_break: Option<(MarkupId, Element)>,
    /// The characters that are marked, ordered by character.
    pub(crate) marks: Vec<(char, MarkupId, Capture)>,
    /// True where raw ones are to be looked for.
    pub(crate) marks_raw: bool,
}

impl LayoutConfig {
    /// Marks the characters for which `admits` holds, breaks with the entry
    /// that `br` is admitted as.
    pub(crate) fn new(authority: &Authority, admits: impl Fn(MarkupId) -> bool) -> Self {
        let characters = authority.characters().iter();
        let mut marks: Vec<_> = characters
            .filter(|entry| admits(entry.id()))
            .map(|entry| (entry.character(), entry.id(), entry.captures()))
            .collect();
        marks.sort_unstable_by_key(|(character, ..)| *character);
        let line_break = authority.claimant(Name::plain("br")).and_then(|index| {
            let tag = &authority.tags()[index];
            // It may render as something else by now.
            let breaks = tag.displayed() == Display::Break && admits(tag.id());
            breaks.then(|| (tag.id(), authority.element(index)))
        });
        let marks_raw = marks
            .iter()
            .any(|(.., capture)| *capture == Capture::Always);
        Self {
            line_break,
            marks,
            marks_raw,
        }
    }

    fn mark(&self, c: char) -> Option<(MarkupId, Capture)> {
        let at = self
            .marks
            .binary_search_by_key(&c, |(character, ..)| *character)
            .ok()?;
        let (_, id, capture) = self.marks[at];
        Some((id, capture))
    }

    fn is_marked_raw(&self, c: char) -> bool {
        matches!(self.mark(c), Some((_, Capture::Always)))
    }
}

#[derive(Debug)]
struct Open {
    span: usize,
    /// That of what is outside.
    context: Context,
    display: Display,
}

/// The last space written, as long as it may have to be taken back.
#[derive(Debug)]
struct Space {
    /// How many spans stood before it.
    spans: usize,
    /// What was asked for and written together with it, and how many of the
    /// open spans that moved.
    asked: RequiredBreak,
    moved: usize,
}

/// Where the edge of a stripped block lies: the shallowest place since.
#[derive(Debug)]
struct Border {
    spans: usize,
    depth: usize,
    is_cell: bool,
}

/// A state to come back to: nothing open, nothing pending.
#[derive(Debug)]
pub(crate) struct Settled {
    bytes: usize,
    characters: u32,
    spans: usize,
    attributes: (usize, usize),
    asked: RequiredBreak,
    line_is_empty: bool,
}

/// The edge of a block that was stripped; the greater one parts more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Edge {
    Cell,
    Line,
}

#[derive(Debug)]
pub(crate) struct TextWriter<'p> {
    placing: &'p LayoutConfig,
    text: String,
    characters: u32,
    spans: Vec<Span>,
    attributes: Attributes,
    open: Vec<Open>,
    /// That of what is open.
    context: Context,
    asked: RequiredBreak,
    /// No inline content since the last border, break or beginning.
    line_is_empty: bool,
    space: Option<Space>,
    /// Spans from before the space that have ended behind it.
    ended_behind_space: Vec<usize>,
    border: Option<Border>,
    /// How many calls came and how many spans they moved: tests hold it linear.
    steps: u64,
}

impl<'p> TextWriter<'p> {
    pub(crate) fn new(placing: &'p LayoutConfig, capacity: usize) -> Self {
        Self {
            placing,
            text: String::with_capacity(capacity),
            characters: 0,
            spans: Vec::with_capacity(capacity / BYTES_PER_SPAN),
            attributes: Attributes::with_capacity(capacity),
            open: Vec::with_capacity(usual_depth(capacity)),
            context: Context::ROOT,
            asked: RequiredBreak::NOTHING,
            line_is_empty: true,
            space: None,
            ended_behind_space: Vec::new(),
            border: None,
            steps: 0,
        }
    }

    /// How much work it was so far.
    pub(crate) fn steps(&self) -> u64 {
        self.steps
    }

    #[inline]
    pub(crate) fn context(&self) -> Context {
        self.context
    }

    #[inline]
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether the innermost open tag is a block.
    pub(crate) fn innermost_is_block(&self) -> bool {
        self.open.last().is_some_and(|open| open.display.is_block())
    }

    /// Whether inline content has come since the last border or break.
    pub(crate) fn line_has_content(&self) -> bool {
        !self.line_is_empty && self.border.is_none()
    }

    /// The state here, if nothing that comes can change what has been.
    pub(crate) fn checkpoint(&self) -> Option<Settled> {
        if !self.open.is_empty() || self.space.is_some() || self.border.is_some() {
            return None;
        }
        Some(Settled {
            bytes: self.text.len(),
            characters: self.characters,
            spans: self.spans.len(),
            attributes: self.attributes.size(),
            asked: self.asked,
            line_is_empty: self.line_is_empty,
        })
    }

    /// Comes back to such a state.
    pub(crate) fn roll_back(&mut self, to: &Settled) {
        self.text.truncate(to.bytes);
        self.characters = to.characters;
        self.spans.truncate(to.spans);
        self.attributes.truncate(to.attributes);
        self.open.clear();
        self.context = Context::ROOT;
        self.asked = to.asked;
        self.line_is_empty = to.line_is_empty;
        self.space = None;
        self.ended_behind_space.clear();
        self.border = None;
    }

    /// Stores an attribute of the tag that is opened next.
    pub(crate) fn attribute(&mut self, id: AttributeId, value: &str) {
        self.attributes.push(id, value);
    }

    /// How many attributes are stored: remember it before those of a tag.
    pub(crate) fn attributes(&self) -> usize {
        self.attributes.len()
    }

    /// How many bytes the text and the attribute values have so far.
    pub(crate) fn bytes(&self) -> usize {
        self.text.len() + self.attributes.size().1
    }

    /// Opens a tag; its attributes are those stored from `first` on.
    pub(crate) fn open(
        &mut self,
        markup: MarkupId,
        element: Element,
        display: Display,
        first: usize,
    ) {
        self.open_bare(markup, element, display);
        self.give_attributes(first);
    }

    /// Opens a tag without attributes.
    #[inline(always)]
    pub(crate) fn open_bare(&mut self, markup: MarkupId, element: Element, display: Display) {
        if display.is_block() {
            self.divide(display);
        } else if display == Display::Atomic {
            self.arrive();
        }
        let span = self.push_span(markup);
        let context = self.context;
        self.context = context.enter(element);
        self.open.push(Open {
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
        display: Display,
        first: usize,
    ) {
        if display == Display::Break {
            self.take_space_back();
            self.border = None;
            self.write_asked();
            let span = self.push_span(markup);
            self.give_attributes(first);
            self.push_char('\n');
            self.end_span(span);
            self.line_is_empty = true;
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
        }) = self.open.pop()
        else {
            return;
        };
        self.context = context;
        if self.space.is_some() || self.border.is_some() {
            self.end_behind_pending(span, display);
            return;
        }
        if display.is_block() {
            self.ask(display);
        }
        self.end_span(span);
    }

    /// A span ends where a space or a border is not settled.
    fn end_behind_pending(&mut self, span: usize, display: Display) {
        if display.is_block() {
            self.divide(display);
        }
        self.end_span(span);
        if self.space.as_ref().is_some_and(|space| span < space.spans) {
            self.ended_behind_space.push(span);
        }
        let depth = self.open.len();
        match &mut self.border {
            Some(border) if depth < border.depth => {
                border.depth = depth;
                border.spans = self.spans.len();
            }
            _ => {}
        }
    }

    /// The edge of a block that was stripped.
    pub(crate) fn border(&mut self, edge: Edge) {
        self.take_space_back();
        if self.line_is_empty {
            return;
        }
        let here = Border {
            spans: self.spans.len(),
            depth: self.open.len(),
            is_cell: true,
        };
        self.border.get_or_insert(here).is_cell &= edge == Edge::Cell;
    }

    /// Text as a source has it: white space is collapsed unless `pre` is open,
    /// what hygiene takes out is taken out.
    pub(crate) fn text(&mut self, text: &str) {
        if self.context().in_pre() {
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
                self.content(&text[at..end]);
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
        self.stands(run.words, run.is_ascii);
        if run.trails {
            self.white_space();
        }
    }

    /// Text in `pre`.
    #[inline]
    pub(crate) fn verbatim_run(&mut self, verbatim: &Verbatim<'_>) {
        self.stands(verbatim.text, verbatim.is_ascii);
    }

    /// Text that stands as it is, and has been read.
    #[inline]
    fn stands(&mut self, text: &str, is_ascii: bool) {
        if self.placing.marks_raw || text.is_empty() {
            self.content(text);
            return;
        }
        self.before_content();
        self.text.push_str(text);
        self.characters += match is_ascii {
            true => small(text.len()),
            false => units::count(text),
        };
    }

    /// A run of collapsible white space.
    pub(crate) fn white_space(&mut self) {
        if self.line_is_empty || self.border.is_some() || self.space.is_some() {
            return;
        }
        let asked = self.asked;
        let moved = self.write_asked();
        self.space = Some(Space {
            spans: self.spans.len(),
            asked,
            moved,
        });
        self.push_char(' ');
    }

    /// A character that was authored as a reference, marked if its entry is
    /// admitted.
    pub(crate) fn reference(&mut self, c: char) {
        match self.placing.mark(c) {
            Some((markup, _)) => self.marked(markup, c),
            None => self.text(c.encode_utf8(&mut [0; 4])),
        }
    }

    /// A marked character.
    pub(crate) fn marked(&mut self, markup: MarkupId, c: char) {
        if self.characters == 0 && c == '\u{FEFF}' {
            return;
        }
        self.before_content();
        if self.open.len() == MAX_DEPTH {
            self.push_char(c);
            return;
        }
        let span = self.push_span(markup);
        self.push_char(c);
        self.end_span(span);
    }

    pub(crate) fn finish(mut self) -> AddressedText {
        while !self.open.is_empty() {
            self.close();
        }
        self.take_space_back();
        self.text.shrink_to_fit();
        self.spans.shrink_to_fit();
        self.attributes.shrink_to_fit();
        AddressedText {
            text: self.text,
            characters: self.characters,
            spans: self.spans,
            attributes: self.attributes,
            validated_for: ValidatedFor::default(),
        }
    }

    fn verbatim(&mut self, text: &str) {
        if let Some(verbatim) = Verbatim::of(text) {
            self.stands(verbatim.text, verbatim.is_ascii);
            return;
        }
        let mut rest = text;
        while let Some(at) =
            rest.find(|c| matches!(c, '\r' | '\x0C' | '\u{FEFF}') || forbidden_chars::is_removed(c))
        {
            let (run, tail) = rest.split_at(at);
            self.content(run);
            let c = tail.chars().next().unwrap_or_default();
            rest = &tail[c.len_utf8()..];
            match c {
                '\r' if rest.starts_with('\n') => {}
                '\r' => self.content("\n"),
                '\x0C' => self.content(" "),
                _ => self.suspect(c, &tail[..c.len_utf8()]),
            }
        }
        self.content(rest);
    }

    /// A character that is left out, or a U+FEFF, which is at the beginning.
    fn suspect(&mut self, c: char, encoded: &str) {
        let is_bom = c == '\u{FEFF}' && self.characters == 0;
        if !is_bom && !forbidden_chars::is_removed(c) {
            self.content(encoded);
        }
    }

    /// Text that stands as it is.
    fn content(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.placing.marks_raw {
            self.before_content();
            self.text.push_str(text);
            self.characters += units::count(text);
            return;
        }
        let mut rest = text;
        while let Some(at) = rest.find(|c| self.placing.is_marked_raw(c)) {
            let (run, tail) = rest.split_at(at);
            if !run.is_empty() {
                self.before_content();
                self.text.push_str(run);
                self.characters += units::count(run);
            }
            let c = tail.chars().next().unwrap_or_default();
            if let Some((markup, _)) = self.placing.mark(c) {
                self.marked(markup, c);
            }
            rest = &tail[c.len_utf8()..];
        }
        if !rest.is_empty() {
            self.before_content();
            self.text.push_str(rest);
            self.characters += units::count(rest);
        }
    }

    #[inline]
    fn before_content(&mut self) {
        self.steps += 1;
        self.arrive();
        self.write_asked();
    }

    /// Inline content is here: what was pending before it is settled.
    #[inline]
    fn arrive(&mut self) {
        if self.border.is_some() {
            self.settle();
        }
        self.space = None;
        self.ended_behind_space.clear();
        self.line_is_empty = false;
    }

    /// A border between two pieces of inline content: a `br` or a space, at
    /// the place of the border. Nothing but empty spans has come since.
    #[cold]
    fn settle(&mut self) {
        let Some(border) = self.border.take() else {
            return;
        };
        let inner = self.open.get(border.depth);
        let context = inner.map_or(self.context, |open| open.context);
        let line_break = self.placing.line_break.filter(|(_, element)| {
            !border.is_cell && border.depth < MAX_DEPTH && context.admits(*element)
        });
        self.write_asked_at(border.spans, border.depth);
        self.moves(self.spans.len() - border.spans);
        for span in &mut self.spans[border.spans..] {
            shift(span, 1);
        }
        let Some((markup, _)) = line_break else {
            self.push_char(if context.in_pre() { '\n' } else { ' ' });
            return;
        };
        let (start, byte) = (self.characters, small(self.text.len()));
        self.push_char('\n');
        let span = Span {
            markup,
            start,
            end: start + 1,
            byte_start: byte,
            byte_end: byte + 1,
            first_attribute: 0,
            attribute_count: 0,
            depth: depth(border.depth),
        };
        self.spans.insert(border.spans, span);
        for open in &mut self.open[border.depth..] {
            open.span += 1;
        }
    }

    /// The border of a block that is admitted.
    #[inline]
    fn divide(&mut self, display: Display) {
        self.take_space_back();
        self.border = None;
        self.ask(display);
    }

    #[inline]
    fn ask(&mut self, display: Display) {
        self.asked = self.asked.and(RequiredBreak::by(display));
        self.line_is_empty = true;
    }

    /// Writes what is asked for; returns how many open spans that moved.
    #[inline]
    fn write_asked(&mut self) -> usize {
        if self.asked == RequiredBreak::NOTHING {
            return 0;
        }
        self.write_asked_at(self.spans.len(), self.open.len())
    }

    /// Writes what is asked for where `last` spans stood and `depth` were open,
    /// and moves the spans that had just been opened there behind it:
    /// separators lie outside of the blocks that they separate.
    fn write_asked_at(&mut self, last: usize, depth: usize) -> usize {
        let asked = std::mem::take(&mut self.asked);
        // Nothing is separated from the beginning of the text.
        if asked == RequiredBreak::NOTHING || self.characters == 0 {
            return 0;
        }
        let length = asked.write(&mut self.text);
        let mut moved = 0;
        for open in self.open[..depth].iter().rev() {
            let span = &mut self.spans[open.span];
            if open.span + moved + 1 != last || span.start != self.characters {
                break;
            }
            shift(span, length);
            moved += 1;
        }
        self.moves(moved + self.spans.len() - last);
        for span in &mut self.spans[last..] {
            shift(span, length);
        }
        self.characters += length;
        moved
    }

    /// The line has ended: its trailing space is not rendered.
    #[inline]
    fn take_space_back(&mut self) {
        if self.space.is_some() {
            self.unwrite_space();
        }
    }

    fn unwrite_space(&mut self) {
        let Some(space) = self.space.take() else {
            return;
        };
        // Nothing is separated from the beginning of the text.
        let is_first = self.characters == 1;
        let separator = if is_first {
            ""
        } else {
            space.asked.separator()
        };
        let length = 1 + small(separator.len());
        self.text.truncate(self.text.len() - length as usize);
        self.characters -= length;
        self.moves(self.spans.len() - space.spans + self.ended_behind_space.len());
        for span in &mut self.spans[space.spans..] {
            unshift(span, length);
        }
        for span in &mut self.spans[space.spans - space.moved..space.spans] {
            span.start -= length - 1;
            span.byte_start -= length - 1;
        }
        for at in self.ended_behind_space.drain(..) {
            let span = &mut self.spans[at];
            span.end -= length;
            span.byte_end -= length;
        }
        self.asked = self.asked.and(space.asked);
    }

    fn moves(&mut self, spans: usize) {
        self.steps += u64::from(small(spans));
    }

    fn push_char(&mut self, c: char) {
        self.text.push(c);
        self.characters += 1;
    }

    #[inline]
    fn push_span(&mut self, markup: MarkupId) -> usize {
        let byte = small(self.text.len());
        self.steps += 1;
        self.spans.push(Span {
            markup,
            start: self.characters,
            end: self.characters,
            byte_start: byte,
            byte_end: byte,
            first_attribute: 0,
            attribute_count: 0,
            depth: depth(self.open.len()),
        });
        self.spans.len() - 1
    }

    /// To the last span, those that are stored from `first` on.
    fn give_attributes(&mut self, first: usize) {
        let count = self.attributes.len() - first;
        if let (Some(span), 1..) = (self.spans.last_mut(), count) {
            span.first_attribute = small(first);
            span.attribute_count = u16::try_from(count).unwrap_or(u16::MAX);
        }
    }

    #[inline]
    fn end_span(&mut self, at: usize) {
        let span = &mut self.spans[at];
        span.end = self.characters;
        span.byte_end = small(self.text.len());
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

fn unshift(span: &mut Span, by: u32) {
    span.start -= by;
    span.end -= by;
    span.byte_start -= by;
    span.byte_end -= by;
}
