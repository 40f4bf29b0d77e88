//! What the lexer hands on. Every token knows where in the source it stands,
//! in bytes.

use std::borrow::Cow;
use std::ops::Range;

use super::rewrite;
use crate::html::bytes::{Bytes, Question, look};
use crate::html::char_ref::Decoded;
use crate::html::forbidden_chars;
use crate::html::name::Name;

/// One token. Only `</>`, the delimiters of a CDATA section and a tag that the
/// source ends inside of belong to none: the standard reads nothing there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token<'s> {
    /// Source text, verbatim: CR and CRLF are still there (see
    /// [`normalize_newlines`](super::normalize_newlines)), and so is U+0000
    /// where tree construction decides about it (data and CDATA). One run of
    /// text may come in several pieces, never cut inside a CRLF.
    Text { text: &'s str, start: usize },
    /// A U+0000 that reads as U+FFFD: in RCDATA, RAWTEXT, script data and
    /// PLAINTEXT. It takes one byte.
    Replacement { start: usize },
    /// A character reference.
    Reference {
        chars: Decoded,
        start: usize,
        end: usize,
    },
    /// Its attributes are in [`Lexer::attributes`](super::Lexer::attributes).
    StartTag(Tag<'s>),
    /// Its attributes mean nothing and are dropped.
    EndTag(Tag<'s>),
    /// A comment, or what the standard reads as one (`<?php`, `</3`); its text
    /// as written.
    Comment {
        text: &'s str,
        start: usize,
        end: usize,
        /// By something else than the end of the source.
        is_closed: bool,
    },
    /// Boxed: rare, and large beside the others.
    Doctype(Box<Doctype<'s>>),
    /// The end, as often as it is asked for.
    Eof,
}

/// A start or end tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tag<'s> {
    pub(crate) name: Name<'s>,
    pub(crate) self_closing: bool,
    /// Whether an attribute was dropped because its name stood there before.
    pub(crate) duplicate_attributes: bool,
    /// How many attributes stood beyond [`MAX_ATTRIBUTES`](super::MAX_ATTRIBUTES).
    pub(crate) dropped_attributes: u32,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Text as its token has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Text<'s> {
    pub(crate) source: &'s str,
    pub(crate) start: usize,
    /// Before here is nothing but white space.
    pub(crate) words: usize,
    pub(crate) end: usize,
}

impl<'s> Text<'s> {
    /// All of it.
    #[inline]
    pub(crate) fn get(self) -> &'s str {
        &self.source[self.start..self.end]
    }
}

/// An attribute of a start tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Attribute<'s> {
    pub(crate) name: Name<'s>,
    written: &'s str,
    /// The value is what is written, whatever that looks like.
    is_literal: bool,
    /// Where the name starts.
    pub(crate) start: usize,
    /// Where the value ends, its quote included.
    pub(crate) end: usize,
}

impl<'s> Attribute<'s> {
    /// As a tag has it.
    #[inline]
    pub(super) fn new(name: Name<'s>, written: &'s str, start: usize, end: usize) -> Self {
        Self {
            name,
            written,
            is_literal: false,
            start,
            end,
        }
    }

    /// As a document has it that was stored, at these bytes of its text.
    pub(crate) fn stored(name: Name<'s>, value: &'s str, bytes: Range<usize>) -> Self {
        Self {
            name,
            written: value,
            is_literal: true,
            start: bytes.start,
            end: bytes.end,
        }
    }

    /// The same value under another name.
    pub(crate) fn renamed(self, name: Name<'s>) -> Self {
        Self { name, ..self }
    }

    /// The value: references decoded, CR and CRLF as LF, U+0000 as U+FFFD;
    /// borrowed where there are none. Read when it is asked for, as most values
    /// never are.
    pub(crate) fn value(&self) -> Cow<'s, str> {
        if self.is_literal {
            Cow::Borrowed(self.written)
        } else {
            rewrite::attribute_value(self.written)
        }
    }

    /// The value, if it is what is written and can be stored as it is, for
    /// certain: no references, no controls, nothing that may be a noncharacter.
    #[inline]
    pub(crate) fn plain_value(&self) -> Option<&'s str> {
        let is_plain = !look(self.written.as_bytes(), Odd).any;
        is_plain.then_some(self.written)
    }
}

/// What may not be what it means, or not be stored.
#[derive(Clone, Copy)]
struct Odd;

impl Question for Odd {
    #[inline(always)]
    fn ask<B: Bytes>(self, byte: B, _: B) -> B {
        forbidden_chars::suspect(byte) | byte.is(b'&')
    }
}

/// A document type. A fragment has no use for it, but the standard's tests do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Doctype<'s> {
    pub(crate) name: Option<Cow<'s, str>>,
    pub(crate) public_id: Option<Cow<'s, str>>,
    pub(crate) system_id: Option<Cow<'s, str>>,
    pub(crate) force_quirks: bool,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// By something else than the end of the source.
    pub(crate) is_closed: bool,
}
