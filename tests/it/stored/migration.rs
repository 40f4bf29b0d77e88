//! Stored content under a later authority.

use serde_json::json;
use standoff::authority::{AttributeEntry, MarkupId, Status, TagEntry, ValueRule};
use standoff::ingest::{FindingKind, Severity};
use standoff::migration::{Migration, MigrationError};
use standoff::text::StoredText;
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Renderer};

use super::versioned;
use crate::law;
use crate::laws::hand_made;
use crate::laws::setup::setups;
use crate::laws::source::source;
use crate::tape::cases;

fn id(name: &str) -> MarkupId {
    Authority::article().tag_named(name).unwrap().id()
}

fn ingester(authority: &Authority) -> Ingester {
    Ingester::new(&FieldPolicy::new(), authority).unwrap()
}

fn attributes(content: &AddressedText) -> usize {
    content.spans().map(|span| span.attributes().len()).sum()
}

/// Everything in the content is kept, or causes a finding.
#[test]
fn nothing_goes_without_a_finding() {
    let (mut silent, mut spoken) = (0, 0);
    law::check(cases(), |tape| {
        let then = hand_made::authority(tape);
        let content = hand_made::content(tape, &then);
        let now = hand_made::later(tape, &then);
        let ingester = ingester(&now);
        let again = ingester.reingest(&content);
        for finding in again.findings() {
            assert!(content.text().get(finding.bytes()).is_some(), "{finding}");
        }
        let (before, after) = (&content, again.content());
        let less =
            after.spans().len() < before.spans().len() || attributes(after) < attributes(before);
        let found = again.tally().total() > 0;
        assert!(found || !less, "{before:?}\nbecame {after:?}");
        spoken += usize::from(found && less);
        silent += usize::from(!found);
    });
    assert!(spoken > 10 && silent > 10, "{spoken} and {silent}");
}

#[test]
fn fresh_content_is_left_alone() {
    for setup in setups() {
        law::check(cases() / 10, |tape| {
            let source = source(tape, 20);
            let content = setup.ingester.ingest(&source).unwrap().into_content();
            let again = setup.ingester.reingest(&content);
            assert_eq!(again.findings(), [], "{source:?} in {}", setup.name);
            assert_eq!(*again.content(), content, "{source:?} in {}", setup.name);
        });
    }
}

/// Merging an entry equals ingesting a source with the other name.
#[test]
fn merging_is_as_if_it_had_been_written_so() {
    let then = Authority::standard();
    let b = then.tag_named("b").unwrap();
    let now = then.to_builder().without(b.id()).build().unwrap();
    let before = ingester(&then);
    let mut migration = Migration::new(&then, &ingester(&now)).unwrap();
    migration.merge(b.id(), id("strong")).unwrap();
    let mut changed = 0;
    law::check(cases(), |tape| {
        let source = source(tape, 20);
        let content = before.ingest(&source).unwrap().into_content();
        let stored = StoredText::new(content, &then);
        let migrated = migration.migrate(&stored).unwrap();
        let html = Renderer::canonical(&then)
            .render(stored.content())
            .into_output();
        let renamed = html.replace("<b>", "<strong>").replace("<b ", "<strong ");
        let renamed = renamed.replace("</b>", "</strong>");
        let expect = ingester(&now).ingest(&renamed).unwrap().into_content();
        assert_eq!(migrated.stored().content(), &expect, "{html}");
        assert_eq!(migrated.findings(), [], "{html}");
        migrated.stored().content().check(&now).unwrap();
        let has_b = html.contains("<b>") || html.contains("<b ");
        assert_eq!(migrated.is_changed(), has_b, "{html}");
        changed += usize::from(migrated.is_changed());
    });
    assert!(changed > cases() / 50, "{changed}");
}

fn station(number: u16) -> TagEntry {
    let attribute = |id, name: &str| AttributeEntry::new(id, name, ValueRule::Text);
    TagEntry::new(
        MarkupId::new(10_000 + u32::from(number)),
        format!("station-{number}"),
    )
    .with_attribute(attribute(number, "key"))
    .with_attribute(attribute(number + 10, &format!("own-{number}")))
}

