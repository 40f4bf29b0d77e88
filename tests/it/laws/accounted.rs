//! Law 11: every character of a source that a reader would have seen, had its markup been
//! well formed, is in the text or in the range of a finding of severity `loss` or
//! `refused`.
//!
//! Two oracles. The first writes a source from a tree, so that each character is known,
//! and damages it: it drops a quote, a `>`, the end of a comment or an end tag, or
//! inserts a `<`. The second asks a stock parser, for any source, whether text appended
//! to it would be visible. If not, a finding must say from where on.

use std::ops::Range;

use standoff::ingest::{Finding, Severity};
use standoff_tests::accounted::{end_accounted, has_plain_end};
use standoff_tests::source::source as random_source;

use super::setup::{self, Setup};
use crate::hostile;
use crate::law;
use crate::tape::{Tape, cases};

/// A piece of a source, and the visible character in it, if any.
#[derive(Clone, Debug)]
struct Unit {
    written: String,
    seen: Option<char>,
    part: Part,
}

/// The role of a piece, which decides how it can be damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Other,
    Text,
    /// The closing quote of a value.
    Quote,
    /// The `>` of a tag.
    TagEnd,
    CommentEnd,
    /// A whole end tag.
    EndTag,
}

struct Writer {
    units: Vec<Unit>,
    /// The next unique character.
    next: u32,
    /// The number of open media, which browsers show in place of their content.
    media: usize,
}

const WORDS: &[&str] = &[
    "word",
    "K",
    "and",
    "it's",
    "3",
    "a=b",
    "größer",
    "«so»",
    "\"quoted\"",
    "и",
    "x/y",
    "e.g.",
    "title",
    "!",
    "?",
    "/",
    "-",
    "100%",
    "–",
];

const HOLDERS: &[&str] = &[
    "p",
    "b",
    "a",
    "em",
    "ul",
    "li",
    "blockquote",
    "div",
    "h2",
    "span",
    "station",
    "q",
    "section",
    "pre",
    "select",
    "textarea",
    "object",
    "video",
    "font",
    "title",
    "noscript",
];

const VALUES: &[&str] = &[
    "x",
    "/x",
    "",
    "https://example.org/?a=",
    "a b",
    "/",
    "/a=",
    " ",
    "it's",
    "=",
    "&amp;",
    "y z ",
];

impl Writer {
    fn push(&mut self, written: &str, part: Part) {
        let written = written.to_owned();
        self.units.push(Unit {
            written,
            seen: None,
            part,
        });
    }

    fn text(&mut self, tape: &mut Tape) {
        let mut left = 1..=3;
        while tape.again(&mut left) {
            // One word in three is unique.
            let unique = char::from_u32(0x4E00 + self.next).unwrap().to_string();
            self.next += 1;
            let word = if tape.once_in(3) {
                &unique
            } else {
                tape.pick(WORDS)
            };
            for seen in word.chars() {
                let written = match seen {
                    '&' => "&amp;".to_owned(),
                    _ => seen.to_string(),
                };
                self.units.push(Unit {
                    written,
                    seen: Some(seen).filter(|_| self.media == 0),
                    part: Part::Text,
                });
            }
            self.push(" ", Part::Text);
        }
    }

    fn start_tag(&mut self, tape: &mut Tape, name: &str) {
        self.push(&format!("<{name}"), Part::Other);
        let names = ["class", "href", "title", "data-x", "lang", "id"];
        let mut left = 0..=2;
        while tape.again(&mut left) {
            let quote = tape.pick(&["\"", "\"", "'"]);
            let value = tape.pick(VALUES).replace(quote, "&quot;");
            self.push(
                &format!(" {}={quote}{value}", tape.pick(&names)),
                Part::Other,
            );
            self.push(quote, Part::Quote);
        }
        self.push(">", Part::TagEnd);
    }

