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

mod delivery;
mod ingest;
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
pub use path::{MAX_NAME_BYTES, NameFault};
pub use rendered::{RecordLoss, RenderedField, RenderedRecord};
pub use schema::{
    Presence, RecordError, RecordFault, RecordIngester, Schema, SchemaError, SchemaFault,
    SchemaField, Values,
};

use crate::text::AddressedText;
use named::Named;

/// The content of a story: addressed text by the name of its field, in order.
///
/// Plain data, without a schema: [`RecordIngester::ingest`] makes it of sources,
/// and so do you of content that you have. With the feature `serde` it is a map of
/// names to content, in the form that [`AddressedText`] has, or to a list of them.
///
/// ```
/// use standoff::AddressedText;
/// use standoff::record::Record;
///
/// let story = Record::new()
///     .field("title", AddressedText::plain("The Odyssey"))
///     .field("bylines", vec![AddressedText::plain("Homer"), AddressedText::plain("E. Wilson")]);
///
/// assert_eq!(story.get("title").unwrap().text(), "The Odyssey");
/// assert_eq!(story.values("bylines")[1].text(), "E. Wilson");
/// assert!(story.values("body").is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct Record {
    fields: Named<RecordValue>,
}

/// What a field of a record has.
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
    /// The contents, whether it is one or many.
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
    /// A record without fields.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field, or puts it in the place of the one of this name: one content,
    /// or a vector of them.
    #[must_use]
    pub fn field(mut self, name: impl Into<String>, value: impl Into<RecordValue>) -> Self {
        self.fields.insert(name.into(), value.into());
        self
    }

    /// The content of a field that has one; of one of many values, see
    /// [`values`](Self::values).
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&AddressedText> {
        match self.fields.get(name)? {
            RecordValue::One(content) => Some(content),
            RecordValue::Many(_) => None,
        }
    }

    /// All contents of a field, in order; none where the record does not have it.
    #[must_use]
    pub fn values(&self, name: &str) -> &[AddressedText] {
        self.fields.get(name).map_or(&[], |value| value.contents())
    }

    /// Names and values, in order.
    pub fn fields(&self) -> impl ExactSizeIterator<Item = (&str, &RecordValue)> + Clone {
        self.fields.iter()
    }
}

/// One content is a map and many are a list, so that which of them it is is known
/// at its first character, and a fault is told from there.
#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for RecordValue {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> serde::de::Visitor<'de> for Either {
            type Value = RecordValue;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an addressed text or a list of them")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                map: A,
            ) -> Result<RecordValue, A::Error> {
                let content = serde::de::value::MapAccessDeserializer::new(map);
                serde::Deserialize::deserialize(content).map(RecordValue::One)
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(
                self,
                mut seq: A,
            ) -> Result<RecordValue, A::Error> {
                let mut contents = Vec::new();
                while let Some(content) = seq.next_element()? {
                    contents.push(content);
                }
                Ok(RecordValue::Many(contents))
            }
        }

        deserializer.deserialize_any(Either)
    }
}
