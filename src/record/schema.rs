//! Which fields a record has.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use super::ingest::{Found, IngestedRecord};
use super::named::Named;
use super::path::{self, NameFault};
use super::{Record, RecordValue};
use crate::authority::Authority;
use crate::error::TooLong;
use crate::ingest::{Ingested, Ingester, Tally};
use crate::policy::{FieldPolicy, PolicyFault};

/// Which fields a record has: a name and a [field](SchemaField) each, in order.
///
/// Plain data; [`RecordIngester::new`] checks it against an authority and
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
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Schema {
    fields: Named<SchemaField>,
}

/// One field of a [`Schema`]: what it admits, whether it has to be there, and
/// how many values it has.
///
/// ```
/// use standoff::FieldPolicy;
/// use standoff::policy::Placement;
/// use standoff::record::{Presence, SchemaField, Values};
///
/// let title = SchemaField::new(FieldPolicy::new().placement(Placement::Phrasing)).required();
/// assert_eq!((title.presence(), title.values()), (Presence::Required, Values::One));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields, default))]
pub struct SchemaField {
    policy: FieldPolicy,
    presence: Presence,
    values: Values,
}

/// Whether a field has to be there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Presence {
    /// It may be left out.
    #[default]
    Optional,
    /// It is given, and something is left of it: text, or markup that is admitted.
    /// Of many values, of one of them.
    Required,
}

impl Presence {
    /// The word that data uses: `optional`, `required`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Optional => "optional",
            Self::Required => "required",
        }
    }
}

/// How many values a field has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Values {
    /// One: a title.
    #[default]
    One,
    /// Any number, in order: paragraphs, bylines. Each is content of its own.
    Many,
}

impl Values {
    /// The word that data uses: `one`, `many`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Many => "many",
        }
    }
}

impl SchemaField {
    /// A field of one value that may be left out.
    #[must_use]
    pub fn new(policy: FieldPolicy) -> Self {
        Self {
            policy,
            ..Self::default()
        }
    }

    /// It has to be there, and not empty.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.presence = Presence::Required;
        self
    }

    /// It may have any number of values.
    #[must_use]
    pub fn many(mut self) -> Self {
        self.values = Values::Many;
        self
    }

    /// What it admits.
    #[must_use]
    pub fn policy(&self) -> &FieldPolicy {
        &self.policy
    }

    /// Whether it has to be there.
    #[must_use]
    pub fn presence(&self) -> Presence {
        self.presence
    }

    /// How many values it has.
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

    /// A schema without fields.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field, or puts it in the place of the one of this name. A
    /// [`FieldPolicy`] alone is a field of one value that may be left out.
    #[must_use]
    pub fn field(mut self, name: impl Into<String>, field: impl Into<SchemaField>) -> Self {
        self.fields.insert(name.into(), field.into());
        self
    }

    /// The field of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&SchemaField> {
        self.fields.get(name)
    }

    /// Names and fields, in order.
    pub fn fields(&self) -> impl ExactSizeIterator<Item = (&str, &SchemaField)> + Clone {
        self.fields.iter()
    }
}

/// A contradiction in a schema, or between it and its authority.
///
/// ```
/// use standoff::record::{RecordIngester, Schema};
/// use standoff::{Authority, FieldPolicy};
///
/// let schema = Schema::new().field("title", FieldPolicy::new().admit(["em", "blink"]));
/// let error = RecordIngester::new(&schema, &Authority::standard()).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "fields.title.policy.admit[1]: the authority has no entry `blink`",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {fault}")]
pub struct SchemaError {
    path: String,
    fault: SchemaFault,
}

impl SchemaError {
    /// Where it is, as `fields.title.policy.admit[1]`. A name that is not all
    /// letters, digits, `_` and `-` stands in quotation marks.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What it is.
    #[must_use]
    pub fn fault(&self) -> &SchemaFault {
        &self.fault
    }
}

