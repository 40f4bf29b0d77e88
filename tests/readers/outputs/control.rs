//! The control of the judge: made-up answers of readers, which need no program.

use serde_json::{Value, json};

use super::cases::{Case, cases};
use super::judge::difference_of;
use super::programs::Shows;

const MARKS: Shows = Shows::Text(&["bold", "link", "picture", "item"]);

fn case(profile: &'static str, source: &str) -> Case {
    cases(&[profile], [("", source)]).pop().unwrap()
}

#[track_caller]
fn check(case: &Case, shows: &Shows, answer: Value, agrees: bool) {
    let difference = difference_of(shows, case, &answer);
    assert_eq!(difference.is_none(), agrees, "{answer}: {difference:?}");
}

pub(crate) fn made_up_answers_are_judged() {
    let html = case(
        "html",
        "<p>A <b>bold</b> <a href=https://example.org/>link</a>.</p><ul><li>x</ul>",
    );
    let whole = "<p>A <b>bold</b> <a href='https://example.org'>link</a>.</p><ul><li>x</ul>";
    check(&html, &MARKS, json!({"html": whole}), true);
    for (from, to) in [
        ("bold", "bld"),
        ("bold", "bolld"),
        ("A ", "A"),
        ("</p><ul><li>", ""),
        ("<b>bold</b>", "bold"),
        ("<b>bold</b> ", "<b>bold </b>x"),
        ("A <b>", "<b>A "),
        (".org", ".net"),
        ("<a", "<span"),
        ("A ", "A <img src=x>"),
        ("<li>x", "x"),
        ("x</ul>", "</ul>"),
    ] {
        let broken = whole.replace(from, to);
        assert_ne!(broken, whole);
        check(&html, &MARKS, json!({"html": broken}), false);
    }
    check(&html, &MARKS, json!({"refused": "no"}), false);
    let marks: [&str; 0] = [];
    let pieces = |bold: &str, href: &str| {
        json!({"pieces": [
            {"text": "A ", "marks": marks},
            {"text": "bold", "marks": [bold]},
            {"text": " ", "marks": marks},
            {"text": "link", "marks": marks, "href": href},
            {"text": ".\n", "marks": marks},
            {"text": "x", "marks": ["li"]},
        ]})
    };
    check(&html, &MARKS, pieces("b", "https://example.org/"), true);
    check(&html, &MARKS, pieces("i", "https://example.org/"), false);
    check(&html, &MARKS, pieces("b", "https://example.org/x"), false);

    // A list has its marker, a link its URL, and there is room for both.
    let post = case(
        "mastodon",
        "<ul><li>a</ul>Go <a href=https://example.org/x>up</a> now",
    );
    let bare = |text: &str| json!({"pieces": [{"text": text, "marks": marks}]});
    let nothing = Shows::Text(&[]);
    check(
        &post,
        &nothing,
        bare("• a\nGo up https://example.org/x now"),
        true,
    );
    check(
        &post,
        &nothing,
        bare("• a\nGo down https://example.org/x now"),
        false,
    );
    check(
        &post,
        &nothing,
        bare("• a\nGo up https://example.org/x"),
        false,
    );
    check(&post, &nothing, bare("a b Go up now"), false);
    let links = |links: &[&str]| json!({"links": links});
    check(
        &post,
        &Shows::Links,
        links(&["https://example.org/x"]),
        true,
    );
    check(
        &post,
        &Shows::Links,
        links(&["https://example.org/xnow"]),
        false,
    );
    check(
        &post,
        &Shows::Links,
        links(&["https://example.org/"]),
        false,
    );
    check(&post, &Shows::Links, links(&[]), false);
    let both = ["https://example.org/x", "https://example.org/y"];
    check(&post, &Shows::Links, links(&both), false);

    // What a text spells may be a link, and nothing else.
    let spelled = case("html", "Go to https://example.org/x now");
    let by_itself = "Go to <a href=https://example.org/x>https://example.org/x</a> now";
    check(&spelled, &MARKS, json!({"html": by_itself}), true);
    let further = "Go to <a href=https://example.org/xnow>https://example.org/x</a> now";
    check(&spelled, &MARKS, json!({"html": further}), false);
}
