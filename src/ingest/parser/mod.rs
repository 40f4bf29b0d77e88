//! Parses any source to the tree that the HTML standard builds from it.
//!
//! Our tokens go through the [limiter] into html5ever's tree builder, which builds in our
//! own arena. Text takes a shortcut. The tree builder only distinguishes white space,
//! U+0000 and other characters. So a run that begins with another character is passed as
//! a single sentinel character. Its content waits in a queue until the tree builder
//! passes the sentinel to the sink. In this way references and removed characters keep
//! their kind and position, and most text is never copied. A real U+FDD0 is queued as
//! well, so nothing can be spoofed.

mod arena;
mod builder_token;
mod census;
mod element;
mod kinds;
mod limiter;
pub(crate) mod limits;
mod name;
mod reach;
mod sink;
mod swallowed;
mod tree;

use html5ever::tendril::StrTendril;

use self::limiter::Limiter;
use self::limits::{CREATED_PER_TAG, Limits};
use self::sink::SENTINEL;
use self::tree::Data;
use super::lexer::{Doctype, Lexer, Token, normalize_newlines};
use super::text_pieces::{TextPiece, is_bad, text_pieces};
use crate::html::char_ref::Decoded;
use crate::html::element::Element;
use crate::num::to_u32;

pub(crate) use reach::{is_block, reaches};
pub(crate) use tree::{Asides, Tree};

/// The start of the parser: the start of a token, at which nothing is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Start {
    /// In bytes of the source.
    pub(crate) at: usize,
    /// The last point before `at`, or `at` itself, at which nothing was open and a line
    /// began: at the beginning of the source or behind a block.
    pub(crate) line: usize,
    /// The number of tags before `at` that may create an element.
    pub(crate) tags: u64,
    /// The number of elements that they created.
    pub(crate) created: u64,
}

impl Start {
    /// Returns the part of the budget for created elements that the source before left
    /// unused.
    fn spare(self) -> u64 {
        (CREATED_PER_TAG * self.tags).saturating_sub(self.created)
    }
}

/// Parses a source from a point on.
pub(crate) fn parse(source: &str, start: Start, limits: Limits) -> Tree<'_> {
    parse_up_to(source, start, limits, usize::MAX).0
}

/// Parses a source from a point on, up to the first block that ends behind `least` bytes
/// and leaves nothing open. Returns where it ends, unless it is the source that does.
pub(crate) fn parse_up_to(
    source: &str,
    start: Start,
    limits: Limits,
    least: usize,
) -> (Tree<'_>, Option<Start>) {
    let mut lexer = Lexer::starting_at(source, start.at);
    let mut feeder = Feeder {
        limiter: Limiter::new(limits, start.spare()),
        nuls: Vec::new(),
        asides: Asides::default(),
        is_begun: false,
    };
    loop {
        match lexer.next() {
            Token::Text { text, start } => feeder.text(text, start),
            Token::Replacement { start } => {
                feeder.nul(start);
                feeder.made("\u{FFFD}", start, start + 1);
            }
            Token::Reference { chars, start, end } => feeder.reference(chars, start, end),
            Token::StartTag(tag) => {
                if let Some(mode) = feeder.limiter.start_tag(&tag, lexer.attributes()) {
                    lexer.set_mode(mode);
                }
                lexer.allow_cdata(feeder.limiter.is_in_foreign());
                use Element::{Listing, Pre, Textarea};
                feeder.is_begun = matches!(tag.name.element(), Pre | Listing | Textarea);
            }
            Token::EndTag(tag) => {
                feeder.is_begun = false;
                if !feeder.limiter.end_tag(&tag) {
                    feeder.asides.stray.push((tag.start, tag.end));
                }
                lexer.allow_cdata(feeder.limiter.is_in_foreign());
                let may_end = tag.end > least && is_block(tag.name.element());
                if may_end && feeder.limiter.is_at_rest() {
                    let (tags, created) = feeder.limiter.counts();
                    let end = Start {
                        at: tag.end,
                        line: tag.end,
                        tags: start.tags + tags,
                        created: start.created + created,
                    };
                    feeder.asides.flaws = lexer.into_flaws();
                    return (feeder.finish(source), Some(end));
                }
            }
            Token::Comment {
                start,
                end,
                is_closed,
                ..
            } => {
                feeder.is_begun = false;
                feeder.asides.comments.push((start, end, is_closed));
                feeder.limiter.comment();
            }
            Token::Doctype(doctype) => {
                feeder.is_begun = false;
                let Doctype { start, end, .. } = *doctype;
                feeder.asides.comments.push((start, end, doctype.is_closed));
                feeder.limiter.doctype();
            }
            Token::Eof => {
                feeder.asides.flaws = lexer.into_flaws();
                return (feeder.finish(source), None);
            }
        }
    }
}

