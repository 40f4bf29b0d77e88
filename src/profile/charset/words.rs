//! Looks at words and exponents as a whole: what becomes of one of their characters
//! depends on the others.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::has_script;
use super::substitute::{self, Word};

/// Characters that are written in one way.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Run {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) verdict: Verdict,
}

/// What becomes of the characters of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Each character is looked at by itself.
    #[default]
    Stays,
    /// An exponent with a digit that the charset lacks: all are written as plain ones.
    Raised,
    /// A word of which the charset lacks a letter: all are transliterated, since no word
    /// is written in two scripts.
    OneScript,
    /// A word whose letters say nothing of their sound without its language: it is left
    /// out, since a reading in another language would be another word.
    Goes,
}

/// The most digits of one exponent.
const MOST_DIGITS: usize = 64;

/// Looks at the word or the exponent that begins at a byte of a text, if one does.
/// `stays` says whether a character needs no substitute.
pub(super) fn run(text: &str, start: usize, stays: impl Fn(char) -> bool) -> Run {
    let rest = &text[start..];
    let first = rest.chars().next().unwrap_or(' ');
    if substitute::superscript(first).is_some() {
        let digits = rest.chars().take(MOST_DIGITS);
        let digits = digits.take_while(|c| substitute::superscript(*c).is_some());
        let (mut end, mut all_stay) = (start, true);
        for digit in digits {
            end += digit.len_utf8();
            all_stay &= stays(digit);
        }
        let verdict = if all_stay {
            Verdict::Stays
        } else {
            Verdict::Raised
        };
        return Run {
            start,
            end,
            verdict,
        };
    }
    if !has_script(first) {
        return Run::default();
    }
    let is_of_word = |c: &char| c.is_alphabetic() || is_combining_mark(*c);
    let word = rest.chars().take_while(is_of_word);
    let end = start + word.map(char::len_utf8).sum::<usize>();
    let word = &text[start..end];
    let as_it_is = word.chars().filter(|c| has_script(*c)).all(&stays);
    let (mut letters, mut composed, mut is_sayable) = (0_usize, true, true);
    for c in word.nfc().filter(|c| has_script(*c)) {
        letters += 1;
        composed &= stays(c);
        is_sayable &= in_latin(c).is_some();
    }
    let verdict = match letters {
        _ if as_it_is || composed => Verdict::Stays,
        _ if !is_sayable => Verdict::Goes,
        // A sign: `μ` of a measure has its look-alikes.
        1 => Verdict::Stays,
        _ => Verdict::OneScript,
    };
    Run {
        start,
        end,
        verdict,
    }
}

/// Returns a letter in Latin letters; `None` if that is a matter of language, as with
/// ideographs.
pub(super) fn in_latin(c: char) -> Option<Word> {
    substitute::transliterated(c).filter(|word| !word.is_apart)
}

/// Returns whether a character is said as its word is: letters of other scripts, and what
/// is on them.
pub(super) fn is_of_script(c: char) -> bool {
    has_script(c) || is_combining_mark(c)
}

/// Returns whether a character is a picture, whose name is no part of a text.
pub(super) fn is_picture(c: char) -> bool {
    let is_symbol = matches!(u32::from(c),
        0x2300..=0x23FF | 0x2600..=0x27BF | 0x2B00..=0x2BFF | 0x1F000..=0x1FAFF);
    // A star has a sign of its own.
    let has_sign = || {
        let said = substitute::transliterated(c).map_or("", |word| word.text);
        !said.is_empty() && !said.contains(char::is_alphabetic)
    };
    is_symbol && !c.is_alphanumeric() && !has_sign()
}

/// Returns whether a character is punctuation of a script that has no spaces.
pub(super) fn is_wide_punctuation(c: char) -> bool {
    matches!(u32::from(c),
        0x3001..=0x303F | 0xFF01..=0xFF0F | 0xFF1A..=0xFF20 | 0xFF3B..=0xFF40 | 0xFF5B..=0xFF65)
}