#[test]
fn attributes_go_by_their_names() {
    let table = Authority::builder().tag(station(1)).tag(station(2));
    let authority = table.build().unwrap();
    let ingester = ingester(&authority);
    let source = "<station-1 key=x own-1=y>a</station-1>";
    let content = ingester.ingest(source).unwrap().into_content();
    let stored = StoredText::new(content, &authority);
    let mut migration = Migration::new(&authority, &ingester).unwrap();
    migration.merge(station(1).id(), station(2).id()).unwrap();
    let migrated = migration.migrate(&stored).unwrap();
    let html = Renderer::canonical(&authority)
        .render(migrated.stored().content())
        .into_output();
    assert_eq!(html, "<station-2 key=\"x\">a</station-2>");
    let [finding] = migrated.findings() else {
        panic!("{:?}", migrated.findings());
    };
    assert_eq!(finding.kind(), FindingKind::UnknownAttribute);
    assert_eq!(
        finding.message(),
        "`own-1` has no counterpart in the entry it is merged into"
    );
    let report = migration.report([(1, stored)]);
    assert_eq!(report.findings().total(), 1);
    let entries: Vec<_> = report.entries().collect();
    assert_eq!(entries, [(station(1).id(), 1, 0), (station(2).id(), 0, 1)]);
}

#[test]
fn what_cannot_be_merged_is_refused() {
    let then = Authority::article();
    let u = then
        .tag_named("u")
        .unwrap()
        .clone()
        .with_status(Status::Retired);
    let now = then.to_builder().without(id("b")).tag(u).build().unwrap();
    let merge = |from: MarkupId, into: MarkupId| {
        let mut migration = Migration::new(&then, &ingester(&now)).unwrap();
        migration.merge(id("em"), id("i")).unwrap();
        migration.merge(from, into).unwrap_err()
    };
    let (nobody, dash) = (MarkupId::new(10_000), MarkupId::new(1100));
    assert_eq!(merge(nobody, id("i")), MigrationError::UnknownOld(nobody));
    assert_eq!(merge(id("s"), id("b")), MigrationError::UnknownNew(id("b")));
    assert_eq!(merge(id("em"), id("s")), MigrationError::Twice(id("em")));
    assert_eq!(merge(id("s"), id("u")), MigrationError::Retired(id("u")));
    for (from, into) in [
        (id("i"), id("i")),
        (id("i"), dash),
        (dash, id("i")),
        (dash, MarkupId::new(1101)),
        (id("br"), id("img")),
        (id("img"), id("i")),
    ] {
        assert_eq!(merge(from, into), MigrationError::Unlike { from, into });
    }
}

#[test]
fn only_content_that_can_be_read_is_migrated() {
    let table = Authority::standard();
    let of = |version| versioned(&table, "newsroom", version);
    let content =
        |authority: &Authority| StoredText::new(AddressedText::plain("x").unwrap(), authority);
    let refused = Migration::new(&of(3), &ingester(&of(2))).unwrap_err();
    assert!(matches!(refused, MigrationError::Version(_)), "{refused}");

    let migration = Migration::new(&of(2), &ingester(&of(3))).unwrap();
    let archive = [
        ("old", content(&of(1))),
        ("same", content(&of(2))),
        ("new", content(&of(3))),
        ("other", content(&versioned(&table, "sports", 2))),
        ("none", content(&table)),
    ];
    for (key, stored) in &archive {
        if let Ok(migrated) = migration.migrate(stored) {
            assert_eq!(migrated.stored().authority().unwrap().version(), 3, "{key}");
        }
    }
    let report = migration.report(archive);
    assert_eq!(
        (report.contents(), report.changed(), report.unread()),
        (5, 0, 2)
    );
    assert_eq!(
        report.to_string(),
        "5 contents: 0 would change, 2 cannot be read\n\
         new: the content is of authority newsroom 3, which is newer than newsroom 2\n\
         other: the content is of authority sports 2, and this is newsroom 2\n"
    );
}