/// Passes tokens to the tree builder, and keeps what the tree has no place for.
struct Feeder<'s> {
    limiter: Limiter<'s>,
    nuls: Vec<(usize, usize)>,
    asides: Asides,
    /// Whether the last token was the tag of an element that drops a line feed.
    is_begun: bool,
}

impl<'s> Feeder<'s> {
    fn text(&mut self, text: &str, start: usize) {
        for piece in text_pieces(text, start) {
            match piece {
                TextPiece::Clean { text, start } => self.clean(text, start),
                TextPiece::Nul(start) => {
                    self.is_begun = false;
                    self.nul(start);
                    self.limiter.null();
                }
                TextPiece::Bad { char, start, end } => self.bad(char, start, end),
            }
        }
    }

    /// Passes text that is kept. Tree construction may need to see its leading white
    /// space; for the rest it sees a sentinel.
    fn clean(&mut self, text: &str, start: usize) {
        let is_space = |char: char| char.is_ascii_whitespace();
        let rest = text.trim_start_matches(is_space);
        let (space, start) = (
            &text[..text.len() - rest.len()],
            start + text.len() - rest.len(),
        );
        if !space.is_empty() {
            let first = if space.starts_with("\r\n") { 2 } else { 1 };
            self.space(
                &normalize_newlines(space),
                first,
                (start - space.len(), start),
            );
        }
        if rest.is_empty() {
            return;
        }
        let (start, end) = (to_u32(start), to_u32(start + rest.len()));
        let piece = if rest.contains('\r') {
            let text = normalize_newlines(rest);
            self.limiter.sink().make(&text, (start, end))
        } else {
            Data::Source { start, end }
        };
        self.piece(piece);
    }

    /// Passes white space on, whose first character takes this many bytes of the source.
    /// Tree construction drops a line feed that begins a `pre`.
    fn space(&mut self, space: &str, first: usize, (start, end): (usize, usize)) {
        let is_dropped = std::mem::take(&mut self.is_begun) && space.starts_with('\n');
        let (length, start) = match is_dropped {
            true => (space.len() - 1, start + first),
            false => (space.len(), start),
        };
        if length > 0 {
            let bytes = (to_u32(start), to_u32(end));
            self.limiter.sink().space(length, bytes);
        }
        self.limiter.text(StrTendril::from_slice(space));
    }

    fn reference(&mut self, chars: Decoded, start: usize, end: usize) {
        match chars.single() {
            Some(char) if char.is_ascii_whitespace() => {
                self.space(char.encode_utf8(&mut [0; 4]), end - start, (start, end));
            }
            Some(char) if is_bad(char) => self.bad(char, start, end),
            // A raw-text element has only text.
            _ if self.limiter.is_in_raw_text() => {
                self.made(&chars.chars().collect::<String>(), start, end);
            }
            _ => {
                let (start, end) = (to_u32(start), to_u32(end));
                self.piece(Data::Reference { chars, start, end });
            }
        }
    }

    fn bad(&mut self, char: char, start: usize, end: usize) {
        let (start, end) = (to_u32(start), to_u32(end));
        self.piece(Data::Bad { char, start, end });
    }

    fn made(&mut self, text: &str, start: usize, end: usize) {
        let bytes = (to_u32(start), to_u32(end));
        let piece = self.limiter.sink().make(text, bytes);
        self.piece(piece);
    }

    fn piece(&mut self, piece: Data) {
        self.is_begun = false;
        self.limiter.sink().queue(piece);
        self.limiter.text(StrTendril::from_slice(SENTINEL));
    }

    fn nul(&mut self, start: usize) {
        match self.nuls.last_mut() {
            Some((_, end)) if *end == start => *end += 1,
            _ => self.nuls.push((start, start + 1)),
        }
    }

    fn finish(self, source: &'s str) -> Tree<'s> {
        let (sink, limits, unclosed) = self.limiter.finish();
        let parts = sink.into_parts();
        Tree {
            source,
            nodes: parts.nodes,
            made: parts.made,
            tags: parts.tags,
            attributes: parts.attributes,
            limits,
            nuls: self.nuls,
            asides: self.asides,
            unclosed,
            cost: parts.cost,
        }
    }
}
