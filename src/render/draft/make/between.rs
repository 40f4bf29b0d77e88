//! Writes what belongs between two texts of a draft: separators, and the white space
//! beside hidden content.

use super::{Enough, Maker};
use crate::html::element::Flow;
use crate::profile::Carrier;
use crate::render::draft::paragraphs::Border;
use crate::render::draft::seam::{seam, seam_in_pre};
use crate::text::required_break::{
    Borders, RequiredBreak, Separator, separator_at_end, separator_at_start,
};
use crate::text::{Address, AddressRange, units};

/// What the borders since the last thing to read ask for.
#[derive(Debug, Default)]
pub(super) struct PendingBorders {
    borders: Borders,
    /// One of those that ask is written: it makes up for the separator.
    is_written: bool,
    /// The separator of the content comes before its next character. That of a border
    /// that opens is before the span, so one that closes was last.
    is_to_come: bool,
}

impl PendingBorders {
    #[inline]
    pub(super) fn open(&mut self, required: RequiredBreak, is_written: bool) {
        if required != RequiredBreak::NOTHING {
            self.borders.open(required);
            self.is_written |= is_written;
        }
    }

    #[inline]
    pub(super) fn close(&mut self, required: RequiredBreak, is_written: bool) {
        if required != RequiredBreak::NOTHING {
            self.borders.close(required);
            self.is_written |= is_written;
            self.is_to_come = true;
        }
    }

    pub(super) fn asks_nothing(&self) -> bool {
        self.borders.asked().is_nothing()
    }

    /// The separator that no written border makes up for.
    fn unwritten(&self) -> Separator {
        if self.is_written {
            Separator::default()
        } else {
            self.borders.asked()
        }
    }

    /// Something to read comes.
    #[inline]
    pub(super) fn pass(&mut self) {
        if !self.asks_nothing() {
            self.borders.character();
            self.is_written = false;
            self.is_to_come = false;
        }
    }

    /// Passes the separator of the content.
    #[inline]
    pub(super) fn pass_separator(&mut self) {
        self.is_to_come = false;
    }
}

impl<'d> Maker<'d> {
    /// Writes text of the content, which is there at `byte`.
    pub(super) fn content_text(&mut self, text: &'d str, byte: usize) -> Result<(), Enough> {
        if self.hidden > 0 {
            self.pending.pass_separator();
            return Ok(());
        }
        let is_sign = |byte: Option<&u8>| matches!(byte, Some(b'\n' | b'\t'));
        let has_separator = is_sign(text.as_bytes().first()) || is_sign(text.as_bytes().last());
        if !has_separator || self.is_covered() {
            return self.words(text, byte);
        }
        self.words_and_separators(text, byte)
    }

    /// Text with a separator at its beginning or its end.
    fn words_and_separators(&mut self, text: &'d str, byte: usize) -> Result<(), Enough> {
        let is_pre = self.preformatted > 0;
        let begin = if self.pending.asks_nothing() || (is_pre && self.is_parted()) {
            0
        } else {
            separator_at_start(text.as_bytes())
        };
        let (before, rest) = text.split_at(begin);
        let end = if is_pre {
            rest.len()
        } else {
            rest.len() - separator_at_end(rest.as_bytes())
        };
        let (words, behind) = rest.split_at(end);
        if !before.is_empty() {
            self.content_separator(before, byte)?;
        }
        if !words.is_empty() {
            self.words(words, byte + begin)?;
        }
        if behind.is_empty() {
            Ok(())
        } else {
            self.content_separator(behind, byte + begin + end)
        }
    }

    /// A separator of the content. It stays, unless something else than its text is
    /// between the borders that ask for it: then what is still asked for is written
    /// before what comes next.
    fn content_separator(&mut self, text: &'d str, byte: usize) -> Result<(), Enough> {
        self.pending.pass_separator();
        let asked = self.pending.unwritten();
        if self.is_divided && !asked.is_nothing() {
            return Ok(());
        }
        let (mut text, mut byte) = (text, byte);
        if std::mem::take(&mut self.is_blank_item) {
            // There is one separator, as if nothing were between.
            let written = self.separator.map_or(0, |start| self.text.len() - start);
            let skipped = written.min(text.len());
            (text, byte) = (&text[skipped..], byte + skipped);
        }
        if std::mem::take(&mut self.is_after_hidden) {
            let skipped = self.close_seam(text);
            (text, byte) = (&text[skipped..], byte + skipped);
        }
        let written = std::mem::take(&mut self.written);
        let rest = written.strip(text).filter(|_| self.pending.asks_nothing());
        if let Some(rest) = rest {
            byte += text.len() - rest.len();
            text = rest;
        }
        if text.is_empty() {
            return Ok(());
        }
        if text.starts_with('\n') {
            self.begins_line = false;
        } else if self.begins_line {
            let at = self.text.address(byte);
            self.begin_line(at);
        }
        if self.separator.is_none() {
            self.separator = Some(self.text.len());
        }
        self.push(text, byte)
    }

