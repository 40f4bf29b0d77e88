//! Sums up findings and losses.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;
use serde_json::{Value, json};

use crate::answer::{Answer, Field, Told};
use crate::desk::ONLY;

/// Counts by two words.
pub(crate) type Counts = BTreeMap<String, BTreeMap<String, u64>>;

/// The sums of the output, or of a part of it.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    good: u64,
    bad: u64,
    fields: BTreeMap<String, FieldTally>,
}

#[derive(Debug, Default, Serialize)]
pub(crate) struct FieldTally {
    /// By kind and severity.
    findings: Counts,
    /// By profile and kind.
    losses: Counts,
}

impl Tally {
    pub(crate) fn answer(&mut self, answer: &Answer) {
        let Answer::Good { told, .. } = answer else {
            return self.bad();
        };
        self.good();
        match told {
            Told::One(field) => self.field(ONLY, field),
            Told::Many { fields } => {
                for (name, of_field) in fields {
                    for field in of_field.values() {
                        self.field(name, field);
                    }
                }
            }
        }
    }

    fn field(&mut self, name: &str, field: &Field) {
        let tally = self.of_field(name);
        for finding in &field.findings {
            tally.found(finding.kind, finding.severity, 1);
        }
        tally.found_more(&field.unlisted);
        for (profile, losses) in &field.losses {
            for loss in losses {
                tally.lost(profile, loss.kind);
            }
        }
    }

    pub(crate) fn good(&mut self) {
        self.good += 1;
    }

    pub(crate) fn bad(&mut self) {
        self.bad += 1;
    }

    pub(crate) fn has_bad(&self) -> bool {
        self.bad > 0
    }

    pub(crate) fn lines(&self) -> u64 {
        self.good + self.bad
    }

    pub(crate) fn of_field(&mut self, name: &str) -> &mut FieldTally {
        entry(&mut self.fields, name)
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        self.good += other.good;
        self.bad += other.bad;
        for (name, field) in &other.fields {
            self.of_field(name).merge(field);
        }
    }
}

impl FieldTally {
    pub(crate) fn found(&mut self, kind: &str, severity: &str, count: u64) {
        *entry(entry(&mut self.findings, kind), severity) += count;
    }

    pub(crate) fn found_more(&mut self, findings: &Counts) {
        merge(&mut self.findings, findings);
    }

    pub(crate) fn lost(&mut self, profile: &str, kind: &str) {
        *entry(entry(&mut self.losses, profile), kind) += 1;
    }

    fn merge(&mut self, other: &Self) {
        merge(&mut self.findings, &other.findings);
        merge(&mut self.losses, &other.losses);
    }
}

fn entry<'m, V: Default>(map: &'m mut BTreeMap<String, V>, key: &str) -> &'m mut V {
    map.entry(key.to_owned()).or_default()
}

fn merge(counts: &mut Counts, other: &Counts) {
    for (first, seconds) in other {
        let of_first = entry(counts, first);
        for (second, count) in seconds {
            *entry(of_first, second) += count;
        }
    }
}

/// The statistics of a run.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Run {
    pub(crate) jobs: usize,
    /// The number of lines read, and of lines done before.
    pub(crate) lines: u64,
    pub(crate) skipped: u64,
    pub(crate) bytes: u64,
    pub(crate) took: Duration,
}

/// Makes the report. Its main part describes the output, and is the same with any
/// number of jobs and after any number of kills; `run` describes this run.
pub(crate) fn report(tally: &Tally, bytes: u64, run: Run) -> Value {
    let mut all = FieldTally::default();
    for field in tally.fields.values() {
        all.merge(field);
    }
    let mut severities: BTreeMap<String, u64> = BTreeMap::new();
    for (severity, count) in all.findings.values().flatten() {
        *entry(&mut severities, severity) += count;
    }
    let a_second = |count: u64| (count as f64 / run.took.as_secs_f64().max(1e-9)).round();
    json!({
        "output": {
            "lines": {"good": tally.good, "bad": tally.bad},
            "bytes": bytes,
            "severities": severities,
            "findings": all.findings,
            "losses": all.losses,
            "fields": tally.fields,
        },
        "run": {
            "jobs": run.jobs,
            "lines": {"read": run.lines, "skipped": run.skipped},
            "bytes": run.bytes,
            "seconds": run.took.as_secs_f64(),
            "lines_a_second": a_second(run.lines),
            "bytes_a_second": a_second(run.bytes),
        },
    })
}
