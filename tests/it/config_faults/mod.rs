//! Forces each fault once, and checks its message.
//!
//! Unreadable data and contradictory settings are in a golden file. Public error types
//! are in a table, which must contain every variant.

mod of_edits;
mod of_layers;
mod of_others;
mod of_settings;
mod of_tables;
mod of_texts;
mod slips;
mod table;

use std::collections::BTreeSet;

use std::fmt::Write;
use std::path::Path;

use serde_json::Value;
use standoff::profile::Profile;
use standoff::record::{Delivery, Record, RecordIngester, RecordRenderer, Schema};
use standoff::{Authority, Renderer};

use crate::examples::golden;
use table::{Table, declared, declared_in};

/// Data that is not a profile, and profiles that contradict themselves.
pub(crate) const PROFILES: &[&str] = &[
    // Unreadable.
    r#"{"rulez": {}}"#,
    r#"{"extends": 1}"#,
    r#"{"extends": {"rulez": {}}}"#,
    r#"{"extends": {"limits": [{"unit": "chars", "most": 1}]}}"#,
    r#"{"syntax": "htm"}"#,
    r#"{"syntax": {"ranges": "utf-16"}}"#,
    r#"{"syntax": {"range": "utf16"}}"#,
    r#"{"rules": {"em": "drop"}}"#,
    r#"{"rules": {"em": "rename"}}"#,
    r#"{"rules": {"em": {"surround": "*"}}}"#,
    r#"{"rules": {"em": {"surround": ["*"]}}}"#,
    r#"{"rules": {"em": {"surround": ["*", "*", "*"]}}}"#,
    r#"{"rules": {"em": {"wrap": ["*", "*"]}}}"#,
    r#"{"rules": {"em": {}}}"#,
    r#"{"rules": {"em": {"rename": "b", "strip": true}}}"#,
    r#"{"rules": {"em": {"rename": 1}}}"#,
    r#"{"default": 1}"#,
    r#"{"attributes": {"a": {"kept": []}}}"#,
    r#"{"charset": "latin-1"}"#,
    r#"{"fallback": "?"}"#,
    r#"{"fallback": {"replace": "??"}}"#,
    r#"{"breaks": "one"}"#,
    r#"{"breaks": {"block": "\n"}}"#,
    r#"{"breaks": {"blok": "\n"}}"#,
    r#"{"lists": "marked"}"#,
    r#"{"lists": {"marked": {"bulet": "-"}}}"#,
    r#"{"lists": {"marked": 1}}"#,
    r#"{"quotes": ["a", "b"]}"#,
    r#"{"quotes": [["a"]]}"#,
    r#"{"links": "inline"}"#,
    r#"{"links": {"inline": " "}}"#,
    r#"{"links": {"around": {"before": "["}}}"#,
    r#"{"links": {"around": {"before": "[", "between": "](", "after": ")", "first": "link"}}}"#,
    r#"{"links": {"around": {"before": "[", "between": "](", "after": ")", "bare": "<"}}}"#,
    r#"{"links": {"around": {"before": "[", "between": "](", "after": ")", "url_overrides": {"%%": ""}}}}"#,
    r#"{"wrap": "72"}"#,
    r#"{"wrap": -1}"#,
    r#"{"wrap": {"width": 72}}"#,
    r#"{"wrap": {"at": 72, "format": "wavy"}}"#,
    r#"{"limits": "300"}"#,
    r#"{"limits": {"unit": "chars", "most": 1}}"#,
    r#"{"limits": [{"unit": "chars", "most": 1}]}"#,
    r#"{"limits": [{"unit": "bytes", "max": 1}]}"#,
    r#"{"limits": [{"unit": "bytes"}]}"#,
    r#"{"cut": "words"}"#,
    r#"{"cut": {"at": "words"}}"#,
    r#"{"cut": {"place": "word"}}"#,
    // Readable, but contradicts itself or the authority.
    r#"{"extends": "telegramm"}"#,
    r#"{"extends": {"extends": "telegramm"}}"#,
    r#"{"syntax": "markdown", "charset": "ascii"}"#,
    r#"{"syntax": "html", "fallback": "drop", "breaks": "one-line", "lists": {"marked": "-"}, "links": "footnotes"}"#,
    r#"{"rules": {"a": {"describe": "titel"}}}"#,
    r#"{"rules": {"em": {"rename": "script"}, "b": {"rename": "svg"}, "i": {"rename": "B"}, "u": {"rename": "br"}}}"#,
    r#"{"default": {"rename": "img"}}"#,
    r#"{"syntax": {"ranges": "bytes"}, "rules": {"em": {"rename": "a b"}}}"#,
    r#"{"attributes": {"a": {"keep": ["hreff"], "drop": ["alt"], "rename": {"name": "id"}}}}"#,
    r#"{"attributes": {"a": {"rename": {"title": "lang"}, "set": {"href": "/", "style": "x", "rel": "\r"}}}}"#,
    r#"{"attributes": {"*": {"set": {"style": "color", "onclick": "x"}}, "a": {"set": {"style": "a: b; behavior: c"}}, "p": {"set": {"style": "width: calc(1px); filter: progid(1)"}}}}"#,
    r#"{"syntax": "plain", "attributes": {"p": {"set": {"style": "color: navy"}}}}"#,
    r#"{"syntax": "html", "attributes": {"p": {"set": {"epub:type": "bodymatter"}}}}"#,
    r#"{"syntax": "xml", "attributes": {"p": {"set": {"xmlns:x": "x", "xlink:href": "x", "xml:base": "x", "x:src": "x", "a:b:c": "x"}}}}"#,
    r#"{"syntax": "plain", "charset": "ascii", "rules": {"em": {"surround": ["\ue000", ""]}}, "fallback": {"replace": "…"}, "cut": {"ellipsis": "…"}}"#,
    r#"{"syntax": "plain", "quotes": []}"#,
    r#"{"syntax": "plain", "charset": "ascii", "links": {"around": {"before": "\ue000", "between": "", "after": "", "bare": ["", "\ue000"], "url_overrides": {"%": "\ue000"}}}}"#,
    r#"{"syntax": "html", "wrap": 72}"#,
    r#"{"syntax": "plain", "limits": [{"unit": "septets", "most": 9}, {"unit": "bytes", "most": 3}]}"#,
    // Correct, though it may look wrong.
    r#"{"syntax": "xml", "attributes": {"p": {"rename": {"lang": "xml:lang"}, "set": {"epub:type": "bodymatter", "style": "color: rgb(0, 0, 0)"}}}}"#,
    r#"{"syntax": "plain", "wrap": 72, "links": {"around": {"before": "[", "between": "](", "after": ")"}}}"#,
    r#"{"cut": "word", "charset": "utf-8", "limit": {"unit": "bytes", "most": 99}}"#,
];