/// What is wrong with a schema.
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

/// A schema compiled with an authority: takes records in.
///
/// Immutable, cheap to clone, `Send + Sync`.
///
/// ```
/// use standoff::record::{RecordIngester, Schema, SchemaField};
/// use standoff::{Authority, FieldPolicy};
///
/// let schema = Schema::new()
///     .field("title", SchemaField::new(FieldPolicy::new().admit(["em"])).required())
///     .field("paragraphs", SchemaField::new(FieldPolicy::new()).many());
/// let ingester = RecordIngester::new(&schema, &Authority::standard())?;
///
/// let ingested = ingester.ingest([
///     ("title", "The <em>Odyssey</em>"),
///     ("paragraphs", "<p>Tell me, <blink>Muse</blink>"),
///     ("paragraphs", "<p>of that man"),
/// ])?;
/// let story = ingested.record();
/// assert_eq!(story.get("title").unwrap().text(), "The Odyssey");
/// assert_eq!(story.values("paragraphs").len(), 2);
///
/// let found: Vec<_> = ingested.findings().map(|found| found.to_string()).collect();
/// assert_eq!(
///     found,
///     ["paragraphs[0] 1:13: changed: `blink` is not in the authority: tag stripped"],
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct RecordIngester {
    inner: Arc<Inner>,
}

struct Inner {
    authority: Authority,
    fields: Named<Field>,
}

struct Field {
    ingester: Ingester,
    presence: Presence,
    values: Values,
}

impl RecordIngester {
    /// Compiles a schema with its authority.
    ///
    /// # Errors
    ///
    /// A [contradiction](SchemaFault), with the path to it.
    pub fn new(schema: &Schema, authority: &Authority) -> Result<Self, SchemaError> {
        if schema.fields.len() > Schema::MAX_FIELDS {
            let (path, fault) = ("fields".to_owned(), SchemaFault::TooMany);
            return Err(SchemaError { path, fault });
        }
        // Fields that admit the same have one ingester.
        let mut compiled: HashMap<&FieldPolicy, Ingester> = HashMap::new();
        let mut fields = Named::default();
        for (name, field) in schema.fields() {
            let place = || format!("fields.{}", path::quoted(name));
            path::check_name(name).map_err(|fault| SchemaError {
                path: place(),
                fault: fault.into(),
            })?;
            let ingester = match compiled.get(&field.policy) {
                Some(ingester) => ingester.clone(),
                None => {
                    let ingester = Ingester::new(&field.policy, authority);
                    let ingester = ingester.map_err(|error| SchemaError {
                        path: format!("{}.policy.{}", place(), error.path()),
                        fault: error.fault().clone().into(),
                    })?;
                    compiled.insert(&field.policy, ingester.clone());
                    ingester
                }
            };
            let field = Field {
                ingester,
                presence: field.presence,
                values: field.values,
            };
            fields.insert(name, field);
        }
        let authority = authority.clone();
        Ok(Self {
            inner: Arc::new(Inner { authority, fields }),
        })
    }

