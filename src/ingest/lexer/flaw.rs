//! Finds tags that swallow text: tags inside which the source ends, tags that end at the
//! `>` of another, and tags that may have been words. Does not change what is read.
//!
//! A tag gets a second look only if it is odd: it has an attribute without a value, or a
//! `<` where tags rarely have one.

use memchr::memchr;

use super::Lexer;
use super::class::{self, ATTRIBUTE_NAME_END, SPACE, TAG_NAME_END, WORD_END};
use crate::html::attributes::{holds_no_tag, is_known, is_word};
use crate::html::name::Name;
use crate::num::to_u32;

/// The kinds of flaws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FlawKind {
    /// The source ends inside the tag, outside of quotes.
    Unclosed,
    /// The source ends inside a value: its quote is missing.
    UnclosedQuote,
    /// The source ends inside of raw text, which has no end tag.
    UnclosedElement,
    /// The value of an attribute ends at the quote of another, after its own tag.
    LateQuote,
    /// Another tag begins in the tag.
    TakesTag,
    /// The attributes of the tag are words.
    PerhapsText,
}

/// A part of a source, in bytes, that may contain visible text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Flaw {
    pub(crate) kind: FlawKind,
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The name of the tag.
    pub(crate) name: (u32, u32),
    /// The name of the attribute without a quote, or the words.
    pub(crate) part: (u32, u32),
}

/// The results of a second look at a tag.
#[derive(Default)]
struct Seen {
    /// A quoted value with content that its attribute never has.
    late: Option<Part>,
    /// The first quoted value that contains a tag or the end of one.
    suspect: Option<Part>,
    /// Whether something is in a place where matching quotes leave nothing.
    has_loose_quote: bool,
    takes_tag: bool,
    words: Option<Part>,
    /// Whether there are several words, or one that is not a plain name.
    are_surely_words: bool,
    /// Whether something in the tag is certainly an attribute.
    has_attribute: bool,
}

type Part = (usize, usize);

/// The point at which the source ends inside a tag.
enum End {
    Inside,
    /// Within the value of the attribute with this name.
    InsideQuotes(Part),
}

