//! The fast path: converts tokens to events without a tree, as long as HTML tree
//! construction would only push and pop.
//!
//! The stack contains source names. The [predicate](crate::html::nesting) tells whether a
//! parser leaves an element where it opens. At the first element that it does not leave,
//! the rest goes to the [parser](super::parser), from the last point at which nothing was
//! open; content admitted since is rolled back. The rules are those of ["in
//! body"](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody) and of
//! tables. [`NeedsParser`] is the answer if a rule would do more than push and pop, if it
//! is rare, or if a limit is near.

mod blocks;
mod end;
mod foreign;
mod odd_text;
mod table;

use std::mem;

use super::admit::{Admit, Checkpoint, Opening};
use super::event::{Closing, OpenTag, Origin};
use super::lexer::{Attribute, Lexer, Mode, Sink, Tag, Text, Token};
use super::parser::limits::OPEN_ELEMENTS;
use super::parser::{Start, is_block};
use crate::growth;
use crate::html::element::{Element, TablePart};
use crate::html::name::Name;
use crate::html::nesting::{Context, MAX_FORMATTING};
use crate::num::to_u32;
use crate::policy::TagRule;
use crate::text::layout::usual_depth;
use crate::text::whitespace::{Run, Verbatim};
use blocks::{Blocks, Ended};

/// Where the fast path hands over.
pub(super) struct Handover {
    /// Where the parser has to continue.
    pub(super) start: Start,
    /// The end of the token that needs it, or more.
    pub(super) behind: usize,
}

/// Ingests as much of a source as possible, from a point on at which nothing is open;
/// returns where the parser has to continue, if it has to.
pub(super) fn take_in(
    source: &str,
    start: Start,
    admit: &mut Admit<'_>,
    room: &mut Room,
) -> Option<Handover> {
    let Some(checkpoint) = admit.checkpoint() else {
        let behind = start.at;
        return Some(Handover { start, behind });
    };
    let mut path = FastPath {
        source,
        admit,
        open: reused(mem::take(&mut room.open)),
        context: Context::ROOT,
        tags: start.tags,
        created: start.created,
        form: false,
        skips_line_feed: false,
        in_raw_text: false,
        safe: start,
        checkpoint,
    };
    let mut lexer = Lexer::starting_at(source, start.at);
    lexer.use_attributes(reused(mem::take(&mut room.attributes)));
    let end = lexer.run(&mut path).and_then(|()| path.close_all());
    let handover = end.err().map(|NeedsParser| {
        path.admit.roll_back(path.checkpoint);
        Handover {
            start: path.safe,
            behind: lexer.position(),
        }
    });
    room.open = reused(path.open);
    room.attributes = reused(lexer.take_attributes());
    let taken = handover.as_ref().map_or(source.len(), |to| to.start.at);
    for flaw in lexer.into_flaws() {
        // The parser reports later flaws itself.
        if (flaw.start as usize) < taken {
            admit.report_flaw(source, &flaw);
        }
    }
    handover
}

/// The buffers of the fast path, kept from one source to the next, empty.
#[derive(Default)]
pub(super) struct Room {
    open: Vec<Open<'static, 'static>>,
    attributes: Vec<Attribute<'static>>,
}

impl Room {
    /// The room for one source of this many bytes.
    pub(super) fn for_one(bytes: usize) -> Self {
        Self {
            open: Vec::with_capacity(usual_depth(bytes)),
            ..Self::default()
        }
    }

    /// How much room there is for open elements and attributes.
    #[cfg(test)]
    pub(super) fn capacities(&self) -> [usize; 2] {
        [self.open.capacity(), self.attributes.capacity()]
    }
}

/// Returns a buffer for items of another lifetime, empty. That keeps its memory, since
/// both have one layout.
fn reused<T, U>(mut buffer: Vec<T>) -> Vec<U> {
    buffer.clear();
    buffer.into_iter().filter_map(|_| None).collect()
}

/// Returns how the lexer reads the text of an element that has nothing else.
fn raw_text_mode(element: Element) -> Mode {
    match element {
        Element::Textarea | Element::Title => Mode::Rcdata,
        Element::Script => Mode::ScriptData,
        _ => Mode::Rawtext,
    }
}

/// The fast path cannot continue: tree construction would do more than push and pop.
struct NeedsParser;

