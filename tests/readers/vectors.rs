//! Readers in other languages over the test vectors, each where its interpreter is.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use libtest_mimic::Trial;
use serde_json::{Value, json};

/// An interpreter, and what it reads with.
type Reader = (&'static str, &'static str);

/// A name, and what is asked of a reader.
type Check = (&'static str, fn(Reader));

const READERS: [Reader; 2] = [("python3", "read.py"), ("node", "read.js")];

pub(crate) fn trials() -> Vec<Trial> {
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
    trials
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
