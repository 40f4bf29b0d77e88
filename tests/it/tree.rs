//! Repair: our tokens, guard and arena build the tree that stock html5ever
//! builds.
//!
//! The oracle is html5ever's own tokenizer without a guard into
//! markup5ever_rcdom. Both trees are written in one normal form; what templates
//! hold is left out, as our tree leaves it out.

use std::fmt::Write as _;
use std::panic::catch_unwind;
use std::thread;

use html5ever_039 as stock;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use standoff::_test::repair::{self, Node};
use stock::tendril::TendrilSink as _;
use stock::{LocalName, QualName, local_name, ns};

use crate::random::{Random, cases};

/// One tree, one line a node.
#[derive(Default)]
struct Dump {
    lines: String,
    text: String,
}

impl Dump {
    fn open(&mut self, name: &str, foreign: bool, mut attributes: Vec<(String, String)>) {
        self.end_text();
        // A reopened element has the attributes of an equal tag, which may be
        // written in another order.
        attributes.sort();
        let space = if foreign { "foreign " } else { "" };
        write!(self.lines, "<{space}{name}").unwrap();
        for (name, value) in attributes {
            write!(self.lines, " {name}={value:?}").unwrap();
        }
        self.lines.push('\n');
    }

    fn close(&mut self) {
        self.end_text();
        self.lines.push_str(">\n");
    }

    fn end_text(&mut self) {
        if !self.text.is_empty() {
            writeln!(self.lines, "{:?}", self.text).unwrap();
            self.text.clear();
        }
    }

    fn finish(mut self) -> String {
        self.end_text();
        self.lines
    }
}

fn dump_nodes(nodes: &[Node]) -> String {
    let mut dump = Dump::default();
    for node in nodes {
        match node {
            Node::Open {
                name,
                foreign,
                attributes,
                ..
            } => {
                let attributes = attributes
                    .iter()
                    .map(|one| (one.name.clone(), one.value.clone()));
                dump.open(name, *foreign, attributes.collect());
            }
            Node::Text(text) | Node::Reference { text, .. } => dump.text.push_str(text),
            Node::Bad { char, .. } => dump.text.push(*char),
            Node::Swallowed { name, .. } => writeln!(dump.lines, "swallowed {name}").unwrap(),
            Node::Close(_) => dump.close(),
        }
    }
    dump.finish()
}

enum Step {
    Enter(Handle),
    Leave,
}

fn dump_stock(source: &str) -> String {
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let mut options = stock::ParseOpts::default();
    options.tree_builder.scripting_enabled = false;
    let parser = stock::parse_fragment(RcDom::default(), options, context, Vec::new(), false);
    let dom = parser.one(source);
    let root = dom.document.children.borrow()[0].clone();

    let mut dump = Dump::default();
    let children = |node: &Handle| -> Vec<Step> {
        let children = node.children.borrow();
        children.iter().rev().cloned().map(Step::Enter).collect()
    };
    let mut steps = children(&root);
    while let Some(step) = steps.pop() {
        let Step::Enter(node) = step else {
            dump.close();
            continue;
        };
        match &node.data {
            NodeData::Element { name, attrs, .. } => {
                let attributes = attrs.borrow();
                let attributes = attributes.iter().map(|one| {
                    let name = match &one.name.prefix {
                        Some(prefix) => format!("{prefix}:{}", one.name.local),
                        None => one.name.local.to_string(),
                    };
                    (name.to_ascii_lowercase(), one.value.to_string())
                });
                let foreign = name.ns != ns!(html);
                dump.open(
                    &lower(&name.local, foreign),
                    foreign,
                    attributes.collect(),
                );
                steps.push(Step::Leave);
                steps.extend(children(&node));
            }
            NodeData::Text { contents } => dump.text.push_str(&contents.borrow()),
            _ => (),
        }
    }
    dump.finish()
}

/// Tree construction spells some foreign names in mixed case.
fn lower(name: &LocalName, foreign: bool) -> String {
    match foreign {
        true => name.to_ascii_lowercase().to_string(),
        false => name.to_string(),
    }
}

#[track_caller]
fn check(source: &str) {
    let repaired = repair::repair(source);
    assert_eq!(repaired.hits, [], "a limit was hit: {source:?}");
    let ours = dump_nodes(&repaired.nodes);
    let expected = dump_stock(source);
    assert_eq!(ours, expected, "source: {source:?}");
}

