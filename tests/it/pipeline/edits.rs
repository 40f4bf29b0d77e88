//! `--edits`: what becomes of a field by the edits of its line, or as it was saved again,
//! and of places on it.

use serde_json::{Value, json};

use super::{Folder, answers, refusal};
use crate::examples::json_lines;

const STORY: &str = "<p>Storm over <a href=\"/kiev\">Kiev</a>.</p><p>By <b>Ada</b>.</p>";

fn told(line: &Value) -> Value {
    let found = answers(&["--edits"], line.to_string().as_bytes(), 0);
    json_lines(&found)[0].clone()
}

fn edited(members: Value) -> Value {
    let mut line = json!({"id": 1, "html": STORY});
    let line_members = line.as_object_mut().unwrap();
    line_members.extend(members.as_object().unwrap().clone());
    told(&line)
}

#[test]
fn edits_are_applied_at_once() {
    let found = edited(json!({
        "edits": [
            {"from": 11, "to": 15, "insert": "Kyiv"},
            {"mark": "em", "from": 0, "to": 5},
            {"unmark": "b", "from": 18, "to": 25},
            {"set": 1, "attribute": "href", "value": "/kyiv"},
        ],
        "layer": [[11, 15, "place"], [0, 5, "storm"], [21, 21, "cue"]],
    }));
    // All else is there as without the flag.
    assert_eq!(found["text"], "Storm over Kiev.\n\nBy Ada.");
    assert_eq!(found["outputs"]["canonical"], STORY);
    let edited = &found["edited"];
    assert_eq!(edited["text"], "Storm over Kyiv.\n\nBy Ada.");
    let html = "<p><em>Storm</em> over <a href=\"/kyiv\">Kyiv</a>.</p><p>By Ada.</p>";
    assert_eq!(edited["outputs"]["canonical"], html);
    assert_eq!(edited["outputs"]["hd_radio"], "Storm over Kyiv. By Ada.");
    assert_eq!(edited["changes"], json!([[12, 14, 12, 14]]));
    assert_eq!(
        edited["gone"],
        json!([{"ordinal": 3, "name": "b", "start": 21, "end": 24, "why": "unwrapped"}])
    );
    assert_eq!(
        edited["layer"],
        json!([
            {"name": "place", "placed": "changed", "start": 11, "end": 15},
            {"name": "storm", "placed": "same", "start": 0, "end": 5},
            {"name": "cue", "placed": "same", "start": 21, "end": 21},
        ])
    );
    let spans = edited["spans"].as_array().unwrap().iter();
    assert!(
        spans
            .map(|span| span["name"].as_str().unwrap())
            .eq(["p", "em", "a", "p"])
    );
    assert!(found.get("edit_error").is_none());
}

#[test]
fn what_an_editor_saved_is_rebased() {
    let saved = "<p>By <b>Ada</b>.</p><p>A storm over <a href='/kiev'>Kiev</a>.</p>";
    let layer = json!([[11, 15, "Kiev"], [21, 24, "Ada"], [0, 5, "Storm"]]);
    let edited = &edited(json!({"saved": saved, "layer": layer}))["edited"];
    assert_eq!(edited["text"], "By Ada.\n\nA storm over Kiev.");
    assert!(edited.get("changes").is_none() && edited.get("gone").is_none());
    // The line that moved is certain.
    assert_eq!(
        edited["layer"][1],
        json!({"name": "Ada", "placed": "same", "start": 3, "end": 6})
    );
    // The other was taken out there and written anew here: nothing is guessed.
    assert_eq!(
        edited["layer"][0],
        json!({"name": "Kiev", "placed": "gone"})
    );
    assert_eq!(
        edited["layer"][2],
        json!({"name": "Storm", "placed": "gone"})
    );
    // A word that is there twice now.
    let line = json!({
        "id": 1, "html": "one two", "saved": "one one two", "layer": [[0, 3, "one"]],
    });
    assert_eq!(
        told(&line)["edited"]["layer"],
        json!([{"name": "one", "placed": "unsure", "at": [[0, 3], [4, 7]]}])
    );
    // A layer alone stays where it is.
    let line = json!({"id": 1, "html": "one two", "layer": [[0, 3, "one"]]});
    let found = told(&line);
    assert_eq!(found["edited"]["text"], "one two");
    assert_eq!(found["edited"]["changes"], json!([]));
    assert_eq!(found["edited"]["layer"][0]["placed"], "same");
}

