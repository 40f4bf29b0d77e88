//! Law 5: the text is `innerText` of what is admitted, with everything rendered.
//!
//! The oracle is the [algorithm of the standard][inner] with [CSS white space][css]
//! on a stock parser's tree, and the separators of our own table: between two
//! characters stands what the borders between them ask for, the greatest only.
//!
//! [inner]: https://html.spec.whatwg.org/multipage/dom.html#rendered-text-collection-steps
//! [css]: https://www.w3.org/TR/css-text-3/#white-space-processing

use std::borrow::Cow;

use standoff::_test::nesting;
use standoff::authority::DisplayKind;
use standoff::profile::Syntax;
use standoff::{Authority, Profile, Renderer};

use super::model::Names;
use super::setup::{self, Setup};
use super::source::source;
use super::stock::{self, Event};
use crate::law;
use crate::tape::{Tape, cases};

/// What borders ask for.
type Separators = [&'static str; 4];

const SEPARATORS: Separators = ["", "\t", "\n", "\n\n"];

enum Item {
    Char(char),
    /// Of a `pre`, where white space is content.
    Verbatim(char),
    Break,
    /// Something to see that is not text.
    Atom,
    /// The edge of a block, and which of the separators it asks for.
    Border(usize),
}

fn items(events: &[Event], names: &Names, authority: &Authority) -> Vec<Item> {
    let mut items = Vec::new();
    let mut open = Vec::new();
    let mut pres = 0;
    for event in events {
        match event {
            Event::Open(element) => {
                let tag = &authority.tags()[names.get(&element.name).unwrap()];
                let item = match tag.display() {
                    DisplayKind::Break => Some(Item::Break),
                    DisplayKind::Atomic => Some(Item::Atom),
                    display => asks(display).map(Item::Border),
                };
                items.extend(item);
                pres += usize::from(element.name == "pre");
                open.push((tag.display(), element.name == "pre"));
            }
            Event::Text(text) if pres > 0 => items.extend(text.chars().map(Item::Verbatim)),
            Event::Text(text) => items.extend(text.chars().map(Item::Char)),
            Event::Close => {
                let (display, is_pre) = open.pop().unwrap();
                pres -= usize::from(is_pre);
                items.extend(asks(display).map(Item::Border));
            }
            Event::Other => {}
        }
    }
    items
}

fn asks(display: DisplayKind) -> Option<usize> {
    match display {
        DisplayKind::Cell => Some(1),
        DisplayKind::Block => Some(2),
        DisplayKind::Paragraph => Some(3),
        _ => None,
    }
}

/// The text of a tree all of whose elements are of the authority.
fn inner_text(
    events: &[Event],
    names: &Names,
    authority: &Authority,
    separators: Separators,
) -> String {
    let mut out = String::new();
    let mut asked = 0;
    for block in items(events, names, authority).split_inclusive(|i| matches!(i, Item::Border(_))) {
        let line = line(block);
        if !line.is_empty() {
            if !out.is_empty() {
                out.push_str(separators[asked]);
            }
            out.push_str(&line);
            asked = 0;
        }
        if let Some(Item::Border(asks)) = block.last() {
            asked = asked.max(*asks);
        }
    }
    out
}

/// What stands between two borders, as CSS would set it.
fn line(items: &[Item]) -> String {
    let mut out = String::new();
    let (mut is_begin, mut has_space) = (true, false);
    for item in items {
        match item {
            Item::Char(c) if c.is_ascii_whitespace() => has_space = !is_begin,
            Item::Break => {
                out.push('\n');
                (is_begin, has_space) = (true, false);
            }
            Item::Char(_) | Item::Verbatim(_) | Item::Atom => {
                if has_space {
                    out.push(' ');
                }
                if let Item::Char(c) | Item::Verbatim(c) = item {
                    out.push(*c);
                }
                (is_begin, has_space) = (false, false);
            }
            Item::Border(_) => {}
        }
    }
    out
}

#[track_caller]
fn check(setup: &Setup, names: &Names, source: &str, differs: &mut usize) {
    let ingested = setup.ingester.ingest(source).unwrap();
    let content = ingested.content();
    let html = setup.html(content);
    let name = &setup.name;
    let events = stock::PLAIN.read(&html);
    let expected = inner_text(&events, names, &setup.authority, SEPARATORS);
    let text = content.text();
    assert_eq!(text, expected, "in {name}\nof {source:?}\nas {html:?}");
    for line in [["", "\t", "\n", "\n"], ["", " ", "\n", "\n\n"], [""; 4]] {
        let wrong = inner_text(&events, names, &setup.authority, line);
        *differs += usize::from(text != wrong);
    }

    let plain = Renderer::new(&Profile::new(Syntax::Plain), &setup.authority).unwrap();
    let plain = plain.render(content).into_output();
    assert!(matches!(plain, Cow::Borrowed(_)), "{source:?}");
    assert_eq!(plain, text, "{source:?}");
}

#[test]
fn holds_for_random_sources() {
    let setups: Vec<(Setup, Names)> = setup::setups()
        .into_iter()
        .map(|setup| {
            let names = Names::new(&setup.authority);
            (setup, names)
        })
        .collect();
    let mut differs = 0;
    law::check(cases(), |tape| {
        let most = tape.pick(&[4, 8, 30]);
        let source = source(tape, most);
        for (setup, names) in &setups {
            check(setup, names, &source, &mut differs);
        }
        if tape.once_in(4) {
            let setup = setup::random(tape);
            let names = Names::new(&setup.authority);
            check(&setup, &names, &source, &mut differs);
        }
    });
    assert!(
        differs > cases() / 10,
        "other separators are noticed: {differs}"
    );
}

const TEXTS: &[&str] = &[
    "x",
    "word ",
    " word",
    " ",
    "\n",
    "  \n\t",
    "two  words",
    "é",
    "&amp;",
    "&nbsp;",
    "&#32;",
    "&#10;",
    "&#13;",
    "\r\n",
    "&#12;",
    "&mdash;",
    "<br>",
    " <br> ",
    "<img src=/x> ",
    "<!-- -->",
];

/// A source all of whose elements are admitted where they are, and whose white
/// space is anywhere.
fn admitted_source(tape: &mut Tape, authority: &Authority, most: usize) -> String {
    let names: Vec<&str> = authority.tags().iter().map(|tag| tag.name()).collect();
    let voids = ["br", "col", "hr", "img"];
    let mut source = String::new();
    let mut open: Vec<&str> = Vec::new();
    let mut left = 0..=most - 1;
    while tape.again(&mut left) {
        match tape.below(8) {
            0..=2 => source.push_str(if nesting::admits(&open, None) {
                tape.pick(TEXTS)
            } else {
                tape.pick(&[" ", "\n"])
            }),
            3 => {
                if let Some(name) = open.pop() {
                    source.push_str(&format!("</{name}>"));
                }
            }
            _ => {
                // Few of all names fit into a table.
                let tried = tape.many(20..=20, |tape| tape.pick(&names));
                let mut fitting = tried.iter().rev();
                let fitting = fitting.find(|name| nesting::admits(&open, Some(name)));
                if let Some(&name) = fitting {
                    source.push_str(&format!("<{name}"));
                    let tag = authority.tags().iter().find(|tag| tag.name() == name);
                    for attribute in tag.unwrap().attributes() {
                        if attribute.is_required() {
                            source.push_str(&format!(" {}=/x", attribute.name()));
                        }
                    }
                    source.push('>');
                    if !voids.contains(&name) {
                        open.push(name);
                    }
                }
            }
        }
    }
    while let Some(name) = open.pop() {
        source.push_str(&format!("</{name}>"));
    }
    tape.show("source", || format!("{source:?}"));
    source
}

/// Nothing of ours is asked about these trees but how their elements are
/// displayed.
#[test]
fn holds_for_the_sources_themselves() {
    let setups = setup::setups();
    let setup = setups.iter().find(|setup| setup.name == "article").unwrap();
    let names = Names::new(&setup.authority);
    law::check(cases(), |tape| {
        let most = tape.pick(&[6, 20, 60]);
        let source = admitted_source(tape, &setup.authority, most);
        let events = stock::PLAIN.read(&source);
        let expected = inner_text(&events, &names, &setup.authority, SEPARATORS);
        // What references can stand for and no text holds.
        let expected = expected.replace('\r', "\n").replace('\x0C', " ");
        let ingested = setup.ingester.ingest(&source).unwrap();
        assert_eq!(ingested.content().text(), expected, "of {source:?}");
        check(setup, &names, &source, &mut 0);
    });
}
