//! Writes what belongs between two texts of a draft: separators, and the white space
//! beside hidden content.

use super::{Enough, Maker, head};
use crate::html::element::Flow;
use crate::render::draft::seam::{seam, seam_in_pre};
use crate::text::Address;
use crate::text::required_break::{PendingBreak, RequiredBreak};

impl<'d> Maker<'d> {
    /// Writes text of the content, which is there at `byte`.
    pub(super) fn content_text(&mut self, text: &'d str, byte: usize) -> Result<(), Enough> {
        if self.hidden > 0 {
            return Ok(());
        }
        let is_plain = !self.is_after_hidden
            && self.pending.asks_nothing()
            && self.written.is_empty()
            && !self.has_marker();
        let (text, byte) = if is_plain {
            self.start_marks();
            (text, byte)
        } else {
            self.begin_text(text, byte)
        };
        if text.is_empty() {
            return Ok(());
        }
        let room = self.budget.saturating_sub(self.text.len());
        self.text.push_content(head(text, room), byte);
        self.shown();
        self.is_divided = false;
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
        if std::mem::take(&mut self.is_after_hidden) {
            let skipped = self.close_seam(text);
            (text, byte) = (&text[skipped..], byte + skipped);
            if text.is_empty() {
                return (text, byte);
            }
        }
        let written = std::mem::take(&mut self.written);
        if self.pending.asks_nothing() {
            if let Some(rest) = text.strip_prefix(written) {
                (text, byte) = (rest, byte + written.len());
            }
        } else if !text.starts_with(['\n', '\t']) && (self.is_divided || self.flatten.is_some()) {
            let at = self.text.address(byte);
            self.separate(at);
            if self.flatten.is_some() {
                self.written = "";
            }
        }
        if !text.trim_ascii().is_empty() {
            if self.has_marker() {
                let at = self.text.address(byte);
                self.write_marker(at);
            }
            self.start_marks();
        }
        (text, byte)
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
        skipped
    }

    /// Ends a line. White space before hidden content must not stay at its end.
    pub(super) fn end_line(&mut self) {
        if self.is_after_hidden && self.preformatted == 0 {
            self.text.trim_end(str::trim_ascii_end);
        }
        self.is_line_start = true;
    }

    /// Returns whether the boundaries of a written tag separate what is beside them.
    pub(super) fn is_border(&self, tag: usize) -> bool {
        let tag = &self.source.profile.tags[tag];
        let is_inline = || matches!(tag.element.flow(), Flow::Inline | Flow::Break);
        tag.required_break != RequiredBreak::NOTHING && !(tag.is_renamed && is_inline())
    }

    /// Passes a boundary of a written tag.
    pub(super) fn border(&mut self, tag: usize) {
        let is_border = self.is_border(tag);
        let required_break = self.source.profile.tags[tag].required_break;
        self.pending = self
            .pending
            .and(PendingBreak::of(required_break, is_border));
        if is_border {
            self.end_line();
        }
    }

    /// Writes a separator that block boundaries require and that is not written yet.
    pub(super) fn separate(&mut self, at: Address) {
        let separator = std::mem::take(&mut self.pending).unwritten();
        if separator.is_empty() || self.text.len() == 0 {
            return;
        }
        if self.is_after_hidden && self.preformatted == 0 {
            self.text.trim_end(|text| text.trim_end_matches(' '));
        }
        let is_parted = match self.flatten {
            Some(_) => self.text.is_at_line_start(),
            // The text before may be trimmed later, and a separator still precedes the
            // next text.
            None => self.text.as_str().ends_with(['\n', '\t']),
        };
        if !is_parted {
            self.text.push_own(separator, at);
        }
        if self.flatten.is_none() || !is_parted {
            self.written = separator;
        }
    }

    /// Writes what precedes anything that is not text of the content.
    pub(super) fn begin(&mut self, at: Address) {
        self.separate(at);
        if self.flatten.is_some() {
            self.begin_flat(at);
        } else {
            self.shown();
        }
    }

    /// Notes that something visible was written.
    pub(super) fn shown(&mut self) {
        self.pending = PendingBreak::default();
        self.is_after_hidden = false;
        self.is_line_start = false;
        self.is_divided = true;
    }
}
