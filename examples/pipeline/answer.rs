//! The output: one answer per line.

use std::collections::BTreeMap;
use std::slice;

use serde::{Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;
use standoff::authority::Entry;
use standoff::text::SpanRef;
use standoff::{Authority, Finding, Ingested, Loss};

use crate::edits::Changed;
use crate::lint::Linted;
use crate::report::Counts;

#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Answer {
    Good {
        id: Box<RawValue>,
        #[serde(flatten)]
        told: Told,
    },
    Bad {
        #[serde(skip_serializing_if = "Option::is_none")]
        line: Option<u64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        id: Option<Box<RawValue>>,
        error: String,
    },
}

/// The one field of a line, or its fields by name.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Told {
    One(Box<Field>),
    Many {
        #[serde(serialize_with = "in_order")]
        fields: Vec<(String, FieldOf)>,
    },
}

/// One value of a field, or many.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum FieldOf {
    One(Box<Field>),
    Many(Vec<Field>),
}

impl FieldOf {
    pub(crate) fn values(&self) -> &[Field] {
        match self {
            Self::One(field) => slice::from_ref(field),
            Self::Many(fields) => fields,
        }
    }
}

/// The result of one field.
#[derive(Serialize)]
pub(crate) struct Field {
    pub(crate) text: String,
    pub(crate) spans: Vec<Span>,
    pub(crate) findings: Vec<FoundAt>,
    /// The numbers of findings beyond those listed.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) unlisted: Counts,
    pub(crate) outputs: BTreeMap<String, String>,
    pub(crate) losses: BTreeMap<String, Vec<LostAt>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) ranges: BTreeMap<String, Value>,
    #[serde(flatten)]
    pub(crate) linted: Linted,
    #[serde(flatten)]
    pub(crate) changed: Option<Changed>,
}

#[derive(Serialize)]
pub(crate) struct Span {
    markup: u32,
    name: String,
    kind: &'static str,
    start: u32,
    end: u32,
    depth: u16,
    attributes: serde_json::Map<String, Value>,
}

#[derive(Serialize)]
pub(crate) struct FoundAt {
    pub(crate) kind: &'static str,
    name: String,
    pub(crate) severity: &'static str,
    start: usize,
    end: usize,
    line: u32,
    column: u32,
    message: String,
}

#[derive(Serialize)]
pub(crate) struct LostAt {
    pub(crate) kind: &'static str,
    name: String,
    start: u32,
    end: u32,
    message: String,
}

impl Span {
    pub(crate) fn new(span: SpanRef<'_>, authority: &Authority) -> Self {
        let entry = authority.entry(span.markup());
        let attributes = span.attributes().map(|(id, value)| {
            let known = entry.and_then(|entry| entry.attribute(id));
            let name = known.map_or_else(|| id.to_string(), |known| known.name().to_owned());
            (name, value.into())
        });
        Self {
            markup: span.markup().get(),
            name: entry.map_or("", Entry::name).to_owned(),
            kind: entry.map_or("unknown", |entry| entry.kind().as_str()),
            start: span.range().start().get(),
            end: span.range().end().get(),
            depth: span.depth(),
            attributes: attributes.collect(),
        }
    }
}

impl From<&Finding> for FoundAt {
    fn from(finding: &Finding) -> Self {
        Self {
            kind: finding.kind().as_str(),
            name: finding.name().to_owned(),
            severity: finding.severity().as_str(),
            start: finding.bytes().start,
            end: finding.bytes().end,
            line: finding.line(),
            column: finding.column(),
            message: finding.message(),
        }
    }
}

impl From<&Loss> for LostAt {
    fn from(loss: &Loss) -> Self {
        Self {
            kind: loss.kind().as_str(),
            name: loss.name().to_owned(),
            start: loss.range().start().get(),
            end: loss.range().end().get(),
            message: loss.message(),
        }
    }
}

/// Counts the findings that were not kept.
pub(crate) fn unlisted(ingested: &Ingested) -> Counts {
    let mut counts = Counts::new();
    if ingested.tally().total() > ingested.findings().len() as u64 {
        for (kind, severity, count) in ingested.tally().iter() {
            let is_this =
                |finding: &&Finding| (finding.kind(), finding.severity()) == (kind, severity);
            let listed = ingested.findings().iter().filter(is_this).count() as u64;
            if count > listed {
                let of_kind = counts.entry(kind.as_str().to_owned()).or_default();
                of_kind.insert(severity.as_str().to_owned(), count - listed);
            }
        }
    }
    counts
}

fn in_order<S: Serializer>(fields: &[(String, FieldOf)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(fields.iter().map(|(name, field)| (name, field)))
}
