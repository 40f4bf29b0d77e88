//! Law 7: time is linear, and the limits that ensure this in repair.

use std::thread;

use standoff::_test::parser::{self, Node, cost, cost_without_limits};

use crate::attack::{ATTACKS, Attack};
use crate::law;
use crate::tape::{Tape, cases};
use crate::tree::NAMES;

/// The maximum number of operations per byte or tag. A tag may examine some 320 open
/// elements and 64 formatting elements several times each, and takes a few bytes. The
/// attacks need up to 70.
const OPERATIONS: u64 = 100;

/// Far above all limits.
const SIZE: usize = 4_000;

/// The maximum growth of operations when a source doubles, in percent.
const GROWTH: u64 = 220;

fn growth(attack: Attack, size: usize, operations: fn(&str) -> u64) -> u64 {
    let [one, two] = [size, 2 * size].map(|size| operations(&attack(size)));
    two * 100 / one
}

#[test]
fn every_attack_is_linear() {
    for &(name, attack) in ATTACKS {
        for size in [SIZE, 2 * SIZE] {
            let source = attack(size);
            let tags = source.matches('<').count();
            let size = u64::try_from(source.len() + tags).unwrap();
            let each = cost(&source).operations / size;
            assert!(each <= OPERATIONS, "{name}: {each} for each byte or tag");
        }
        let growth = growth(attack, SIZE, |source| cost(source).operations);
        assert!(growth <= GROWTH, "{name}: {growth} %");
    }
}

/// Floods of few tags, to find unexpected combinations.
#[test]
fn random_floods_are_linear() {
    law::check(cases() / 10, |tape| {
        let names = tape.many(1..=6, |tape| tape.pick(NAMES));
        let (source, _) = deep(tape, &names);
        let cost = cost(&source);
        let tags = source.matches('<').count();
        let size = u64::try_from(source.len() + tags).unwrap();
        // Reaching the limits has a constant cost.
        let allowed = OPERATIONS * size + 100_000;
        assert!(
            cost.operations <= allowed,
            "{} for {size}: {source}",
            cost.operations
        );
    });
}

#[test]
fn created_elements_and_events_are_bounded() {
    for &(name, attack) in ATTACKS {
        let source = attack(SIZE);
        let tags = u64::try_from(source.matches('<').count()).unwrap();
        let cost = cost(&source);
        // Closing all formatting may split each element at each block once.
        assert!(
            cost.created <= 4 * tags + 10_000,
            "{name}: {}",
            cost.created
        );
        let events = u64::try_from(cost.events).unwrap();
        let bytes = u64::try_from(source.len()).unwrap();
        assert!(events <= 2 * cost.created + 2 * bytes, "{name}: {events}");
    }
}

#[test]
fn without_limits_repair_is_not_linear() {
    let names = [
        "font_paragraph",
        "bold_paragraph",
        "adoption",
        "nested_unknown",
    ];
    let found: Vec<_> = ATTACKS
        .iter()
        .filter(|(name, _)| names.contains(name))
        .map(|&(_, attack)| growth(attack, 200, |source| cost_without_limits(source).operations))
        .collect();
    let over = found.iter().filter(|&&growth| growth > GROWTH).count();
    assert!(over >= 3, "{found:?}");
}

#[test]
fn a_million_levels_need_no_stack() {
    for source in [
        "<div>".repeat(1_000_000),
        "<b>".repeat(1_000_000),
        "<b><p>".repeat(500_000),
        "<svg>".repeat(1_000_000),
        "<template>".repeat(1_000_000),
    ] {
        let small = thread::Builder::new().stack_size(256 * 1024);
        let thread = small.spawn(move || cost(&source).events).unwrap();
        assert!(thread.join().unwrap() > 0);
    }
}

/// Returns the hits of limits, as `limit start..end ×count`.
fn hits(source: &str) -> Vec<String> {
    let hits = parser::repair(source).hits;
    let hits = hits.iter();
    hits.map(|hit| format!("{} {}..{} ×{}", hit.limit, hit.start, hit.end, hit.count))
        .collect()
}

fn numbered(tag: &str, count: usize) -> String {
    (0..count).map(|i| format!("<{tag} {i}>")).collect()
}

