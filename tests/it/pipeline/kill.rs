//! Kills runs with SIGKILL and resumes them.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::{Folder, answers, in_pieces, refusal, standing, start};
use crate::pipeline::generate::archive;
use crate::tape::{Tape, cases};

/// Returns the length of a file, 0 if it does not exist.
fn length(file: &Path) -> u64 {
    fs::metadata(file).map_or(0, |found| found.len())
}

/// Returns the length of the first lines.
fn bytes_of(lines: &[u8], number: usize) -> usize {
    let lines = lines.split_inclusive(|&byte| byte == b'\n');
    lines.take(number).map(<[u8]>::len).sum()
}

/// Kills a run once it has written `until` bytes; returns the length of what it leaves.
/// The run cannot end earlier since its input stays open.
fn kill_at(arguments: &[&str], input: &[u8], case: usize, partial: &Path, until: usize) -> usize {
    let length = || usize::try_from(length(partial)).unwrap();
    let mut child = start(arguments);
    let mut stdin = child.stdin.take().unwrap();
    thread::scope(|threads| {
        let feeder = threads.spawn(move || {
            in_pieces(input, case, |piece| stdin.write_all(piece).is_ok());
            stdin
        });
        while length() < until {
            assert_eq!(child.try_wait().unwrap(), None, "it ended by itself");
            thread::sleep(Duration::from_micros(200));
        }
        child.kill().unwrap();
        drop(feeder.join().unwrap());
    });
    child.wait().unwrap();
    length()
}

#[test]
fn nothing_is_lost_or_doubled_by_kills() {
    let input = archive(cases() / 4);
    let folder = Folder::new("kill");
    let (out, report) = (folder.path("out.ndjson"), folder.path("report.json"));
    let arguments = ["--jobs", "2", "--report", &report, "--output", &out];
    answers(&arguments, &input, 1);
    let whole = fs::read(&out).unwrap();
    let counted = standing(Path::new(&report));
    fs::remove_file(&out).unwrap();

    let partial = folder.file("out.ndjson.partial");
    let arguments = [&arguments[..], &["--skip-done", &out]].concat();
    let lines = cases() / 4;
    let mut left = 0;
    for case in 0..5 {
        let mut tape = Tape::of_case(case);
        // Feeds some lines and a part of one, so the run cannot end.
        let fed = lines * (case + 1) / 6;
        let fed_bytes = bytes_of(&input, fed) + 3;
        let answered = bytes_of(&whole, fed);
        let until = left + 1 + tape.below(answered - left);
        let length = kill_at(&arguments, &input[..fed_bytes], case, &partial, until);
        assert!(length >= until);
        assert!(!Path::new(&out).exists(), "it is there before it is whole");
        // Simulates a write that the kill tore at any byte.
        left = length - tape.below(length - left);
        let torn = fs::OpenOptions::new().write(true).open(&partial).unwrap();
        torn.set_len(left as u64).unwrap();
        let found = fs::read(&partial).unwrap();
        assert!(whole.starts_with(&found), "after {} kills", case + 1);
    }
    assert!(left > 0 && left < whole.len());
    answers(&arguments, &input, 1);
    assert!(fs::read(&out).unwrap() == whole);
    assert!(!partial.exists());
    assert_eq!(standing(Path::new(&report)), counted);

    // Another run changes nothing.
    answers(&arguments, &input, 1);
    assert!(fs::read(&out).unwrap() == whole);
    assert_eq!(standing(Path::new(&report)), counted);
}

