//! An addressed text as those who write tags see it: what can stand, without
//! the separators that the tags make up for.

use std::borrow::Cow;

use super::separator::Asked;
use super::span::Span;
pub(crate) use super::standing::{Plan, Written, description};
use super::standing::{Resolved, Standing, standings};
use super::{AddressedText, SpanRef};
use crate::authority::{AttributeEntry, AttributeId, Authority, CharacterEntry, Verdict};

/// One piece of a text that is to be written with tags.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Piece<'t> {
    /// A tag opens: the one at an index of the authority.
    Open { span: SpanRef<'t>, tag: usize },
    /// A tag without content.
    Void { span: SpanRef<'t>, tag: usize },
    /// A tag closes.
    Close { tag: usize },
    /// Text, and where it starts in the bytes of the content.
    Text { text: &'t str, byte: usize },
    /// A marked character.
    Character(&'t CharacterEntry),
    /// A span that is left out; what is in it comes all the same.
    Left { span: SpanRef<'t>, why: Why },
    /// A span that was left out ends.
    LeftEnd,
}

/// Why a span is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// The caller does not write it.
    Stripped(usize),
    /// The authority does not know it.
    Unknown,
    /// HTML parsers would not leave it there, or it covers another text than
    /// its entry stands for.
    Misplaced,
}

/// Takes the pieces of a text. A closure does; a type of its own can be inlined
/// where each piece is made.
pub(crate) trait Take<'t, E> {
    /// Takes the next piece. None comes after an error.
    fn take(&mut self, piece: Piece<'t>) -> Result<(), E>;
}

impl<'t, E, F: FnMut(Piece<'t>) -> Result<(), E>> Take<'t, E> for F {
    fn take(&mut self, piece: Piece<'t>) -> Result<(), E> {
        self(piece)
    }
}

/// Hands out the pieces of a text, one by one.
pub(crate) fn pieces<'t, E>(
    content: &'t AddressedText,
    authority: &'t Authority,
    plan: &Plan,
    taker: &mut impl Take<'t, E>,
) -> Result<(), E> {
    let pieces = Pieces {
        content,
        authority,
        standings: standings(content, authority, plan),
        taker,
        byte: 0,
        open: Vec::with_capacity(16),
        borders: Borders::default(),
        is_after_close: false,
        is_covered: false,
    };
    pieces.run()
}

struct Pieces<'t, 'x, T> {
    content: &'t AddressedText,
    authority: &'t Authority,
    standings: Vec<Resolved>,
    taker: &'x mut T,
    /// How far the text has been given out.
    byte: usize,
    open: Vec<Open>,
    /// The borders since the last character.
    borders: Borders,
    /// Whether the step before was the end of a span.
    is_after_close: bool,
    /// Whether the text is that of an open tag or reference.
    is_covered: bool,
}

/// Borders between two characters.
#[derive(Clone, Copy, Default)]
struct Borders {
    /// What they ask for, written or not.
    asked: Asked,
    /// Whether one of them is written: then it makes up for the separator.
    has_written: bool,
}

impl Borders {
    fn add(&mut self, asked: Asked, is_written: bool) {
        self.asked = self.asked.and(asked);
        self.has_written |= is_written && asked != Asked::NOTHING;
    }

    fn separator(self) -> &'static str {
        if self.has_written {
            self.asked.separator()
        } else {
            ""
        }
    }
}

/// A span that is open.
struct Open {
    kind: Kind,
    asked: Asked,
    tag: u32,
    byte_end: u32,
}

/// What the text inside of a span, and its end, are.
#[derive(Clone, Copy)]
enum Kind {
    Tag,
    /// Its text is what the tag or the reference stands for.
    Covered,
    /// A void tag that covers what it does not stand for: that comes after it.
    Void,
    /// A tag that is not written: what it asks for is in the text.
    Left,
}