    /// Takes a record in: pairs of a field's name and a source, as a form sends
    /// them. A field of many values is given once for each, and the order of its
    /// values is theirs; the fields of the record are in the order of the schema.
    ///
    /// Each source is read as [`Ingester::ingest`] reads it: what is wrong with
    /// markup is a finding and never an error.
    ///
    /// # Errors
    ///
    /// The first [fault](RecordFault) of the record, with the field.
    pub fn ingest<N: AsRef<str>, S: AsRef<str>>(
        &self,
        sources: impl IntoIterator<Item = (N, S)>,
    ) -> Result<IngestedRecord, RecordError> {
        let fields = &self.inner.fields;
        let mut taken: Vec<Vec<Ingested>> = Vec::new();
        taken.resize_with(fields.len(), Vec::new);
        for (name, source) in sources {
            let name = name.as_ref();
            let known = fields.place(name);
            let Some((place, (_, field))) =
                known.and_then(|place| Some((place, fields.entry(place)?)))
            else {
                return Err(RecordError::new(name, None, RecordFault::Unknown));
            };
            let values = &mut taken[place];
            let number = (field.values == Values::Many).then_some(values.len());
            if number.is_none() && !values.is_empty() {
                return Err(RecordError::new(name, None, RecordFault::Twice));
            }
            let ingested = field.ingester.ingest(source.as_ref());
            let ingested =
                ingested.map_err(|error| RecordError::new(name, number, error.into()))?;
            values.push(ingested);
        }
        for ((name, field), values) in fields.iter().zip(&taken) {
            let is_empty = || values.iter().all(|value| value.content().is_empty());
            if field.presence == Presence::Required && is_empty() {
                let fault = if values.is_empty() {
                    RecordFault::Missing
                } else {
                    RecordFault::Empty
                };
                return Err(RecordError::new(name, None, fault));
            }
        }
        Ok(self.put_together(taken))
    }

    /// The ingester of one field.
    ///
    /// ```
    /// use standoff::record::{RecordIngester, Schema};
    /// use standoff::{Authority, FieldPolicy};
    ///
    /// let schema = Schema::new().field("title", FieldPolicy::new().admit(["em"]));
    /// let ingester = RecordIngester::new(&schema, &Authority::standard())?;
    /// let title = ingester.field("title").unwrap();
    /// assert_eq!(title.ingest("<b>Snow</b>")?.findings().len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Ingester> {
        Some(&self.inner.fields.get(name)?.ingester)
    }

    /// The authority that it was compiled with.
    #[must_use]
    pub fn authority(&self) -> &Authority {
        &self.inner.authority
    }

    fn put_together(&self, taken: Vec<Vec<Ingested>>) -> IngestedRecord {
        let mut record = Record::new();
        let mut found = Vec::new();
        let mut total = Tally::default();
        for ((name, field), values) in self.inner.fields.iter().zip(taken) {
            let mut contents = Vec::with_capacity(values.len());
            for (number, ingested) in values.into_iter().enumerate() {
                let (content, findings, tally) = ingested.into_parts();
                contents.push(content);
                if tally.total() > 0 {
                    total.merge(&tally);
                    found.push(Found {
                        field: name.into(),
                        number: (field.values == Values::Many).then_some(number),
                        findings,
                        tally,
                    });
                }
            }
            if field.values == Values::Many && !contents.is_empty() {
                record = record.field(name, RecordValue::Many(contents));
            } else if let Some(content) = contents.pop() {
                record = record.field(name, RecordValue::One(content));
            }
        }
        IngestedRecord::new(record, found, total)
    }
}

impl fmt::Debug for RecordIngester {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.inner.fields.iter().map(|(name, _)| name);
        f.debug_struct("RecordIngester")
            .field("fields", &names.collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

/// A record that its schema does not take.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {fault}")]
pub struct RecordError {
    path: String,
    fault: RecordFault,
}

impl RecordError {
    fn new(field: &str, number: Option<usize>, fault: RecordFault) -> Self {
        let path = path::of_value(field, number);
        Self { path, fault }
    }

    /// The field, as `title`, or one of its values, as `paragraphs[2]`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong.
    #[must_use]
    pub fn fault(&self) -> &RecordFault {
        &self.fault
    }
}

/// What is wrong with a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RecordFault {
    /// The schema has no field of this name.
    #[error("the schema has no such field")]
    Unknown,
    /// A field that is required was not given.
    #[error("is required and was not given")]
    Missing,
    /// Nothing is left of a field that is required.
    #[error("is required and is empty")]
    Empty,
    /// A field of one value was given again.
    #[error("has one value and was given another")]
    Twice,
    /// A source is longer than its field admits.
    #[error(transparent)]
    TooLong(#[from] TooLong),
}