    fn end_tag(&mut self, name: &str) {
        // In pieces, and as a whole so that all of it can be dropped.
        self.push(&format!("</{name}"), Part::EndTag);
        self.push(">", Part::TagEnd);
    }

    fn content(&mut self, tape: &mut Tape, depth: usize) {
        let mut left = 1..=4;
        while tape.again(&mut left) {
            match tape.below(8) {
                0..=2 => self.text(tape),
                3 => {
                    self.push("<!-- note ", Part::Other);
                    self.push("-->", Part::CommentEnd);
                }
                4 => self.push("<br>", Part::Other),
                _ if depth == 0 => self.text(tape),
                _ => {
                    let name = tape.pick(HOLDERS);
                    self.start_tag(tape, name);
                    let is_medium = name == "video";
                    self.media += usize::from(is_medium);
                    match name {
                        "textarea" | "title" => self.text(tape),
                        _ => self.content(tape, depth - 1),
                    }
                    self.media -= usize::from(is_medium);
                    self.end_tag(name);
                }
            }
        }
    }
}

fn well_formed(tape: &mut Tape) -> Vec<Unit> {
    let mut writer = Writer {
        units: Vec::new(),
        next: 0,
        media: 0,
    };
    writer.content(tape, 3);
    writer.units
}

fn damage(tape: &mut Tape, units: &mut Vec<Unit>) {
    let parts = [
        Part::Quote,
        Part::TagEnd,
        Part::CommentEnd,
        Part::EndTag,
        Part::Text,
    ];
    let part = tape.pick(&parts);
    let places: Vec<usize> = (0..units.len())
        .filter(|place| units[*place].part == part)
        .collect();
    if places.is_empty() {
        return;
    }
    let place = places[tape.below(places.len())];
    match part {
        Part::Text => units.insert(
            place,
            Unit {
                written: "<".to_owned(),
                seen: None,
                part: Part::Other,
            },
        ),
        Part::EndTag => drop(units.drain(place..(place + 2).min(units.len()))),
        _ => drop(units.remove(place)),
    }
}

/// Returns the source, and each visible character with its bytes.
fn written(units: &[Unit]) -> (String, Vec<(char, Range<usize>)>) {
    let mut source = String::new();
    let mut seen = Vec::new();
    for unit in units {
        let start = source.len();
        source.push_str(&unit.written);
        seen.extend(unit.seen.map(|c| (c, start..source.len())));
    }
    (source, seen)
}

/// Returns the ranges that are reported as lost.
fn told(findings: &[Finding]) -> Vec<Range<usize>> {
    let lost = findings
        .iter()
        .filter(|finding| finding.severity() >= Severity::Loss);
    lost.map(Finding::bytes).collect()
}

/// Returns the first character that is neither in the text nor reported. The characters
/// in the text must be in order.
fn unaccounted(
    seen: &[(char, Range<usize>)],
    text: &str,
    told: &[Range<usize>],
) -> Option<(char, Range<usize>)> {
    let is_told = |bytes: &Range<usize>| {
        let mut ranges = told.iter();
        ranges.any(|range| range.start <= bytes.start && bytes.end <= range.end)
    };
    let mut text = text.chars();
    let mut seen = seen.iter().filter(|(_, bytes)| !is_told(bytes));
    seen.find(|(c, _)| !text.any(|other| other == *c)).cloned()
}

/// A `<!word` is a declaration, whether it was meant so or not.
fn is_declaration(source: &str) -> bool {
    let is_letter = |at: usize| source[at..].starts_with(|c: char| c.is_ascii_alphabetic());
    let mut begins = source.match_indices("<!").chain(source.match_indices("<?"));
    begins.any(|(at, _)| is_letter(at + 2) || source[at + 2..].starts_with(['=', '>', '[']))
}

fn damaged(tape: &mut Tape) -> Vec<Unit> {
    let mut units = well_formed(tape);
    let mut left = 0..=2;
    while tape.again(&mut left) {
        damage(tape, &mut units);
    }
    tape.show("source", || format!("{:?}", written(&units).0));
    units
}

