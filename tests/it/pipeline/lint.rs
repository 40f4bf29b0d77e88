//! `--lint` and `--review`: what of each field does not travel, and what that is to each
//! profile.

use serde_json::{Value, json};

use super::{Folder, answers, refusal};
use crate::examples::json_lines;

fn first(arguments: &[&str], line: &Value) -> Value {
    let found = answers(arguments, line.to_string().as_bytes(), 0);
    json_lines(&found)[0].clone()
}

#[test]
fn each_field_has_its_lints() {
    let html = "<p>Die Karte unten, the map below, <a href=/x>here</a></p>";
    let line = json!({"id": 1, "html": html});
    let words = |found: &Value| -> Vec<String> {
        let lints = found["lints"].as_array().unwrap().iter();
        lints
            .map(|lint| lint["words"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        words(&first(&["--lint", "en"], &line)),
        ["map below", "here"]
    );
    assert_eq!(words(&first(&["--lint=de"], &line)), ["Karte unten"]);
    // The language of the line goes first.
    let german = json!({"id": 1, "lang": "de", "html": html});
    assert_eq!(words(&first(&["--lint", "en"], &german)), ["Karte unten"]);
    let found = first(&["--lint", "en"], &line);
    assert_eq!(
        found["lints"][0],
        json!({
            "rule": "points-at-place",
            "weight": "loss",
            "start": 21,
            "end": 30,
            "words": "map below",
            "message": "`map below` points at a place on a page",
            "advice": "name the thing instead of its place, such as \"a chart of rents since 2015\"",
        })
    );
    // Without the flag there are none.
    let found = first(&[], &line);
    assert!(found.get("lints").is_none() && found.get("review").is_none());
}

#[test]
fn a_policy_is_a_file() {
    let folder = Folder::new("lint");
    let policy = r#"{"language": "de", "rules": {"points-at-place": "note"}}"#;
    let policy = folder.write("lint.json", policy);
    let schema = folder.write(
        "schema.json",
        r#"{"fields": {"a": {}, "b": {"values": "many"}}}"#,
    );
    let line = json!({"id": 1, "a": "Die Karte unten", "b": ["x", "Das Bild oben"]});
    let found = first(&["--lint", &policy, "--schema", &schema], &line);
    assert_eq!(found["fields"]["a"]["lints"][0]["weight"], "note");
    assert_eq!(found["fields"]["b"][0]["lints"], json!([]));
    assert_eq!(found["fields"]["b"][1]["lints"][0]["words"], "Bild oben");
}

#[test]
fn profiles_are_reviewed() {
    let line = json!({"id": 1, "html": "<p>About 10<sup>6</sup>, or <q>many</q></p>"});
    let found = first(&["--lint", "en", "--review", "--profile", "sms"], &line);
    assert_eq!(
        found["review"]["html"],
        json!({
            "length": 43, "unit": "characters", "most": null, "losses": {}, "lints": []
        })
    );
    let sms = &found["review"]["sms"];
    assert_eq!(sms["unit"], "septets");
    assert_eq!(sms["losses"], json!({"rewritten": 2}));
    assert_eq!(
        sms["lints"],
        json!([
            {"rule": "raised-number", "start": 6, "end": 9, "weight": null},
            {"rule": "quotation-by-markup", "start": 14, "end": 18, "weight": null},
        ])
    );
    assert!(found["review"].get("canonical").is_none());
}

#[test]
fn slips_are_refused() {
    let folder = Folder::new("lint-slips");
    let policy = folder.write("lint.json", r#"{"rules": {"promo": "off"}}"#);
    for (arguments, why) in [
        (&["--review"][..], "`--review` needs `--lint` beside it"),
        (&["--lint"], "`--lint` needs a value"),
        (&["--lint", "e n"], "\"e n\" is no tag of a language"),
        (&["--lint", "no-such.json"], "no-such.json: "),
        (&["--lint", &policy], "rules.promo: unknown word `promo`"),
        (&["--review=yes", "--lint=en"], "what is `--review=yes`?"),
    ] {
        let said = refusal(arguments);
        assert!(said.contains(why), "{said}");
    }
}

/// Answers of one linter are not gone on with by another.
#[test]
fn other_lints_do_not_go_on() {
    let folder = Folder::new("lint-goes-on");
    let input = folder.write("in.ndjson", "{\"id\": 1, \"html\": \"the map below\"}\n");
    let output = folder.path("out.ndjson");
    let files = [
        "--input",
        &input,
        "--output",
        &output,
        "--skip-done",
        &output,
    ];
    answers(&[&files[..], &["--lint", "en"]].concat(), b"", 0);
    answers(&[&files[..], &["--lint", "en"]].concat(), b"", 0);
    let said = refusal(&[&files[..], &["--lint", "de"]].concat());
    assert!(said.contains("other settings (lint)"), "{said}");
    assert!(refusal(&files).contains("other settings (lint)"));
}
