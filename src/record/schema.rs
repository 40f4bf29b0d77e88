//! The fields of a record.

use super::named::Named;
use super::path::NameFault;
use crate::error::Faults;
use crate::policy::{FieldPolicy, PolicyFault};
use crate::words::words;

/// Describes the fields of a record: names and [fields](SchemaField), in order.
///
/// Plain data; [`RecordIngester::new`](super::RecordIngester::new) checks it against an
/// authority and compiles it. With the feature `serde` it is read from JSON or any
/// other data, in which a duplicate name is an error. Missing members of a field
/// default to [`SchemaField::new`] and [`FieldPolicy::new`].
///
#[cfg_attr(feature = "serde", doc = "```")]
#[cfg_attr(not(feature = "serde"), doc = "```ignore")]
/// use standoff::record::{RecordIngester, Schema};
/// use standoff::Authority;
///
/// let story: Schema = serde_json::from_str(r#"{
///     "fields": {
///         "title": {"policy": {"placement": "phrasing"}, "presence": "required"},
///         "teaser": {"policy": {"admit": ["em", "a", "mdash"], "max_bytes": 4000}},
///         "paragraphs": {"values": "many"}
///     }
/// }"#)?;
/// let ingester = RecordIngester::new(&story, &Authority::standard())?;
///
/// let error = ingester.ingest([("teaser", "Snow")]).unwrap_err();
/// assert_eq!(error.to_string(), "title: is required and was not given");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(
        rename = "RecordSchema",
        deny_unknown_fields,
        transform = crate::words::json_schema::plain
    )
)]
pub struct Schema {
    /// The fields by their names, in order.
    fields: Named<SchemaField>,
}

/// Describes one field of a [`Schema`]: its policy, whether it is required, and how
/// many values it has.
///
/// ```
/// use standoff::FieldPolicy;
/// use standoff::policy::Placement;
/// use standoff::record::{Presence, SchemaField, Values};
///
/// let title = SchemaField::new(FieldPolicy::new().with_placement(Placement::Phrasing))
///     .with_presence(Presence::Required);
/// assert_eq!((title.presence(), title.values()), (Presence::Required, Values::One));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(transform = crate::words::json_schema::plain)
)]
#[cfg_attr(
    feature = "serde",
    serde(expecting = "a field of a schema", deny_unknown_fields, default)
)]
pub struct SchemaField {
    /// What it admits.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::PolicyData::deserialize")
    )]
    #[cfg_attr(feature = "schemars", schemars(with = "FieldPolicy"))]
    policy: FieldPolicy,
    /// Whether it has to be there. Default: `optional`.
    presence: Presence,
    /// How many values it has. Default: `one`.
    values: Values,
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Schema {
    fn deserialize<D: serde::Deserializer<'de>>(data: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(remote = "Schema", expecting = "a schema", deny_unknown_fields)]
        struct Data {
            fields: Named<SchemaField>,
        }
        crate::data::document(data, |data| Data::deserialize(data))
    }
}

words! {
    /// Whether a field is required.
    #[derive(Default)]
    pub enum Presence {
        /// The field may be left out.
        #[default]
        Optional = "optional",
        /// The field must be given, with something that a reader sees: a character that
        /// is not white space, U+200B, U+FEFF or U+FFFC; or an image, a rule, or an
        /// entry of your own that holds a value. Of many values, one such value is
        /// enough.
        Required = "required",
    }
}

words! {
    /// The number of values of a field.
    #[derive(Default)]
    pub enum Values {
        /// One value, e.g. a title.
        #[default]
        One = "one",
        /// Any number of values, in order, e.g. paragraphs or bylines. Each is content
        /// of its own.
        Many = "many",
    }
}

impl SchemaField {
    /// Makes an optional field of one value.
    #[must_use]
    pub fn new(policy: FieldPolicy) -> Self {
        Self {
            policy,
            ..Self::default()
        }
    }

    /// Sets whether the field is required. Default: [`Presence::Optional`].
    #[must_use]
    pub fn with_presence(mut self, presence: Presence) -> Self {
        self.presence = presence;
        self
    }

    /// Sets how many values the field has. Default: [`Values::One`].
    #[must_use]
    pub fn with_values(mut self, values: Values) -> Self {
        self.values = values;
        self
    }

    /// Returns the policy of the field.
    #[must_use]
    pub fn policy(&self) -> &FieldPolicy {
        &self.policy
    }

    /// Returns whether the field is required.
    #[must_use]
    pub fn presence(&self) -> Presence {
        self.presence
    }

    /// Returns how many values the field has.
    #[must_use]
    pub fn values(&self) -> Values {
        self.values
    }
}

impl From<FieldPolicy> for SchemaField {
    fn from(policy: FieldPolicy) -> Self {
        Self::new(policy)
    }
}

impl Schema {
    /// The maximum number of fields in a schema.
    pub const MAX_FIELDS: usize = 4096;

    /// Makes a schema without fields.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field, or replaces the field with this name. A [`FieldPolicy`] alone is
    /// an optional field of one value.
    #[must_use]
    pub fn with_field(mut self, name: impl Into<String>, field: impl Into<SchemaField>) -> Self {
        self.fields.insert(name.into(), field.into());
        self
    }

    /// Returns the field with this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&SchemaField> {
        self.fields.get(name)
    }

    /// Lists names and fields, in order.
    pub fn fields(&self) -> impl ExactSizeIterator<Item = (&str, &SchemaField)> + Clone {
        self.fields.iter()
    }
}

/// All contradictions in a schema, and between it and its authority, in its order.
/// Paths quote names with characters other than letters, digits, `_` and `-`.
///
/// ```
/// use standoff::record::{RecordIngester, Schema};
/// use standoff::{Authority, FieldPolicy};
///
/// let schema = Schema::new().with_field("title", FieldPolicy::new().with_admitted(["em", "blink"]));
/// let error = RecordIngester::new(&schema, &Authority::standard()).unwrap_err();
/// assert_eq!(error.first().path(), "fields.title.policy.admit[1]");
/// ```
pub type SchemaError = Faults<SchemaFault>;

/// Describes one contradiction in a schema.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SchemaFault {
    /// A name that fields may not have.
    #[error(transparent)]
    Name(#[from] NameFault),
    /// A policy that contradicts itself or the authority.
    #[error(transparent)]
    Policy(#[from] PolicyFault),
    /// More fields than [`Schema::MAX_FIELDS`].
    #[error("more than {} fields", Schema::MAX_FIELDS)]
    TooMany,
}