    /// Text of the content but for separators.
    #[inline(always)]
    fn words(&mut self, text: &'d str, byte: usize) -> Result<(), Enough> {
        if text == "\n" && self.is_last_of_block(byte) {
            return Ok(());
        }
        let is_plain = !self.is_after_hidden
            && self.pending.asks_nothing()
            && self.written.is_nothing()
            && !self.is_waiting();
        let (text, byte) = if is_plain {
            self.start_marks();
            (text, byte)
        } else {
            self.begin_text(text, byte)
        };
        if text.is_empty() {
            return Ok(());
        }
        let pushed = self.push(text, byte);
        self.shown();
        self.is_divided = false;
        pushed
    }

    #[inline(always)]
    pub(super) fn push(&mut self, text: &'d str, byte: usize) -> Result<(), Enough> {
        let room = self.budget.saturating_sub(self.text.len());
        self.text.push_content(units::prefix(text, room), byte);
        if text.len() > room {
            Err(Enough)
        } else {
            Ok(())
        }
    }

    /// Writes what precedes text of the content. Returns the remaining text and its
    /// byte.
    fn begin_text(&mut self, text: &'d str, byte: usize) -> (&'d str, usize) {
        let (mut text, mut byte) = (text, byte);
        if !text.is_empty() {
            self.write_line_break();
        }
        if self.is_after_hidden && self.pending.unwritten().is_nothing() {
            self.is_after_hidden = false;
            let skipped = self.close_seam(text);
            (text, byte) = (&text[skipped..], byte + skipped);
        } else if self.is_after_hidden && self.preformatted == 0 {
            let kept = text.trim_ascii_start();
            (text, byte) = (kept, byte + text.len() - kept.len());
        }
        if text.is_empty() {
            return (text, byte);
        }
        let written = std::mem::take(&mut self.written);
        if self.pending.asks_nothing() {
            if let Some(rest) = written.strip(text) {
                (text, byte) = (rest, byte + text.len() - rest.len());
            }
        } else if self.is_divided || self.is_waiting() || self.writes_missing() {
            let at = self.text.address(byte);
            self.separate(at, self.is_divided);
            // It stands before this text: one of the content behind it is another.
            self.written = Separator::default();
        }
        let words = text.trim_ascii_start();
        if words.is_empty() {
            return (text, byte);
        }
        self.is_blank_item = false;
        if self.begins_line || self.has_indent() {
            let at = self.text.address(byte);
            self.begin_line(at);
            self.write_marker(at);
        }
        if !self.openings.is_empty() {
            // White space goes out of the texts around it.
            let white = text.len() - words.len();
            if white > 0 && self.preformatted == 0 {
                self.text.push_content(&text[..white], byte);
                (text, byte) = (words, byte + white);
            }
            self.write_openings();
            self.written = Separator::default();
        }
        self.start_marks();
        (text, byte)
    }

    /// Whether anything waits for the next text.
    #[inline]
    pub(super) fn is_waiting(&self) -> bool {
        self.has_indent()
            || !self.openings.is_empty()
            || self.line_break.is_some()
            || self.begins_line
    }

    /// Holds a line break back until it is known whether anything follows in its block.
    /// Returns `false` if it is to be written at once.
    fn is_last_of_block(&mut self, byte: usize) -> bool {
        if self.source.profile.blank_lines.is_none() || !self.is_covered() {
            return false;
        }
        // An item begins with what can be read.
        self.is_blank_item = self.has_marker();
        if !self.is_blank_item {
            let at = self.text.address(byte);
            let (text, _) = self.begin_text("\n", byte);
            if !text.is_empty() {
                self.shown();
                self.is_divided = false;
                self.line_break = Some(at);
            }
        }
        true
    }

    /// Writes the line break that was held back.
    pub(super) fn write_line_break(&mut self) {
        if let Some(at) = self.line_break.take() {
            let behind = Address::new(at.get().saturating_add(1));
            let source = AddressRange::new(at, behind).unwrap_or_default();
            self.text.push_for("\n", source);
        }
    }

    /// A border that is not written opens.
    pub(super) fn open_unwritten_border(&mut self, required: RequiredBreak) {
        self.pass_unwritten_border(required);
        self.pending.open(required, false);
    }

    /// A border that is not written closes.
    pub(super) fn close_unwritten_border(&mut self, required: RequiredBreak) {
        self.pass_unwritten_border(required);
        self.pending.close(required, false);
    }

    /// Keeps borders in the text when its end is removed.
    pub(super) fn keep_borders(&mut self) {
        let end = self.text.len();
        let behind = self.borders.iter_mut().rev();
        behind
            .take_while(|border| border.byte > end)
            .for_each(|border| border.byte = end);
    }

