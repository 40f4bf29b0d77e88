//! Law 3 with a table of artefacts: a field makes of a source what it makes, without the
//! table, of the HTML standard's tree for the source, as changed by the table.
//!
//! The model of the table follows its documentation, in the plainest way, over the tree
//! of a stock parser. The result is written as HTML again, provided that it is read as
//! the same tree.

use std::collections::BTreeSet;
use std::ops::Range;

use standoff::policy::Artefacts;
use standoff::{Authority, FieldPolicy, Ingester};

use super::setup::{self, Setup};
use super::source::{pasted, styled};
use super::stock::{self, Element, Event};
use super::{model, parting};
use crate::law;
use crate::tape::{Tape, cases};

/// Faults of the model that the comparison must notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Broken {
    No,
    /// Tags for bold stay although their style cancels them.
    BoldStays,
    /// Styles do not become tags.
    StylesSayNothing,
    /// Of several meanings of a style only one becomes a tag.
    OneTag,
    /// Hidden elements stay.
    HiddenStays,
    /// Underlined links get a `u`.
    LinksUnderlined,
    /// A `;` in quotes ends a declaration.
    QuotesIgnored,
    /// Markup that the field stores is changed nevertheless.
    StoredChanged,
}

/// Returns the values of a property in a style; the last declaration wins.
fn declared(style: &str, property: &str, broken: Broken) -> Vec<String> {
    let (mut quote, mut parts) = (None, vec![String::new()]);
    for c in style.chars() {
        match (quote, c) {
            (None, ';') => parts.push(String::new()),
            (Some(open), c) if open == c => quote = None,
            (None, '\'' | '"') if broken == Broken::QuotesIgnored => {}
            (None, '\'' | '"') => quote = Some(c),
            _ => parts.last_mut().unwrap().push(c),
        }
    }
    let mut value = "";
    for part in &parts {
        if let Some((name, words)) = part.split_once(':') {
            if name.trim().eq_ignore_ascii_case(property) {
                value = words;
            }
        }
    }
    value.split_whitespace().map(str::to_lowercase).collect()
}

fn value<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    let mut attributes = element.attributes.iter();
    attributes
        .find(|one| one.0 == name)
        .map(|(_, value)| value.as_str())
}

