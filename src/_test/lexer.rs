//! The lexer's tokens, as owned data.

#![allow(
    clippy::exhaustive_enums,
    clippy::exhaustive_structs,
    reason = "not API: the tests match on all there is"
)]

use crate::ingest::lexer::{self, Lexer, Mode};

/// The states of the tokenizer in which reading can start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Tags and references.
    Data,
    /// References and one end tag.
    Rcdata,
    /// One end tag.
    Rawtext,
    /// One end tag, unless it is escaped.
    ScriptData,
    /// Text to the end.
    Plaintext,
    /// Text to `]]>`.
    CdataSection,
}

impl State {
    fn mode(self) -> Mode {
        match self {
            Self::Data => Mode::Data,
            Self::Rcdata => Mode::Rcdata,
            Self::Rawtext => Mode::Rawtext,
            Self::ScriptData => Mode::ScriptData,
            Self::Plaintext => Mode::Plaintext,
            Self::CdataSection => Mode::CdataSection,
        }
    }
}

/// The way the lexer learns that a start tag opens raw text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answers {
    /// It never learns.
    Never,
    /// By [`state_after`] and [`foreign_after`].
    ByName,
}

/// The initial setup.
#[derive(Debug, Clone, Copy)]
pub struct Setup<'a> {
    /// The initial state.
    pub state: State,
    /// The name of the end tag that ends raw text; empty for none.
    pub last_start_tag: &'a str,
    /// The answers to start tags.
    pub answers: Answers,
}

/// A token with its position, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lexed {
    /// The token.
    pub token: Token,
    /// Its first byte.
    pub start: usize,
    /// The byte behind its last byte.
    pub end: usize,
}

/// The kinds of tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// Text, newlines normalised.
    Text(String),
    /// The replacement for U+0000 in raw text.
    Replacement,
    /// The decoded text of a character reference.
    Reference(String),
    /// A start tag.
    StartTag(Tag),
    /// An end tag.
    EndTag(Tag),
    /// A comment.
    Comment(String),
    /// A document type.
    Doctype {
        /// `html`.
        name: Option<String>,
        /// The public identifier.
        public_id: Option<String>,
        /// The system identifier.
        system_id: Option<String>,
        /// Whether it is malformed, and so forces quirks mode.
        force_quirks: bool,
    },
}

/// A tag; an end tag has no attributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// Whether it ends in `/>`.
    pub self_closing: bool,
    /// Whether an attribute was given twice.
    pub duplicate_attributes: bool,
    /// The number of attributes beyond the limit.
    pub dropped_attributes: u32,
    /// The attributes that are kept.
    pub attributes: Vec<Attribute>,
}

/// An attribute with its position, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// The first byte of the name.
    pub start: usize,
    /// The byte behind the value and its quote.
    pub end: usize,
}

/// Returns the state that a start tag switches to: the answer of a tree builder in a
/// body, whatever the tree is.
#[must_use]
pub fn state_after(start_tag: &str) -> Option<State> {
    match start_tag {
        "script" => Some(State::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(State::Rawtext),
        "title" | "textarea" => Some(State::Rcdata),
        "plaintext" => Some(State::Plaintext),
        _ => None,
    }
}

/// Returns whether CDATA sections are allowed after the start (or end) tag of a foreign
/// root; `None` for other names.
#[must_use]
pub fn foreign_after(name: &str, is_start: bool) -> Option<bool> {
    matches!(name, "svg" | "math").then_some(is_start)
}

/// Lists all tokens of `source` except the last, which is its end.
#[must_use]
pub fn lex(source: &str, setup: Setup<'_>) -> Vec<Lexed> {
    let mut lexer = Lexer::starting_at(source, 0);
    lexer.set_mode(setup.state.mode());
    lexer.set_last_start_tag(setup.last_start_tag);
    let mut all = Vec::new();
    while let Some(lexed) = next(&mut lexer) {
        if let Token::StartTag(tag) | Token::EndTag(tag) = &lexed.token {
            if setup.answers == Answers::ByName {
                let is_start = matches!(lexed.token, Token::StartTag(_));
                answer(&mut lexer, &tag.name, is_start);
            }
        }
        all.push(lexed);
    }
    assert_eq!(lexer.next(), lexer::Token::Eof, "the end stays the end");
    all
}

/// Counts the tokens of `source`, with start tags answered by name: to time only the
/// lexer.
#[must_use]
pub fn count(source: &str) -> usize {
    let mut lexer = Lexer::starting_at(source, 0);
    let mut count = 0;
    loop {
        match lexer.next() {
            lexer::Token::StartTag(tag) => answer(&mut lexer, &tag.name.get(), true),
            lexer::Token::EndTag(tag) => answer(&mut lexer, &tag.name.get(), false),
            lexer::Token::Eof => return count,
            _ => {}
        }
        count += 1;
    }
}

fn answer(lexer: &mut Lexer<'_>, name: &str, is_start: bool) {
    if let Some(foreign) = foreign_after(name, is_start) {
        lexer.allow_cdata(foreign);
    }
    if let Some(state) = state_after(name).filter(|_| is_start) {
        lexer.set_mode(state.mode());
    }
}

fn next(lexer: &mut Lexer<'_>) -> Option<Lexed> {
    let (token, start, end) = match lexer.next() {
        lexer::Token::Text { text, start } => (
            Token::Text(lexer::normalize_newlines(text).into_owned()),
            start,
            start + text.len(),
        ),
        lexer::Token::Replacement { start } => (Token::Replacement, start, start + 1),
        lexer::Token::Reference { chars, start, end } => {
            (Token::Reference(chars.chars().collect()), start, end)
        }
        lexer::Token::StartTag(tag) => {
            let attributes = lexer.attributes().iter().map(|attribute| Attribute {
                name: attribute.name.get().into_owned(),
                value: attribute.value().into_owned(),
                start: attribute.start,
                end: attribute.end,
            });
            let seen = view(&tag, attributes.collect());
            (Token::StartTag(seen), tag.start, tag.end)
        }
        lexer::Token::EndTag(tag) => (Token::EndTag(view(&tag, Vec::new())), tag.start, tag.end),
        lexer::Token::Comment {
            text, start, end, ..
        } => (
            Token::Comment(lexer::comment_text(text).into_owned()),
            start,
            end,
        ),
        lexer::Token::Doctype(doctype) => {
            let lexer::Doctype { start, end, .. } = *doctype;
            let token = Token::Doctype {
                name: doctype.name.map(Into::into),
                public_id: doctype.public_id.map(Into::into),
                system_id: doctype.system_id.map(Into::into),
                force_quirks: doctype.force_quirks,
            };
            (token, start, end)
        }
        lexer::Token::Eof => return None,
    };
    Some(Lexed { token, start, end })
}

fn view(tag: &lexer::Tag<'_>, attributes: Vec<Attribute>) -> Tag {
    Tag {
        name: tag.name.get().into_owned(),
        self_closing: tag.self_closing,
        duplicate_attributes: tag.duplicate_attributes,
        dropped_attributes: tag.dropped_attributes,
        attributes,
    }
}
