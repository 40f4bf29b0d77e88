//! Why a thing was found.

use std::collections::HashSet;
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
    /// The entry needs an attribute that is not there, or whose value does not stand.
    Required {
        /// Its name.
        attribute: Box<str>,
    },
    /// The element is not admitted, and goes with its content.
    NotAdmitted,
    /// The table of artefacts takes the element out: its program does not show it.
    Artefact,
    /// No authority may admit the element: its content is a script or another
    /// language.
    NeverAdmitted,
    /// Browsers show the element in place of its content.
    Fallback,
    /// HTML does not show the element: it has the attribute `hidden`, or is a `dialog`
    /// that is not open.
    Hidden,
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
    /// It is a CDATA section, which HTML reads as a comment.
    Cdata,
    /// The tag or comment that begins here is never closed: what follows is gone.
    Unclosed,
    /// The tag that begins here is never closed, since a quote is missing.
    UnclosedQuote {
        /// The attribute whose value has no end.
        attribute: Box<str>,
    },
    /// The element is never closed: what follows is read as part of it.
    UnclosedElement,
    /// A quote is missing: the value of an attribute goes on to a quote behind the tag.
    LateQuote {
        /// The attribute whose value takes text along.
        attribute: Box<str>,
    },
    /// The tag goes on to the end of the next: what stands between is gone.
    TakesTag,
    /// What stands there as a tag may have been text.
    PerhapsText {
        /// The words that stand there, of which 200 characters are kept.
        words: Box<str>,
    },
    /// The formatting is never closed, and parsers open it again in the blocks that
    /// follow.
    ReachesOver {
        /// How many blocks hold text of it.
        blocks: u32,
    },
    /// The end tag closes nothing.
    ClosesNothing,
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

    pub(in crate::ingest) fn perhaps_text(words: &str) -> Self {
        let words = beginning(words);
        Self::PerhapsText { words }
    }

    pub(in crate::ingest) fn stored(entry: &AttributeEntry, value: &str, stored: &str) -> Self {
        if let ValueRule::Tokens(_) = entry.value() {
            let mut dropped = String::new();
            let kept: HashSet<&str> = stored.split(' ').collect();
            for token in value.split_ascii_whitespace() {
                if !kept.contains(token) {
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
            Self::Required { .. } => "required",
            Self::NotAdmitted => "not-admitted",
            Self::Artefact => "artefact",
            Self::NeverAdmitted => "never-admitted",
            Self::Fallback => "fallback",
            Self::Hidden => "hidden",
            Self::NotOnTag => "not-on-tag",
            Self::RunsCode => "runs-code",
            Self::Value { .. } => "value",
            Self::Spelling { .. } => "spelling",
            Self::Tokens { .. } => "tokens",
            Self::Comment => "comment",
            Self::Declaration => "declaration",
            Self::Cdata => "cdata",
            Self::Unclosed => "unclosed",
            Self::UnclosedQuote { .. } => "unclosed-quote",
            Self::UnclosedElement => "unclosed-element",
            Self::LateQuote { .. } => "late-quote",
            Self::TakesTag => "takes-tag",
            Self::PerhapsText { .. } => "perhaps-text",
            Self::ReachesOver { .. } => "reaches-over",
            Self::ClosesNothing => "closes-nothing",
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
    /// A table, and with it the tags of its parts.
    TableStripped,
    Removed,
    RemovedWithContent,
    ContentRemoved,
    /// All but its text.
    TextStays,
    AttributeRemoved,
    TakenOff,
    NotAdopted,
    Stored,
}

impl Outcome {
    fn words(self) -> &'static str {
        match self {
            Self::TagStripped => ": tag stripped",
            Self::TableStripped => ": stripped, with the tags of its rows and cells",
            Self::Removed => ": removed",
            Self::RemovedWithContent => ": removed with its content",
            Self::ContentRemoved => ": its content removed",
            Self::TextStays => ": removed, its text stays",
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
            Reason::Cdata => return f.write_str("CDATA section removed, which HTML has not"),
            Reason::UnclosedQuote { attribute } => {
                let attribute = short(attribute);
                return write!(
                    f,
                    "`{name}` is never closed: a quote is missing behind `{attribute}`, \
                     and all that follows is removed"
                );
            }
            Reason::LateQuote { attribute } => {
                let attribute = short(attribute);
                return write!(
                    f,
                    "`{name}` takes text along: a quote is missing behind `{attribute}`"
                );
            }
            Reason::PerhapsText { words } => {
                return write!(f, "`{name}` may have been text: `{}`", short(words));
            }
            Reason::ReachesOver { blocks } => {
                let plural = if *blocks == 1 { "" } else { "s" };
                return write!(
                    f,
                    "`{name}` is never closed: it reaches over {blocks} block{plural}"
                );
            }
            Reason::ClosesNothing => {
                let makes = match self.name {
                    "p" => " and makes an empty paragraph",
                    _ => "",
                };
                return write!(f, "`</{name}>` closes nothing{makes}");
            }
            Reason::TakesTag if self.name.starts_with("<!") => {
                return f.write_str("comment takes text along: another begins in it");
            }
            Reason::Unclosed if self.name.starts_with("<!") => {
                return f.write_str("comment never closed: all that follows is removed");
            }
            Reason::Unclosed => "is never closed: all that follows is removed",
            Reason::UnclosedElement => "is never closed: all that follows is read as part of it",
            Reason::TakesTag => "takes text along: it is not closed before the next tag",
            Reason::Value { fault, .. } => {
                let fault = fault.message();
                return match self.outcome {
                    Outcome::NotAdopted => {
                        write!(f, "`{name}` is not adopted for its value: {fault}")
                    }
                    Outcome::TagStripped => {
                        write!(
                            f,
                            "`{name}` is removed for its value, with its tag: {fault}"
                        )
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
            Reason::Required { attribute } => {
                write!(f, "`{name}` has no `{attribute}` that stands")?;
                return f.write_str(self.outcome.words());
            }
            Reason::NotInAuthority => "is not in the authority",
            Reason::NotInField => "is not admitted in this field",
            Reason::Retired => "is retired",
            Reason::Misplaced => "cannot stand here",
            Reason::NotAdmitted => "is not admitted",
            Reason::Artefact => "is not shown by the program that wrote it",
            Reason::NeverAdmitted => "is never admitted",
            Reason::Fallback => "is shown in place of what it holds",
            Reason::Hidden => "is hidden",
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
