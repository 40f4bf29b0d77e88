//! Markdown is safe in every reader: no element is seen that nobody wrote.

use serde_json::Value;
use standoff::Authority;

use super::cases::{Case, fields};
use super::html::elements;
use super::programs::Program;
use super::random::contents;
use super::run;

/// The profiles that are Markdown.
pub(crate) const PROFILES: [&str; 2] = ["markdown", "gfm"];

/// What our Markdown is made of.
const KNOWN: [&str; 19] = [
    "a",
    "blockquote",
    "br",
    "code",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "ul",
];

/// What GitHub's is made of, too.
const KNOWN_TO_GITHUB: [&str; 9] = [
    "del", "input", "s", "table", "tbody", "td", "th", "thead", "tr",
];

const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

pub(crate) fn holds_no_other_elements(program: &Program) {
    let read = program.reads.iter().copied();
    let profiles: Vec<&str> = read.filter(|profile| PROFILES.contains(profile)).collect();
    let cases = contents(program, &profiles, [10, 60]);
    for (case, answer) in cases.iter().zip(run::ask(program, &cases)) {
        if let Some(other) = other(case, &answer) {
            panic!("{other} in {} of {:?}", answer["html"], case.output());
        }
    }
    is_control_seen(program, &profiles);
}

/// The control: elements that nobody wrote are seen.
fn is_control_seen(program: &Program, profiles: &[&'static str]) {
    for (from, to) in [
        ("Snow", "<b>Snow</b>"),
        ("Snow", "# Snow"),
        ("Snow", "![a](b)"),
    ] {
        let mut cases = fields(profiles);
        cases.retain(|case| case.field == "plain");
        cases.iter_mut().for_each(|case| case.tamper(from, to));
        for (case, answer) in cases.iter().zip(run::ask(program, &cases)) {
            let is_seen = other(case, &answer).is_some();
            assert!(is_seen, "{to} is not seen in {}", case.profile);
        }
    }
}

/// The name of an element that is no part of a content.
fn other(case: &Case, answer: &Value) -> Option<String> {
    let authority = Authority::article();
    let spans = case.content.spans();
    let tags = spans.filter_map(|span| authority.tag(span.markup()));
    let tags: Vec<&str> = tags.map(|tag| tag.name()).collect();
    let found = elements(answer["html"].as_str().unwrap());
    let is_known = |name: &str| {
        KNOWN.contains(&name) || (case.profile == "gfm" && KNOWN_TO_GITHUB.contains(&name))
    };
    // What is never written twice. Readers may disagree about the rank of a heading.
    let is_more = |name: &str, all: &[&str]| {
        let count =
            |names: &mut dyn Iterator<Item = &str>| names.filter(|name| all.contains(name)).count();
        let seen = count(&mut found.iter().map(|name| &**name));
        all.contains(&name) && seen > count(&mut tags.iter().copied())
    };
    let boxes = || {
        let mut spans = case.content.spans();
        spans.any(|span| span.attribute_named(&authority, "data-checked").is_some())
    };
    let is_other = |name: &&String| {
        !is_known(name)
            || is_more(name, &HEADINGS)
            || is_more(name, &["img"])
            || is_more(name, &["table"])
            || (**name == "input" && !boxes())
    };
    found.iter().find(is_other).cloned()
}