#[test]
fn limits_are_exact() {
    let divs = "<div>".repeat(256);
    let inside = "<br><img><title>x</title><b>y</b><td>z</p>";
    assert_eq!(hits(&divs), [""; 0]);
    assert_eq!(hits(&format!("{divs}{inside}")), [""; 0]);
    assert_eq!(
        hits(&format!("{divs}<p><p>")),
        ["open elements 1280..1283 ×2"]
    );
    assert_eq!(hits(&format!("{divs}</div><span>x")), [""; 0]);
    // A form pointer to a closed form is not an open element.
    assert_eq!(hits(&format!("<table><form></table>{divs}")), [""; 0]);
    let table = format!("{}<table><td>x", "<div>".repeat(255));
    assert_eq!(hits(&table), [""; 0]);

    assert_eq!(hits(&numbered("i", 64)), [""; 0]);
    let one_more = numbered("i", 64) + "<i>";
    assert_eq!(hits(&one_more), ["formatting elements 374..377 ×1"]);
    // Formatting that waits to be reopened counts, closed formatting does not.
    let waiting = format!("<p>{}</p><b>", numbered("i", 64));
    assert_eq!(hits(&waiting), ["formatting elements 381..384 ×1"]);
    assert_eq!(hits(&"<b>x</b>".repeat(1000)), [""; 0]);

    let attributes = |count| (0..count).map(|i| format!(" a{i}")).collect::<String>();
    assert_eq!(hits(&format!("<p{}>", attributes(256))), [""; 0]);
    let over = format!("x<p{}>", attributes(258));
    assert_eq!(hits(&over), [format!("attributes 1..{} ×2", over.len())]);

    assert_eq!(hits(&"<table><object></table>".repeat(64)), [""; 0]);
    let stale = "<table><object></table>".repeat(65);
    assert_eq!(hits(&stale), ["stale markers 1479..1487 ×1"]);
    // Properly closed elements leave nothing behind.
    let proper = "<table><td><object>x</object></td></table><template><td></td></template>";
    assert_eq!(hits(&proper.repeat(500)), [""; 0]);

    let reopening = format!("<p>{}", numbered("i", 60)) + &"<p>x".repeat(200);
    assert_eq!(hits(&reopening).len(), 1);
    assert!(hits(&reopening)[0].starts_with("created elements"));
}

#[test]
fn a_swallowed_tag_leaves_its_place_and_its_end_tag_is_none() {
    let divs = "<div>".repeat(256);
    let source = format!("{divs}a<ul><li>b<li>c</ul>d</div>e<p>f");
    let nodes = parser::repair(&source).nodes;
    let seen: Vec<_> = nodes[256..]
        .iter()
        .map(|node| match node {
            Node::Text(text) => text.clone(),
            Node::Swallowed { start, end, .. } => source[*start..*end].to_owned(),
            Node::Open { name, .. } => format!("open {name}"),
            Node::Close { name, .. } => format!("close {name}"),
            other => format!("{other:?}"),
        })
        .take(15)
        .collect();
    let expected = [
        "a",
        "<ul>",
        "<li>",
        "b",
        "<li>",
        "c",
        "</ul>",
        "d",
        "close div",
        "e",
        "open p",
        "f",
        "close p",
        "close div",
        "close div",
    ];
    assert_eq!(seen, expected);
}

fn text(nodes: &[Node]) -> String {
    let pieces = nodes.iter().filter_map(|node| match node {
        Node::Text(text) | Node::Reference { text, .. } => Some(text.as_str()),
        _ => None,
    });
    pieces.collect()
}

/// Tags whose text stays in the order of the source.
const ORDERLY: &[&str] = &[
    "a",
    "b",
    "i",
    "font",
    "nobr",
    "u",
    "code",
    "h1",
    "h2",
    "p",
    "li",
    "ul",
    "dl",
    "dd",
    "dt",
    "div",
    "blockquote",
    "pre",
    "button",
    "option",
    "ruby",
    "rt",
    "rp",
    "form",
    "marquee",
    "object",
    "span",
    "station",
    "x-long-name",
    "svg",
    "math",
    "foreignObject",
    "desc",
    "mi",
    "annotation-xml",
    "g",
    "br",
    "img",
    "hr",
    "body",
    "td",
    "tr",
    "caption",
];

/// A table moves text in it before itself.
const TABLES: &[&str] = &[
    "table", "tr", "td", "th", "tbody", "caption", "colgroup", "col",
];

/// Mostly far beyond the limits; each text is another number.
fn deep(tape: &mut Tape, names: &[&str]) -> (String, Vec<usize>) {
    let mut source = String::new();
    let mut numbers = Vec::new();
    let mut left = 0..=3000;
    while tape.again(&mut left) {
        let number = numbers.len();
        let name = tape.pick(names);
        let end = if tape.once_in(4) { "/" } else { "" };
        source.push_str(&format!("<{end}{name} {}>", tape.below(100)));
        if tape.once_in(3) {
            source.push_str(&format!(" {number} "));
            numbers.push(number);
        }
    }
    tape.show("source", || format!("{source:?}"));
    (source, numbers)
}

fn numbers(text: &str) -> Vec<usize> {
    text.split_whitespace()
        .map(|number| number.parse().unwrap())
        .collect()
}

#[test]
fn no_text_is_lost_beyond_the_limits() {
    let mut beyond = 0;
    law::check(cases() / 20, |tape| {
        let (source, expected) = deep(tape, ORDERLY);
        let repaired = parser::repair(&source);
        beyond += usize::from(!repaired.hits.is_empty());
        assert_eq!(numbers(&text(&repaired.nodes)), expected, "{source}");

        let all = [ORDERLY, TABLES].concat();
        let (source, expected) = deep(tape, &all);
        let repaired = parser::repair(&source);
        beyond += usize::from(!repaired.hits.is_empty());
        let mut found = numbers(&text(&repaired.nodes));
        found.sort_unstable();
        assert_eq!(found, expected, "{source}");
    });
    assert!(beyond > cases() / 20, "{beyond}");
}
