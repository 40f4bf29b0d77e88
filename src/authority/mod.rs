//! The authority: the only place that names markup.
//!
//! Content stores the numeric [`MarkupId`] of an entry and nothing else. Changing an
//! entry therefore changes every render and touches no stored content.
//!
//! ```
//! use standoff::Authority;
//! use standoff::authority::{AttributeEntry, TagEntry, ValueRule};
//!
//! // The 25 editorial tags, and one business tag of our own.
//! let station = TagEntry::new(10_000, "station")
//!     .with_attribute(AttributeEntry::new(1, "id", ValueRule::Text));
//! let authority = Authority::standard().to_builder().tag(station).build()?;
//! assert_eq!(authority.tag_named("station").unwrap().id().get(), 10_000);
//! # Ok::<(), standoff::authority::AuthorityError>(())
//! ```

mod attribute;
mod basics;
mod builder;
mod builtin;
mod character;
#[cfg(feature = "serde")]
mod data;
mod datetime;
mod diff;
mod fault;
mod language;
mod list;
mod names;
mod pattern;
#[cfg(feature = "rows")]
pub mod rows;
mod slot;
mod table;
mod tag;
mod twins;
mod url;
mod validate;
mod verdict;
mod version;

/// The numbers of the built-in entries.
///
#[cfg(doc)]
#[doc = include_str!("ids.md")]
pub mod ids {}

use std::fmt;
use std::sync::Arc;

pub use attribute::{AttributeEntry, AttributeId, ValueRule};
pub use builder::AuthorityBuilder;
pub use character::{Capture, CharacterEntry};
pub use diff::{Change, ChangeKind, Was};
pub use fault::{AuthorityError, AuthorityFault, Unrenderable};
pub use pattern::{Pattern, PatternError, PatternFault};
pub(crate) use slot::Slot;
use table::Table;
pub(crate) use table::TableId;
pub use tag::{DisplayKind, Growth, Status, TagEntry};
pub(crate) use url::runs_code;
pub use url::{Relative, UrlRule};
pub(crate) use validate::{
    check_prefixed_name, check_rendered_name, check_written_name, may_hold_url,
};
pub use verdict::{ValueFault, Verdict};
pub use version::AuthorityVersion;

use crate::html::element::Element;
use crate::html::name::Name;
use crate::words::words;

/// The stable number of an entry, which content stores.
///
/// Numbers below [`MarkupId::FIRST_OF_USERS`] belong to this crate and are never reused.
/// All others are yours.
///
/// ```
/// use standoff::Authority;
///
/// assert_eq!(Authority::standard().tag_named("em").unwrap().id().get(), 9);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(transform = crate::words::json_schema::plain)
)]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct MarkupId(#[cfg_attr(feature = "schemars", schemars(range(max = u32::MAX)))] u32);

impl MarkupId {
    /// The smallest number for entries of your own.
    pub const FIRST_OF_USERS: u32 = 10_000;

    /// Makes the id of this number.
    #[must_use]
    pub const fn new(number: u32) -> Self {
        Self(number)
    }

    /// Returns the number, as rows store it.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl From<u32> for MarkupId {
    fn from(number: u32) -> Self {
        Self(number)
    }
}

impl From<MarkupId> for u32 {
    fn from(id: MarkupId) -> Self {
        id.0
    }
}

impl fmt::Display for MarkupId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

words! {
    /// The two kinds of entries.
    pub enum EntryKind {
        /// A tag.
        Tag = "tag",
        /// A character encoding.
        Character = "character",
    }
}

/// An entry of the authority, of either kind.
///
/// ```
/// use standoff::Authority;
/// use standoff::authority::{Entry, MarkupId};
///
/// let authority = Authority::standard();
/// let em_dash = authority.character('—').unwrap().id();
/// assert!(matches!(authority.entry(em_dash), Some(Entry::Character(_))));
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Entry<'a> {
    /// A tag.
    Tag(&'a TagEntry),
    /// A character encoding.
    Character(&'a CharacterEntry),
}

impl<'a> Entry<'a> {
    /// Returns the id.
    #[must_use]
    pub fn id(self) -> MarkupId {
        match self {
            Self::Tag(tag) => tag.id(),
            Self::Character(character) => character.id(),
        }
    }

    /// Returns the kind.
    #[must_use]
    pub fn kind(self) -> EntryKind {
        match self {
            Self::Tag(_) => EntryKind::Tag,
            Self::Character(_) => EntryKind::Character,
        }
    }

    /// Finds the attribute with this id; characters have none.
    #[must_use]
    pub fn attribute(self, id: AttributeId) -> Option<&'a AttributeEntry> {
        match self {
            Self::Tag(tag) => tag.attribute(id),
            Self::Character(_) => None,
        }
    }

    /// Finds the attribute of this name; characters have none.
    #[must_use]
    pub fn attribute_named(self, name: &str) -> Option<&'a AttributeEntry> {
        match self {
            Self::Tag(tag) => tag.attribute_named(name),
            Self::Character(_) => None,
        }
    }

    /// Returns the name: a tag's own, or a character's reference without `&` and `;`.
    #[must_use]
    pub fn name(self) -> &'a str {
        match self {
            Self::Tag(tag) => tag.name(),
            Self::Character(character) => character.name(),
        }
    }
}

