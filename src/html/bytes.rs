//! Tests many bytes at once, without a branch between bytes, so that compilers
//! vectorise the loops.

use std::ops::{BitAnd, BitOr};

/// A byte, or eight bytes in one word, so that a [`Question`] is written once for both.
/// The high bit of a byte holds its answer.
pub(crate) trait Bytes: Copy + BitAnd<Output = Self> + BitOr<Output = Self> {
    /// Tests for this byte, which must be ASCII.
    fn is(self, byte: u8) -> Self;

    /// Tests for a byte less than `limit`, which must be ASCII.
    fn below(self, limit: u8) -> Self;

    /// Tests for a byte of at least `limit`, which must be beyond ASCII.
    fn at_least(self, limit: u8) -> Self;

    /// Tests for a byte from `first` to `last`, which must be ASCII.
    fn within(self, first: u8, last: u8) -> Self;

    /// Tests for all of these bits, without the high one.
    fn has(self, bits: u8) -> Self;

    /// Tests for a byte within a character of UTF-8, not its first.
    fn continues(self) -> Self;

    /// Negates an answer.
    fn not(self) -> Self;
}

impl Bytes for u8 {
    #[inline(always)]
    fn is(self, byte: u8) -> u8 {
        high(self == byte)
    }

    #[inline(always)]
    fn below(self, limit: u8) -> u8 {
        high(self < limit)
    }

    #[inline(always)]
    fn at_least(self, limit: u8) -> u8 {
        high(self >= limit)
    }

    #[inline(always)]
    fn within(self, first: u8, last: u8) -> u8 {
        high((first..=last).contains(&self))
    }

    #[inline(always)]
    fn has(self, bits: u8) -> u8 {
        high(self & bits == bits)
    }

    #[inline(always)]
    fn continues(self) -> u8 {
        high((self as i8) < -64)
    }

    #[inline(always)]
    fn not(self) -> u8 {
        !self
    }
}

impl Bytes for u64 {
    #[inline(always)]
    fn is(self, byte: u8) -> u64 {
        (self ^ repeat(byte)).below(1)
    }

    #[inline(always)]
    fn below(self, limit: u8) -> u64 {
        let reaches = (self & !repeat(HIGH)) + repeat(HIGH - limit);
        !(reaches | self) & repeat(HIGH)
    }

    #[inline(always)]
    fn at_least(self, limit: u8) -> u64 {
        let reaches = (self & !repeat(HIGH)) + repeat(HIGH - (limit - HIGH));
        reaches & self & repeat(HIGH)
    }

    #[inline(always)]
    fn within(self, first: u8, last: u8) -> u64 {
        let low = self & !repeat(HIGH);
        let reaches = low + repeat(HIGH - first);
        let passes = low + repeat(HIGH - 1 - last);
        reaches & !passes & !self & repeat(HIGH)
    }

    #[inline(always)]
    fn has(self, bits: u8) -> u64 {
        ((self & repeat(bits)) ^ repeat(bits)).below(1)
    }

    #[inline(always)]
    fn continues(self) -> u64 {
        // The highest two bits are 1 and 0.
        self & !self << 1 & repeat(HIGH)
    }

    #[inline(always)]
    fn not(self) -> u64 {
        !self & repeat(HIGH)
    }
}

/// The high bit, which no ASCII byte has.
const HIGH: u8 = 0x80;

/// Returns the answer for one byte.
#[inline(always)]
fn high(is: bool) -> u8 {
    u8::from(is).wrapping_neg()
}

/// A test of every byte of a text, given the next byte.
pub(crate) trait Question: Copy {
    fn ask<B: Bytes>(self, byte: B, next: B) -> B;
}

/// The result of testing all bytes of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    /// Whether any byte passed the test.
    pub(crate) any: bool,
    /// Whether all bytes are ASCII.
    pub(crate) is_ascii: bool,
}

/// The byte that stands in for the one behind the end.
const BEHIND: u8 = b'x';

