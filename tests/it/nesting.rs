//! The nesting predicate against a stock parser: whatever it admits is written and must
//! be read as the same tree.
//!
//! The oracle is html5ever with its own tokenizer into `markup5ever_rcdom`. Trees are
//! compared as canonical HTML, which has one form per tree: every tag closed, void
//! elements without an end tag.

use html5ever_039::interface::QuirksMode;
use html5ever_039::tendril::TendrilSink;
use html5ever_039::tree_builder::TreeBuilderOpts;
use html5ever_039::{LocalName, ParseOpts, QualName, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use standoff::_test::nesting;

use crate::law;
use crate::tape::{Tape, cases};

/// An element by name, or text.
type Child<'a> = Option<&'a str>;

const TEXT: Child<'static> = None;

/// A name that no parser treats specially.
const UNKNOWN: &str = "station";

/// The void elements of tree construction, repeated here so that the writer does not
/// depend on the tested code.
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img",
    "input", "keygen", "link", "meta", "param", "source", "track", "wbr",
];

fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// The settings of a parse.
#[derive(Clone, Copy, Debug)]
struct Reading {
    context: &'static str,
    quirks: QuirksMode,
    scripting: bool,
}

impl Reading {
    /// The settings of `div.innerHTML`.
    const PLAIN: Reading = Reading {
        context: "div",
        quirks: QuirksMode::NoQuirks,
        scripting: false,
    };

    /// The four combinations of settings of a document.
    fn modes() -> [Reading; 4] {
        [
            (QuirksMode::NoQuirks, false),
            (QuirksMode::NoQuirks, true),
            (QuirksMode::Quirks, false),
            (QuirksMode::Quirks, true),
        ]
        .map(|(quirks, scripting)| Reading {
            quirks,
            scripting,
            ..Reading::PLAIN
        })
    }

    /// Returns the tree read from `html`, as canonical HTML.
    fn read(self, html: &str) -> String {
        let options = ParseOpts {
            tree_builder: TreeBuilderOpts {
                scripting_enabled: self.scripting,
                quirks_mode: self.quirks,
                ..TreeBuilderOpts::default()
            },
            ..ParseOpts::default()
        };
        let context = QualName::new(None, ns!(html), LocalName::from(self.context));
        let dom = parse_fragment(
            RcDom::default(),
            options,
            context,
            Vec::new(),
            self.scripting,
        )
        .one(html);
        let root = dom.document.children.borrow()[0].clone();
        canonical(&root)
    }
}

/// Writes the children of a node as canonical HTML.
fn canonical(root: &Handle) -> String {
    enum Step {
        Node(Handle),
        Write(String),
    }
    let mut out = String::new();
    let mut steps = Vec::new();
    let push_children = |steps: &mut Vec<Step>, node: &Handle| {
        steps.extend(node.children.borrow().iter().rev().cloned().map(Step::Node));
    };
    push_children(&mut steps, root);
    while let Some(step) = steps.pop() {
        let node = match step {
            Step::Write(end) => {
                out.push_str(&end);
                continue;
            }
            Step::Node(node) => node,
        };
        match &node.data {
            NodeData::Text { contents } => {
                out.push_str(&contents.borrow().replace('<', "&lt;"));
            }
            NodeData::Element {
                name,
                attrs,
                template_contents,
                ..
            } => {
                let mut tag = name.local.to_string();
                if name.ns != ns!(html) {
                    tag.insert_str(0, "foreign:");
                }
                out.push('<');
                out.push_str(&tag);
                for attribute in attrs.borrow().iter() {
                    out.push_str(&format!(
                        " {}=\"{}\"",
                        attribute.name.local, attribute.value
                    ));
                }
                out.push('>');
                let contents = template_contents.borrow();
                let holder = contents.as_ref().unwrap_or(&node);
                // A void element with content keeps its end tag.
                if !is_void(&tag) || !holder.children.borrow().is_empty() {
                    steps.push(Step::Write(format!("</{tag}>")));
                }
                push_children(&mut steps, holder);
            }
            other => out.push_str(&format!("{other:?}")),
        }
    }
    out
}

/// Writes nested elements, with text or nothing in the innermost.
fn write_chain(chain: &[&str], text: &str) -> String {
    let mut out = String::new();
    for name in chain {
        out.push_str(&format!("<{name}>"));
    }
    out.push_str(text);
    for name in chain.iter().rev().filter(|name| !is_void(name)) {
        out.push_str(&format!("</{name}>"));
    }
    out
}