#[test]
fn a_refused_edit_is_told_and_the_run_goes_on() {
    let refused = |members: Value| {
        let found = edited(members);
        assert!(found.get("edited").is_none());
        assert_eq!(found["outputs"]["canonical"], STORY);
        found["edit_error"].clone()
    };
    let delete = |from: u32, to: u32| json!({"from": from, "to": to, "insert": ""});
    assert_eq!(
        refused(json!({"edits": [delete(0, 1), delete(17, 20)]})),
        json!({
            "path": "replace[1]",
            "message": "stands inside a separator; the nearest borders are 16 and 18",
            "borders": [16, 18],
        })
    );
    for (members, path, message) in [
        (
            json!({"edits": [delete(0, 4), delete(2, 6)]}),
            "replace[1]",
            "overlaps part 0",
        ),
        (
            json!({"edits": [delete(0, 99)]}),
            "replace[0]",
            "reaches to 99, and the text to 25",
        ),
        (json!({"edits": {}}), "edits", "is not a list"),
        (
            json!({"edits": [{"from": 3, "to": 1, "insert": ""}]}),
            "edits[0]",
            "the range is reversed: from 3 to 1",
        ),
        (
            json!({"edits": [{"from": -1, "to": 1, "insert": ""}]}),
            "edits[0]",
            "`from` is not a number of 32 bits",
        ),
        (
            json!({"edits": [{"from": 0, "to": 1, "insert": 7}]}),
            "edits[0]",
            "`insert` is not a string",
        ),
        (
            json!({"edits": [{"mark": "blink", "from": 0, "to": 1}]}),
            "edits[0]",
            "the authority has no tag `blink`",
        ),
        (
            json!({"edits": [{"mark": "p", "from": 0, "to": 1}]}),
            "mark[0]",
            "is no inline tag with content",
        ),
        (
            json!({"edits": [{"bold": true}]}),
            "edits[0]",
            "says neither `insert`, `mark`, `unmark` nor `set`",
        ),
        (
            json!({"edits": [{"set": 9, "attribute": "href", "value": "/"}]}),
            "edits[0]",
            "there is no span 9",
        ),
        (
            json!({"edits": [{"set": 1, "attribute": "start", "value": "1"}]}),
            "edits[0]",
            "the span has no attribute `start`",
        ),
        (
            json!({"edits": [{"set": 1, "attribute": "href"}]}),
            "edits[0]",
            "`value` is missing",
        ),
        (json!({"saved": 3}), "saved", "is not a string"),
        (
            json!({"saved": "", "edits": []}),
            "saved",
            "a field is edited, or saved again",
        ),
        (json!({"layer": 3}), "layer", "is not a list"),
        (
            json!({"layer": [[0, 1, "a"], [0, "b"]]}),
            "layer[1]",
            "is not of the form [from, to, \"name\"]",
        ),
        (
            json!({"layer": [[2, 1, "a"]]}),
            "layer[0]",
            "the range is reversed",
        ),
        (
            json!({"layer": [[2, 26, "a"]]}),
            "layer[0]",
            "reaches behind the end of the text",
        ),
    ] {
        let refused = refused(members.clone());
        assert_eq!(refused["path"], path, "{members}");
        let found = refused["message"].as_str().unwrap();
        assert!(found.ends_with(message), "{found}");
        assert!(refused.get("borders").is_none());
    }
    // An attribute is taken off.
    let edits = json!({"edits": [{"set": 1, "attribute": "href", "value": null}]});
    let html = &edited(edits)["edited"]["outputs"]["canonical"];
    assert!(html.as_str().unwrap().contains("<a>Kiev</a>"), "{html}");
}

#[test]
fn without_the_flag_lines_are_what_they_were() {
    let line = json!({"id": 1, "html": "a", "edits": [], "saved": 3}).to_string();
    let plain = json!({"id": 1, "html": "a"}).to_string();
    let answer = answers(&[], line.as_bytes(), 0);
    assert_eq!(answer, answers(&[], plain.as_bytes(), 0));
    // With it, lines without these members are, too.
    assert_eq!(answer, answers(&["--edits"], plain.as_bytes(), 0));
}

#[test]
fn one_field_is_edited_and_runs_go_on_as_they_began() {
    let schema = refusal(&["--edits", "--schema", "fields.json"]);
    assert!(schema.contains("no `--schema` beside it"), "{schema}");
    assert!(refusal(&["--edits=yes"]).contains("what is `--edits=yes`?"));
    let folder = Folder::new("edits");
    let input = folder.write("in.ndjson", "{\"id\": 1, \"html\": \"a\"}\n");
    let output = folder.path("out.ndjson");
    let files = [
        "--input",
        &input,
        "--output",
        &output,
        "--skip-done",
        &output,
    ];
    answers(&[&files[..], &["--edits"]].concat(), b"", 0);
    answers(&[&files[..], &["--edits"]].concat(), b"", 0);
    let said = refusal(&files);
    assert!(said.contains("other settings (edits)"), "{said}");
}
