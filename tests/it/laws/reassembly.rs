//! Law 2: canonical HTML is reproduced byte for byte.
//!
//! The sources are written here, from random trees, not by the renderer.

use standoff::_test::nesting;
use standoff::authority::{AttributeEntry, DisplayKind, TagEntry, ValueRule};
use standoff::{Authority, FieldPolicy};

use super::setup::Setup;
use super::{is_told_of_in_few_characters, model};
use crate::law;
use crate::tape::{Tape, cases};

const VOID: &[&str] = &["br", "hr", "img", "col"];

struct Writer<'r> {
    tape: &'r mut Tape,
    out: String,
    open: Vec<String>,
    /// The display of each open tag.
    displays: Vec<DisplayKind>,
    /// Whether the line ends in a character other than white space.
    after_word: bool,
    /// Whether `<pre>` was written last.
    starts_pre: bool,
    /// Whether there is any text yet.
    has_text: bool,
}

impl Writer<'_> {
    fn names(&self) -> Vec<&str> {
        self.open.iter().map(String::as_str).collect()
    }

    /// Whether browsers would not show the next text.
    fn in_fallback(&self) -> bool {
        let innermost = self.open.last().zip(self.displays.last());
        innermost.is_some_and(|(name, display)| model::holds_fallback(*display, name))
    }

    fn tag(&mut self, authority: &Authority) {
        let tag = &authority.tags()[self.tape.below(authority.tags().len())];
        let name = tag.name();
        if !nesting::admits(&self.names(), Some(name)) || self.open.len() > 40 || self.in_fallback()
        {
            return;
        }
        let display = tag.display();
        self.out.push('<');
        self.out.push_str(name);
        self.attributes(tag);
        self.out.push('>');
        self.starts_pre = name == "pre";
        match display {
            DisplayKind::Inline => {}
            DisplayKind::Atomic => self.after_word = true,
            _ => self.after_word = false,
        }
        self.has_text |= display == DisplayKind::Break;
        if !VOID.contains(&name) {
            self.open.push(name.to_owned());
            self.displays.push(display);
        }
    }

    fn attributes(&mut self, tag: &TagEntry) {
        let attributes = tag.attributes().iter();
        let (mut needed, mut attributes): (Vec<&AttributeEntry>, Vec<_>) =
            attributes.partition(|attribute| attribute.is_required());
        loop {
            // In any order: required attributes may come last.
            let attribute = if !attributes.is_empty() && self.tape.once_in(4) {
                attributes.swap_remove(self.tape.below(attributes.len()))
            } else {
                match needed.pop() {
                    Some(attribute) => attribute,
                    None => break,
                }
            };
            let value = match attribute.value() {
                ValueRule::Url(_) => {
                    self.tape
                        .pick(&["https://example.org/?a=1&amp;b=%20#c", "/x", ""])
                }
                ValueRule::Tokens(_) => {
                    self.tape
                        .pick(&["h-card", "h-entry p-name", "language-rust"])
                }
                ValueRule::Integer { .. } => self.tape.pick(&["1", "7", "500"]),
                ValueRule::Language => self.tape.pick(&["", "en", "zh-Hant-TW", "de-CH-1901"]),
                ValueRule::DateTime => {
                    self.tape
                        .pick(&["2009-10-20", "18:00", "2009-10-20T18:00:00.5-08:00", "PT4M"])
                }
                ValueRule::OneOf(words) => {
                    let word = &words[self.tape.below(words.len())];
                    self.out
                        .push_str(&format!(" {}=\"{word}\"", attribute.name()));
                    continue;
                }
                _ => self.tape.pick(&[
                    "",
                    "a &lt;b&gt; &amp;amp; &quot;c&quot; 'd'",
                    "x\ty\nz",
                    "é\u{A0}—",
                    "\u{FEFF}",
                ]),
            };
            self.out
                .push_str(&format!(" {}=\"{value}\"", attribute.name()));
        }
    }

    fn text(&mut self) {
        if !nesting::admits(&self.names(), None) || self.in_fallback() {
            return;
        }
        if self.open.iter().any(|name| name == "pre") {
            let text = self.tape.pick(&["\n", "  x\n", "a b", "\t", "\n\n y", " "]);
            if self.starts_pre && text.starts_with('\n') {
                self.out.push('\n');
            }
            self.out.push_str(text);
        } else {
            // A space within a line, if words precede and follow it.
            if self.after_word && self.tape.once_in(3) {
                self.out.push(' ');
            }
            self.out.push_str(self.tape.pick(&[
                "word",
                "two words",
                "&amp;",
                "&lt;p&gt;",
                "é",
                "日本",
                "😀",
                "\u{A0}",
                "&nbsp;",
                "&mdash;",
                "—",
                "&eacute;",
                "e\u{301}",
                "a\u{FEFF}",
                "\"'",
                "\u{FFFD}",
                "\u{85}",
                "&amp;mdash;",
            ]));
        }
        self.after_word = true;
        self.has_text = true;
        self.starts_pre = false;
    }

    fn close(&mut self) {
        let Some(name) = self.open.pop() else { return };
        self.starts_pre = false;
        if !matches!(
            self.displays.pop(),
            Some(DisplayKind::Inline | DisplayKind::Atomic)
        ) {
            self.after_word = false;
        }
        self.out.push_str(&format!("</{name}>"));
    }
}