#[derive(Clone, Copy)]
enum Fault {
    None,
    /// Ranges end before their last character.
    Short,
    /// Findings of one kind are missing.
    Without(&'static str),
}

fn accounted(setup: &Setup, units: &[Unit], fault: Fault) -> Result<(), String> {
    let (source, seen) = written(units);
    if is_declaration(&source) {
        return Ok(());
    }
    let ingested = setup.ingester.ingest(&source).unwrap();
    let findings: Vec<Finding> = match fault {
        Fault::Without(kind) => {
            let all = ingested.findings().iter();
            let kept = all.filter(|finding| finding.kind().as_str() != kind);
            kept.cloned().collect()
        }
        _ => ingested.findings().to_vec(),
    };
    let mut told = told(&findings);
    if let Fault::Short = fault {
        for range in &mut told {
            let mut inside = seen.iter().rev();
            let last = inside.find(|(_, bytes)| bytes.end <= range.end);
            range.end = last.map_or(range.start, |(_, bytes)| bytes.start);
        }
    }
    match unaccounted(&seen, ingested.content().text(), &told) {
        None => Ok(()),
        Some((c, bytes)) => Err(format!(
            "{c:?} at {bytes:?} of {source:?} is lost unsaid in {}\n{:?}\n{told:?}",
            setup.name,
            ingested.content().text()
        )),
    }
}

#[test]
fn nothing_is_lost_unsaid_of_damaged_sources() {
    let setups = setup::setups();
    law::check(cases(), |tape| {
        let units = damaged(tape);
        for setup in &setups {
            if let Err(fault) = accounted(setup, &units, Fault::None) {
                panic!("{fault}");
            }
        }
    });
}

/// Control: notices ranges that are one character too short, and missing findings.
#[test]
fn what_is_lost_unsaid_is_noticed() {
    let setups = setup::setups();
    let faults = [
        ("short", Fault::Short),
        ("unclosed", Fault::Without("unclosed")),
        ("suspect-tag", Fault::Without("suspect-tag")),
        ("removed-element", Fault::Without("removed-element")),
    ];
    for (name, fault) in faults {
        let broken = law::least_broken(cases(), |tape| {
            let units = damaged(tape);
            let told = accounted(&setups[0], &units, fault);
            assert!(told.is_ok(), "{told:?}");
        });
        assert!(broken.is_some(), "{name}");
    }
}

#[test]
fn the_end_of_any_source_is_accounted_for() {
    let setup = &setup::setups()[1];
    let mut swallowed = 0;
    law::check(cases(), |tape| {
        let source = match tape.once_in(2) {
            true => random_source(tape, 12),
            false => hostile::source(tape),
        };
        if !has_plain_end(&source) {
            return;
        }
        match end_accounted(&setup.ingester, &source) {
            Ok(is_swallowed) => swallowed += usize::from(is_swallowed),
            Err(fault) => panic!("{fault}"),
        }
    });
    assert!(swallowed > cases() / 50, "{swallowed}");
}

/// Cuts each page of a corpus at many places.
pub(super) fn cuts_are_accounted_for(setup: &Setup, page: &str) -> Result<(), String> {
    let begins: Vec<usize> = page.match_indices('<').map(|(at, _)| at).collect();
    let step = begins.len().div_ceil(8).max(1);
    for at in begins.into_iter().step_by(step) {
        let start = page[..at].len().saturating_sub(2000);
        let start = (start..at).find(|start| page.is_char_boundary(*start));
        for length in [1, 2, 3, 9, 20] {
            let end = (at + length).min(page.len());
            let Some(cut) = page.get(start.unwrap_or(at)..end) else {
                continue;
            };
            if has_plain_end(cut) {
                end_accounted(&setup.ingester, cut)?;
            }
        }
    }
    Ok(())
}
