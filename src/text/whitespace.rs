//! White space, and text that needs no change.
//!
//! The tests of single bytes are always inlined into the one loop over a source: as calls
//! they show in the bench `stages`, `ingest`.

use crate::html::bytes::{self, Bytes, Question, is_white, look, look_at};
use crate::html::forbidden_chars::{still_suspect, suspect};

/// A run of text, classified in one pass: words with white space around them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run<'t> {
    /// The run without the white space at both ends.
    pub(crate) words: &'t str,
    /// Whether white space precedes the words.
    pub(crate) leads: bool,
    /// Whether white space follows the words.
    pub(crate) trails: bool,
    /// Whether the words need no change: no controls, no two adjacent spaces, nothing
    /// that may be a noncharacter or U+FEFF.
    pub(crate) is_plain: bool,
    /// Whether the words are ASCII.
    pub(super) is_ascii: bool,
}

impl<'t> Run<'t> {
    #[inline]
    pub(crate) fn of(text: &'t str) -> Self {
        let words = bytes::skip_white(text.as_bytes(), 0);
        Self::new(text, 0, words, text.len())
    }

    /// Classifies the run from `start` to `end`; only white space precedes `words`.
    #[inline(always)]
    pub(crate) fn new(text: &'t str, start: usize, words: usize, end: usize) -> Self {
        let bytes = text.as_bytes();
        let behind = end;
        let mut end = end;
        while end > words && is_white(bytes[end - 1]) {
            end -= 1;
        }
        let leads = start < words;
        let trails = end < behind;
        let seen = look_at(bytes, words, end, Odd);
        Self {
            words: &text[words..end],
            leads,
            trails,
            is_plain: !seen.any || is_free_of(&bytes[words..end], StillOdd),
            is_ascii: seen.is_ascii,
        }
    }
}

/// Preformatted text, classified in one pass.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Verbatim<'t> {
    pub(crate) text: &'t str,
    pub(super) is_ascii: bool,
}

impl<'t> Verbatim<'t> {
    /// Returns the text if it needs no change: no CR, no FF, nothing that may be
    /// removed.
    #[inline]
    pub(crate) fn of(text: &'t str) -> Option<Self> {
        Self::at(text, 0, text.len())
    }

    /// Returns the text from `start` to `end` if it needs no change.
    #[inline(always)]
    pub(crate) fn at(text: &'t str, start: usize, end: usize) -> Option<Self> {
        let seen = look_at(text.as_bytes(), start, end, OddInPre);
        let stands = !seen.any || is_free_of(&text.as_bytes()[start..end], StillOddInPre);
        stands.then(|| Self {
            text: &text[start..end],
            is_ascii: seen.is_ascii,
        })
    }
}

/// The slower, exact test.
#[cold]
#[inline(never)]
fn is_free_of(bytes: &[u8], question: impl Question) -> bool {
    !look(bytes, question).any
}

/// Tests for a byte that may need a change where white space is collapsed.
#[derive(Clone, Copy)]
struct Odd;

impl Question for Odd {
    #[inline(always)]
    fn ask<B: Bytes>(self, byte: B, next: B) -> B {
        // A space beside a NUL passes too, but so does the NUL.
        suspect(byte) | (byte | next).is(b' ')
    }
}

#[derive(Clone, Copy)]
struct StillOdd;

impl Question for StillOdd {
    #[inline(always)]
    fn ask<B: Bytes>(self, byte: B, next: B) -> B {
        still_suspect(byte, next) | (byte.is(b' ') & next.is(b' '))
    }
}

/// Tests for a byte that may need a change in preformatted text.
#[derive(Clone, Copy)]
struct OddInPre;

impl Question for OddInPre {
    #[inline(always)]
    fn ask<B: Bytes>(self, byte: B, _: B) -> B {
        suspect(byte) & (byte.is(b'\n') | byte.is(b'\t')).not()
    }
}

#[derive(Clone, Copy)]
struct StillOddInPre;

impl Question for StillOddInPre {
    #[inline(always)]
    fn ask<B: Bytes>(self, byte: B, next: B) -> B {
        still_suspect(byte, next) & (byte.is(b'\n') | byte.is(b'\t')).not()
    }
}

/// Tests for a byte that ends a plain run, or may.
#[derive(Clone, Copy)]
struct End;

impl Question for End {
    #[inline(always)]
    fn ask<B: Bytes>(self, byte: B, next: B) -> B {
        still_suspect(byte, next) | (byte.is(b' ') & next.below(b' ' + 1))
    }
}

/// Returns the length of the prefix that needs no change: words with single spaces
/// between them. Stops before white space that collapses, before controls, and before
/// anything that may be a noncharacter or U+FEFF.
pub(super) fn plain_run(bytes: &[u8]) -> usize {
    let mut at = 0;
    loop {
        at = bytes::find(bytes, at, End);
        match (&bytes[at..], bytes) {
            ([], [rest @ .., b' ']) => return rest.len(),
            ([], _) => return at,
            ([0xEF, 0xB7, _, ..] | [0xEF, 0xBB, 0xBF, ..], _) => return at,
            ([0xEF, 0xBF, last, ..], _) if *last >= 0xBE => return at,
            ([0xF0..=0xF4, _, 0xBF, 0xBE | 0xBF, ..], _) => return at,
            ([0xEF..=0xF4, ..], _) => at += 1,
            _ => return at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::plain_run;
    use crate::html::bytes::is_white;
    use crate::html::forbidden_chars::is_removed;

    /// A slow reference: character by character.
    fn slowly(text: &str) -> usize {
        let mut characters = text.char_indices().peekable();
        while let Some((at, c)) = characters.next() {
            let is_space = |c: char| u8::try_from(c).is_ok_and(is_white);
            let next = characters.peek().map(|(_, next)| *next);
            let stops = match c {
                ' ' => next.is_none_or(|next| next <= ' '),
                '\u{FEFF}' | '\u{FDC0}'..='\u{FDFF}' => true,
                _ => is_space(c) || is_removed(c),
            };
            if stops {
                return at;
            }
        }
        text.len()
    }

    #[test]
    fn a_plain_run_ends_where_it_ends() {
        let pieces = [
            "a",
            "é",
            "—",
            "🎧",
            " ",
            "\n",
            "\t",
            "\r",
            "\x0C",
            "\0",
            "\x1F",
            "\u{7F}",
            "\u{FEFF}",
            "\u{FDD0}",
            "\u{FDF2}",
            "\u{FFFD}",
            "\u{FFFE}",
            "\u{1FFFF}",
            "\u{F8FF}",
            "\u{10FFFD}",
        ];
        let mut ends = [0; 24];
        for before in 0..18 {
            for one in pieces {
                for two in pieces {
                    for after in ["", "z", " and more words"] {
                        let text = "y".repeat(before) + one + two + after;
                        let end = plain_run(text.as_bytes());
                        assert_eq!(end, slowly(&text), "{text:?}");
                        ends[end.min(23)] += 1;
                    }
                }
            }
        }
        assert!(ends.iter().all(|ends| *ends > 0), "{ends:?}");
    }
}
