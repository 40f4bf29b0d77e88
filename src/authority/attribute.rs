//! Attribute entries and their value rules.

use std::fmt;

use super::datetime::is_datetime;
use super::language::is_language;
use super::pattern::Pattern;
use super::url::{self, UrlRule};
use super::verdict::{ValueFault, Verdict};

/// The number of an attribute within its tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(transform = crate::words::json_schema::plain)
)]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct AttributeId(u16);

impl AttributeId {
    /// Makes the id of this number.
    #[must_use]
    pub const fn new(number: u16) -> Self {
        Self(number)
    }

    /// Returns the number, as rows store it.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl From<u16> for AttributeId {
    fn from(number: u16) -> Self {
        Self(number)
    }
}

impl From<AttributeId> for u16 {
    fn from(id: AttributeId) -> Self {
        id.0
    }
}

impl fmt::Display for AttributeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Describes an attribute that a tag admits: its name and the rule for its value.
///
/// ```
/// use standoff::authority::{AttributeEntry, UrlRule, ValueRule};
///
/// let href = AttributeEntry::new(1, "href", ValueRule::Url(UrlRule::web()));
/// assert_eq!(href.name(), "href");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(transform = crate::words::json_schema::plain)
)]
#[cfg_attr(
    feature = "serde",
    serde(expecting = "an attribute", deny_unknown_fields)
)]
pub struct AttributeEntry {
    /// The number that content stores, unique within the tag.
    pub(crate) id: AttributeId,
    /// The name, in lower case.
    pub(crate) name: String,
    /// The rule for the value. Default: any text.
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) value: ValueRule,
    /// Whether the tag is stripped if it lacks this attribute. Default: no.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "std::ops::Not::not")
    )]
    pub(crate) required: bool,
}

impl AttributeEntry {
    /// Makes an attribute; `id` is unique within its tag and never reused there.
    ///
    /// Checks nothing: [`AuthorityBuilder::build`] does.
    ///
    /// [`AuthorityBuilder::build`]: super::AuthorityBuilder::build
    #[must_use]
    pub fn new(id: impl Into<AttributeId>, name: impl Into<String>, value: ValueRule) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            value,
            required: false,
        }
    }

    /// Sets whether the element needs the attribute. Without an admitted value, ingest
    /// strips the tag, with a finding. Default: `false`.
    ///
    /// Stored content renders unchanged. Once [reingested], it loses the tag as well.
    ///
    /// [reingested]: crate::Ingester::reingest
    #[must_use]
    pub fn with_required(mut self, required: bool) -> Self {
        self.required = required;
        self
    }

    /// Returns the id that content stores.
    #[must_use]
    pub fn id(&self) -> AttributeId {
        self.id
    }

    /// Returns the name, in lower case.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Tells whether the element needs the attribute.
    #[must_use]
    pub fn is_required(&self) -> bool {
        self.required
    }

    /// Returns the rule for the value.
    #[must_use]
    pub fn value(&self) -> &ValueRule {
        &self.value
    }
}

/// Says which values an attribute may have.
///
/// ```
/// use standoff::authority::{ValueRule, Verdict};
///
/// let start = ValueRule::Integer { min: 1, max: 1000 };
/// assert_eq!(start.check("7"), Verdict::Kept);
/// assert_eq!(start.check(" 07 "), Verdict::Changed("7".into()));
/// assert!(matches!(start.check("seven"), Verdict::Refused(_)));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields, transform = crate::words::json_schema::plain)
)]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum ValueRule {
    /// Any text.
    #[default]
    Text,
    /// A URL whose scheme is allowed.
    Url(UrlRule),
    /// Space-separated tokens, each of which is listed; `h-*` admits every token that
    /// begins with `h-` (microformat classes).
    Tokens(Vec<String>),
    /// One of these words, in any ASCII case.
    OneOf(Vec<String>),
    /// An integer in this range, both ends included.
    Integer {
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
    },
    /// A language tag that is well-formed by RFC 5646, or the empty value, which means
    /// that the language is unknown.
    Language,
    /// A date, a time, an offset or a duration, as in HTML's `time` element.
    #[cfg_attr(feature = "serde", serde(rename = "datetime"))]
    DateTime,
    /// A text that matches this pattern.
    Pattern(Pattern),
}

impl ValueRule {
    /// Checks a value. A changed value that is checked again is kept.
    #[must_use]
    pub fn check(&self, value: &str) -> Verdict {
        match self {
            Self::Url(rule) => url::check(rule, value),
            _ => self.check_plain(value),
        }
    }

