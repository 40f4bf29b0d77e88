//! The lexer's tokens, as owned data.

#![allow(
    clippy::exhaustive_enums,
    clippy::exhaustive_structs,
    reason = "not API: the tests match on all there is"
)]

use crate::ingest::lexer::{self, Lexer, Mode};

/// How the lexer reads: the six states a reader can start in.
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

/// Who tells the lexer that a start tag opens raw text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answers {
    /// Nobody.
    Never,
    /// [`state_after`] and [`foreign_after`].
    ByName,
}

/// How to begin.
#[derive(Debug, Clone, Copy)]
pub struct Setup<'a> {
    /// The state to begin in.
    pub state: State,
    /// Whose end tag ends raw text; empty for none.
    pub last_start_tag: &'a str,
    /// Who answers start tags.
    pub answers: Answers,
}

/// A token and where it stands, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lexed {
    /// What it is.
    pub token: Token,
    /// Its first byte.
    pub start: usize,
    /// Behind its last byte.
    pub end: usize,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// Text, newlines normalised.
    Text(String),
    /// What stands for U+0000 in raw text.
    Replacement,
    /// What a character reference stands for.
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
        /// Whether it asks for quirks mode by being malformed.
        force_quirks: bool,
    },
}

/// A tag; one that ends has no attributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// Whether it ends in `/>`.
    pub self_closing: bool,
    /// Whether an attribute stood there twice.
    pub duplicate_attributes: bool,
    /// How many attributes were too many.
    pub dropped_attributes: u32,
    /// Those kept.
    pub attributes: Vec<Attribute>,
}

/// An attribute and where it stands, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// The first byte of the name.
    pub start: usize,
    /// Behind the value and its quote.
    pub end: usize,
}

/// The state that a start tag switches to: what a tree builder answers in a
/// body, without looking at the tree.
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

/// Whether CDATA sections are allowed after the start (or end) tag of a
/// foreign root; `None` for other names.
#[must_use]
pub fn foreign_after(name: &str, is_start: bool) -> Option<bool> {
    matches!(name, "svg" | "math").then_some(is_start)
}

/// All tokens of `source` but the last, which is its end.
#[must_use]
pub fn lex(source: &str, setup: Setup<'_>) -> Vec<Lexed> {
    let mut lexer = Lexer::new(source);
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

/// How many tokens `source` has, start tags answered by name: lexing alone, to
/// be timed.
#[must_use]
pub fn count(source: &str) -> usize {
    let mut lexer = Lexer::new(source);
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
