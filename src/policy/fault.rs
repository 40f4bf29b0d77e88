//! What can be wrong with a field policy.

use super::FieldPolicy;
use crate::error::{Faults, UnknownName};

/// All contradictions in a field policy, or between it and its authority: each
/// with its path, as `admit[2]`.
pub type PolicyError = Faults<PolicyFault>;

/// What is wrong with a field policy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyFault {
    /// More than [`FieldPolicy::MAX_BYTES`].
    #[error("more than {} bytes", FieldPolicy::MAX_BYTES)]
    MaxBytes,
    /// The policy lists what it admits, and what it does not.
    #[error("`admit` lists all that is admitted: nothing can be excepted")]
    AdmitAndExcept,
    /// The authority has no entry of this name.
    #[error("the authority has no entry {0}")]
    Unknown(UnknownName),
    /// The entry is retired.
    #[error("the entry `{0}` is retired")]
    Retired(String),
    /// The placement excludes an entry that is admitted by name.
    #[error("`{0}` cannot be admitted in this placement")]
    Placement(String),
    /// A silent attribute is no name of one, or has a `*` that is not its end.
    #[error("{0:?} is not the name of an attribute, nor the beginning of one before a `*`")]
    Silent(String),
    /// The newlines policy writes an entry that the field does not admit, or
    /// that is not rendered as anything that could stand there.
    #[error("needs the entry `{0}`, which is not admitted or could not stand")]
    Newlines(&'static str),
    /// A row of artefacts cannot be used.
    #[error(transparent)]
    Artefact(ArtefactFault),
}

/// What is wrong with a table of artefacts.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ArtefactFault {
    /// There is no built-in table of this name.
    #[error("no table of artefacts is named {0}")]
    Base(UnknownName),
    /// No parser reads such a name.
    #[error("`{0}` is no name of an element or an attribute in lower case")]
    Name(String),
    /// The row is about an attribute and names none.
    #[error("needs an attribute")]
    NoAttribute,
    /// Only the attribute `style` has properties.
    #[error("needs the attribute `style`")]
    NoStyle,
    /// A word is empty, or more than one.
    #[error("is no word")]
    Empty,
    /// The word asks for a number and has none.
    #[error("`{0}` has no number")]
    Number(String),
    /// The authority has no tag of this name.
    #[error("the authority has no tag {0}")]
    Tag(UnknownName),
    /// No part of a table stands for an artefact.
    #[error("`{0}` is a part of a table")]
    TablePart(String),
    /// The character is one that people write.
    #[error("{0:?} is no cursor")]
    Cursor(char),
}
