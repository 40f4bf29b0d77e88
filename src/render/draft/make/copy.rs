//! Takes the content for a syntax of text, and copies what no rule touches.
//!
//! Most spans of a text without marks do nothing but ask for a line break, and their text
//! stays with its separators. Such a stretch is copied as a whole. What it would leave
//! behind is known without writing its parts: the borders that are asked for, and where
//! the separator at its end begins.

use super::{Enough, Maker, Open, Source};
use crate::authority::Slot;
use crate::text::SpanRef;
use crate::text::required_break::{RequiredBreak, separator_at_end, separator_at_start};
use crate::text::resolve::UnwrittenReason;

/// A stretch of the content that is to be copied.
#[derive(Debug, Default)]
struct Stretch {
    start: usize,
    end: usize,
    /// Whether there is anything in it but separators.
    has_words: bool,
    /// Where the separator at its end begins.
    separator: Option<usize>,
    /// Whether text goes on to be copied with its separators, as they are. Known until
    /// something else is done than to extend the stretch.
    is_quiet: bool,
    /// Whether text goes on to come out alike in one piece and in two.
    joins: bool,
}

impl<'d> Maker<'d> {
    /// Takes all of the content for a syntax of text.
    pub(super) fn take_all(&mut self) -> Result<(), Enough> {
        let content = self.source.content;
        let mut stretch = Stretch::default();
        self.look(&mut stretch);
        for span in content.spans() {
            self.take_ends(span.depth(), &mut stretch)?;
            if !self.passes(span, &mut stretch) {
                self.take_up_to(span.byte_range().start, &mut stretch)?;
                self.look(&mut stretch);
                // What comes before it may have been all that was in the way.
                if !self.passes(span, &mut stretch) {
                    self.start_flat(span);
                    self.look(&mut stretch);
                }
            }
        }
        self.take_ends(0, &mut stretch)?;
        self.copy(&mut stretch)?;
        self.take_text(&mut stretch.end, content.text().len())
    }

    /// Closes the open spans that are not around a level.
    fn take_ends(&mut self, level: u16, stretch: &mut Stretch) -> Result<(), Enough> {
        while let Some(open) = self.open.last().filter(|open| open.level >= level) {
            let (end, required_break) = (open.end.0, open.required_break);
            if open.is_border() && self.extends(stretch, end) {
                self.open.pop();
                self.pending.close(required_break, false);
                continue;
            }
            self.take_up_to(end, stretch)?;
            self.end();
            self.look(stretch);
        }
        Ok(())
    }

    /// Copies a stretch, and takes the text behind it.
    fn take_up_to(&mut self, end: usize, stretch: &mut Stretch) -> Result<(), Enough> {
        self.copy(stretch)?;
        self.take_text(&mut stretch.end, end)?;
        stretch.start = stretch.end;
        Ok(())
    }

    /// Passes a span that touches no text. Returns `false` if something is to be done
    /// about it, or about the text before it.
    fn passes(&mut self, span: SpanRef<'d>, stretch: &mut Stretch) -> bool {
        let profile = self.source.profile;
        let slot = self.source.authority.slot(span.markup());
        let required_break = match slot {
            Some(Slot::Tag(tag)) if !profile.tags[tag as usize].is_border => return false,
            Some(Slot::Tag(tag)) => profile.tags[tag as usize].required_break,
            Some(Slot::Character(_)) | None => RequiredBreak::NOTHING,
        };
        if required_break == RequiredBreak::NOTHING {
            if !stretch.joins || self.is_full(stretch, span.byte_range().start) {
                return false;
            }
        } else {
            if !self.extends(stretch, span.byte_range().start) {
                return false;
            }
            self.pending.open(required_break, false);
            self.open.push(self.opening(span, required_break));
        }
        match slot {
            Some(Slot::Tag(tag)) => self.lose_in_text(span, tag as usize),
            Some(Slot::Character(_)) => {}
            None => self.lose_unknown(span),
        }
        true
    }

