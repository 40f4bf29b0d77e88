//! Records: many fields at once.
//!
//! A story is not one text. It has a title, a teaser, a body or paragraphs one by
//! one, a credit: each with a policy of its own, and each platform takes some of
//! them, under its own names, in its own form. Three things compile here as they do
//! for one field:
//!
//! | data | with an authority it is | and does |
//! |---|---|---|
//! | [`Schema`] | [`RecordIngester`] | sources in: a [`Record`], findings by field |
//! | [`Delivery`], with a schema | [`RecordRenderer`] | a record out: a map by the names of a platform, losses by field |
//!
//! A body that was written as one may be kept as many paragraphs, or the other way
//! round: [`AddressedText::split`] and [`AddressedText::join`].

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
    Delivery, DeliveryError, DeliveryFault, DeliveryField, FieldProfile, NotDelivered,
    RecordRenderer, Shape,
};
pub use ingest::{IngestedRecord, RecordFinding, RefusedRecord};
pub use ingester::{RecordError, RecordFault, RecordIngester};
pub use path::{MAX_NAME_BYTES, NameFault};
pub use rendered::{RecordLoss, RenderedField, RenderedRecord};
pub use schema::{Presence, Schema, SchemaError, SchemaFault, SchemaField, Values};

use crate::authority::{Authority, AuthorityVersion};
use crate::text::{AddressedText, StoredText, VersionError};
use named::Named;

/// Holds the content of a story: addressed text by the name of its field, in
/// order, and the version of the authority that it was made under.
///
/// Plain data, without a schema: [`RecordIngester::ingest`] makes it of sources,
/// and so do you of content that you have. With the feature `serde` it is
/// `{"format": 1, "authority": {"name", "version"}, "fields": {…}}`, where `fields`
/// maps names to content, in the form that [`AddressedText`] has, or to a list of
/// them; `authority` is left out where there is none. A map of names to content
/// alone is read as well.
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

/// Holds what a field of a record has.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(untagged))]
#[non_exhaustive]
pub enum RecordValue {
    /// One content.
    One(AddressedText),
    /// Any number of them, in order.
    Many(Vec<AddressedText>),
}

impl RecordValue {
    /// Returns the contents, whether it is one or many.
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
    /// Makes a record without fields, of no authority.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field, or puts it in the place of the one of this name: one content,
    /// or a vector of them.
    #[must_use]
    pub fn with_field(mut self, name: impl Into<String>, value: impl Into<RecordValue>) -> Self {
        self.fields.insert(name.into(), value.into());
        self
    }

    /// Says that the content was made, or has passed a check, under this authority.
    #[must_use]
    pub fn with_authority(mut self, authority: &Authority) -> Self {
        self.authority = authority.version().cloned();
        self
    }

    /// Returns the content of a field that has one; of one of many values, see
    /// [`values`](Self::values).
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&AddressedText> {
        match self.fields.get(name)? {
            RecordValue::One(content) => Some(content),
            RecordValue::Many(_) => None,
        }
    }

    /// Returns all contents of a field, in order; none where the record does not
    /// have it.
    #[must_use]
    pub fn values(&self, name: &str) -> &[AddressedText] {
        self.fields.get(name).map_or(&[], |value| value.contents())
    }

    /// Lists names and values, in order.
    pub fn fields(&self) -> impl ExactSizeIterator<Item = (&str, &RecordValue)> + Clone {
        self.fields.iter()
    }

    /// Returns the authority that it was made under; `None` where that has no
    /// version.
    #[must_use]
    pub fn authority(&self) -> Option<&AuthorityVersion> {
        self.authority.as_ref()
    }

    /// Checks that an authority can read the content: it has the name that the
    /// record has, and is not older. A record that names none is read under any.
    ///
    /// # Errors
    ///
    /// Which of the two it is.
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

    /// Replaces each content by what a function makes of it, as content of this
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