/// Disagreements with the oracle, over all chains of elements.
#[derive(Debug, Default)]
struct Disagreements {
    /// The number of compared chains.
    compared: usize,
    /// The number of admitted chains.
    admitted: usize,
    /// Chains that are admitted but read as another tree.
    unsound: Vec<String>,
    /// Chains that are refused but read as written.
    conservative: Vec<String>,
}

/// Compares all chains of these names up to a length, each with and without text in the
/// innermost element. Chains with a void element inside cannot be written, so they are
/// not compared.
fn compare_all_chains(names: &[&str], longest: usize, reading: Reading) -> Disagreements {
    let mut found = Disagreements::default();
    for length in 1..=longest {
        let count = names.len().pow(u32::try_from(length).unwrap());
        for number in 0..count {
            let mut rest = number;
            let chain: Vec<&str> = (0..length)
                .map(|_| {
                    let name = names[rest % names.len()];
                    rest /= names.len();
                    name
                })
                .collect();
            let (innermost, outer) = chain.split_last().unwrap();
            if outer.iter().any(|name| is_void(name)) {
                continue;
            }
            let admitted =
                (0..length).all(|at| nesting::parser_admits(&chain[..at], Some(chain[at])));
            found.compare(&write_chain(&chain, ""), admitted, reading);
            if !is_void(innermost) {
                let admitted = admitted && nesting::parser_admits(&chain, TEXT);
                found.compare(&write_chain(&chain, "x"), admitted, reading);
            }
        }
    }
    found
}

impl Disagreements {
    fn compare(&mut self, html: &str, admitted: bool, reading: Reading) {
        self.compared += 1;
        self.admitted += usize::from(admitted);
        match (admitted, reading.read(html) == html) {
            (true, false) => self.unsound.push(html.to_owned()),
            (false, true) => self.conservative.push(html.to_owned()),
            (true, true) | (false, false) => {}
        }
    }
}

fn renderable_names() -> Vec<&'static str> {
    let mut names = nesting::names();
    names.retain(|name| nesting::is_renderable(name));
    names.push(UNKNOWN);
    names
}

fn source_names() -> Vec<&'static str> {
    let mut names = nesting::names();
    names.push(UNKNOWN);
    names
}

#[test]
fn renderable_chains_agree_with_the_parser_exactly() {
    let found = compare_all_chains(&renderable_names(), 3, Reading::PLAIN);
    assert_eq!(found.unsound, [""; 0]);
    assert_eq!(found.conservative, [""; 0]);
    assert_eq!((found.compared, found.admitted), (647_094, 404_618));
    if cases() >= 100_000 {
        let found = compare_all_chains(RULED, 4, Reading::PLAIN);
        assert_eq!(found.unsound, [""; 0]);
        assert_eq!(found.conservative, [""; 0]);
    }
}

#[test]
fn renderable_chains_hold_in_every_mode() {
    for reading in Reading::modes() {
        let longest = if cases() < 100_000 { 2 } else { 3 };
        let found = compare_all_chains(&renderable_names(), longest, reading);
        assert_eq!(found.unsound, [""; 0], "{reading:?}");
        // A table closes an open `p`, except in quirks mode. This is the only deliberate
        // refusal: output does not know the mode of its page.
        for html in &found.conservative {
            assert!(html.contains("<p>") && html.contains("<table>"), "{html}");
        }
        let expected = match (reading.quirks, longest) {
            (QuirksMode::Quirks, 3) => 87,
            (QuirksMode::Quirks, _) => 1,
            _ => 0,
        };
        assert_eq!(found.conservative.len(), expected, "{reading:?}");
    }
}

/// Sources may contain these elements but output may not, with scripting off.
#[test]
fn chains_of_all_names_hold_by_the_rules_of_parsers() {
    let (longest, expected) = if cases() < 100_000 {
        (2, 13)
    } else {
        (3, 1_825)
    };
    let found = compare_all_chains(&source_names(), longest, Reading::PLAIN);
    assert_eq!(found.unsound, [""; 0]);
    // Deliberately refused, though html5ever would keep it:
    let reasons = [
        // the first tag of a template decides which table parts it may have;
        "<template>",
        // a form in a table is closed at once, which content cannot express;
        "<form></form></t",
        // the standard does not list "isindex" as special, so it does not end the search
        // for an open li;
        "<isindex>",
        // an `a` that is out of scope is dropped from the stack, and its end tag has no
        // effect.
        "<a><select><a>",
    ];
    for html in &found.conservative {
        assert!(reasons.iter().any(|reason| html.contains(reason)), "{html}");
    }
    assert_eq!(found.conservative.len(), expected);
}

