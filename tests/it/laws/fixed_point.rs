//! Law 1: ingesting a content's own HTML gives the content again.

use standoff::{AddressedText, Authority, FieldPolicy};

use super::setup::{self, Setup};
use super::source::{pasted, source};
use super::{is_told_of_in_few_characters, parting};
use crate::attack::ATTACKS;
use crate::law;
use crate::tape::{Tape, cases};

/// Checks the fixed point for any writer of HTML; the error says what differs.
pub(super) fn fixed_point(
    setup: &Setup,
    source: &str,
    html: impl Fn(&AddressedText) -> String,
) -> Result<AddressedText, String> {
    let name = &setup.name;
    let first = setup.ingester.ingest(source).unwrap().into_content();
    let html = html(&first);
    let second = setup.ingester.ingest(&html).unwrap();
    if let Some(finding) = second.findings().first() {
        return Err(format!(
            "{finding}: in {name}\nof {source:?}\ngave {html:?}"
        ));
    }
    if first != *second.content() {
        let second = second.content();
        return Err(format!(
            "{}\nin {name}\nof {source:?}\ngave {html:?}\n{first:?}\n{second:?}",
            parting(&first, second)
        ));
    }
    Ok(first)
}

/// Checks the law, and that reingesting gives the result without the HTML.
pub(super) fn holds(setup: &Setup, source: &str) -> Result<(), String> {
    let content = fixed_point(setup, source, |content| setup.html(content))?;
    let name = &setup.name;
    if let Err(error) = content.check(&setup.authority) {
        return Err(format!(
            "{error}: in {name}\nof {source:?}\ngave {content:?}"
        ));
    }
    let canon = setup.ingester.reingest(&content).into_content();
    if canon != content {
        let parting = parting(&canon, &content);
        return Err(format!("{parting}\ncanon in {name}\nof {source:?}"));
    }
    Ok(())
}

#[track_caller]
fn check(setup: &Setup, source: &str) {
    if let Err(error) = holds(setup, source) {
        panic!("{error}");
    }
}

fn article() -> Setup {
    Setup::new("article", &FieldPolicy::new(), &Authority::article())
}

/// Control: finds writers with typical faults.
#[test]
fn a_broken_writer_is_noticed() {
    let setup = article();
    type Fault = fn(&str) -> String;
    let faults: [(&str, Fault); 6] = [
        ("no escape", |html| html.replace("&lt;", "<")),
        ("a reference lost", |html| html.replace("&mdash;", "—")),
        ("pre without its line feed", |html| {
            html.replace("<pre>\n\n", "<pre>\n")
        }),
        ("a tag left open", |html| html.replacen("</b>", "", 1)),
        ("an attribute lost", |html| html.replace(" lang=\"en\"", "")),
        ("blocks joined", |html| html.replace("</p><p>", "")),
    ];
    for (name, fault) in faults {
        let found = (0..500).any(|case| {
            let source = source(&mut Tape::of_case(case), 30);
            let trap = "<pre>\n\nx</pre><p>a</p><p>b</p>&lt;b&gt;";
            [source.as_str(), trap].iter().any(|source| {
                let broken = |content: &AddressedText| fault(&setup.html(content));
                fixed_point(&setup, source, broken).is_err()
            })
        });
        assert!(found, "{name}");
    }
}

/// Control: each fault is reported by a source that shows only that.
#[test]
fn a_broken_writer_is_told_of_in_few_characters() {
    let setup = article();
    let law = |tape: &mut Tape| {
        let source = source(tape, 30);
        let broken = |content: &AddressedText| setup.html(content).replace("&mdash;", "—");
        fixed_point(&setup, &source, broken).unwrap();
    };
    let least = law::least_broken(cases(), law).unwrap();
    let source = source(&mut least.tape.clone(), 30);
    is_told_of_in_few_characters(&source, &least);
}

#[test]
fn holds_for_random_sources() {
    let setups = setup::setups();
    law::check(cases(), |tape| {
        let most = tape.pick(&[4, 8, 30]);
        let source = source(tape, most);
        for setup in &setups {
            check(setup, &source);
        }
        if tape.once_in(4) {
            check(&setup::random(tape), &source);
        }
    });
}

/// The law holds for all results of a table of artefacts.
#[test]
fn holds_for_random_pastes() {
    let setups = setup::pasting();
    law::check(cases(), |tape| {
        let most = tape.pick(&[4, 8, 30]);
        let source = pasted_or_any(tape, most);
        for setup in &setups {
            check(setup, &source);
        }
    });
}

pub(super) fn pasted_or_any(tape: &mut Tape, most: usize) -> String {
    if tape.once_in(4) {
        source(tape, most)
    } else {
        pasted(tape, most)
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
        "<a href><table><a href>",
        "<h1><a href><h6>x",
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
    for setup in setup::setups().iter().chain(&setup::pasting()) {
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

/// Formatting is what renders as formatting, whatever the source element was.
#[test]
fn holds_where_more_is_rendered_as_formatting_than_is_read() {
    for setup in &setup::setups() {
        for (name, inside) in [("blink", "x"), ("blink", "<h2>x<b><h2>y"), ("font", "<b>x")] {
            check(setup, &(format!("<{name}>").repeat(100) + inside));
        }
    }
}
