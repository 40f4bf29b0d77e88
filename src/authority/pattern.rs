//! Patterns for values: sequences of characters, matched in one pass.

use std::fmt;
use std::iter::Peekable;
use std::str::{Chars, FromStr};

use crate::At;

/// Describes a whole value as a sequence of characters and character classes.
///
/// | written | stands for |
/// |---|---|
/// | `a`, `é`, `.` | this character |
/// | `[a-z0-9_-]` | one of these: characters and ranges |
/// | `\[`, `\\` | the character after `\`, without its special meaning |
/// | `{3}`, `{2,5}`, `{2,}` after one of these | exactly three times; two to five times;
/// twice or more |
/// | `?`, `*`, `+` after one of these | at most once; any number of times; once or more |
///
/// A pattern is not a regular expression: an item that may be repeated must not be
/// followed by one that shares a character with it, as in `[a-z]+a`. So there is only one
/// way to match, in time O(value).
///
/// ```
/// use standoff::authority::{Pattern, ValueFault, ValueRule, Verdict};
///
/// let station = ValueRule::Pattern(Pattern::new("[KW][A-Z]{2,3}")?);
/// assert_eq!(station.check("WBUR"), Verdict::Kept);
/// assert_eq!(station.check("wbur"), Verdict::Refused(ValueFault::Pattern));
/// let error = Pattern::new("[a-z]+a").unwrap_err();
/// assert_eq!(error.to_string(), "character 7: what is before it may be this as well");
/// # Ok::<(), standoff::authority::PatternError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "String", into = "String"))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(with = "String", transform = crate::words::json_schema::plain)
)]
pub struct Pattern {
    source: String,
    items: Vec<Item>,
}

/// A character or a class, and how often it repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Item {
    /// The first and the last character of each range.
    ranges: Vec<(char, char)>,
    least: u32,
    most: u32,
}

/// Reports why a text is not a [`Pattern`], with the number of the character, from 1, as
/// in `character 7`.
pub type PatternError = At<PatternFault>;

/// Says what is wrong with a [`Pattern`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PatternFault {
    /// The pattern is longer than [`Pattern::MAX_BYTES`].
    #[error("a pattern has {} bytes at most", Pattern::MAX_BYTES)]
    TooLong,
    /// A class has no closing `]`.
    #[error("the class is never closed")]
    Unclosed,
    /// A class is empty, or a range ends before it begins.
    #[error("no character can be meant")]
    Empty,
    /// The pattern ends with `\`.
    #[error("a character is to follow")]
    Escape,
    /// A repetition follows nothing or is malformed.
    #[error("this is no repetition of something")]
    Repetition,
    /// A repeated item shares a character with the next one.
    #[error("what is before it may be this as well")]
    Ambiguous,
}

impl Pattern {
    /// The maximum length of a pattern in bytes.
    pub const MAX_BYTES: usize = 256;

    /// Parses a pattern.
    ///
    /// # Errors
    ///
    /// [`PatternFault`], with its position.
    pub fn new(pattern: &str) -> Result<Self, PatternError> {
        let fault = |at: usize, fault| At::new(format!("character {at}"), fault);
        if pattern.len() > Self::MAX_BYTES {
            return Err(fault(1, PatternFault::TooLong));
        }
        let mut reader = Reader {
            chars: pattern.chars().peekable(),
            at: 0,
        };
        let mut items: Vec<(usize, Item)> = Vec::new();
        while reader.chars.peek().is_some() {
            let at = reader.at + 1;
            let item = reader.item();
            items.push((at, item.map_err(|why| fault(at, why))?));
        }
        for (place, (_, item)) in items.iter().enumerate() {
            if item.least == item.most {
                continue;
            }
            for (at, next) in &items[place + 1..] {
                if item.shares_with(next) {
                    return Err(fault(*at, PatternFault::Ambiguous));
                }
                if next.least > 0 {
                    break;
                }
            }
        }
        Ok(Self {
            source: pattern.to_owned(),
            items: items.into_iter().map(|(_, item)| item).collect(),
        })
    }

    /// Returns the pattern as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// The pattern as an entry of a list of words.
    #[cfg(feature = "rows")]
    pub(super) fn source(&self) -> &String {
        &self.source
    }

    /// Tells whether the whole value matches: O(value).
    #[must_use]
    pub fn matches(&self, value: &str) -> bool {
        let mut chars = value.chars().peekable();
        for item in &self.items {
            let mut times = 0;
            while times < item.most && chars.next_if(|c| item.has(*c)).is_some() {
                times += 1;
            }
            if times < item.least {
                return false;
            }
        }
        chars.peek().is_none()
    }
}

impl Item {
    fn has(&self, c: char) -> bool {
        self.ranges
            .iter()
            .any(|range| (range.0..=range.1).contains(&c))
    }

    fn shares_with(&self, other: &Self) -> bool {
        let mut pairs = self.ranges.iter().flat_map(|one| {
            let others = other.ranges.iter();
            others.map(move |other| (one, other))
        });
        pairs.any(|(one, other)| one.0 <= other.1 && other.0 <= one.1)
    }
}

