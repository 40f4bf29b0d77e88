//! Lines and columns of a source.

use memchr::{memchr_iter, memrchr};

use crate::html::bytes;
use crate::num::to_u32;

/// A line and column that moves forward through a source.
pub(super) struct Position<'s> {
    source: &'s str,
    byte: usize,
    pub(super) line: u32,
    pub(super) column: u32,
    /// Whether a CR ends a line: one that no LF follows.
    has_returns: bool,
}

impl<'s> Position<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        let bytes = source.as_bytes();
        let mut returns = memchr_iter(b'\r', bytes);
        Self {
            source,
            byte: 0,
            line: 1,
            column: 1,
            has_returns: returns.any(|at| bytes.get(at + 1) != Some(&b'\n')),
        }
    }

    pub(super) fn advance(&mut self, to: usize) {
        let passed = &self.source.as_bytes()[self.byte..to];
        let (lines, behind) = match (self.has_returns, memrchr(b'\n', passed)) {
            (true, _) => lines(passed, self.source.as_bytes().get(to) == Some(&b'\n')),
            (false, None) => (0, 0),
            (false, Some(last)) => (bytes::count_line_feeds(&passed[..=last]), last + 1),
        };
        if lines > 0 {
            self.line = self.line.saturating_add(to_u32(lines));
            self.column = 1;
            self.byte += behind;
        }
        let characters = bytes::count_characters(&self.source.as_bytes()[self.byte..to]);
        self.column = self.column.saturating_add(to_u32(characters));
        self.byte = to;
    }
}

/// Counts the line ends in `bytes`, and finds the end of the last one. A CR before an LF
/// does not end a line: the LF does.
fn lines(bytes: &[u8], is_line_feed_next: bool) -> (usize, usize) {
    let (mut lines, mut behind) = (0, 0);
    for (at, byte) in bytes.iter().enumerate() {
        let is_line_feed_next = match bytes.get(at + 1) {
            Some(next) => *next == b'\n',
            None => is_line_feed_next,
        };
        if *byte == b'\n' || (*byte == b'\r' && !is_line_feed_next) {
            (lines, behind) = (lines + 1, at + 1);
        }
    }
    (lines, behind)
}

#[cfg(test)]
mod tests {
    use super::Position;

    /// Counts lines and columns one character at a time.
    fn slowly(source: &str, to: usize) -> (u32, u32) {
        let (mut line, mut column) = (1, 1);
        for (at, char) in source[..to].char_indices() {
            let is_pair = char == '\r' && source[at + 1..].starts_with('\n');
            match char {
                '\n' => (line, column) = (line + 1, 1),
                '\r' if !is_pair => (line, column) = (line + 1, 1),
                _ => column += 1,
            }
        }
        (line, column)
    }

    #[test]
    fn lines_are_counted_alike_with_and_without_returns() {
        let pieces = ["a", "é", "\n", "\n\n", "—\n", "\r\n", "\r", "ab\r\r\n"];
        for (most, has_returns) in [(5, false), (8, true)] {
            for case in 0..most * most * most * most {
                let piece = |place: usize| pieces[case / place % most];
                let source: String = [1, most, most * most, most * most * most]
                    .map(piece)
                    .concat();
                let mut one_by_one = Position::new(&source);
                assert!(has_returns || !one_by_one.has_returns);
                for (to, _) in source.char_indices() {
                    one_by_one.advance(to);
                    let mut at_once = Position::new(&source);
                    at_once.advance(to);
                    let mut with_returns = Position::new(&source);
                    with_returns.has_returns = true;
                    with_returns.advance(to);
                    for position in [&one_by_one, &at_once, &with_returns] {
                        let place = (position.line, position.column);
                        assert_eq!(place, slowly(&source, to), "{source:?} {to}");
                    }
                }
            }
        }
    }
}
