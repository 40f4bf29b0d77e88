//! An addressed text as those who write tags see it: what can stand, without
//! the separators that the tags make up for.

use std::borrow::Cow;

use super::required_break::PendingBreak;
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
    Character {
        span: SpanRef<'t>,
        entry: &'t CharacterEntry,
    },
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
        plan,
        standings: standings(content, authority, plan),
        taker,
        byte: 0,
        open: Vec::with_capacity(16),
        borders: PendingBreak::default(),
        is_covered: false,
    };
    pieces.run()
}

struct Pieces<'t, 'x, T> {
    content: &'t AddressedText,
    authority: &'t Authority,
    plan: &'x Plan,
    /// What becomes of the spans; none where all stand.
    standings: Option<Vec<Resolved>>,
    taker: &'x mut T,
    /// How far the text has been given out.
    byte: usize,
    /// The spans that are open and have others in them.
    open: Vec<Open>,
    /// The borders since the last character.
    borders: PendingBreak,
    /// Whether the text is that of an open tag or reference.
    is_covered: bool,
}

/// A span that is open.
struct Open {
    kind: Kind,
    borders: PendingBreak,
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
        let mut last_depth = 0;
        for (index, span) in content.spans.iter().enumerate() {
            while self.open.len() > usize::from(span.depth) {
                self.close()?;
            }
            let is_after_end = last_depth >= span.depth;
            last_depth = span.depth;
            let start = span.byte_start as usize;
            if self.byte != start {
                self.text_between(start, is_after_end, Some(index))?;
            }
            let open = self.begin(index, span)?;
            match content.spans.get(index + 1) {
                Some(next) if next.depth > span.depth => {
                    self.is_covered |= matches!(open.kind, Kind::Covered);
                    self.open.push(open);
                }
                _ => {
                    if matches!(open.kind, Kind::Covered) {
                        self.byte = open.byte_end as usize;
                    }
                    self.text(open.byte_end as usize)?;
                    self.end(&open)?;
                }
            }
        }
        while !self.open.is_empty() {
            self.close()?;
        }
        let end = content.text.len();
        if self.byte != end {
            self.text_between(end, true, None)?;
        }
        Ok(())
    }

    /// What becomes of a span, which stands at an index.
    #[inline(always)]
    fn resolved(&self, index: usize, span: &'t Span) -> Resolved {
        match &self.standings {
            Some(standings) => standings[index],
            None => self.plan.resolve(self.content, span, self.authority),
        }
    }

    #[inline]
    fn begin<E>(&mut self, index: usize, span: &'t Span) -> Result<Open, E>
    where
        T: Take<'t, E>,
    {
        let Resolved {
            standing,
            borders,
            entry,
        } = self.resolved(index, span);
        let tag = entry as usize;
        let mut open = Open {
            kind: Kind::Tag,
            borders,
            tag: entry,
            byte_end: span.byte_end,
        };
        let span = self.content.span_ref(span);
        self.borders = self.borders.and(borders);
        let why = match standing {
            Standing::Stands(_) => {
                self.taker.take(Piece::Open { span, tag })?;
                return Ok(open);
            }
            Standing::Void(_) => {
                let void_text = self.authority.tags()[tag].void_text();
                open.kind = Kind::Void;
                if span.text() == void_text {
                    open.kind = Kind::Covered;
                    if !void_text.is_empty() {
                        self.borders = PendingBreak::default();
                    }
                }
                self.taker.take(Piece::Void { span, tag })?;
                return Ok(open);
            }
            Standing::Character => {
                self.borders = PendingBreak::default();
                open.kind = Kind::Covered;
                let entry = &self.authority.characters()[tag];
                self.taker.take(Piece::Character { span, entry })?;
                return Ok(open);
            }
            Standing::Content(_) | Standing::Instead(_) | Standing::Described => Why::Stripped(tag),
            Standing::Unknown => Why::Unknown,
            Standing::Misplaced => Why::Misplaced,
        };
        open.kind = Kind::Left;
        self.taker.take(Piece::Left { span, why })?;
        Ok(open)
    }

    /// Ends the innermost open span that has others in it.
    fn close<E>(&mut self) -> Result<(), E>
    where
        T: Take<'t, E>,
    {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let end = open.byte_end as usize;
        if self.byte != end {
            self.text_between(end, true, None)?;
        }
        if matches!(open.kind, Kind::Covered) {
            self.is_covered = false;
        }
        self.end(&open)
    }

    #[inline(always)]
    fn end<E>(&mut self, open: &Open) -> Result<(), E>
    where
        T: Take<'t, E>,
    {
        match open.kind {
            Kind::Tag => {
                self.borders = self.borders.and(open.borders);
                let tag = open.tag as usize;
                self.taker.take(Piece::Close { tag })
            }
            Kind::Left => {
                self.borders = self.borders.and(open.borders);
                self.taker.take(Piece::LeftEnd)
            }
            Kind::Covered | Kind::Void => Ok(()),
        }
    }

    /// Text up to a byte, at no border.
    #[inline(always)]
    fn text<E>(&mut self, to: usize) -> Result<(), E>
    where
        T: Take<'t, E>,
    {
        let byte = std::mem::replace(&mut self.byte, to);
        if byte == to || self.is_covered {
            return Ok(());
        }
        self.borders = PendingBreak::default();
        let text = &self.content.text[byte..to];
        self.taker.take(Piece::Text { text, byte })
    }

    /// Text up to a byte, behind the end of a span or before the opening of one,
    /// without the separators in it that written borders make up for.
    ///
    /// A separator stands right before the next character, behind all spans that
    /// end before it and before those that open there: at the end of this text
    /// if nothing but openings follow, at its beginning if an end is before it.
    fn text_between<E>(
        &mut self,
        to: usize,
        is_after_end: bool,
        opens: Option<usize>,
    ) -> Result<(), E>
    where
        T: Take<'t, E>,
    {
        let before = match is_after_end {
            true => self.borders,
            false => PendingBreak::default(),
        };
        let bytes = self.content.text.as_bytes();
        // By far the most between blocks; what follows says the same.
        let is_made_up = before.has_written()
            && self.byte > 0
            && before.made_up_at_start(&bytes[self.byte..to]) == to - self.byte;
        if is_made_up {
            self.borders = PendingBreak::default();
            self.byte = to;
            return Ok(());
        }
        let mut end = to;
        if let Some(opens) = opens.filter(|_| is_separator(bytes[to - 1])) {
            end -= self.separator_at_end(to, before, opens);
        }
        if before.has_written() && self.byte > 0 {
            self.byte += before.made_up_at_start(&bytes[self.byte..end]);
        }
        self.text(end)?;
        self.borders = PendingBreak::default();
        self.byte = to;
        Ok(())
    }

    /// How long the separator is that stands at the end of the text up to here,
    /// where a span opens.
    fn separator_at_end(&self, to: usize, before: PendingBreak, opens: usize) -> usize {
        let mut borders = self.borders_behind(opens);
        if borders.asks_nothing() {
            return 0;
        }
        let text = &self.content.text.as_bytes()[self.byte..to];
        if text.iter().copied().all(is_separator) {
            borders = borders.and(before);
        }
        match borders.made_up_at_end(text) {
            // Nothing is separated from the beginning of the text.
            length if length == to => 0,
            length => length,
        }
    }

    /// What the spans from an index on ask for that open before the next
    /// character; nothing where one ends before it.
    fn borders_behind(&self, opens: usize) -> PendingBreak {
        let mut borders = PendingBreak::default();
        let spans = &self.content.spans[opens..];
        for (at, span) in spans.iter().enumerate() {
            let resolved = self.resolved(opens + at, span);
            borders = borders.and(resolved.borders);
            let next = spans.get(at + 1).filter(|next| next.depth > span.depth);
            if next.map_or(span.byte_end, |next| next.byte_start) > span.byte_start {
                break;
            }
            if next.is_none() {
                return PendingBreak::default();
            }
        }
        borders
    }
}

/// Whether a separator may end so.
fn is_separator(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\t')
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
