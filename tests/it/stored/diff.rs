//! Differences between authorities.

use standoff::Authority;
use standoff::authority::{
    AttributeEntry, AuthorityBuilder, Capture, ChangeKind, CharacterEntry, DisplayKind, Growth,
    MarkupId, Status, TagEntry, UrlRule, ValueRule, Was,
};

use super::versioned;
use crate::law;
use crate::laws::hand_made;
use crate::tape::cases;

fn changes(then: &Authority, now: &Authority) -> Vec<String> {
    then.diff(now).iter().map(ToString::to_string).collect()
}

#[track_caller]
fn check(then: AuthorityBuilder, now: AuthorityBuilder, there: &[&str], back: &[&str]) {
    let (then, now) = (then.build().unwrap(), now.build().unwrap());
    assert_eq!(changes(&then, &now), there);
    assert_eq!(changes(&now, &then), back);
    assert_eq!(then.diff(&then), []);
}

fn station() -> TagEntry {
    TagEntry::new(MarkupId::new(10_000), "station")
}

fn with(tag: TagEntry) -> AuthorityBuilder {
    Authority::builder().tag(tag)
}

#[test]
fn every_column_of_a_tag_is_compared() {
    let id = |rule| AttributeEntry::new(1, "id", rule);
    check(
        Authority::builder(),
        with(station()),
        &["10000: tag `station` added"],
        &["10000: tag `station` removed"],
    );
    check(
        with(station()),
        with(TagEntry::new(MarkupId::new(10_000), "member").with_rendered_name("station")),
        &["10000: name: `station` → `member`"],
        &["10000: name: `member` → `station`"],
    );
    check(
        with(station()),
        with(station().with_rendered_name("b")),
        &["10000: rendered name: `station` → `b`"],
        &["10000: rendered name: `b` → `station`"],
    );
    check(
        with(station()),
        with(station().with_alias("font")),
        &["10000: alias `font` added"],
        &["10000: alias `font` removed"],
    );
    check(
        with(station()),
        with(
            station()
                .with_display(DisplayKind::Block)
                .with_growth(Growth::None),
        ),
        &[
            "10000: display: `inline` → `block`",
            "10000: growth: `end` → `none`",
        ],
        &[
            "10000: display: `block` → `inline`",
            "10000: growth: `none` → `end`",
        ],
    );
    check(
        with(station()),
        with(
            station()
                .with_rank(3)
                .with_status(Status::Retired)
                .with_set_attribute("rel", "x"),
        ),
        &[
            "10000: rank: `0` → `3`",
            "10000: status: `active` → `retired`",
            "10000: attributes set on output changed",
        ],
        &[
            "10000: rank: `3` → `0`",
            "10000: status: `retired` → `active`",
            "10000: attributes set on output changed",
        ],
    );
    check(
        with(station()),
        with(station().with_attribute(id(ValueRule::Text))),
        &["10000: attribute `id` added"],
        &["10000: attribute `id` removed"],
    );
    check(
        with(station().with_attribute(id(ValueRule::Text))),
        with(station().with_attribute(AttributeEntry::new(
            1,
            "key",
            ValueRule::Url(UrlRule::web()),
        ))),
        &[
            "10000: name of attribute 1: `id` → `key`",
            "10000: rule of attribute `key` changed",
        ],
        &[
            "10000: name of attribute 1: `key` → `id`",
            "10000: rule of attribute `id` changed",
        ],
    );
}

#[test]
fn every_column_of_a_character_is_compared() {
    let id = MarkupId::new(10_000);
    let dash = || CharacterEntry::new(id, '—', "&mdash;");
    let with = |entry| Authority::builder().character(entry);
    check(
        with(dash()),
        with(dash().with_capture(Capture::Always)),
        &["10000: capture: `reference` → `always`"],
        &["10000: capture: `always` → `reference`"],
    );
    check(
        with(dash()),
        with(CharacterEntry::new(id, '–', "&ndash;")),
        &[
            "10000: character: `—` → `–`",
            "10000: reference: `&mdash;` → `&ndash;`",
        ],
        &[
            "10000: character: `–` → `—`",
            "10000: reference: `&ndash;` → `&mdash;`",
        ],
    );
    // An id that changes its kind is another entry.
    check(
        with(dash()),
        Authority::builder().tag(station()),
        &[
            "10000: character `mdash` removed",
            "10000: tag `station` added",
        ],
        &[
            "10000: tag `station` removed",
            "10000: character `mdash` added",
        ],
    );
}

#[test]
fn changes_are_typed() {
    let then = with(station()).build().unwrap();
    let now = with(station().with_status(Status::Deprecated))
        .build()
        .unwrap();
    let changes = then.diff(&now);
    assert_eq!(changes[0].id(), MarkupId::new(10_000));
    let status = Was {
        then: Status::Active,
        now: Status::Deprecated,
    };
    assert_eq!(changes[0].kind(), &ChangeKind::Status(status));
    let article = Authority::standard().diff(&Authority::article());
    // One per tag, the `target` of links, and `menu`, which is not an alias of a list.
    assert_eq!(article.len(), 51);
}

/// Rebuilds a table with its entries and aliases sorted.
fn sorted(authority: &Authority) -> String {
    let mut tags: Vec<String> = authority
        .tags()
        .iter()
        .map(|tag| {
            let mut aliases: Vec<&str> = tag.aliases().collect();
            aliases.sort_unstable();
            let mut attributes = tag.attributes().to_vec();
            attributes.sort_by_key(AttributeEntry::id);
            let sets: Vec<_> = tag.set_attributes().collect();
            let names = (tag.id(), tag.name(), tag.rendered_name(), aliases);
            let rest = (tag.display(), tag.growth(), tag.rank());
            format!(
                "{names:?} {rest:?} {:?} {attributes:?} {sets:?}",
                tag.status()
            )
        })
        .collect();
    tags.extend(
        authority
            .characters()
            .iter()
            .map(|entry| format!("{entry:?}")),
    );
    tags.sort_unstable();
    tags.join("\n")
}

#[test]
fn there_are_changes_where_tables_differ_and_only_there() {
    let mut differ = 0;
    law::check(cases() / 10, |tape| {
        let then = hand_made::authority(tape);
        let now = hand_made::later(tape, &then);
        let same = sorted(&then) == sorted(&now);
        assert_eq!(then.diff(&now).is_empty(), same);
        differ += usize::from(!same);
        assert_eq!(then.diff(&versioned(&then, "newsroom", 3)), []);
        // There are as many differences in the other direction, entry by entry.
        let ids = |changes: Vec<standoff::authority::Change>| {
            changes
                .iter()
                .map(standoff::authority::Change::id)
                .collect::<Vec<_>>()
        };
        assert_eq!(ids(then.diff(&now)), ids(now.diff(&then)));
    });
    assert!(differ > 10);
}
