//! What a platform did not get.

use std::fmt;

use crate::text::AddressRange;

/// What kind of thing was left out or altered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum LossKind {
    /// Markup that the platform does not get; its text is there.
    Markup,
    /// Markup that became text.
    Rewritten,
    /// Content that the platform does not get.
    Content,
    /// A span whose entry the authority does not have.
    Unknown,
    /// A tag that cannot stand where its span is.
    Misplaced,
    /// An attribute value that the authority does not admit today.
    Attribute,
    /// A character that the charset does not have.
    Character,
    /// The end of the text, for its length.
    Cut,
}

impl LossKind {
    /// The word that data uses, as `markup`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Markup => "markup",
            Self::Rewritten => "rewritten",
            Self::Content => "content",
            Self::Unknown => "unknown",
            Self::Misplaced => "misplaced",
            Self::Attribute => "attribute",
            Self::Character => "character",
            Self::Cut => "cut",
        }
    }

    fn why(self) -> &'static str {
        match self {
            Self::Markup => "is not written on this platform",
            Self::Rewritten => "is written as text on this platform",
            Self::Content => "is left out on this platform with its content",
            Self::Unknown => "is not in the authority",
            Self::Misplaced => "cannot stand here",
            Self::Attribute => "has a value that the authority does not admit",
            Self::Character => "is not in the charset of this platform",
            Self::Cut => "are all that this platform takes: the rest is cut",
        }
    }
}

impl fmt::Display for LossKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One thing that a render left out or altered: what, why, and at which address
/// of the text.
///
/// ```
/// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
///
/// let authority = Authority::standard();
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let content = ingester.ingest("Read <em>this</em>")?.into_content();
/// let rendered = Renderer::new(&Profile::ipod(), &authority)?.render(&content);
/// assert_eq!(rendered.losses()[0].to_string(), "5..9: `em` is not written on this platform");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    kind: LossKind,
    name: String,
    range: AddressRange,
}

impl Loss {
    pub(crate) fn new(kind: LossKind, name: impl Into<String>, range: AddressRange) -> Self {
        let name = name.into();
        Self { kind, name, range }
    }

    /// What kind of thing it is.
    #[must_use]
    pub fn kind(&self) -> LossKind {
        self.kind
    }

    /// The entry, attribute or character that it is about.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The characters that it is about.
    #[must_use]
    pub fn range(&self) -> AddressRange {
        self.range
    }

    /// What happened, in a sentence without the addresses.
    #[must_use]
    pub fn message(&self) -> String {
        format!("`{}` {}", self.name.escape_debug(), self.kind.why())
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.range, self.message())
    }
}
