//! Any source to the tree that the HTML standard builds from it.
//!
//! Our tokens go through the [guard](self::guard) into html5ever's tree
//! builder, which builds in our own arena. Text takes a short cut: the tree
//! builder asks of a character only whether it is white space or U+0000, so a
//! run that begins with another goes as one sentinel character, and what it
//! means waits in a queue until the tree builder gives the sentinel to the
//! sink. So references and removed characters keep what they are and where,
//! and most text is never copied. A real U+FDD0 goes the same way: nothing can
//! be spoofed.

mod arena;
pub(crate) mod census;
pub(crate) mod element;
pub(crate) mod guard;
pub(crate) mod limits;
pub(crate) mod name;
pub(crate) mod sink;
mod tree;

use html5ever::tendril::StrTendril;

use self::arena::offset;
use self::guard::{Guard, Limits};
use self::sink::SENTINEL;
use self::tree::Data;
use super::lexer::{Lexer, Token, normalize_newlines};
use crate::html::char_ref::Decoded;
use crate::html::forbidden_chars;

pub(crate) use tree::{Event, Tree};

/// Where repair begins: where a token starts and nothing is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Start {
    /// In bytes of the source.
    pub(crate) at: usize,
    /// How many elements fewer were created before than so many tags may.
    pub(crate) spare: u64,
}

/// The tree of what stands in a source from a point on.
pub(crate) fn parse(source: &str, start: Start, limits: Limits) -> Tree<'_> {
    let mut lexer = Lexer::starting_at(source, start.at);
    let mut repair = Repair {
        guard: Guard::new(limits, start.spare),
        nuls: Vec::new(),
        comments: Vec::new(),
    };
    loop {
        match lexer.next() {
            Token::Text { text, start } => repair.text(text, start),
            Token::Replacement { start } => {
                repair.nul(start);
                repair.made("\u{FFFD}");
            }
            Token::Reference { chars, start, end } => repair.reference(chars, start, end),
            Token::StartTag(tag) => {
                if let Some(mode) = repair.guard.start_tag(&tag, lexer.attributes()) {
                    lexer.set_mode(mode);
                }
                lexer.allow_cdata(repair.guard.is_in_foreign());
            }
            Token::EndTag(tag) => {
                repair.guard.end_tag(&tag);
                lexer.allow_cdata(repair.guard.is_in_foreign());
            }
            Token::Comment { start, end, .. } => {
                repair.comments.push((start, end));
                repair.guard.comment();
            }
            Token::Doctype(doctype) => {
                repair.comments.push((doctype.start, doctype.end));
                repair.guard.doctype();
            }
            Token::Eof => return repair.finish(source),
        }
    }
}

struct Repair<'s> {
    guard: Guard<'s>,
    nuls: Vec<(usize, usize)>,
    /// Comments and what is read as such, and declarations.
    comments: Vec<(usize, usize)>,
}

impl<'s> Repair<'s> {
    fn text(&mut self, text: &str, start: usize) {
        for piece in text_pieces(text, start) {
            match piece {
                TextPiece::Clean { text, start } => self.clean(text, start),
                TextPiece::Nul(start) => {
                    self.nul(start);
                    self.guard.null();
                }
                TextPiece::Bad { char, start, end } => self.bad(char, start, end),
            }
        }
    }

    /// Text that all stays. Tree construction may have to see its leading white
    /// space; of the rest it sees a sentinel.
    fn clean(&mut self, text: &str, start: usize) {
        let is_space = |char: char| char.is_ascii_whitespace();
        let rest = text.trim_start_matches(is_space);
        let (space, start) = (
            &text[..text.len() - rest.len()],
            start + text.len() - rest.len(),
        );
        if !space.is_empty() {
            let space = normalize_newlines(space);
            self.guard.text(StrTendril::from_slice(&space));
        }
        if rest.is_empty() {
            return;
        }
        let (start, end) = (offset(start), offset(start + rest.len()));
        let piece = match rest.contains('\r') {
            true => self.guard.sink().make(&normalize_newlines(rest)),
            false => Data::Source { start, end },
        };
        self.piece(piece);
    }

    fn reference(&mut self, chars: Decoded, start: usize, end: usize) {
        match chars.single() {
            Some(char) if char.is_ascii_whitespace() => {
                self.guard.text(StrTendril::from_char(char));
            }
            Some(char) if is_bad(char) => self.bad(char, start, end),
            // Such an element has text only.
            _ if self.guard.is_in_raw_text() => self.made(&chars.chars().collect::<String>()),
            _ => {
                let (start, end) = (offset(start), offset(end));
                self.piece(Data::Reference { chars, start, end });
            }
        }
    }

    fn bad(&mut self, char: char, start: usize, end: usize) {
        let (start, end) = (offset(start), offset(end));
        self.piece(Data::Bad { char, start, end });
    }

    fn made(&mut self, text: &str) {
        let piece = self.guard.sink().make(text);
        self.piece(piece);
    }

    fn piece(&mut self, piece: Data) {
        self.guard.sink().queue(piece);
        self.guard.text(StrTendril::from_slice(SENTINEL));
    }

    fn nul(&mut self, start: usize) {
        match self.nuls.last_mut() {
            Some((_, end)) if *end == start => *end += 1,
            _ => self.nuls.push((start, start + 1)),
        }
    }

    fn finish(self, source: &'s str) -> Tree<'s> {
        let (sink, limits) = self.guard.finish();
        let parts = sink.into_parts();
        Tree {
            source,
            nodes: parts.nodes,
            made: parts.made,
            tags: parts.tags,
            attributes: parts.attributes,
            limits,
            nuls: self.nuls,
            comments: self.comments,
            cost: parts.cost,
        }
    }
}

/// A piece of source text.
pub(crate) enum TextPiece<'t> {
    /// Text that stays.
    Clean { text: &'t str, start: usize },
    /// A U+0000: tree construction decides about it.
    Nul(usize),
    /// A character that no text holds.
    Bad {
        char: char,
        start: usize,
        end: usize,
    },
}

/// Source text that begins at `start`, cut at what is not text like other text.
pub(crate) fn text_pieces(text: &str, start: usize) -> TextPieces<'_> {
    TextPieces { rest: text, start }
}

pub(crate) struct TextPieces<'t> {
    rest: &'t str,
    start: usize,
}

impl<'t> Iterator for TextPieces<'t> {
    type Item = TextPiece<'t>;

    fn next(&mut self) -> Option<TextPiece<'t>> {
        let start = self.start;
        let clean = forbidden_chars::find_removed(self.rest).unwrap_or(self.rest.len());
        if clean > 0 {
            let (text, rest) = self.rest.split_at(clean);
            (self.rest, self.start) = (rest, start + clean);
            return Some(TextPiece::Clean { text, start });
        }
        let char = self.rest.chars().next()?;
        self.rest = &self.rest[char.len_utf8()..];
        self.start += char.len_utf8();
        Some(match char {
            '\0' => TextPiece::Nul(start),
            _ => TextPiece::Bad {
                char,
                start,
                end: self.start,
            },
        })
    }
}

/// Whether no text may hold a character, other than the U+0000 that tree
/// construction decides about.
pub(crate) fn is_bad(char: char) -> bool {
    char != '\0' && forbidden_chars::is_removed(char)
}
