//! Rooms use only rooms on lower floors.
//!
//! ```text
//! floor 7   cache_key   migration
//! floor 6   record   review
//! floor 5   ingest   render   layer   lint
//! floor 4   policy   profile   edit
//! floor 3   text
//! floor 2   authority
//! floor 1   data   html   rows
//! floor 0   error   fingerprint   growth   num   small_str   words
//! ```
//!
//! A room never uses a room on its own floor or above. `lib` and the private views of
//! `_test` are exempt.

use std::fs;
use std::path::Path;

const FLOORS: [(&str, u8); 24] = [
    ("error", 0),
    ("fingerprint", 0),
    ("growth", 0),
    ("num", 0),
    ("small_str", 0),
    ("words", 0),
    ("data", 1),
    ("html", 1),
    ("rows", 1),
    ("url", 1),
    ("authority", 2),
    ("text", 3),
    ("policy", 4),
    ("profile", 4),
    ("edit", 4),
    ("ingest", 5),
    ("render", 5),
    ("layer", 5),
    ("lint", 6),
    ("record", 6),
    ("review", 7),
    ("migration", 7),
    ("cache_key", 7),
    ("cookbook", 8),
];

/// Names at the root that are not rooms, with the room that each comes from.
const PAVED: [(&str, &str); 18] = [
    ("Authority", "authority"),
    ("At", "error"),
    ("Faults", "error"),
    ("TooLong", "error"),
    ("UnknownName", "error"),
    ("UnknownWord", "words"),
    ("FieldPolicy", "policy"),
    ("Finding", "ingest"),
    ("Ingested", "ingest"),
    ("Ingester", "ingest"),
    ("Profile", "profile"),
    ("Loss", "render"),
    ("Rendered", "render"),
    ("Renderer", "render"),
    ("RowError", "rows"),
    ("RowFault", "rows"),
    ("AddressedText", "text"),
    ("_test", "_test"),
];

/// Files that may know the parser.
const PARSER: [&str; 3] = ["html/char_ref.rs", "ingest/parser", "_test"];

fn floor(room: &str) -> Option<u8> {
    FLOORS
        .iter()
        .find(|(name, _)| *name == room)
        .map(|(_, floor)| *floor)
}

/// Lists the faults of a file at this path below `src`.
fn faults(path: &str, source: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let code = without_comments(source);
    if code.contains("html5ever") && !PARSER.iter().any(|allowed| path.starts_with(allowed)) {
        faults.push(format!("{path} knows the parser"));
    }
    let room = path.split(['/', '.']).next().unwrap_or_default();
    if matches!(room, "lib" | "_test") {
        return faults;
    }
    let Some(own) = floor(room) else {
        faults.push(format!("{path} is in no room"));
        return faults;
    };
    let mut used = used_rooms(&code);
    used.extend(climbed_to(path, &code));
    for used in used {
        let used = PAVED
            .iter()
            .find(|(name, _)| *name == used)
            .map_or(&*used, |(_, room)| room);
        if used == room {
            continue;
        }
        match floor(used) {
            Some(floor) if floor < own => {}
            Some(_) => faults.push(format!("{path} uses {used}, which is not below {room}")),
            None => faults.push(format!("{path} uses {used}, which is no room")),
        }
    }
    faults
}

/// Lists the first names after `crate::`, also those in `crate::{…}`.
fn used_rooms(code: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for after in code.split("crate::").skip(1) {
        if let Some(group) = after.strip_prefix('{') {
            let mut depth = 0;
            let mut takes = true;
            for word in pieces(group) {
                match word {
                    "{" => depth += 1,
                    "}" if depth == 0 => break,
                    "}" => depth -= 1,
                    "," if depth == 0 => takes = true,
                    name if takes && depth == 0 => {
                        rooms.push(name.to_owned());
                        takes = false;
                    }
                    _ => {}
                }
            }
        } else {
            rooms.extend(pieces(after).next().map(str::to_owned));
        }
    }
    rooms
}