/// The report counts the results of migrating each content.
#[test]
fn a_report_is_the_sum_of_its_contents() {
    law::check(cases() / 50, |tape| {
        let then = hand_made::authority(tape);
        let now = hand_made::later(tape, &then);
        let migration = Migration::new(&then, &ingester(&now)).unwrap();
        let archive: Vec<_> = (0..20)
            .map(|key| (key, StoredText::new(hand_made::content(tape, &then), &then)))
            .collect();
        let report = migration.report(archive.clone());
        let all: Vec<_> = archive
            .iter()
            .map(|(_, stored)| migration.migrate(stored).unwrap())
            .collect();
        let changed = all.iter().filter(|migrated| migrated.is_changed()).count();
        let findings: usize = all.iter().map(|migrated| migrated.findings().len()).sum();
        assert_eq!(report.contents(), 20);
        let examples = report.examples();
        let examples = examples.map(|(key, found)| json!({"key": key, "finding": found}));
        let entries = report.entries();
        let entries =
            entries.map(|(id, before, after)| json!({"id": id, "before": before, "after": after}));
        let expect = json!({
            "contents": 20,
            "changed": changed,
            "findings": report.findings(),
            "examples": examples.collect::<Vec<_>>(),
            "entries": entries.collect::<Vec<_>>(),
            "unread": 0,
            "unreadable": [],
        });
        assert_eq!(serde_json::to_value(&report).unwrap(), expect);
        assert_eq!(report.changed(), changed as u64);
        assert_eq!(report.findings().total(), findings as u64);
        for (key, finding) in report.examples() {
            assert!(all[*key].findings().contains(finding));
        }
        for (id, before, after) in report.entries() {
            let count = |content: &AddressedText| {
                content.spans().filter(|span| span.markup() == id).count() as u64
            };
            let sum_before: u64 = archive
                .iter()
                .map(|(_, stored)| count(stored.content()))
                .sum();
            let sum_after: u64 = all
                .iter()
                .map(|migrated| count(migrated.stored().content()))
                .sum();
            assert_eq!((before, after), (sum_before, sum_after));
        }
        let lost = report.findings().of_severity(Severity::Loss) > 0;
        let shown = report
            .examples()
            .any(|(_, finding)| finding.severity() == Severity::Loss);
        assert_eq!(lost, shown);
    });
}

#[test]
fn findings_of_a_migration_have_their_place() {
    let authority = Authority::builder()
        .tag(station(1))
        .tag(station(2))
        .tag(TagEntry::new(MarkupId::new(10_009), "gone"))
        .tag(Authority::standard().tag_named("p").unwrap().clone())
        .build()
        .unwrap();
    let source = "<gone>é</gone><p>a <station-1 own-1=y>b</station-1></p>\
                  <p>c <station-1 own-1=z>d</station-1> <gone>e</gone></p>";
    let content = ingester(&authority).ingest(source).unwrap().into_content();
    let stored = StoredText::new(content, &authority);
    let text = stored.content().text().to_owned();
    let new = authority
        .to_builder()
        .without(MarkupId::new(10_009))
        .build()
        .unwrap();
    let migrate = |most| {
        let policy = FieldPolicy::new().with_max_findings(most);
        let mut migration =
            Migration::new(&authority, &Ingester::new(&policy, &new).unwrap()).unwrap();
        migration.merge(station(1).id(), station(2).id()).unwrap();
        migration.migrate(&stored).unwrap()
    };
    let migrated = migrate(100);
    let places: Vec<_> = migrated
        .findings()
        .iter()
        .map(|finding| {
            (
                finding.line(),
                finding.column(),
                &text[finding.bytes()],
                finding.name(),
            )
        })
        .collect();
    assert_eq!(
        places,
        [
            (1, 1, "é", "10009"),
            (3, 3, "b", "own-1"),
            (5, 3, "d", "own-1"),
            (5, 5, "e", "10009"),
        ],
        "{text:?}"
    );
    let few = migrate(2);
    assert_eq!(few.findings(), &migrated.findings()[..2]);
    assert_eq!(few.tally().total(), 4);
}
