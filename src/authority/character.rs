//! Character entries.

use super::MarkupId;

/// Which occurrences of a character are marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Capture {
    /// Those that were authored as a reference (`&mdash;`).
    #[default]
    Reference,
    /// Raw ones too (`—`).
    Always,
}

impl Capture {
    #[cfg(feature = "rows")]
    pub(super) const ALL: [Self; 2] = [Self::Reference, Self::Always];

    /// The word that data uses: `reference`, `always`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::Always => "always",
        }
    }
}

/// A character encoding of the authority: one character, and the reference
/// that it is written back as.
///
/// ```
/// use standoff::authority::{Capture, CharacterEntry, MarkupId};
///
/// let dash = CharacterEntry::new(MarkupId::new(10_002), '—', "&mdash;").capture(Capture::Always);
/// assert_eq!(dash.name(), "mdash");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct CharacterEntry {
    pub(crate) id: MarkupId,
    pub(crate) character: char,
    pub(crate) reference: String,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) capture: Capture,
}

impl CharacterEntry {
    /// Marks this character where it was authored as a reference.
    ///
    /// Nothing is checked here; [`AuthorityBuilder::build`] checks it all.
    ///
    /// [`AuthorityBuilder::build`]: super::AuthorityBuilder::build
    #[must_use]
    pub fn new(id: MarkupId, character: char, reference: impl Into<String>) -> Self {
        Self {
            id,
            character,
            reference: reference.into(),
            capture: Capture::default(),
        }
    }

    /// Which occurrences are marked.
    #[must_use]
    pub fn capture(mut self, capture: Capture) -> Self {
        self.capture = capture;
        self
    }

    /// The id that content stores.
    #[must_use]
    pub fn id(&self) -> MarkupId {
        self.id
    }

    /// The character that stands in the text.
    #[must_use]
    pub fn character(&self) -> char {
        self.character
    }

    /// The reference that HTML is written with, as `&mdash;`.
    #[must_use]
    pub fn reference(&self) -> &str {
        &self.reference
    }

    /// The reference without `&` and `;`.
    #[must_use]
    pub fn name(&self) -> &str {
        let name = self.reference.strip_prefix('&').unwrap_or(&self.reference);
        name.strip_suffix(';').unwrap_or(name)
    }

    /// Which occurrences are marked.
    #[must_use]
    pub fn captures(&self) -> Capture {
        self.capture
    }
}
