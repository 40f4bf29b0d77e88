//! The result of ingesting a record.

use std::fmt;
use std::sync::Arc;

use super::{Record, path};
use crate::ingest::{Finding, Refused, Severity, Tally};

/// The result of ingesting a record: its content, and the findings in its sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IngestedRecord {
    record: Record,
    found: Vec<Found>,
    tally: Tally,
}

/// The findings in one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) field: Arc<str>,
    pub(super) number: Option<usize>,
    pub(super) findings: Vec<Finding>,
    pub(super) tally: Tally,
}

impl IngestedRecord {
    pub(super) fn new(record: Record, found: Vec<Found>, tally: Tally) -> Self {
        Self {
            record,
            found,
            tally,
        }
    }

    /// Combines a record with its findings: field, number of the value, findings and
    /// tally of each source.
    pub(crate) fn of_parts(
        record: Record,
        found: Vec<(String, Option<usize>, Vec<Finding>, Tally)>,
        tally: Tally,
    ) -> Self {
        let found = found
            .into_iter()
            .map(|(field, number, findings, tally)| Found {
                field: field.into(),
                number,
                findings,
                tally,
            });
        let found = found.filter(|found| found.tally.total() > 0).collect();
        Self::new(record, found, tally)
    }

    /// Returns the content, by field.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// Returns the content, without the findings.
    #[must_use]
    pub fn into_record(self) -> Record {
        self.record
    }

    /// Lists the findings of all fields, in the order of the schema. Each source lists
    /// only its first findings, up to the cap of its field.
    pub fn findings(&self) -> impl Iterator<Item = RecordFinding<'_>> {
        self.found.iter().flat_map(|found| {
            let findings = found.findings.iter();
            findings.map(move |finding| RecordFinding { found, finding })
        })
    }

    /// Lists the findings of one field.
    ///
    /// ```
    /// use standoff::record::{RecordIngester, Schema};
    /// use standoff::{Authority, FieldPolicy};
    ///
    /// let all = FieldPolicy::new();
    /// let schema = Schema::new().with_field("title", all.clone()).with_field("body", all);
    /// let ingester = RecordIngester::new(&schema, &Authority::standard())?;
    /// let story = ingester.ingest([("title", "<blink>Snow"), ("body", "<font>Lots")])?;
    /// let names: Vec<_> = story.findings_of("body").map(|found| found.finding().name()).collect();
    /// assert_eq!(names, ["font"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn findings_of<'r>(&'r self, field: &str) -> impl Iterator<Item = RecordFinding<'r>> {
        self.findings().filter(move |found| found.field() == field)
    }

    /// Returns the count of all findings in all fields, including those beyond the
    /// caps.
    #[must_use]
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Returns the count of all findings in one field.
    #[must_use]
    pub fn tally_of(&self, field: &str) -> Tally {
        let mut tally = Tally::default();
        for found in self.found.iter().filter(|found| &*found.field == field) {
            tally.merge(&found.tally);
        }
        tally
    }

    /// Returns the record if no field has a finding: for forms that show authors what
    /// to fix before they save.
    ///
    /// # Errors
    ///
    /// [`Refused`], with all of this, if one has.
    ///
    /// ```
    /// use standoff::record::{RecordIngester, Schema};
    /// use standoff::{Authority, FieldPolicy};
    ///
    /// let schema = Schema::new().with_field("title", FieldPolicy::new());
    /// let ingester = RecordIngester::new(&schema, &Authority::standard())?;
    /// let refused = ingester.ingest([("title", "<blink>Hi</blink>")])?.strict().unwrap_err();
    /// assert_eq!(
    ///     refused.to_string(),
    ///     "title 1:1: changed: `blink` is not in the authority: tag stripped",
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn strict(self) -> Result<Record, Refused<Self>> {
        self.strict_from(Severity::Note)
    }

    /// Returns the record if no finding has this severity or a higher one.
    ///
    /// # Errors
    ///
    /// [`Refused`], with all of this, if one has.
    pub fn strict_from(self, least: Severity) -> Result<Record, Refused<Self>> {
        if self.tally.worst().is_none_or(|worst| worst < least) {
            return Ok(self.record);
        }
        let total = self.tally.total();
        let mut findings = self.findings();
        let first = findings.find(|found| found.finding().severity() >= least);
        let first = first.map(|found| found.to_string());
        drop(findings);
        Err(Refused::new(self, first, total))
    }
}

/// Reports a [finding](Finding) in a source of a record.
///
/// Serialises as an object with a member for each getter.
#[derive(Clone, Copy, Debug)]
pub struct RecordFinding<'r> {
    found: &'r Found,
    finding: &'r Finding,
}

impl<'r> RecordFinding<'r> {
    /// Returns the name of the field.
    #[must_use]
    pub fn field(&self) -> &'r str {
        &self.found.field
    }

    /// Returns the index of the value in its field, from 0; `None` in a field of one
    /// value.
    #[must_use]
    pub fn number(&self) -> Option<usize> {
        self.found.number
    }

    /// Returns the finding, with its position in that source.
    #[must_use]
    pub fn finding(&self) -> &'r Finding {
        self.finding
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for RecordFinding<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        let mut found = serializer.serialize_struct("RecordFinding", 3)?;
        found.serialize_field("field", self.field())?;
        found.serialize_field("number", &self.number())?;
        found.serialize_field("finding", self.finding())?;
        found.end()
    }
}

impl fmt::Display for RecordFinding<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = path::of_value(self.field(), self.number());
        write!(f, "{place} {}", self.finding)
    }
}
