//! Content put against the authority of today: what a writer of tags goes through.
//!
//! [`ResolvedEvents`] is an iterator. It walks the spans in document order, looks
//! each one up, leaves out those that cannot stand, and hands out what is left as
//! [`ResolvedEvent`]s, well nested: every `Start` has its `End`, every `Unwritten`
//! its `UnwrittenEnd`. A consumer that has enough stops asking.
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

use std::borrow::Cow;

use super::required_break::PendingBreak;
use super::span::Span;
use super::{AddressedText, SpanRef};
use crate::authority::{AttributeEntry, AttributeId, Authority, CharacterEntry, Verdict};
pub(crate) use plan::{Plan, Written, description};
use plan::{ResolvedSpan, SpanResolution};

/// One event of a text that is to be written with tags.
#[derive(Clone, Copy, Debug)]
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
    /// What stands between blocks and says nothing that their tags do not say, and
    /// the byte of the content at which it starts.
    #[allow(dead_code, reason = "drafts of text are to be made of these events too")]
    Separator { text: &'t str, byte: usize },
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

/// The events of a text, under an authority and a plan.
#[derive(Debug)]
pub(crate) struct ResolvedEvents<'t, 'p> {
    content: &'t AddressedText,
    authority: &'t Authority,
    plan: &'p Plan,
    /// What becomes of the spans; `None` where each is written as its plan says.
    resolved: Option<Vec<ResolvedSpan>>,
    /// The span that starts next.
    next: usize,
    /// How far the text has been given out.
    byte: usize,
    open: Vec<Open>,
    /// What the edges of spans since the last character ask for.
    breaks: PendingBreak,
    /// The last edge is the end of a span.
    is_after_end: bool,
    /// The text is that of an open void tag or character.
    is_covered: bool,
    /// Where the separator starts that ends the text up to the next edge, once
    /// that is known and something has been given out before it.
    separator_from: Option<usize>,
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
            next: 0,
            byte: 0,
            open: Vec::with_capacity(16),
            breaks: PendingBreak::default(),
            is_after_end: true,
            is_covered: false,
            separator_from: None,
        }
    }

    /// What becomes of a span, which stands at an index.
    #[inline]
    fn resolved(&self, index: usize, span: &'t Span) -> ResolvedSpan {
        match &self.resolved {
            Some(resolved) => resolved[index],
            None => self.plan.resolve(self.content, span, self.authority),
        }
    }

    #[inline]
    fn start(&mut self, span: &'t Span) -> ResolvedEvent<'t> {
        let resolved = self.resolved(self.next, span);
        self.next += 1;
        self.is_after_end = false;
        self.breaks = self.breaks.and(resolved.breaks);
        let tag = resolved.entry as usize;
        let record = span;
        let span = self.content.span_ref(span);
        let (kind, event) = match resolved.resolution {
            SpanResolution::Element(_) => (Kind::Tag, ResolvedEvent::Start { span, tag }),
            SpanResolution::Void(_) => {
                let void_text = self.authority.tags()[tag].void_text();
                let is_covered = span.text() == void_text;
                if is_covered && !void_text.is_empty() {
                    self.breaks = PendingBreak::default();
                }
                let kind = if is_covered {
                    Kind::Covered
                } else {
                    Kind::Void
                };
                (kind, ResolvedEvent::Void { span, tag })
            }
            SpanResolution::Character => {
                self.breaks = PendingBreak::default();
                let entry = &self.authority.characters()[tag];
                (Kind::Covered, ResolvedEvent::Character { span, entry })
            }
            SpanResolution::Content(_) | SpanResolution::Instead(_) | SpanResolution::Described => {
                let why = UnwrittenReason::Planned(tag);
                (Kind::Unwritten, ResolvedEvent::Unwritten { span, why })
            }
            SpanResolution::Unknown => {
                let why = UnwrittenReason::Unknown;
                (Kind::Unwritten, ResolvedEvent::Unwritten { span, why })
            }
            SpanResolution::Misplaced => {
                let why = UnwrittenReason::Misplaced;
                (Kind::Unwritten, ResolvedEvent::Unwritten { span, why })
            }
        };
        self.is_covered |= matches!(kind, Kind::Covered);
        self.open.push(Open {
            kind,
            breaks: resolved.breaks,
            tag: resolved.entry,
            byte_end: record.byte_end,
        });
        event
    }

    /// Ends a span that was open; what has no content says nothing of its end.
    #[inline]
    fn end(&mut self, open: Open) -> Option<ResolvedEvent<'t>> {
        self.is_after_end = true;
        match open.kind {
            Kind::Tag => {
                self.breaks = self.breaks.and(open.breaks);
                let tag = open.tag as usize;
                Some(ResolvedEvent::End { tag })
            }
            Kind::Unwritten => {
                self.breaks = self.breaks.and(open.breaks);
                Some(ResolvedEvent::UnwrittenEnd)
            }
            Kind::Covered => {
                self.is_covered = false;
                None
            }
            Kind::Void => None,
        }
    }

    /// Gives out the next of the text up to an edge; nothing where it is covered.
    ///
    /// A separator stands right before the next character, behind all spans that
    /// end before it and before those that start there: at the end of this text
    /// if nothing but starts follow, at its beginning if an end is before it.
    #[inline]
    fn text_to(&mut self, edge: usize, is_start: bool) -> Option<ResolvedEvent<'t>> {
        let breaks = std::mem::take(&mut self.breaks);
        if self.is_covered {
            self.byte = edge;
            return None;
        }
        let to = match self.separator_from.take() {
            Some(from) => from,
            None => {
                let before = if self.is_after_end {
                    breaks
                } else {
                    PendingBreak::default()
                };
                // By far the most between blocks; what follows says the same.
                if self.separator_at_start(before, edge) == edge - self.byte {
                    return Some(self.separator(edge));
                }
                let mut to = edge;
                if is_start && ends_separator(self.content.text.as_bytes()[edge - 1]) {
                    to -= self.separator_at_end(before, edge);
                }
                let length = self.separator_at_start(before, to);
                if length > 0 {
                    self.separator_from = Some(to);
                    return Some(self.separator(self.byte + length));
                }
                to
            }
        };
        if self.byte == to {
            return Some(self.separator(edge));
        }
        if to != edge {
            self.separator_from = Some(to);
        }
        let byte = std::mem::replace(&mut self.byte, to);
        let text = &self.content.text[byte..to];
        Some(ResolvedEvent::Text { text, byte })
    }

    #[inline]
    fn separator(&mut self, to: usize) -> ResolvedEvent<'t> {
        let byte = std::mem::replace(&mut self.byte, to);
        let text = &self.content.text[byte..to];
        ResolvedEvent::Separator { text, byte }
    }

    /// How long the separator is at the beginning of the text up to here, behind
    /// edges that ask for so much. Nothing is separated from the beginning.
    #[inline]
    fn separator_at_start(&self, before: PendingBreak, to: usize) -> usize {
        if self.byte == 0 {
            return 0;
        }
        before.made_up_at_start(&self.content.text.as_bytes()[self.byte..to])
    }

    /// How long the separator is at the end of the text up to here, where a span
    /// starts.
    fn separator_at_end(&self, before: PendingBreak, to: usize) -> usize {
        let mut breaks = self.breaks_behind();
        if breaks.asks_nothing() {
            return 0;
        }
        let text = &self.content.text.as_bytes()[self.byte..to];
        if text.iter().copied().all(ends_separator) {
            breaks = breaks.and(before);
        }
        match breaks.made_up_at_end(text) {
            // Nothing is separated from the beginning of the text.
            length if length == to => 0,
            length => length,
        }
    }

    /// What the spans ask for that start before the next character; nothing where
    /// one ends before it.
    fn breaks_behind(&self) -> PendingBreak {
        let mut breaks = PendingBreak::default();
        let spans = &self.content.spans[self.next..];
        for (at, span) in spans.iter().enumerate() {
            breaks = breaks.and(self.resolved(self.next + at, span).breaks);
            let next = spans.get(at + 1).filter(|next| next.depth > span.depth);
            if next.map_or(span.byte_end, |next| next.byte_start) > span.byte_start {
                break;
            }
            if next.is_none() {
                return PendingBreak::default();
            }
        }
        breaks
    }
}

impl<'t> Iterator for ResolvedEvents<'t, '_> {
    type Item = ResolvedEvent<'t>;

    #[inline]
    fn next(&mut self) -> Option<ResolvedEvent<'t>> {
        let content = self.content;
        loop {
            let next = content.spans.get(self.next);
            let depth = next.map_or(0, |span| usize::from(span.depth));
            let ended = self.open.last().filter(|_| self.open.len() > depth);
            if let Some(&open) = ended {
                let edge = open.byte_end as usize;
                let event = if self.byte == edge {
                    self.open.pop();
                    self.end(open)
                } else {
                    self.text_to(edge, false)
                };
                if event.is_some() {
                    return event;
                }
            } else if let Some(span) = next {
                let edge = span.byte_start as usize;
                if self.byte == edge {
                    return Some(self.start(span));
                }
                if let Some(event) = self.text_to(edge, true) {
                    return Some(event);
                }
            } else {
                let edge = content.text.len();
                if self.byte == edge {
                    return None;
                }
                return self.text_to(edge, false);
            }
        }
    }
}

/// Whether a separator may end so.
fn ends_separator(byte: u8) -> bool {
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
