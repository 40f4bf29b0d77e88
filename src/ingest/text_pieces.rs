//! Cuts source text at characters that need other treatment.

use crate::html::forbidden_chars;

/// A piece of source text.
pub(super) enum TextPiece<'t> {
    /// Text that is kept.
    Clean { text: &'t str, start: usize },
    /// A U+0000: tree construction decides about it.
    Nul(usize),
    /// A character that text cannot contain.
    Bad {
        char: char,
        start: usize,
        end: usize,
    },
}

/// Cuts source text, which begins at `start`, at characters that need other treatment.
pub(super) fn text_pieces(text: &str, start: usize) -> TextPieces<'_> {
    TextPieces { rest: text, start }
}

pub(super) struct TextPieces<'t> {
    rest: &'t str,
    start: usize,
}

impl<'t> Iterator for TextPieces<'t> {
    type Item = TextPiece<'t>;

    fn next(&mut self) -> Option<TextPiece<'t>> {
        let start = self.start;
        let clean = forbidden_chars::find_removed(self.rest).unwrap_or(self.rest.len());
        if clean > 0 {
            let (text, rest) = self.rest.split_at(clean);
            (self.rest, self.start) = (rest, start + clean);
            return Some(TextPiece::Clean { text, start });
        }
        let char = self.rest.chars().next()?;
        self.rest = &self.rest[char.len_utf8()..];
        self.start += char.len_utf8();
        Some(match char {
            '\0' => TextPiece::Nul(start),
            _ => TextPiece::Bad {
                char,
                start,
                end: self.start,
            },
        })
    }
}

/// Whether text cannot contain a character. U+0000 is left to tree construction.
pub(super) fn is_bad(char: char) -> bool {
    char != '\0' && forbidden_chars::is_removed(char)
}
