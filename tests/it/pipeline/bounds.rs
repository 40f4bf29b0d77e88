//! Memory is bounded, however long the input and however slow the reader.

use std::io::{BufRead, BufReader, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use super::{answers, start};
use crate::examples::json_lines;

#[test]
fn a_line_is_as_long_as_is_said_and_no_longer() {
    let line = |id: u32, length: usize| {
        let empty = json!({"id": id, "html": ""}).to_string().len();
        json!({"id": id, "html": "x".repeat(length - empty)}).to_string()
    };
    // Also longer than one read.
    for most in [60, 5_000, 200_000] {
        let lines = [
            line(1, most),
            line(2, most + 1),
            line(3, most * 3),
            line(4, most - 1),
        ];
        for input in [lines.join("\n"), lines.concat(), lines.join("\n") + "\n"] {
            let arguments = ["--max-line", &most.to_string()];
            let found = json_lines(&answers(&arguments, input.as_bytes(), 1));
            let bad = |number: u64, id: u64| {
                let error = format!("the line is longer than {most} bytes");
                json!({"line": number, "id": id, "error": error})
            };
            if found.len() == 1 {
                assert_eq!(found, [bad(1, 1)]);
                continue;
            }
            assert_eq!(found.len(), 4);
            assert_eq!(found[0]["text"].as_str().map(str::len), Some(most - 18));
            assert_eq!(found[1..3], [bad(2, 2), bad(3, 3)]);
            assert_eq!(found[3]["id"], 4);
        }
    }
}

#[test]
fn an_id_is_not_cut_out_of_a_long_line() {
    for (line, id) in [
        (
            r#"{"id": 1234567890, "html": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}"#,
            json!(null),
        ),
        (
            r#"{"id": 12, "html": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}"#,
            json!(12),
        ),
    ] {
        let found = json_lines(&answers(&["--max-line", "12"], line.as_bytes(), 1));
        assert_eq!(found[0].get("id").unwrap_or(&Value::Null), &id);
    }
}

/// A slow reader of the output slows the reading of the input.
#[test]
fn what_is_read_and_not_written_is_bounded() {
    const ON_ITS_WAY: u64 = 2 << 20;
    // The size of pipes and of one read.
    const BESIDE: u64 = 1 << 20;
    let line = format!("{}\n", json!({"id": 1, "html": "x".repeat(4000)}));
    let lines = 6_000;
    let total = line.len() as u64 * lines;
    let mut child = start(&["--jobs", "2"]);
    let mut stdin = child.stdin.take().unwrap();
    let output = BufReader::with_capacity(1000, child.stdout.take().unwrap());
    let fed = AtomicU64::new(0);
    let mut answered = 0;
    thread::scope(|threads| {
        threads.spawn(|| {
            for _ in 0..lines {
                stdin.write_all(line.as_bytes()).unwrap();
                fed.fetch_add(line.len() as u64, Ordering::SeqCst);
            }
            drop(stdin);
        });
        for _ in output.split(b'\n') {
            answered += line.len() as u64;
            // Waits until nothing moves any more.
            while answered == line.len() as u64 {
                let before = fed.load(Ordering::SeqCst);
                thread::sleep(Duration::from_millis(300));
                if fed.load(Ordering::SeqCst) == before {
                    break;
                }
            }
            let ahead = fed.load(Ordering::SeqCst).saturating_sub(answered);
            assert!(
                ahead <= ON_ITS_WAY + BESIDE,
                "{ahead} of {total} bytes ahead"
            );
        }
    });
    assert_eq!(answered, total);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

/// Returns the peak memory of a process, in KiB.
#[cfg(target_os = "linux")]
fn peak(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.unwrap().trim().strip_suffix(" kB").unwrap();
    peak.parse().unwrap()
}

/// Returns the peak memory once all of these lines are read and answered.
#[cfg(target_os = "linux")]
fn peak_after(arguments: &[&str], lines: impl Iterator<Item = Vec<u8>> + Send, bytes: u64) -> u64 {
    use std::io::Read;
    let mut child = start(arguments);
    let mut stdin = child.stdin.take().unwrap();
    let mut output = child.stdout.take().unwrap();
    thread::scope(|threads| {
        let feeder = threads.spawn(move || {
            for line in lines {
                stdin.write_all(&line).unwrap();
            }
            // Measured while the process waits for more input.
            stdin
        });
        let mut buffer = vec![0; 1 << 16];
        let mut read = 0;
        while read < bytes {
            read += output.read(&mut buffer).unwrap() as u64;
        }
        let peak = peak(child.id());
        drop(feeder.join().unwrap());
        child.wait().unwrap();
        peak
    })
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_input() {
    use super::generate::{archive, line};
    use crate::tape::cases;
    let arguments = ["--jobs", "2"];
    let [short, long] = [1, 8].map(|times| {
        let lines = cases() / 2;
        let bytes = answers(&arguments, &archive(lines), 1).len() * times;
        let lines = (0..times).flat_map(move |_| (0..lines).map(line));
        peak_after(&arguments, lines, bytes as u64)
    });
    assert!(long < short + (24 << 10), "{short} KiB, then {long} KiB");

    // A line without an end: no more of it is kept than the limit.
    let endless = (0..3000)
        .map(|_| vec![b'x'; 1 << 16])
        .chain([b"\n".to_vec()]);
    let error = r#"{"line":1,"error":"the line is longer than 1000000 bytes"}"#;
    let arguments = ["--max-line", "1000000"];
    let endless = peak_after(&arguments, endless, error.len() as u64 + 1);
    assert!(endless < short + (24 << 10), "{endless} KiB");
}