/// Lists every allowed tag and character encoding.
///
/// Immutable, cheap to clone, `Send + Sync`. Start from [`standard`](Self::standard) or
/// [`article`](Self::article), or build your own with [`builder`](Self::builder). With
/// the feature `serde` an authority is also read from JSON or any other data, through the
/// same checks.
///
/// ```
/// use standoff::Authority;
/// use standoff::authority::{MarkupId, TagEntry};
///
/// // One record's change: every stored `b` now renders as `strong`.
/// let standard = Authority::standard();
/// let b = standard.tag_named("b").unwrap().clone().with_rendered_name("strong");
/// let authority = standard.to_builder().tag(b).build()?;
/// assert_eq!(authority.tag_named("b").unwrap().rendered_name(), "strong");
/// # Ok::<(), standoff::authority::AuthorityError>(())
/// ```
#[derive(Clone)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(transform = crate::words::json_schema::plain)
)]
#[cfg_attr(
    feature = "serde",
    serde(try_from = "AuthorityBuilder", into = "AuthorityBuilder")
)]
pub struct Authority {
    table: Arc<Table>,
}

impl Authority {
    /// Lists the ids of all entries in ascending order.
    #[cfg(feature = "fingerprint")]
    pub(crate) fn ids(&self) -> impl ExactSizeIterator<Item = MarkupId> {
        self.table.ids.iter().map(|(id, _)| *id)
    }

    /// Finds the tag that a source tag of this lower-case name is admitted as. Reading
    /// the rendered name again gives the same tag.
    pub(crate) fn claimant(&self, name: Name<'_>) -> Option<usize> {
        self.table.names.get(name).map(|index| index as usize)
    }

    /// Returns the index of a tag in [`tags`](Self::tags).
    pub(crate) fn tag_index(&self, id: MarkupId) -> Option<usize> {
        match self.slot(id)? {
            Slot::Tag(index) => Some(index as usize),
            Slot::Character(_) => None,
        }
    }

    /// The element that the tag at this index renders as.
    pub(crate) fn element(&self, tag: usize) -> Element {
        self.table.elements[tag]
    }

    /// Whether browsers show the tag at this index in place of its content: it is
    /// displayed as [`Atomic`](DisplayKind::Atomic) and renders as an element that holds
    /// a fallback.
    pub(crate) fn holds_fallback(&self, tag: usize) -> bool {
        self.tags()[tag].display() == DisplayKind::Atomic && self.element(tag).holds_fallback()
    }

    /// The element that the tag with this id renders as.
    pub(crate) fn element_of(&self, id: MarkupId) -> Option<Element> {
        self.tag_index(id).map(|index| self.element(index))
    }

    /// Finds the attribute of this name that the tag at this index admits.
    #[inline]
    pub(crate) fn attribute_named(&self, tag: usize, name: Name<'_>) -> Option<&AttributeEntry> {
        let index = (*self.table.attribute_names[tag].get(name))?;
        Some(&self.table.tags[tag].attributes()[index as usize])
    }

    /// Returns the number of the compiled table, which clones share.
    pub(crate) fn table_id(&self) -> Option<TableId> {
        self.table.id
    }

    /// Finds the slot of the entry with this id.
    #[inline]
    pub(crate) fn slot(&self, id: MarkupId) -> Option<Slot> {
        if let Some(slot) = self.table.low_ids.get(id.get() as usize) {
            return *slot;
        }
        let ids = &self.table.ids;
        let at = ids.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        Some(ids[at].1)
    }
}

/// Returns the [standard](Authority::standard) authority.
impl Default for Authority {
    fn default() -> Self {
        Self::standard()
    }
}

impl PartialEq for Authority {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.table, &other.table)
            || (self.version() == other.version()
                && self.tags() == other.tags()
                && self.characters() == other.characters())
    }
}

impl Eq for Authority {}

impl fmt::Debug for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authority")
            .field("version", &self.table.version)
            .field("tags", &self.table.tags)
            .field("characters", &self.table.characters)
            .finish()
    }
}