fn canonical(tape: &mut Tape, authority: &Authority) -> String {
    let mut writer = Writer {
        tape,
        out: String::new(),
        open: Vec::new(),
        displays: Vec::new(),
        after_word: false,
        starts_pre: false,
        has_text: false,
    };
    let mut left = 1..=40;
    while writer.tape.again(&mut left) {
        match writer.tape.below(5) {
            0 | 1 => writer.text(),
            2 => writer.close(),
            _ => writer.tag(authority),
        }
    }
    while !writer.open.is_empty() {
        writer.close();
    }
    let source = writer.out;
    tape.show("source", || format!("{source:?}"));
    source
}

fn comes_back(setup: &Setup, source: &str) -> bool {
    let ingested = setup.ingester.ingest(source).unwrap();
    ingested.findings().is_empty() && setup.html(ingested.content()) == source
}

#[test]
fn a_broken_writer_is_told_of_in_few_characters() {
    let authority = Authority::article();
    let setup = Setup::new("article", &FieldPolicy::new(), &authority);
    let law = |tape: &mut Tape| {
        let source = canonical(tape, &authority);
        let ingested = setup.ingester.ingest(&source).unwrap();
        let html = setup.html(ingested.content());
        assert_eq!(html.replace("<pre>\n\n", "<pre>\n"), source);
    };
    let least = law::least_broken(cases(), law).unwrap();
    let source = canonical(&mut least.tape.clone(), &authority);
    is_told_of_in_few_characters(&source, &least);
}

#[test]
fn holds_for_random_trees() {
    for (name, authority) in [
        ("standard", Authority::standard()),
        ("article", Authority::article()),
    ] {
        let setup = Setup::new(name, &FieldPolicy::new(), &authority);
        let pastes = Setup::new(name, &FieldPolicy::for_pastes(), &authority);
        let mut tags = 0;
        law::check(cases(), |tape| {
            let source = canonical(tape, &authority);
            tags += source.matches("</").count();
            if !comes_back(&setup, &source) {
                let ingested = setup.ingester.ingest(&source).unwrap();
                assert_eq!(ingested.findings(), [], "{source:?}");
                assert_eq!(setup.html(ingested.content()), source);
            }
            assert!(
                comes_back(&pastes, &source),
                "no artefact, in {name}: {source:?}"
            );
        });
        assert!(tags > cases(), "the sources have markup to lose: {tags}");
    }
}

/// Control: sources that are not canonical are not reproduced.
#[test]
fn sources_that_are_not_canonical_do_not_come_back() {
    let setup = Setup::new("article", &FieldPolicy::new(), &Authority::article());
    assert!(comes_back(&setup, "<p>a <b>b</b></p><pre>\n\nx</pre>"));
    for source in [
        "<P>a</P>",
        "<p>a",
        "<p>a </p>",
        "<p> a</p>",
        "a  b",
        "<br/>",
        "<a href='/x'>y</a>",
        "&#8212;",
        "a > b",
        "<p title=a>b</p>",
        "<pre>\nx</pre>",
        "<p>a</p>\n<p>b</p>",
        "<b><p>a</b></p>",
        "<x>y</x>",
        "<table><tr><td>a</td></tr></table>",
        "\u{FEFF}a",
        "a\rb",
        "&quot;",
    ] {
        assert!(!comes_back(&setup, source), "{source:?}");
    }
}
