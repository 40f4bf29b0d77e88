//! The pipeline example, as an archive needs it: any number of jobs, bounded memory,
//! killed and resumed.

mod bad_lines;
mod bounds;
mod edits;
mod faults;
mod kill;
mod lint;
mod report;
mod schema;
mod skip;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use crate::examples::{example, json_lines, run, tempfolder};
use crate::tape::{Tape, cases};
pub(crate) use standoff_tests::generate;

use generate::archive;

const PROFILES: [&str; 3] = ["--profile=html", "--profile=ipod", "--profile=hd_radio"];

/// A folder that is deleted after the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        Self(tempfolder(&format!("pipeline-{name}")))
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        fs::write(self.file(name), content).unwrap();
        self.path(name)
    }

    fn path(&self, name: &str) -> String {
        self.file(name).to_str().unwrap().to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // The next run uses another one.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Returns the answers; `status` is 1 if some lines are bad.
#[track_caller]
fn answers(arguments: &[&str], input: &[u8], status: i32) -> Vec<u8> {
    let arguments: Vec<&str> = PROFILES.iter().chain(arguments).copied().collect();
    let output = run("pipeline", &arguments, input);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(status), "{said}");
    assert_eq!(said, "", "no word where no terminal is");
    output.stdout
}

/// Returns the message of a run that refuses to start.
#[track_caller]
fn refusal(arguments: &[&str]) -> String {
    let arguments: Vec<&str> = PROFILES.iter().chain(arguments).copied().collect();
    let output = run("pipeline", &arguments, b"");
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert_eq!(output.stdout, b"");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("pipeline: "), "{said}");
    said
}

fn start(arguments: &[&str]) -> Child {
    Command::new(example("pipeline"))
        .args(PROFILES)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Passes the input in pieces of random sizes, as reads return it.
fn in_pieces(input: &[u8], case: usize, mut take: impl FnMut(&[u8]) -> bool) {
    let mut tape = Tape::of_case(case);
    let mut rest = input;
    while !rest.is_empty() {
        let most = tape.pick(&[1, 40, 700, 3000, 100_000]);
        let (piece, after) = rest.split_at((1 + tape.below(most)).min(rest.len()));
        if !take(piece) {
            return;
        }
        rest = after;
    }
}

#[test]
fn jobs_and_reads_change_nothing() {
    let input = archive(cases() / 2);
    let one = answers(&["--jobs", "1"], &input, 1);
    let lines = json_lines(&one);
    assert_eq!(lines.len(), cases() / 2);
    let bad = lines.iter().filter(|line| line.get("error").is_some());
    assert!((1..lines.len() / 10).contains(&bad.count()));
    for jobs in ["2", "3", "16"] {
        assert!(answers(&["--jobs", jobs], &input, 1) == one, "{jobs} jobs");
    }
    for case in 0..3 {
        let mut child = start(&["--jobs=2"]);
        let mut stdin = child.stdin.take().unwrap();
        let input = input.clone();
        let feeder = std::thread::spawn(move || {
            in_pieces(&input, case, |piece| stdin.write_all(piece).is_ok());
        });
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        assert!(output.stdout == one, "pieces of case {case}");
    }
}

#[test]
fn files_are_read_and_written() {
    let folder = Folder::new("files");
    let input = folder.write("in.ndjson", archive(50));
    let output = folder.write("out.ndjson", "what was there before\n");
    let streamed = answers(&[], &archive(50), 1);
    let arguments = ["--input", &input, "--output", &output];
    assert_eq!(answers(&arguments, b"", 1), b"");
    assert!(fs::read(&output).unwrap() == streamed);
    let names = fs::read_dir(&folder.0).unwrap();
    assert_eq!(names.count(), 2, "nothing else is left behind");
    // Output that is not a file is written as it comes.
    if cfg!(unix) {
        let arguments = ["--input", &input, "--output", "/dev/stdout"];
        assert!(answers(&arguments, b"", 1) == streamed);
    }
}

#[test]
fn settings_are_toml_too() {
    let folder = Folder::new("toml");
    let pager = "extends = \"text\"\ncharset = \"gsm-03.38\"\n\
                 limits = [{ unit = \"septets\", most = 20 }]\n\
                 [rules]\nem = { surround = [\"*\", \"*\"] }\n";
    let pager = folder.write("pager.toml", pager);
    let policy = folder.write(
        "policy.toml",
        "admit = [\"em\"]\nplacement = \"phrasing\"\n",
    );
    let line = json!({"id": 1, "html": "<p>So <em>very</em> cold, <b>said</b> Zoë</p>"});
    let arguments = ["--profile", &pager, "--policy", &policy];
    let found = answers(&arguments, line.to_string().as_bytes(), 0);
    let found = &json_lines(&found)[0];
    assert_eq!(found["outputs"]["pager"], "So *very* cold,...");
    assert_eq!(
        found["outputs"]["canonical"],
        "So <em>very</em> cold, said Zoë"
    );

    let broken = folder.write("broken.toml", "extends = ");
    assert!(refusal(&["--profile", &broken]).contains("broken.toml: "));
}

#[test]
fn a_command_line_that_makes_no_sense_is_refused() {
    for (arguments, why) in [
        (
            &["--jobs", "0"][..],
            "`--jobs` needs a number from 1 to 1024, not `0`",
        ),
        (&["--jobs=many"], "not `many`"),
        (&["--jobs"], "`--jobs` needs a value"),
        (&["--max-line", "0"], "`--max-line` needs a number from 1"),
        (
            &["--policy", "a.json", "--schema", "b.json"],
            "no `--policy` beside it",
        ),
        (&["--input", "no-such.ndjson"], "no-such.ndjson: "),
        (&["--skip-done", "no-such.ndjson"], "no-such.ndjson: "),
        (&["--output", "no-such/out.ndjson"], "no-such/out.ndjson: "),
        (
            &["--report", "no-such/report.json"],
            "no-such/report.json: ",
        ),
        (
            &["--bad-lines", "skip"],
            "`--bad-lines` is `fail` or `pass`, not `skip`",
        ),
        (&["in.ndjson"], "what is `in.ndjson`?"),
    ] {
        let said = refusal(arguments);
        assert!(said.contains(why), "{said}");
    }
}

#[test]
fn help_is_no_mistake() {
    let help = run("pipeline", &["--help"], b"");
    assert_eq!(help.status.code(), Some(0));
    let help = String::from_utf8(help.stdout).unwrap();
    for flag in [
        "--schema",
        "--jobs",
        "--skip-done",
        "--output",
        "--report",
        "--input",
        "--bad-lines",
    ] {
        assert!(help.contains(flag), "{flag}");
    }
}

/// Returns the parts of a report that do not depend on time.
fn standing(report: &Path) -> Value {
    let report: Value = serde_json::from_slice(&fs::read(report).unwrap()).unwrap();
    report["output"].clone()
}