/// Lists the rooms that `super::` reaches outside of the file's own room. Other names are
/// left out: in a module inside a file, `super` leads only to the file.
fn climbed_to(path: &str, code: &str) -> Vec<String> {
    let path = path.trim_end_matches(".rs").trim_end_matches("/mod");
    let depth = path.split('/').count();
    let climb = "super::".repeat(depth);
    let mut rooms = Vec::new();
    for (at, _) in code.match_indices(&*climb) {
        let name = pieces(&code[at + climb.len()..]).next();
        let name = name.filter(|name| floor(name).is_some() && !code[..at].ends_with("super::"));
        rooms.extend(name.map(str::to_owned));
    }
    rooms
}

/// Splits code into names and single signs.
pub(crate) fn pieces(code: &str) -> impl Iterator<Item = &str> {
    let mut rest = code.trim_start();
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        let length = if is_name(first) {
            rest.find(|c| !is_name(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (piece, after) = rest.split_at(length);
        rest = after.trim_start();
        Some(piece)
    })
}

/// Removes whole-line comments, which may link anywhere. Comments at the end of a line
/// stay: `//` may be part of a string.
pub(crate) fn without_comments(source: &str) -> String {
    let lines = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

pub(crate) fn every_file(folder: &Path, below: &str, visit: &mut impl FnMut(&str, &str)) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(Result::unwrap).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().into_string().unwrap();
        let path = if below.is_empty() {
            name.clone()
        } else {
            format!("{below}/{name}")
        };
        if entry.file_type().unwrap().is_dir() {
            every_file(&entry.path(), &path, visit);
        } else if Path::new(&name)
            .extension()
            .is_some_and(|extension| extension == "rs")
        {
            visit(&path, &fs::read_to_string(entry.path()).unwrap());
        }
    }
}

#[test]
fn use_runs_down_only() {
    let mut all = Vec::new();
    let mut files = 0;
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src");
    every_file(&source, "", &mut |path, source| {
        files += 1;
        all.extend(faults(path, source));
    });
    assert!(files > 40, "only {files} files were read");
    assert_eq!(all, Vec::<String>::new());
}

#[test]
fn made_up_faults_are_seen() {
    #[track_caller]
    fn check(path: &str, source: &str, expect: &[&str]) {
        assert_eq!(faults(path, source), expect, "{source}");
    }
    check(
        "text/mod.rs",
        "use crate::authority::{Authority, Entry};",
        &[],
    );
    check("text/mod.rs", "use crate::text::span::Span;", &[]);
    check("text/mod.rs", "/// See [`crate::Ingester`].", &[]);
    check("lib.rs", "use crate::record::Record;", &[]);
    check("ingest/mod.rs", "use crate::error::TooLong;", &[]);
    check(
        "text/mod.rs",
        "use crate::policy::FieldPolicy;",
        &["text/mod.rs uses policy, which is not below text"],
    );
    check(
        "text/mod.rs",
        "fn f() { crate::render::g() }",
        &["text/mod.rs uses render, which is not below text"],
    );
    check(
        "text/mod.rs",
        "use crate::Ingester;",
        &["text/mod.rs uses ingest, which is not below text"],
    );
    check(
        "profile/rule.rs",
        "use crate::{\n    authority::{Authority, Entry},\n    html::element,\n    ingest::Finding,\n};",
        &["profile/rule.rs uses ingest, which is not below profile"],
    );
    check(
        "error.rs",
        "use crate::html::element;",
        &["error.rs uses html, which is not below error"],
    );
    check("attic/mod.rs", "", &["attic/mod.rs is in no room"]);
    check(
        "edit/mod.rs",
        "use crate::cellar::Wine;",
        &["edit/mod.rs uses cellar, which is no room"],
    );
    check(
        "text/mod.rs",
        "use html5ever::tendril;",
        &["text/mod.rs knows the parser"],
    );
    check(
        "ingest/admit/mod.rs",
        "html5ever::parse();",
        &["ingest/admit/mod.rs knows the parser"],
    );
    check("ingest/parser/tree.rs", "use html5ever::QualName;", &[]);
}
