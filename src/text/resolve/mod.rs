//! Content put against the authority of today: what a writer of tags goes through.
//!
//! [`ResolvedEvents`] goes through the spans in document order, looks each one up,
//! leaves out those that cannot stand, and gives out what is left as
//! [`ResolvedEvent`]s, well nested: every `Start` has its `End`, every `Unwritten` its
//! `UnwrittenEnd`. Who has enough answers with an error.
//!
//! It gives out and is not asked, as [`Iterator`] would be: who asks comes back into
//! the loop after each event and has to find its place, which is an eighth more
//! instructions for canonical HTML. What is inlined always is so for the same bench:
//! `stages`, `render`.
//!
//! ```text
//! <p>a &mdash; b</p> <ul><li>c<br>d</li></ul>      as spans over "a — b\n\nc\nd"
//!
//! Start p   Text "a "   Character —   Text " b"   End p
//! Separator "\n\n"
//! Start ul  Start li  Text "c"  Void br  Text "d"  End li  End ul
//! ```
//!
//! The text of the events is the text of the content, in order and without gaps,
//! but for what a `Void` or a `Character` covers: that is `span.text()`. Text that
//! stands between blocks comes in one of two ways:
//!
//! * as [`Separator`](ResolvedEvent::Separator), where a block beside it is written
//!   as a block: its tag says what the separator says. Who writes tags ignores these;
//!   who writes text keeps them.
//! * in a [`Text`](ResolvedEvent::Text), where no block beside it is written, by the
//!   [`Plan`] or because it cannot stand: then nothing else would part the words.

mod placement;
mod plan;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::convert::Infallible;
use std::ops::Range;

use super::required_break::PendingBreak;
use super::span::Span;
use super::{AddressedText, SpanRef};
use crate::authority::{AttributeEntry, AttributeId, Authority, CharacterEntry, Verdict};
pub(crate) use plan::{Plan, TagOutput, description};
use plan::{ResolvedSpan, SpanResolution};

/// One event of a text that is to be written with tags.
#[derive(Clone, Debug)]
pub(crate) enum ResolvedEvent<'t> {
    /// A tag starts: the one at an index of the authority.
    Start { span: SpanRef<'t>, tag: usize },
    /// A tag without content. Where the span covers the text of its entry, that is
    /// in no `Text`.
    Void { span: SpanRef<'t>, tag: usize },
    /// A tag ends.
    End { tag: usize },
    /// Text, and the byte of the content at which it starts.
    Text { text: &'t str, byte: usize },
    /// What stands between blocks and says nothing that their tags do not say, by
    /// the bytes of the content.
    #[allow(
        dead_code,
        reason = "drafts of text are to be made of these events too"
    )]
    Separator { bytes: Range<usize> },
    /// A marked character.
    Character {
        span: SpanRef<'t>,
        entry: &'t CharacterEntry,
    },
    /// A span that is not written; what is in it comes all the same.
    Unwritten {
        span: SpanRef<'t>,
        why: UnwrittenReason,
    },
    /// A span that is not written ends.
    UnwrittenEnd,
}

impl ResolvedEvent<'_> {
    /// Whether a span starts here: as many such events come as there are spans.
    pub(crate) fn starts_span(&self) -> bool {
        match self {
            Self::Start { .. }
            | Self::Void { .. }
            | Self::Character { .. }
            | Self::Unwritten { .. } => true,
            Self::End { .. } | Self::Text { .. } | Self::Separator { .. } | Self::UnwrittenEnd => {
                false
            }
        }
    }
}

/// Why a span is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnwrittenReason {
    /// The plan has something else for the tag at this index of the authority.
    Planned(usize),
    /// The authority does not know it.
    Unknown,
    /// HTML parsers would not leave it there, or it covers another text than
    /// its entry stands for.
    Misplaced,
}

/// Takes events where they are made. A closure does; a type of its own can be inlined
/// there.
pub(crate) trait Take<'t, E> {
    /// Takes the next event. None comes after an error.
    fn take(&mut self, event: ResolvedEvent<'t>) -> Result<(), E>;
}

impl<'t, E, F: FnMut(ResolvedEvent<'t>) -> Result<(), E>> Take<'t, E> for F {
    fn take(&mut self, event: ResolvedEvent<'t>) -> Result<(), E> {
        self(event)
    }
}

/// The events of a text, under an authority and a plan.
#[derive(Debug)]
pub(crate) struct ResolvedEvents<'t, 'p> {
    content: &'t AddressedText,
    authority: &'t Authority,
    plan: &'p Plan,
    /// What becomes of the spans; `None` where each is written as its plan says.
    resolved: Option<Vec<ResolvedSpan>>,
    /// How far the text has been given out.
    byte: usize,
    /// The open spans that others are in.
    open: Vec<Open>,
    /// What the edges of spans since the last character ask for.
    breaks: PendingBreak,
    /// How many spans were open where the last separator was given out.
    separated: usize,
    /// The text is that of an open void tag or character.
    is_covered: bool,
}

