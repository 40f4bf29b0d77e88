//! Which fields a record has.

use super::named::Named;
use super::path::NameFault;
use crate::error::Faults;
use crate::policy::{FieldPolicy, PolicyFault};
use crate::words::words;

/// Lists which fields a record has: a name and a [field](SchemaField) each, in order.
///
/// Plain data; [`RecordIngester::new`](super::RecordIngester::new) checks it against an authority and
/// compiles it. With the feature `serde` it is read from JSON or any other data,
/// in which a name that stands twice is an error. What is left out of a field is
/// as in [`SchemaField::new`] and [`FieldPolicy::new`].
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
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(rename = "RecordSchema", transform = crate::words::json_schema::plain)
)]
#[cfg_attr(feature = "serde", serde(expecting = "a schema", deny_unknown_fields))]
pub struct Schema {
    /// The fields by their names, in order.
    fields: Named<SchemaField>,
}

/// Describes one field of a [`Schema`]: what it admits, whether it has to be
/// there, and how many values it has.
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
    policy: FieldPolicy,
    /// Whether it has to be there. Default: `optional`.
    presence: Presence,
    /// How many values it has. Default: `one`.
    values: Values,
}

words! {
    /// Whether a field has to be there.
    #[derive(Default)]
    pub enum Presence {
        /// It may be left out.
        #[default]
        Optional = "optional",
        /// It is given, and something is left of it: text, or markup that is admitted.
        /// Of many values, of one of them.
        Required = "required",
    }
}

words! {
    /// How many values a field has.
    #[derive(Default)]
    pub enum Values {
        /// One: a title.
        #[default]
        One = "one",
        /// Any number, in order: paragraphs, bylines. Each is content of its own.
        Many = "many",
    }
}

impl SchemaField {
    /// Makes a field of one value that may be left out.
    #[must_use]
    pub fn new(policy: FieldPolicy) -> Self {
        Self {
            policy,
            ..Self::default()
        }
    }

    /// Sets whether it has to be there. Default: [`Presence::Optional`].
    #[must_use]
    pub fn with_presence(mut self, presence: Presence) -> Self {
        self.presence = presence;
        self
    }

    /// Sets how many values it has. Default: [`Values::One`].
    #[must_use]
    pub fn with_values(mut self, values: Values) -> Self {
        self.values = values;
        self
    }

    /// Returns what it admits.
    #[must_use]
    pub fn policy(&self) -> &FieldPolicy {
        &self.policy
    }

    /// Returns whether it has to be there.
    #[must_use]
    pub fn presence(&self) -> Presence {
        self.presence
    }

    /// Returns how many values it has.
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
    /// The most fields that a schema may have.
    pub const MAX_FIELDS: usize = 4096;

    /// Makes a schema without fields.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field, or puts it in the place of the one of this name. A
    /// [`FieldPolicy`] alone is a field of one value that may be left out.
    #[must_use]
    pub fn with_field(mut self, name: impl Into<String>, field: impl Into<SchemaField>) -> Self {
        self.fields.insert(name.into(), field.into());
        self
    }

    /// Returns the field of this name.
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
/// In paths a name that is not all letters, digits, `_` and `-` stands in quotation
/// marks.
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

/// Says what is wrong with a schema.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SchemaFault {
    /// The name is none that a field may have.
    #[error(transparent)]
    Name(#[from] NameFault),
    /// The policy contradicts itself or the authority.
    #[error(transparent)]
    Policy(#[from] PolicyFault),
    /// Beyond [`Schema::MAX_FIELDS`].
    #[error("more than {} fields", Schema::MAX_FIELDS)]
    TooMany,
}
