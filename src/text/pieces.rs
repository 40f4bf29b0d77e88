//! An addressed text as those who write tags see it: what can stand, without
//! the separators that the tags make up for.

use std::borrow::Cow;

use super::separator::Asked;
use super::span::Span;
pub(crate) use super::standing::Written;
use super::standing::{Resolved, Standing, standings};
use super::{AddressedText, SpanRef};
use crate::authority::{AttributeEntry, AttributeId, Authority, CharacterEntry, Verdict};
use crate::html::kind::Element;

/// One piece of a text that is to be written with tags.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Piece<'t> {
    /// A tag opens: an index of the authority, and what it stands as.
    Open {
        span: SpanRef<'t>,
        tag: usize,
        element: Element,
    },
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

/// Hands out the pieces of a text, one by one, until `take` fails. `written`
/// says what the caller writes for a span of the tag at an index of the
/// authority.
pub(crate) fn pieces<'t, E>(
    content: &'t AddressedText,
    authority: &'t Authority,
    written: impl Fn(SpanRef<'t>, usize) -> Written,
    take: impl FnMut(Piece<'t>) -> Result<(), E>,
) -> Result<(), E> {
    let pieces = Pieces {
        content,
        authority,
        standings: standings(content, authority, written),
        take,
        byte: 0,
        open: Vec::with_capacity(16),
        borders: Borders::default(),
        is_after_close: false,
        is_covered: false,
    };
    pieces.run()
}

struct Pieces<'t, F> {
    content: &'t AddressedText,
    authority: &'t Authority,
    standings: Vec<Resolved>,
    take: F,
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

impl<'t, E, F: FnMut(Piece<'t>) -> Result<(), E>> Pieces<'t, F> {
    fn run(mut self) -> Result<(), E> {
        let content = self.content;
        for (index, span) in content.spans.iter().enumerate() {
            while self.open.len() > usize::from(span.depth) {
                self.close()?;
            }
            self.text(span.byte_start as usize, &content.spans[index..])?;
            self.is_after_close = false;
            self.open(self.standings[index], span)?;
        }
        while !self.open.is_empty() {
            self.close()?;
        }
        self.text(content.text.len(), &[])
    }

    fn open(&mut self, resolved: Resolved, span: &'t Span) -> Result<(), E> {
        let Resolved {
            standing,
            asked,
            entry,
        } = resolved;
        let tag = entry as usize;
        let is_written = matches!(standing, Standing::Stands(_));
        self.borders.add(asked, is_written);
        let span_ref = self.content.span_ref(span);
        let left = |why| {
            (
                Kind::Left,
                Piece::Left {
                    span: span_ref,
                    why,
                },
            )
        };
        let (kind, piece) = match standing {
            Standing::Stands(element) if !element.is_void() => {
                let span = span_ref;
                (Kind::Tag, Piece::Open { span, tag, element })
            }
            Standing::Stands(_) => {
                let void_text = self.authority.tags()[tag].void_text();
                let covers = span_ref.text() == void_text;
                if covers && !void_text.is_empty() {
                    self.borders = Borders::default();
                }
                let kind = if covers { Kind::Covered } else { Kind::Void };
                let span = span_ref;
                (kind, Piece::Void { span, tag })
            }
            Standing::Character => {
                self.borders = Borders::default();
                let entry = &self.authority.characters()[tag];
                (Kind::Covered, Piece::Character(entry))
            }
            Standing::Content(_) | Standing::Instead(_) => left(Why::Stripped(tag)),
            Standing::Unknown => left(Why::Unknown),
            Standing::Misplaced => left(Why::Misplaced),
        };
        self.is_covered |= matches!(kind, Kind::Covered);
        self.open.push(Open {
            kind,
            asked,
            tag: entry,
            byte_end: span.byte_end,
        });
        (self.take)(piece)
    }

    /// Ends the innermost open span.
    fn close(&mut self) -> Result<(), E> {
        let Some(&Open { byte_end, .. }) = self.open.last() else {
            return Ok(());
        };
        self.text(byte_end as usize, &[])?;
        self.is_after_close = true;
        let Some(Open {
            kind, asked, tag, ..
        }) = self.open.pop()
        else {
            return Ok(());
        };
        match kind {
            Kind::Tag => {
                self.borders.add(asked, true);
                let tag = tag as usize;
                (self.take)(Piece::Close { tag })
            }
            Kind::Left => {
                self.borders.add(asked, false);
                (self.take)(Piece::LeftEnd)
            }
            Kind::Covered => {
                self.is_covered = false;
                Ok(())
            }
            Kind::Void => Ok(()),
        }
    }

    /// Text up to a byte, without the separators in it that written borders make
    /// up for. `behind` are the spans from there on, if one opens there.
    ///
    /// A separator stands right before the next character, behind all spans that
    /// end before it and before those that open there: at the end of this text
    /// if nothing but openings follow, at its beginning if an end is before it.
    fn text(&mut self, to: usize, behind: &[Span]) -> Result<(), E> {
        let from = std::mem::replace(&mut self.byte, to);
        if from == to || self.is_covered {
            return Ok(());
        }
        let mut before = std::mem::take(&mut self.borders);
        if !self.is_after_close {
            before = Borders::default();
        }
        let mut text = &self.content.text[from..to];
        if !behind.is_empty() && text.ends_with(['\n', '\t']) {
            let mut behind = self.borders_behind(behind, to);
            if behind.asked != Asked::NOTHING {
                if text.bytes().all(|byte| matches!(byte, b'\n' | b'\t')) {
                    behind.asked = behind.asked.and(before.asked);
                    behind.has_written |= before.has_written;
                }
                let separator = behind.separator();
                let is_first = from == 0 && text.len() == separator.len();
                if !is_first {
                    text = text.strip_suffix(separator).unwrap_or(text);
                }
            }
        }
        let mut byte = from;
        if from != 0
            && let Some(rest) = text.strip_prefix(before.separator())
        {
            byte += text.len() - rest.len();
            text = rest;
        }
        if text.is_empty() {
            return Ok(());
        }
        (self.take)(Piece::Text { text, byte })
    }

    /// What the spans ask for that open between here and the next character;
    /// nothing where a span ends before it.
    fn borders_behind(&self, spans: &[Span], byte: usize) -> Borders {
        let mut borders = Borders::default();
        let standings = &self.standings[self.standings.len() - spans.len()..];
        for (at, (span, resolved)) in spans.iter().zip(standings).enumerate() {
            let is_written = matches!(resolved.standing, Standing::Stands(_));
            borders.add(resolved.asked, is_written);
            match spans.get(at + 1) {
                Some(next) if next.depth > span.depth => {
                    if next.byte_start as usize > byte {
                        break;
                    }
                }
                _ if span.byte_end as usize > byte => break,
                _ => return Borders::default(),
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
