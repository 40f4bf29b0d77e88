//! Mistakes with files, ids and streams. E8 to E12 are the numbers under which they were
//! found.

use std::fs;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::{Folder, answers, refusal};
use crate::examples::{example, json_lines};

const STORY: &str = "{\"id\": 1, \"html\": \"<p>So <em>cold</em>\"}\n";

/// E8: an input file is never overwritten.
#[test]
fn e8_no_output_is_the_input() {
    let folder = Folder::new("e8");
    let input = folder.write("in.ndjson", STORY);
    let partial = folder.write("out.ndjson.partial", STORY);
    let settings = folder.write("out.ndjson.settings", STORY);
    let policy = folder.write("policy.json", "{}");
    let out = folder.path("out.ndjson");
    let dotted = folder.path("./in.ndjson");
    let mut names = vec![input.clone(), dotted];
    if cfg!(unix) {
        #[cfg(unix)]
        std::os::unix::fs::symlink(&input, folder.file("link")).unwrap();
        fs::hard_link(&input, folder.file("hard")).unwrap();
        names.extend([folder.path("link"), folder.path("hard")]);
    }
    for name in &names {
        for flag in ["--output", "--report"] {
            let said = refusal(&["--input", &input, flag, name]);
            assert!(said.contains(" is the input, and"), "{said}");
            let said = refusal(&["--input", name, flag, &input]);
            assert!(said.contains(" is the input, and"), "{said}");
        }
    }
    for (input, flag) in [
        (&partial, "--output"),
        (&settings, "--output"),
        (&partial, "--report"),
    ] {
        let said = refusal(&["--input", input, flag, &out]);
        assert!(said.contains(" is the input, and"), "{said}");
    }
    let said = refusal(&["--input", &input, "--policy", &policy, "--report", &policy]);
    assert!(said.contains(" is `--policy`, and"), "{said}");
    let earlier = folder.write("earlier.ndjson", "");
    let said = refusal(&[
        "--input",
        &input,
        "--skip-done",
        &earlier,
        "--report",
        &earlier,
    ]);
    assert!(said.contains(" is `--skip-done`, and"), "{said}");
    for file in [&input, &partial, &settings] {
        assert_eq!(fs::read_to_string(file).unwrap(), STORY, "{file}");
    }
    assert_eq!(fs::read_to_string(&policy).unwrap(), "{}");
    // Another file with equal content is allowed.
    let same = folder.write("same.ndjson", STORY);
    fs::remove_file(partial).unwrap();
    fs::remove_file(settings).unwrap();
    answers(&["--input", &input, "--output", &same], b"", 0);
}

