//! The ids of the built-in entries, which content stores for ever: the published page and
//! the code agree.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use standoff::Authority;
use standoff::authority::{AttributeId, DisplayKind, MarkupId, TagEntry};

fn file() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/authority/ids.md")
}

fn display(display: DisplayKind) -> &'static str {
    match display {
        DisplayKind::Inline => "inline",
        DisplayKind::Atomic => "atomic",
        DisplayKind::Break => "break",
        DisplayKind::Block => "block",
        DisplayKind::Paragraph => "paragraph",
        DisplayKind::Cell => "cell",
        other => panic!("{other:?} has no word yet"),
    }
}

/// Makes the page from the code.
fn page() -> String {
    let (standard, article) = (Authority::standard(), Authority::article());
    let mut page = String::from(
        "Content stores these numbers. None is ever changed or used again; numbers from\n\
         10000 are free for entries of your own. An element needs the attributes in bold;\n\
         those in italics are in the table `article` alone.\n\n\
         # Tags\n\n\
         | id | name | other names in a source | display | attributes | in |\n\
         |---:|---|---|---|---|---|\n",
    );
    let mut attributes: BTreeMap<AttributeId, &str> = BTreeMap::new();
    for tag in article.tags() {
        let other = standard.tag(tag.id());
        let is_in_both = |name: &str| other.is_none_or(|tag| tag.attribute_named(name).is_some());
        // Bold for required attributes, italics for those of one table only.
        let names = tag.attributes().iter().map(|entry| match entry.name() {
            name if !is_in_both(name) => format!("*{name}*"),
            name if entry.is_required() => format!("**{name}**"),
            name => name.to_owned(),
        });
        let names: Vec<String> = names.collect();
        let mut aliases: Vec<String> = tag.aliases().map(|name| format!("`{name}`")).collect();
        let more = other.into_iter().flat_map(TagEntry::aliases);
        let more = more.filter(|name| !tag.aliases().any(|known| known == *name));
        aliases.extend(more.map(|name| format!("`{name}` (standard)")));
        for entry in tag.attributes() {
            let before = attributes.insert(entry.id(), entry.name());
            assert!(
                before.is_none_or(|name| name == entry.name()),
                "one number for one name"
            );
        }
        writeln!(
            page,
            "| {} | `{}` | {} | {} | {} | {} |",
            tag.id(),
            tag.name(),
            aliases.join(" "),
            display(tag.display()),
            names.join(" "),
            if other.is_some() {
                "standard, article"
            } else {
                "article"
            }
        )
        .unwrap();
    }
    page.push_str("\n# Attributes\n\n| id | name |\n|---:|---|\n");
    for (id, name) in attributes {
        writeln!(page, "| {id} | `{name}` |").unwrap();
    }
    page.push_str(
        "\n# Characters\n\nIn both tables.\n\n| id | reference | code point |\n|---:|---|---|\n",
    );
    for entry in article.characters() {
        let code = u32::from(entry.character());
        writeln!(
            page,
            "| {} | `{}` | U+{code:04X} |",
            entry.id(),
            entry.reference()
        )
        .unwrap();
    }
    page
}

/// Reads id → name from a page.
fn pinned(page: &str) -> BTreeMap<u32, String> {
    let mut pinned = BTreeMap::new();
    let mut section = "";
    for line in page.lines() {
        section = line.strip_prefix("# ").unwrap_or(section);
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let Some(id) = cells.get(1).and_then(|id| id.parse().ok()) else {
            continue;
        };
        if section != "Attributes" {
            let name = cells[2].trim_matches('`').trim_matches(['&', ';']);
            assert!(
                pinned.insert(id, name.to_owned()).is_none(),
                "{id} stands twice"
            );
        }
    }
    pinned
}

/// Lists the ids on which a page and the code disagree.
fn disagreements(page: &str) -> BTreeSet<u32> {
    let pinned = pinned(page);
    let article = Authority::article();
    let ids = article.tags().iter().map(|tag| tag.id());
    let ids = ids.chain(article.characters().iter().map(|entry| entry.id()));
    let all: BTreeSet<u32> = ids
        .map(MarkupId::get)
        .chain(pinned.keys().copied())
        .collect();
    let differs = |id: &u32| {
        let entry = article.entry(MarkupId::new(*id));
        entry.map(|entry| entry.name()) != pinned.get(id).map(|name| &**name)
    };
    all.into_iter().filter(differs).collect()
}

#[test]
fn every_built_in_number_has_its_published_name() {
    let published = fs::read_to_string(file()).unwrap().replace("\r\n", "\n");
    let mut changed = disagreements(&published);
    if std::env::var_os("STANDOFF_BLESS").is_some() {
        // New entries may be added; a published id may not disappear.
        let pinned = pinned(&published);
        changed.retain(|id| pinned.contains_key(id));
        assert_eq!(changed, BTreeSet::new(), "published numbers never change");
        fs::write(file(), page()).unwrap();
        return;
    }
    assert_eq!(
        changed,
        BTreeSet::new(),
        "STANDOFF_BLESS=1 adds new entries to the page"
    );
    assert_eq!(
        published,
        page(),
        "STANDOFF_BLESS=1 rewrites what is not an id"
    );
}

#[test]
fn a_renamed_a_missing_and_a_made_up_entry_are_seen() {
    let page = page();
    let broken = [
        (page.replace("| 9 | `em`", "| 9 | `strong`"), 9),
        (page.replace("| 1100 | `&mdash;` | U+2014 |\n", ""), 1100),
        (
            page.replace("# Attributes", "| 999 | `marquee` |\n\n# Attributes"),
            999,
        ),
    ];
    for (page, id) in broken {
        assert_eq!(disagreements(&page), BTreeSet::from([id]));
    }
}

#[test]
fn built_in_numbers_stay_below_those_of_users() {
    let article = Authority::article();
    let standard = Authority::standard();
    assert!(
        article
            .tags()
            .iter()
            .all(|tag| tag.id().get() < MarkupId::FIRST_OF_USERS)
    );
    assert!(
        article
            .characters()
            .iter()
            .all(|entry| entry.id().get() < MarkupId::FIRST_OF_USERS)
    );
    assert_eq!(standard.characters(), article.characters());
    for tag in standard.tags() {
        let same = article.tag(tag.id()).unwrap();
        assert_eq!((same.name(), same.display()), (tag.name(), tag.display()));
        for attribute in tag.attributes() {
            assert_eq!(same.attribute(attribute.id()), Some(attribute));
        }
    }
}
