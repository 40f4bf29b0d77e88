//! Character references: `&mdash;`, `&#8212;`, `&#x2014;`.
//!
//! Names come from html5ever's table of the standard's named character
//! references, so there is one such table in the whole build.
//! <https://html.spec.whatwg.org/multipage/parsing.html#character-reference-state>

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// The length of the longest name, with its semicolon
/// (`CounterClockwiseContourIntegral;`).
const LONGEST_NAME: usize = 32;

/// The length of the longest name that needs no semicolon (`frac12`).
const LONGEST_BARE_NAME: usize = 6;

/// The characters that a reference stands for: one, or two for a few names such as
/// `&NotEqualTilde;`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decoded {
    first: char,
    second: Option<char>,
}

impl Decoded {
    /// Returns the characters in order.
    pub(crate) fn chars(self) -> impl Iterator<Item = char> {
        std::iter::once(self.first).chain(self.second)
    }

    /// Returns the character if there is exactly one. An authority can have entries
    /// only for such references.
    pub(crate) fn single(self) -> Option<char> {
        self.second.is_none().then_some(self.first)
    }
}

impl From<char> for Decoded {
    fn from(first: char) -> Self {
        let second = None;
        Self { first, second }
    }
}

/// The context of a reference. In an attribute, a bare name (`&copy`) before `=` or
/// another alphanumeric is no reference, so that `?a=1&copy=2` keeps its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReferenceIn {
    /// Character data.
    Text,
    /// An attribute value.
    Attribute,
}

/// Reads the reference at the start of `source`, and its length in bytes. `None` if the
/// standard reads a plain `&`.
pub(crate) fn read(source: &str, within: ReferenceIn) -> Option<(Decoded, usize)> {
    match source.as_bytes() {
        [b'&', b'#', digits @ ..] => numeric(digits).map(|(decoded, len)| (decoded, len + 2)),
        [b'&', first, ..] if first.is_ascii_alphanumeric() => named(&source[1..], within),
        _ => None,
    }
}

/// Decodes a text that consists of one reference with its semicolon: without a
/// semicolon, the text behind it could change its meaning.
pub(crate) fn decode(reference: &str) -> Option<Decoded> {
    let (decoded, len) = read(reference, ReferenceIn::Text)?;
    (len == reference.len() && reference.ends_with(';')).then_some(decoded)
}

/// Reads a named reference. `source` is the text behind the `&`. The table also holds
/// every prefix of a name, as U+0000, hence `lookup`.
fn named(source: &str, within: ReferenceIn) -> Option<(Decoded, usize)> {
    let bytes = source.as_bytes();
    if let Some(common) = common(bytes) {
        return Some(common);
    }
    let run = bytes
        .iter()
        .take(LONGEST_NAME)
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    // A name with a semicolon is the longest possible match.
    if bytes.get(run) == Some(&b';') {
        if let Some(decoded) = lookup(&source[..=run]) {
            return Some((decoded, run + 2));
        }
    }
    let (decoded, len) = (2..=run.min(LONGEST_BARE_NAME))
        .rev()
        .find_map(|len| Some((lookup(&source[..len])?, len)))?;
    let runs_on = bytes
        .get(len)
        .is_some_and(|&next| next == b'=' || next.is_ascii_alphanumeric());
    (within == ReferenceIn::Text || !runs_on).then_some((decoded, len + 1))
}

/// Reads the most common references without the table.
#[inline]
fn common(bytes: &[u8]) -> Option<(Decoded, usize)> {
    let (char, length) = match bytes {
        [b'a', b'm', b'p', b';', ..] => ('&', 4),
        [b'l', b't', b';', ..] => ('<', 3),
        [b'g', b't', b';', ..] => ('>', 3),
        [b'q', b'u', b'o', b't', b';', ..] => ('"', 5),
        [b'n', b'b', b's', b'p', b';', ..] => ('\u{A0}', 5),
        _ => return None,
    };
    Some((char.into(), length + 1))
}

fn lookup(name: &str) -> Option<Decoded> {
    let &(first, second) = NAMED_ENTITIES.get(name)?;
    Some(Decoded {
        first: scalar(first)?,
        second: scalar(second),
    })
}

/// Converts a code of the table, which writes 0 for "none".
fn scalar(code: u32) -> Option<char> {
    char::from_u32(code).filter(|&char| char != '\0')
}

/// Reads a numeric reference. `source` is the text behind the `&#`.
/// <https://html.spec.whatwg.org/multipage/parsing.html#numeric-character-reference-end-state>
fn numeric(source: &[u8]) -> Option<(Decoded, usize)> {
    let (radix, mut at) = match source.first() {
        Some(b'x' | b'X') => (16, 1),
        _ => (10, 0),
    };
    let digits_start = at;
    let mut code = 0_u32;
    while let Some(digit) = source
        .get(at)
        .and_then(|&byte| char::from(byte).to_digit(radix))
    {
        // Saturation stays beyond U+10FFFF, which is all that matters.
        code = code.saturating_mul(radix).saturating_add(digit);
        at += 1;
    }
    if at == digits_start {
        return None;
    }
    if source.get(at) == Some(&b';') {
        at += 1;
    }
    Some((repaired(code).into(), at))
}