/// HTML names that the element table does not distinguish.
const ORDINARY: &[&str] = &[
    "abbr",
    "acronym",
    "bdi",
    "bdo",
    "blink",
    "cite",
    "command",
    "content",
    "data",
    "del",
    "dfn",
    "fencedframe",
    "ins",
    "kbd",
    "map",
    "mark",
    "menuitem",
    "multicol",
    "nextid",
    "picture",
    "portal",
    "q",
    "samp",
    "shadow",
    "slot",
    "spacer",
    "span",
    "sub",
    "sup",
    "time",
    "var",
];

#[test]
fn names_outside_the_table_are_ordinary_to_parsers() {
    let known = source_names();
    for &name in ORDINARY {
        assert!(!known.contains(&name), "{name}");
    }
    let mut names = renderable_names();
    names.extend(ORDINARY);
    for reading in Reading::modes() {
        let found = compare_all_chains(&names, 2, reading);
        assert_eq!(found.unsound, [""; 0], "{reading:?}");
    }
}

/// Elements with nesting rules, so that random trees often involve the rules.
const RULED: &[&str] = &[
    "a",
    "address",
    "b",
    "blockquote",
    "button",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "h1",
    "h2",
    "hr",
    "i",
    "li",
    "marquee",
    "nobr",
    "noscript",
    "ol",
    "p",
    "pre",
    "rb",
    "rp",
    "rt",
    "rtc",
    "ruby",
    "search",
    "section",
    "table",
    "td",
    "ul",
    UNKNOWN,
];

const TABLE_PARTS: &[&str] = &[
    "caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr",
];

const TEXTS: &[&str] = &["x", "a b", " y ", "é\u{a0}—", "\u{1f600}", " "];