pub(crate) const SCHEMAS: &[&str] = &[
    r#"{}"#,
    r#"{"fields": []}"#,
    r#"{"fields": {"a": {"policy": {}, "many": true}}}"#,
    r#"{"fields": {"a": {"values": "two"}, "b": {}}}"#,
    r#"{"fields": {"a": {"presence": "needed"}}}"#,
    r#"{"fields": {"a": {}, "a": {}}}"#,
    r#"{"fields": {"": {}, "a\u0000": {}, "b": {"policy": {"admit": ["emm"]}}}}"#,
];

pub(crate) const DELIVERIES: &[&str] = &[
    r#"{}"#,
    r#"{"fields": [{"field": "title"}]}"#,
    r#"{"fields": [{"field": "title", "profile": 1}]}"#,
    r#"{"fields": [{"field": "title", "profile": {"rulez": {}}}]}"#,
    r#"{"fields": [{"field": "title", "profile": "text", "shape": "block"}]}"#,
    r#"{"fields": [{"field": "titel", "profile": "texts"}, {"field": "title", "profile": "text"}, {"field": "body", "as": "title", "profile": "text"}, {"field": "body", "as": "", "profile": "text"}]}"#,
    r#"{"profiles": {"": {}, "pager": {"extends": "html", "links": "footnotes", "quotes": []}}, "fields": [{"field": "title", "profile": "pager"}]}"#,
];

/// Data that is not a record.
const RECORDS: &[&str] = &[
    r#"[]"#,
    r#"{"title": "x"}"#,
    r#"{"title": {"text": "x"}}"#,
    r#"{"format": 2, "fields": {}}"#,
    r#"{"fields": {}, "format": 2}"#,
    r#"{"format": 1, "fields": {"title": "x"}}"#,
    r#"{"fields": {"title": "x"}, "format": 1}"#,
    r#"{"format": 1, "title": {"text": "", "spans": []}}"#,
    r#"{"format": 1, "authority": 1, "fields": {}}"#,
    r#"{"format": 1, "format": 1}"#,
];

/// Sources that a schema refuses, as pairs of name and source.
const SOURCES: &[&[(&str, &str)]] = &[
    &[],
    &[("title", " ")],
    &[
        ("titel", "a"),
        ("title", "b"),
        ("title", "c"),
        ("teaser", "too long"),
    ],
    &[
        ("title", "a"),
        ("notes", "b"),
        ("notes", "too long"),
        ("notes", "also long"),
    ],
];

