//! The HTML standard's tokenizer, in one pass over the source: the only stage
//! that reads source text.
//!
//! The result is that of the standard, the steps differ: a state that only looks ahead is
//! a search, and text comes in slices.
//! <https://html.spec.whatwg.org/multipage/parsing.html#tokenization>

mod class;
mod declaration;
mod flaw;
mod raw;
mod rewrite;
mod tag;
mod token;

use std::convert::Infallible;
use std::mem;

use class::TAG_NAME_END;

use crate::html::bytes;
use crate::html::char_ref::{self, ReferenceIn};

pub(crate) use flaw::{Flaw, FlawKind};
pub(crate) use rewrite::normalize_newlines;
#[cfg(feature = "_test")]
pub(crate) use rewrite::plain as comment_text;
pub(crate) use token::{Attribute, Doctype, Tag, Text, Token};

/// The maximum number of attributes of a tag that are kept. All others are read and
/// counted.
pub(crate) const MAX_ATTRIBUTES: usize = 256;

/// How the lexer reads the next characters. All modes except `Plaintext` return to
/// `Data`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Text with tags and references.
    Data,
    /// Text with references, up to an end tag (`title`, `textarea`).
    Rcdata,
    /// Text up to an end tag (`style`, `iframe`).
    Rawtext,
    /// Text up to an end tag, except within `<!-- <script>`.
    ScriptData,
    /// Text up to the end of the source.
    Plaintext,
    /// Text up to `]]>`.
    CdataSection,
}

/// Receives tokens. Frequent tokens have methods of their own, which avoids moving a
/// large enum. A tree builder answers a start tag, and no other token, with
/// [`set_mode`](Lexer::set_mode).
pub(crate) trait Sink<'s> {
    /// The reason to stop.
    type Stop;

    fn text(&mut self, lexer: &mut Lexer<'s>, text: Text<'s>) -> Result<(), Self::Stop>;

    fn start_tag(&mut self, lexer: &mut Lexer<'s>, tag: &Tag<'s>) -> Result<(), Self::Stop>;

    fn end_tag(&mut self, lexer: &mut Lexer<'s>, tag: &Tag<'s>) -> Result<(), Self::Stop>;

    /// Returns the [word](crate::html::name::Name::word) of the most likely end tag; 0 if
    /// there is none.
    #[inline(always)]
    fn likely_end(&self) -> u64 {
        0
    }

    /// Receives the most likely end tag, without a token: nearly all end tags close what
    /// is open.
    #[inline(always)]
    fn likely_end_tag(&mut self, _word: u64, _end: usize) {}

    /// Receives any other token except the end.
    fn other(&mut self, lexer: &mut Lexer<'s>, token: Token<'s>) -> Result<(), Self::Stop>;
}

/// Reads tokens from a source: either [pushes](Lexer::run) all of them, or returns the
/// [next](Lexer::next).
#[derive(Debug)]
pub(crate) struct Lexer<'s> {
    source: &'s str,
    /// The start of the next token.
    at: usize,
    mode: Mode,
    /// The end of the current raw text. Kept, or text with many references would be
    /// searched again for each of them.
    raw_end: Option<usize>,
    /// The start of the last start tag's name.
    name_at: usize,
    /// The name whose end tag ends the mode, as written in the source: the comparison
    /// ignores case.
    last_start_tag: &'s str,
    cdata_allowed: bool,
    attributes: Vec<Attribute<'s>>,
    flaws: Vec<Flaw>,
}

/// The mode after a token of the data state.
#[derive(PartialEq, Eq)]
enum Then {
    SameMode,
    AnyMode,
}

/// The markup that a `<` begins.
enum Markup<'s> {
    Token(Token<'s>),
    /// Markup without a token.
    Nothing,
    /// None: the `<` is text.
    Text,
}

impl<'s> Lexer<'s> {
    /// Begins within a source, at the start of a token. Positions are those of the whole
    /// source.
    pub(crate) fn starting_at(source: &'s str, at: usize) -> Self {
        Self {
            source,
            at,
            mode: Mode::Data,
            raw_end: None,
            name_at: 0,
            last_start_tag: "",
            cdata_allowed: false,
            attributes: Vec::new(),
            flaws: Vec::new(),
        }
    }

    /// Keeps attributes in this buffer, which is empty.
    pub(crate) fn use_attributes(&mut self, buffer: Vec<Attribute<'s>>) {
        self.attributes = buffer;
    }