/// E8, E12: also with redirections of a shell; `--input f >> f` would never end.
#[cfg(unix)]
#[test]
fn e8_e12_no_redirection_leads_back() {
    let folder = Folder::new("e8-shell");
    let file = folder.write("f.ndjson", STORY);
    let pipeline = example("pipeline");
    for shell in [
        "\"$0\" --input \"$1\" >> \"$1\"",
        "\"$0\" < \"$1\" >> \"$1\"",
        "\"$0\" --output \"$1\" < \"$1\"",
        "\"$0\" --report \"$1\" < \"$1\"",
    ] {
        let output = Command::new("sh")
            .args(["-c", shell])
            .arg(&pipeline)
            .arg(&file)
            .output();
        let output = output.unwrap();
        assert_eq!(output.status.code(), Some(2), "{shell}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(" is the input, and"), "{said}");
        assert_eq!(fs::read_to_string(&file).unwrap(), STORY, "{shell}");
    }
}

/// E9: an id is returned as written, and different ids stay different.
#[test]
fn e9_ids_are_as_they_stood() {
    let folder = Folder::new("e9");
    let ids = [
        "18446744073709551616",
        "18446744073709551617",
        "-9223372036854775809",
        "100",
        "1e2",
        "1E2",
        "100.0",
        "0",
        "-0",
        "0.1",
        "0.10000000000000000555",
        "123456789012345678901234567890.5",
        "\"1e2\"",
        "\"\\u00e9\"",
        "[1e2, {\"a\": -0}]",
        "null",
        "true",
    ];
    let lines: Vec<String> = ids
        .iter()
        .map(|id| format!("{{\"id\": {id}, \"html\": \"x\"}}\n"))
        .collect();
    let out = answers(&[], lines.concat().as_bytes(), 0);
    let text = String::from_utf8(out.clone()).unwrap();
    for (line, id) in text.lines().zip(ids) {
        assert!(
            line.starts_with(&format!("{{\"id\":{id},\"text\"")),
            "{line}"
        );
    }
    // Each id is done only by its own answer.
    let done = folder.path("done.ndjson");
    let answered: Vec<&str> = text.split_inclusive('\n').collect();
    for (at, _) in ids.iter().enumerate() {
        fs::write(&done, answered[at]).unwrap();
        let rest = answers(&["--skip-done", &done], lines.concat().as_bytes(), 0);
        let mut others = answered.clone();
        others.remove(at);
        assert!(rest == others.concat().as_bytes(), "{}", ids[at]);
    }
    // A string is one id, however it is escaped.
    fs::write(
        &done,
        answers(&[], "{\"id\": \"\u{e9}\", \"html\": \"x\"}".as_bytes(), 0),
    )
    .unwrap();
    let rest = answers(&["--skip-done", &done], lines[13].as_bytes(), 0);
    assert_eq!(rest, b"");
    // Also for bad lines.
    let bad = answers(&[], b"{\"id\": 18446744073709551617, \"html\": 3}", 1);
    let bad = String::from_utf8(bad).unwrap();
    assert!(bad.contains("\"id\":18446744073709551617,"), "{bad}");
}

/// E10: answers under two tables are not mixed in one file.
#[test]
fn e10_other_settings_do_not_go_on() {
    let folder = Folder::new("e10");
    let out = folder.path("out.ndjson");
    let own = ["--output", &out, "--skip-done", &out];
    let second = STORY.replace('1', "2");
    let both = [STORY, &second].concat();
    let pager = folder.write("pager.json", "{\"extends\": \"text\"}");
    let with_pager = [&own[..], &["--profile", &pager]].concat();
    answers(&with_pager, STORY.as_bytes(), 0);
    let before = fs::read(&out).unwrap();

    let policy = folder.write("policy.json", "{\"admit\": [\"em\"]}");
    let authority =
        json!({"extends": "standard", "tags": [{"id": 10_000, "name": "station"}]}).to_string();
    let authority = folder.write("mine.json", authority);
    let schema = folder.write("schema.json", "{\"fields\": {\"html\": {}}}");
    for (other, which) in [
        (["--policy", &policy], "policy or schema"),
        (["--schema", &schema], "line 1 is not what a run with these"),
        (["--authority", "article"], "authority"),
        (["--authority", &authority], "authority"),
        (["--base", "https://npr.org/"], "other settings (base)"),
    ] {
        let said = refusal(&[&with_pager[..], &other].concat());
        assert!(said.contains(which), "{said}");
        assert!(fs::read(&out).unwrap() == before);
    }
    // A profile with the same name and other content.
    folder.write(
        "pager.json",
        "{\"extends\": \"text\", \"charset\": \"gsm-03.38\"}",
    );
    let said = refusal(&with_pager);
    assert!(said.contains("other settings (profiles)"), "{said}");
    assert!(fs::read(&out).unwrap() == before);
    // With the original profile the run resumes.
    folder.write("pager.json", "{ \"extends\": \"text\" }");
    answers(&with_pager, both.as_bytes(), 0);
    let lines = json_lines(&fs::read(&out).unwrap());
    assert_eq!(
        lines
            .iter()
            .map(|line| line["id"].clone())
            .collect::<Vec<_>>(),
        [1, 2]
    );
    // A new start uses the new settings.
    let anew = ["--output", &*out, "--profile", &pager, "--policy", &policy];
    answers(&anew, STORY.as_bytes(), 0);
    let on = [&anew[..], &["--skip-done", &out]].concat();
    answers(&on, both.as_bytes(), 0);
    assert!(refusal(&with_pager).contains("other settings (policy or schema)"));
}

/// E10: also when standard output is appended to a file.
#[cfg(unix)]
#[test]
fn e10_appended_output_has_its_settings_too() {
    let folder = Folder::new("e10-append");
    let input = folder.write("in.ndjson", STORY);
    let out = folder.path("out.ndjson");
    let status = |authority: &str| {
        let shell = "\"$0\" --authority \"$3\" --input \"$1\" --skip-done \"$2\" >> \"$2\"";
        let mut shell_out = Command::new("sh");
        shell_out.args(["-c", shell]).arg(example("pipeline"));
        let output = shell_out.args([&input, &out, authority]).output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    assert_eq!(status("article"), (Some(0), String::new()));
    let before = fs::read(&out).unwrap();
    let (code, said) = status("standard");
    assert_eq!(code, Some(2));
    assert!(said.contains("other settings (authority)"), "{said}");
    assert!(fs::read(&out).unwrap() == before);
    assert_eq!(status("article"), (Some(0), String::new()));
    assert!(fs::read(&out).unwrap() == before);
}

/// E11: no output replaces another.
#[test]
fn e11_outputs_have_names_of_their_own() {
    let folder = Folder::new("e11");
    let text = "{\"extends\": \"text\"}";
    fs::create_dir(folder.file("a")).unwrap();
    let [canonical, one, two, html] = ["canonical.json", "mine.json", "a/mine.json", "html.json"]
        .map(|name| folder.write(name, text));
    let toml = folder.write("mine.toml", "extends = \"text\"");
    for (arguments, name) in [
        (vec!["--profile", &*canonical], "canonical"),
        (vec!["--profile", &one, "--profile", &two], "mine"),
        (vec!["--profile", &one, "--profile", &toml], "mine"),
        // All these runs have the output `html` already.
        (vec!["--profile", &html], "html"),
        (vec!["--profile", "html"], "html"),
    ] {
        let said = refusal(&arguments);
        assert!(
            said.contains(&format!("two outputs are named `{name}`")),
            "{said}"
        );
    }
    answers(&["--profile", &one], STORY.as_bytes(), 0);
}

/// E12: it is an error if answers cannot be written.
#[cfg(unix)]
#[test]
fn e12_a_closed_output_is_an_error() {
    let folder = Folder::new("e12");
    let input = folder.write("in.ndjson", STORY);
    let run = |shell: &str| {
        let mut run = Command::new("sh");
        run.args(["-c", shell]).arg(example("pipeline")).arg(&input);
        let output = run.stdin(Stdio::null()).output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    if cfg!(target_os = "linux") {
        let (code, said) = run("exec \"$0\" --input \"$1\" >&-");
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("standard output is closed"), "{said}");
    }
    // Open, but not for writing.
    let (code, said) = run("exec \"$0\" --input \"$1\" 1< /dev/null");
    assert_eq!(code, Some(2), "{said}");
    assert!(said.starts_with("pipeline: the output: "), "{said}");
    for fine in [
        "exec \"$0\" --input \"$1\" > /dev/null",
        "exec \"$0\" --input \"$1\" --output /dev/null >&-",
        "exec \"$0\" --input \"$1\" | cat > /dev/null",
    ] {
        assert_eq!(run(fine), (Some(0), String::new()), "{fine}");
    }
}

/// E12: a byte order mark is not part of the first story.
#[test]
fn e12_a_byte_order_mark_is_passed_over() {
    let plain = answers(&[], STORY.as_bytes(), 0);
    let marked = format!("\u{feff}{STORY}");
    assert!(answers(&[], marked.as_bytes(), 0) == plain);
    // Only the first one, at the beginning.
    let twice = answers(&[], format!("\u{feff}{marked}{marked}").as_bytes(), 1);
    let bad: Vec<Value> = json_lines(&twice)
        .iter()
        .map(|line| line["line"].clone())
        .collect();
    assert_eq!(bad, [1, 2]);
    let alone = answers(&[], "\u{feff}".as_bytes(), 1);
    assert_eq!(json_lines(&alone)[0]["error"], "the line is blank");
    // One read may end anywhere within the mark.
    let mut child = super::start(&["--jobs=1"]);
    let mut stdin = child.stdin.take().unwrap();
    let feeder = std::thread::spawn(move || {
        use std::io::Write;
        for byte in marked.as_bytes() {
            stdin.write_all(&[*byte]).unwrap();
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
    });
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    assert!(output.stdout == plain);
}
