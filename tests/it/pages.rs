//! The pages of the repository: their links and paths exist, and the map lists every
//! folder of the source.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn page(name: &str) -> String {
    let page = fs::read_to_string(root().join(name)).unwrap();
    page.replace("\r\n", "\n")
}

/// Lists the broken links of a page.
fn broken_links(text: &str) -> Vec<&str> {
    let links = text.split("](").skip(1);
    let links = links.filter_map(|rest| rest.split(')').next());
    let is_broken = |link: &&str| {
        let (file, heading) = link.split_once('#').unwrap_or((link, ""));
        if !root().join(file).exists() {
            return true;
        }
        let linked = match file {
            "" => text.to_owned(),
            _ if heading.is_empty() => return false,
            _ => page(file),
        };
        !headings(&linked).any(|known| anchor(known) == heading)
    };
    let within = links.filter(|link| !link.contains("://"));
    within.filter(is_broken).collect()
}

fn headings(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| line.starts_with('#'))
}

/// Returns the anchor of a heading.
fn anchor(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = words.chars().filter_map(|c| match c {
        ' ' => Some('-'),
        '-' | '_' => Some(c),
        _ => c.is_alphanumeric().then_some(c),
    });
    kept.collect()
}

/// Lists the paths in backticks that do not exist. `NAME` in a path stands for any name.
fn missing_paths(text: &str) -> Vec<&str> {
    let quoted = text.split('`').skip(1).step_by(2);
    let is_path = |quoted: &&str| {
        let is_of_path = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
        let is_file = [".rs", ".md"].iter().any(|end| quoted.ends_with(end));
        quoted.chars().all(is_of_path) && (is_file || quoted.contains('/'))
    };
    let paths = quoted.filter(is_path);
    let exists = |path: &str| root().join(path).exists() || root().join("src").join(path).exists();
    paths
        // `mod.rs` is that of the current room.
        .filter(|path| *path != "mod.rs" && !path.contains("NAME") && !exists(path))
        .collect()
}

/// Lists the folders of the source, and the files next to `lib.rs`.
fn places(folder: &Path, below: &str, places: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            let path = format!("{below}{name}/");
            places.push(path.clone());
            self::places(&entry.path(), &path, places);
        } else if below.is_empty() && name != "lib.rs" {
            places.push(name);
        }
    }
}

/// Lists what a map lacks: headings for places, or exactly one invariant below each.
fn faults_of_map(map: &str, places: &[String]) -> Vec<String> {
    let sections: Vec<&str> = map.split("\n### ").skip(1).collect();
    let faults = places.iter().filter_map(|place| {
        let quoted = format!("`{place}`");
        let is_of = |section: &&&str| section.lines().next().unwrap().contains(&quoted);
        let Some(section) = sections.iter().find(is_of) else {
            return Some(format!("{place} is not on the map"));
        };
        let section = section.split("\n## ").next().unwrap();
        let invariants = section.matches("**Invariant:**").count();
        (invariants != 1).then(|| format!("{place} has {invariants} invariants"))
    });
    faults.collect()
}

#[test]
fn links_lead_somewhere() {
    let names = [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "STABILITY.md",
    ];
    for name in names {
        assert_eq!(broken_links(&page(name)), Vec::<&str>::new(), "{name}");
    }
    assert!(page("README.md").matches("](").count() > 5);
}

#[test]
fn paths_exist() {
    for name in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        assert_eq!(missing_paths(&page(name)), Vec::<&str>::new(), "{name}");
    }
}

#[test]
fn the_map_has_every_folder() {
    let mut all = Vec::new();
    places(&root().join("src"), "", &mut all);
    all.sort();
    assert!(all.len() > 20, "{all:?}");
    let faults = faults_of_map(&page("ARCHITECTURE.md"), &all);
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn made_up_faults_of_pages_are_seen() {
    let text = "## Two `words`, here\n[a](#two-words-here) [b](#three) [c](README.md#licence)\n\
                [d](README.md#nothing) [e](nothing.md) [f](https://example.org/#x)";
    assert_eq!(
        broken_links(text),
        ["#three", "README.md#nothing", "nothing.md"]
    );
    let text = "`text/mod.rs` `src/text/` `text/attic.rs` `attic.rs` `tests/it/NAME.rs` `mod.rs`\n\
                ```sh\nls attic/\n```\n`a / b` `tests/attic/`";
    assert_eq!(
        missing_paths(text),
        ["text/attic.rs", "attic.rs", "tests/attic/"]
    );
    let places = ["attic/", "cellar/", "door.rs", "hall/"].map(String::from);
    let map = "## Map\n\n### `attic/`\n**Invariant:** dry.\n\n### `hall/`, `door.rs`\nNone.\n\n\
               ## End\n**Invariant:** of nothing.";
    assert_eq!(
        faults_of_map(map, &places),
        [
            "cellar/ is not on the map",
            "door.rs has 0 invariants",
            "hall/ has 0 invariants"
        ]
    );
}
