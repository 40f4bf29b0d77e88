//! Asks a program: its script gets a line of JSON for each case, and answers in as many.

use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::thread;

use serde_json::Value;

use super::cases::Case;
use super::programs::{Program, Script};

/// Returns the folder into which `.ci/readers` installed the programs.
pub(crate) fn folder() -> Option<PathBuf> {
    env::var_os("STANDOFF_READERS").map(PathBuf::from)
}

/// Asks a program for its version. What is not there says why.
pub(crate) fn version(program: &Program) -> Result<String, String> {
    let mut command = command(program).ok_or("nothing is installed")?;
    let output = command.arg("--version").stdin(Stdio::null()).output();
    let output = output.map_err(|error| error.to_string())?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
    }
    let error = String::from_utf8_lossy(&output.stderr);
    let last = error.trim().lines().last().unwrap_or_default();
    Err(last.to_owned())
}

/// What a program understood of each case.
pub(crate) fn ask(program: &Program, cases: &[Case]) -> Vec<Value> {
    let mut command = command(program).unwrap();
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input: String = cases
        .iter()
        .map(|case| format!("{}\n", case.input))
        .collect();
    // It may answer before it has read everything.
    let writer = thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {error}", program.name);
    writer.join().unwrap().unwrap();
    let answers = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<Value> = answers
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        answers.len(),
        cases.len(),
        "{} answers: {error}",
        program.name
    );
    answers
}

fn command(program: &Program) -> Option<Command> {
    let folder = folder()?;
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("readers");
    let mut command = match program.script {
        Script::Node(script) => {
            static COPIED: OnceLock<bool> = OnceLock::new();
            let node = folder.join("node");
            let is_copied = COPIED.get_or_init(|| copied(&scripts.join("node"), &node).is_ok());
            let mut command = is_copied.then(|| Command::new("node"))?;
            command.arg(node.join(script));
            command
        }
        Script::Python(script) => {
            let mut command = Command::new(folder.join("python/bin/python"));
            command.arg(scripts.join("python").join(script));
            command
        }
    };
    command.arg(program.name).env("STANDOFF_READERS", folder);
    Some(command)
}

/// Puts the scripts beside the packages: they find none elsewhere.
fn copied(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.path().extension().is_some_and(|end| end == "mjs") {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}
