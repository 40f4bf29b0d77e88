//! What a platform did not get.

use std::fmt;

use crate::small_str::SmallStr;
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
    /// An attribute that the platform does not get.
    Dropped,
    /// What a resolver did not answer, or answered in a way that cannot stand;
    /// the content is there.
    Unresolved,
    /// Markup that the syntax of the platform cannot say here; its text is there.
    Syntax,
    /// A character that the charset does not have; another stands for it.
    Character,
    /// A character that the charset does not have, and that nothing stands for.
    Unwritable,
    /// A character written in another form of the same one (NFC).
    Normalised,
    /// A character that the profile has another text for.
    Overridden,
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
            Self::Dropped => "dropped",
            Self::Unresolved => "unresolved",
            Self::Syntax => "syntax",
            Self::Character => "character",
            Self::Unwritable => "unwritable",
            Self::Normalised => "normalised",
            Self::Overridden => "overridden",
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
            Self::Dropped => "is an attribute that is not written on this platform",
            Self::Unresolved => "was not resolved: its content stands for it",
            Self::Unwritable => "is not in the charset of this platform, and nothing stands for it",
            Self::Normalised => "is written in normal form C on this platform",
            Self::Overridden => "is another text on this platform",
            Self::Syntax => "cannot be said in the syntax of this platform",
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
    /// In place if it is short: a text has as many losses as it has links.
    name: SmallStr,
    range: AddressRange,
}

impl Loss {
    pub(crate) fn new(kind: LossKind, name: impl AsRef<str>, range: AddressRange) -> Self {
        let name = SmallStr::new(name.as_ref());
        Self { kind, name, range }
    }

    /// Moves it to other characters.
    pub(crate) fn at(mut self, range: AddressRange) -> Self {
        self.range = range;
        self
    }

    /// What kind of thing it is.
    #[must_use]
    pub fn kind(&self) -> LossKind {
        self.kind
    }

    /// The entry, attribute or character that it is about.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name.as_str()
    }

    /// The characters that it is about.
    #[must_use]
    pub fn range(&self) -> AddressRange {
        self.range
    }

    /// What happened, in a sentence without the addresses.
    #[must_use]
    pub fn message(&self) -> String {
        format!("`{}` {}", self.name().escape_debug(), self.kind.why())
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.range, self.message())
    }
}
