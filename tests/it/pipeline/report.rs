//! The report against an independent count.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::{Folder, answers, standing};
use crate::examples::json_lines;
use crate::pipeline::generate::archive;

type Counts = BTreeMap<String, BTreeMap<String, u64>>;

fn word<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap()
}

/// Returns the report that belongs to an output.
fn counted(output: &[u8]) -> Value {
    let (mut good, mut bad) = (0, 0);
    let (mut findings, mut losses) = (Counts::new(), Counts::new());
    let mut severities = BTreeMap::<String, u64>::new();
    let add = |counts: &mut Counts, first: &str, second: &str| {
        *counts
            .entry(first.into())
            .or_default()
            .entry(second.into())
            .or_default() += 1;
    };
    for line in json_lines(output) {
        if line.get("error").is_some() {
            bad += 1;
            continue;
        }
        good += 1;
        for finding in line["findings"].as_array().unwrap() {
            let severity = word(finding, "severity");
            add(&mut findings, word(finding, "kind"), severity);
            *severities.entry(severity.into()).or_default() += 1;
        }
        for (profile, lost) in line["losses"].as_object().unwrap() {
            for loss in lost.as_array().unwrap() {
                add(&mut losses, profile, word(loss, "kind"));
            }
        }
    }
    json!({
        "lines": {"good": good, "bad": bad},
        "bytes": output.len(),
        "severities": severities,
        "findings": findings,
        "losses": losses,
        "fields": {"html": {"findings": findings, "losses": losses}},
    })
}

#[test]
fn the_report_counts_what_stands_in_the_output() {
    let folder = Folder::new("report");
    let report = folder.path("report.json");
    for jobs in ["1", "2"] {
        let input = archive(300);
        let output = answers(&["--report", &report, "--jobs", jobs], &input, 1);
        let said = standing(Path::new(&report));
        assert_eq!(said, counted(&output), "{jobs} jobs");
        let whole: Value = serde_json::from_slice(&fs::read(&report).unwrap()).unwrap();
        assert_eq!(whole["run"]["bytes"], input.len());
        assert_eq!(whole["run"]["lines"], json!({"read": 300, "skipped": 0}));
        // Control: without one line the report differs.
        let less = output.split_inclusive(|&b| b == b'\n').skip(1);
        assert_ne!(said, counted(&less.collect::<Vec<_>>().concat()));
    }
}

#[test]
fn the_report_is_of_this_output_only() {
    let folder = Folder::new("report-skip");
    let report = folder.path("report.json");
    let done = folder.write("done.ndjson", answers(&[], &archive(100), 1));
    let arguments = ["--report", &report, "--skip-done", &done];
    let output = answers(&arguments, &archive(300), 1);
    assert_eq!(standing(Path::new(&report)), counted(&output));
    let whole: Value = serde_json::from_slice(&fs::read(&report).unwrap()).unwrap();
    assert_eq!(whole["run"]["lines"], json!({"read": 300, "skipped": 100}));
}

#[test]
fn findings_that_are_not_listed_are_counted() {
    let folder = Folder::new("unlisted");
    let out = folder.path("out.ndjson");
    let report = folder.path("report.json");
    let html = "<blink>x</blink><b onclick=y>z</b>".repeat(700);
    let line = json!({"id": 1, "html": html}).to_string();
    let arguments = ["--report", &report, "--output", &out, "--skip-done", &out];
    // Also if the lines were answered before.
    for _ in 0..2 {
        answers(&arguments, line.as_bytes(), 0);
        let found = &json_lines(&fs::read(&out).unwrap())[0];
        assert_eq!(found["findings"].as_array().unwrap().len(), 1000);
        let unlisted: Counts = serde_json::from_value(found["unlisted"].clone()).unwrap();
        let unlisted: u64 = unlisted.values().flat_map(BTreeMap::values).sum();
        let said = standing(Path::new(&report));
        let severities = said["severities"].as_object().unwrap().values();
        let all: u64 = severities.map(|count| count.as_u64().unwrap()).sum();
        assert_eq!((all, unlisted), (1400, 400));
        assert_eq!(said["findings"]["unknown-tag"]["changed"], 700);
    }
    let listed = answers(&[], br#"{"id": 1, "html": "<blink>"}"#, 0);
    assert_eq!(json_lines(&listed)[0].get("unlisted"), None);
}
