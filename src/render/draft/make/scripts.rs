//! Says in text what is raised or lowered, by what it holds.
//!
//! | raised | in text |
//! |---|---|
//! | letters (`th`, `lle`, `er`), signs (`®`, `+`) | as they are |
//! | the mark of a note: a link, a number behind the end of a sentence | `[1]` |
//! | the upper number of a fraction | `1/2` |
//! | an exponent: numbers, a letter of formulas behind a number or a letter that stands alone | `10^6`, `a^n` |
//! | one of several terms | `a^(n+1)` |
//! | several words | `(in words)` |
//!
//! What is already in brackets stays in them.

use std::borrow::Cow;

use crate::profile::{Charset, Exponent, is_one_term};

/// What is raised or lowered, and the text beside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Script<'t> {
    pub(super) before: &'t str,
    pub(super) text: &'t str,
    pub(super) behind: &'t str,
    /// Whether it is, or holds, a link.
    pub(super) is_link: bool,
}

/// How it is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said<'p> {
    AsItIs,
    /// Between texts of the profile.
    Between(Cow<'p, str>, Cow<'p, str>),
    /// Between signs that are no markup.
    Signs(&'static str, &'static str),
    Instead(String),
}

/// What is longer is no exponent and no mark: it is not read to its end.
const MOST: usize = 64;

impl Script<'_> {
    /// Says raised text.
    pub(super) fn raised<'p>(self, exponent: &'p Exponent, charset: Charset) -> Said<'p> {
        let text = self.text.trim();
        let is_spaced = || text.contains(char::is_whitespace);
        if text.len() > MOST || !text.contains(char::is_alphanumeric) || is_bracketed(text) {
            return Said::AsItIs;
        }
        let base = self.before.chars().next_back();
        let is_word = text.chars().all(|c| c.is_alphabetic() || is_mark(c));
        let is_number = text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
        if self.is_link && !(is_word && base.is_some_and(is_digit)) {
            return Said::Signs("[", "]");
        }
        if is_number && self.behind.starts_with(is_fraction_bar) {
            let apart = if base.is_some_and(is_digit) { " " } else { "" };
            return Said::Signs(apart, "");
        }
        if is_number && base.is_some_and(ends_sentence) {
            return Said::Signs("[", "]");
        }
        if !base.is_some_and(has_power) {
            return Said::AsItIs;
        }
        if is_word && !self.is_letter_of_formula(text) {
            return Said::AsItIs;
        }
        if is_spaced() && text.chars().all(|c| !c.is_numeric() && !is_operator(c)) {
            return Said::Signs("(", ")");
        }
        if let Exponent::Characters(..) = exponent {
            if let Some(said) = in_characters(text, raised_sign, charset) {
                return Said::Instead(said);
            }
        }
        let (before, after) = exponent.around(text);
        Said::Between(before, after)
    }

    /// Says lowered text.
    pub(super) fn lowered(self, charset: Charset) -> Said<'static> {
        let text = self.text.trim();
        if text.len() > MOST || !text.contains(char::is_alphanumeric) || is_bracketed(text) {
            return Said::AsItIs;
        }
        let is_number = text.chars().all(|c| c.is_ascii_digit());
        if is_number && self.before.ends_with(is_fraction_bar) {
            return Said::AsItIs;
        }
        if let Some(said) = in_characters(text, lowered_sign, charset) {
            return Said::Instead(said);
        }
        let base = self.before.chars().next_back();
        if is_number || !base.is_some_and(has_power) {
            return Said::AsItIs;
        }
        if is_one_term(text) || text.chars().all(char::is_alphanumeric) {
            return Said::Signs("_", "");
        }
        Said::Signs("_(", ")")
    }

    /// Whether a word is a letter of formulas: one that is often an exponent, behind a
    /// number, a bracket or a letter that stands alone.
    fn is_letter_of_formula(&self, word: &str) -> bool {
        let mut before = self.before.chars().rev();
        let has_power = match before.next() {
            Some(base) if base.is_alphabetic() => !before.next().is_some_and(char::is_alphanumeric),
            base => base.is_some(),
        };
        let mut letters = word.chars();
        let letter = letters.next().filter(|_| letters.as_str().is_empty());
        has_power && letter.is_some_and(|letter| "nkmxyzijpqNTαβγθλμπφω".contains(letter))
    }
}

fn is_digit(c: char) -> bool {
    c.is_numeric()
}

fn is_mark(c: char) -> bool {
    matches!(c, '\'' | '’' | '.')
}

/// Whether what is raised behind a character is its power.
fn has_power(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, ')' | ']' | '}' | '|' | '′' | '%' | '°')
}

fn ends_sentence(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | ';' | ':' | '!' | '?' | '”' | '’' | '"' | '»' | '…' | '。' | '、'
    )
}

fn is_fraction_bar(c: char) -> bool {
    matches!(c, '/' | '\u{2044}' | '\u{2215}')
}

fn is_operator(c: char) -> bool {
    matches!(
        c,
        '+' | '-' | '−' | '–' | '*' | '×' | '·' | '/' | '=' | '^' | '±'
    )
}

fn is_bracketed(text: &str) -> bool {
    let mut inner = text.chars();
    let ends = (inner.next(), inner.next_back());
    let is_whole = |open, close| !inner.as_str().contains([open, close]);
    match ends {
        (Some('['), Some(']')) => is_whole('[', ']'),
        (Some('('), Some(')')) => is_whole('(', ')'),
        _ => false,
    }
}

