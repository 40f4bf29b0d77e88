//! The builder of an authority.

use std::sync::Arc;

use super::fault::{AuthorityError, AuthorityFault, fault};
use super::table::{Slot, Table};
use super::{Authority, AuthorityVersion, CharacterEntry, MarkupId, TagEntry};

/// Collects entries for an [`Authority`]; see [`build`](Self::build).
///
/// With the feature `serde` this is the table as data:
///
/// ```json
/// {"authority": {"name": "newsroom", "version": 3},
///  "tags": [{"id": 10000, "name": "station",
///            "attributes": [{"id": 1, "name": "id", "value": "text"}]}],
///  "characters": [{"id": 10001, "character": "—", "reference": "&mdash;"}]}
/// ```
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct AuthorityBuilder {
    #[cfg_attr(
        feature = "serde",
        serde(rename = "authority", default, skip_serializing_if = "Option::is_none")
    )]
    pub(super) version: Option<AuthorityVersion>,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(super) tags: Vec<TagEntry>,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(super) characters: Vec<CharacterEntry>,
}

impl AuthorityBuilder {
    /// Names the table and this state of it, for content to travel with.
    ///
    /// Tables that are made from this one keep the name and the number: count
    /// up when what you change is to be told from what it was.
    #[must_use]
    pub fn version(mut self, name: impl Into<String>, version: u32) -> Self {
        self.version = Some(AuthorityVersion::new(name, version));
        self
    }

    /// Adds a tag, or puts it in the place of the one with the same id.
    #[must_use]
    pub fn tag(mut self, tag: TagEntry) -> Self {
        match self.tags.iter_mut().find(|known| known.id == tag.id) {
            Some(known) => *known = tag,
            None => self.tags.push(tag),
        }
        self
    }

    /// Adds a character, or puts it in the place of the one with the same id.
    #[must_use]
    pub fn character(mut self, character: CharacterEntry) -> Self {
        let mut known = self.characters.iter_mut();
        match known.find(|known| known.id == character.id) {
            Some(known) => *known = character,
            None => self.characters.push(character),
        }
        self
    }

    /// Takes out the entry with this id. Content that has it then renders
    /// without it, with a loss; to keep it rendering, retire it instead.
    #[must_use]
    pub fn without(mut self, id: MarkupId) -> Self {
        self.tags.retain(|tag| tag.id != id);
        self.characters.retain(|character| character.id != id);
        self
    }

    /// Checks the entries and compiles the table.
    ///
    /// # Errors
    ///
    /// The first [fault](AuthorityFault) found, with the path to it.
    ///
    /// ```
    /// use standoff::Authority;
    /// use standoff::authority::{MarkupId, TagEntry};
    ///
    /// let script = TagEntry::new(MarkupId::new(10_000), "script");
    /// let error = Authority::builder().tag(script).build().unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "tags[0].name: `script` may not be rendered: its text is not read as HTML",
    /// );
    /// ```
    pub fn build(self) -> Result<Authority, AuthorityError> {
        let table = self.compile()?;
        check_built_in_ids(&table)?;
        Ok(Authority {
            table: Arc::new(table),
        })
    }

    fn compile(self) -> Result<Table, AuthorityError> {
        Table::compile(self.version, self.tags, self.characters)
    }

    /// For the crate's own tables, which define the built-in ids.
    pub(super) fn build_built_in(self) -> Authority {
        match self.compile() {
            Ok(table) => Authority {
                table: Arc::new(table),
            },
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

/// An id of the crate's means the same everywhere and for ever.
fn check_built_in_ids(table: &Table) -> Result<(), AuthorityError> {
    let built_in = Authority::article();
    for &(id, slot) in &table.ids {
        if id.get() >= MarkupId::FIRST_OF_USERS {
            continue;
        }
        let same = match slot {
            Slot::Tag(at) => {
                let known = built_in.tag(id);
                known.is_some_and(|known| known.name == table.tags[at as usize].name)
            }
            Slot::Character(at) => {
                let character = table.characters[at as usize].character;
                let known = built_in.character(character);
                known.is_some_and(|known| known.id == id)
            }
        };
        if !same {
            return fault(slot.id_path(), AuthorityFault::IdReserved(id));
        }
    }
    Ok(())
}
