//! Ingests records: a compiled schema.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use super::ingest::{Found, IngestedRecord};
use super::named::Named;
use super::path;
use super::schema::{Presence, Schema, SchemaError, SchemaFault, Values};
use super::{Record, RecordValue};
use crate::authority::Authority;
use crate::error::{At, Faults, TooLong, UnknownName};
use crate::ingest::{Adopt, Ingested, Ingester, Scratch, Tally};
use crate::policy::FieldPolicy;

/// Ingests records: a schema compiled with an authority.
///
/// Immutable, cheap to clone, `Send + Sync`.
///
/// ```
/// use standoff::record::{Presence, RecordIngester, Schema, SchemaField, Values};
/// use standoff::{Authority, FieldPolicy};
///
/// let schema = Schema::new()
///     .with_field(
///         "title",
///         SchemaField::new(FieldPolicy::new().with_admitted(["em"])).with_presence(Presence::Required),
///     )
///     .with_field("paragraphs", SchemaField::new(FieldPolicy::new()).with_values(Values::Many));
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

/// The input of a field.
#[derive(Default)]
struct Taken {
    given: usize,
    values: Vec<Ingested>,
}

impl RecordIngester {
    /// The maximum number of faults reported for one record.
    pub const MAX_FAULTS: usize = 100;

    /// Compiles a schema with an authority.
    ///
    /// # Errors
    ///
    /// All [contradictions](SchemaFault), with the path to each.
    pub fn new(schema: &Schema, authority: &Authority) -> Result<Self, SchemaError> {
        if schema.fields().len() > Schema::MAX_FIELDS {
            return Err(At::new("fields", SchemaFault::TooMany).into());
        }
        // Fields with equal policies share one ingester.
        let mut compiled: HashMap<&FieldPolicy, Ingester> = HashMap::new();
        let mut fields = Named::default();
        let mut faults = Vec::new();
        for (name, field) in schema.fields() {
            let place = format!("fields.{}", path::quoted(name));
            if let Err(fault) = path::check_name(name) {
                faults.push(At::new(&*place, fault.into()));
            }
            let ingester = match compiled.get(field.policy()) {
                Some(ingester) => ingester.clone(),
                None => match Ingester::new(field.policy(), authority) {
                    Ok(ingester) => {
                        compiled.insert(field.policy(), ingester.clone());
                        ingester
                    }
                    Err(error) => {
                        let place = format!("{place}.policy");
                        faults.extend(error.into_faults().into_iter().map(|at| {
                            At::new(at.path(), at.fault().clone().into()).inside(&place)
                        }));
                        continue;
                    }
                },
            };
            let field = Field {
                ingester,
                presence: field.presence(),
                values: field.values(),
            };
            fields.insert(name, field);
        }
        let authority = authority.clone();
        let inner = Arc::new(Inner { authority, fields });
        Faults::or(faults, Self { inner })
    }

    /// Ingests a record: pairs of a field's name and a source, as a form sends them. A
    /// field of many values is given once for each value, in order. The fields of the
    /// record are in the order of the schema.
    ///
    /// Each source is read as by [`Ingester::ingest`]: bad markup is a finding and
    /// never an error.
    ///
    /// # Errors
    ///
    /// All [faults](RecordFault) of the record, with their fields: first those of
    /// sources, in order, then missing and empty fields. Beyond
    /// [`MAX_FAULTS`](Self::MAX_FAULTS) no more sources are read.
    pub fn ingest<N: AsRef<str>, S: AsRef<str>>(
        &self,
        sources: impl IntoIterator<Item = (N, S)>,
    ) -> Result<IngestedRecord, RecordError> {
        self.ingest_by(sources, |ingester, source| ingester.ingest(source))
    }

    /// Ingests a record like [`ingest`](Self::ingest), in a room that is kept from one record
    /// to the next, like [`Ingester::ingest_into`]. The result is the same.
    ///
    /// # Errors
    ///
    /// Like [`ingest`](Self::ingest). The room can be used on.
    ///
    /// ```
    /// use standoff::ingest::Scratch;
    /// use standoff::record::{RecordIngester, Schema};
    /// use standoff::{Authority, FieldPolicy};
    ///
    /// let schema = Schema::new().with_field("title", FieldPolicy::new());
    /// let ingester = RecordIngester::new(&schema, &Authority::standard())?;
    /// let mut scratch = Scratch::new();
    /// for title in ["Read <em>this</em>", "and <em>that</em>"] {
    ///     let story = ingester.ingest_into([("title", title)], &mut scratch)?.strict()?;
    ///     assert_eq!(story, ingester.ingest([("title", title)])?.strict()?);
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ingest_into<N: AsRef<str>, S: AsRef<str>>(
        &self,
        sources: impl IntoIterator<Item = (N, S)>,
        scratch: &mut Scratch,
    ) -> Result<IngestedRecord, RecordError> {
        self.ingest_by(sources, |ingester, source| {
            ingester.ingest_into(source, scratch)
        })
    }