impl<'t, T> Pieces<'t, '_, T> {
    fn run<E>(mut self) -> Result<(), E>
    where
        T: Take<'t, E>,
    {
        let content = self.content;
        for (index, span) in content.spans.iter().enumerate() {
            while self.open.len() > usize::from(span.depth) {
                self.close()?;
            }
            self.text(span.byte_start as usize, Some(index))?;
            self.is_after_close = false;
            self.open(self.standings[index], span)?;
        }
        while !self.open.is_empty() {
            self.close()?;
        }
        self.text(content.text.len(), None)
    }

    #[inline]
    fn open<E>(&mut self, resolved: Resolved, span: &'t Span) -> Result<(), E>
    where
        T: Take<'t, E>,
    {
        let Resolved {
            standing,
            asked,
            entry,
        } = resolved;
        let tag = entry as usize;
        let mut open = Open {
            kind: Kind::Tag,
            asked,
            tag: entry,
            byte_end: span.byte_end,
        };
        let span = self.content.span_ref(span);
        self.borders.add(asked, standing.is_written());
        let why = match standing {
            Standing::Stands(_) => {
                self.open.push(open);
                return self.taker.take(Piece::Open { span, tag });
            }
            Standing::Void(_) => {
                let void_text = self.authority.tags()[tag].void_text();
                if span.text() == void_text {
                    self.is_covered = true;
                    open.kind = Kind::Covered;
                    if !void_text.is_empty() {
                        self.borders = Borders::default();
                    }
                } else {
                    open.kind = Kind::Void;
                }
                self.open.push(open);
                return self.taker.take(Piece::Void { span, tag });
            }
            Standing::Character => {
                self.is_covered = true;
                self.borders = Borders::default();
                open.kind = Kind::Covered;
                self.open.push(open);
                let entry = &self.authority.characters()[tag];
                return self.taker.take(Piece::Character(entry));
            }
            Standing::Content(_) | Standing::Instead(_) | Standing::Described(_) => {
                Why::Stripped(tag)
            }
            Standing::Unknown => Why::Unknown,
            Standing::Misplaced => Why::Misplaced,
        };
        open.kind = Kind::Left;
        self.open.push(open);
        self.taker.take(Piece::Left { span, why })
    }

    /// Ends the innermost open span.
    #[inline]
    fn close<E>(&mut self) -> Result<(), E>
    where
        T: Take<'t, E>,
    {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        self.text(open.byte_end as usize, None)?;
        self.is_after_close = true;
        match open.kind {
            Kind::Tag => {
                self.borders.add(open.asked, true);
                let tag = open.tag as usize;
                self.taker.take(Piece::Close { tag })
            }
            Kind::Left => {
                self.borders.add(open.asked, false);
                self.taker.take(Piece::LeftEnd)
            }
            Kind::Covered => {
                self.is_covered = false;
                Ok(())
            }
            Kind::Void => Ok(()),
        }
    }

    /// Text up to a byte, where a span may open: that at an index.
    #[inline]
    fn text<E>(&mut self, to: usize, opens: Option<usize>) -> Result<(), E>
    where
        T: Take<'t, E>,
    {
        let from = std::mem::replace(&mut self.byte, to);
        if from == to || self.is_covered {
            return Ok(());
        }
        let borders = std::mem::take(&mut self.borders);
        let (mut from, mut to) = (from, to);
        if borders.has_written || opens.is_some() {
            (from, to) = self.without_separators(from, to, borders, opens);
            if from == to {
                return Ok(());
            }
        }
        let text = &self.content.text[from..to];
        self.taker.take(Piece::Text { text, byte: from })
    }

    /// A piece of text without the separators in it that written borders make
    /// up for.
    ///
    /// A separator stands right before the next character, behind all spans that
    /// end before it and before those that open there: at the end of this text
    /// if nothing but openings follow, at its beginning if an end is before it.
    fn without_separators(
        &self,
        from: usize,
        to: usize,
        borders: Borders,
        opens: Option<usize>,
    ) -> (usize, usize) {
        let bytes = self.content.text.as_bytes();
        let is_separator = |byte: &u8| matches!(byte, b'\n' | b'\t');
        let before = if self.is_after_close {
            borders
        } else {
            Borders::default()
        };
        let (mut start, mut end) = (from, to);
        if let Some(opens) = opens
            && is_separator(&bytes[to - 1])
        {
            let mut behind = self.borders_behind(opens);
            if behind.asked != Asked::NOTHING {
                if bytes[from..to].iter().all(is_separator) {
                    behind.asked = behind.asked.and(before.asked);
                    behind.has_written |= before.has_written;
                }
                let separator = behind.separator();
                let is_first = from == 0 && to == separator.len();
                if !is_first && bytes[from..to].ends_with(separator.as_bytes()) {
                    end -= separator.len();
                }
            }
        }
        let separator = before.separator();
        if from != 0 && bytes[from..end].starts_with(separator.as_bytes()) {
            start += separator.len();
        }
        (start, end)
    }

    /// What the spans from an index on ask for that open before the next
    /// character; nothing where one ends before it.
    fn borders_behind(&self, opens: usize) -> Borders {
        let mut borders = Borders::default();
        let spans = &self.content.spans[opens..];
        let standings = &self.standings[opens..];
        for (at, (span, resolved)) in spans.iter().zip(standings).enumerate() {
            borders.add(resolved.asked, resolved.standing.is_written());
            let end = match spans.get(at + 1) {
                Some(next) if next.depth > span.depth => next.byte_start,
                _ => span.byte_end,
            };
            if end > span.byte_start {
                break;
            }
            if spans
                .get(at + 1)
                .is_none_or(|next| next.depth <= span.depth)
            {
                return Borders::default();
            }
        }
        borders
    }
}

/// The attributes of a span that its entry admits today, and the ids of those
/// that it does not.
pub(crate) fn attributes<'t>(
    span: SpanRef<'t>,
    authority: &'t Authority,
    tag: usize,
) -> impl Iterator<Item = Result<(&'t AttributeEntry, Cow<'t, str>), AttributeId>> {
    let tag = &authority.tags()[tag];
    span.attributes().map(move |(id, value)| {
        let entry = tag.attribute_with_id(id).ok_or(id)?;
        match entry.value().check(value) {
            Verdict::Kept => Ok((entry, Cow::Borrowed(value))),
            Verdict::Changed(better) => Ok((entry, Cow::Owned(better))),
            Verdict::Refused(_) => Err(id),
        }
    })
}
