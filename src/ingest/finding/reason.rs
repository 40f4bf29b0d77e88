//! Why a thing was found.

use std::fmt;

use crate::authority::{AttributeEntry, ValueFault, ValueRule};

/// Why ingest stripped, changed or objects to something: what its message is made
/// from, for a form that speaks another language or marks the part at fault.
///
/// Serialised it is an object with the [code](Self::code) and what the variant
/// holds: `{"code": "value", "value": "ftp:x", "fault": "scheme"}`.
///
/// ```
/// use standoff::authority::ValueFault;
/// use standoff::ingest::Reason;
/// use standoff::Ingester;
///
/// let ingested = Ingester::default().ingest("<a href='javascript:x()'>Hi</a>")?;
/// let german = match ingested.findings()[0].reason() {
///     Reason::Value { value, fault: ValueFault::Scheme } => {
///         format!("„{value}“ ist keine Adresse, auf die verwiesen werden darf.")
///     }
///     other => other.code().to_owned(),
/// };
/// assert_eq!(german, "„javascript:x()“ ist keine Adresse, auf die verwiesen werden darf.");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(
    feature = "serde",
    serde(
        tag = "code",
        rename_all = "kebab-case",
        rename_all_fields = "snake_case"
    )
)]
#[non_exhaustive]
pub enum Reason {
    /// The authority has no such entry.
    NotInAuthority,
    /// The field does not admit the entry.
    NotInField,
    /// The entry is retired.
    Retired,
    /// HTML parsers would not leave it where it is.
    Misplaced,
    /// The element is not admitted, and goes with its content.
    NotAdmitted,
    /// The table of artefacts takes the element out: its program does not show it.
    Artefact,
    /// No authority may admit the element: its content is a script or another
    /// language.
    NeverAdmitted,
    /// The tag has no such attribute.
    NotOnTag,
    /// The attribute would run a script.
    RunsCode,
    /// The value does not meet the rule of its attribute.
    Value {
        /// The value, of which 200 characters are kept.
        value: Box<str>,
        /// What is wrong with it.
        fault: ValueFault,
    },
    /// The value is stored in the spelling that its rule keeps.
    Spelling {
        /// The value that was given, of which 200 characters are kept.
        value: Box<str>,
        /// The value that is stored, of which 200 characters are kept.
        stored: Box<str>,
    },
    /// Some tokens of the value are not allowed and are gone.
    Tokens {
        /// The value that is stored, of which 200 characters are kept.
        stored: Box<str>,
        /// The tokens that are gone, of which 200 characters are kept, parted by
        /// spaces.
        dropped: Box<str>,
    },
    /// It is a comment.
    Comment,
    /// It is a declaration, a processing instruction, or something else that HTML
    /// parsers read as a comment.
    Declaration,
    /// No text holds the character.
    NoText {
        /// The first of the characters that stand there.
        character: char,
    },
    /// More elements are open than ingest follows.
    OpenElements {
        /// How many it follows.
        most: u32,
    },
    /// More formatting elements are open, or wait to be reopened, than ingest
    /// follows.
    FormattingElements {
        /// How many it follows.
        most: u32,
    },
    /// More elements that fence off formatting were closed by something else than
    /// their end tags than ingest follows.
    StaleMarkers {
        /// How many it follows.
        most: u32,
    },
    /// Formatting that is never closed makes more elements than ingest follows.
    CreatedElements {
        /// How many it follows for each tag of the source, above the first 4,096.
        most: u64,
    },
    /// A tag has more attributes than ingest follows.
    Attributes {
        /// How many it follows.
        most: u32,
    },
    /// A hook answered a part of a table.
    TablePart,
    /// A hook answered text in an entry that holds none.
    HoldsNoText,
    /// A hook answered an attribute that its entry does not have.
    NotOnEntry,
    /// A hook answered an attribute twice.
    Twice,
    /// A hook answered more than the field admits.
    TooLong {
        /// How many bytes the field admits.
        most: u32,
    },
    /// The entry that an entry is merged into has no attribute of this name.
    NoCounterpart,
}

/// How much is kept of a value.
const CHARACTERS: usize = 200;

impl Reason {
    pub(in crate::ingest) fn value(value: &str, fault: ValueFault) -> Self {
        let value = beginning(value);
        Self::Value { value, fault }
    }

    pub(in crate::ingest) fn stored(entry: &AttributeEntry, value: &str, stored: &str) -> Self {
        if let ValueRule::Tokens(_) = entry.value() {
            let mut dropped = String::new();
            for token in value.split_ascii_whitespace() {
                if !stored.split(' ').any(|kept| kept == token) {
                    dropped.push_str(if dropped.is_empty() { "" } else { " " });
                    dropped.push_str(token);
                }
            }
            if !dropped.is_empty() {
                return Self::Tokens {
                    stored: beginning(stored),
                    dropped: beginning(&dropped),
                };
            }
        }
        Self::Spelling {
            value: beginning(value),
            stored: beginning(stored),
        }
    }