/// Tests every byte.
#[inline(always)]
pub(crate) fn look(bytes: &[u8], question: impl Question) -> Seen {
    look_at(bytes, 0, bytes.len(), question)
}

/// Tests every byte from `start` to `end`.
#[inline(always)]
pub(crate) fn look_at(bytes: &[u8], start: usize, end: usize, question: impl Question) -> Seen {
    let length = end - start;
    let (yes, all) = match eight(bytes, start) {
        Some(word) if length < 8 => {
            let theirs = (1 << (8 * length)) - 1;
            last_word(word & theirs | repeat(BEHIND) & !theirs, question)
        }
        _ if length <= STEP => words(&bytes[start..end], question),
        _ => steps(&bytes[start..end], question),
    };
    Seen {
        any: yes & repeat(HIGH) != 0,
        is_ascii: all & repeat(HIGH) == 0,
    }
}

/// The number of bytes per step. With fewer, compilers do not vectorise.
const STEP: usize = 32;

/// Tests a word at a time; the last word may overlap the one before. Returns the
/// answers and the bytes, each combined over all words.
#[inline]
fn words(bytes: &[u8], question: impl Question) -> (u64, u64) {
    let (mut yes, mut all) = (0, 0);
    let mut at = 0;
    while let (Some(word), Some(next)) = (eight(bytes, at), eight(bytes, at + 1)) {
        yes |= question.ask(word, next);
        all |= word;
        at += 8;
    }
    let last = match bytes.last_chunk() {
        Some(last) => u64::from_le_bytes(*last),
        None => padded(bytes),
    };
    let (last_yes, last) = last_word(last, question);
    (yes | last_yes, all | last)
}

#[inline(always)]
fn last_word(word: u64, question: impl Question) -> (u64, u64) {
    let next = word >> 8 | u64::from(BEHIND) << 56;
    (question.ask(word, next), word)
}

/// Returns the offset of the first byte at or after `at` that passes the test, or the
/// length.
#[inline]
pub(crate) fn find(bytes: &[u8], mut at: usize, question: impl Question) -> usize {
    let place = |yes: u64| yes.trailing_zeros() as usize / 8;
    while let (Some(word), Some(next)) = (eight(bytes, at), eight(bytes, at + 1)) {
        let yes = question.ask(word, next) & repeat(HIGH);
        if yes != 0 {
            return at + place(yes);
        }
        at += 8;
    }
    let rest = &bytes[at..];
    let last = rest
        .first_chunk()
        .map_or_else(|| padded(rest), |word| u64::from_le_bytes(*word));
    let (yes, _) = last_word(last, question);
    bytes.len().min(at + place(yes & repeat(HIGH)))
}

/// Packs fewer than eight bytes into one word.
#[inline]
fn padded(bytes: &[u8]) -> u64 {
    let (first, last) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>());
    let four = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
    let word = match (first, last) {
        (Some(first), Some(last)) => four(first) | four(last) << (8 * (bytes.len() - 4)),
        _ => {
            let from_last = bytes.iter().rev();
            from_last.fold(0, |word, byte| word << 8 | u64::from(*byte))
        }
    };
    word | repeat(BEHIND) << (8 * bytes.len())
}

/// Tests more than [`STEP`] bytes, one step at a time; the last step overlaps the one
/// before.
fn steps(bytes: &[u8], question: impl Question) -> (u64, u64) {
    let (mut yes, mut all) = ([0_u8; STEP], [0_u8; STEP]);
    let mut ask = |step: &[u8; STEP], next: &[u8; STEP]| {
        for lane in 0..STEP {
            yes[lane] |= question.ask(step[lane], next[lane]);
            all[lane] |= step[lane];
        }
    };
    let here = bytes.chunks_exact(STEP);
    for (here, next) in here.zip(bytes[1..].chunks_exact(STEP)) {
        if let (Some(here), Some(next)) = (here.first_chunk(), next.first_chunk()) {
            ask(here, next);
        }
    }
    let last = bytes.len() - (STEP + 1);
    if let (Some(step), Some(next)) = (step(bytes, last), step(bytes, last + 1)) {
        ask(step, next);
    }
    let end = bytes.last().copied().unwrap_or(BEHIND);
    let in_one = |lanes: &[u8]| {
        let words = lanes.chunks_exact(8).filter_map(|word| eight(word, 0));
        words.fold(0, |one, word| one | word)
    };
    let last = u64::from(question.ask(end, BEHIND));
    (in_one(&yes) | last, in_one(&all) | u64::from(end))
}

