//! What a rule says.

/// What a rule says of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// It stands as it is.
    Kept,
    /// It stands in this spelling, which is itself kept.
    Changed(String),
    /// It does not stand, and why.
    Refused(&'static str),
}