const NAMES: &[&str] = &[
    "a", "a", "b", "b", "i", "i", "font", "nobr", "u", "code", "small", "strong", "em", "tt",
    "table", "table", "tbody", "thead", "tfoot", "tr", "tr", "td", "td", "th", "caption",
    "colgroup", "col", "h1", "h2", "h6", "p", "p", "p", "li", "ul", "ol", "dl", "dd", "dt", "div",
    "div", "address", "blockquote", "section", "pre", "listing", "button", "select", "option",
    "optgroup", "ruby", "rb", "rt", "rtc", "rp", "svg", "svg", "math", "math", "foreignObject",
    "desc", "title", "mi", "mtext", "mglyph", "annotation-xml", "annotation-xml", "template",
    "script", "style", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript", "form",
    "input", "marquee", "applet", "object", "html", "head", "body", "frameset", "frame", "br",
    "hr", "img", "image", "wbr", "param", "keygen", "base", "link", "span", "station", "x-long-name",
    "x-other-name", "search", "dialog", "center", "main", "fieldset", "nav", "g", "circle",
    "altglyph", "figure", "area", "embed", "details", "summary", "menu", "s", "big", "plaintext",
];

const ATTRIBUTES: &[&str] = &[
    "x=1",
    "y=2",
    "x=1 y=2",
    "y=2 x=1",
    "x=2",
    "x=1 x=2",
    "color=red",
    "size=1",
    "face",
    "type=hidden",
    "type=HIDDEN",
    "type=text",
    "encoding=text/html",
    "encoding='Application/xhtml+xml'",
    "encoding=x",
    "id=0",
    "id=1",
    "id=e",
    "xlink:href=1",
    "xmlns=x",
    "viewbox=0",
    "definitionurl=1",
    "form=f",
    "shadowrootmode=open",
    "a='&amp;\r\n&quot;'",
    "b=\"\u{FDD0}\"",
];

const TEXT: &[&str] = &[
    "x", "y", "one two", " ", "\n", "\t \n", "\r\n", "\r", "\nx", "x\r\ny", "\x0C", "\0", "\0\0x",
    "a\0b", "\u{FDD0}", "\u{FDD0}\u{FDD0}x", "\u{1}", "\u{FFFF}", "\u{10FFFE}", "\u{FEFF}", "é",
    "\u{B}", " \u{FDD0} ", "x\u{7F}", "&amp;", "&mdash;", "&#32;", "&#10;", "&#13;", "&#0;",
    "&#xFDD0;", "&#1;", "&NotEqualTilde;", "&", "&lt", "<", "</", "</>", "<!", "<?x>", "<!-- c -->",
    "<!-->", "<!doctype html>", "<![CDATA[ x\0<b> ]]>", "<![CDATA[]]>", "&nbsp;", "&copy2",
];

/// Token soup over the names that tree construction knows.
fn soup(random: &mut Random) -> String {
    let mut source = String::new();
    // A few names per case meet more often than all of them.
    let few: Vec<&str> = (0..2 + random.below(8)).map(|_| random.pick(NAMES)).collect();
    let only_few = random.once_in(2);
    for _ in 0..1 + random.below(40) {
        let name = match only_few || random.once_in(2) {
            true => random.pick(&few),
            false => random.pick(NAMES),
        };
        // It swallows the rest.
        if name == "plaintext" && !random.once_in(20) {
            continue;
        }
        match random.below(10) {
            0..=3 => {
                write!(source, "<{name}").unwrap();
                while random.once_in(3) {
                    write!(source, " {}", random.pick(ATTRIBUTES)).unwrap();
                }
                source.push_str(if random.once_in(12) { "/>" } else { ">" });
            }
            4..=6 => write!(source, "</{name}>").unwrap(),
            _ => source.push_str(random.pick(TEXT)),
        }
    }
    source
}

#[test]
fn repair_builds_the_tree_of_stock_html5ever() {
    let mut panics = 0;
    for case in 0..cases() {
        let source = soup(&mut Random::of_case(case));
        let Ok(expected) = catch_unwind(|| dump_stock(&source)) else {
            panics += 1;
            continue;
        };
        let repaired = repair::repair(&source);
        assert_eq!(repaired.hits, [], "case {case}: {source:?}");
        let ours = dump_nodes(&repaired.nodes);
        assert_eq!(ours, expected, "case {case}: {source:?}");
    }
    // The soup has no `meta`, at which 0.39 may panic.
    assert_eq!(panics, 0);
}
