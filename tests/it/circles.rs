//! Files of a room use one another without circles.
//!
//! A `mod.rs` names the files below it to declare them and to re-export their items; that
//! is not counted as use. A re-exported item belongs to its own file:
//! `use super::Finding` in a room uses `finding.rs`, not `mod.rs`.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;

use crate::architecture::{every_file, pieces, without_comments};

/// The names of a path, as `["super", "tag", "Status"]`.
type Names = Vec<String>;

/// The files of a room by their modules; `[]` is `lib.rs`.
struct Sources {
    files: BTreeMap<Names, (String, String)>,
}

impl Sources {
    fn new(files: impl IntoIterator<Item = (String, String)>) -> Self {
        let files = files.into_iter().map(|(path, source)| {
            let module = path.trim_end_matches(".rs").trim_end_matches("/mod");
            let module = module.split('/').map(str::to_owned);
            let module = module.filter(|name| name != "lib").collect();
            (module, (path, code(&source)))
        });
        Self {
            files: files.collect(),
        }
    }

    /// Lists the modules that a file uses in its own room, except those below it.
    fn used_by(&self, module: &[String]) -> BTreeSet<Names> {
        let (_, code) = &self.files[module];
        let used = paths(code).into_iter();
        let used = used.filter_map(|path| self.resolve(&absolute(module, &path)?, 0));
        used.filter(|used| used.first() == module.first() && !used.starts_with(module))
            .collect()
    }

    /// Finds the module that a name comes from, through all re-exports.
    fn resolve(&self, path: &[String], depth: usize) -> Option<Names> {
        let is_module = |length: &usize| self.files.contains_key(&path[..*length]);
        let length = (1..=path.len()).rev().find(is_module)?;
        let (module, rest) = path.split_at(length);
        let handed_on = rest.first().filter(|_| depth < 8).and_then(|name| {
            let mut all = paths(&self.files[module].1).into_iter();
            let from = all.find(|from| {
                let mut below = module.to_vec();
                below.extend(from.first().cloned());
                from.last() == Some(name) && from.len() > 1 && self.files.contains_key(&below)
            })?;
            self.resolve(&[module, &from].concat(), depth + 1)
        });
        Some(handed_on.unwrap_or_else(|| module.to_vec()))
    }

    /// Lists the shortest path from each file back to itself, each circle once.
    fn circles(&self) -> Vec<String> {
        let modules = self.files.keys().filter(|module| !module.is_empty());
        let graph: BTreeMap<&Names, BTreeSet<Names>> = modules
            .map(|module| (module, self.used_by(module)))
            .collect();
        let mut circles = BTreeSet::new();
        for start in graph.keys() {
            let mut ways = VecDeque::from([vec![*start]]);
            let mut seen = BTreeSet::new();
            while let Some(way) = ways.pop_front() {
                let Some(next) = way.last().and_then(|last| graph.get(*last)) else {
                    continue;
                };
                if next.contains(*start) {
                    circles.insert(from_first(way));
                    break;
                }
                let next = next.iter().filter(|next| seen.insert(*next));
                ways.extend(next.map(|next| [&way[..], &[next]].concat()));
            }
        }
        let shown = circles.into_iter().map(|way| {
            let files = way
                .iter()
                .chain(&way[..1])
                .map(|module| &*self.files[*module].0);
            files.collect::<Vec<_>>().join(" > ")
        });
        shown.collect()
    }
}

/// Rotates a circle so that it begins with its first module by name.
fn from_first<T: Ord + Copy>(mut circle: Vec<T>) -> Vec<T> {
    let first = circle.iter().enumerate().min_by_key(|(_, module)| **module);
    let at = first.map_or(0, |(at, _)| at);
    circle.rotate_left(at);
    circle
}

/// Returns a file without comments and tests, which may use anything.
fn code(source: &str) -> String {
    let code = without_comments(source);
    let tests = code.find("#[cfg(test)]\nmod tests {");
    code[..tests.unwrap_or(code.len())].to_owned()
}

/// Resolves a path from the root of the crate; `None` for a name that needs no path.
fn absolute(module: &[String], path: &[String]) -> Option<Names> {
    if path[0] == "crate" {
        return Some(path[1..].to_vec());
    }
    let climbs = path.iter().take_while(|name| *name == "super").count();
    let above = module.len().checked_sub(climbs)?;
    (climbs > 0).then(|| [&module[..above], &path[climbs..]].concat())
}

