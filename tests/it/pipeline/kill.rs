//! SIGKILL, and then on.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::{Folder, answers, in_pieces, refusal, standing, start};
use crate::pipeline::generate::archive;
use crate::tape::{Tape, cases};

/// How long a file is that may not be there yet.
fn length(file: &Path) -> u64 {
    fs::metadata(file).map_or(0, |found| found.len())
}

/// How long the first lines are.
fn bytes_of(lines: &[u8], number: usize) -> usize {
    let lines = lines.split_inclusive(|&byte| byte == b'\n');
    lines.take(number).map(<[u8]>::len).sum()
}

/// How much a run leaves behind that is killed when there is as much as `until`.
/// It cannot end before: its input does not.
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
        // It gets so many lines, and a part of one, and cannot end with these.
        let fed = lines * (case + 1) / 6;
        let fed_bytes = bytes_of(&input, fed) + 3;
        let answered = bytes_of(&whole, fed);
        let until = left + 1 + tape.below(answered - left);
        let length = kill_at(&arguments, &input[..fed_bytes], case, &partial, until);
        assert!(length >= until);
        assert!(!Path::new(&out).exists(), "it is there before it is whole");
        // A write that the kill tore, as it may be at any byte.
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

    // Once more changes nothing.
    answers(&arguments, &input, 1);
    assert!(fs::read(&out).unwrap() == whole);
    assert_eq!(standing(Path::new(&report)), counted);
}

/// As a shell has it: `--skip-done out.ndjson >> out.ndjson`, torn anywhere.
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
        // A line that lacks its line feed alone, one that is whole, one of a byte.
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
    // Nobody else may write there meanwhile.
    let said = refusal(&arguments);
    assert!(said.contains("another run is writing it"), "{said}");
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert!(fs::read(&out).unwrap() == answers(&[], &input, 1));
    assert!(!partial.exists());
}

/// What a killed run left is nothing where nobody asks for it.
#[test]
fn a_run_that_does_not_go_on_begins_anew() {
    let folder = Folder::new("anew");
    let input = archive(30);
    let out = folder.path("out.ndjson");
    folder.write("out.ndjson.partial", "what somebody left\n".repeat(9000));
    answers(&["--output", &out], &input, 1);
    assert!(fs::read(&out).unwrap() == answers(&[], &input, 1));
}

/// An archive that grows: new lines behind what is there, in one file.
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
    // Killed while it copied: what it left is a beginning of what is there.
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
    // Nor is what no run wrote, with whole lines behind it.
    let mut broken = before.clone();
    let third = bytes_of(&broken, 2);
    broken.splice(third..third + 4, [0; 4]);
    folder.write("out.ndjson", &broken);
    fs::remove_file(folder.file("out.ndjson.partial")).unwrap();
    let said = refusal(&arguments);
    assert!(said.contains("line 3 is not what"), "{said}");
    assert!(fs::read(&out).unwrap() == broken);
}
