//! Law 1: what ingest made of a source is what it makes of its own HTML.

use super::setup::{self, Setup};
use super::source::source;
use crate::attack::ATTACKS;
use crate::random::{Random, cases};

#[track_caller]
fn check(setup: &Setup, source: &str) {
    let first = setup.ingester.ingest(source).unwrap();
    let html = setup.html(first.content());
    let second = setup.ingester.ingest(&html).unwrap();
    let name = &setup.name;
    assert_eq!(
        first.content(),
        second.content(),
        "in {name}\nof   {source:?}\ngave {html:?}"
    );
    assert_eq!(
        second.findings(),
        [],
        "in {name}\nof   {source:?}\ngave {html:?}"
    );
    first
        .content()
        .check(&setup.authority)
        .unwrap_or_else(|error| {
            panic!(
                "{error}: in {name}\nof {source:?}\ngave {:?}",
                first.content()
            )
        });
    assert_eq!(
        setup.ingester.canon(first.content()),
        *first.content(),
        "canon in {name}\nof {source:?}"
    );
}

#[test]
fn holds_for_random_sources() {
    let setups = setup::setups();
    for case in 0..cases() {
        let mut random = Random::of_case(case);
        let most = random.pick(&[4, 8, 30]);
        let source = source(&mut random, most);
        for setup in &setups {
            check(setup, &source);
        }
        if case % 4 == 0 {
            check(&setup::random(&mut random), &source);
        }
    }
}

#[test]
fn holds_for_known_traps() {
    let traps = [
        "&#13;",
        "\u{FEFF}\u{FEFF}x",
        "<b>\u{FEFF}x",
        "a\0b",
        "<a><table><a>",
        "<h1><a><h6>x",
        "<p><svg><foreignobject><p>x",
        "<li><math>x",
        "<pre>\n\nx</pre>",
        "<pre>\nx",
        "<pre><b>\nx",
        "<pre><font>\nx</font></pre>",
        "<table><tr><td>a<th>b</table>",
        "<table>x<tr><td>y",
        "<div>a</div>b<div>c",
        "a<p>b</p>c",
        "<p>a</p><p></p><p>b</p>",
        "a<hr>b",
        "a <em> b</em> c ",
        "<em>a </em><p>b",
        "<p>a</p><img src=x> b",
        "<p>a</p><p><img src=x> </p>",
        "a<br> b <br>",
        "<ul><li>a<li>b</ul>c",
        "<dl><dt>a<dd>b",
        "<ruby>a<rt>b</ruby>",
        "a<div></div>b",
        "<em><div>a</div></em>b",
        "<em>a<div>b</div>c</em>",
        "x<em><p>y</p></em>z",
        "<p>a</p><em><img src=x><div>b",
        "<td>a<td>b",
        "<div><td>a",
        "<pre>a<div>b</div></pre>",
    ];
    for setup in &setup::setups() {
        for trap in traps {
            check(setup, trap);
        }
    }
}

#[test]
fn holds_beyond_the_limits() {
    for setup in &setup::setups()[..2] {
        for (_, attack) in ATTACKS {
            check(setup, &attack(700));
        }
    }
}

/// What is rendered as formatting counts as that, whatever it was in the source.
#[test]
fn holds_where_more_is_rendered_as_formatting_than_is_read() {
    for setup in &setup::setups() {
        for (name, inside) in [("blink", "x"), ("blink", "<h2>x<b><h2>y"), ("font", "<b>x")] {
            check(setup, &(format!("<{name}>").repeat(100) + inside));
        }
    }
}
