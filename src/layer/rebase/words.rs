//! The words and lines of a text, numbered so that equal ones have equal numbers.

use std::collections::HashMap;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::num::to_u32;
use crate::text::units::count;

/// A word: its addresses, its bytes, its number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) id: u32,
}

/// A line that has words.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) words: Range<usize>,
    pub(super) id: usize,
}

/// The words of a text, and its lines. A word without characters stands before all
/// others, and one behind them: the start and the end of the text.
#[derive(Debug)]
pub(super) struct Words<'t> {
    pub(super) text: &'t str,
    pub(super) all: Vec<Word>,
    pub(super) lines: Vec<Line>,
}

impl<'t> Words<'t> {
    /// Returns the text between a word and the next one.
    pub(super) fn behind(&self, word: usize) -> &'t str {
        &self.text[self.all[word].to as usize..self.all[word + 1].from as usize]
    }
}

/// The numbers of words and of lines so far.
#[derive(Debug, Default)]
pub(super) struct Numbers<'t> {
    words: HashMap<&'t str, u32>,
    lines: HashMap<&'t str, usize>,
}

impl<'t> Numbers<'t> {
    /// Reads a folded text.
    pub(super) fn read(&mut self, text: &'t str) -> Words<'t> {
        let border = |address: u32, byte: u32| Word {
            start: address,
            end: address,
            from: byte,
            to: byte,
            id: u32::MAX,
        };
        let mut all = vec![border(0, 0)];
        let mut lines = Vec::new();
        let (mut byte, mut address) = (0, 0);
        for line in text.split('\n') {
            let first = all.len();
            let mut counted = 0;
            for (at, word) in line.unicode_word_indices() {
                let start = address + count(&line[counted..at]);
                address = start + count(word);
                counted = at + word.len();
                let next = to_u32(self.words.len());
                all.push(Word {
                    start,
                    end: address,
                    from: to_u32(byte + at),
                    to: to_u32(byte + counted),
                    id: *self.words.entry(word).or_insert(next),
                });
            }
            address += count(&line[counted..]) + 1;
            byte += line.len() + 1;
            if first < all.len() {
                let next = self.lines.len();
                lines.push(Line {
                    words: first..all.len(),
                    id: *self.lines.entry(line.trim()).or_insert(next),
                });
            }
        }
        // Behind the last line there is no line feed.
        all.push(border(address - 1, to_u32(byte - 1)));
        Words { text, all, lines }
    }

    /// Returns how many lines have a number.
    pub(super) fn lines(&self) -> usize {
        self.lines.len()
    }
}

#[cfg(test)]
mod tests {
    use super::Numbers;

    #[test]
    fn words_have_their_places() {
        #[track_caller]
        fn check(text: &str, expect: &[&str]) {
            let words = Numbers::default().read(text);
            let found = words.all.iter().map(|word| {
                let bytes = word.from as usize..word.to as usize;
                let start = text[..bytes.start].chars().count();
                assert_eq!((word.start as usize, word.end as usize - start), {
                    (start, text[bytes.clone()].chars().count())
                });
                &text[bytes]
            });
            let found: Vec<&str> = found.collect();
            let (end, inner) = found.split_last().unwrap();
            assert_eq!((found[0], *end), ("", ""));
            assert_eq!(&inner[1..], expect);
        }
        check("", &[]);
        check("\n\n", &[]);
        check("One, two\n\nthree.", &["One", "two", "three"]);
        check("é can't 3.5", &["é", "can't", "3.5"]);
        check("日本 ", &["日", "本"]);
    }
}