/// A span that is open.
#[derive(Clone, Copy, Debug)]
struct Open {
    kind: Kind,
    breaks: PendingBreak,
    tag: u32,
    byte_end: u32,
}

/// What the text inside of a span, and its end, are.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Tag,
    /// Its text is what the tag or the reference stands for.
    Covered,
    /// A void tag that covers what it does not stand for: that comes after it.
    Void,
    /// A span that is not written: what it asks for is in the text.
    Unwritten,
}

impl<'t, 'p> ResolvedEvents<'t, 'p> {
    pub(crate) fn new(
        content: &'t AddressedText,
        authority: &'t Authority,
        plan: &'p Plan,
    ) -> Self {
        Self {
            content,
            authority,
            plan,
            resolved: placement::resolve(content, authority, plan),
            byte: 0,
            open: Vec::with_capacity(16),
            breaks: PendingBreak::default(),
            separated: 0,
            is_covered: false,
        }
    }

    /// Gives out every event.
    pub(crate) fn for_each(self, mut take: impl FnMut(ResolvedEvent<'t>)) {
        let Ok(()) = self.try_for_each(&mut |event| {
            take(event);
            Ok::<(), Infallible>(())
        });
    }

    /// Gives out the events up to the first that is answered by an error.
    pub(crate) fn try_for_each<E>(mut self, taker: &mut impl Take<'t, E>) -> Result<(), E> {
        let content = self.content;
        let mut last_depth = 0;
        for (index, span) in content.spans.iter().enumerate() {
            while self.open.len() > usize::from(span.depth) {
                self.end(taker)?;
            }
            let is_after_end = last_depth >= span.depth;
            last_depth = span.depth;
            let start = span.byte_start as usize;
            if self.byte != start {
                self.text_between(start, is_after_end, Some(index), taker)?;
            }
            let open = self.start(index, span, taker)?;
            match content.spans.get(index + 1) {
                Some(next) if next.depth > span.depth => {
                    self.is_covered |= matches!(open.kind, Kind::Covered);
                    self.open.push(open);
                }
                _ => {
                    if matches!(open.kind, Kind::Covered) {
                        self.byte = open.byte_end as usize;
                    }
                    self.text(open.byte_end as usize, taker)?;
                    self.end_of(&open, taker)?;
                }
            }
        }
        while !self.open.is_empty() {
            self.end(taker)?;
        }
        let end = content.text.len();
        if self.byte != end {
            self.text_between(end, true, None, taker)?;
        }
        Ok(())
    }

    /// What becomes of a span, which stands at an index.
    #[inline(always)]
    fn resolved(&self, index: usize, span: &'t Span) -> ResolvedSpan {
        match &self.resolved {
            Some(resolved) => resolved[index],
            None => self.plan.resolve(self.content, span, self.authority),
        }
    }

    /// Starts the span at an index.
    #[inline]
    fn start<E>(
        &mut self,
        index: usize,
        span: &'t Span,
        taker: &mut impl Take<'t, E>,
    ) -> Result<Open, E> {
        let ResolvedSpan {
            resolution,
            breaks,
            entry,
        } = self.resolved(index, span);
        let tag = entry as usize;
        let mut open = Open {
            kind: Kind::Tag,
            breaks,
            tag: entry,
            byte_end: span.byte_end,
        };
        let span = self.content.span_ref(span);
        self.breaks = self.breaks.and(breaks);
        let why = match resolution {
            SpanResolution::Element(_) => {
                taker.take(ResolvedEvent::Start { span, tag })?;
                return Ok(open);
            }
            SpanResolution::Void(_) => {
                let covers = self.authority.tags()[tag].void_text();
                open.kind = Kind::Void;
                if span.text() == covers {
                    open.kind = Kind::Covered;
                    if !covers.is_empty() {
                        self.begin_character();
                    }
                }
                taker.take(ResolvedEvent::Void { span, tag })?;
                return Ok(open);
            }
            SpanResolution::Character => {
                self.begin_character();
                open.kind = Kind::Covered;
                let entry = &self.authority.characters()[tag];
                taker.take(ResolvedEvent::Character { span, entry })?;
                return Ok(open);
            }
            SpanResolution::Content(_) | SpanResolution::Instead(_) | SpanResolution::Described => {
                UnwrittenReason::Planned(tag)
            }
            SpanResolution::Unknown => UnwrittenReason::Unknown,
            SpanResolution::Misplaced => UnwrittenReason::Misplaced,
        };
        open.kind = Kind::Unwritten;
        taker.take(ResolvedEvent::Unwritten { span, why })?;
        Ok(open)
    }

    /// The text before the end of the innermost span that others are in, and the end.
    fn end<E>(&mut self, taker: &mut impl Take<'t, E>) -> Result<(), E> {
        let Some(&open) = self.open.last() else {
            return Ok(());
        };
        let end = open.byte_end as usize;
        if self.byte != end {
            self.text_between(end, true, None, taker)?;
        }
        self.open.pop();
        if matches!(open.kind, Kind::Covered) {
            self.is_covered = false;
        }
        self.end_of(&open, taker)
    }

    /// Ends a span; what has no content says nothing of its end.
    #[inline(always)]
    fn end_of<E>(&mut self, open: &Open, taker: &mut impl Take<'t, E>) -> Result<(), E> {
        match open.kind {
            Kind::Tag => {
                self.breaks = self.breaks.and(open.breaks);
                let tag = open.tag as usize;
                taker.take(ResolvedEvent::End { tag })
            }
            Kind::Unwritten => {
                self.breaks = self.breaks.and(open.breaks);
                taker.take(ResolvedEvent::UnwrittenEnd)
            }
            Kind::Covered | Kind::Void => Ok(()),
        }
    }

    /// Text up to a byte, without separators.
    #[inline(always)]
    fn text<E>(&mut self, to: usize, taker: &mut impl Take<'t, E>) -> Result<(), E> {
        let byte = std::mem::replace(&mut self.byte, to);
        if byte == to || self.is_covered {
            return Ok(());
        }
        self.begin_character();
        let text = &self.content.text[byte..to];
        taker.take(ResolvedEvent::Text { text, byte })
    }

    /// A character comes: what is asked for from here on is so behind it.
    #[inline(always)]
    fn begin_character(&mut self) {
        self.breaks = PendingBreak::default();
    }

    /// A separator up to a byte; the edges before it ask for nothing more.
    #[inline(always)]
    fn separator<E>(&mut self, to: usize, taker: &mut impl Take<'t, E>) -> Result<(), E> {
        self.breaks = PendingBreak::default();
        let byte = std::mem::replace(&mut self.byte, to);
        if byte == to || self.is_covered {
            return Ok(());
        }
        self.breaks = PendingBreak::FOUND;
        self.separated = self.open.len();
        taker.take(ResolvedEvent::Separator { bytes: byte..to })
    }

    /// Text and separators up to an edge, behind the end of a span or before the
    /// start of the one at an index.
    ///
    /// A separator stands behind all spans that end before the next character, and
    /// before the outermost that opens there and holds it: at the end of this text if
    /// such a start follows, at its beginning if an end is before it. In a span that
    /// starts behind a separator there is none before its first character.
    fn text_between<E>(
        &mut self,
        edge: usize,
        is_after_end: bool,
        starts: Option<usize>,
        taker: &mut impl Take<'t, E>,
    ) -> Result<(), E> {
        let is_in_later = self.breaks.is_found() && self.separated < self.open.len();
        let before = if is_after_end && !is_in_later {
            self.breaks
        } else {
            PendingBreak::default()
        };
        let bytes = self.content.text.as_bytes();
        let is_behind = before.has_written() && self.byte > 0;
        // By far the most between blocks; what follows says the same.
        if is_behind && before.made_up_at_start(&bytes[self.byte..edge]) == edge - self.byte {
            return self.separator(edge, taker);
        }
        let mut end = edge;
        if let Some(starts) = starts.filter(|_| is_of_separator(bytes[edge - 1])) {
            end -= self.separator_at_end(before, edge, starts);
        }
        if is_behind {
            let length = before.made_up_at_start(&bytes[self.byte..end]);
            self.separator(self.byte + length, taker)?;
        }
        self.text(end, taker)?;
        self.separator(edge, taker)
    }

    /// How long the separator is at the end of the text up to here, where the span
    /// at an index starts.
    fn separator_at_end(&self, before: PendingBreak, to: usize, starts: usize) -> usize {
        let mut breaks = self.breaks_behind(starts);
        if breaks.asks_nothing() {
            return 0;
        }
        let text = &self.content.text.as_bytes()[self.byte..to];
        if text.iter().copied().all(is_of_separator) {
            breaks = breaks.and(before);
        }
        match breaks.made_up_at_end(text) {
            // Nothing is separated from the beginning of the text.
            length if length == to => 0,
            length => length,
        }
    }

    /// What the spans from an index on ask for that start before the next character;
    /// nothing where the first of them ends before it.
    fn breaks_behind(&self, starts: usize) -> PendingBreak {
        let mut breaks = PendingBreak::default();
        let spans = &self.content.spans[starts..];
        let start = spans[0].byte_start;
        if spans[0].byte_end == start {
            return breaks;
        }
        let leading = spans.iter().take_while(|span| span.byte_start == start);
        for (at, span) in leading.enumerate() {
            breaks = breaks.and(self.resolved(starts + at, span).breaks);
        }
        breaks
    }
}

/// Whether separators are made of this byte.
fn is_of_separator(byte: u8) -> bool {
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
        let entry = tag.attribute(id).ok_or(id)?;
        match entry.value().check(value) {
            Verdict::Kept => Ok((entry, Cow::Borrowed(value))),
            Verdict::Changed(better) => Ok((entry, Cow::Owned(better))),
            Verdict::Refused(_) => Err(id),
        }
    })
}