impl Lexer<'_> {
    /// Takes a second look at the current tag, which ends at `end` or with the source.
    #[cold]
    pub(super) fn look_again(&mut self, name_start: usize, end: Option<usize>) {
        let name_end = class::find(self.source.as_bytes(), name_start, TAG_NAME_END);
        let name_end = name_end.unwrap_or(self.source.len());
        let mut seen = Seen {
            takes_tag: self.source[name_start..name_end].contains('<'),
            ..Seen::default()
        };
        let ends = self.look_through(name_end, &mut seen);
        let late = seen.late.or(seen.suspect.filter(|_| seen.has_loose_quote));
        let late = late.or(seen.suspect.filter(|_| seen.words.is_some()));
        let is_custom = self.source[name_start..name_end].contains('-');
        let is_alone = end.is_none_or(|end| {
            let is_end_tag = self.at + 1 < name_start;
            let behind = self.source.as_bytes().get(end.saturating_sub(2));
            !is_end_tag && behind.is_none_or(|byte| class::of(*byte) & SPACE == 0)
        });
        let are_words = !is_alone || seen.are_surely_words;
        let words = seen
            .words
            .filter(|_| are_words && !seen.has_attribute && !is_custom);
        let (kind, part) = match (end, ends, late, words) {
            (None, Err(End::InsideQuotes(name)), late, _) => {
                (FlawKind::UnclosedQuote, late.unwrap_or(name))
            }
            (None, _, Some(late), _) => (FlawKind::UnclosedQuote, late),
            (None, _, None, _) => (FlawKind::Unclosed, (0, 0)),
            (_, _, Some(late), _) => (FlawKind::LateQuote, late),
            _ if seen.takes_tag => (FlawKind::TakesTag, (0, 0)),
            (_, _, _, Some(words)) => (FlawKind::PerhapsText, words),
            _ => return,
        };
        let end = end.unwrap_or(self.source.len());
        self.flaw(kind, (self.at, end), (name_start, name_end), part);
    }

    /// Reports raw text that extends to the end of the source.
    #[cold]
    pub(super) fn unclosed_raw_text(&mut self) {
        let name_end = class::find(self.source.as_bytes(), self.name_at, TAG_NAME_END);
        let name = (self.name_at, name_end.unwrap_or(self.name_at));
        let bytes = (self.name_at.saturating_sub(1), self.source.len());
        self.flaw(FlawKind::UnclosedElement, bytes, name, (0, 0));
    }

    /// Reports a CDATA section that extends to the end of the source.
    #[cold]
    pub(super) fn unclosed_cdata(&mut self, open: usize) {
        let name = (self.at, open);
        self.flaw(
            FlawKind::Unclosed,
            (self.at, self.source.len()),
            name,
            (0, 0),
        );
    }

    fn flaw(&mut self, kind: FlawKind, bytes: Part, name: Part, part: Part) {
        self.flaws.push(Flaw {
            kind,
            start: to_u32(bytes.0),
            end: to_u32(bytes.1),
            name: (to_u32(name.0), to_u32(name.1)),
            part: (to_u32(part.0), to_u32(part.1)),
        });
    }

    /// Reads the attributes from `at` on, as for any tag.
    fn look_through(&self, mut at: usize, seen: &mut Seen) -> Result<(), End> {
        let bytes = self.source.as_bytes();
        loop {
            at = class::skip(bytes, at, SPACE);
            match bytes.get(at) {
                None => return Err(End::Inside),
                Some(b'>') => return Ok(()),
                Some(b'/') => at += 1,
                Some(_) => at = self.look_at_attribute(at, seen)?,
            }
        }
    }

    fn look_at_attribute(&self, start: usize, seen: &mut Seen) -> Result<usize, End> {
        let bytes = self.source.as_bytes();
        let end = class::find(bytes, start + 1, ATTRIBUTE_NAME_END).ok_or(End::Inside)?;
        let name = &self.source[start..end];
        seen.takes_tag |= name.contains('<');
        seen.has_loose_quote |= name.contains(['"', '\'']);
        let equals = class::skip(bytes, end, SPACE);
        if bytes.get(equals) != Some(&b'=') {
            if is_word(name) {
                let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric());
                seen.are_surely_words |= seen.words.is_some() || !is_name;
                let first = seen.words.map_or(start, |(first, _)| first);
                seen.words = Some((first, end));
            }
            return Ok(end);
        }
        let value = class::skip(bytes, equals + 1, SPACE);
        match *bytes.get(value).ok_or(End::Inside)? {
            quote @ (b'"' | b'\'') => {
                let open = value + 1;
                let Some(length) = memchr(quote, &bytes[open..]) else {
                    return Err(End::InsideQuotes((start, end)));
                };
                self.look_at_quoted((start, end), (open, open + length), seen);
                Ok(open + length + 1)
            }
            _ => {
                let value_end = class::find(bytes, value, WORD_END).ok_or(End::Inside)?;
                let value = &bytes[value..value_end];
                seen.takes_tag |= memchr(b'<', value).is_some();
                seen.has_loose_quote |= value.contains(&b'"') || value.contains(&b'\'');
                seen.has_attribute |= is_known(&Name::of(name).get());
                Ok(value_end)
            }
        }
    }

    fn look_at_quoted(&self, name: Part, value: Part, seen: &mut Seen) {
        let bytes = self.source.as_bytes();
        let written = &self.source[value.0..value.1];
        let holds_end = written.contains('>');
        let holds_tag = holds_tag(written.as_bytes());
        let names = Name::of(&self.source[name.0..name.1]).get();
        // The value ends where the value of a later attribute begins.
        let is_late = (holds_end && written.trim_end().ends_with('='))
            || (holds_tag && holds_no_tag(&names, written));
        if is_late {
            seen.late = seen.late.or(Some(name));
        }
        if holds_end || holds_tag {
            seen.suspect = seen.suspect.or(Some(name));
        }
        let behind = bytes.get(value.1 + 1);
        let is_apart = behind.is_none_or(|byte| class::of(*byte) & TAG_NAME_END != 0);
        seen.has_loose_quote |= !is_apart;
        seen.has_attribute = true;
    }
}

/// Whether part of a value looks like a tag.
fn holds_tag(value: &[u8]) -> bool {
    let is_tag = |at: usize| match value.get(at + 1) {
        Some(b'/') => value.get(at + 2).is_some_and(u8::is_ascii_alphabetic),
        next => next.is_some_and(u8::is_ascii_alphabetic),
    };
    memchr::memchr_iter(b'<', value).any(is_tag)
}
