//! Answers lines of many fields, with a schema.

use serde_json::{Map, Value};
use standoff::record::{IngestedRecord, RecordIngester, RecordValue, Schema, Values};
use standoff::{AddressedText, Authority};

use crate::answer::{Field, FieldOf, FoundAt, unlisted};
use crate::report::Counts;
use crate::settings::read;

/// A compiled schema.
pub(crate) struct Story {
    schema: Schema,
    ingester: RecordIngester,
    fields: Vec<(String, Values)>,
}

impl Story {
    pub(crate) fn new(file: &str, authority: &Authority) -> Result<Self, String> {
        let schema: Schema = read(file)?;
        if schema.get("id").is_some() {
            return Err(format!("{file}: `id` is no field: it says whose they are"));
        }
        let ingester = RecordIngester::new(&schema, authority);
        let ingester = ingester.map_err(|error| format!("{file}: {error}"))?;
        let fields = schema.fields();
        let fields = fields.map(|(name, field)| (name.to_owned(), field.values()));
        let fields = fields.collect();
        Ok(Self {
            schema,
            ingester,
            fields,
        })
    }

    pub(crate) fn schema(&self) -> &Schema {
        &self.schema
    }

    pub(crate) fn has(&self, field: &str) -> bool {
        self.ingester.field(field).is_some()
    }

    /// Answers all fields of a line: `answer` makes the result of each value from its
    /// content and findings.
    pub(crate) fn answer(
        &self,
        line: &Map<String, Value>,
        answer: impl Fn(&AddressedText, Vec<FoundAt>, Counts) -> Field,
    ) -> Result<Vec<(String, FieldOf)>, String> {
        let sources = self.sources(line)?;
        let ingested = self.ingester.ingest(sources.iter().copied());
        let ingested = ingested.map_err(|error| error.to_string())?;
        let mut fields = Vec::new();
        for (name, value) in ingested.record().fields() {
            let mut found = self
                .found(name, value.contents().len(), &ingested, &sources)
                .into_iter();
            let mut next = |content| {
                let (findings, unlisted) = found.next().unwrap_or_default();
                answer(content, findings, unlisted)
            };
            let field = match value {
                RecordValue::One(content) => FieldOf::One(Box::new(next(content))),
                value => FieldOf::Many(value.contents().iter().map(next).collect()),
            };
            fields.push((name.to_owned(), field));
        }
        Ok(fields)
    }

    /// Lists the findings in each value of a field, and counts those beyond.
    fn found(
        &self,
        field: &str,
        values: usize,
        ingested: &IngestedRecord,
        sources: &[(&str, &str)],
    ) -> Vec<(Vec<FoundAt>, Counts)> {
        let mut found = Vec::new();
        found.resize_with(values, Default::default);
        let mut listed = 0;
        for finding in ingested.findings_of(field) {
            let (of_value, _): &mut (Vec<FoundAt>, _) = &mut found[finding.number().unwrap_or(0)];
            of_value.push(finding.finding().into());
            listed += 1;
        }
        if ingested.tally_of(field).total() > listed {
            // Rare. A record has no tally per value: the field's ingester does.
            let sources = sources.iter().filter(|(name, _)| *name == field);
            let ingester = self.ingester.field(field);
            for ((_, source), (_, more)) in sources.zip(&mut found) {
                let again = ingester.and_then(|ingester| ingester.ingest(source).ok());
                *more = again.as_ref().map(unlisted).unwrap_or_default();
            }
        }
        found
    }

    /// Returns the sources of the fields in a line, in the order of the schema.
    fn sources<'l>(
        &'l self,
        line: &'l Map<String, Value>,
    ) -> Result<Vec<(&'l str, &'l str)>, String> {
        let mut sources = Vec::new();
        let mut is_there = false;
        for (name, values) in &self.fields {
            match line.get(name) {
                // Exports write `null` for missing values.
                None | Some(Value::Null) => continue,
                Some(Value::String(source)) => sources.push((&**name, &**source)),
                Some(Value::Array(list)) if *values == Values::Many => {
                    for source in list {
                        let source = source.as_str();
                        let source =
                            source.ok_or_else(|| format!("`{name}` is not all strings"))?;
                        sources.push((name, source));
                    }
                }
                Some(_) => return Err(format!("`{name}` is not a string")),
            }
            is_there = true;
        }
        if !is_there {
            return Err("no field of the schema is there".into());
        }
        Ok(sources)
    }
}
