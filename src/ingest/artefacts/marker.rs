//! The text that programs put before an item, and the list that it implies.

use crate::num::ROMAN;

/// The list that the text before an item implies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::ingest) struct Marker {
    pub(in crate::ingest) is_ordered: bool,
    /// The number of the item, if it is known and not 1.
    pub(in crate::ingest) start: Option<u32>,
    /// The `type` of an `ol` that counts so; `None` for decimal numbers.
    pub(in crate::ingest) style: Option<&'static str>,
}

/// The maximum length of a marker in characters.
const LONGEST: usize = 16;

impl Marker {
    /// Reads a marker: `1.`, `a)`, `(iv)`, `2.3.`, `一、`; `·`, `o`, `§` and `-` are
    /// bullets. Returns `None` for words.
    pub(in crate::ingest) fn read(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace();
        let word = words.next().unwrap_or_default();
        let is_one = words.next().is_none() && word.chars().count() <= LONGEST;
        is_one.then(|| Self::of_word(word))
    }

    fn of_word(text: &str) -> Self {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '(' || c == '（');
        let core = text.trim_end_matches(['.', ')', ':', '、', '．', '）', '。', '-', ']']);
        let has_end = core.len() < text.len();
        let last = core.rsplit(['.', '．', '-']).next().unwrap_or_default();
        if last.is_empty() {
            return Self::default();
        }
        if last.bytes().all(|byte| byte.is_ascii_digit()) {
            let number = last.parse().ok().filter(|number| *number != 1);
            return Self {
                is_ordered: true,
                start: number,
                style: None,
            };
        }
        if last.chars().all(char::is_numeric) {
            return Self {
                is_ordered: true,
                ..Self::default()
            };
        }
        if has_end {
            Self::of_letters(last)
        } else {
            Self::default()
        }
    }

    fn of_letters(letters: &str) -> Self {
        let is_lower = letters.bytes().all(|byte| byte.is_ascii_lowercase());
        let is_upper = letters.bytes().all(|byte| byte.is_ascii_uppercase());
        let ordered = |number: Option<u32>, style| Self {
            is_ordered: true,
            start: number.filter(|number| *number != 1),
            style,
        };
        if !is_lower && !is_upper {
            // Short markers of another script: "а)", "い."
            let is_short = letters.chars().count() <= 3 && letters.chars().all(char::is_alphabetic);
            return if is_short {
                ordered(None, None)
            } else {
                Self::default()
            };
        }
        let roman = roman(letters);
        let is_roman = roman.is_some() && (letters.len() > 1 || letters.eq_ignore_ascii_case("i"));
        match (is_roman, is_lower) {
            (true, true) => ordered(roman, Some("i")),
            (true, false) => ordered(roman, Some("I")),
            (false, _) if letters.len() > 3 => Self::default(),
            (false, true) => ordered(Some(alphabetic(letters)), Some("a")),
            (false, false) => ordered(Some(alphabetic(letters)), Some("A")),
        }
    }
}

/// Reads letters as spreadsheets number columns: `a` is 1, `aa` is 27.
fn alphabetic(letters: &str) -> u32 {
    let letters = letters.bytes().map(|byte| byte.to_ascii_lowercase() - b'a');
    letters.fold(0, |number, letter| number * 26 + u32::from(letter) + 1)
}

/// Reads Roman numerals in the usual spelling.
fn roman(letters: &str) -> Option<u32> {
    if letters.len() > 15 {
        return None;
    }
    let lower = letters.to_ascii_lowercase();
    let (mut rest, mut number) = (lower.as_str(), 0);
    for (value, numeral) in ROMAN {
        let mut times = 0;
        while let Some(behind) = rest.strip_prefix(numeral) {
            (rest, number, times) = (behind, number + value, times + 1);
            let is_repeatable = numeral.len() == 1 && matches!(value, 1 | 10 | 100 | 1000);
            if times == 3 || !is_repeatable {
                break;
            }
        }
    }
    rest.is_empty().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::Marker;

    #[track_caller]
    fn check(text: &str, is_ordered: bool, start: Option<u32>, style: Option<&'static str>) {
        let expect = Marker {
            is_ordered,
            start,
            style,
        };
        assert_eq!(Marker::read(text), Some(expect), "{text:?}");
    }

    #[test]
    fn markers_are_read() {
        for bullet in [
            "·", "o", "§", "-", "–", "•", "Ø", "v", "", " ", "\u{A0}", "", "*",
        ] {
            check(bullet, false, None, None);
        }
        check("1.\u{A0}\u{A0} ", true, None, None);
        check("1", true, None, None);
        check("(12)", true, Some(12), None);
        check("2.3.", true, Some(3), None);
        check("99999999999.", true, None, None);
        check("a)", true, None, Some("a"));
        check("C.", true, Some(3), Some("A"));
        check("i.", true, None, Some("i"));
        check("iv)", true, Some(4), Some("i"));
        check("XIV.", true, Some(14), Some("I"));
        check("v.", true, Some(22), Some("a"));
        check("aa.", true, Some(27), Some("a"));
        check("vv.", true, Some(594), Some("a"));
        check("一、", true, None, None);
        check("٣.", true, None, None);
        check("б)", true, None, None);
        check("Word.", false, None, None);
        assert_eq!(Marker::read("1. milk"), None);
        assert_eq!(Marker::read("an-item-without-a-marker"), None);
    }
}
