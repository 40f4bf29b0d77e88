//! Resolves stored spans against the authority of today, for writers of tags.
//!
//! [`ResolvedEvents`] goes through the spans in document order, looks up each entry,
//! leaves out spans that are not allowed at their place, and emits the rest as
//! [`ResolvedEvent`]s, well nested: every `Start` has its `End`, every `Unwritten` its
//! `UnwrittenEnd`. A receiver stops the walk by returning an error.
//!
//! It gives out and is not asked, as [`Iterator`] would be: who asks comes back into
//! the loop after each event and has to find its place, which is an eighth more
//! instructions for canonical HTML. Who has to ask all the same, asks span by span
//! ([`ResolvedEvents::part`]). What is inlined always is so for the same bench:
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
//! The text of the events is the text of the content, in order and without gaps, except
//! for the text under a `Void` or a `Character`: that is `span.text()`. Text between
//! blocks comes in one of two ways:
//!
//! * as [`Separator`](ResolvedEvent::Separator), if a block beside it is written as a
//!   block: its tag implies the separator. Writers of tags ignore it, writers of text
//!   keep it.
//! * in a [`Text`](ResolvedEvent::Text), if no block beside it is written, because of
//!   the [`Plan`] or its place: then nothing else would separate the words.

mod placement;
mod plan;
#[cfg(test)]
mod tests;

use std::borrow::{Borrow, Cow};
use std::convert::Infallible;
use std::ops::Range;

use super::required_break::PendingBreak;
use super::span::Span;
use super::{AddressedText, SpanRef};
use crate::authority::{AttributeEntry, AttributeId, Authority, CharacterEntry, Verdict};
pub(crate) use plan::{Plan, TagOutput, description};
use plan::{ResolvedSpan, SpanResolution};

/// One event of a text, for writers of tags.
#[derive(Clone, Debug)]
pub(crate) enum ResolvedEvent<'t> {
    /// A tag starts. `tag` is its index in the authority.
    Start { span: SpanRef<'t>, tag: usize },
    /// A tag without content. If the span covers the text of its entry, no `Text` has
    /// it.
    Void { span: SpanRef<'t>, tag: usize },
    /// A tag ends.
    End { tag: usize },
    /// Text, and its byte in the content.
    Text { text: &'t str, byte: usize },
    /// The separator between blocks, implied by their tags; as a range of bytes in the
    /// content.
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
    /// A span that is not written; its content follows all the same.
    Unwritten {
        span: SpanRef<'t>,
        why: UnwrittenReason,
    },
    /// A span that is not written ends.
    UnwrittenEnd,
}

impl ResolvedEvent<'_> {
    /// Returns whether a span starts here: there are as many such events as spans.
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
    /// The plan has something else for the tag with this index in the authority.
    Planned(usize),
    /// The authority lacks its entry.
    Unknown,
    /// HTML parsers would not leave the tag there, or the span covers another text than
    /// its entry stands for.
    Misplaced,
}

/// Receives events. A closure can do this; a type of its own can be inlined into the
/// walk.
pub(crate) trait Take<'t, E> {
    /// Receives the next event. None follows after an error.
    fn take(&mut self, event: ResolvedEvent<'t>) -> Result<(), E>;
}

impl<'t, E, F: FnMut(ResolvedEvent<'t>) -> Result<(), E>> Take<'t, E> for F {
    fn take(&mut self, event: ResolvedEvent<'t>) -> Result<(), E> {
        self(event)
    }
}

/// The events of a text, under an authority and a plan.
#[derive(Clone, Debug)]
pub(crate) struct ResolvedEvents<'t, P> {
    content: &'t AddressedText,
    authority: &'t Authority,
    plan: P,
    /// What becomes of the spans; `None` where each is written as its plan says.
    resolved: Option<Vec<ResolvedSpan>>,
    /// The byte up to which text has been emitted.
    byte: usize,
    /// The open spans that have content.
    open: Vec<Open>,
    /// The break required by the edges of spans since the last character.
    breaks: PendingBreak,
    /// How many spans were open where the last separator was given out.
    separated: usize,
    /// The text is that of an open void tag or character.
    is_covered: bool,
}

/// An open span.
#[derive(Clone, Copy, Debug)]
struct Open {
    kind: Kind,
    breaks: PendingBreak,
    tag: u32,
    byte_end: u32,
}

