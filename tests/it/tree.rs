//! Repair: our tokens, limiter and arena build the tree of stock html5ever.
//!
//! The oracle is html5ever's own tokenizer without limits into markup5ever_rcdom. Both
//! trees are written in one normal form. The content of templates is left out, as in our
//! tree.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::panic::catch_unwind;

use html5ever_039 as stock;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use standoff::_test::parser::{self, Node};
use stock::tendril::TendrilSink as _;
use stock::{LocalName, QualName, local_name, ns};

use crate::law;
use crate::tape::{Tape, cases};

/// A tree, with one line per node.
#[derive(Default)]
struct Dump {
    lines: String,
    text: String,
}

impl Dump {
    fn open(&mut self, name: &str, foreign: bool, mut attributes: Vec<(String, String)>) {
        self.end_text();
        // A reopened element has the attributes of an equal tag, perhaps in another
        // order.
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
            Node::Close { .. } => dump.close(),
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
    // `innerHTML` takes a string, which has no byte order mark.
    options.tokenizer.discard_bom = false;
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
                        Some(prefix) if !prefix.is_empty() => {
                            format!("{prefix}:{}", one.name.local)
                        }
                        _ => one.name.local.to_string(),
                    };
                    (name.to_ascii_lowercase(), one.value.to_string())
                });
                let foreign = name.ns != ns!(html);
                dump.open(&lower(&name.local, foreign), foreign, attributes.collect());
                steps.push(Step::Leave);
                steps.extend(children(&node));
            }
            NodeData::Text { contents } => dump.text.push_str(&contents.borrow()),
            _ => (),
        }
    }
    dump.finish()
}

/// Tree construction writes some foreign names in mixed case.
fn lower(name: &LocalName, foreign: bool) -> String {
    match foreign {
        true => name.to_ascii_lowercase().to_string(),
        false => name.to_string(),
    }
}

#[track_caller]
fn check(source: &str) {
    let repaired = parser::repair(source);
    assert_eq!(repaired.hits, [], "a limit was hit: {source:?}");
    let ours = dump_nodes(&repaired.nodes);
    let expected = dump_stock(source);
    assert_eq!(ours, expected, "source: {source:?}");
}

/// Names with special treatment in tree construction, and others.
pub(crate) const NAMES: &[&str] = &[
    "a",
    "a",
    "b",
    "b",
    "i",
    "i",
    "font",
    "nobr",
    "u",
    "code",
    "small",
    "strong",
    "em",
    "tt",
    "table",
    "table",
    "tbody",
    "thead",
    "tfoot",
    "tr",
    "tr",
    "td",
    "td",
    "th",
    "caption",
    "colgroup",
    "col",
    "h1",
    "h2",
    "h6",
    "p",
    "p",
    "p",
    "li",
    "ul",
    "ol",
    "dl",
    "dd",
    "dt",
    "div",
    "div",
    "address",
    "blockquote",
    "section",
    "pre",
    "listing",
    "button",
    "select",
    "option",
    "optgroup",
    "ruby",
    "rb",
    "rt",
    "rtc",
    "rp",
    "svg",
    "svg",
    "math",
    "math",
    "foreignObject",
    "desc",
    "title",
    "mi",
    "mtext",
    "mglyph",
    "annotation-xml",
    "annotation-xml",
    "template",
    "script",
    "style",
    "textarea",
    "xmp",
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "form",
    "input",
    "marquee",
    "applet",
    "object",
    "html",
    "head",
    "body",
    "frameset",
    "frame",
    "br",
    "hr",
    "img",
    "image",
    "wbr",
    "param",
    "keygen",
    "base",
    "link",
    "span",
    "station",
    "x-long-name",
    "x-other-name",
    "search",
    "dialog",
    "center",
    "main",
    "fieldset",
    "nav",
    "g",
    "circle",
    "altglyph",
    "figure",
    "area",
    "embed",
    "details",
    "summary",
    "menu",
    "s",
    "big",
    "plaintext",
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
    "x",
    "y",
    "one two",
    " ",
    "\n",
    "\t \n",
    "\r\n",
    "\r",
    "\nx",
    "x\r\ny",
    "\x0C",
    "\0",
    "\0\0x",
    "a\0b",
    "\u{FDD0}",
    "\u{FDD0}\u{FDD0}x",
    "\u{1}",
    "\u{FFFF}",
    "\u{10FFFE}",
    "\u{FEFF}",
    "é",
    "\u{B}",
    " \u{FDD0} ",
    "x\u{7F}",
    "&amp;",
    "&mdash;",
    "&#32;",
    "&#10;",
    "&#13;",
    "&#0;",
    "&#xFDD0;",
    "&#1;",
    "&NotEqualTilde;",
    "&",
    "&lt",
    "<",
    "</",
    "<!",
    "<?x>",
    "<!-- c -->",
    "<!-->",
    "<!doctype html>",
    "<![CDATA[ x\0<b> ]]>",
    "<![CDATA[]]>",
    "&nbsp;",
    "&copy2",
];

