//! The HTML standard's tokenizer, in one pass over the source: the only stage
//! that reads source text.
//!
//! It differs from the standard's description, not from its result: a state
//! that only looks ahead is a search here, and text comes in slices.
//! <https://html.spec.whatwg.org/multipage/parsing.html#tokenization>

mod class;
mod declaration;
mod flaw;
mod raw;
mod rewrite;
mod tag;
mod token;

use std::convert::Infallible;

use class::TAG_NAME_END;

use crate::html::bytes;
use crate::html::char_ref::{self, ReferenceIn};

pub(crate) use flaw::{Flaw, FlawKind};
pub(crate) use rewrite::normalize_newlines;
#[cfg(feature = "_test")]
pub(crate) use rewrite::plain as comment_text;
pub(crate) use token::{Attribute, Doctype, Tag, Text, Token};

/// How many attributes of one tag are kept. The rest are read and counted.
pub(crate) const MAX_ATTRIBUTES: usize = 256;

/// How the characters to come are read. All but `Plaintext` end by themselves
/// in `Data`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Tags and references.
    Data,
    /// References, and one end tag (`title`, `textarea`).
    Rcdata,
    /// One end tag (`style`, `iframe`).
    Rawtext,
    /// One end tag, not hidden in `<!-- <script>`.
    ScriptData,
    /// Nothing but text, to the end.
    Plaintext,
    /// Nothing but text, to `]]>`.
    CdataSection,
}

/// Who takes tokens as they come. Those that are many come by calls of their
/// own, so that they are not moved about; whoever builds a tree answers a start
/// tag with [`set_mode`](Lexer::set_mode), and no other token.
pub(crate) trait Sink<'s> {
    /// Why it takes no more.
    type Stop;

    fn text(&mut self, lexer: &mut Lexer<'s>, text: Text<'s>) -> Result<(), Self::Stop>;

    fn start_tag(&mut self, lexer: &mut Lexer<'s>, tag: &Tag<'s>) -> Result<(), Self::Stop>;

    fn end_tag(&mut self, lexer: &mut Lexer<'s>, tag: &Tag<'s>) -> Result<(), Self::Stop>;

    /// Any other token but the end.
    fn other(&mut self, lexer: &mut Lexer<'s>, token: Token<'s>) -> Result<(), Self::Stop>;
}

/// Reads tokens from a source: [runs](Lexer::run) through them, or is asked for
/// the [next](Lexer::next).
#[derive(Debug)]
pub(crate) struct Lexer<'s> {
    source: &'s str,
    /// Where the next token starts.
    at: usize,
    mode: Mode,
    /// Where the raw text being read ends, found once and then kept, or text
    /// with many references would be searched anew for each.
    raw_end: Option<usize>,
    /// Where the name of the last start tag begins.
    name_at: usize,
    /// Whose end tag ends the mode, as written in the source: the comparison
    /// with an end tag folds case.
    last_start_tag: &'s str,
    cdata_allowed: bool,
    attributes: Vec<Attribute<'s>>,
    flaws: Vec<Flaw>,
}

/// The mode behind a token of the data state.
#[derive(PartialEq, Eq)]
enum Then {
    SameMode,
    AnyMode,
}

/// What a `<` turned out to begin.
enum Markup<'s> {
    Token(Token<'s>),
    /// Markup that makes no token.
    Nothing,
    /// Nothing: the `<` is text.
    Text,
}

impl<'s> Lexer<'s> {
    pub(crate) fn new(source: &'s str) -> Self {
        Self::starting_at(source, 0)
    }

    /// Begins in the middle of a source, at the start of a token, so that
    /// positions are those of the whole.
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

    /// What of the source so far takes text along.
    pub(crate) fn into_flaws(self) -> Vec<Flaw> {
        self.flaws
    }

    /// What tree construction answers to a start tag. The end tag that leaves
    /// the mode again is that of the last start tag.
    pub(crate) fn set_mode(&mut self, mode: Mode) {
        self.mode = mode;
        self.raw_end = None;
        if matches!(mode, Mode::Rcdata | Mode::Rawtext | Mode::ScriptData) {
            let bytes = self.source.as_bytes();
            let end = class::find(bytes, self.name_at, TAG_NAME_END).unwrap_or(self.name_at);
            self.last_start_tag = &self.source[self.name_at..end];
        }
    }

    /// For a lexer that begins inside an element.
    #[cfg_attr(
        not(feature = "_test"),
        allow(dead_code, reason = "the conformance suite sets it")
    )]
    pub(crate) fn set_last_start_tag(&mut self, name: &'s str) {
        self.last_start_tag = name;
        self.raw_end = None;
    }

    /// Whether `<![CDATA[` opens a section: where the adjusted current node is
    /// a foreign element. Elsewhere it opens a comment.
    pub(crate) fn allow_cdata(&mut self, yes: bool) {
        self.cdata_allowed = yes;
    }

    /// The attributes of the last start tag, in source order, each name once.
    pub(crate) fn attributes(&self) -> &[Attribute<'s>] {
        &self.attributes
    }

    /// Hands on all tokens that are left, the end not among them.
    #[inline(always)]
    pub(crate) fn run<S: Sink<'s>>(&mut self, sink: &mut S) -> Result<(), S::Stop> {
        while self.at < self.source.len() {
            if self.mode != Mode::Data {
                self.step(sink)?;
                continue;
            }
            // Most tokens leave the mode as it is: it is not asked for again.
            while self.at < self.source.len() {
                if self.data(sink)? == Then::AnyMode {
                    break;
                }
            }
        }
        Ok(())
    }

    /// The next token.
    pub(crate) fn next(&mut self) -> Token<'s> {
        let mut next = Next(Token::Eof);
        while self.at < self.source.len() && matches!(next.0, Token::Eof) {
            let Ok(()) = self.step(&mut next);
        }
        next.0
    }

    /// Hands on one token or none.
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
            // Text, or it would not have come here.
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

    /// Text up to `end`.
    fn text(&mut self, end: usize) -> Token<'s> {
        let start = self.at;
        self.at = end;
        let text = &self.source[start..end];
        Token::Text { text, start }
    }

    /// The reference at the `&` here, if it is one.
    fn reference(&mut self) -> Option<Token<'s>> {
        let start = self.at;
        let (chars, len) = char_ref::read(&self.source[start..], ReferenceIn::Text)?;
        self.at = start + len;
        let end = self.at;
        Some(Token::Reference { chars, start, end })
    }

    /// What a `<` or `</` begins that no letter follows.
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

/// The one token that is asked for.
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
