//! The examples, run as by a reader, against golden output.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

use crate::laws::stock;

/// Returns the path of an example that `cargo test` has built, beside the tests.
/// `cargo test --test it` builds no examples and finds old ones: run
/// `cargo test --no-run` first.
pub(crate) fn example(name: &str) -> PathBuf {
    program(&format!("examples/{name}"))
}

/// Returns the path of a program of another package, which is one folder above the
/// examples.
fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let profile = test.parent().and_then(Path::parent).unwrap();
    let path = profile.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(
        path.exists(),
        "nothing at {}: `cargo test` builds it, and so does `cargo test --no-run`",
        path.display()
    );
    path
}

pub(crate) fn run(name: &str, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(example(name))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // On a thread of its own, since a pipe holds less than a large input.
    let writer = std::thread::spawn(move || {
        // An example that stops reading early is judged by its output.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

pub(crate) fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data")
        .join(name)
}

/// Compares with a golden file; writes it if `STANDOFF_BLESS` is set.
#[track_caller]
pub(crate) fn golden(name: &str, found: &str) {
    if std::env::var_os("STANDOFF_BLESS").is_some() {
        fs::write(data(name), found).unwrap();
        return;
    }
    let expected = fs::read_to_string(data(name))
        .unwrap()
        .replace("\r\n", "\n");
    for (number, (found, expected)) in (1..).zip(found.lines().zip(expected.lines())) {
        assert_eq!(
            found, expected,
            "line {number} of {name} (STANDOFF_BLESS=1 rewrites it; are the examples built?)"
        );
    }
    assert_eq!(
        found.lines().count(),
        expected.lines().count(),
        "lines of {name}"
    );
}

#[test]
fn publish_prints_its_story() {
    let output = run("publish", &[], b"");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    golden("publish.txt", &String::from_utf8(output.stdout).unwrap());
}

#[test]
fn delivery_renders_each_thing_once() {
    let output = run("delivery", &[], b"");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    golden("delivery.txt", &String::from_utf8(output.stdout).unwrap());
}

#[test]
fn embeds_are_taken_in_once_and_shown_everywhere() {
    let output = run("embeds", &[], b"");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    golden("embeds.txt", &String::from_utf8(output.stdout).unwrap());
}

#[test]
fn a_story_is_edited_and_what_hangs_on_it_follows() {
    let output = run("editor_session", &[], b"");
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(0));
    let shown = String::from_utf8(output.stdout).unwrap();
    golden("editor_session.txt", &shown);
}

#[test]
fn publish_takes_a_file() {
    let file = data("pipeline.in.ndjson");
    let output = run("publish", &[file.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(0));
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(shown.starts_with("===== body =====\n"), "{shown}");
}

#[test]
fn publish_shows_hostile_files_in_order() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/seeds/ingest");
    let mut count = 0;
    for seed in fs::read_dir(seeds).unwrap() {
        let seed = seed.unwrap().path();
        // A tape is not a source.
        let name = seed.file_name().unwrap().to_string_lossy();
        if name.starts_with("tape-") {
            continue;
        }
        let output = run("publish", &[seed.to_str().unwrap()], b"");
        assert_eq!(output.status.code(), Some(0), "{}", seed.display());
        let shown = String::from_utf8(output.stdout).unwrap();
        let is_control = |c: char| c.is_control() && c != '\n';
        assert!(!shown.contains(is_control), "{}", seed.display());
        for lines in shown.lines().collect::<Vec<_>>().windows(2) {
            let is_excerpt = |line: &str| line.starts_with("    ") && line.contains(" | ");
            if is_excerpt(lines[1]) && lines[1].contains('^') && !lines[0].contains('^') {
                let width = |line: &str| line.chars().count();
                // Carets are under the marked part, or under the end of the line.
                assert!(width(lines[1]) <= width(lines[0]) + 1, "{shown}");
            }
        }
        count += 1;
    }
    assert!(count >= 15);
}

#[test]
fn publish_refuses_what_it_cannot_read() {
    let folder = tempfolder("publish");
    let file = folder.join("latin-1.html");
    fs::write(&file, b"<p>caf\xE9</p>").unwrap();
    let absent = folder.join("absent.html");
    for (path, why) in [(&file, "invalid utf-8"), (&absent, "absent.html")] {
        let output = run("publish", &[path.to_str().unwrap()], b"");
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(output.stdout, b"");
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(
            error.starts_with("publish: ") && error.contains(why),
            "{error}"
        );
    }
    fs::remove_dir_all(folder).unwrap();
}

/// Makes a folder that no other test run uses.
pub(crate) fn tempfolder(name: &str) -> PathBuf {
    let name = format!("standoff-{name}-{}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn platforms_prints_one_story_on_all_of_them() {
    let output = run("platforms", &[], b"");
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(0));
    let shown = String::from_utf8(output.stdout).unwrap();
    for name in standoff::Profile::names() {
        assert!(shown.contains(&format!("===== {name} =====\n")), "{name}");
    }
    golden("platforms.txt", &shown);
}

#[test]
fn platforms_writes_a_page_that_needs_nothing_else() {
    let folder = tempfolder("platforms");
    let file = folder.join("page.html");
    let output = run("platforms", &["--html", file.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(0));
    let page = fs::read_to_string(&file).unwrap();
    fs::remove_dir_all(folder).unwrap();
    for name in standoff::Profile::names() {
        assert!(page.contains(&format!("<code>{name}</code>")), "{name}");
    }
    assert!(page.contains("default-src 'none'"));
    for word in ["<script", "<link", "@import", "url(", "<iframe"] {
        assert!(!page.contains(word), "{word}");
    }
    // Frames are isolated from each other.
    let body = page.split_once("<body>").unwrap().1;
    let (mut depth, mut frames) = (0, 0);
    for event in stock::PLAIN.read(body) {
        match event {
            stock::Event::Open(element) => {
                if element.name == "section" {
                    assert_eq!(depth, 0);
                    frames += 1;
                }
                depth += 1;
            }
            stock::Event::Close => depth -= 1,
            _ => {}
        }
    }
    assert_eq!(frames, 8);
}

#[test]
fn platforms_refuses_a_command_line_that_it_does_not_understand() {
    for arguments in [&["--html"][..], &["page.html"], &["--html", "", "x"]] {
        let output = run("platforms", arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stderr.starts_with(b"platforms: usage"));
    }
}

#[test]
fn hd_radio_writes_a_tag_that_a_reader_of_id3_reads() {
    use id3::TagLike;
    let folder = tempfolder("hd-radio");
    let file = folder.join("psd.id3");
    let output = run("hd_radio", &[file.to_str().unwrap()], b"");
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    let bytes = fs::read(&file).unwrap();
    fs::remove_dir_all(folder).unwrap();

    // The receiver's requirements: version 2.3.0, no flags, at most a packet.
    assert_eq!(bytes[..6], *b"ID3\x03\0\0");
    assert!(bytes.len() <= 1024);
    let tag = id3::Tag::read_from2(std::io::Cursor::new(&bytes)).unwrap();
    assert_eq!(tag.version(), id3::Version::Id3v23);
    assert_eq!(tag.title(), Some("Siúil, a Rún - \"live\""));
    assert_eq!(tag.artist(), Some("The Choir of São João & Zoë Zizka"));
    let comments: Vec<_> = tag.comments().collect();
    let text = "From Pier 7, at 5° below... Next: 10^3 bells";
    assert_eq!((&*comments[0].lang, &*comments[0].description), ("eng", ""));
    assert_eq!(comments[0].text, text);
    // In ISO-8859-1, not in an encoding that takes twice the time.
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap()).collect();
    assert!(bytes.ends_with(&latin));
    assert_eq!(tag.frames().count(), 3);
    // Control: with one wrong byte in the size it is not a tag.
    let mut broken = bytes.clone();
    broken[13] += 40;
    let read = id3::Tag::read_from2(std::io::Cursor::new(&broken));
    assert!(read.map_or(true, |other| other != tag));
}

/// `tests/databases` checks its output on PostgreSQL.
#[test]
fn newsroom_tells_its_story_and_leaves_nothing() {
    let folder = tempfolder("newsroom");
    let told = |arguments: &[&str]| {
        let mut command = Command::new(program("newsroom"));
        command.args(arguments).current_dir(&folder);
        command.output().unwrap()
    };
    let left = || fs::read_dir(&folder).unwrap().count();
    let output = told(&[]);
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(0));
    let story = String::from_utf8(output.stdout).unwrap();
    golden("newsroom.txt", &story);
    assert_eq!(left(), 0);

    // Into a requested file, but never into an existing one.
    let output = told(&["archive.db"]);
    assert_eq!(String::from_utf8(output.stdout).unwrap(), story);
    assert_eq!(left(), 1);
    let archive = rusqlite::Connection::open(folder.join("archive.db")).unwrap();
    let count = |query| archive.query_row(query, [], |row| row.get::<_, i64>(0));
    assert_eq!(count("SELECT count(*) FROM content"), Ok(12));
    assert_eq!(
        count("SELECT count(*) FROM pragma_foreign_key_check"),
        Ok(0)
    );
    drop(archive);
    for (arguments, why) in [
        (&["archive.db"][..], "archive.db is there already"),
        (&["a", "b"], "usage"),
        (&["no/such/folder"], "unable to open"),
    ] {
        let output = told(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(output.stdout, b"");
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(
            error.starts_with("newsroom: ") && error.contains(why),
            "{error}"
        );
    }
    fs::remove_dir_all(folder).unwrap();
}

/// Returns the lines of the golden input, and one that is not UTF-8.
fn pipeline_input() -> Vec<u8> {
    let mut input = fs::read(data("pipeline.in.ndjson")).unwrap();
    input.extend_from_slice(b"{\"id\": 9, \"html\": \"caf\xE9\"}\n");
    // The last line needs no line feed.
    input.extend_from_slice(br#"{"id": 10, "html": "last"}"#);
    input
}

const PROFILES: [&str; 4] = ["--profile", "html", "--profile=ipod", "--profile=hd_radio"];

#[test]
fn pipeline_answers_every_line_in_order() {
    let output = run("pipeline", &PROFILES, &pipeline_input());
    assert_eq!(output.status.code(), Some(1), "some lines are bad");
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    let found = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        found.lines().count(),
        pipeline_input().split(|&b| b == b'\n').count()
    );
    golden("pipeline.out.ndjson", &found);
}

#[test]
fn pipeline_takes_its_own_canonical_html_back() {
    let first = run("pipeline", &PROFILES, &pipeline_input());
    let is_good = |line: &Value| line.get("error").is_none();
    let first: Vec<Value> = json_lines(&first.stdout)
        .into_iter()
        .filter(is_good)
        .collect();
    assert_eq!(first.len(), 5);

    let again: Vec<String> = first
        .iter()
        .map(|line| json!({"id": line["id"], "html": line["outputs"]["canonical"]}).to_string())
        .collect();
    let second = run("pipeline", &PROFILES, again.join("\n").as_bytes());
    assert_eq!(second.status.code(), Some(0), "no line is bad");
    let second = json_lines(&second.stdout);
    assert_eq!(first.len(), second.len());
    for (mut first, second) in first.into_iter().zip(second) {
        assert_eq!(second["findings"], json!([]), "of {first}");
        first["findings"] = json!([]);
        assert_eq!(first, second);
    }
}

/// A new platform needs only one file.
#[test]
fn pipeline_reads_a_profile() {
    let pager = data("pager.json");
    let source = json!({
        "id": 1,
        "html": "<p>Snow &mdash; <em>lots</em></p><p><a href='https://npr.org/'>NPR</a> has \
                 “more” of it, and more to come, and more</p>",
    });
    let arguments = ["--profile", pager.to_str().unwrap()];
    let output = run("pipeline", &arguments, source.to_string().as_bytes());
    assert_eq!(output.status.code(), Some(0));
    let line = &json_lines(&output.stdout)[0];
    assert_eq!(
        line["outputs"]["pager"],
        "Snow  -  *lots*\nNPR <https://npr.org/> has \"more\" of it, ..."
    );
    let kinds = line["losses"]["pager"].as_array().unwrap().iter();
    let kinds: Vec<_> = kinds.map(|loss| loss["kind"].as_str().unwrap()).collect();
    assert_eq!(
        kinds,
        [
            "overridden",
            "rewritten",
            "rewritten",
            "character",
            "character",
            "cut"
        ]
    );
}

#[test]
fn pipeline_refuses_a_command_line_that_it_does_not_understand() {
    for arguments in [
        &["--profiel", "html"][..],
        &["--profile"],
        &["--profile", "no-such"],
    ] {
        let output = run("pipeline", arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(output.stdout, b"");
        assert!(output.stderr.starts_with(b"pipeline: "));
    }
}

pub(crate) fn json_lines(output: &[u8]) -> Vec<Value> {
    let output = std::str::from_utf8(output).unwrap();
    output
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}