    /// Returns the word that names the variant in JSON, as `not-in-authority`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotInAuthority => "not-in-authority",
            Self::NotInField => "not-in-field",
            Self::Retired => "retired",
            Self::Misplaced => "misplaced",
            Self::NotAdmitted => "not-admitted",
            Self::Artefact => "artefact",
            Self::NeverAdmitted => "never-admitted",
            Self::NotOnTag => "not-on-tag",
            Self::RunsCode => "runs-code",
            Self::Value { .. } => "value",
            Self::Spelling { .. } => "spelling",
            Self::Tokens { .. } => "tokens",
            Self::Comment => "comment",
            Self::Declaration => "declaration",
            Self::NoText { .. } => "no-text",
            Self::OpenElements { .. } => "open-elements",
            Self::FormattingElements { .. } => "formatting-elements",
            Self::StaleMarkers { .. } => "stale-markers",
            Self::CreatedElements { .. } => "created-elements",
            Self::Attributes { .. } => "attributes",
            Self::TablePart => "table-part",
            Self::HoldsNoText => "holds-no-text",
            Self::NotOnEntry => "not-on-entry",
            Self::Twice => "twice",
            Self::TooLong { .. } => "too-long",
            Self::NoCounterpart => "no-counterpart",
        }
    }
}

/// What became of the thing that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    TagStripped,
    Removed,
    RemovedWithContent,
    AttributeRemoved,
    TakenOff,
    NotAdopted,
    Stored,
}

impl Outcome {
    fn words(self) -> &'static str {
        match self {
            Self::TagStripped => ": tag stripped",
            Self::Removed => ": removed",
            Self::RemovedWithContent => ": removed with its content",
            Self::AttributeRemoved => ": attribute removed",
            Self::TakenOff => ": taken off",
            Self::NotAdopted => ": not adopted",
            Self::Stored => "",
        }
    }
}

/// The sentence about a name.
pub(super) struct Message<'f> {
    pub(super) name: &'f str,
    pub(super) reason: &'f Reason,
    pub(super) outcome: Outcome,
}

impl fmt::Display for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name.escape_debug();
        let why = match self.reason {
            Reason::Comment => return f.write_str("comment removed"),
            Reason::Declaration => return f.write_str("declaration removed"),
            Reason::Value { fault, .. } => {
                let fault = fault.message();
                return match self.outcome {
                    Outcome::NotAdopted => {
                        write!(f, "`{name}` is not adopted for its value: {fault}")
                    }
                    _ => write!(f, "`{name}` is removed for its value: {fault}"),
                };
            }
            Reason::Spelling { stored, .. } => {
                return write!(f, "`{name}` is stored as `{}`", short(stored));
            }
            Reason::Tokens { stored, dropped } => {
                write!(f, "`{name}` is stored as `{}`: ", short(stored))?;
                return write!(f, "`{}` is not allowed", short(dropped));
            }
            Reason::NotInAuthority => "is not in the authority",
            Reason::NotInField => "is not admitted in this field",
            Reason::Retired => "is retired",
            Reason::Misplaced => "cannot stand here",
            Reason::NotAdmitted => "is not admitted",
            Reason::Artefact => "is not shown by the program that wrote it",
            Reason::NeverAdmitted => "is never admitted",
            Reason::NotOnTag => "is not admitted on its tag",
            Reason::RunsCode => "runs code",
            Reason::NoText { .. } => "is no character of a text",
            Reason::OpenElements { .. } => "and more tags are nested too deep: tags stripped",
            Reason::FormattingElements { .. }
            | Reason::StaleMarkers { .. }
            | Reason::CreatedElements { .. } => {
                "and more leave too much formatting open: tags stripped or closed"
            }
            Reason::Attributes { .. } => "has too many attributes: the last removed",
            Reason::TablePart => "is part of a table",
            Reason::HoldsNoText => "holds no text",
            Reason::NotOnEntry => "is not admitted on its entry",
            Reason::Twice => "is answered twice",
            Reason::TooLong { .. } => "is more than the field admits",
            Reason::NoCounterpart => "has no counterpart in the entry it is merged into",
        };
        write!(f, "`{name}` {why}{}", self.outcome.words())
    }
}

/// As much of a value as is kept.
fn beginning(value: &str) -> Box<str> {
    match value.char_indices().nth(CHARACTERS) {
        None => value.into(),
        Some((end, _)) => value[..end].into(),
    }
}

/// As much of a value as a message shows.
fn short(value: &str) -> impl fmt::Display {
    const SHOWN: usize = 60;
    let mut shown: String = value.chars().take(SHOWN).collect();
    if shown.len() < value.len() {
        shown.push('…');
    }
    shown.escape_debug().to_string()
}
