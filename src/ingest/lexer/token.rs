//! Tokens. Each has its position in the source, in bytes.

use std::borrow::Cow;
use std::ops::Range;

use super::rewrite;
use crate::html::bytes::{Bytes, Question, look};
use crate::html::char_ref::Decoded;
use crate::html::forbidden_chars;
use crate::html::name::Name;

/// A token. `</>`, the delimiters of a CDATA section, and a tag inside which the source
/// ends belong to no token: the standard emits nothing for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token<'s> {
    /// Source text, verbatim. CR and CRLF are not normalised (see
    /// [`normalize_newlines`](super::normalize_newlines)). U+0000 remains where tree
    /// construction decides about it (data and CDATA). A run of text may come in several
    /// pieces, but is never cut inside a CRLF.
    Text { text: &'s str, start: usize },
    /// A U+0000 that reads as U+FFFD, in RCDATA, RAWTEXT, script data and PLAINTEXT. It
    /// takes one byte.
    Replacement { start: usize },
    /// A character reference.
    Reference {
        chars: Decoded,
        start: usize,
        end: usize,
    },
    /// A start tag; its attributes are in
    /// [`Lexer::attributes`](super::Lexer::attributes).
    StartTag(Tag<'s>),
    /// An end tag; its attributes have no meaning and are dropped.
    EndTag(Tag<'s>),
    /// A comment, or markup that the standard reads as one (`<?php`, `</3`), with its
    /// text as written.
    Comment {
        text: &'s str,
        start: usize,
        end: usize,
        /// Whether something other than the end of the source closes it.
        is_closed: bool,
    },
    /// Boxed since it is rare, and large beside the others.
    Doctype(Box<Doctype<'s>>),
    /// The end of the source, returned on every later call.
    Eof,
}

/// A start or end tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tag<'s> {
    pub(crate) name: Name<'s>,
    pub(crate) self_closing: bool,
    /// Whether an attribute was dropped because its name was used before.
    pub(crate) duplicate_attributes: bool,
    /// The number of attributes beyond [`MAX_ATTRIBUTES`](super::MAX_ATTRIBUTES).
    pub(crate) dropped_attributes: u32,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The text of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Text<'s> {
    pub(crate) source: &'s str,
    pub(crate) start: usize,
    /// The end of the leading white space.
    pub(crate) words: usize,
    pub(crate) end: usize,
}

impl<'s> Text<'s> {
    /// Returns the whole text.
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
    /// Whether the value is to be taken literally, without decoding.
    is_literal: bool,
    /// The start of the name.
    pub(crate) start: usize,
    /// The end of the value, including its quote.
    pub(crate) end: usize,
}

impl<'s> Attribute<'s> {
    /// Makes an attribute of a tag.
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

    /// Makes an attribute of stored content, at these bytes of its text.
    pub(crate) fn stored(name: Name<'s>, value: &'s str, bytes: Range<usize>) -> Self {
        Self {
            name,
            written: value,
            is_literal: true,
            start: bytes.start,
            end: bytes.end,
        }
    }

    /// Renames the attribute.
    pub(crate) fn renamed(self, name: Name<'s>) -> Self {
        Self { name, ..self }
    }

    /// Returns the value with references decoded, CR and CRLF as LF, and U+0000 as
    /// U+FFFD; borrowed if it has none of these. Decoded on demand, since most values are
    /// never needed.
    pub(crate) fn value(&self) -> Cow<'s, str> {
        if self.is_literal {
            Cow::Borrowed(self.written)
        } else {
            rewrite::attribute_value(self.written)
        }
    }

    /// Returns the value if it is certainly as written and can be stored unchanged: it
    /// has no references, no controls, and nothing that may be a noncharacter.
    #[inline]
    pub(crate) fn plain_value(&self) -> Option<&'s str> {
        let is_plain = !look(self.written.as_bytes(), Odd).any;
        is_plain.then_some(self.written)
    }
}

/// Tests for bytes of values that may need decoding, or may not be stored.
#[derive(Clone, Copy)]
struct Odd;

impl Question for Odd {
    #[inline(always)]
    fn ask<B: Bytes>(self, byte: B, _: B) -> B {
        forbidden_chars::suspect(byte) | byte.is(b'&')
    }
}

/// A document type. Fragments do not use it, but the tests of the standard do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Doctype<'s> {
    pub(crate) name: Option<Cow<'s, str>>,
    pub(crate) public_id: Option<Cow<'s, str>>,
    pub(crate) system_id: Option<Cow<'s, str>>,
    pub(crate) force_quirks: bool,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Whether something other than the end of the source closes it.
    pub(crate) is_closed: bool,
}
