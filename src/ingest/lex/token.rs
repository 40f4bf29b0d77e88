//! What the lexer hands on. Every token knows where in the source it stands,
//! in bytes.

use std::borrow::Cow;

use crate::html::name::Name;
use crate::html::reference::Decoded;

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

/// An attribute of a start tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attribute<'s> {
    pub(crate) name: Name<'s>,
    /// References decoded, CR and CRLF as LF, U+0000 as U+FFFD; borrowed where
    /// there are none.
    pub(crate) value: Cow<'s, str>,
    /// Nothing in the value calls for hygiene: no controls, no noncharacters.
    pub(crate) is_clean: bool,
    /// Where the name starts.
    pub(crate) start: usize,
    /// Where the value ends, its quote included.
    pub(crate) end: usize,
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
}