/// With a shell's redirection, `--skip-done out.ndjson >> out.ndjson`, torn anywhere.
#[cfg(unix)]
#[test]
fn output_is_gone_on_with_wherever_it_is_torn() {
    use std::process::{Command, Stdio};
    let folder = Folder::new("torn");
    let input = folder.write("in.ndjson", archive(40));
    let whole = answers(&["--input", &input], b"", 1);
    let out = folder.path("out.ndjson");
    let ends: Vec<usize> = (0..whole.len()).filter(|&at| whole[at] == b'\n').collect();
    let mut tape = Tape::of_case(0);
    let mut cuts = vec![0, 1, whole.len()];
    for _ in 0..8 {
        let end = tape.pick(&ends);
        // Before a line feed, after one, and within a line.
        cuts.extend([end, end + 1, end + 2, tape.below(whole.len())]);
    }
    for cut in cuts {
        let cut = cut.min(whole.len());
        fs::write(&out, &whole[..cut]).unwrap();
        let appended = fs::OpenOptions::new().append(true).open(&out).unwrap();
        let status = Command::new(crate::examples::example("pipeline"))
            .args(super::PROFILES)
            .args(["--input", &input, "--skip-done", &out])
            .stdout(appended)
            .stdin(Stdio::null())
            .status();
        assert_eq!(status.unwrap().code(), Some(1));
        assert!(fs::read(&out).unwrap() == whole, "torn at {cut}");
    }
}

#[test]
fn a_file_stays_what_it_was_until_all_is_there() {
    let folder = Folder::new("atomic");
    let input = archive(30);
    let old = answers(&["--max-line", "300"], &input, 1);
    let out = folder.write("out.ndjson", &old);
    let partial = folder.file("out.ndjson.partial");
    let arguments = ["--output", &out];
    let mut child = start(&arguments);
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(&input).unwrap();
    while length(&partial) == 0 {
        assert_eq!(child.try_wait().unwrap(), None);
        thread::sleep(Duration::from_millis(1));
    }
    assert!(fs::read(&out).unwrap() == old);
    // Another run must not write to the file meanwhile.
    let said = refusal(&arguments);
    assert!(said.contains("another run is writing it"), "{said}");
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert!(fs::read(&out).unwrap() == answers(&[], &input, 1));
    assert!(!partial.exists());
}

/// Without `--skip-done` the output of a killed run is ignored.
#[test]
fn a_run_that_does_not_go_on_begins_anew() {
    let folder = Folder::new("anew");
    let input = archive(30);
    let out = folder.path("out.ndjson");
    folder.write("out.ndjson.partial", "what somebody left\n".repeat(9000));
    answers(&["--output", &out], &input, 1);
    assert!(fs::read(&out).unwrap() == answers(&[], &input, 1));
}

/// An archive that grows: new lines are appended in the same file.
#[test]
fn a_file_that_is_whole_is_gone_on_with() {
    let folder = Folder::new("grown");
    let lines = |numbers: std::ops::Range<u32>| -> Vec<u8> {
        let line = |number| format!("{{\"id\": {number}, \"html\": \"<p>It is {number}\"}}\n");
        numbers.map(line).collect::<String>().into_bytes()
    };
    let out = folder.path("out.ndjson");
    let arguments = ["--output", &out, "--skip-done", &out];
    answers(&arguments, &lines(0..60), 0);
    let before = fs::read(&out).unwrap();
    // Killed while copying: a prefix of the existing output is left.
    folder.write("out.ndjson.partial", &before[..before.len() / 2]);
    answers(&arguments, &lines(50..90), 0);
    assert!(fs::read(&out).unwrap() == answers(&[], &lines(0..90), 0));
}

#[test]
fn output_of_other_settings_is_not_gone_on_with() {
    let folder = Folder::new("other");
    let input = archive(30);
    let out = folder.path("out.ndjson");
    answers(&["--output", &out], &input, 1);
    let before = fs::read(&out).unwrap();
    let arguments = ["--output", &out, "--skip-done", &out];
    let others = [&arguments[..], &["--profile", "sms"]].concat();
    let said = refusal(&others);
    assert!(
        said.contains("line 1 is not what a run with these settings answers"),
        "{said}"
    );
    assert!(fs::read(&out).unwrap() == before);
    // Nor is output that no run wrote, even with complete lines after it.
    let mut broken = before.clone();
    let third = bytes_of(&broken, 2);
    broken.splice(third..third + 4, [0; 4]);
    folder.write("out.ndjson", &broken);
    fs::remove_file(folder.file("out.ndjson.partial")).unwrap();
    let said = refusal(&arguments);
    assert!(said.contains("line 3 is not what"), "{said}");
    assert!(fs::read(&out).unwrap() == broken);
}
