//! How much a finding weighs, and what kind of thing it is about.

use std::fmt;

use crate::authority::ValueRule;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Severity {
    /// Nothing that a reader would have seen.
    Note,
    /// Markup was taken off or rewritten; the content is all there.
    Changed,
    /// Content or meaning is gone.
    Loss,
    /// Something that could have done harm is gone.
    Refused,
}

impl Severity {
    pub(super) const ALL: [Self; 4] = [Self::Note, Self::Changed, Self::Loss, Self::Refused];

    /// How much it weighs that this rule refused a value.
    pub(in crate::ingest) fn of_refused_value(rule: &ValueRule) -> Self {
        match rule {
            ValueRule::Url(_) => Self::Refused,
            ValueRule::Tokens(_) => Self::Changed,
            _ => Self::Loss,
        }
    }

    /// The word that data uses: `note`, `changed`, `loss`, `refused`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Changed => "changed",
            Self::Loss => "loss",
            Self::Refused => "refused",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What kind of thing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum FindingKind {
    /// What a [hook](crate::ingest::Adopt) answered cannot be used.
    Adoption,
    /// A tag that the authority does not know lost its tags.
    UnknownTag,
    /// A tag that the field does not admit lost its tags.
    TagNotAdmitted,
    /// A tag whose entry is retired lost its tags.
    RetiredTag,
    /// A tag that cannot stand where it is lost its tags.
    MisplacedTag,
    /// An element is gone with its content.
    RemovedElement,
    /// An attribute that its tag does not admit is gone.
    UnknownAttribute,
    /// An attribute is gone for its value.
    AttributeValue,
    /// An attribute's value was brought into the form that is stored.
    AttributeChanged,
    /// A comment, declaration or processing instruction is gone.
    Comment,
    /// Characters that no text holds are gone.
    Character,
    /// More elements are open than ingest follows: tags are gone.
    OpenElements,
    /// More formatting is open than ingest follows: tags are gone.
    Formatting,
    /// More attributes on one tag than ingest follows.
    AttributeCount,
}

impl FindingKind {
    pub(super) const ALL: [Self; 14] = [
        Self::Adoption,
        Self::UnknownTag,
        Self::TagNotAdmitted,
        Self::RetiredTag,
        Self::MisplacedTag,
        Self::RemovedElement,
        Self::UnknownAttribute,
        Self::AttributeValue,
        Self::AttributeChanged,
        Self::Comment,
        Self::Character,
        Self::OpenElements,
        Self::Formatting,
        Self::AttributeCount,
    ];

    /// The word that data uses, as `unknown-tag`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Adoption => "adoption",
            Self::UnknownTag => "unknown-tag",
            Self::TagNotAdmitted => "tag-not-admitted",
            Self::RetiredTag => "retired-tag",
            Self::MisplacedTag => "misplaced-tag",
            Self::RemovedElement => "removed-element",
            Self::UnknownAttribute => "unknown-attribute",
            Self::AttributeValue => "attribute-value",
            Self::AttributeChanged => "attribute-changed",
            Self::Comment => "comment",
            Self::Character => "character",
            Self::OpenElements => "open-elements",
            Self::Formatting => "formatting",
            Self::AttributeCount => "attribute-count",
        }
    }
}

impl fmt::Display for FindingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
