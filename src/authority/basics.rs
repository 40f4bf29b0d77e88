//! The first methods of an authority: constructors and look-ups.
//!
//! rustdoc lists the methods of a type by the order of modules. So these are in the first
//! module that has any, and not beside the type.

use super::builtin;
use super::list::List;
use super::slot::Slot;
use super::{
    Authority, AuthorityBuilder, AuthorityVersion, CharacterEntry, Entry, MarkupId, TagEntry,
};

impl Authority {
    /// Returns the 25 editorial tags and the character encodings that newsrooms use.
    ///
    /// `a abbr b blockquote br cite code del em h2 h3 h4 i ins li ol p pre q s strong sub
    /// sup u ul`, each with its safe attributes. Their [numbers](super::ids) never change. An `a`
    /// requires `href`: ingest strips every `a` without one, also a link target with an
    /// `id`.
    ///
    /// ```
    /// use standoff::Authority;
    ///
    /// assert_eq!(Authority::standard().tags().len(), 25);
    /// ```
    #[must_use]
    pub fn standard() -> Self {
        builtin::standard::authority()
    }

    /// Returns the tags of a full article body: those of [`standard`](Self::standard)
    /// with tables, figures, images, definition lists, ruby, details, sections, audio and
    /// video. Their [numbers](super::ids) never change.
    ///
    /// ```
    /// use standoff::Authority;
    ///
    /// assert!(Authority::article().tag_named("figcaption").is_some());
    /// ```
    #[must_use]
    pub fn article() -> Self {
        builtin::article::authority()
    }

    /// Makes an empty builder.
    #[must_use]
    pub fn builder() -> AuthorityBuilder {
        AuthorityBuilder::default()
    }

    /// Makes a builder that holds this authority's entries.
    #[must_use]
    pub fn to_builder(&self) -> AuthorityBuilder {
        AuthorityBuilder {
            version: self.table.version.clone(),
            tags: List::of_table(self.table.tags.clone()),
            characters: List::of_table(self.table.characters.clone()),
        }
    }

    /// Returns the name and version, if the authority has them.
    #[must_use]
    pub fn version(&self) -> Option<&AuthorityVersion> {
        self.table.version.as_ref()
    }

    /// Lists the tags in the order in which they were given.
    #[must_use]
    pub fn tags(&self) -> &[TagEntry] {
        &self.table.tags
    }

    /// Lists the character encodings in the order in which they were given.
    #[must_use]
    pub fn characters(&self) -> &[CharacterEntry] {
        &self.table.characters
    }

    /// Finds the entry with this id: O(log n).
    #[must_use]
    pub fn entry(&self, id: MarkupId) -> Option<Entry<'_>> {
        Some(match self.slot(id)? {
            Slot::Tag(index) => Entry::Tag(&self.table.tags[index as usize]),
            Slot::Character(index) => Entry::Character(&self.table.characters[index as usize]),
        })
    }

    /// Finds the tag with this id: O(log n).
    #[must_use]
    pub fn tag(&self, id: MarkupId) -> Option<&TagEntry> {
        match self.entry(id)? {
            Entry::Tag(tag) => Some(tag),
            Entry::Character(_) => None,
        }
    }

    /// Finds the tag with this name, ignoring aliases: O(log n).
    #[must_use]
    pub fn tag_named(&self, name: &str) -> Option<&TagEntry> {
        let tags = &self.table.tags;
        let by_name = &self.table.by_name;
        let at = by_name.binary_search_by_key(&name, |&at| tags[at as usize].name());
        Some(&tags[by_name[at.ok()?] as usize])
    }

    /// Finds the entry of this character: O(log n).
    #[must_use]
    pub fn character(&self, character: char) -> Option<&CharacterEntry> {
        let at = self
            .table
            .by_character
            .binary_search_by_key(&character, |(c, _)| *c)
            .ok()?;
        Some(&self.table.characters[self.table.by_character[at].1 as usize])
    }
}