/// The fate of an element.
enum Fate {
    Stays(Vec<&'static str>),
    Becomes(Vec<&'static str>),
    Goes,
    Text(String),
}

fn fate(element: &Element, in_link: bool, broken: Broken) -> Fate {
    let name = element.name.as_str();
    let style = value(element, "style").unwrap_or_default();
    let says = |property: &str, word: &str| {
        declared(style, property, broken)
            .iter()
            .any(|said| said == word)
    };
    let class = value(element, "class").unwrap_or_default();
    let has_class = |word: &str| class.split_whitespace().any(|class| class == word);
    let bogus = value(element, "data-mce-bogus");
    if element.foreign {
        return Fate::Stays(Vec::new());
    }
    let is_gone = bogus == Some("all")
        || (bogus.is_some() && name == "br")
        || value(element, "data-trix-cursor-target").is_some()
        || (name == "span" && has_class("ql-ui"))
        || (name == "br" && has_class("Apple-interchange-newline"))
        || matches!(name, "xml" | "style");
    if is_gone || (says("display", "none") && broken != Broken::HiddenStays) {
        return Fate::Goes;
    }
    // Tables depend on their parts, and foreign content is left alone.
    let fixed = [
        "table", "caption", "colgroup", "col", "thead", "tbody", "tr", "td", "th", "template",
    ];
    if fixed.contains(&name) {
        return Fate::Stays(Vec::new());
    }
    if let ("img", true, Some(alt)) = (name, has_class("wp-smiley"), value(element, "alt")) {
        return Fate::Text(alt.to_owned());
    }
    let weight = declared(style, "font-weight", broken);
    let is_bold = weight.iter().any(|word| word == "bold" || word == "700");
    let is_normal = weight.iter().any(|word| word == "normal");
    let mut says_all = Vec::new();
    let said = [
        (is_bold, "strong"),
        (says("font-style", "italic"), "em"),
        (says("text-decoration", "line-through"), "s"),
        (says("text-decoration", "underline"), "u"),
        (says("vertical-align", "super"), "sup"),
    ];
    let is_span = matches!(name, "span" | "font");
    for (is_said, tag) in said {
        let is_added = match tag {
            "strong" => matches!(name, "i" | "em" | "a" | "u"),
            "em" => matches!(name, "b" | "strong" | "a" | "u"),
            "s" => matches!(name, "b" | "strong" | "i" | "em" | "u" | "a" | "p"),
            "u" => matches!(name, "b" | "strong" | "i" | "em"),
            _ => false,
        };
        let is_of_link = tag == "u" && in_link && broken != Broken::LinksUnderlined;
        if is_said && (is_span || is_added) && !is_of_link {
            says_all.push(tag);
        }
    }
    if broken == Broken::StylesSayNothing {
        says_all.clear();
    }
    if broken == Broken::OneTag {
        says_all.truncate(1);
    }
    let is_not_meant = (matches!(name, "b" | "strong") && is_normal && broken != Broken::BoldStays)
        || bogus.is_some();
    let is_stored = |name: &str, value: &str| match name {
        // As `/` behind it may be the value's: `<span lang=en/>`.
        "lang" => value.bytes().all(|b| b.is_ascii_alphabetic()),
        "class" => value
            .split_whitespace()
            .any(|class| class.starts_with("h-")),
        _ => broken == Broken::StoredChanged,
    };
    let mut attributes = element.attributes.iter();
    let has_more = attributes.any(|(name, value)| is_stored(name, value));
    let is_look = |class: &str| {
        ["Mso", "ql-", "Apple-"]
            .iter()
            .any(|look| class.starts_with(look))
    };
    let has_look = value(element, "style").is_some()
        || (name == "font" && value(element, "color").is_some())
        || (name == "span" && class.split_whitespace().any(is_look));
    if (is_span && (!says_all.is_empty() || (has_look && !has_more))) || is_not_meant {
        Fate::Becomes(says_all)
    } else {
        Fate::Stays(says_all)
    }
}

/// Writes the tree as HTML after the table has changed it.
fn changed(events: &[Event], broken: Broken) -> String {
    let (mut html, mut ends): (String, Vec<String>) = Default::default();
    let mut gone = 0;
    // `true` for a link, `false` for an element in which links begin anew.
    let mut links: Vec<Option<bool>> = Vec::new();
    for event in events {
        match event {
            Event::Open(_) if gone > 0 => gone += 1,
            Event::Close if gone > 0 => {
                gone -= 1;
                if gone == 0 {
                    html.push_str(&ends.pop().unwrap());
                    links.pop();
                }
            }
            Event::Text(_) | Event::Other if gone > 0 => {}
            Event::Other => {}
            Event::Text(text) => html.push_str(&escaped(text)),
            Event::Close => {
                html.push_str(&ends.pop().unwrap());
                links.pop();
            }
            Event::Open(element) => {
                let in_link = links.iter().rev().find_map(|link| *link) == Some(true);
                let fate = fate(element, in_link, broken);
                let stays = matches!(fate, Fate::Stays(_));
                links.push(match element.name.as_str() {
                    // Without its tags or an address it is not a link.
                    "a" if stays && value(element, "href").is_some() => Some(true),
                    // A `marquee`, in which they do too, is no tag of the table.
                    "td" | "th" | "caption" => Some(false),
                    _ => None,
                });
                let (mut end, mut attributes) = (String::new(), &element.attributes[..]);
                let mut open = |name: &str, attributes: &[(String, String)]| {
                    html.push_str(&format!("<{name}"));
                    for (name, value) in attributes {
                        let is_of_table = matches!(name.as_str(), "style" | "data-mce-bogus");
                        if !is_of_table {
                            html.push_str(&format!(" {name}=\"{}\"", escaped(value)));
                        }
                    }
                    html.push('>');
                    if !matches!(name, "br" | "img" | "hr" | "input") {
                        end.insert_str(0, &format!("</{name}>"));
                    }
                };
                match fate {
                    Fate::Stays(tags) => {
                        open(&element.name, attributes);
                        tags.iter().for_each(|tag| open(tag, &[]));
                    }
                    Fate::Becomes(tags) => {
                        // Stripping it keeps words apart.
                        if model::is_apart(&element.name) && element.name != "br" {
                            open("center", &[]);
                        }
                        for tag in tags {
                            open(tag, attributes);
                            attributes = &[];
                        }
                    }
                    Fate::Goes => {
                        gone = 1;
                        // Words around a block stay apart.
                        let is_apart = model::is_apart(&element.name) && element.name != "br";
                        if is_apart {
                            html.push_str("<center></center>");
                        }
                    }
                    Fate::Text(text) => {
                        html.push_str(&escaped(&text));
                        gone = 1;
                    }
                }
                ends.push(end);
            }
        }
    }
    html
}

fn escaped(text: &str) -> String {
    let text = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;");
    text.replace('\r', "&#13;")
}

/// Returns a tree without comments, with adjacent text joined.
fn tree(html: &str) -> Vec<Event> {
    let events = stock::PLAIN.read(html);
    let mut joined: Vec<Event> = Vec::new();
    for event in events.into_iter().filter(|event| *event != Event::Other) {
        match (joined.last_mut(), event) {
            (Some(Event::Text(before)), Event::Text(text)) => before.push_str(&text),
            (_, event) => joined.push(event),
        }
    }
    joined
}

/// How the model treats a source.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// The changed tree is not read as the same tree, so it is not compared.
    Not,
    AsItIs,
    Changed,
}

fn agrees(setups: &[Setup; 2], source: &str, broken: Broken) -> Result<Told, String> {
    let events = tree(source);
    let html = changed(&events, broken);
    // The written HTML must be read as the tree that was written.
    if written(&tree(&html)) != html {
        return Ok(Told::Not);
    }
    let [with, without] = setups;
    let ours = with.ingester.ingest(source).unwrap().into_content();
    let expected = without.ingester.ingest(&html).unwrap().into_content();
    if ours != expected {
        let parting = parting(&expected, &ours);
        return Err(format!("{parting}\nof {source:?}\nas {html:?}"));
    }
    let is_same = html == written(&events);
    Ok(if is_same { Told::AsItIs } else { Told::Changed })
}

/// Writes a tree as HTML.
fn written(events: &[Event]) -> String {
    let (mut html, mut ends): (String, Vec<String>) = Default::default();
    for event in events {
        match event {
            Event::Open(element) => {
                html.push_str(&format!("<{}", element.name));
                for (name, value) in &element.attributes {
                    html.push_str(&format!(" {name}=\"{}\"", escaped(value)));
                }
                html.push('>');
                let is_void = matches!(element.name.as_str(), "br" | "img" | "hr" | "input");
                ends.push(if is_void {
                    String::new()
                } else {
                    format!("</{}>", element.name)
                });
            }
            Event::Text(text) => html.push_str(&escaped(text)),
            Event::Close => html.push_str(&ends.pop().unwrap()),
            Event::Other => {}
        }
    }
    html
}

fn setups() -> [Setup; 2] {
    let policies = [FieldPolicy::for_pastes(), FieldPolicy::new()];
    policies.map(|policy| Setup::new("article", &policy, &Authority::article()))
}

#[test]
fn holds_for_random_sources() {
    let setups = setups();
    let (mut all, mut changed) = (0, 0);
    law::check(4 * cases(), |tape| {
        let most = tape.pick(&[3, 6, 12]);
        let source = styled(tape, most);
        match agrees(&setups, &source, Broken::No) {
            Ok(told) => changed += usize::from(told == Told::Changed),
            Err(why) => panic!("{why}"),
        }
        all += 1;
    });
    assert!(changed * 4 > all, "the table changed {changed} of {all}");
}

#[test]
fn a_broken_model_is_noticed() {
    let setups = setups();
    for broken in [
        Broken::BoldStays,
        Broken::StylesSayNothing,
        Broken::OneTag,
        Broken::HiddenStays,
        Broken::LinksUnderlined,
        Broken::QuotesIgnored,
        Broken::StoredChanged,
    ] {
        let mut tapes = (0..20_000).map(Tape::of_case);
        let is_noticed = tapes.any(|mut tape| {
            let source = styled(&mut tape, 6);
            agrees(&setups, &source, broken).is_err()
        });
        assert!(is_noticed, "{broken:?}");
    }
}

/// Returns the places at which an `onclick` is reported as running code.
fn codes(ingester: &Ingester, source: &str) -> BTreeSet<(usize, usize)> {
    let ingested = ingester.ingest(source).unwrap();
    let findings = ingested.findings().iter();
    let codes = findings.filter(|finding| finding.name() == "onclick");
    codes
        .map(|code| code.bytes())
        .map(|Range { start, end }| (start, end))
        .collect()
}

/// Returns the setups with tables, each with an ingester without one.
fn beside_none() -> Vec<(Setup, Ingester)> {
    let pairs = setup::pasting().into_iter().map(|setup| {
        let policy = setup.policy.clone().with_artefacts(Artefacts::none());
        let without = Ingester::new(&policy, &setup.authority).unwrap();
        (setup, without)
    });
    pairs.collect()
}

#[test]
fn no_table_silences_what_runs_code() {
    let setups = beside_none();
    let mut told = 0;
    law::check(2 * cases(), |tape| {
        let source = pasted(tape, 12);
        for (with, without) in &setups {
            let (codes, all) = (codes(&with.ingester, &source), codes(without, &source));
            assert_eq!(codes, all, "in {} of {source:?}", with.name);
            told += codes.len();
        }
    });
    assert!(told > 0);
}

/// Control: silenced attributes are noticed.
#[test]
fn silenced_code_is_noticed() {
    let (with, without) = beside_none().swap_remove(0);
    let broken = law::least_broken(cases(), |tape| {
        let source = pasted(tape, 12);
        let quiet = source.replace("onclick", "data-cke-click");
        let codes = codes(&with.ingester, &quiet);
        assert_eq!(codes, self::codes(&without, &source));
    });
    assert!(broken.is_some());
}
