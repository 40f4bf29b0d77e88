//! Takes the content for a syntax of text, and copies what no rule touches.
//!
//! Most spans of a text without marks do nothing but ask for a line break, and their text
//! stays with its separators. Such a stretch is copied as a whole. What it would leave
//! behind is known without writing its parts: the borders that are asked for, and where
//! the separator at its end begins.

use super::flatten::Flatten;
use super::{Enough, Maker, Open, Source};
use crate::authority::Slot;
use crate::profile::compiled::CompiledTag;
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
    /// Whether that holds within a line alone, since each line has an indent.
    is_indented: bool,
    /// The byte of the content from which on the text is long enough.
    enough: usize,
}

impl<'d> Maker<'d> {
    /// Takes all of the content for a syntax of text.
    pub(super) fn take_all(&mut self) -> Result<(), Enough> {
        let content = self.source.content;
        let mut stretch = Stretch::default();
        self.look(&mut stretch);
        for span in content.spans() {
            let level = span.depth();
            if self.open.last().is_some_and(|open| open.level >= level) {
                self.take_ends(level, &mut stretch)?;
            }
            if !self.passes(span, &mut stretch) {
                self.take_start(span, &mut stretch)?;
            }
        }
        self.take_ends(0, &mut stretch)?;
        self.copy(&mut stretch)?;
        self.take_text(&mut stretch.end, content.text().len())
    }

    /// Takes the text before a span, and opens it.
    #[inline(never)]
    fn take_start(&mut self, span: SpanRef<'d>, stretch: &mut Stretch) -> Result<(), Enough> {
        self.take_up_to(span.byte_range().start, stretch)?;
        self.look(stretch);
        // What comes before it may have been all that was in the way.
        if !self.passes(span, stretch) {
            self.start_flat(span);
            self.look(stretch);
        }
        Ok(())
    }

    /// Closes the open spans that are not around a level.
    fn take_ends(&mut self, level: u16, stretch: &mut Stretch) -> Result<(), Enough> {
        while let Some(open) = self.open.last().filter(|open| open.level >= level) {
            let (end, required_break) = (open.end.0, open.required_break);
            if open.is_passed && self.extends(stretch, end) {
                // Not moved, as `pop` would.
                self.open.truncate(self.open.len() - 1);
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
    #[inline(always)]
    fn passes(&mut self, span: SpanRef<'d>, stretch: &mut Stretch) -> bool {
        let profile = self.source.profile;
        let start = span.byte_range().start;
        let tag = match self.source.authority.slot(span.markup()) {
            Some(Slot::Tag(tag)) => &profile.tags[tag as usize],
            Some(Slot::Character(_)) => return self.joins(stretch, start),
            None => {
                let joins = self.joins(stretch, start);
                if joins {
                    self.lose_unknown(span);
                }
                return joins;
            }
        };
        if !tag.is_border {
            return false;
        }
        if tag.required_break == RequiredBreak::NOTHING {
            if !self.joins(stretch, start) {
                return false;
            }
        } else {
            if !self.extends(stretch, start) {
                return false;
            }
            self.pending.open(tag.required_break, false);
            self.open.push(Open {
                is_passed: true,
                ..self.opening(span, tag.required_break)
            });
        }
        self.lose_in_text(span, tag);
        true
    }

    /// Returns whether the text before a byte and behind it comes out alike in one piece.
    #[inline(always)]
    fn joins(&self, stretch: &Stretch, byte: usize) -> bool {
        let is_cut = || stretch.is_indented && self.begins_line_at(byte);
        stretch.joins && byte < stretch.enough && !is_cut()
    }

    /// Reports the loss of a tag that is not written in a text.
    #[inline(always)]
    pub(super) fn lose_in_text(&mut self, span: SpanRef<'d>, tag: &CompiledTag) {
        if !tag.is_said_by_whitespace() {
            self.losses.push(tag.loss(span));
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
        let is_indented = is_settled && self.has_indent();
        let is_asked = !self.pending.asks_nothing();
        stretch.is_quiet = is_settled && self.preformatted == 0 && !is_indented;
        stretch.is_indented = is_indented;
        stretch.joins = if is_indented {
            !is_asked && self.preformatted == 0 && self.is_within_line()
        } else {
            is_settled && (self.preformatted == 0 || !is_asked)
        };
        let room = self.budget.saturating_sub(self.text.len());
        stretch.enough = stretch.start.saturating_add(room);
    }

    /// Returns whether nothing is in the way of the text that comes next, but for what the
    /// borders before it ask, and indents.
    fn is_settled(&self) -> bool {
        self.source.profile.copies()
            && self.hidden == 0
            && !self.is_after_hidden
            && !self.is_divided
            && !self.is_blank_item
            && self.written.is_nothing()
            && self.waiting.is_empty()
            && self.openings.is_empty()
            && self.line_break.is_none()
            && !self.begins_line
            && !self.is_covered()
    }

    /// Returns whether the text of an item goes on in a line that has begun.
    fn is_within_line(&self) -> bool {
        let awaits_marker = self.flatten.as_ref().is_some_and(Flatten::awaits_marker);
        !awaits_marker && !self.text.is_at_line_start()
    }

    /// Returns whether a line begins at a byte of the content.
    fn begins_line_at(&self, byte: usize) -> bool {
        let before = self.source.content.text().as_bytes()[..byte].last();
        matches!(before, None | Some(b'\n' | b'\t'))
    }

    /// Extends a stretch up to an edge that asks for a break. Returns `false` if the text
    /// before it is not copied as it is.
    #[inline(always)]
    fn extends(&mut self, stretch: &mut Stretch, to: usize) -> bool {
        stretch.is_quiet
            && to < stretch.enough
            && (stretch.end == to || self.extends_over(stretch, to))
    }

    /// Extends a stretch over the text before an edge.
    fn extends_over(&mut self, stretch: &mut Stretch, to: usize) -> bool {
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
