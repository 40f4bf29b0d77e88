//! Readers in other languages over the test vectors, each where its interpreter is.
//!
//! Whether it is there is known only when the tests run, and the harness of
//! `cargo test` can then only pass or fail: a test that was not run would be counted
//! as passed. So this target has a harness of its own, which counts those as ignored.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has to say where"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output};

use libtest_mimic::{Arguments, Trial};
use serde_json::{Value, json};

/// An interpreter, and what it reads with.
type Reader = (&'static str, &'static str);

/// A name, and what is asked of a reader.
type Check = (&'static str, fn(Reader));

const READERS: [Reader; 2] = [("python3", "read.py"), ("node", "read.js")];

fn main() -> ExitCode {
    let checks: [Check; 2] = [
        ("reads_the_vectors", reads_the_vectors),
        ("refuses_broken_vectors", refuses_broken_vectors),
    ];
    let mut trials = Vec::new();
    for reader in READERS {
        let (interpreter, _) = reader;
        let is_here = Command::new(interpreter).arg("--version").output().is_ok();
        if !is_here {
            eprintln!("ignored: there is no {interpreter} here");
        }
        for (name, check) in checks {
            let trial = Trial::test(format!("{interpreter}::{name}"), move || {
                check(reader);
                Ok(())
            });
            trials.push(trial.with_ignored_flag(!is_here));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn vectors(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/vectors");
    folder.join(name)
}

fn all() -> Vec<Value> {
    let all = fs::read_to_string(vectors("vectors.json")).unwrap();
    serde_json::from_str(&all).unwrap()
}

fn run((interpreter, script): Reader, file: &Path) -> Output {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("readers");
    let mut command = Command::new(interpreter);
    command.args([&folder.join(script), file, &vectors("authority.json")]);
    command.output().unwrap()
}

fn reads_the_vectors(reader: Reader) {
    let output = run(reader, &vectors("vectors.json"));
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    let read = String::from_utf8_lossy(&output.stdout);
    assert_eq!(read.trim(), all().len().to_string());
}

/// A reader that says yes to everything is noticed.
fn refuses_broken_vectors(reader: Reader) {
    type Break = fn(&mut Value);
    let breaks: [(&str, Break); 8] = [
        ("nothing", |_| {}),
        ("text", |vector| vector["text"] = json!("So very very coId")),
        ("length", |vector| vector["length"] = json!(16)),
        ("digest", |vector| vector["digest"] = json!("0")),
        ("scalars", |vector| {
            vector["spans"][0]["scalars"] = json!([0, 1])
        }),
        ("utf16", |vector| {
            vector["spans"][0]["utf16"] = json!([0, 1])
        }),
        ("bytes", |vector| {
            vector["spans"][0]["bytes"] = json!([0, 1])
        }),
        ("html", |vector| {
            vector["html"] = json!("<b>So</b> <em>very <i>very</i></em> coId")
        }),
    ];
    let mut all = all().into_iter();
    let whole = all.find(|vector| vector["name"] == "inline tags").unwrap();
    assert_eq!(whole["text"], "So very very cold");
    for (what, tamper) in breaks {
        let mut broken = whole.clone();
        tamper(&mut broken);
        let file = format!("{}-{what}.json", reader.1);
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(file);
        fs::write(&file, json!([broken]).to_string()).unwrap();
        let is_taken = run(reader, &file).status.success();
        assert_eq!(is_taken, what == "nothing", "broken {what}");
    }
}
