//! Character entries.

use super::MarkupId;
use crate::words::words;

words! {
    /// Which occurrences of a character are marked.
    #[derive(Default)]
    pub enum Capture {
        /// Only characters that were authored as a reference (`&mdash;`).
        #[default]
        Reference = "reference",
        /// Characters that were authored raw as well (`—`).
        Always = "always",
    }
}

/// A character encoding of the authority: one character, and the reference that output
/// writes for it.
///
/// ```
/// use standoff::authority::{Capture, CharacterEntry};
///
/// let dash = CharacterEntry::new(10_002, '—', "&mdash;").with_capture(Capture::Always);
/// assert_eq!(dash.name(), "mdash");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(transform = crate::words::json_schema::plain)
)]
#[cfg_attr(
    feature = "serde",
    serde(expecting = "a character entry", deny_unknown_fields)
)]
pub struct CharacterEntry {
    /// The number that content stores: from 10,000 on for entries of your own.
    pub(crate) id: MarkupId,
    /// The character in the clean text.
    pub(crate) character: char,
    /// The reference that HTML output writes, as `&mdash;`.
    pub(crate) reference: String,
    /// Which occurrences are marked. Default: `reference`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) capture: Capture,
}

impl CharacterEntry {
    /// Makes an entry that marks this character if it was authored as a reference.
    ///
    /// Checks nothing: [`AuthorityBuilder::build`] does.
    ///
    /// [`AuthorityBuilder::build`]: super::AuthorityBuilder::build
    #[must_use]
    pub fn new(id: impl Into<MarkupId>, character: char, reference: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            character,
            reference: reference.into(),
            capture: Capture::default(),
        }
    }

    /// Sets which occurrences are marked. Default: [references](Capture::Reference).
    #[must_use]
    pub fn with_capture(mut self, capture: Capture) -> Self {
        self.capture = capture;
        self
    }

    /// Returns the id that content stores.
    #[must_use]
    pub fn id(&self) -> MarkupId {
        self.id
    }

    /// Returns the character in the clean text.
    #[must_use]
    pub fn character(&self) -> char {
        self.character
    }

    /// Returns the reference that HTML output writes, as `&mdash;`.
    #[must_use]
    pub fn reference(&self) -> &str {
        &self.reference
    }

    /// Returns which occurrences are marked.
    #[must_use]
    pub fn capture(&self) -> Capture {
        self.capture
    }

    /// Returns the reference without `&` and `;`.
    #[must_use]
    pub fn name(&self) -> &str {
        let name = self.reference.strip_prefix('&').unwrap_or(&self.reference);
        name.strip_suffix(';').unwrap_or(name)
    }
}