/// An open element of the source.
struct Open<'s, 'a> {
    rule: &'a TagRule,
    name: Name<'s>,
    /// The context outside of the element.
    context: Context,
    /// Whether it is only a span: see [`Admit::open_span`].
    is_span: bool,
    /// The start of its tag.
    start: u32,
}

impl Open<'_, '_> {
    fn element(&self) -> Element {
        self.rule.element
    }
}

struct FastPath<'s, 'c, 'a> {
    source: &'s str,
    admit: &'c mut Admit<'a>,
    open: Vec<Open<'s, 'a>>,
    /// The context inside the open elements.
    context: Context,
    tags: u64,
    created: u64,
    /// Whether the form element pointer is set.
    form: bool,
    /// Whether the next line feed is dropped, as parsers do after `<pre>`.
    skips_line_feed: bool,
    in_raw_text: bool,
    safe: Start,
    checkpoint: Checkpoint,
}

impl<'s> Sink<'s> for FastPath<'s, '_, '_> {
    type Stop = NeedsParser;

    #[inline(always)]
    fn text(&mut self, _: &mut Lexer<'s>, text: Text<'s>) -> Result<(), NeedsParser> {
        if self.skips_line_feed || self.in_raw_text {
            return self.any_text(text.start, text.end);
        }
        if self.admit.in_pre() {
            return self.text_in_pre(text.start, text.end);
        }
        if !self.admit.collapses() {
            return self.odd_text(text.start, text.end);
        }
        // White space is allowed anywhere.
        if text.words == text.end {
            self.admit.white_space();
            return Ok(());
        }
        self.words(text.start, text.words, text.end)
    }

    #[inline(always)]
    fn start_tag(&mut self, lexer: &mut Lexer<'s>, tag: &Tag<'s>) -> Result<(), NeedsParser> {
        self.tags += 1;
        let rule = self.admit.rule(tag.name);
        let is_simple = rule.is_simple
            && tag.dropped_attributes == 0
            && self.has_room_for_tags()
            && self.context.parser_admits(rule.element);
        if !is_simple {
            return self.any_start_tag(lexer, *tag, rule);
        }
        self.skips_line_feed = false;
        self.push(lexer, tag, rule);
        Ok(())
    }

    #[cold]
    fn end_tag(&mut self, _: &mut Lexer<'s>, tag: &Tag<'s>) -> Result<(), NeedsParser> {
        match self.open.last() {
            Some(open) if open.rule.is_simple && open.name.is_surely(tag.name) => {
                self.close_simple(tag.name.word(), tag.end);
            }
            _ => {
                self.any_end_tag(*tag)?;
                if self.open.is_empty() {
                    self.mark(tag.end, Element::Ordinary);
                }
            }
        }
        Ok(())
    }

    #[inline(always)]
    fn likely_end(&self) -> u64 {
        match self.open.last() {
            Some(open) if open.rule.is_simple => open.name.word(),
            _ => 0,
        }
    }

    #[inline(always)]
    fn likely_end_tag(&mut self, word: u64, end: usize) {
        self.close_simple(word, end);
    }

    fn other(&mut self, _: &mut Lexer<'s>, token: Token<'s>) -> Result<(), NeedsParser> {
        let skips_line_feed = mem::take(&mut self.skips_line_feed);
        match token {
            Token::Reference { chars, start, end } => {
                let is_skipped = skips_line_feed && chars.single() == Some('\n');
                if self.in_raw_text {
                    self.raw_reference(chars, start, end);
                } else if !is_skipped {
                    self.reference(chars, start, end)?;
                }
            }
            Token::Replacement { start } => {
                self.admit.removed('\0', start, start + 1);
                self.admit.removes((start, start + 1));
            }
            Token::Comment {
                start,
                end,
                is_closed,
                ..
            } => self.comment(start, end, is_closed),
            Token::Doctype(doctype) => {
                self.comment(doctype.start, doctype.end, doctype.is_closed);
            }
            // Raw text, all of which is removed.
            Token::Text { text, start } => self.raw_text(text, start),
            Token::StartTag(_) | Token::EndTag(_) | Token::Eof => {}
        }
        Ok(())
    }
}