    /// Reports the loss of a tag that is not written in a text.
    pub(super) fn lose_in_text(&mut self, span: SpanRef<'d>, index: usize) {
        if let Some(loss) = self.source.profile.tags[index].loss_in_text(span) {
            self.losses.push(loss);
        }
    }

    /// Reports a span that the authority does not know.
    pub(super) fn lose_unknown(&mut self, span: SpanRef<'d>) {
        let Source {
            authority, profile, ..
        } = self.source;
        let unknown = profile.fallback_for(span, UnwrittenReason::Unknown, authority);
        self.losses.push(unknown.1);
    }

    /// Looks at what is in the way of copying the text that comes next.
    fn look(&self, stretch: &mut Stretch) {
        let is_settled = self.is_settled();
        stretch.is_quiet = is_settled && self.preformatted == 0;
        stretch.joins = is_settled && (self.preformatted == 0 || self.pending.asks_nothing());
    }

    /// Returns whether nothing is in the way of the text that comes next, but for what the
    /// borders before it ask.
    fn is_settled(&self) -> bool {
        self.source.profile.copies()
            && self.hidden == 0
            && !self.is_after_hidden
            && !self.is_divided
            && !self.is_blank_item
            && self.written.is_nothing()
            && self.waiting.is_empty()
            && !self.is_waiting()
            && !self.is_covered()
    }

    /// Returns whether the text is long enough with what is to be copied up to a byte.
    fn is_full(&self, stretch: &Stretch, to: usize) -> bool {
        self.text.len() + (to - stretch.start) >= self.budget
    }

    /// Extends a stretch up to an edge that asks for a break. Returns `false` if the text
    /// before it is not copied as it is.
    fn extends(&mut self, stretch: &mut Stretch, to: usize) -> bool {
        if !stretch.is_quiet || self.is_full(stretch, to) {
            return false;
        }
        if stretch.end == to {
            return true;
        }
        let text = self.source.content.text().as_bytes();
        let piece = &text[stretch.end..to];
        let is_asked = !self.pending.asks_nothing();
        let begin = if is_asked {
            separator_at_start(piece)
        } else {
            0
        };
        let words = piece.len() - begin - separator_at_end(&piece[begin..]);
        let start = stretch.end + begin;
        if words > 0 {
            // Stored content may lack a separator: it is put in.
            let is_parted = || match text[..start].last() {
                Some(last) if stretch.start < start => matches!(last, b'\n' | b'\t'),
                _ => self.text.is_at_line_start() && !self.is_at_feed(),
            };
            if is_asked && self.writes_missing() && !is_parted() {
                return false;
            }
            self.pending.pass();
            stretch.has_words = true;
            stretch.separator = None;
        }
        let separator = if words > 0 {
            start + words
        } else {
            stretch.end
        };
        if separator < to {
            stretch.separator.get_or_insert(separator);
            self.pending.pass_separator();
        }
        stretch.end = to;
        true
    }

    /// Copies a stretch. A new one begins at its end.
    fn copy(&mut self, stretch: &mut Stretch) -> Result<(), Enough> {
        let Stretch {
            start,
            end,
            has_words,
            separator,
            ..
        } = *stretch;
        if start == end {
            return Ok(());
        }
        *stretch = Stretch {
            start: end,
            has_words: false,
            separator: None,
            ..*stretch
        };
        let before = self.text.len();
        if has_words {
            self.separator = None;
        }
        if self.separator.is_none() {
            self.separator = separator.map(|separator| before + (separator - start));
        }
        self.push(&self.source.content.text()[start..end], start)
    }
}

impl Open<'_> {
    /// Returns whether its end does nothing but ask for a break.
    fn is_border(&self) -> bool {
        !(self.hides || self.is_quote || self.is_pre || self.is_covered || self.is_prefixed)
            && self.list_part.is_none()
            && self.behind.is_none()
            && self.mark.is_none()
    }
}