fn answer<T, E: ToString>(result: Result<T, E>) -> String {
    match result {
        Ok(_) => "  is right".to_owned(),
        Err(error) => {
            let error = error.to_string();
            let lines: Vec<String> = error.lines().map(|line| format!("  {line}")).collect();
            lines.join("\n")
        }
    }
}

#[test]
fn each_fault_is_told_as_what_it_is() {
    let authority = Authority::standard();
    let mut shown = String::new();
    let mut show = |data: &str, answer: String| {
        for poor in ["untagged", "variant", "struct ", "tuple"] {
            assert!(!answer.contains(poor), "{data}: {answer}");
        }
        writeln!(shown, "{data}\n{answer}").unwrap();
    };
    for data in PROFILES {
        let profile = serde_json::from_str::<Profile>(data).map_err(|error| error.to_string());
        let renderer = profile
            .and_then(|profile| Renderer::new(&profile, &authority).map_err(|e| e.to_string()));
        show(data, answer(renderer));
    }
    for data in SCHEMAS {
        let schema = serde_json::from_str::<Schema>(data).map_err(|error| error.to_string());
        let ingester = schema
            .and_then(|schema| RecordIngester::new(&schema, &authority).map_err(|e| e.to_string()));
        show(data, answer(ingester));
    }
    let schema: Schema = serde_json::from_str(
        r#"{"fields": {
            "title": {"presence": "required"},
            "teaser": {"policy": {"max_bytes": 5}},
            "body": {},
            "notes": {"policy": {"max_bytes": 5}, "values": "many"}
        }}"#,
    )
    .unwrap();
    for data in DELIVERIES {
        let delivery = serde_json::from_str::<Delivery>(data).map_err(|error| error.to_string());
        let renderer = delivery.and_then(|delivery| {
            RecordRenderer::new(&delivery, &schema, &authority).map_err(|e| e.to_string())
        });
        show(data, answer(renderer));
    }
    for data in RECORDS {
        show(data, answer(serde_json::from_str::<Record>(data)));
    }
    let ingester = RecordIngester::new(&schema, &authority).unwrap();
    for sources in SOURCES {
        let data = format!("{sources:?}");
        show(&data, answer(ingester.ingest(sources.iter().copied())));
    }
    golden("config-faults.txt", &shown);
}

