//! Records: many fields at once.
//!
//! A story is not one text. It has a title, a teaser, a body or single paragraphs, a
//! credit. Each has a policy of its own, and each platform takes some of them, under
//! its own names and in its own form. As for one field, plain data is compiled with an
//! authority:
//!
//! | data | compiles to | purpose |
//! |---|---|---|
//! | [`Schema`] | [`RecordIngester`] | ingests sources: a [`Record`], findings by field |
//! | [`Delivery`], with a schema | [`RecordRenderer`] | renders a record: a map by the names of a platform, losses by field |
//!
//! [`AddressedText::split`] and [`AddressedText::join`] convert between one body and
//! many paragraphs.

#[cfg(feature = "serde")]
mod data;
mod delivery;
mod ingest;
mod ingester;
mod named;
mod path;
mod rendered;
mod schema;

#[cfg(feature = "fingerprint")]
pub(crate) use delivery::Field;
pub use delivery::{
    Delivery, DeliveryError, DeliveryFault, DeliveryField, FieldProfile, RecordRenderer, Shape,
};
pub use ingest::{IngestedRecord, RecordFinding};
pub use ingester::{RecordError, RecordFault, RecordIngester};
pub use path::{MAX_NAME_BYTES, NameFault};
pub use rendered::{RecordLoss, RenderedField, RenderedRecord};
pub use schema::{Presence, Schema, SchemaError, SchemaFault, SchemaField, Values};

use crate::authority::{Authority, AuthorityVersion};
use crate::text::{AddressedText, StoredText, VersionError};
use named::Named;

/// The content of a story: addressed text by the names of its fields, in order, and the
/// version of the authority that it was made under.
///
/// Plain data, without a schema. [`RecordIngester::ingest`] makes it of sources, and
/// you can make it of content that you have. Serialises (feature `serde`) as
/// `{"format": 1, "authority": {"name", "version"}, "fields": {…}}`, where `fields`
/// maps names to content, in the form of [`AddressedText`], or to lists of content;
/// `authority` is left out if there is none. A bare map of names to content can be read
/// too.
///
/// ```
/// use standoff::AddressedText;
/// use standoff::record::Record;
///
/// let bylines = vec![AddressedText::plain("Homer")?, AddressedText::plain("E. Wilson")?];
/// let story = Record::new()
///     .with_field("title", AddressedText::plain("The Odyssey")?)
///     .with_field("bylines", bylines);
///
/// assert_eq!(story.get("title").unwrap().text(), "The Odyssey");
/// assert_eq!(story.values("bylines")[1].text(), "E. Wilson");
/// assert!(story.values("body").is_empty());
/// # Ok::<(), standoff::TooLong>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    authority: Option<AuthorityVersion>,
    fields: Named<RecordValue>,
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(untagged))]
#[non_exhaustive]
pub enum RecordValue {
    /// One content.
    One(AddressedText),
    /// Any number of contents, in order.
    Many(Vec<AddressedText>),
}

impl RecordValue {
    /// Returns the contents, one or many.
    #[must_use]
    pub fn contents(&self) -> &[AddressedText] {
        match self {
            Self::One(content) => std::slice::from_ref(content),
            Self::Many(contents) => contents,
        }
    }
}

impl From<AddressedText> for RecordValue {
    fn from(content: AddressedText) -> Self {
        Self::One(content)
    }
}

impl From<Vec<AddressedText>> for RecordValue {
    fn from(contents: Vec<AddressedText>) -> Self {
        Self::Many(contents)
    }
}

impl Record {
    /// Makes a record without fields and without an authority.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field, or replaces the field with this name: one content, or a vector of
    /// contents.
    #[must_use]
    pub fn with_field(mut self, name: impl Into<String>, value: impl Into<RecordValue>) -> Self {
        self.fields.insert(name.into(), value.into());
        self
    }

    /// Sets the authority that the content was made under, or has passed a check of.
    #[must_use]
    pub fn with_authority(mut self, authority: &Authority) -> Self {
        self.authority = authority.version().cloned();
        self
    }

    /// Returns the content of a field of one value. For a field of many values, see
    /// [`values`](Self::values).
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&AddressedText> {
        match self.fields.get(name)? {
            RecordValue::One(content) => Some(content),
            RecordValue::Many(_) => None,
        }
    }

    /// Returns all contents of a field, in order; none if the record lacks it.
    #[must_use]
    pub fn values(&self, name: &str) -> &[AddressedText] {
        self.fields.get(name).map_or(&[], |value| value.contents())
    }

    /// Lists names and values, in order.
    pub fn fields(&self) -> impl ExactSizeIterator<Item = (&str, &RecordValue)> + Clone {
        self.fields.iter()
    }

    /// Returns the version of the authority that the record was made under; `None` if
    /// that authority has no version.
    #[must_use]
    pub fn authority(&self) -> Option<&AuthorityVersion> {
        self.authority.as_ref()
    }

    /// Checks that an authority can read the content: it has the same name and is not
    /// older. A record without a version is read under any authority.
    ///
    /// # Errors
    ///
    /// [`VersionError::Other`] if the names differ, [`VersionError::Newer`] if the
    /// record is newer than the authority.
    ///
    /// ```
    /// use standoff::Authority;
    /// use standoff::record::Record;
    ///
    /// let today = Authority::standard().to_builder().version("newsroom", 4).build()?;
    /// let story = Record::new().with_authority(&today);
    /// assert!(story.fits(&today).is_ok());
    /// assert!(story.fits(&Authority::standard()).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn fits(&self, authority: &Authority) -> Result<(), VersionError> {
        StoredText::of_version(AddressedText::default(), self.authority.clone()).fits(authority)
    }

    /// Replaces each content with the result of a function, as content of this
    /// authority.
    pub(crate) fn map_contents<E>(
        &self,
        authority: &Authority,
        mut map: impl FnMut(&str, Option<usize>, StoredText) -> Result<AddressedText, E>,
    ) -> Result<Self, E> {
        let mut mapped = Self::new().with_authority(authority);
        for (name, value) in self.fields() {
            let stored = |content: &AddressedText| {
                StoredText::of_version(content.clone(), self.authority.clone())
            };
            let value = match value {
                RecordValue::One(content) => RecordValue::One(map(name, None, stored(content))?),
                RecordValue::Many(contents) => {
                    let contents = contents.iter().enumerate();
                    let contents =
                        contents.map(|(at, content)| map(name, Some(at), stored(content)));
                    RecordValue::Many(contents.collect::<Result<_, _>>()?)
                }
            };
            mapped.fields.insert(name, value);
        }
        Ok(mapped)
    }
}
