//! Runs the bodies of the fuzz targets on their seeds.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use standoff::AddressedText;

#[path = "../../fuzz/bodies.rs"]
mod bodies;

fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../fuzz/seeds")
        .join(target);
    let mut seeds: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.display().to_string(), fs::read(&path).unwrap()))
        .collect();
    seeds.sort();
    seeds
}

#[track_caller]
fn replay(target: &str) {
    let seeds = seeds(target);
    assert!(seeds.len() >= 15, "only {} seeds", seeds.len());
    let mut broken = Vec::new();
    for (path, data) in &seeds {
        // The panic is printed above; all seeds are tried.
        if catch_unwind(|| bodies::run(target, data)).is_err() {
            broken.push(path);
        }
    }
    assert!(broken.is_empty(), "these break a law: {broken:#?}");
}

#[test]
fn ingest_holds_on_its_seeds() {
    replay("ingest");
}

#[test]
fn content_holds_on_its_seeds() {
    replay("content");
}

#[test]
fn edit_holds_on_its_seeds() {
    replay("edit");
}

#[test]
fn layers_hold_on_their_seeds() {
    replay("layers");
}

/// Whether a body notices that its canonical HTML was changed.
fn is_seen(target: &str, data: &[u8], from: &str, to: &str) -> bool {
    let write = |desk: &bodies::Desk, content: &AddressedText| {
        bodies::write(desk, content).replace(from, to)
    };
    let run = || bodies::run_with(target, data, &write);
    catch_unwind(AssertUnwindSafe(run)).is_err()
}

/// Tapes that a fuzzer may find, and their results.
const LINK: &[u8] = b"\xFF\0\x01\0\0\0\x01\0\0\0\0\0\0";
const BOLD: &[u8] = b"\xFF\0\0\0\x01\x06\0\0\0\x01\0\0\0";

#[test]
fn tapes_become_sources_and_content() {
    use bodies::Input;
    let bold = Input::Source("<b>x</b>".into());
    assert_eq!(Input::of("ingest", BOLD), Some(bold));
    let link = br#"{"text": "x", "spans": [{"markup": 1, "start": 0, "end": 1}]}"#;
    assert_eq!(Input::of("content", LINK), Input::of("content", link));
    assert!(Input::of("content", link).is_some());
    // Without the first byte the input is a source, not content.
    let text = Input::Source("\0\0".into());
    assert_eq!(Input::of("ingest", b"\0\0"), Some(text));
    assert_eq!(Input::of("content", b"\0\0"), None);
    assert_eq!(Input::of("ingest", b"x\xFF"), None);
}

#[test]
fn a_broken_writer_is_seen_by_tapes() {
    for (target, tape) in [("ingest", BOLD), ("content", LINK)] {
        assert!(!is_seen(target, tape, "", ""), "{target}");
        assert!(is_seen(target, tape, "</", "<"), "{target}");
    }
}

#[test]
fn a_broken_writer_is_seen() {
    let plain = r#"{"text": "a <b> c", "spans": []}"#;
    let link = r#"{"text": "x", "spans": [{"markup": 1, "start": 0, "end": 1,
        "attributes": [{"id": 1, "value": "/x"}]}]}"#;
    let tampered = [
        ("ingest", "a &lt;script&gt; b", "&lt;", "<"),
        ("ingest", "<b>x</b>", "</", "<"),
        ("ingest", "<em>x</em>y", "</em>y", "y</em>"),
        ("ingest", "<a href=/x>y</a>", "/x", "javascript:x"),
        ("ingest", "<a href=/x>y</a>", " href=", " onclick="),
        ("ingest", "<a href=/x>y</a>", "\"", ""),
        ("ingest", "a&mdash;b", "&mdash;", "—"),
        ("ingest", "a&amp;lt;b", "&amp;", "&"),
        ("ingest", "<p>a</p><p>b</p>", "b", "b<!-- x -->"),
        ("content", plain, "&lt;", "<"),
        ("content", plain, "a ", "<svg></svg>"),
        ("content", plain, " c", ""),
        ("content", link, "/x", "javascript:x"),
    ];
    for (target, data, from, to) in tampered {
        let bytes = data.as_bytes();
        assert!(!is_seen(target, bytes, "", ""), "{target}: {data}");
        assert!(
            is_seen(target, bytes, from, to),
            "{target}: {data}: {from} to {to}"
        );
    }
}
