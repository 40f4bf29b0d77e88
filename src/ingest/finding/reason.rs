//! Reasons of findings.

use std::collections::HashSet;
use std::fmt;

use crate::authority::{AttributeEntry, ValueFault, ValueRule};

/// Says why ingest stripped, changed or objects to something. Messages are made from
/// reasons; a form can use them to speak another language or to mark the part at fault.
///
/// Serialises as an object with the [code](Self::code) and the fields of the variant:
/// `{"code": "value", "value": "ftp:x", "fault": "scheme"}`.
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
    /// HTML parsers would not leave the tag at its place.
    Misplaced,
    /// The entry requires an attribute that is missing or has a refused value.
    Required {
        /// The name of the attribute.
        attribute: Box<str>,
    },
    /// The element is not admitted, and is removed with its content.
    NotAdmitted,
    /// The table of artefacts removes the element: its program does not show it.
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
        /// The reason why the rule refuses the value.
        fault: ValueFault,
    },
    /// The value is stored in the spelling that its rule keeps.
    Spelling {
        /// The given value, cut to 200 characters.
        value: Box<str>,
        /// The stored value, cut to 200 characters.
        stored: Box<str>,
    },
    /// Some tokens of the value are not allowed and are removed.
    Tokens {
        /// The stored value, cut to 200 characters.
        stored: Box<str>,
        /// The removed tokens, separated by spaces, cut to 200 characters.
        dropped: Box<str>,
    },
    /// Comments are removed.
    Comment,
    /// Declarations, processing instructions, and other markup that HTML parsers read as
    /// a comment are removed.
    Declaration,
    /// CDATA sections are removed: HTML reads them as comments.
    Cdata,
    /// The tag or comment is never closed: everything after its start is lost.
    Unclosed,
    /// A quote is missing, so the tag is never closed.
    UnclosedQuote {
        /// The attribute whose value does not end.
        attribute: Box<str>,
    },
    /// The element is never closed: everything after its tag is read as its content.
    UnclosedElement,
    /// A quote is missing: the value of an attribute extends to a quote after the tag.
    LateQuote {
        /// The attribute whose value swallows text.
        attribute: Box<str>,
    },
    /// The tag extends to the end of the next one: the text in between is lost.
    TakesTag,
    /// The tag may have been meant as text.
    PerhapsText {
        /// The words, cut to 200 characters.
        words: Box<str>,
    },
    /// The formatting is never closed, and parsers reopen it in the blocks that follow.
    ReachesOver {
        /// The number of blocks with text in this formatting.
        blocks: u32,
    },
    /// The end tag closes nothing.
    ClosesNothing,
    /// Text cannot contain the character.
    NoText {
        /// The first of the characters.
        character: char,
    },
    /// More elements are open than ingest tracks.
    OpenElements {
        /// The maximum.
        most: u32,
    },
    /// More formatting elements are open, or wait to be reopened, than ingest tracks.
    FormattingElements {
        /// The maximum.
        most: u32,
    },
    /// More elements that isolate formatting were closed by other end tags than ingest
    /// tracks.
    StaleMarkers {
        /// The maximum.
        most: u32,
    },
    /// Formatting that is never closed creates more elements than ingest tracks.
    CreatedElements {
        /// The maximum for each tag of the source, in addition to 4,096.
        most: u64,
    },
    /// A tag has more attributes than ingest tracks.
    Attributes {
        /// The maximum.
        most: u32,
    },
    /// A hook answered with a part of a table.
    TablePart,
    /// A hook answered with text in an entry that cannot contain any.
    HoldsNoText,
    /// A hook answered with an attribute that the entry does not have.
    NotOnEntry,
    /// A hook answered with an attribute twice.
    Twice,
    /// The answer of a hook exceeds the maximum length of the field.
    TooLong {
        /// The maximum in bytes.
        most: u32,
    },
    /// The entry into which an entry is merged has no attribute of this name.
    NoCounterpart,
}

/// The maximum length of a kept value, in characters.
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

    /// Returns the code, the name of the variant in JSON, such as `not-in-authority`.
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

/// What happened to the thing that a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    TagStripped,
    /// The table and its parts lost their tags.
    TableStripped,
    Removed,
    RemovedWithContent,
    ContentRemoved,
    /// Everything except the text was removed.
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

/// The sentence of a finding.
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

/// Cuts a value to the length that is kept.
fn beginning(value: &str) -> Box<str> {
    if value.len() <= CHARACTERS {
        return value.into();
    }
    match value.char_indices().nth(CHARACTERS) {
        None => value.into(),
        Some((end, _)) => value[..end].into(),
    }
}

/// Cuts a value to the length that messages show.
fn short(value: &str) -> impl fmt::Display {
    const SHOWN: usize = 60;
    let mut shown: String = value.chars().take(SHOWN).collect();
    if shown.len() < value.len() {
        shown.push('…');
    }
    shown.escape_debug().to_string()
}
