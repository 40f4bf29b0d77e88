//! Law 7 after repair: the layout is linear as well. Repair has its own test.

use standoff::_test::ingest::steps;

use super::setup::{self, Setup};
use crate::attack::{ATTACKS, Attack};

/// The maximum number of steps per byte of source: one for each piece of content and each
/// tag, and a few moves for each span, however many there are.
const STEPS: u64 = 12;

const SIZE: usize = 1_000;

/// Sources beyond the attacks on parsers: many spans that wait for one space or border.
const WAITING: &[(&str, Attack)] = &[
    ("spaces taken back", |n| "<p>a <em></em></p>".repeat(n)),
    ("spans behind a space", |n| {
        format!("a {}<p>b", "<em></em>".repeat(n))
    }),
    ("spans behind spaces", |n| {
        format!("a{}<p>b", " <em></em>".repeat(n))
    }),
    ("spans behind a border", |n| {
        format!("a<center></center>{}b", "<em></em>".repeat(n))
    }),
    ("borders and spans", |n| {
        format!("a{}b", "<center></center><em></em>".repeat(n))
    }),
    ("borders settled", |n| {
        "<center>a</center><em></em>".repeat(n)
    }),
    ("images and borders", |n| {
        "<p>a</p><em><img src=x> <center>b".repeat(n)
    }),
    ("separators and open spans", |n| {
        format!("<p>a</p>{}b", "<em>".repeat(60)).repeat(n / 60)
    }),
    ("deep and wide", |n| {
        format!(
            "{}{}",
            "<span>".repeat(200),
            "a <center></center>".repeat(n)
        )
    }),
];

/// Sources that make a table of artefacts wait.
const ARTEFACTS: &[(&str, Attack)] = &[
    ("items of a paragraph", |n| {
        "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.</span>x</p>".repeat(n)
    }),
    ("items in items", |n| {
        let item = |at| format!("<p style='mso-list:l0 level{at} lfo1'>x</p>");
        (1..=n).map(item).collect()
    }),
    ("items that wait for a marker", |n| {
        format!(
            "<p style='mso-list:l0 level1'>{}",
            "<span style=x>".repeat(n)
        )
    }),
    ("formatting before a marker", |n| {
        format!("<p style='mso-list:l0 level1'>{}x", "<b></b>".repeat(n))
    }),
    ("items of both kinds", |n| {
        let two = "<li data-list=bullet>a<li data-list=ordered class=ql-indent-3>b";
        format!("<ol>{}", two.repeat(n))
    }),
    ("cursors", |n| {
        "\u{FEFF}".repeat(n) + "<b>" + &"&#8203; ".repeat(n) + "x"
    }),
    ("cursors and tags", |n| {
        "<p>\u{FEFF}<b>\u{200B}</b>".repeat(n)
    }),
    ("lines of code", |n| {
        let line = "<div class=ql-code-block><br></div>";
        format!("<div class=ql-code-block-container>{}", line.repeat(n))
    }),
    ("boxes", |n| {
        "<ul><li><label><input type=checkbox>".repeat(n)
    }),
    ("boxes in one item", |n| {
        format!("<ul><li>{}", "<input type=checkbox checked>".repeat(n))
    }),
    ("declarations", |n| {
        format!("<p><span style='{}'>x", "a:b;".repeat(n))
    }),
    ("brackets and comments", |n| {
        format!("<p><span style='{}'>x", "a:(/*\"".repeat(n))
    }),
    ("styles", |n| {
        "<span style='font-weight:bold;font-style:italic'>".repeat(n)
    }),
    ("pictures", |n| {
        "<img data-src=/a><noscript><img src=/a></noscript>".repeat(n)
    }),
];

#[test]
fn artefacts_are_linear() {
    for setup in setup::pasting() {
        for (name, attack) in ATTACKS.iter().chain(WAITING).chain(ARTEFACTS) {
            let (each, growth) = worst(&setup, *attack);
            assert!(
                each <= STEPS,
                "{name} in {}: {each} for each byte",
                setup.name
            );
            assert!(growth <= 230, "{name} in {}: {growth} %", setup.name);
        }
    }
}

fn worst(setup: &Setup, attack: Attack) -> (u64, u64) {
    let [one, two] = [SIZE, 2 * SIZE].map(|size| {
        let source = attack(size);
        (
            steps(&setup.ingester, &source).unwrap(),
            u64::try_from(source.len()).unwrap(),
        )
    });
    let each = (one.0 / one.1.max(1)).max(two.0 / two.1.max(1));
    (each, two.0 * 100 / one.0.max(1))
}

#[test]
fn placing_is_linear() {
    for setup in setup::setups() {
        for (name, attack) in ATTACKS.iter().chain(WAITING) {
            let (each, growth) = worst(&setup, *attack);
            assert!(
                each <= STEPS,
                "{name} in {}: {each} for each byte",
                setup.name
            );
            assert!(growth <= 230, "{name} in {}: {growth} %", setup.name);
        }
    }
}

/// Control: moves of waiting spans are counted.
#[test]
fn moved_spans_are_counted() {
    let setup = &setup::setups()[0];
    let settled = steps(&setup.ingester, &format!("a{}b", "<em></em>".repeat(500))).unwrap();
    let moved = steps(
        &setup.ingester,
        &format!("a<div></div>{}b", "<em></em>".repeat(500)),
    )
    .unwrap();
    assert!(moved >= settled + 500, "{moved} {settled}");
}
