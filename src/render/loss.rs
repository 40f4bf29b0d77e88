//! What a platform did not get.

use std::fmt;

use crate::error::UnknownName;
use crate::small_str::SmallStr;
use crate::text::AddressRange;
use crate::words::words;

words! {
    /// What kind of thing was left out or altered.
    pub enum LossKind {
        /// Markup that the platform does not get; its text is there.
        Markup = "markup",
        /// Markup that became text.
        Rewritten = "rewritten",
        /// Content that the platform does not get.
        Content = "content",
        /// A span whose entry the authority does not have.
        Unknown = "unknown",
        /// A tag that cannot stand where its span is.
        Misplaced = "misplaced",
        /// An attribute value that the authority does not admit today.
        Attribute = "attribute",
        /// An attribute that the platform does not get.
        Dropped = "dropped",
        /// What a resolver did not answer, or answered in a way that cannot stand;
        /// the content is there.
        Unresolved = "unresolved",
        /// Markup that the syntax of the platform cannot say here; its text is there.
        Syntax = "syntax",
        /// A character that the charset does not have; another stands for it.
        Character = "character",
        /// A character that the charset does not have, and that nothing stands for.
        Unwritable = "unwritable",
        /// A character written in another form of the same one (NFC).
        Normalised = "normalised",
        /// A character that the profile has another text for.
        Overridden = "overridden",
        /// The end of the text, for its length.
        Cut = "cut",
    }
}

/// Says more of why something was left out or altered than its kind does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "code", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum LossReason<'a> {
    /// This text stands for the character.
    Written {
        /// It may be nothing.
        text: &'a str,
    },
    /// A resolver answered with an entry that the authority does not have.
    UnknownEntry {
        /// Its name, and those that there are.
        name: &'a UnknownName,
    },
    /// A resolver answered with more spans in each other than content may have.
    TooDeep,
    /// A resolver answered with an attribute that the entry does not have.
    UnknownAttribute {
        /// Its name, and those that there are.
        name: &'a UnknownName,
    },
}

/// Reports one thing that a render left out or altered: what, why, and at which
/// address of the text.
///
/// With the feature `serde` it is written as `{"kind", "name", "range": [start, end],
/// "reason": {"code", …}, "message"}`; `reason` is left out where there is none.
///
/// ```
/// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
///
/// let authority = Authority::standard();
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let content = ingester.ingest("Read <em>this</em>")?.into_content();
/// let rendered = Renderer::named("ipod", &authority)?.render(&content);
/// assert_eq!(rendered.losses()[0].to_string(), "5..9: `em` is not written on this platform");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    kind: LossKind,
    /// In place if it is short: a text has as many losses as it has links.
    name: SmallStr,
    range: AddressRange,
    detail: Option<Detail>,
}

/// What a loss keeps of its reason: a text has a loss for each character that its
/// charset lacks, so that what stands for one is in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    Written(SmallStr),
    UnknownEntry(Box<UnknownName>),
    TooDeep,
    UnknownAttribute(Box<UnknownName>),
}

impl Loss {
    pub(crate) fn new(kind: LossKind, name: impl AsRef<str>, range: AddressRange) -> Self {
        Self {
            kind,
            name: SmallStr::new(name.as_ref()),
            range,
            detail: None,
        }
    }

    pub(crate) fn because(mut self, detail: Detail) -> Self {
        self.detail = Some(detail);
        self
    }

    /// Moves it to other characters.
    pub(crate) fn at(mut self, range: AddressRange) -> Self {
        self.range = range;
        self
    }

    /// Returns what kind of thing it is.
    #[must_use]
    pub fn kind(&self) -> LossKind {
        self.kind
    }