/// A predicate: whether a child is allowed inside these open elements.
type Admits<'a> = &'a dyn Fn(&[&str], Child<'_>) -> bool;

/// Writes a random tree that the predicate admits in `holder`, as canonical HTML.
fn random_tree(tape: &mut Tape, names: &[&str], holder: &[&str], admits: Admits<'_>) -> String {
    let mut out = String::new();
    let mut open = holder.to_vec();
    let mut after_text = false;
    let mut left = 0..=59;
    while tape.again(&mut left) {
        match tape.below(8) {
            0 | 1 if after_text => {}
            0 | 1 => {
                // White space is allowed where other text may not be.
                let text = tape.pick(TEXTS);
                out.push_str(if admits(&open, TEXT) { text } else { "\n" });
                after_text = true;
            }
            2 | 3 => {
                if open.len() > holder.len() {
                    let name = open.pop().unwrap();
                    out.push_str(&format!("</{name}>"));
                    after_text = false;
                }
            }
            _ => {
                let in_table = open.last().is_some_and(|_| !admits(&open, TEXT));
                let pool = match tape.below(4) {
                    1.. if in_table => TABLE_PARTS,
                    0 | 1 => RULED,
                    _ => names,
                };
                let name = tape.pick(pool);
                if open.len() < holder.len() + 12 && admits(&open, Some(name)) {
                    let attribute = ["", "", "", " title=\"1\""][tape.below(4)];
                    out.push_str(&format!("<{name}{attribute}>"));
                    if !is_void(name) {
                        open.push(name);
                    }
                    after_text = false;
                }
            }
        }
    }
    for name in open[holder.len()..].iter().rev() {
        out.push_str(&format!("</{name}>"));
    }
    tape.show("tree", || format!("{out:?}"));
    out
}

/// The contexts in which a fragment may be parsed.
const CONTEXTS: &[&str] = &[
    "div", "body", "li", "p", "td", "h1", "a", "button", "span", "pre", "template",
];

/// The tags of a page template around our content: those unknown to us, and the one that
/// we are told about, which the content must suit.
const HOLDERS: &[(&[&str], &[&str])] = &[
    (&[], &["p"]),
    (&[], &["h1"]),
    (&[], &["a"]),
    (&[], &["button"]),
    (&[], &["span"]),
    (&[], &["pre"]),
    (&[], &["nobr"]),
    (&[], &["template"]),
    (&["ul"], &["li"]),
    (&["dl"], &["dd"]),
    (&["table"], &["caption"]),
    (&["table", "tbody", "tr"], &["td"]),
    (&[], &["dl", "div"]),
    (&["ul", "li"], &[]),
    (&["ol", "li", "div"], &["p"]),
    (&["ol", "li", "div"], &[]),
    (&["ul", "li", "search"], &[]),
    (&["dl", "dd"], &[]),
    (&["dl", "div", "dt"], &[]),
    (&["ruby", "rt"], &[]),
    (&["ruby", "rtc"], &[]),
    (&["details", "summary"], &[]),
    (&["table", "tbody", "tr", "td"], &[]),
    (&["b", "b", "b", "b", "font"], &[]),
    (&["marquee"], &[]),
];

/// Returns a random tree that is read as another one, in any context.
fn failure(tape: &mut Tape, names: &[&str], admits: Admits<'_>) -> Option<String> {
    let mode = tape.pick(&Reading::modes());
    let tree = random_tree(tape, names, &[], admits);
    for context in CONTEXTS {
        if (Reading { context, ..mode }).read(&tree) != tree {
            return Some(format!("in {context}, {mode:?}: {tree}"));
        }
    }
    let (unseen, holder) = tape.pick(HOLDERS);
    let tree = random_tree(tape, names, holder, admits);
    let page = write_chain(&[unseen, holder].concat(), &tree);
    (mode.read(&page) != page).then(|| format!("{mode:?}: {page}"))
}

#[test]
fn random_trees_are_read_as_they_were_written() {
    let names = renderable_names();
    law::check(cases(), |tape| {
        assert_eq!(failure(tape, &names, &nesting::admits), None);
    });
}

#[test]
fn random_trees_of_all_names_hold_by_the_rules_of_parsers() {
    let names = source_names();
    law::check(cases(), |tape| {
        let tree = random_tree(tape, &names, &[], &nesting::parser_admits);
        let reading = Reading {
            quirks: tape.pick(&[QuirksMode::NoQuirks, QuirksMode::Quirks]),
            ..Reading::PLAIN
        };
        assert_eq!(reading.read(&tree), tree, "{reading:?}");
    });
}

/// Control: with any single rule switched off, the oracle must notice.
#[test]
fn each_rule_is_needed() {
    type Exception = fn(&[&str], Child<'_>) -> bool;
    fn holder<'a>(open: &[&'a str]) -> &'a str {
        open.last().copied().unwrap_or_default()
    }
    let exceptions: &[(&str, Exception)] = &[
        ("1: text in a row", |open, child| {
            holder(open) == "tr" && child == TEXT
        }),
        ("1: text in colgroup", |open, child| {
            holder(open) == "colgroup" && child == TEXT
        }),
        ("1: div in a table", |open, child| {
            holder(open) == "table" && child == Some("div")
        }),
        ("1: tr in a table", |open, child| {
            holder(open) == "table" && child == Some("tr")
        }),
        ("1: td anywhere", |_, child| child == Some("td")),
        ("2: p in p", |open, child| {
            holder(open) == "p" && child == Some("p")
        }),
        ("2: div in p", |open, child| {
            open.contains(&"p") && child == Some("div")
        }),
        ("2: hr in p", |open, child| {
            holder(open) == "p" && child == Some("hr")
        }),
        ("2: search in p", |open, child| {
            holder(open) == "p" && child == Some("search")
        }),
        ("2: table in p", |open, child| {
            holder(open) == "p" && child == Some("table")
        }),
        ("3: h2 in h1", |open, child| {
            holder(open) == "h1" && child == Some("h2")
        }),
        ("4: li in li", |open, child| {
            holder(open) == "li" && child == Some("li")
        }),
        ("4: li in search in li", |open, child| {
            open.ends_with(&["li", "search"]) && child == Some("li")
        }),
        ("4: dd anywhere in dt", |open, child| {
            open.contains(&"dt") && child == Some("dd")
        }),
        ("5: a in a", |open, child| {
            holder(open) == "a" && child == Some("a")
        }),
        ("5: a in b in a", |open, child| {
            open.contains(&"a") && child == Some("a")
        }),
        ("6: nobr in nobr", |open, child| {
            open.contains(&"nobr") && child == Some("nobr")
        }),
        ("6: button in button", |open, child| {
            open.contains(&"button") && child == Some("button")
        }),
        ("7: rt in rt", |open, child| {
            holder(open) == "rt" && child == Some("rt")
        }),
        ("7: rb in rtc", |open, child| {
            holder(open) == "rtc" && child == Some("rb")
        }),
        ("7: rt in p in ruby", |open, child| {
            open.contains(&"ruby") && holder(open) == "p" && child == Some("rt")
        }),
        ("8: li in anything", |open, child| {
            open.is_empty() && child == Some("li")
        }),
        ("8: dt in anything", |open, child| {
            open.is_empty() && child == Some("dt")
        }),
        ("8: rt in anything", |open, child| {
            open.is_empty() && child == Some("rt")
        }),
        ("scripting: noscript", |_, child| child == Some("noscript")),
    ];
    let names = renderable_names();
    for (rule, exception) in exceptions {
        let admits = |open: &[&str], child: Child<'_>| {
            nesting::admits(open, child) || exception(open, child)
        };
        let mut tapes = (0..20_000).map(Tape::of_case);
        let is_found = tapes.any(|mut tape| failure(&mut tape, &names, &admits).is_some());
        assert!(is_found, "{rule}");
    }
}