/// Makes token soup from the names that tree construction knows.
fn soup(tape: &mut Tape) -> String {
    let mut source = String::new();
    // A few names per case interact more often than all of them.
    let few = tape.many(2..=9, |tape| tape.pick(NAMES));
    let only_few = tape.once_in(2);
    let mut left = 1..=40;
    while tape.again(&mut left) {
        let name = match only_few || tape.once_in(2) {
            true => tape.pick(&few),
            false => tape.pick(NAMES),
        };
        // `plaintext` swallows the rest.
        if name == "plaintext" && !tape.once_in(20) {
            continue;
        }
        match tape.below(10) {
            6..=9 => {
                write!(source, "<{name}").unwrap();
                while tape.once_in(3) {
                    write!(source, " {}", tape.pick(ATTRIBUTES)).unwrap();
                }
                source.push_str(if tape.once_in(12) { "/>" } else { ">" });
            }
            3..=5 => write!(source, "</{name}>").unwrap(),
            _ => source.push_str(tape.pick(TEXT)),
        }
    }
    tape.show("source", || format!("{source:?}"));
    source
}

#[test]
fn repair_builds_the_tree_of_stock_html5ever() {
    let mut panics = 0;
    law::check(cases(), |tape| {
        let source = soup(tape);
        let Ok(expected) = catch_unwind(|| dump_stock(&source)) else {
            panics += 1;
            return;
        };
        let repaired = parser::repair(&source);
        assert_eq!(repaired.hits, [], "{source:?}");
        let ours = dump_nodes(&repaired.nodes);
        assert_eq!(ours, expected, "{source:?}");
        check_positions(&source, &repaired.nodes);
    });
    // html5ever 0.39 panics at a malformed `<meta charset>`; the soup has no `meta`.
    assert_eq!(panics, 0);
}

/// Checks that every element, reference and bad character is at its claimed place.
#[track_caller]
fn check_positions(source: &str, nodes: &[Node]) {
    let mut seen = HashSet::new();
    for node in nodes {
        match node {
            Node::Open {
                name,
                start,
                end,
                cloned,
                attributes,
                ..
            } => {
                let tag = source[*start..*end].replace('\0', "\u{FFFD}");
                assert!(tag.starts_with('<') && tag.ends_with('>'), "{source:?}");
                if *cloned {
                    continue;
                }
                assert!(seen.insert(*start), "two elements of {tag}: {source:?}");
                let name = match name.as_str() {
                    "img" if tag.starts_with("<image") => "image",
                    name => name,
                };
                assert!(
                    tag[1..].to_ascii_lowercase().starts_with(name),
                    "{source:?}"
                );
                for attribute in attributes {
                    let written = &source[attribute.start..attribute.end];
                    let written = written.to_ascii_lowercase().replace('\0', "\u{FFFD}");
                    assert!(written.starts_with(&attribute.name), "{source:?}");
                }
            }
            Node::Reference { text, start, end } => {
                assert!(seen.insert(*start), "twice: {source:?}");
                let reference = &source[*start..*end];
                let decoded = dump_stock(reference);
                assert_eq!(decoded, format!("{text:?}\n"), "{source:?}");
            }
            Node::Bad { char, start, end } => {
                assert!(seen.insert(*start), "twice: {source:?}");
                let bad = &source[*start..*end];
                assert!(
                    bad == char.to_string() || bad.starts_with("&#"),
                    "{source:?}"
                );
            }
            Node::Text(_) | Node::Swallowed { .. } | Node::Close { .. } => (),
        }
    }
}

#[test]
fn the_comparison_sees_every_change() {
    let mut changed = 0;
    for case in 0..200 {
        let mut tape = Tape::of_case(case);
        let source = soup(&mut tape);
        let expected = dump_stock(&source);
        let mut nodes = parser::repair(&source).nodes;
        if nodes.is_empty() {
            continue;
        }
        let at = tape.below(nodes.len());
        match &mut nodes[at] {
            Node::Open { foreign, .. } if tape.once_in(2) => *foreign = !*foreign,
            Node::Open { attributes, .. } if !attributes.is_empty() => attributes.clear(),
            Node::Open { name, .. } => name.push('x'),
            Node::Text(text) | Node::Reference { text, .. } => text.push('x'),
            Node::Bad { char, .. } => *char = 'x',
            Node::Swallowed { .. } => unreachable!("no limit was hit"),
            Node::Close { .. } => nodes.truncate(at),
        }
        assert_ne!(dump_nodes(&nodes), expected, "{source:?}");
        changed += 1;
    }
    assert!(changed > 150);
}

