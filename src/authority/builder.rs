//! The builder of an authority.

use std::sync::Arc;

use super::fault::AuthorityError;
use super::list::List;
use super::table::{Ids, Table};
use super::{Authority, AuthorityVersion, CharacterEntry, MarkupId, TagEntry};

/// Collects entries for an [`Authority`]; see [`build`](Self::build).
///
/// With the feature `serde` the builder is the authority as data. It may extend
/// `standard` or `article`. An entry whose id is in that table replaces the entry there.
///
/// ```json
/// {"authority": {"name": "newsroom", "version": 3},
///  "extends": "standard",
///  "tags": [{"id": 10000, "name": "station",
///            "attributes": [{"id": 1, "name": "id", "value": "text"}]}],
///  "characters": [{"id": 10001, "character": "ℵ", "reference": "&aleph;"}]}
/// ```
#[derive(Clone, Debug, Default)]
pub struct AuthorityBuilder {
    pub(super) version: Option<AuthorityVersion>,
    pub(super) tags: List<TagEntry>,
    pub(super) characters: List<CharacterEntry>,
}

impl AuthorityBuilder {
    /// Checks the entries and compiles the table: O(n log n).
    ///
    /// # Errors
    ///
    /// All [faults](super::AuthorityFault), each with its path.
    ///
    /// ```
    /// use standoff::Authority;
    /// use standoff::authority::TagEntry;
    ///
    /// let script = TagEntry::new(10_000, "script");
    /// let em = TagEntry::new(10_001, "em");
    /// let builder = Authority::standard().to_builder().tag(script).tag(em);
    /// let error = builder.build().unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "tags[25].name: `script` may not be rendered: its text is not read as HTML\n\
    ///      tags[26].name: `em` is claimed already by 9",
    /// );
    /// ```
    pub fn build(self) -> Result<Authority, AuthorityError> {
        self.compile(Ids::OfUsers)
    }

    /// Sets the name and version of the authority, which stored content carries.
    ///
    /// A table derived from this one inherits both. Count the version up so that the two
    /// can be told apart.
    #[must_use]
    pub fn version(mut self, name: impl Into<String>, version: u32) -> Self {
        self.version = Some(AuthorityVersion::new(name, version));
        self
    }

    /// Adds a tag, or replaces the tag with the same id in the table that the builder was
    /// [made from](Authority::to_builder). Giving one id twice is a fault of
    /// [`build`](Self::build).
    #[must_use]
    pub fn tag(mut self, tag: TagEntry) -> Self {
        self.tags.put(tag);
        self
    }

    /// Adds a character, or replaces one, as [`tag`](Self::tag) does.
    #[must_use]
    pub fn character(mut self, character: CharacterEntry) -> Self {
        self.characters.put(character);
        self
    }

    /// Removes the entry with this id. Stored content that uses it renders without it,
    /// with a loss; to keep it rendering, retire the entry instead.
    #[must_use]
    pub fn without(mut self, id: MarkupId) -> Self {
        self.tags.remove(id);
        self.characters.remove(id);
        self
    }

    fn compile(self, ids: Ids) -> Result<Authority, AuthorityError> {
        let table = Table::compile(self.version, self.tags, self.characters, ids)?;
        Ok(Authority {
            table: Arc::new(table),
        })
    }

    /// Builds one of the crate's own tables, which define the built-in ids.
    pub(super) fn build_built_in(self) -> Authority {
        match self.compile(Ids::OfCrate) {
            Ok(authority) => authority,
            Err(error) => unreachable!("the built-in tables are tested: {error}"),
        }
    }
}

impl From<Authority> for AuthorityBuilder {
    fn from(authority: Authority) -> Self {
        authority.to_builder()
    }
}

impl TryFrom<AuthorityBuilder> for Authority {
    type Error = AuthorityError;

    fn try_from(builder: AuthorityBuilder) -> Result<Self, AuthorityError> {
        builder.build()
    }
}
