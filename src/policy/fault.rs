//! The faults of a field policy.

use super::FieldPolicy;
use crate::error::{Faults, UnknownName};

/// Lists all contradictions in a field policy, or between it and its authority, each with
/// its path, as in `admit[2]`.
pub type PolicyError = Faults<PolicyFault>;

/// Says what is wrong with a field policy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyFault {
    /// The maximum is above [`FieldPolicy::MAX_BYTES`].
    #[error("more than {} bytes", FieldPolicy::MAX_BYTES)]
    MaxBytes,
    /// The policy has both a list of admitted entries and a list of exceptions.
    #[error("`admit` lists all that is admitted: nothing can be excepted")]
    AdmitAndExcept,
    /// The authority has no entry of this name.
    #[error("the authority has no entry {}", .0.quoted())]
    Unknown(UnknownName),
    /// The entry is retired.
    #[error("the entry `{0}` is retired")]
    Retired(String),
    /// The placement excludes an entry that the policy admits by name.
    #[error("`{0}` cannot be admitted in this placement")]
    Placement(String),
    /// A silent attribute is not a name, or has a `*` other than at its end.
    #[error("{0:?} is not the name of an attribute, nor the beginning of one before a `*`")]
    Silent(String),
    /// The newline policy inserts an entry that the field does not admit, or that cannot
    /// break a line or paragraph.
    #[error("needs the entry `{0}`, which is not admitted or could not stand")]
    Newlines(&'static str),
    /// A row or member of the table of artefacts is invalid.
    #[error(transparent)]
    Artefact(ArtefactFault),
}

/// Says what is wrong with a table of artefacts.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ArtefactFault {
    /// There is no built-in table of this name.
    #[error("no table of artefacts is named {}", .0.quoted())]
    Base(UnknownName),
    /// No parser produces such a name.
    #[error("`{0}` is no name of an element or an attribute in lower case")]
    Name(String),
    /// The row needs an attribute and names none.
    #[error("needs an attribute")]
    NoAttribute,
    /// Only the attribute `style` has properties.
    #[error("needs the attribute `style`")]
    NoStyle,
    /// A word is empty or has white space.
    #[error("is no word")]
    Empty,
    /// A word that begins with `>=` has no number.
    #[error("`{0}` has no number")]
    Number(String),
    /// The authority has no tag of this name.
    #[error("the authority has no tag {}", .0.quoted())]
    Tag(UnknownName),
    /// Parts of tables cannot replace an artefact.
    #[error("`{0}` is a part of a table")]
    TablePart(String),
    /// The character is one that people write.
    #[error("{0:?} is no cursor")]
    Cursor(char),
}
