//! The HTML standard's tokenizer, in one pass over the source: the only stage
//! that reads source text.
//!
//! It differs from the standard's description, not from its result: a state
//! that only looks ahead is a search here, and text comes in slices.
//! <https://html.spec.whatwg.org/multipage/parsing.html#tokenization>

mod class;
mod declaration;
mod raw;
mod rewrite;
mod tag;
mod token;

use tag::Keep;

use crate::html::bytes;
use crate::html::reference::{self, Place};

pub(crate) use rewrite::normalize_newlines;
#[cfg(feature = "_test")]
pub(crate) use rewrite::plain as comment_text;
pub(crate) use token::{Attribute, Doctype, Tag, Token};

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

/// Reads tokens from a source. Whoever builds the tree pulls, and answers a
/// start tag with [`set_mode`](Lexer::set_mode) before it pulls again.
#[derive(Debug)]
pub(crate) struct Lexer<'s> {
    source: &'s str,
    /// Where the next token starts.
    at: usize,
    mode: Mode,
    /// Where the raw text being read ends, found once and then kept, or text
    /// with many references would be searched anew for each.
    raw_end: Option<usize>,
    /// As written in the source: the comparison with an end tag folds case.
    last_start_tag: &'s str,
    cdata_allowed: bool,
    attributes: Vec<Attribute<'s>>,
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
            last_start_tag: "",
            cdata_allowed: false,
            attributes: Vec::new(),
        }
    }

    /// What tree construction answers to a start tag. The end tag that leaves
    /// the mode again is that of the last start tag.
    pub(crate) fn set_mode(&mut self, mode: Mode) {
        self.mode = mode;
        self.raw_end = None;
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

    /// The next token.
    #[inline(always)]
    pub(crate) fn next(&mut self) -> Token<'s> {
        while self.at < self.source.len() {
            let token = match self.mode {
                Mode::Data => self.data(),
                Mode::CdataSection => self.cdata_section(),
                Mode::Rcdata | Mode::Rawtext | Mode::ScriptData | Mode::Plaintext => {
                    self.raw_text()
                }
            };
            if let Some(token) = token {
                return token;
            }
        }
        Token::Eof
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#data-state>
    #[inline(always)]
    fn data(&mut self) -> Option<Token<'s>> {
        let start = self.at;
        let source = self.source.as_bytes();
        match source[start] {
            b'<' => match self.markup() {
                Markup::Token(token) => return Some(token),
                Markup::Nothing => return None,
                Markup::Text => (),
            },
            b'&' => {
                if let Some(token) = self.reference() {
                    return Some(token);
                }
            }
            _ => (),
        }
        let len = bytes::find_markup(&source[start + 1..]);
        Some(self.text(start + 1 + len))
    }

    /// Text up to `end`.
    #[inline(always)]
    fn text(&mut self, end: usize) -> Token<'s> {
        let start = self.at;
        self.at = end;
        let text = &self.source[start..end];
        Token::Text { text, start }
    }

    /// The reference at the `&` here, if it is one.
    fn reference(&mut self) -> Option<Token<'s>> {
        let start = self.at;
        let (chars, len) = reference::read(&self.source[start..], Place::Text)?;
        self.at = start + len;
        let end = self.at;
        Some(Token::Reference { chars, start, end })
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#tag-open-state>
    #[inline(always)]
    fn markup(&mut self) -> Markup<'s> {
        let start = self.at;
        let bytes = self.source.as_bytes();
        let (name_start, keep) = match bytes.get(start + 1) {
            Some(b'/') => (start + 2, Keep::No),
            _ => (start + 1, Keep::Yes),
        };
        match bytes.get(name_start) {
            Some(first) if first.is_ascii_alphabetic() => self.tag(name_start, keep),
            other => self.no_tag(other.copied(), keep),
        }
    }

    /// What a `<` or `</` begins that no letter follows.
    #[cold]
    fn no_tag(&mut self, next: Option<u8>, keep: Keep) -> Markup<'s> {
        let start = self.at;
        match (keep, next) {
            (Keep::No, Some(b'>')) => {
                self.at = start + 3;
                Markup::Nothing
            }
            (Keep::No, Some(_)) => Markup::Token(self.bogus_comment(start + 2)),
            (Keep::Yes, Some(b'!')) => self.declaration(),
            (Keep::Yes, Some(b'?')) => Markup::Token(self.bogus_comment(start + 1)),
            _ => Markup::Text,
        }
    }
}
