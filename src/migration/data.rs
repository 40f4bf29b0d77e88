//! The report of a migration as serde data.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::Report;
use crate::authority::MarkupId;
use crate::ingest::Finding;

#[derive(Serialize)]
struct Example<'r, K> {
    key: &'r K,
    finding: &'r Finding,
}

#[derive(Serialize)]
struct Entry {
    id: MarkupId,
    before: u64,
    after: u64,
}

#[derive(Serialize)]
struct Unreadable<'r, K> {
    key: &'r K,
    error: String,
}

impl<K: Serialize> Serialize for Report<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let examples = self
            .examples()
            .map(|(key, finding)| Example { key, finding });
        let entries = self.entries();
        let entries = entries.map(|(id, before, after)| Entry { id, before, after });
        let unreadable = self.unreadable().iter().map(|(key, error)| {
            let error = error.to_string();
            Unreadable { key, error }
        });
        let mut report = serializer.serialize_struct("Report", 7)?;
        report.serialize_field("contents", &self.contents())?;
        report.serialize_field("changed", &self.changed())?;
        report.serialize_field("findings", self.findings())?;
        report.serialize_field("examples", &examples.collect::<Vec<_>>())?;
        report.serialize_field("entries", &entries.collect::<Vec<_>>())?;
        report.serialize_field("unread", &self.unread())?;
        report.serialize_field("unreadable", &unreadable.collect::<Vec<_>>())?;
        report.end()
    }
}