#[test]
fn published_mutations_build_the_right_tree() {
    for source in [
        "<a><table><a>x",
        "<h1><a><h6>x",
        "<p><svg><foreignobject><p>x",
        "<li><math>x<li>y",
        "<pre>\n\nx",
        "<pre>\r\nx<textarea>\n\ny",
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;\">",
        "<form><math><mtext></form><form><mglyph><style></math><img src>",
        "<b><b><b><b>x</b></b></b></b>y",
        "<b x=1 y=2><b y=2 x=1><b x=1 y=2><b y=2 x=1><p>x",
        "<table><colgroup> x<tr> <td>y",
        "<select><p>x<select>y<input>z",
        "<image src=x>",
        "</br x=1></p y=1>z",
        "<template><tr><td>x</template>y",
        "<svg><title><b>x</title><desc><p>y</svg>z",
        "<table>&#32;<b>&mdash;x\0</table>",
    ] {
        check(source);
    }
}

#[test]
fn an_end_tag_without_a_name_is_nothing() {
    // Stock html5ever tells its tree builder about the error, which then forgets to
    // ignore the newline after `<pre>`.
    let source = "<pre></>\nx";
    assert_eq!(
        dump_nodes(&parser::repair(source).nodes),
        "<pre\n\"x\"\n>\n"
    );
    assert_ne!(dump_stock(source), "<pre\n\"x\"\n>\n");
}

#[test]
fn references_and_bad_characters_survive_repair() {
    let source =
        "\u{FDD0}<table>&mdash;\u{1}&#xFDD0;<tr>&nbsp;&#32;&NotEqualTilde;</table>&#10;\u{FDD1}";
    let marks: Vec<_> = parser::repair(source)
        .nodes
        .into_iter()
        .filter(|node| matches!(node, Node::Reference { .. } | Node::Bad { .. }))
        .map(|node| match node {
            Node::Reference { text, start, end } => (text, source[start..end].to_owned()),
            Node::Bad { char, start, end } => (char.to_string(), source[start..end].to_owned()),
            _ => unreachable!("filtered"),
        })
        .collect();
    let expected = [
        ("\u{FDD0}", "\u{FDD0}"),
        ("—", "&mdash;"),
        ("\u{1}", "\u{1}"),
        ("\u{FDD0}", "&#xFDD0;"),
        ("\u{A0}", "&nbsp;"),
        ("\u{2242}\u{338}", "&NotEqualTilde;"),
        ("\u{FDD1}", "\u{FDD1}"),
    ];
    assert_eq!(
        marks,
        expected.map(|(text, at)| (text.to_owned(), at.to_owned()))
    );
}

#[test]
fn runs_of_nul_are_noted() {
    let source = "a\0\0b<title>\0c\0</title>\0";
    assert_eq!(
        parser::repair(source).nuls,
        [(1, 3), (11, 12), (13, 14), (22, 23)]
    );
}

#[test]
fn a_reopened_element_knows_its_tag() {
    let source = "<b x=1>a</b><p><b x=1 y=2>c<p>d<table><td>e";
    let opened: Vec<_> = parser::repair(source)
        .nodes
        .into_iter()
        .filter_map(|node| match node {
            Node::Open {
                name,
                start,
                end,
                cloned,
                attributes,
                ..
            } => Some((
                name,
                source[start..end].to_owned(),
                cloned,
                attributes.len(),
            )),
            _ => None,
        })
        .collect();
    let expected = [
        ("b", "<b x=1>", false, 1),
        ("p", "<p>", false, 0),
        ("b", "<b x=1 y=2>", false, 2),
        ("p", "<p>", false, 0),
        ("b", "<b x=1 y=2>", true, 2),
        ("table", "<table>", false, 0),
        ("tbody", "<td>", true, 0),
        ("tr", "<td>", true, 0),
        ("td", "<td>", false, 0),
    ];
    let expected = expected.map(|(name, tag, cloned, attributes)| {
        (name.to_owned(), tag.to_owned(), cloned, attributes)
    });
    assert_eq!(opened, expected);
}

#[test]
fn repair_can_begin_at_a_later_token() {
    let source = "<b>x</b><p>y&mdash;<table>z";
    let mut nodes = parser::repair_from(source, 8);
    let Some(Node::Open {
        start: 8, end: 11, ..
    }) = nodes.first()
    else {
        panic!("{nodes:?}");
    };
    assert_eq!(dump_nodes(&nodes), dump_stock(&source[8..]));
    nodes.retain(|node| {
        matches!(
            node,
            Node::Reference {
                start: 12,
                end: 19,
                ..
            }
        )
    });
    assert_eq!(nodes.len(), 1);
}
