//! Lines and columns of a source.

use memchr::{memchr, memchr_iter, memrchr};

use crate::html::bytes;
use crate::num::to_u32;

/// A line, column and UTF-16 code unit that moves forward through a source.
pub(super) struct Position<'s> {
    source: &'s [u8],
    byte: usize,
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) utf16: u32,
    /// How many characters begin before the line.
    before_line: usize,
    /// Lines may end in CR too.
    has_returns: bool,
    characters: Characters<'s>,
}

impl<'s> Position<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        let source = source.as_bytes();
        Self {
            source,
            byte: 0,
            line: 1,
            column: 1,
            utf16: 0,
            before_line: 0,
            has_returns: memchr(b'\r', source).is_some(),
            characters: Characters::new(source),
        }
    }

    pub(super) fn advance(&mut self, to: usize) {
        let passed = &self.source[self.byte..to];
        let (lines, behind) = match (self.has_returns, memrchr(b'\n', passed)) {
            (true, _) => lines(passed, self.source.get(to) == Some(&b'\n')),
            (false, None) => (0, 0),
            (false, Some(last)) => (memchr_iter(b'\n', &passed[..last]).count() + 1, last + 1),
        };
        if lines > 0 {
            self.line = self.line.saturating_add(to_u32(lines));
            self.before_line = self.characters.before(self.byte + behind).0;
        }
        let (characters, utf16) = self.characters.before(to);
        self.column = to_u32(characters - self.before_line).saturating_add(1);
        self.utf16 = to_u32(utf16);
        self.byte = to;
    }

    /// How many UTF-16 code units begin before a byte that is not behind the one that
    /// is moved to next.
    pub(super) fn utf16_ahead(&mut self, byte: usize) -> u32 {
        to_u32(self.characters.before(byte).1)
    }
}

const BLOCK: usize = 64;

/// Characters of a source, counted in blocks: most are of ASCII, and are skipped.
struct Characters<'s> {
    source: &'s [u8],
    /// Up to here they are counted.
    counted: usize,
    /// From there on all is ASCII up to here: where a block begins that is not.
    block: usize,
    /// How many bytes that were counted go on with a character.
    going_on: usize,
    /// How many characters that were counted take a pair of UTF-16 code units.
    pairs: usize,
}

impl<'s> Characters<'s> {
    fn new(source: &'s [u8]) -> Self {
        Self {
            source,
            counted: 0,
            block: ascii_blocks(source),
            going_on: 0,
            pairs: 0,
        }
    }

    /// How many characters and how many UTF-16 code units begin before a byte, which
    /// may lie a little before the last that was asked about.
    fn before(&mut self, byte: usize) -> (usize, usize) {
        while self.block + BLOCK <= byte {
            let (_, rest) = self.source.split_at(self.block);
            let (block, rest) = rest.split_at(BLOCK);
            self.going_on += BLOCK - bytes::count_characters(block);
            self.pairs += pairs(block);
            self.counted = self.block + BLOCK;
            self.block = self.counted + ascii_blocks(rest);
        }
        let characters = byte - self.going_on;
        if byte < self.counted {
            let behind = &self.source[byte..self.counted];
            let characters = self.counted - self.going_on - bytes::count_characters(behind);
            (characters, characters + self.pairs - pairs(behind))
        } else if byte <= self.block {
            (characters, characters + self.pairs)
        } else {
            let part = &self.source[self.block..byte];
            let characters = characters - (part.len() - bytes::count_characters(part));
            (characters, characters + self.pairs + pairs(part))
        }
    }
}

/// How many bytes the blocks have that are all ASCII.
fn ascii_blocks(source: &[u8]) -> usize {
    let bits = |block: &[u8; BLOCK]| block.iter().fold(0, |all, byte| all | byte);
    let is_ascii = |block: &&[u8]| block.first_chunk().map(bits) < Some(0x80);
    source.chunks_exact(BLOCK).take_while(is_ascii).count() * BLOCK
}

/// How many characters take a pair of UTF-16 code units: they begin with a byte of
/// 0xF0 or above, which is rare.
fn pairs(part: &[u8]) -> usize {
    let words = part.chunks_exact(8);
    let rest = words.remainder();
    let words = words.filter_map(|word| bytes::eight(word, 0));
    let all = words.fold(0, |all, word| {
        all | word & word << 1 & word << 2 & word << 3
    });
    let none = all & bytes::repeat(0x80) == 0 && rest.iter().all(|byte| *byte < 0xF0);
    if none {
        return 0;
    }
    part.iter().filter(|byte| **byte >= 0xF0).count()
}

/// How many lines end here, and where the last of them has. A CR that an LF
/// follows does not end its line: that LF does.
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

    /// Lines and columns one character at a time.
    fn slowly(source: &str, to: usize) -> (u32, u32, u32) {
        let (mut line, mut column, mut utf16) = (1, 1, 0);
        for (at, char) in source[..to].char_indices() {
            utf16 += if char.len_utf16() == 2 { 2 } else { 1 };
            let is_pair = char == '\r' && source[at + 1..].starts_with('\n');
            match char {
                '\n' => (line, column) = (line + 1, 1),
                '\r' if !is_pair => (line, column) = (line + 1, 1),
                _ => column += 1,
            }
        }
        (line, column, utf16)
    }

    #[test]
    fn lines_are_counted_alike_with_and_without_returns() {
        let pieces = ["a", "é", "\n", "\n\n", "—😀\n", "\r\n", "\r", "ab\r\r\n"];
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
                        let place = (position.line, position.column, position.utf16);
                        assert_eq!(place, slowly(&source, to), "{source:?} {to}");
                    }
                }
            }
        }
    }
    #[test]
    fn blocks_are_counted_as_their_characters_are() {
        let pieces = ["a", "é\n", "日", "😀", "abc\nde"];
        for lead in 55..70 {
            for case in 0..pieces.len() * pieces.len() {
                let (first, second) = (pieces[case / pieces.len()], pieces[case % pieces.len()]);
                let lead = "x".repeat(lead);
                let source = [&lead, first, second, &lead, second, &lead, first, "y"].concat();
                let borders: Vec<usize> = source.char_indices().map(|(at, _)| at).collect();
                for step in [1, 3, 50, 100] {
                    let mut position = Position::new(&source);
                    for at in (0..borders.len()).step_by(step) {
                        let to = borders[at];
                        position.advance(to);
                        let place = (position.line, position.column, position.utf16);
                        assert_eq!(place, slowly(&source, to), "{source:?} {step}");
                        let end = borders[(at + step).min(borders.len() - 1)];
                        let (_, _, utf16) = slowly(&source, end);
                        assert_eq!(position.utf16_ahead(end), utf16, "{source:?} {step}");
                    }
                }
            }
        }
    }
}