/// Repairs a code as the standard does: U+0000, surrogates and codes beyond Unicode
/// become U+FFFD; C1 controls are read as windows-1252.
fn repaired(code: u32) -> char {
    let windows_1252 = code
        .checked_sub(0x80)
        .and_then(|index| *C1_REPLACEMENTS.get(usize::try_from(index).ok()?)?);
    windows_1252
        .or_else(|| scalar(code))
        .unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, within: ReferenceIn, expect: Option<(&str, usize)>) {
        let found = read(source, within);
        let found = found.map(|(decoded, len)| (decoded.chars().collect::<String>(), len));
        let expect = expect.map(|(chars, len)| (chars.to_owned(), len));
        assert_eq!(found, expect, "{source:?}");
    }

    #[test]
    fn the_two_lengths_hold_for_the_whole_table() {
        let names = || {
            let entries = NAMED_ENTITIES.entries();
            entries
                .filter(|(_, chars)| chars.0 != 0)
                .map(|(name, _)| *name)
        };
        assert_eq!(names().map(str::len).max(), Some(LONGEST_NAME));
        let bare = names().filter(|name| !name.ends_with(';'));
        assert_eq!(bare.map(str::len).max(), Some(LONGEST_BARE_NAME));
        for name in names() {
            let letters = name.strip_suffix(';').unwrap_or(name);
            assert!(letters.len() >= 2, "{name}");
            assert!(letters.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        }
    }

    #[test]
    fn names() {
        check("&mdash;x", ReferenceIn::Text, Some(("—", 7)));
        check("&mdash", ReferenceIn::Text, None);
        check("&notit;", ReferenceIn::Text, Some(("¬", 4)));
        check("&notin;", ReferenceIn::Text, Some(("∉", 7)));
        check(
            "&NotEqualTilde;",
            ReferenceIn::Text,
            Some(("\u{2242}\u{338}", 15)),
        );
        check("&;", ReferenceIn::Text, None);
        check("&", ReferenceIn::Text, None);
        check("&copy=", ReferenceIn::Text, Some(("©", 5)));
        check("&copy=", ReferenceIn::Attribute, None);
        check("&copyx", ReferenceIn::Attribute, None);
        check("&copy", ReferenceIn::Attribute, Some(("©", 5)));
        check("&copy;=", ReferenceIn::Attribute, Some(("©", 6)));
    }

    #[test]
    fn what_is_common_is_in_the_table() {
        let mut met = 0;
        for (name, _) in NAMED_ENTITIES.entries() {
            if let Some((decoded, length)) = common(name.as_bytes()) {
                assert_eq!((lookup(name), length), (Some(decoded), name.len() + 1));
                met += 1;
            }
        }
        assert_eq!(met, 5);
    }

    #[test]
    fn numbers() {
        check("&#8212;", ReferenceIn::Text, Some(("—", 7)));
        check("&#x2014x", ReferenceIn::Text, Some(("—", 7)));
        check("&#X2014;", ReferenceIn::Attribute, Some(("—", 8)));
        check("&#x;", ReferenceIn::Text, None);
        check("&#;", ReferenceIn::Text, None);
        check("&#", ReferenceIn::Text, None);
        check("&#0;", ReferenceIn::Text, Some(("\u{FFFD}", 4)));
        check("&#xD800;", ReferenceIn::Text, Some(("\u{FFFD}", 8)));
        check("&#x110000;", ReferenceIn::Text, Some(("\u{FFFD}", 10)));
        check("&#99999999999;", ReferenceIn::Text, Some(("\u{FFFD}", 14)));
        check("&#x80;", ReferenceIn::Text, Some(("€", 6)));
        check("&#x81;", ReferenceIn::Text, Some(("\u{81}", 6)));
        check("&#xA0;", ReferenceIn::Text, Some(("\u{A0}", 6)));
        check("&#13;", ReferenceIn::Text, Some(("\r", 5)));
    }

    #[test]
    fn a_whole_reference() {
        assert_eq!(decode("&mdash;").and_then(Decoded::single), Some('—'));
        assert_eq!(decode("&#8212;").and_then(Decoded::single), Some('—'));
        assert_eq!(decode("&NotEqualTilde;").and_then(Decoded::single), None);
        for refused in ["&copy", "&mdash;x", "&#8212", "mdash;", "", "—"] {
            assert_eq!(decode(refused), None, "{refused:?}");
        }
    }
}
