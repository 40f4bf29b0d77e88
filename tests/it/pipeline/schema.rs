//! Lines with many fields, against the same fields one by one.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::{Folder, answers, refusal, standing};
use crate::examples::json_lines;
use crate::pipeline::generate::stories;

const SCHEMA: &str = r#"{"fields": {
    "title": {"policy": {"placement": "phrasing", "max_bytes": 4000}, "presence": "required"},
    "body": {},
    "paragraphs": {"values": "many", "policy": {"admit": ["em", "a"], "max_findings": 2}}
}}"#;

/// Returns the answer for a single field, under its policy in the schema.
fn alone(folder: &Folder, field: &str, source: &Value) -> Value {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let policy = schema["fields"][field].get("policy");
    let policy = policy.map_or_else(|| "{}".into(), Value::to_string);
    let policy = folder.write("policy.json", policy);
    let line = json!({"id": 0, "html": source}).to_string();
    let found = answers(&["--policy", &policy], line.as_bytes(), 0);
    let mut found = json_lines(&found).remove(0);
    found.as_object_mut().unwrap().shift_remove("id").unwrap();
    found
}

#[test]
fn fields_are_what_they_are_alone() {
    let folder = Folder::new("schema");
    let schema = folder.write("schema.json", SCHEMA);
    let lines = [
        json!({"paragraphs": ["<p>a <blink>b", "", "<em>c</em><u><u><u><u>d"], "id": "x",
               "body": "<p>So <b onclick=x()>cold</b>", "title": "<h1>Snow &mdash;</h1>"}),
        json!({"id": null, "title": "T", "body": null, "slug": "snow"}),
        json!({"id": {"a": 1}, "title": "T", "paragraphs": "one"}),
    ];
    let input: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let found = json_lines(&answers(&["--schema", &schema], input.as_bytes(), 0));
    let mut compared = 0;
    for (line, found) in lines.iter().zip(&found) {
        assert_eq!(found["id"], line["id"]);
        for (name, field) in found["fields"].as_object().unwrap() {
            let list = field.as_array();
            assert_eq!(list.is_some(), name == "paragraphs");
            let values: Vec<_> = list.map_or(vec![field], |list| list.iter().collect());
            let sources: Vec<_> = match &line[name] {
                Value::Array(list) => list.iter().collect(),
                one => vec![one],
            };
            assert_eq!(values.len(), sources.len());
            for (value, source) in values.into_iter().zip(sources) {
                assert_eq!(*value, alone(&folder, name, source), "{name}");
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 8);
    // In the order of the schema, without lists of findings.
    let names: Vec<_> = found[0]["fields"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["title", "body", "paragraphs"]);
    let paragraphs = &found[0]["fields"]["paragraphs"];
    assert_eq!(paragraphs[2]["unlisted"]["tag-not-admitted"]["changed"], 2);
    assert_eq!(paragraphs[0].get("unlisted"), None);
}

#[test]
fn lines_that_no_schema_takes_are_bad() {
    let folder = Folder::new("schema-bad");
    let schema = folder.write("schema.json", SCHEMA);
    let long = "x".repeat(5000);
    let (lines, errors): (Vec<Value>, Vec<Value>) = [
        (
            json!({"id": 1, "body": "x"}),
            "title: is required and was not given",
        ),
        (
            json!({"id": 1, "title": "<p></p>"}),
            "title: is required and is empty",
        ),
        (json!({"id": 1, "title": 3}), "`title` is not a string"),
        (json!({"id": 1, "title": ["x"]}), "`title` is not a string"),
        (
            json!({"id": 1, "title": "T", "paragraphs": ["x", 3]}),
            "`paragraphs` is not all strings",
        ),
        (
            json!({"id": 1, "html": "x"}),
            "no field of the schema is there",
        ),
        (json!([1]), "no field of the schema is there"),
        (json!({"title": "x"}), "there is no `id`"),
        (json!({"id": 1, "title": long}), "title: "),
    ]
    .into_iter()
    .map(|(line, error)| (line, json!(error)))
    .unzip();
    let input: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let found = json_lines(&answers(&["--schema", &schema], input.as_bytes(), 1));
    assert_eq!(found.len(), errors.len());
    for (number, (found, expected)) in (1..).zip(found.iter().zip(&errors)) {
        assert_eq!(found["line"], number);
        let (said, expected) = (found["error"].as_str(), expected.as_str());
        assert!(said.unwrap().starts_with(expected.unwrap()), "{found}");
    }
}

#[test]
fn a_schema_that_makes_no_sense_is_refused() {
    let folder = Folder::new("schema-refused");
    for (schema, why) in [
        (json!({"fields": {"id": {}}}), "`id` is no field"),
        (
            json!({"fields": {"a": {"policy": {"admit": ["b", "zz"]}}}}),
            "fields.a.policy.admit[1]",
        ),
        (json!({"field": {}}), "unknown field `field`"),
    ] {
        let schema = folder.write("schema.json", schema.to_string());
        let said = refusal(&["--schema", &schema]);
        assert!(
            said.contains("schema.json: ") && said.contains(why),
            "{said}"
        );
    }
}

/// A resumed run accepts only its own lines.
#[test]
fn records_are_gone_on_with() {
    let folder = Folder::new("schema-done");
    let schema = folder.write("schema.json", SCHEMA);
    let input = folder.write("in.ndjson", stories(120));
    let (out, report) = (folder.path("out.ndjson"), folder.path("report.json"));
    let arguments = ["--schema", &schema, "--input", &input, "--report", &report];
    let whole = answers(&arguments, b"", 1);
    let counted = standing(Path::new(&report));
    let fields = counted["fields"].as_object().unwrap();
    assert!(fields.keys().eq(["body", "paragraphs", "title"]));
    assert!(answers(&[&arguments[..], &["--jobs", "1"]].concat(), b"", 1) == whole);

    let arguments = [&arguments[..], &["--output", &out, "--skip-done", &out]].concat();
    for cut in [whole.len() / 3, whole.len() / 2, whole.len()] {
        folder.write("out.ndjson.partial", &whole[..cut]);
        answers(&arguments, b"", 1);
        assert!(fs::read(&out).unwrap() == whole, "cut at {cut}");
        assert_eq!(standing(Path::new(&report)), counted);
    }
    let said = refusal(&["--output", &out, "--skip-done", &out]);
    assert!(said.contains("line 1 is not what"), "{said}");
}

/// Issue 14: ranges are the platform's own JSON, and URLs have a base.
#[test]
fn ranges_are_the_platforms_own() {
    let folder = Folder::new("ranges");
    let mine = folder.write("mine.json", "{\"extends\": {\"extends\": \"telegram\"}}");
    let other = folder.write("other.json", "{\"syntax\": {\"ranges\": \"utf16\"}}");
    let line =
        json!({"id": 1, "html": "🎧 <b>Hear</b> <a href='/about'>us</a> <a href='tel:1'>now</a>"});
    let mut arguments = vec!["--base=https://npr.org/x"];
    for name in [
        "telegram",
        "bluesky",
        "apple_news",
        "terminal",
        "dab_label",
        &mine,
        &other,
    ] {
        arguments.extend(["--profile", name]);
    }
    let out = answers(&arguments, line.to_string().as_bytes(), 0);
    let answer: Value = serde_json::from_slice(&out).unwrap();
    let ranges = &answer["ranges"];
    let link =
        json!({"type": "text_link", "offset": 8, "length": 2, "url": "https://npr.org/about"});
    let bold = json!({"type": "bold", "offset": 3, "length": 4});
    assert_eq!(ranges["telegram"], json!([bold, link]));
    assert_eq!(ranges["mine"], ranges["telegram"]);
    assert_eq!(
        ranges["bluesky"][0],
        json!({
            "index": {"byteStart": 10, "byteEnd": 12},
            "features": [{"$type": "app.bsky.richtext.facet#link", "uri": "https://npr.org/about"}],
        })
    );
    assert_eq!(
        ranges["apple_news"]["inlineTextStyles"],
        json!([{"rangeStart": 3, "rangeLength": 4, "textStyle": "strong"}])
    );
    assert_eq!(
        ranges["apple_news"]["additions"][0]["URL"],
        "https://npr.org/about"
    );
    assert_eq!(ranges["other"][0]["name"], "b");
    assert_eq!(ranges["terminal"][0]["name"], "1");
    assert!(ranges.get("html").is_none());
    // What the platform cannot say is a loss.
    let lost = |name: &str| answer["losses"][name].as_array().unwrap().clone();
    assert!(
        lost("telegram")
            .iter()
            .any(|loss| loss["name"] == "a" && loss["start"] == 10)
    );
    assert!(
        answer["outputs"]["html"]
            .as_str()
            .unwrap()
            .contains("https://npr.org/about")
    );
    assert!(
        answer["outputs"]["canonical"]
            .as_str()
            .unwrap()
            .contains("\"/about\"")
    );
    let said = refusal(&["--base", "npr.org"]);
    assert!(
        said.contains("`--base`: \"npr.org\" is no absolute URL with a host"),
        "{said}"
    );
}