    /// Ingests a record like [`ingest`](Self::ingest), and offers every element of its
    /// sources to a [hook](Adopt), like [`Ingester::ingest_with`].
    ///
    /// # Errors
    ///
    /// Like [`ingest`](Self::ingest).
    ///
    /// ```
    /// use standoff::ingest::{AdoptRequest, Adoption};
    /// use standoff::record::{RecordIngester, Schema};
    /// use standoff::{Authority, FieldPolicy};
    ///
    /// let schema = Schema::new().with_field("title", FieldPolicy::new());
    /// let ingester = RecordIngester::new(&schema, &Authority::standard())?;
    /// let mut bold = |offered: &AdoptRequest<'_>| {
    ///     offered.attribute("style")?.contains("bold").then(|| Adoption::new("b"))
    /// };
    /// let sources = [("title", "Pasted <span style='font-weight: bold'>out</span>")];
    /// let story = ingester.ingest_with(sources, &mut bold)?.strict()?;
    /// assert_eq!(story.get("title").unwrap().spans().len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ingest_with<N: AsRef<str>, S: AsRef<str>>(
        &self,
        sources: impl IntoIterator<Item = (N, S)>,
        adopter: &mut dyn Adopt,
    ) -> Result<IngestedRecord, RecordError> {
        self.ingest_by(sources, |ingester, source| {
            ingester.ingest_with(source, adopter)
        })
    }

    fn ingest_by<N: AsRef<str>, S: AsRef<str>>(
        &self,
        sources: impl IntoIterator<Item = (N, S)>,
        mut ingest: impl FnMut(&Ingester, &str) -> Result<Ingested, TooLong>,
    ) -> Result<IngestedRecord, RecordError> {
        let fields = &self.inner.fields;
        let mut taken: Vec<Taken> = Vec::new();
        taken.resize_with(fields.len(), Taken::default);
        let mut faults = Vec::new();
        for (name, source) in sources {
            if faults.len() >= Self::MAX_FAULTS {
                break;
            }
            let name = name.as_ref();
            let known = fields.place(name);
            let Some((place, (_, field))) =
                known.and_then(|place| Some((place, fields.entry(place)?)))
            else {
                let known = fields.iter().map(|(name, _)| name);
                let fault = RecordFault::Unknown(UnknownName::new(name, known));
                faults.push(At::new(path::quoted(name), fault));
                continue;
            };
            let taken = &mut taken[place];
            let number = (field.values == Values::Many).then_some(taken.given);
            taken.given += 1;
            if number.is_none() && taken.given > 1 {
                continue;
            }
            match ingest(&field.ingester, source.as_ref()) {
                Ok(ingested) => taken.values.push(ingested),
                Err(fault) => faults.push(At::new(path::of_value(name, number), fault.into())),
            }
        }
        if faults.len() >= Self::MAX_FAULTS {
            Faults::or(std::mem::take(&mut faults), ())?;
        }
        for ((name, field), taken) in fields.iter().zip(&taken) {
            let is_required = field.presence == Presence::Required;
            let authority = &self.inner.authority;
            let shows_nothing = |value: &Ingested| value.content().shows_nothing(authority);
            let is_empty = || taken.values.iter().all(shows_nothing);
            let fault = match taken.given {
                0 if is_required => RecordFault::Missing,
                given if given > 1 && field.values == Values::One => RecordFault::Twice { given },
                given if is_required && given == taken.values.len() && is_empty() => {
                    RecordFault::Empty
                }
                _ => continue,
            };
            faults.push(At::new(path::quoted(name), fault));
        }
        Faults::or(faults, ())?;
        Ok(self.put_together(taken))
    }

    /// Returns the ingester of one field.
    ///
    /// ```
    /// use standoff::record::{RecordIngester, Schema};
    /// use standoff::{Authority, FieldPolicy};
    ///
    /// let schema = Schema::new().with_field("title", FieldPolicy::new().with_admitted(["em"]));
    /// let ingester = RecordIngester::new(&schema, &Authority::standard())?;
    /// let title = ingester.field("title").unwrap();
    /// assert_eq!(title.ingest("<b>Snow</b>")?.findings().len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Ingester> {
        Some(&self.inner.fields.get(name)?.ingester)
    }

    /// Returns the authority that the schema was compiled with.
    #[must_use]
    pub fn authority(&self) -> &Authority {
        &self.inner.authority
    }

    fn put_together(&self, taken: Vec<Taken>) -> IngestedRecord {
        let mut record = Record::new().with_authority(&self.inner.authority);
        let mut found = Vec::new();
        let mut total = Tally::default();
        for ((name, field), Taken { values, .. }) in self.inner.fields.iter().zip(taken) {
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
                record = record.with_field(name, RecordValue::Many(contents));
            } else if let Some(content) = contents.pop() {
                record = record.with_field(name, RecordValue::One(content));
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

/// Lists all reasons why a record does not fit its schema. A path is that of a field,
/// e.g. `title`, or of one of its values, e.g. `paragraphs[2]`.
///
/// ```
/// use standoff::record::{Presence, RecordIngester, Schema, SchemaField};
/// use standoff::{Authority, FieldPolicy};
///
/// let title = SchemaField::new(FieldPolicy::new()).with_presence(Presence::Required);
/// let schema = Schema::new().with_field("title", title).with_field("body", FieldPolicy::new());
/// let ingester = RecordIngester::new(&schema, &Authority::standard())?;
/// let error = ingester.ingest([("bdy", "Snow"), ("body", "a"), ("body", "b")]).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "bdy: the schema has no field `bdy`; there is `body`, `title`\n\
///      title: is required and was not given\n\
///      body: takes one value and was given 2",
/// );
/// # Ok::<(), standoff::record::SchemaError>(())
/// ```
pub type RecordError = Faults<RecordFault>;

/// Says why a record does not fit its schema.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RecordFault {
    /// The schema has no field with this name.
    #[error("the schema has no field {}", .0.quoted())]
    Unknown(UnknownName),
    /// A required field was not given.
    #[error("is required and was not given")]
    Missing,
    /// A required field is empty after ingest.
    #[error("is required and is empty")]
    Empty,
    /// A field of one value was given more than once.
    #[error("takes one value and was given {given}")]
    Twice {
        /// The number of values given.
        given: usize,
    },
    /// A source is longer than its field admits.
    #[error(transparent)]
    TooLong(#[from] TooLong),
}
