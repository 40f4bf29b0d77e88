//! What a rule says.

use crate::words::words;

/// What a rule says of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// It stands as it is.
    Kept,
    /// It stands in this spelling, which is itself kept.
    Changed(String),
    /// It does not stand, and why.
    Refused(ValueFault),
}

words! {
    /// Why a value does not meet its [rule](crate::authority::ValueRule).
    ///
    /// ```
    /// use standoff::authority::{ValueFault, ValueRule, Verdict};
    ///
    /// let start = ValueRule::Integer { min: 1, max: 9 };
    /// assert_eq!(start.check("10"), Verdict::Refused(ValueFault::OutOfRange));
    /// assert_eq!(ValueFault::OutOfRange.message(), "out of range");
    /// ```
    pub enum ValueFault {
        /// It is none of the words that the rule lists.
        Word = "word",
        /// None of its tokens is one that the rule lists.
        Tokens = "tokens",
        /// It does not begin with an integer.
        NotInteger = "not-integer",
        /// It is an integer below the least or above the greatest of the rule.
        OutOfRange = "out-of-range",
        /// It is no well-formed language tag.
        Language = "language",
        /// It is no date, time or duration.
        DateTime = "datetime",
        /// It does not look as the pattern says.
        Pattern = "pattern",
        /// It is a relative URL, and the rule takes absolute ones only.
        Relative = "relative",
        /// Its scheme is none that the rule lists.
        Scheme = "scheme",
        /// `//` is missing behind a scheme that needs it.
        Slashes = "slashes",
        /// It has a `\` where its scheme knows `/` only.
        Backslash = "backslash",
        /// It is a `file` URL with a host.
        FileHost = "file-host",
        /// It has no host where its scheme needs one.
        NoHost = "no-host",
        /// A character of its host is in no host.
        HostCharacter = "host-character",
        /// Its host is no domain name.
        Domain = "domain",
        /// Its host looks like an IPv4 address and is none.
        Ipv4 = "ipv4",
        /// Its host looks like an IPv6 address and is none.
        Ipv6 = "ipv6",
        /// Its port is no number.
        Port = "port",
        /// It is stored in another spelling than the one that its rule keeps.
        Spelling = "spelling",
    }
}

impl ValueFault {
    /// Says the fault in a few words, as messages do: `the scheme is not allowed`.
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