#[inline(always)]
fn step(bytes: &[u8], at: usize) -> Option<&[u8; STEP]> {
    bytes.get(at..)?.first_chunk()
}

/// Returns the offset of the first `<` or `&`, or the length.
#[inline]
pub(crate) fn find_markup(bytes: &[u8]) -> usize {
    // Starting `memchr` takes time, and many runs are short.
    if let Some(word) = eight(bytes, 0) {
        let found = zeros(word ^ repeat(b'<')) | zeros(word ^ repeat(b'&'));
        if found != 0 {
            return found.trailing_zeros() as usize / 8;
        }
    }
    memchr::memchr2(b'<', b'&', bytes).unwrap_or(bytes.len())
}

/// Returns the offset of the first byte at or after `at` that is not white space.
#[inline]
pub(crate) fn skip_white(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(|byte| is_white(*byte)) {
        at += 1;
        // Skips indentation.
        while let Some(word) = eight(bytes, at) {
            let others = word ^ repeat(b' ');
            if others != 0 {
                at += others.trailing_zeros() as usize / 8;
                break;
            }
            at += 8;
        }
    }
    at
}

/// Reads eight bytes into one word, the first byte lowest.
#[inline]
pub(crate) fn eight(bytes: &[u8], at: usize) -> Option<u64> {
    let eight = bytes.get(at..)?.first_chunk()?;
    Some(u64::from_le_bytes(*eight))
}

/// Returns the offset of the first `byte` at or after `at`, optimised for short
/// distances; or of the first `other` that comes before it, if `byte` is not among the
/// next eight.
#[inline]
pub(crate) fn find_near(bytes: &[u8], at: usize, byte: u8, other: u8) -> Option<usize> {
    // Starting a search takes time.
    if let Some(word) = eight(bytes, at) {
        let found = zeros(word ^ repeat(byte));
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
    }
    memchr::memchr2(byte, other, &bytes[at..]).map(|length| at + length)
}

/// Returns whether a byte is ASCII white space of HTML.
#[inline]
pub(crate) fn is_white(byte: u8) -> bool {
    byte <= b' ' && 1_u64 << byte & WHITE != 0
}

const WHITE: u64 = 1 << b' ' | 1 << b'\t' | 1 << b'\n' | 1 << b'\x0C' | 1 << b'\r';

/// Counts the characters of UTF-8 that begin here: all bytes but continuation bytes.
pub(crate) fn count_characters(bytes: &[u8]) -> usize {
    bytes.len() - count(bytes, GoesOn)
}

/// Counts the line feeds.
pub(crate) fn count_line_feeds(bytes: &[u8]) -> usize {
    count(bytes, IsLineFeed)
}

/// Tests for a byte that continues a character.
#[derive(Clone, Copy)]
struct GoesOn;

impl Question for GoesOn {
    #[inline(always)]
    fn ask<B: Bytes>(self, byte: B, _: B) -> B {
        byte.continues()
    }
}

#[derive(Clone, Copy)]
struct IsLineFeed;

impl Question for IsLineFeed {
    #[inline(always)]
    fn ask<B: Bytes>(self, byte: B, _: B) -> B {
        byte.is(b'\n')
    }
}