    /// Returns the entry, attribute or character that it is about; of a cut, how
    /// much the platform takes, as `178 characters`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name.as_str()
    }

    /// Returns the characters that it is about.
    #[must_use]
    pub fn range(&self) -> AddressRange {
        self.range
    }

    /// Returns what there is to say of the reason beyond the kind.
    #[must_use]
    pub fn reason(&self) -> Option<LossReason<'_>> {
        Some(match self.detail.as_ref()? {
            Detail::Written(text) => LossReason::Written {
                text: text.as_str(),
            },
            Detail::UnknownEntry(name) => LossReason::UnknownEntry { name },
            Detail::TooDeep => LossReason::TooDeep,
            Detail::UnknownAttribute(name) => LossReason::UnknownAttribute { name },
        })
    }

    /// Says what happened, in a sentence without the addresses. For people: it may
    /// change from release to release.
    #[must_use]
    pub fn message(&self) -> String {
        let name = format!("`{}`", visible(self.name()));
        match (self.kind, self.reason()) {
            (LossKind::Unresolved, Some(LossReason::UnknownEntry { name: unknown })) => format!(
                "{name} was answered with an entry that the authority does not have, {unknown}: \
                 its content stands for it"
            ),
            (LossKind::Unresolved, Some(LossReason::TooDeep)) => format!(
                "{name} was answered with spans that lie too deep in each other: its content \
                 stands for it"
            ),
            (_, Some(LossReason::UnknownAttribute { name: unknown })) => {
                format!("the entry has no attribute {unknown}")
            }
            (_, Some(LossReason::Written { text: "" })) => {
                format!("{name} is left out on this platform")
            }
            (LossKind::Character, Some(LossReason::Written { text })) => {
                let text = visible(text);
                format!("{name} is written as `{text}`: the charset does not have it")
            }
            (_, Some(LossReason::Written { text })) => {
                format!("{name} is written as `{}`", visible(text))
            }
            (LossKind::Markup, _) => format!("{name} is not written on this platform"),
            (LossKind::Rewritten, _) => format!("{name} is written as text on this platform"),
            (LossKind::Content, _) => {
                format!("{name} is left out on this platform with its content")
            }
            (LossKind::Unknown, _) => format!("{name} is not in the authority"),
            (LossKind::Misplaced, _) => format!("{name} cannot stand here"),
            (LossKind::Attribute, _) => {
                format!("{name} has a value that the authority does not admit")
            }
            (LossKind::Dropped, _) => {
                format!("{name} is an attribute that is not written on this platform")
            }
            (LossKind::Unresolved, _) => {
                format!("{name} was not resolved: its content stands for it")
            }
            (LossKind::Syntax, _) => format!("this platform has no {name} here"),
            (LossKind::Character, _) => format!("{name} is not in the charset of this platform"),
            (LossKind::Unwritable, _) => format!(
                "{name} is left out: the charset does not have it, and nothing stands for it"
            ),
            (LossKind::Normalised, _) => {
                format!("{name} is written in normal form C on this platform")
            }
            (LossKind::Overridden, _) => format!("{name} is another text on this platform"),
            (LossKind::Cut, _) => format!("cut: this platform takes {}", self.name()),
        }
    }
}

/// Returns a text with escapes for what nobody would see, and for nothing else.
fn visible(text: &str) -> String {
    let escaped = text.escape_debug().to_string();
    let quoted = escaped.replace("\\\"", "\"").replace("\\'", "'");
    quoted.replace("\\\\", "\\")
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.range, self.message())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Loss {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        let members = 4 + usize::from(self.detail.is_some());
        let mut out = serializer.serialize_struct("Loss", members)?;
        out.serialize_field("kind", &self.kind)?;
        out.serialize_field("name", self.name())?;
        let (start, end) = (self.range.start().get(), self.range.end().get());
        out.serialize_field("range", &(start, end))?;
        match self.reason() {
            Some(reason) => out.serialize_field("reason", &reason)?,
            None => out.skip_field("reason")?,
        }
        out.serialize_field("message", &self.message())?;
        out.end()
    }
}