    /// Checks a value without control characters.
    pub(crate) fn check_plain(&self, value: &str) -> Verdict {
        match self {
            Self::Text => Verdict::Kept,
            Self::Url(rule) => url::check_plain(rule, value),
            Self::Tokens(tokens) => check_tokens(tokens, value),
            Self::OneOf(words) if words.iter().any(|word| word == value) => Verdict::Kept,
            Self::OneOf(words) => {
                match words.iter().find(|word| word.eq_ignore_ascii_case(value)) {
                    Some(word) => Verdict::Changed(word.clone()),
                    None => Verdict::Refused(ValueFault::Word),
                }
            }
            Self::Integer { min, max } => check_integer(*min, *max, value),
            Self::Language if is_language(value) => Verdict::Kept,
            Self::Language => Verdict::Refused(ValueFault::Language),
            Self::DateTime if is_datetime(value) => Verdict::Kept,
            Self::DateTime => Verdict::Refused(ValueFault::DateTime),
            Self::Pattern(pattern) if pattern.matches(value) => Verdict::Kept,
            Self::Pattern(_) => Verdict::Refused(ValueFault::Pattern),
        }
    }
}

fn check_tokens(allowed: &[String], value: &str) -> Verdict {
    let is_allowed = |token: &&str| allowed.iter().any(|pattern| admits(pattern, token));
    let kept = value.split_ascii_whitespace().filter(is_allowed);
    let mut lengths = kept.clone().map(str::len);
    let Some(first) = lengths.next() else {
        return Verdict::Refused(ValueFault::Tokens);
    };
    let length = lengths.fold(first, |sum, length| sum + 1 + length);
    let is_parted = |byte: u8| byte == b' ' || !byte.is_ascii_whitespace();
    if length == value.len() && value.bytes().all(is_parted) {
        return Verdict::Kept;
    }
    let mut stored = String::with_capacity(length);
    for token in kept {
        stored.push_str(if stored.is_empty() { "" } else { " " });
        stored.push_str(token);
    }
    Verdict::Changed(stored)
}

/// Whether a token is this one, or begins with what stands before the `*`.
#[inline]
fn admits(pattern: &str, token: &str) -> bool {
    // Most tokens of a page begin otherwise than all patterns.
    let may_be = pattern.bytes().next() == token.bytes().next() || pattern == "*";
    may_be
        && match pattern.strip_suffix('*') {
            Some(prefix) => token.starts_with(prefix),
            None => token == pattern,
        }
}

/// The HTML rules for parsing integers: leading white space, a sign, digits,
/// and anything after them.
fn check_integer(min: i64, max: i64, value: &str) -> Verdict {
    let trimmed = value.trim_start_matches(|c: char| c.is_ascii_whitespace());
    let sign = usize::from(trimmed.starts_with(['-', '+']));
    let digits = trimmed[sign..]
        .bytes()
        .take_while(u8::is_ascii_digit)
        .count();
    let Ok(number) = trimmed[..sign + digits].parse::<i64>() else {
        return Verdict::Refused(ValueFault::NotInteger);
    };
    if number < min || number > max {
        return Verdict::Refused(ValueFault::OutOfRange);
    }
    let canonical = number.to_string();
    if canonical == value {
        Verdict::Kept
    } else {
        Verdict::Changed(canonical)
    }
}

#[cfg(test)]
mod tests {
    use super::{ValueRule, Verdict};

    #[test]
    fn a_changed_value_is_kept() {
        let rules = [
            ValueRule::Tokens(vec!["h-*".into(), "vcard".into()]),
            ValueRule::OneOf(vec!["ltr".into(), "rtl".into()]),
            ValueRule::Integer { min: -5, max: 500 },
        ];
        let values = [
            "",
            " ",
            "vcard",
            " vcard  h-entry x ",
            "h-",
            "LTR",
            "rtl",
            "+7",
            "-0",
            "007x",
            "-5",
            "501",
            "99999999999999999999",
            "ｖ",
        ];
        let mut changed = 0;
        for rule in &rules {
            for value in values {
                if let Verdict::Changed(better) = rule.check(value) {
                    assert_eq!(rule.check(&better), Verdict::Kept, "{rule:?} {value:?}");
                    changed += 1;
                }
            }
        }
        assert_eq!(changed, 5);
    }
}