/// Counts the bytes that pass a test, which must not depend on the next byte, and not be
/// passed by U+0000.
#[inline(always)]
fn count(bytes: &[u8], question: impl Question) -> usize {
    let (mut number, mut rest) = (0, bytes);
    while let Some((step, behind)) = rest.split_first_chunk::<{ 4 * STEP }>() {
        number += usize::from(count_all(step, question));
        rest = behind;
    }
    while let Some((step, behind)) = rest.split_first_chunk::<STEP>() {
        number += usize::from(count_all(step, question));
        rest = behind;
    }
    number + count_few(rest, question)
}

/// Counts in so few bytes that a byte holds the sum.
#[inline(always)]
fn count_all<const LENGTH: usize>(step: &[u8; LENGTH], question: impl Question) -> u8 {
    // An answer is −1.
    let answers = step.iter().map(|byte| question.ask(*byte, *byte));
    answers.fold(0, u8::wrapping_sub)
}

/// Counts in less than a step.
#[inline(always)]
fn count_few(bytes: &[u8], question: impl Question) -> usize {
    let words = bytes.chunks_exact(8);
    let asked = |word: u64| (question.ask(word, word) & repeat(HIGH)) >> 7;
    let rest = words.remainder().len();
    // The bytes that fill no word.
    let last = match bytes.last_chunk() {
        Some(last) if rest > 0 => u64::from_le_bytes(*last) >> (64 - 8 * rest),
        Some(_) => 0,
        None => padded(bytes) & !(repeat(0xFF) << (8 * rest)),
    };
    let words = words.filter_map(|word| eight(word, 0));
    let sums = asked(last) + words.map(asked).sum::<u64>();
    (sums.wrapping_mul(repeat(1)) >> 56) as usize
}