    fn pass_unwritten_border(&mut self, required: RequiredBreak) {
        if required == RequiredBreak::NOTHING {
            return;
        }
        // Nothing followed in its block.
        self.line_break = None;
        if required.has_line() && self.wraps_loose() {
            self.borders.push(Border {
                byte: self.text.len(),
                mark: self.marks.len(),
                depth: Some(self.depth),
            });
        }
    }

    /// Removes the surplus white space on both sides of hidden content. Returns how
    /// many bytes of the next text to skip.
    fn close_seam(&mut self, text: &str) -> usize {
        let is_line_start = match self.flatten {
            Some(_) => self.text.len() == 0,
            None => self.is_line_start,
        };
        if self.preformatted > 0 {
            return seam_in_pre(self.text.as_str(), text);
        }
        let (trimmed, skipped) = seam(self.text.space(), text, is_line_start);
        self.text.trim(trimmed);
        self.keep_borders();
        skipped
    }

    /// Ends a line. White space before hidden content must not stay at its end.
    pub(super) fn end_line(&mut self) {
        if self.is_after_hidden && self.preformatted == 0 {
            self.text.trim_end(str::trim_ascii_end);
            self.keep_borders();
        }
        self.is_line_start = true;
    }

    /// Returns whether the boundaries of a written tag separate what is beside them.
    pub(super) fn is_border(&self, tag: usize) -> bool {
        let tag = &self.source.profile.tags[tag];
        let is_inline = || matches!(tag.element.flow(), Flow::Inline | Flow::Break);
        tag.required_break != RequiredBreak::NOTHING && !(tag.is_renamed && is_inline())
    }

    /// A tag that is written opens.
    pub(super) fn open_border(&mut self, tag: usize) {
        let is_border = self.is_border(tag);
        let required_break = self.source.profile.tags[tag].required_break;
        self.pending.open(required_break, is_border);
        if is_border {
            self.end_line();
        }
    }

    /// A tag that is written closes.
    pub(super) fn close_border(&mut self, tag: usize) {
        let is_border = self.is_border(tag);
        let required_break = self.source.profile.tags[tag].required_break;
        self.pending.close(required_break, is_border);
        if is_border {
            self.end_line();
        }
    }

    /// Writes the separator that borders ask for and nobody has written. That of the
    /// content stays where text of the content comes next, and else is `replaced` by
    /// what is asked for here.
    pub(super) fn separate(&mut self, at: Address, replaced: bool) {
        let asked = self.pending.unwritten();
        // The content does not begin with one. A written border makes up for it. What was put
        // in before is not in the content.
        if self.pending.is_to_come && at.get() > 0 {
            self.written = self.pending.borders.asked().behind(self.written);
        }
        self.pending.pass();
        let of_content = self.separator.take();
        if asked.is_nothing() || self.text.len() == 0 {
            return;
        }
        if let Some(start) = of_content.filter(|_| replaced) {
            let written = &self.text.as_str()[start..];
            if *written != *asked.text() {
                self.text.trim(written.len());
                self.keep_borders();
            }
        }
        if self.is_after_hidden && self.preformatted == 0 {
            self.text.trim_end(|text| text.trim_end_matches(' '));
            self.keep_borders();
        }
        if self.is_at_feed() || !self.is_parted() {
            self.text.push_own(&asked.text(), at);
        }
    }

    /// Whether a separator that the content lacks is written though nothing stands between
    /// its texts. A text without marks is that of the content, where no rule touches it.
    pub(super) fn writes_missing(&self) -> bool {
        self.source.profile.carrier() == Carrier::Flat
    }

    /// Whether a line feed stands before what comes next that is no separator.
    pub(super) fn is_at_feed(&self) -> bool {
        self.flatten.is_some() && self.text.len() > 0 && self.text.len() == self.feed_end
    }

    /// Whether a separator, or nothing, stands before what comes next.
    fn is_parted(&self) -> bool {
        match self.flatten {
            Some(_) => self.text.is_at_line_start(),
            // Nothing may be left of the text, and a separator stands before what
            // comes next all the same.
            None => self.text.as_str().ends_with(SIGNS),
        }
    }

    /// Writes what precedes anything that is not text of the content.
    pub(super) fn begin(&mut self, at: Address) {
        self.write_line_break();
        self.separate(at, true);
        if self.flatten.is_some() {
            self.begin_flat(at);
        } else {
            self.write_openings();
            self.shown();
        }
    }

    /// Notes that something visible was written.
    pub(super) fn shown(&mut self) {
        self.pending.pass();
        self.separator = None;
        self.is_after_hidden = false;
        self.is_line_start = false;
        self.is_divided = true;
    }
}

/// What separators are made of.
const SIGNS: [char; 2] = ['\n', '\t'];