    /// Returns the buffer of the attributes.
    pub(crate) fn take_attributes(&mut self) -> Vec<Attribute<'s>> {
        mem::take(&mut self.attributes)
    }

    /// Returns the flaws found so far.
    pub(crate) fn into_flaws(self) -> Vec<Flaw> {
        self.flaws
    }

    /// Sets the mode, for tree construction to answer a start tag. The end tag of the
    /// last start tag leaves the mode.
    pub(crate) fn set_mode(&mut self, mode: Mode) {
        self.mode = mode;
        self.raw_end = None;
        if matches!(mode, Mode::Rcdata | Mode::Rawtext | Mode::ScriptData) {
            let bytes = self.source.as_bytes();
            let end = class::find(bytes, self.name_at, TAG_NAME_END).unwrap_or(self.name_at);
            self.last_start_tag = &self.source[self.name_at..end];
        }
    }

    /// Sets the last start tag, for a lexer that begins inside an element.
    #[cfg_attr(
        not(feature = "_test"),
        allow(dead_code, reason = "the conformance suite sets it")
    )]
    pub(crate) fn set_last_start_tag(&mut self, name: &'s str) {
        self.last_start_tag = name;
        self.raw_end = None;
    }

    /// Sets whether `<![CDATA[` opens a section: it does if the adjusted current node is
    /// a foreign element. Otherwise it opens a comment.
    pub(crate) fn allow_cdata(&mut self, yes: bool) {
        self.cdata_allowed = yes;
    }

    /// Returns the attributes of the last start tag, in source order, each name once.
    pub(crate) fn attributes(&self) -> &[Attribute<'s>] {
        &self.attributes
    }

    /// Returns the start of the next token.
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    /// Pushes all remaining tokens except the end.
    #[inline(always)]
    pub(crate) fn run<S: Sink<'s>>(&mut self, sink: &mut S) -> Result<(), S::Stop> {
        while self.at < self.source.len() {
            if self.mode != Mode::Data {
                self.step(sink)?;
                continue;
            }
            // Most tokens keep the mode, so it is checked only after the others.
            while self.at < self.source.len() {
                if self.data(sink)? == Then::AnyMode {
                    break;
                }
            }
        }
        Ok(())
    }

    /// Returns the next token.
    pub(crate) fn next(&mut self) -> Token<'s> {
        let mut next = Next(Token::Eof);
        while self.at < self.source.len() && matches!(next.0, Token::Eof) {
            let Ok(()) = self.step(&mut next);
        }
        next.0
    }

    /// Pushes at most one token.
    #[inline(always)]
    fn step<S: Sink<'s>>(&mut self, sink: &mut S) -> Result<(), S::Stop> {
        if self.mode == Mode::Data {
            return self.data(sink).map(|_| ());
        }
        let token = match self.mode {
            Mode::CdataSection => self.cdata_section(),
            _ => self.raw_text(),
        };
        match token {
            Some(token) => sink.other(self, token),
            None => Ok(()),
        }
    }

    /// Reads in the data state:
    /// <https://html.spec.whatwg.org/multipage/parsing.html#data-state>
    #[inline(always)]
    fn data<S: Sink<'s>>(&mut self, sink: &mut S) -> Result<Then, S::Stop> {
        let start = self.at;
        let source = self.source.as_bytes();
        let is_letter = |at: usize| source.get(at).is_some_and(u8::is_ascii_alphabetic);
        let words = match source[start] {
            b'<' if is_letter(start + 1) => {
                self.start_tag(sink)?;
                return Ok(Then::AnyMode);
            }
            b'<' if source.get(start + 1) == Some(&b'/') && is_letter(start + 2) => {
                self.end_tag(sink)?;
                return Ok(Then::SameMode);
            }
            b'<' => match self.no_tag() {
                Markup::Token(token) => {
                    sink.other(self, token)?;
                    return Ok(Then::AnyMode);
                }
                Markup::Nothing => return Ok(Then::AnyMode),
                Markup::Text => start,
            },
            b'&' => match self.reference() {
                Some(token) => {
                    sink.other(self, token)?;
                    return Ok(Then::SameMode);
                }
                None => start,
            },
            _ => bytes::skip_white(source, start),
        };
        let end = match source.get(words) {
            // The first byte is text, or another arm would have taken it.
            Some(_) if words == start => start + 1 + bytes::find_markup(&source[start + 1..]),
            Some(b'<' | b'&') | None => words,
            Some(_) => words + bytes::find_markup(&source[words..]),
        };
        self.at = end;
        let source = self.source;
        let text = Text {
            source,
            start,
            words,
            end,
        };
        sink.text(self, text)?;
        Ok(Then::SameMode)
    }

    /// Returns the text up to `end`.
    fn text(&mut self, end: usize) -> Token<'s> {
        let start = self.at;
        self.at = end;
        let text = &self.source[start..end];
        Token::Text { text, start }
    }

    /// Reads the reference at this `&`, if it is one.
    fn reference(&mut self) -> Option<Token<'s>> {
        let start = self.at;
        let (chars, len) = char_ref::read(&self.source[start..], ReferenceIn::Text)?;
        self.at = start + len;
        let end = self.at;
        Some(Token::Reference { chars, start, end })
    }

    /// Reads markup that begins with `<` or `</` without a letter after it.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#tag-open-state>
    #[cold]
    fn no_tag(&mut self) -> Markup<'s> {
        let start = self.at;
        match &self.source.as_bytes()[start + 1..] {
            [b'/', b'>', ..] => {
                self.at = start + 3;
                Markup::Nothing
            }
            [b'/', _, ..] => Markup::Token(self.bogus_comment(start + 2)),
            [b'!', ..] => self.declaration(),
            [b'?', ..] => Markup::Token(self.bogus_comment(start + 1)),
            _ => Markup::Text,
        }
    }
}

/// A sink that keeps one token.
struct Next<'s>(Token<'s>);

impl<'s> Sink<'s> for Next<'s> {
    type Stop = Infallible;

    fn text(&mut self, _: &mut Lexer<'s>, text: Text<'s>) -> Result<(), Infallible> {
        let start = text.start;
        let text = text.get();
        self.0 = Token::Text { text, start };
        Ok(())
    }

    fn start_tag(&mut self, _: &mut Lexer<'s>, tag: &Tag<'s>) -> Result<(), Infallible> {
        self.0 = Token::StartTag(*tag);
        Ok(())
    }

    fn end_tag(&mut self, _: &mut Lexer<'s>, tag: &Tag<'s>) -> Result<(), Infallible> {
        self.0 = Token::EndTag(*tag);
        Ok(())
    }

    fn other(&mut self, _: &mut Lexer<'s>, token: Token<'s>) -> Result<(), Infallible> {
        self.0 = token;
        Ok(())
    }
}
