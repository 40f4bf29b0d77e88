//! Which lines count as done.

use serde_json::{Value, json};

use super::{Folder, answers};
use crate::examples::{json_lines, run};

fn lines(lines: &[Value]) -> Vec<u8> {
    let lines = lines.iter().map(|line| format!("{line}\n"));
    lines.collect::<String>().into_bytes()
}

/// Returns the ids, or the numbers of bad lines as `#n`.
fn told(output: &[u8]) -> Vec<String> {
    let lines = json_lines(output).into_iter();
    lines
        .map(|line| match line.get("error") {
            Some(_) => format!("#{}", line["line"]),
            None => line["id"].to_string(),
        })
        .collect()
}

#[test]
fn another_output_is_not_said_again() {
    let folder = Folder::new("skip");
    let story = |id: Value| json!({"id": id, "html": "<p>x"});
    let bad = json!({"id": 3, "html": 3});
    let first = lines(&[
        story(json!(1)),
        story(json!(null)),
        bad.clone(),
        story(json!("é")),
    ]);
    let done = folder.write("done.ndjson", answers(&[], &first, 1));
    let arguments = ["--skip-done", &*done];
    // In any order and with any content; `1` and `"1"` are different ids.
    let second = lines(&[
        story(json!("é")),
        story(json!("1")),
        json!({"html": "<b>other</b>", "id": 1}),
        story(json!({"a": [1.5e300, 0.1]})),
        story(json!(null)),
    ]);
    assert_eq!(
        told(&answers(&arguments, &second, 0)),
        ["\"1\"", "{\"a\":[1.5e+300,0.1]}"]
    );
    // A bad line that is unchanged, moved or corrected.
    assert_eq!(told(&answers(&arguments, &first, 0)), Vec::<String>::new());
    let elsewhere = lines(&[bad, story(json!(1))]);
    assert_eq!(told(&answers(&arguments, &elsewhere, 1)), ["#1"]);
    let mended = lines(&[
        story(json!(1)),
        story(json!(null)),
        story(json!(3)),
        story(json!("é")),
    ]);
    assert_eq!(told(&answers(&arguments, &mended, 0)), ["3"]);
}

#[test]
fn an_id_is_done_as_often_as_it_was_answered() {
    let folder = Folder::new("twice");
    let story = |html: &str| json!({"id": 7, "html": html});
    let done = answers(&[], &lines(&[story("a"), json!({"id": 7}), story("b")]), 1);
    let done = folder.write("done.ndjson", done);
    let all = [
        story("a"),
        json!({"id": 7}),
        story("b"),
        story("c"),
        json!({"id": 7}),
        story("d"),
    ];
    let found = json_lines(&answers(&["--skip-done", &done], &lines(&all), 1));
    let texts: Vec<_> = found.iter().map(|line| line["text"].as_str()).collect();
    assert_eq!(texts, [Some("c"), None, Some("d")]);
    assert_eq!(found[1]["line"], 5);
}

#[test]
fn what_is_no_answer_is_counted() {
    let folder = Folder::new("strange");
    let story = |id: u32| json!({"id": id, "html": "x"});
    let mut done = answers(&[], &lines(&[story(1), story(2)]), 0);
    done.extend(b"{\"id\":3}\n\n{\"id\":4,\"outp{\"id\":5}\nnull\n");
    // A complete answer without its line feed counts as torn.
    let torn = answers(&[], &lines(&[story(6)]), 0);
    done.extend(torn.strip_suffix(b"\n").unwrap());
    let done = folder.write("done.ndjson", done);
    let arguments = [&super::PROFILES[..], &["--skip-done", &done]].concat();
    let all: Vec<Value> = (1..=6).map(story).collect();
    let output = run("pipeline", &arguments, &lines(&all));
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(told(&output.stdout), ["3", "4", "5", "6"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said, format!("pipeline: {done}: 4 lines are no answers\n"));
}

/// Answers under other settings count as done.
#[test]
fn any_profiles_will_do_for_another_file() {
    let folder = Folder::new("profiles");
    let story = json!({"id": 1, "html": "x"});
    let done = run("pipeline", &[], &lines(std::slice::from_ref(&story)));
    let done = folder.write("done.ndjson", done.stdout);
    assert_eq!(answers(&["--skip-done", &done], &lines(&[story]), 0), b"");
}