/// Writes a number in signs of Unicode, if there is one for each character and the
/// charset has them all.
fn in_characters(
    text: &str,
    sign: impl Fn(char) -> Option<char>,
    charset: Charset,
) -> Option<String> {
    let said: Option<String> = text.chars().map(sign).collect();
    let has_digit = text.contains(|c: char| c.is_ascii_digit());
    said.filter(|said| has_digit && said.chars().all(|c| charset.has(c)))
}

fn raised_sign(c: char) -> Option<char> {
    Some(match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' => char::from_u32(0x2070 + (u32::from(c) - u32::from('0')))?,
        '+' => '⁺',
        '-' | '−' => '⁻',
        _ => return None,
    })
}

fn lowered_sign(c: char) -> Option<char> {
    Some(match c {
        '0'..='9' => char::from_u32(0x2080 + (u32::from(c) - u32::from('0')))?,
        '+' => '₊',
        '-' | '−' => '₋',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{Said, Script};
    use crate::profile::{Charset, Exponent};

    /// Splits `a{b}c` into what is raised or lowered and its sides.
    fn script(source: &str, is_link: bool) -> Script<'_> {
        let (before, rest) = source.split_once('{').unwrap();
        let (text, behind) = rest.split_once('}').unwrap();
        Script {
            before,
            text,
            behind,
            is_link,
        }
    }

    fn shown(script: Script<'_>, said: Said<'_>) -> String {
        let Script {
            before,
            text,
            behind,
            ..
        } = script;
        let text = match said {
            Said::AsItIs => Cow::Borrowed(text),
            Said::Between(open, close) => format!("{open}{text}{close}").into(),
            Said::Signs(open, close) => format!("{open}{text}{close}").into(),
            Said::Instead(said) => said.into(),
        };
        format!("{before}{text}{behind}")
    }

    #[track_caller]
    fn raised(source: &str, expect: &str) {
        let script = script(source, false);
        let exponent = Exponent::default();
        let said = script.raised(&exponent, Charset::Unicode);
        assert_eq!(shown(script, said), expect);
    }

    #[track_caller]
    fn lowered(source: &str, expect: &str) {
        let script = script(source, false);
        assert_eq!(shown(script, script.lowered(Charset::Unicode)), expect);
    }

    #[test]
    fn words_and_signs_stay() {
        for (source, expect) in [
            ("9{th}", "9th"),
            ("1{er}", "1er"),
            ("M{lle}", "Mlle"),
            ("D{r}", "Dr"),
            ("n{o}", "no"),
            ("XX{e}", "XXe"),
            ("1{й}", "1й"),
            ("Acme{®}", "Acme®"),
            ("Acme{TM}", "AcmeTM"),
            ("Na{+}", "Na+"),
            ("p{*}", "p*"),
            ("{14}C", "14C"),
            ("{1} A note", "1 A note"),
            ("word{[2]}", "word[2]"),
            ("word{(2)}", "word(2)"),
            ("{}", ""),
        ] {
            raised(source, expect);
        }
    }

    #[test]
    fn exponents_have_a_sign() {
        for (source, expect) in [
            ("10{6}", "10^6"),
            ("10{-6}", "10^-6"),
            ("m{2}", "m^2"),
            ("a{n}", "a^n"),
            ("2{n}", "2^n"),
            ("e{x}", "e^x"),
            ("e{iπ}", "eiπ"),
            ("e{-x}", "e^-x"),
            ("a{n+1}", "a^(n+1)"),
            ("a{n + 1}", "a^(n + 1)"),
            ("a{2n}", "a^(2n)"),
            ("(a+b){2}", "(a+b)^2"),
            ("Ca{2+}", "Ca^2+"),
            ("a{(n+1)(m+1)}", "a^((n+1)(m+1))"),
            ("x{1.5}", "x^1.5"),
        ] {
            raised(source, expect);
        }
    }

    #[test]
    fn notes_and_fractions() {
        raised("the end.{1} Next", "the end.[1] Next");
        raised("“so”{12}", "“so”[12]");
        raised("1{1}/2", "1 1/2");
        raised("{3}⁄4", "3⁄4");
        raised("word{see below}", "word(see below)");
        let linked = script("word{1}", true);
        let exponent = Exponent::default();
        let said = linked.raised(&exponent, Charset::Unicode);
        assert_eq!(shown(linked, said), "word[1]");
        let linked = script("word{[1]}", true);
        assert_eq!(linked.raised(&exponent, Charset::Unicode), Said::AsItIs);
    }

    #[test]
    fn lowered_digits_are_signs() {
        for (source, expect) in [
            ("CO{2}", "CO₂"),
            ("C{12}H{22}", "C₁₂H{22}"),
            ("x{max}", "x_max"),
            ("x{i+1}", "x_(i+1)"),
            ("x{i}", "x_i"),
            ("1/{2}", "1/2"),
            ("{2}", "₂"),
            ("x{*}", "x*"),
        ] {
            lowered(source, expect);
        }
    }

    #[cfg(feature = "charsets")]
    #[test]
    fn signs_are_those_of_the_charset() {
        let exponent = Exponent::Characters("(".into(), ")".into());
        for (source, charset, expect) in [
            ("10{6}", Charset::Unicode, "10⁶"),
            ("10{-6}", Charset::Unicode, "10⁻⁶"),
            ("m{2}", Charset::RdsG0, "m²"),
            ("10{6}", Charset::RdsG0, "10(6)"),
            ("10{16}", Charset::RdsG0, "10(16)"),
            ("a{n+1}", Charset::Unicode, "a(n+1)"),
        ] {
            let script = script(source, false);
            let said = script.raised(&exponent, charset);
            assert_eq!(shown(script, said), expect);
        }
        let script = script("CO{2}", false);
        assert_eq!(script.lowered(Charset::Gsm), Said::AsItIs);
    }
}