pub(crate) const fn repeat(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// Returns the high bits of all zero bytes. Above the lowest one, some bits may be
/// wrong.
pub(crate) const fn zeros(word: u64) -> u64 {
    below(word, 1)
}

/// Returns the high bits of all bytes less than `limit`, which must be ASCII. Above the
/// lowest one, some bits may be wrong.
pub(crate) const fn below(word: u64, limit: u8) -> u64 {
    word.wrapping_sub(repeat(limit)) & !word & repeat(0x80)
}

#[cfg(test)]
mod tests {
    use super::{
        Bytes, Question, Seen, count_characters, count_line_feeds, find_markup, find_near,
        is_white, look, skip_white,
    };

    const BYTES: [u8; 12] = [
        0, 1, 0x1F, b' ', b'%', b'&', b'\'', b';', b'<', b'=', 0x80, 0xFF,
    ];

    #[derive(Clone, Copy)]
    enum Ask {
        Is(u8),
        Below(u8),
        AtLeast(u8),
        Within(u8, u8),
        Twice(u8),
        Has(u8),
        Not(u8),
    }

    impl Question for Ask {
        fn ask<B: Bytes>(self, byte: B, next: B) -> B {
            match self {
                Self::Is(other) => byte.is(other),
                Self::Below(limit) => byte.below(limit),
                Self::AtLeast(limit) => byte.at_least(limit),
                Self::Within(first, last) => byte.within(first, last),
                Self::Twice(other) => byte.is(other) & next.is(other),
                Self::Has(bits) => byte.has(bits),
                Self::Not(other) => (byte.is(other) | byte.below(0)).not(),
            }
        }
    }

    impl Ask {
        fn slowly(self, bytes: &[u8]) -> bool {
            match self {
                Self::Is(other) => bytes.contains(&other),
                Self::Below(limit) => bytes.iter().any(|byte| *byte < limit),
                Self::AtLeast(limit) => bytes.iter().any(|byte| *byte >= limit),
                Self::Within(first, last) => bytes.iter().any(|byte| (first..=last).contains(byte)),
                Self::Twice(other) => bytes.windows(2).any(|two| two == [other, other]),
                Self::Has(bits) => bytes.iter().any(|byte| byte & bits == bits),
                Self::Not(other) => bytes.iter().any(|byte| *byte != other),
            }
        }
    }

    #[test]
    fn all_at_once_sees_what_one_by_one_sees() {
        let questions = [
            Ask::Is(b' '),
            Ask::Is(b'&'),
            Ask::Below(0x20),
            Ask::Below(b' ' + 1),
            Ask::AtLeast(0x80),
            Ask::AtLeast(0xEF),
            Ask::Within(b'!', b'&'),
            Ask::Within(0, 0x1F),
            Ask::Twice(b' '),
            Ask::Has(0b11),
            Ask::Has(0b101),
        ];
        let near = [
            0x1F, b' ', b'!', b'&', 0x7F, 0x80, 0xEE, 0xEF, 0xF0, 0xFF, 0,
        ];
        for length in 0..100 {
            for at in 0..length {
                let mut bytes = vec![b'x'; length];
                for byte in near {
                    for next in near {
                        bytes[at] = byte;
                        if let Some(behind) = bytes.get_mut(at + 1) {
                            *behind = next;
                        }
                        for question in questions {
                            let is_ascii = bytes.is_ascii();
                            let any = question.slowly(&bytes);
                            assert_eq!(look(&bytes, question), Seen { any, is_ascii }, "{bytes:?}");
                        }
                    }
                }
            }
        }
        // The byte behind the end is tested too, and is not `x` here.
        for length in 8..100 {
            assert!(!look(&vec![b'y'; length], Ask::Not(b'y')).any);
            assert!(look(&vec![b'z'; length], Ask::Not(b'y')).any);
        }
    }

    #[test]
    fn white_space_and_characters_are_counted() {
        for byte in 0..=255 {
            let known = matches!(byte, b' ' | b'\t' | b'\n' | b'\x0C' | b'\r');
            assert_eq!(is_white(byte), known, "{byte}");
        }
        for length in 0..80 {
            for at in 0..=length {
                let mut bytes = vec![b' '; length];
                for byte in BYTES {
                    bytes[at..].fill(byte);
                    let slowly = bytes.iter().take_while(|byte| is_white(**byte)).count();
                    assert_eq!(skip_white(&bytes, 0), slowly);
                }
                let text = "a".repeat(at) + &"é—🎧".repeat(length - at);
                assert_eq!(count_characters(text.as_bytes()), text.chars().count());
            }
        }
    }

    #[test]
    fn what_is_counted_is_counted_at_every_place_and_length() {
        let text = "a—b\n\né🎧 \n".repeat(40);
        for start in 0..16 {
            for end in start..text.len() {
                let bytes = &text.as_bytes()[start..end];
                let feeds = bytes.iter().filter(|byte| **byte == b'\n').count();
                assert_eq!(count_line_feeds(bytes), feeds, "{start}..{end}");
                let begun = bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
                assert_eq!(count_characters(bytes), begun, "{start}..{end}");
            }
        }
        // As many as the sum of one step can hold.
        assert_eq!(count_line_feeds(&[b'\n'; 1000]), 1000);
        assert_eq!(count_characters(&[0xBF; 1000]), 0);
    }

    #[test]
    fn markup_is_found_where_it_is() {
        for length in 0..120 {
            for at in 0..=length {
                for byte in BYTES {
                    for behind in BYTES {
                        let mut bytes = vec![b'x'; length];
                        bytes[at..].fill(behind);
                        if let Some(here) = bytes.get_mut(at) {
                            *here = byte;
                        }
                        let slowly = bytes.iter().position(|byte| matches!(byte, b'<' | b'&'));
                        assert_eq!(find_markup(&bytes), slowly.unwrap_or(length), "{bytes:?}");
                        let quote = bytes.iter().position(|byte| *byte == b'\'');
                        let either = |byte: &u8| matches!(byte, b'\'' | b'<');
                        let slowly = match quote {
                            Some(0..8) if length >= 8 => quote,
                            _ => bytes.iter().position(either),
                        };
                        assert_eq!(find_near(&bytes, 0, b'\'', b'<'), slowly, "{bytes:?}");
                    }
                }
            }
        }
    }
}