impl<'s, 'a> FastPath<'s, '_, 'a> {
    /// Marks a point at which nothing is open since an element was closed, so that the
    /// parser could begin here.
    fn mark(&mut self, at: usize, closed: Element) {
        if self.form {
            return;
        }
        if let Some(checkpoint) = self.admit.checkpoint() {
            self.checkpoint = checkpoint;
            self.safe = Start {
                at,
                line: if is_block(closed) { at } else { self.safe.line },
                tags: self.tags,
                created: self.created,
            };
        }
    }

    fn comment(&mut self, start: usize, end: usize, is_closed: bool) {
        let source = self.source;
        self.admit.report_comment(source, start, end, is_closed);
    }

    /// Whether no limit is near.
    #[inline]
    fn has_room_for_tags(&self) -> bool {
        self.open.len() + 1 < OPEN_ELEMENTS - 8
            && self.context.formatting() + 1 < u64::from(MAX_FORMATTING)
    }

    /// Adds text with words, where white space is collapsed.
    #[inline(never)]
    fn words(&mut self, start: usize, words: usize, end: usize) -> Result<(), NeedsParser> {
        if self.context.admits_text() {
            let run = Run::new(self.source, start, words, end);
            if run.is_plain {
                self.admit.run(run, (words, end));
                return Ok(());
            }
        }
        self.odd_text(start, end)
    }

    #[inline(always)]
    fn text_in_pre(&mut self, start: usize, end: usize) -> Result<(), NeedsParser> {
        if self.context.admits_text() && !self.admit.is_removing() {
            if let Some(verbatim) = Verbatim::at(self.source, start, end) {
                self.admit.verbatim(verbatim);
                return Ok(());
            }
        }
        self.odd_text(start, end)
    }

    #[cold]
    fn any_start_tag(
        &mut self,
        lexer: &mut Lexer<'s>,
        tag: Tag<'s>,
        rule: &'a TagRule,
    ) -> Result<(), NeedsParser> {
        let element = rule.element;
        self.skips_line_feed = false;
        if tag.dropped_attributes > 0 {
            return Err(NeedsParser);
        }
        if matches!(element, Element::Svg | Element::Math) {
            return self.foreign(lexer, &tag);
        }
        if !self.make_room(element, &tag)? {
            return Ok(());
        }
        if element == Element::Form {
            if self.form {
                return Ok(());
            }
            self.form = true;
        }
        if !rule.is_sound || !self.has_room_for_tags() {
            return Err(NeedsParser);
        }
        self.push(lexer, &tag, rule);
        self.skips_line_feed = element == Element::Pre;
        Ok(())
    }

    /// Closes and opens what has to be before an element opens; returns `false` if
    /// parsers ignore its tag.
    fn make_room(&mut self, element: Element, tag: &Tag<'s>) -> Result<bool, NeedsParser> {
        use Element::*;
        match element {
            Html | Head | Body | Frameset | Frame => return Ok(false),
            // Parsers rename it, switch the tokenizer, or have special rules.
            Image | Plaintext | Xmp | Listing | Template | Search | Keygen | Isindex
            | SelectedContent => {
                return Err(NeedsParser);
            }
            _ => {}
        }
        if element
            .table_part()
            .is_some_and(|part| part != TablePart::Table)
        {
            let has_room = self.make_room_in_table(element, tag)?;
            if has_room && !self.context.parser_admits(element) {
                return Err(NeedsParser);
            }
            return Ok(has_room);
        }
        // Implied end tags: of the current node, or of a paragraph in it.
        while !self.context.parser_admits(element) {
            let Some(current) = self.open.last().map(Open::element) else {
                return Err(NeedsParser);
            };
            let ends = match element {
                Li => matches!(current, Li | P),
                Dd | Dt => matches!(current, Dd | Dt | P),
                Rt | Rp => matches!(current, Rt | Rp | Rb),
                Option => current == Option,
                Optgroup => matches!(current, Option | Optgroup),
                _ => current == P,
            };
            if !ends {
                return Err(NeedsParser);
            }
            self.pop(Closing::default);
        }
        Ok(true)
    }

    /// Creates an empty element for an end tag.
    fn make(
        &mut self,
        element: Element,
        name: &'static str,
        tag: &Tag<'s>,
    ) -> Result<(), NeedsParser> {
        if !self.context.parser_admits(element) || !self.admit.rule(Name::plain(name)).is_sound {
            return Err(NeedsParser);
        }
        self.created += 1;
        self.open_implied(name, tag);
        self.admit.close(Closing::default());
        Ok(())
    }

    fn open_implied(&mut self, name: &'static str, tag: &Tag<'s>) {
        let name = Name::plain(name);
        let rule = self.admit.rule(name);
        self.admit.open(&Opening {
            tag: OpenTag {
                name,
                is_foreign: false,
                attributes: &[],
                start: tag.start,
                end: tag.end,
                origin: Origin::Implied,
            },
            rule,
            is_unsound: false,
        });
    }

    #[inline(always)]
    fn push(&mut self, lexer: &mut Lexer<'s>, tag: &Tag<'s>, rule: &'a TagRule) {
        self.created += 1;
        let is_bare = lexer.attributes().is_empty() && self.admit.open_bare(rule);
        let is_span = is_bare || self.open_any(lexer, tag, rule);
        if !is_span && rule.is_void {
            self.admit.close(Closing::default());
            return;
        }
        self.enter(rule, tag.name, is_span, tag.start);
        if !rule.is_simple && rule.element.is_raw_text() {
            self.in_raw_text = true;
            lexer.set_mode(raw_text_mode(rule.element));
        }
    }

    /// Opens an element; returns whether it is only a span.
    fn open_any(&mut self, lexer: &Lexer<'s>, tag: &Tag<'s>, rule: &'a TagRule) -> bool {
        let opening = Opening {
            tag: OpenTag {
                name: tag.name,
                is_foreign: false,
                attributes: lexer.attributes(),
                start: tag.start,
                end: tag.end,
                origin: Origin::Written,
            },
            rule,
            is_unsound: false,
        };
        self.admit.open_span(&opening).unwrap_or_else(|| {
            if self.admit.needs_frames() {
                self.frame_parent();
            }
            self.admit.open(&opening);
            false
        })
    }

    /// Adds a frame for the innermost open element, so that it also closes what artefacts
    /// opened inside.
    fn frame_parent(&mut self) {
        if let Some(parent) = self.open.last_mut().filter(|open| open.is_span) {
            parent.is_span = false;
            self.admit.frame_span();
        }
    }

    #[inline]
    fn enter(&mut self, rule: &'a TagRule, name: Name<'s>, is_span: bool, start: usize) {
        let context = self.context;
        self.context = context.enter(rule.element);
        let open = Open {
            rule,
            name,
            context,
            is_span,
            start: to_u32(start),
        };
        growth::push(&mut self.open, open);
    }

    /// Closes all elements but this many, before the token at `at`. Needs the parser if a
    /// marker would be left behind, or the form that is pointed at.
    fn pop_to(&mut self, keep: usize, at: usize) -> Result<(), NeedsParser> {
        self.reach(keep, at)?;
        let leaves = |open: &Open<'_, '_>| {
            use Element::*;
            matches!(open.rule.element, Applet | Marquee | Object | Form)
        };
        if self.open[keep..].iter().any(leaves) {
            return Err(NeedsParser);
        }
        while self.open.len() > keep {
            self.pop(Closing::default);
        }
        Ok(())
    }

    /// Closes the innermost open element, which is simple, by its end tag.
    #[inline(always)]
    fn close_simple(&mut self, word: u64, end: usize) {
        let closed = self.open.last().map_or(Element::Ordinary, Open::element);
        self.tags += u64::from(closed == Element::P);
        self.skips_line_feed = false;
        self.pop(|| Closing::by_word(word, end));
        if self.open.is_empty() {
            self.mark(end, closed);
        }
    }

    /// Closes the innermost open element; `closing` is asked for if it is more than a
    /// span.
    #[inline(always)]
    fn pop(&mut self, closing: impl FnOnce() -> Closing) {
        if let Some(open) = self.open.pop() {
            self.context = open.context;
            if open.is_span {
                self.admit.close_span();
            } else {
                self.admit.close(closing());
            }
        }
    }

    /// Closes everything at the end of the source.
    fn close_all(&mut self) -> Result<(), NeedsParser> {
        self.reach(0, self.source.len())?;
        while !self.open.is_empty() {
            self.pop(|| Closing {
                end: 0,
                is_never: true,
                word: 0,
            });
        }
        Ok(())
    }

    /// Needs the parser, which counts blocks, if formatting above the first `keep`
    /// elements, without an end tag before `at`, may reach over blocks.
    fn reach(&self, keep: usize, at: usize) -> Result<(), NeedsParser> {
        let mut closed = self.open[keep..].iter();
        let Some(first) = closed.find(|open| open.rule.element.is_formatting()) else {
            return Ok(());
        };
        let mut blocks = Blocks::new(at);
        let mut lexer = Lexer::starting_at(self.source, first.start as usize);
        lexer.run(&mut blocks).or_else(|end| match end {
            Ended::Block => Err(NeedsParser),
            Ended::Before => Ok(()),
        })
    }
}