/// Lists all paths in a file, with groups expanded.
fn paths(code: &str) -> Vec<Names> {
    let pieces: Vec<&str> = pieces(code).collect();
    let mut paths = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let is_path = pieces[at + 1..].starts_with(&[":", ":"]);
        let is_inside = at > 0 && pieces[at - 1] == ":";
        if is_path && !is_inside && is_name(pieces[at]) {
            at = read_path(&pieces, at, &mut Vec::new(), &mut paths);
        }
        at += 1;
    }
    paths
}

/// Reads a path, or one in a group, from a piece on; returns its end.
fn read_path(pieces: &[&str], mut at: usize, before: &mut Names, paths: &mut Vec<Names>) -> usize {
    let length = before.len();
    loop {
        match pieces.get(at) {
            Some(&"{") => {
                while !matches!(pieces.get(at), Some(&"}") | None) {
                    at += 1;
                    // A trailing comma.
                    if pieces.get(at) != Some(&"}") {
                        at = read_path(pieces, at, before, paths) + 1;
                    }
                }
                break;
            }
            Some(name) if is_name(name) => before.push((*name).to_owned()),
            _ => break,
        }
        if !pieces[at + 1..].starts_with(&[":", ":"]) {
            paths.push(before.clone());
            if pieces.get(at + 1) == Some(&"as") {
                at += 2;
            }
            break;
        }
        at += 3;
    }
    before.truncate(length);
    at
}

fn is_name(piece: &str) -> bool {
    piece.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

#[test]
fn files_of_a_room_do_not_use_one_another_in_circles() {
    let mut files = Vec::new();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src");
    every_file(&source, "", &mut |path, source| {
        files.push((path.to_owned(), source.to_owned()));
    });
    assert!(files.len() > 40, "only {} files were read", files.len());
    assert_eq!(Sources::new(files).circles(), Vec::<String>::new());
}

#[test]
fn made_up_circles_are_seen() {
    #[track_caller]
    fn check(files: &[(&str, &str)], expect: &[&str]) {
        let files = files.iter();
        let files = files.map(|(path, source)| ((*path).to_owned(), (*source).to_owned()));
        assert_eq!(Sources::new(files).circles(), expect);
    }
    let (a, b) = ("room/a.rs", "room/b.rs");
    check(&[(a, "use super::b::B;"), (b, "struct B;")], &[]);
    check(
        &[
            (a, "use super::b::B;"),
            (b, "fn f() { crate::room::a::f() }"),
        ],
        &["room/a.rs > room/b.rs > room/a.rs"],
    );
    check(
        &[
            (a, "use super::{c, b::{self, B,},};"),
            (b, "use crate::{other::X, room::c::{C, D as E}};"),
            ("room/c.rs", "use super::a::A;"),
        ],
        &[
            "room/a.rs > room/b.rs > room/c.rs > room/a.rs",
            "room/a.rs > room/c.rs > room/a.rs",
        ],
    );
    // A re-exported item does not belong to the re-exporting file.
    let room = (
        "room/mod.rs",
        "mod a; mod b; pub use a::A; pub(crate) use b::B;",
    );
    check(&[room, (a, "use super::B;"), (b, "struct B;")], &[]);
    check(
        &[room, (a, "use super::B;"), (b, "use super::A;")],
        &["room/a.rs > room/b.rs > room/a.rs"],
    );
    // An inner room uses the outer one, but not the modules below that.
    let inner = ("room/inner/mod.rs", "use super::a::A; mod part;");
    let part = ("room/inner/part.rs", "struct Part;");
    let uses_part = (a, "use super::inner::part::Part;");
    check(&[room, inner, part, uses_part], &[]);
    check(
        &[room, inner, (a, "use super::inner::I;")],
        &["room/a.rs > room/inner/mod.rs > room/a.rs"],
    );
    // Comments and tests may use anything.
    check(
        &[
            (a, "use super::b::B;"),
            (
                b,
                "//! See [super::a].\nstruct B;\n#[cfg(test)]\nmod tests {\n    use super::super::a::A;\n}",
            ),
        ],
        &[],
    );
}
