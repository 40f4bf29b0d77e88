//! Text that is no plain run, references, and raw text.

use super::{FastPath, NeedsParser};
use crate::html::char_ref::Decoded;
use crate::html::forbidden_chars;
use crate::ingest::event::NOWHERE;
use crate::ingest::lexer::normalize_newlines;
use crate::ingest::text_pieces::{TextPiece, is_bad, text_pieces};

impl FastPath<'_, '_, '_> {
    #[cold]
    pub(super) fn any_text(&mut self, start: usize, end: usize) -> Result<(), NeedsParser> {
        let skips_line_feed = std::mem::take(&mut self.skips_line_feed);
        let text = &self.source[start..end];
        if self.in_raw_text {
            self.raw_text(text, start);
            return Ok(());
        }
        let dropped = match skips_line_feed {
            true if text.starts_with("\r\n") => 2,
            true if text.starts_with(['\r', '\n']) => 1,
            _ => 0,
        };
        self.odd_text(start + dropped, end)
    }

    /// Adds text piece by piece.
    pub(super) fn odd_text(&mut self, start: usize, end: usize) -> Result<(), NeedsParser> {
        let may_hold_text = self.context.admits_text();
        for piece in text_pieces(&self.source[start..end], start) {
            match piece {
                TextPiece::Clean { text, start } => {
                    if !may_hold_text && !text.bytes().all(|byte| byte.is_ascii_whitespace()) {
                        return Err(NeedsParser);
                    }
                    let bytes = (start, start + text.len());
                    match memchr::memchr(b'\r', text.as_bytes()) {
                        Some(_) if !self.admit.is_removing() => {
                            self.admit.text(&normalize_newlines(text), bytes);
                        }
                        _ => self.admit.text(text, bytes),
                    }
                }
                // It ends a group of columns, although it is ignored then.
                TextPiece::Nul(_) if !may_hold_text => return Err(NeedsParser),
                TextPiece::Nul(start) => self.admit.removed('\0', start, start + 1),
                TextPiece::Bad { char, start, end } => {
                    if !may_hold_text {
                        return Err(NeedsParser);
                    }
                    self.admit.bad(char, start, end);
                }
            }
        }
        Ok(())
    }

    pub(super) fn reference(
        &mut self,
        chars: Decoded,
        start: usize,
        end: usize,
    ) -> Result<(), NeedsParser> {
        if let Some(char) = chars.single().filter(char::is_ascii_whitespace) {
            self.admit.text(char.encode_utf8(&mut [0; 4]), NOWHERE);
            return Ok(());
        }
        if !self.context.admits_text() {
            return Err(NeedsParser);
        }
        match chars.single() {
            Some(char) if is_bad(char) => self.admit.bad(char, start, end),
            _ => self.admit.reference(chars, (start, end)),
        }
        Ok(())
    }

    /// Removes raw text.
    pub(super) fn raw_text(&mut self, text: &str, start: usize) {
        let words = text.trim_ascii();
        let ends = [words.chars().next(), words.chars().next_back()];
        if let [Some(first), Some(last)] = ends {
            if !forbidden_chars::is_removed(first) && !forbidden_chars::is_removed(last) {
                self.admit.removes_text(text, (start, start + text.len()));
                return;
            }
        }
        for piece in text_pieces(text, start) {
            if let TextPiece::Clean { text, start } = piece {
                self.admit.removes_text(text, (start, start + text.len()));
            }
        }
    }

    pub(super) fn raw_reference(&mut self, chars: Decoded, start: usize, end: usize) {
        let is_unseen = |char: char| char.is_ascii_whitespace() || is_bad(char);
        if !chars.single().is_some_and(is_unseen) {
            self.admit.removes((start, end));
        }
    }
}