struct Reader<'p> {
    chars: Peekable<Chars<'p>>,
    /// The number of characters read.
    at: usize,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let next = self.chars.next();
        self.at += usize::from(next.is_some());
        next
    }

    fn next_is(&mut self, c: char) -> bool {
        let is_it = self.chars.peek() == Some(&c);
        if is_it {
            self.next();
        }
        is_it
    }

    fn item(&mut self) -> Result<Item, PatternFault> {
        let ranges = match self.next() {
            Some('[') => self.class()?,
            Some('{' | '}' | ']' | '?' | '*' | '+') | None => {
                return Err(PatternFault::Repetition);
            }
            Some('\\') => {
                let c = self.next().ok_or(PatternFault::Escape)?;
                vec![(c, c)]
            }
            Some(c) => vec![(c, c)],
        };
        let (least, most) = self.repetition()?;
        Ok(Item {
            ranges,
            least,
            most,
        })
    }

    /// Reads the rest of a class, up to `]`.
    fn class(&mut self) -> Result<Vec<(char, char)>, PatternFault> {
        let mut ranges = Vec::new();
        loop {
            let first = match self.next().ok_or(PatternFault::Unclosed)? {
                ']' if ranges.is_empty() => return Err(PatternFault::Empty),
                ']' => return Ok(ranges),
                '\\' => self.next().ok_or(PatternFault::Unclosed)?,
                c => c,
            };
            // A `-` at the end stands for itself.
            let mut ahead = self.chars.clone();
            let is_range = ahead.next() == Some('-') && ahead.next().is_some_and(|c| c != ']');
            let last = if is_range {
                self.next();
                match self.next().ok_or(PatternFault::Unclosed)? {
                    '\\' => self.next().ok_or(PatternFault::Unclosed)?,
                    c => c,
                }
            } else {
                first
            };
            if last < first {
                return Err(PatternFault::Empty);
            }
            ranges.push((first, last));
        }
    }

    /// Reads a repetition; without one, an item stands once.
    fn repetition(&mut self) -> Result<(u32, u32), PatternFault> {
        const ANY: u32 = u32::MAX;
        if self.next_is('?') {
            return Ok((0, 1));
        }
        if self.next_is('*') {
            return Ok((0, ANY));
        }
        if self.next_is('+') {
            return Ok((1, ANY));
        }
        if !self.next_is('{') {
            return Ok((1, 1));
        }
        let least = self.number().ok_or(PatternFault::Repetition)?;
        let most = if self.next_is(',') {
            self.number().unwrap_or(ANY)
        } else {
            least
        };
        if self.next_is('}') && least <= most && most > 0 {
            Ok((least, most))
        } else {
            Err(PatternFault::Repetition)
        }
    }

    fn number(&mut self) -> Option<u32> {
        let mut number: Option<u32> = None;
        while let Some(digit) = self.chars.peek().and_then(|c| c.to_digit(10)) {
            self.next();
            let before = number.unwrap_or(0).checked_mul(10)?;
            number = Some(before.checked_add(digit)?);
        }
        number
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.source)
    }
}

impl FromStr for Pattern {
    type Err = PatternError;

    fn from_str(pattern: &str) -> Result<Self, PatternError> {
        Self::new(pattern)
    }
}

impl TryFrom<String> for Pattern {
    type Error = PatternError;

    fn try_from(pattern: String) -> Result<Self, PatternError> {
        Self::new(&pattern)
    }
}

impl From<Pattern> for String {
    fn from(pattern: Pattern) -> Self {
        pattern.source
    }
}

#[cfg(test)]
mod tests {
    use super::{Pattern, PatternFault};

    #[test]
    fn all_of_a_value_is_matched() {
        for (pattern, matched, others) in [
            ("", &[""][..], &["a"][..]),
            ("npr.org", &["npr.org"], &["nprxorg", "npr.org/", "npr"]),
            (
                "[A-Za-z0-9_-]{11}",
                &["dQw4w9WgXcQ", "___________"],
                &["dQw4w9WgXc", "dQw4w9WgXcQQ"],
            ),
            ("[0-9]+(x)", &["1(x)", "123(x)"], &["(x)", "1x"]),
            ("a?b*c+", &["c", "abbcc", "bc"], &["", "ab", "aac"]),
            (
                "[0-9]{2,3}-[0-9]{4,}",
                &["12-3456", "123-45678"],
                &["1-2345", "1234-5678", "12-345"],
            ),
            (r"\[\]\\\{", &[r"[]\{"], &["[]"]),
            (r"[\]\-a]+", &["]-a"], &["b"]),
            ("[а-я]+", &["эхо"], &["echo", "Эхо"]),
            ("日[本語]?", &["日", "日本"], &["日本語"]),
        ] {
            let pattern = Pattern::new(pattern).expect(pattern);
            for value in matched {
                assert!(pattern.matches(value), "{pattern} {value}");
            }
            for value in others {
                assert!(!pattern.matches(value), "{pattern} {value}");
            }
        }
    }

    #[test]
    fn what_is_no_pattern_is_told() {
        use PatternFault as Fault;
        for (pattern, at, fault) in [
            ("a[", 2, Fault::Unclosed),
            ("[a", 1, Fault::Unclosed),
            ("[]", 1, Fault::Empty),
            ("x[z-a]", 2, Fault::Empty),
            ("a\\", 2, Fault::Escape),
            ("*", 1, Fault::Repetition),
            ("a**", 3, Fault::Repetition),
            ("a{2,1}", 1, Fault::Repetition),
            ("a{0}", 1, Fault::Repetition),
            ("a{x}", 1, Fault::Repetition),
            ("a{99999999999}", 1, Fault::Repetition),
            ("a}", 2, Fault::Repetition),
            ("[a-z]+a", 7, Fault::Ambiguous),
            ("[0-9]*x?[5]", 9, Fault::Ambiguous),
            ("a{2,3}a", 7, Fault::Ambiguous),
        ] {
            let error = Pattern::new(pattern).expect_err(pattern);
            let place = format!("character {at}");
            assert_eq!(
                (error.path(), error.fault()),
                (&*place, &fault),
                "{pattern}"
            );
        }
        assert!(Pattern::new("[0-9]{3}[0-9]?x").is_ok());
        assert!(Pattern::new(&"a".repeat(257)).is_err());
    }
}