/// The meaning of the text inside a span, and of its end.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Tag,
    /// A span over the text of its entry: the tag or the reference stands for it.
    Covered,
    /// A void tag whose span covers other text than its own; that text is emitted after
    /// the tag.
    Void,
    /// A span that is not written: its separators are in the text.
    Unwritten,
}

impl<'t, P: Borrow<Plan>> ResolvedEvents<'t, P> {
    pub(crate) fn new(content: &'t AddressedText, authority: &'t Authority, plan: P) -> Self {
        Self {
            content,
            authority,
            resolved: placement::resolve(content, authority, plan.borrow()),
            plan,
            byte: 0,
            open: Vec::with_capacity(16),
            breaks: PendingBreak::default(),
            separated: 0,
            is_covered: false,
        }
    }

    /// Emits every event.
    pub(crate) fn for_each(self, mut take: impl FnMut(ResolvedEvent<'t>)) {
        let Ok(()) = self.try_for_each(&mut |event| {
            take(event);
            Ok::<(), Infallible>(())
        });
    }

    /// Emits events until one is answered with an error.
    pub(crate) fn try_for_each<E>(mut self, taker: &mut impl Take<'t, E>) -> Result<(), E> {
        let content = self.content;
        let mut last_depth = 0;
        for (index, span) in content.spans.iter().enumerate() {
            self.up_to_span(index, span, last_depth, taker)?;
            last_depth = span.depth;
        }
        self.rest(taker)
    }

    /// Gives out the events from the last span, or the beginning, up to the one at an
    /// index, and those of that if no other is in it; for the index behind the last, all
    /// that is left. There are not many more than spans can be open.
    ///
    /// To be called for each index in order.
    pub(crate) fn part<E>(&mut self, index: usize, taker: &mut impl Take<'t, E>) -> Result<(), E> {
        let spans = &self.content.spans;
        let before = index.checked_sub(1).and_then(|before| spans.get(before));
        let last_depth = before.map_or(0, |before| before.depth);
        match spans.get(index) {
            Some(span) => self.up_to_span(index, span, last_depth, taker),
            None => self.rest(taker),
        }
    }

    #[inline(always)]
    fn up_to_span<E>(
        &mut self,
        index: usize,
        span: &'t Span,
        last_depth: u16,
        taker: &mut impl Take<'t, E>,
    ) -> Result<(), E> {
        while self.open.len() > usize::from(span.depth) {
            self.end(taker)?;
        }
        let is_after_end = last_depth >= span.depth;
        let start = span.byte_start as usize;
        if self.byte != start {
            self.text_between(start, is_after_end, Some(index), taker)?;
        }
        let open = self.start(index, span, taker)?;
        match self.content.spans.get(index + 1) {
            Some(next) if next.depth > span.depth => {
                self.is_covered |= matches!(open.kind, Kind::Covered);
                self.open.push(open);
                Ok(())
            }
            _ => {
                if matches!(open.kind, Kind::Covered) {
                    self.byte = open.byte_end as usize;
                }
                self.text(open.byte_end as usize, taker)?;
                self.end_of(&open, taker)
            }
        }
    }

    /// What comes behind the start of the last span that others are in.
    fn rest<E>(&mut self, taker: &mut impl Take<'t, E>) -> Result<(), E> {
        while !self.open.is_empty() {
            self.end(taker)?;
        }
        let end = self.content.text.len();
        if self.byte != end {
            self.text_between(end, true, None, taker)?;
        }
        Ok(())
    }

    /// Returns the resolution of the span at an index.
    #[inline(always)]
    fn resolved(&self, index: usize, span: &'t Span) -> ResolvedSpan {
        match &self.resolved {
            Some(resolved) => resolved[index],
            None => {
                let plan = self.plan.borrow();
                plan.resolve(self.content, span, self.authority)
            }
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
        let span = self.content.span_ref(index, span);
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

    /// Emits the text before the end of the innermost open span, and the end.
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

    /// Emits the end of a span. A span without content has no end event.
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

    /// Emits text up to a byte, without separators.
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

    /// Emits text and separators up to an edge: behind the end of a span, or before the
    /// start of the span at an index.
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
        // The most common case between blocks; the code below would give the same
        // result.
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

    /// Returns the length of the separator at the end of the text up to here, where the
    /// span at an index starts.
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
            // Nothing is separated from the start of the text.
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

/// Returns whether a byte can be part of a separator.
fn is_of_separator(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\t')
}

/// Lists the attributes of a span that its entry admits today, and the ids of those
/// that it does not admit.
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
