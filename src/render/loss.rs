//! The losses of a render.

use std::borrow::Cow;
use std::fmt;

use crate::error::UnknownName;
use crate::small_str::SmallStr;
use crate::text::AddressRange;
use crate::words::words;

words! {
    /// The kind of a loss.
    pub enum LossKind {
        /// Markup that is left out; its text is kept.
        Markup = "markup",
        /// Markup that is written as text.
        Rewritten = "rewritten",
        /// Content that is left out.
        Content = "content",
        /// A span whose entry the authority lacks.
        Unknown = "unknown",
        /// A tag that is not allowed at the place of its span.
        Misplaced = "misplaced",
        /// An attribute value that the authority does not admit today.
        Attribute = "attribute",
        /// An attribute that is left out.
        Dropped = "dropped",
        /// An entry that a resolver did not answer, or whose answer cannot be used; its
        /// content is kept.
        Unresolved = "unresolved",
        /// Markup that the syntax of the platform cannot express here; its text is
        /// kept.
        Syntax = "syntax",
        /// A character that the charset lacks, and that was substituted.
        Character = "character",
        /// A character that the charset lacks, and for which nothing stands: there is no
        /// substitute, or it is a picture or a word that is left out.
        Unwritable = "unwritable",
        /// A character written in its composed form (NFC).
        Normalised = "normalised",
        /// A character that the profile replaces with a text of its own.
        Overridden = "overridden",
        /// The end of the text, cut to keep a limit.
        Cut = "cut",
    }
}

/// Gives more detail than the kind of a loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "code", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum LossReason<'a> {
    /// This text was written for the character.
    Written {
        /// The text; may be empty.
        text: &'a str,
    },
    /// A resolver answered with an entry that the authority lacks.
    UnknownEntry {
        /// The unknown name, and the nearest known ones.
        name: &'a UnknownName,
    },
    /// A resolver answered with spans nested deeper than content may be.
    TooDeep,
    /// A resolver answered with an attribute that the entry lacks.
    UnknownAttribute {
        /// The unknown name, and the nearest known ones.
        name: &'a UnknownName,
    },
    /// A URL is relative, and there is no [base](crate::Profile::with_base).
    NoBase,
}

/// Reports one thing that a render left out or altered: what, why, and at which address
/// of the text.
///
/// Serialises (feature `serde`) as `{"kind", "name", "range": [start, end], "reason":
/// {"code", …}, "message"}`, without `reason` if there is none.
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
    /// Short names are stored in place: a text has as many losses as it has links.
    name: SmallStr,
    range: AddressRange,
    detail: Option<Detail>,
}

/// The stored form of a reason. Short substitutes are stored in place: a text has a
/// loss for each character that its charset lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    Written(SmallStr),
    UnknownEntry(Box<UnknownName>),
    TooDeep,
    UnknownAttribute(Box<UnknownName>),
    NoBase,
}

impl Loss {
    pub(crate) fn new(kind: LossKind, name: impl AsRef<str>, range: AddressRange) -> Self {
        Self::named(kind, SmallStr::new(name.as_ref()), range)
    }

    /// Makes a loss with a name that is kept as it is stored.
    pub(crate) fn named(kind: LossKind, name: SmallStr, range: AddressRange) -> Self {
        Self {
            kind,
            name,
            range,
            detail: None,
        }
    }

    pub(crate) fn because(mut self, detail: Detail) -> Self {
        self.detail = Some(detail);
        self
    }

    /// Moves the loss to another range.
    pub(crate) fn at(mut self, range: AddressRange) -> Self {
        self.range = range;
        self
    }

    /// Returns the kind of the loss.
    #[must_use]
    pub fn kind(&self) -> LossKind {
        self.kind
    }

    /// Returns the name of the entry or attribute, or the character. For a cut, returns
    /// the limit, e.g. `178 characters`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name.as_str()
    }

    /// Returns the range in the content.
    #[must_use]
    pub fn range(&self) -> AddressRange {
        self.range
    }

    /// Returns the details that the kind does not give.
    #[must_use]
    pub fn reason(&self) -> Option<LossReason<'_>> {
        Some(match self.detail.as_ref()? {
            Detail::Written(text) => LossReason::Written {
                text: text.as_str(),
            },
            Detail::UnknownEntry(name) => LossReason::UnknownEntry { name },
            Detail::TooDeep => LossReason::TooDeep,
            Detail::UnknownAttribute(name) => LossReason::UnknownAttribute { name },
            Detail::NoBase => LossReason::NoBase,
        })
    }

    /// Describes the loss in a sentence, without the address. For people: the wording
    /// may change in any release.
    #[must_use]
    pub fn message(&self) -> String {
        let name = format!("`{}`", visible(self.name()));
        match (self.kind, self.reason()) {
            (LossKind::Unresolved, Some(LossReason::UnknownEntry { name: unknown })) => format!(
                "{name} was answered with an entry that the authority does not have, {}: \
                 its content stands for it",
                unknown.quoted()
            ),
            (LossKind::Unresolved, Some(LossReason::TooDeep)) => format!(
                "{name} was answered with spans that lie too deep in each other: its content \
                 stands for it"
            ),
            (_, Some(LossReason::UnknownAttribute { name: unknown })) => {
                format!("the entry has no attribute {}", unknown.quoted())
            }
            (_, Some(LossReason::NoBase)) => format!(
                "{name} is not written on this platform: its URL is relative, and there is no base"
            ),
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

/// Sorts losses by where they are. Most come in the order of their starts.
pub(super) fn sort(losses: &mut [Loss]) {
    let (start, end) = (
        |loss: &Loss| loss.range.start(),
        |loss: &Loss| loss.range.end(),
    );
    if losses.is_sorted_by_key(start) {
        for same in losses.chunk_by_mut(|one, next| start(one) == start(next)) {
            same.sort_by_key(end);
        }
    } else {
        losses.sort_by_key(|loss| (start(loss), end(loss)));
    }
}

/// Escapes invisible characters, and nothing else.
fn visible(text: &str) -> Cow<'_, str> {
    // Nearly every name.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let escaped = text.escape_debug().to_string();
    let quoted = escaped.replace("\\\"", "\"").replace("\\'", "'");
    quoted.replace("\\\\", "\\").into()
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