/// Names without an entry are not a fault, and can be listed.
#[test]
fn names_that_no_entry_has_are_listed() {
    let list = |data: &str, authority: &Authority| -> Vec<String> {
        let profile: Profile = serde_json::from_str(data).unwrap();
        assert!(Renderer::new(&profile, authority).is_ok(), "{data}");
        let unknown = profile.unknown_entries(authority);
        unknown.iter().map(|unknown| unknown.to_string()).collect()
    };
    let standard = Authority::standard();
    let slips = r#"{
        "extends": {
            "extends": "text",
            "rules": {"strnog": "strip", "em": "strip", "figure": "remove"},
            "attributes": {"*": {}, "image": {"drop": ["alt"]}}
        },
        "rules": {"emm": "strip", "EM": "keep", "mdash": "remove"}
    }"#;
    let expect = [
        "rules.EM: unknown name `EM`; there is `em`",
        "rules.emm: unknown name `emm`; there is `em`",
        "rules.mdash: unknown name `mdash`; none of the 25 names is near it",
        "extends.rules.strnog: unknown name `strnog`; there is `strong`",
        "extends.attributes.image: unknown name `image`; none of the 25 names is near it",
    ];
    let listed = list(slips, &standard);
    assert_eq!(listed.len(), expect.len(), "{listed:#?}");
    for (listed, expect) in listed.iter().zip(expect) {
        assert!(listed.starts_with(expect), "{listed}");
    }
    // A user's own entry is listed only if it is missing.
    let own = r#"{"rules": {"station": "strip"}}"#;
    let station = standoff::authority::TagEntry::new(10_000, "station");
    let with_station = standard.to_builder().tag(station).build().unwrap();
    assert_eq!(list(own, &with_station), [""; 0]);
    assert_eq!(list(own, &standard).len(), 1);
    for name in Profile::names() {
        let profile = Profile::named(name).unwrap();
        assert_eq!(profile.unknown_entries(&standard), [], "{name}");
        assert_eq!(
            list(&format!(r#"{{"extends": "{name}"}}"#), &standard),
            [""; 0]
        );
    }
}

/// Profiles are read from TOML as well.
#[test]
fn data_of_other_forms_is_read() {
    let profile: Profile = toml::from_str(
        "cut = 'sentence'\ncharset = 'utf-8'\nextends = 'text'\n\
         limits = [{ unit = 'bytes', most = 99 }]\n\
         [rules]\nem = { surround = ['*', '*'] }\n",
    )
    .unwrap();
    let json = serde_json::to_value(&profile).unwrap();
    assert_eq!(json["cut"], serde_json::json!({"at": "sentence"}));
    assert_eq!(json["charset"], Value::from("unicode"));
    assert_eq!(serde_json::from_value::<Profile>(json).unwrap(), profile);
}

/// Getters return the settings in force.
#[test]
fn a_profile_reads_back_what_it_extends() {
    let pager: Profile = serde_json::from_str(
        r#"{"extends": "mastodon", "rules": {"em": "strip"}, "links": "drop", "cut": "sentence"}"#,
    )
    .unwrap();
    let base = Profile::named("mastodon").unwrap();
    assert_eq!(pager.limits(), base.limits());
    assert_eq!(pager.lists(), base.lists());
    assert_eq!(pager.rule("q"), base.rule("q"));
    assert_eq!(pager.rules().len(), base.rules().len() + 1);
    assert_ne!(pager.links(), base.links());
    let compiled = Renderer::new(&pager, &Authority::standard()).unwrap();
    let compiled = compiled.profile().unwrap();
    assert_eq!(compiled.rules(), pager.rules());
    assert_eq!(compiled.cut(), pager.cut());
    let more = pager.with_limit(standoff::profile::Limit::new(
        standoff::profile::Unit::Bytes,
        9,
    ));
    assert_eq!(more.limits().len(), base.limits().len() + 1);
}

/// Faults that tests outside of the library cannot force, with the file of their test.
const FORCED_BESIDE_THE_CODE: [(&str, &str); 1] = [(
    // Needs a text of 4 GiB, which only a test inside the library has without copies.
    "TextFault::TooLong",
    "src/text/validate.rs",
)];

#[test]
fn every_fault_is_forced_and_says_what_is_wrong() {
    let mut table = Table::default();
    of_texts::force(&mut table);
    of_layers::force(&mut table);
    of_tables::force(&mut table);
    of_settings::force(&mut table);
    of_edits::force(&mut table);
    of_others::force(&mut table);
    assert!(table.wrong.is_empty(), "{}", table.wrong.join("\n"));

    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut declared = declared(&root.join("src"));
    for (kind, file) in FORCED_BESIDE_THE_CODE {
        assert!(declared.remove(kind), "{kind} is declared nowhere");
        let source = std::fs::read_to_string(root.join(file)).unwrap();
        let tests = source.split_once("mod tests").unwrap().1;
        assert!(tests.contains("longer than 32-bit positions reach"));
    }
    let gaps = table.gaps(&declared);
    assert!(gaps.is_empty(), "{}", gaps.join("\n"));
}

/// Control: finds a variant that is only in the source, and one that is only in the
/// table.
#[test]
fn a_fault_that_nothing_forces_is_noticed() {
    let mut table = Table::default();
    table.check(
        Err::<(), _>(standoff::record::NameFault::Empty),
        "a field has to have a name",
    );
    let source = "\
/// What a name may not be.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NameFault {
    /// It has none.
    #[error(\"a field has to have {name}\")]
    Empty,
    #[error(
        \"Too long\"
    )]
    TooLong {
        /// How long.
        Length: usize,
    },
}

pub enum Word {
    Free,
}

pub struct Plain;

impl std::error::Error for Refused {}
pub struct Refused(Vec<Finding>);

words! {
    /// Why.
    pub enum ValueFault {
        /// It.
        Word = \"word\",
    }
}
";
    let mut declared = BTreeSet::new();
    declared_in(source, &mut declared);
    let all = [
        "NameFault::Empty",
        "NameFault::TooLong",
        "Refused",
        "ValueFault::Word",
    ];
    assert!(declared.iter().eq(all), "{declared:?}");
    let gaps = all[1..]
        .iter()
        .map(|kind| format!("{kind} is forced nowhere"));
    assert_eq!(table.gaps(&declared), gaps.collect::<Vec<_>>());
    let gaps = table.gaps(&BTreeSet::new());
    assert_eq!(gaps, ["NameFault::Empty is declared nowhere"]);
    // And one that says something else.
    assert!(table.wrong.is_empty());
    table.check(Err::<(), _>(standoff::record::NameFault::Empty), "a name");
    table.check(Ok::<_, standoff::record::NameFault>(()), "a name");
    assert_eq!(table.wrong.len(), 2);
}
