//! The verdict of a rule on a value.

use crate::words::words;

/// Reports whether a rule keeps a value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// The value is kept.
    Kept,
    /// The value is kept in this spelling; checked again, it is not changed.
    Changed(String),
    /// The value is refused, with the reason.
    Refused(ValueFault),
}

words! {
    /// Says why a value does not meet its [rule](crate::authority::ValueRule).
    ///
    /// ```
    /// use standoff::authority::{ValueFault, ValueRule, Verdict};
    ///
    /// let start = ValueRule::Integer { min: 1, max: 9 };
    /// assert_eq!(start.check("10"), Verdict::Refused(ValueFault::OutOfRange));
    /// assert_eq!(ValueFault::OutOfRange.message(), "out of range");
    /// ```
    pub enum ValueFault {
        /// The value is not one of the listed words.
        Word = "word",
        /// No token of the value is listed.
        Tokens = "tokens",
        /// The value does not begin with an integer.
        NotInteger = "not-integer",
        /// The integer is outside the range of the rule.
        OutOfRange = "out-of-range",
        /// The value is not a well-formed language tag.
        Language = "language",
        /// The value is not a date, time or duration.
        DateTime = "datetime",
        /// The value does not match the pattern.
        Pattern = "pattern",
        /// The URL is relative, and the rule admits absolute URLs only.
        Relative = "relative",
        /// The scheme is not listed.
        Scheme = "scheme",
        /// `//` is missing after a scheme that needs it.
        Slashes = "slashes",
        /// The URL has a `\`, and its scheme knows only `/`.
        Backslash = "backslash",
        /// The URL is a `file` URL with a host.
        FileHost = "file-host",
        /// The host is missing, and the scheme needs one.
        NoHost = "no-host",
        /// The host has a character that hosts cannot have.
        HostCharacter = "host-character",
        /// The host is not a domain name.
        Domain = "domain",
        /// The host looks like an IPv4 address and is not one.
        Ipv4 = "ipv4",
        /// The host looks like an IPv6 address and is not one.
        Ipv6 = "ipv6",
        /// The port is not a number.
        Port = "port",
        /// The stored spelling differs from the one that the rule keeps.
        Spelling = "spelling",
    }
}

impl ValueFault {
    /// Returns the reason in a few words, as messages give it:
    /// `the scheme is not allowed`.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Word => "not one of the words that are allowed",
            Self::Tokens => "none of its tokens is allowed",
            Self::NotInteger => "not an integer",
            Self::OutOfRange => "out of range",
            Self::Language => "not a language tag",
            Self::DateTime => "not a date, a time or a duration",
            Self::Pattern => "does not look as its rule says",
            Self::Relative => "relative URLs are not allowed",
            Self::Scheme => "the scheme is not allowed",
            Self::Slashes => "the scheme must be followed by `//`",
            Self::Backslash => "`\\` parts nothing in this scheme",
            Self::FileHost => "a file has no host",
            Self::NoHost => "there is no host",
            Self::HostCharacter => "the host has a character that hosts do not have",
            Self::Domain => "the host is not a domain name",
            Self::Ipv4 => "the host is not an IPv4 address",
            Self::Ipv6 => "the host is not an IPv6 address",
            Self::Port => "the port is not a number",
            Self::Spelling => "not in the spelling that is stored",
        }
    }
}
