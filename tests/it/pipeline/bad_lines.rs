//! Bad lines as answers like others: `--bad-lines pass`.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::{Folder, answers, refusal, standing};
use crate::examples::json_lines;
use crate::pipeline::generate::archive;
use crate::tape::cases;

const PASS: [&str; 2] = ["--bad-lines", "pass"];

/// One that is good, and bad ones: with an id, without, and cut behind its id.
const LINES: [&str; 5] = [
    r#"{"id": 1, "html": "x"}"#,
    r#"{"id": 2, "html": 3}"#,
    r#"{"html": "x"}"#,
    "",
    r#"{"id": null, "html": "cut"#,
];

#[test]
fn a_line_is_numbered_where_it_has_no_id() {
    let found = json_lines(&answers(&PASS, LINES.join("\n").as_bytes(), 0));
    assert_eq!(found[0]["text"], "x");
    assert_eq!(
        found[1..4],
        [
            json!({"id": 2, "error": "`html` is not a string"}),
            json!({"line": 3, "error": "there is no `id`"}),
            json!({"line": 4, "error": "the line is blank"}),
        ]
    );
    assert_eq!(
        (found[4].get("line"), &found[4]["id"]),
        (None, &json!(null))
    );
    // As it is unless asked.
    let numbered = answers(&[], LINES.join("\n").as_bytes(), 1);
    assert!(answers(&["--bad-lines=fail"], LINES.join("\n").as_bytes(), 1) == numbered);
    let numbers = json_lines(&numbered).into_iter();
    let numbers: Vec<Value> = numbers.map(|line| line["line"].clone()).collect();
    assert_eq!(
        numbers,
        [json!(null), json!(2), json!(3), json!(4), json!(5)]
    );
}

#[test]
fn parts_answer_as_the_whole() {
    let input = archive(cases() / 4);
    let has_id = |line: &Value| line.get("id").is_some();
    let of_parts = |arguments: &[&str], status| {
        let lines: Vec<&[u8]> = input.split_inclusive(|&byte| byte == b'\n').collect();
        let parts = lines.chunks(100);
        let parts = parts.map(|part| answers(arguments, &part.concat(), status));
        json_lines(&parts.collect::<Vec<_>>().concat())
    };
    let whole = json_lines(&answers(&PASS, &input, 0));
    let parts = of_parts(&PASS, 0);
    assert_eq!(parts.len(), whole.len());
    let differ = parts
        .iter()
        .zip(&whole)
        .filter(|(part, whole)| part != whole);
    let differ: Vec<_> = differ.collect();
    // Their number is all that says which line it was.
    assert!(!differ.is_empty() && differ.iter().all(|(part, _)| !has_id(part)));
    // Control: otherwise those with an id differ, too.
    let whole = json_lines(&answers(&[], &input, 1));
    let parts = of_parts(&[], 1);
    let differ = parts
        .iter()
        .zip(&whole)
        .filter(|(part, whole)| part != whole);
    assert!(differ.filter(|(part, _)| has_id(part)).count() > 0);
}

#[test]
fn a_run_that_is_gone_on_with_is_that_of_one_run() {
    let folder = Folder::new("pass");
    let (out, report) = (folder.path("out.ndjson"), folder.path("report.json"));
    let input = archive(300);
    let own = ["--output", &*out, "--skip-done", &out, "--report", &report];
    let own = [&PASS[..], &own].concat();
    answers(&own, &input, 0);
    let whole = fs::read(&out).unwrap();
    assert!(whole == answers(&PASS, &input, 0));
    let counted = standing(Path::new(&report));
    // Nothing is done twice, wherever it was torn.
    for cut in [whole.len(), whole.len() / 2, 1] {
        fs::write(&out, &whole[..cut]).unwrap();
        answers(&own, &input, 0);
        assert!(fs::read(&out).unwrap() == whole, "torn at {cut}");
        assert_eq!(standing(Path::new(&report)), counted);
    }
    // The other form of bad lines is not mixed with this one.
    let said = refusal(&own[2..]);
    assert!(said.contains("other settings (bad lines)"), "{said}");
}

#[test]
fn a_bad_line_is_done_until_it_is_mended() {
    let folder = Folder::new("pass-skip");
    let twice = [LINES[1], LINES[1]].join("\n");
    let done = folder.write("done.ndjson", answers(&PASS, LINES[1].as_bytes(), 0));
    let arguments = [&PASS[..], &["--skip-done", &done]].concat();
    assert_eq!(answers(&arguments, LINES[1].as_bytes(), 0), b"");
    // One answer is of one line.
    assert_eq!(
        json_lines(&answers(&arguments, twice.as_bytes(), 0)).len(),
        1
    );
    let other = br#"{"id": 2, "html": "x"}"#;
    assert_eq!(json_lines(&answers(&arguments, other, 0))[0]["text"], "x");
}