/// Whether each step inwards is admitted.
#[track_caller]
fn check(chain: &str, by_parsers: bool, by_us: bool) {
    let chain: Vec<&str> = chain.split('>').collect();
    let child = |name| (name != "#").then_some(name);
    let all =
        |admits: Admits<'_>| (0..chain.len()).all(|at| admits(&chain[..at], child(chain[at])));
    assert_eq!(
        all(&nesting::parser_admits),
        by_parsers,
        "parsers: {chain:?}"
    );
    assert_eq!(all(&nesting::admits), by_us, "we: {chain:?}");
}

#[test]
fn the_rules_by_example() {
    let parsers_and_us = |chain| check(chain, true, true);
    let parsers_only = |chain| check(chain, true, false);
    let nobody = |chain| check(chain, false, false);

    // 1
    parsers_and_us("table>tbody>tr>td>#");
    parsers_and_us("table>caption>table>thead>tr>th>p>#");
    parsers_and_us("table>colgroup>col");
    for chain in [
        "table>tr",
        "table>col",
        "table>#",
        "table>tbody>#",
        "table>tbody>td",
        "table>colgroup>#",
        "tr",
        "td",
        "caption",
        "table>div",
        "div>tbody",
        "br>#",
        "br>b",
    ] {
        nobody(chain);
    }
    // 2
    nobody("p>b>div");
    nobody("p>table");
    nobody("p>station>hr");
    nobody("p>search");
    parsers_and_us("p>marquee>div");
    parsers_only("p>object>div>p");
    parsers_only("p>button>div>p");
    // 3
    nobody("h1>h2");
    parsers_and_us("h1>b>h2>#");
    // 4
    nobody("ul>li>li");
    nobody("ul>li>div>p>li");
    nobody("ul>li>search>li");
    parsers_and_us("ul>li>ol>li>#");
    parsers_and_us("menu>li");
    nobody("dl>dt>div>dd");
    parsers_and_us("dl>dd>dl>dt");
    // 5
    nobody("a>b>a");
    nobody("a>div>a");
    parsers_and_us("a>table>tbody>tr>td>a>#");
    parsers_and_us("a>table>caption>a");
    // 6
    nobody("nobr>b>nobr");
    parsers_and_us("nobr>table>tbody>tr>td>nobr");
    nobody("button>div>button");
    // 7
    parsers_and_us("ruby>rb");
    parsers_and_us("ruby>rtc>rt>#");
    parsers_and_us("ruby>rt>ruby>rt");
    nobody("ruby>rt>rp");
    nobody("ruby>rtc>rb");
    nobody("ruby>p>rt");
    parsers_only("p>rt");
    // 8
    for chain in [
        "li",
        "div>li",
        "ul>span>li",
        "dir>li",
        "dd",
        "div>dd",
        "dl>div>div>dd",
        "dl>span>dt",
        "rt",
        "ruby>span>rt",
        "rtc>rt",
        "pre>div",
        "pre>b>hr",
        "pre>span>table",
        "pre>p",
    ] {
        parsers_only(chain);
    }
    parsers_and_us("dl>div>dt");
    parsers_and_us("pre>a>br");
    // Names that no entry may render.
    for chain in [
        "script>#",
        "noscript>p>#",
        "template>p",
        "form",
        "select>option>#",
        "object",
    ] {
        parsers_only(chain);
    }
    for chain in [
        "svg",
        "math",
        "image",
        "plaintext",
        "body",
        "form>div>form",
        "select>option>option",
        "select>input",
        "script>b",
    ] {
        nobody(chain);
    }
}
