//! The words on both sides of a border, or of a removed part, stay as far apart as they
//! were. Words of two blocks are never joined, in any syntax, whatever a profile strips,
//! removes or replaces. No space is doubled. The model is the tree from which the source
//! is written.

use standoff::profile::{Links, Lists, Markers, Rule, Syntax, Unit};
use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};

use super::stock::{Event, PLAIN};
use crate::law;
use crate::tape::{Tape, cases};
use crate::writers::hast;

const SYNTAXES: [Syntax; 8] = [
    Syntax::Html,
    Syntax::Xml,
    Syntax::Plain,
    Syntax::Markdown,
    Syntax::Ssml,
    Syntax::Slack,
    Syntax::Hast,
    Syntax::Ranges(Unit::Bytes),
];

/// The visible items, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Item {
    Word(String),
    /// A separation of the words around it.
    Apart,
}

/// A source with its visible items.
struct Tree<'r> {
    tape: &'r mut Tape,
    rules: &'r [(&'static str, Rule)],
    source: String,
    items: Vec<Item>,
    words: usize,
    hidden: usize,
}

const FLOWS: [&str; 3] = ["div", "blockquote", "section"];
const LINES: [&str; 3] = ["p", "h2", "figcaption"];
const MARKS: [&str; 7] = ["em", "b", "del", "q", "sup", "span", "code"];

impl Tree<'_> {
    fn rule(&self, name: &str) -> &Rule {
        let mut rules = self.rules.iter();
        let rule = rules.find(|(other, _)| *other == name);
        rule.map_or(&Rule::Keep, |(_, rule)| rule)
    }

    fn word(&mut self) -> String {
        self.words += 1;
        format!("w{}w", self.words)
    }

    fn see(&mut self, item: Item) {
        if self.hidden == 0 {
            self.items.push(item);
        }
    }

    /// Writes an element with its content.
    fn element(&mut self, name: &str, is_block: bool, inside: impl FnOnce(&mut Self)) {
        let rule = self.rule(name).clone();
        if is_block {
            self.see(Item::Apart);
        }
        if let Rule::Replace(text) = &rule {
            let words = text.split_whitespace();
            words.for_each(|word| self.see(Item::Word(word.to_owned())));
        }
        let hides = matches!(rule, Rule::Replace(_) | Rule::Remove);
        self.hidden += usize::from(hides);
        self.source.push_str(&format!("<{name}>"));
        inside(self);
        self.source.push_str(&format!("</{name}>"));
        self.hidden -= usize::from(hides);
        if is_block {
            self.see(Item::Apart);
        }
    }

    fn line(&mut self, depth: usize) {
        let mut left = 0..=3;
        while self.tape.again(&mut left) {
            match self.tape.below(10) {
                0..=2 => {
                    let word = self.word();
                    self.source.push_str(&word);
                    self.see(Item::Word(word));
                }
                3..=5 => {
                    self.source.push(' ');
                }
                6 => {
                    self.source.push_str("<br>");
                    self.see(Item::Apart);
                }
                7 => {
                    let word = self.word();
                    self.source.push_str(&format!("<img src=/i alt={word}>"));
                    if matches!(self.rule("img"), Rule::Describe(_)) {
                        self.see(Item::Word(word));
                    }
                }
                _ if depth > 0 => {
                    let name = self.tape.pick(&MARKS);
                    self.element(name, false, |tree| tree.line(depth - 1));
                }
                _ => {}
            }
        }
    }

    fn flow(&mut self, depth: usize) {
        let mut left = 1..=3;
        while self.tape.again(&mut left) {
            match self.tape.below(6) {
                0 => self.line(2),
                1 | 2 => {
                    let name = self.tape.pick(&LINES);
                    self.element(name, true, |tree| tree.line(2));
                }
                3 if depth > 0 => {
                    let name = self.tape.pick(&FLOWS);
                    self.element(name, true, |tree| tree.flow(depth - 1));
                }
                4 if depth > 0 => self.element("ul", true, |tree| {
                    let mut items = 1..=2;
                    while tree.tape.again(&mut items) {
                        tree.element("li", true, |tree| tree.flow(depth - 1));
                    }
                }),
                5 if depth > 0 => self.element("table", true, |tree| {
                    tree.source.push_str("<tbody>");
                    let mut rows = 1..=2;
                    while tree.tape.again(&mut rows) {
                        tree.element("tr", true, |tree| {
                            let mut cells = 1..=2;
                            while tree.tape.again(&mut cells) {
                                tree.element("td", true, |tree| tree.flow(depth - 1));
                            }
                        });
                    }
                    tree.source.push_str("</tbody>");
                }),
                _ => {
                    self.source.push_str("<hr>");
                    self.see(Item::Apart);
                }
            }
        }
    }
}

fn rules(tape: &mut Tape) -> Vec<(&'static str, Rule)> {
    let mut rules = vec![(
        "img",
        match tape.once_in(4) {
            true => Rule::Remove,
            false => Rule::Describe("alt".into()),
        },
    )];
    let all = FLOWS.iter().chain(&LINES).chain(&MARKS);
    for name in all.chain(&["ul", "li", "td", "tr"]) {
        let rule = match tape.below(8) {
            0 | 1 => Rule::Keep,
            2 | 3 => Rule::Strip,
            4 => Rule::Remove,
            5 => Rule::Replace("wRw".into()),
            6 => Rule::Surround("(".into(), ")".into()),
            _ => Rule::Quote,
        };
        rules.push((name, rule));
    }
    tape.show("rules", || format!("{rules:?}"));
    rules
}

/// Returns the text that a reader of the syntax sees; line feeds separate words.
fn seen(output: &str, syntax: Syntax) -> String {
    match syntax {
        Syntax::Html => visible(output),
        Syntax::Xml => visible(&output.replace("></br>", ">")),
        Syntax::Hast => visible(&hast::html(output)),
        Syntax::Markdown => visible(&comrak::markdown_to_html(
            output,
            &comrak::Options::default(),
        )),
        Syntax::Ssml => {
            let document = roxmltree::Document::parse(output).unwrap();
            let mut text = String::new();
            for node in document.descendants() {
                match node.tag_name().name() {
                    "p" | "s" | "break" => text.push('\n'),
                    _ => text.push_str(node.text().filter(|_| node.is_text()).unwrap_or("")),
                }
            }
            text
        }
        _ => output.to_owned(),
    }
}

/// Returns the text of HTML.
fn visible(html: &str) -> String {
    let inline = [
        "em", "b", "strong", "i", "del", "q", "sup", "span", "code", "a",
    ];
    let mut open = Vec::new();
    let mut text = String::new();
    for event in PLAIN.read(html) {
        match event {
            Event::Open(element) => {
                let border = match &*element.name {
                    "img" => "\u{FFFC}",
                    name if inline.contains(&name) => "",
                    _ => "\n",
                };
                text.push_str(border);
                open.push(border);
            }
            Event::Close => text.push_str(open.pop().unwrap().trim_start_matches('\u{FFFC}')),
            Event::Text(more) => text.push_str(&more),
            Event::Other => {}
        }
    }
    text
}

/// Returns the fault of a text that a reader sees.
fn fault(items: &[Item], seen: &str) -> Option<String> {
    let mut rest = seen;
    let mut is_apart = true;
    for item in items {
        let Item::Word(word) = item else {
            is_apart = true;
            continue;
        };
        let Some(at) = rest.find(&**word) else {
            return Some(format!("{word} is not there"));
        };
        let (gap, behind) = (&rest[..at], &rest[at + word.len()..]);
        if gap.contains("w") {
            return Some(format!("{gap:?} is before {word}"));
        }
        if is_apart && rest.len() < seen.len() && !gap.contains(char::is_whitespace) {
            return Some(format!("{word} is joined with what is before it"));
        }
        (rest, is_apart) = (behind, false);
    }
    if rest.contains('w') {
        return Some(format!("{rest:?} is left"));
    }
    let doubled = seen.match_indices("  ").find(|(at, _)| {
        // Except at the beginning of a line.
        !seen[..*at].trim_end_matches(' ').ends_with('\n') && *at > 0
    });
    if let Some((at, _)) = doubled {
        return Some(format!("{:?} is doubled", &seen[..at + 2]));
    }
    None
}

/// Words stay apart, not counting signs directly next to them: those belong to
/// replacements and markup.
#[test]
fn words_stay_apart_and_spaces_single() {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let (mut words, mut hidden) = (0, 0);
    law::check(cases(), |tape| {
        let rules = rules(tape);
        let mut tree = Tree {
            tape,
            rules: &rules,
            source: String::new(),
            items: Vec::new(),
            words: 0,
            hidden: 0,
        };
        tree.flow(2);
        let Tree {
            source,
            items,
            words: made,
            ..
        } = tree;
        tape.show("source", || format!("{source:?}"));
        let content = ingester.ingest(&source).unwrap().into_content();
        let shown = items.iter().filter(|item| **item != Item::Apart).count();
        words += shown;
        hidden += made.saturating_sub(shown);
        for syntax in SYNTAXES {
            let mut profile = Profile::new(syntax).with_links(Links::Drop);
            if matches!(syntax, Syntax::Plain | Syntax::Slack | Syntax::Ranges(_)) {
                let markers = Markers::new("- ").with_indent("");
                profile = profile.with_lists(Lists::Marked(markers));
            }
            let profile = rules.iter().fold(profile, |profile, (name, rule)| {
                profile.with_rule(*name, rule.clone())
            });
            let renderer = Renderer::new(&profile, &authority).unwrap();
            let rendered = renderer.render(&content);
            let seen = seen(rendered.output(), syntax);
            if let Some(fault) = fault(&items, &seen) {
                panic!(
                    "{syntax:?}: {fault}\n{source}\n{:?}\n{seen:?}\n{rules:?}",
                    rendered.output()
                );
            }
        }
    });
    assert!(words > cases() && hidden > cases() / 2, "{words} {hidden}");
}

/// White space around a removed part.
#[test]
fn what_is_left_out_leaves_one_space() {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let check = |source: &str, html: &str, text: &str| {
        let content = ingester.ingest(source).unwrap().into_content();
        let render = |syntax| {
            let profile = Profile::new(syntax).with_rule("del", Rule::Remove);
            let profile = profile.with_rule("img", Rule::Describe("alt".into()));
            let profile = profile.with_rule("div", Rule::Strip);
            let renderer = Renderer::new(&profile, &authority).unwrap();
            renderer.render(&content).into_output().into_owned()
        };
        assert_eq!(render(Syntax::Html), html, "{source}");
        assert_eq!(render(Syntax::Plain), text, "{source}");
    };
    check("a <del>x</del> b", "a b", "a b");
    check("a <del>x</del> <del>y</del> b", "a b", "a b");
    check("a<del> x</del> b", "a b", "a b");
    check("a <b><del>x</del> b</b>", "a <b>b</b>", "a b");
    check("<b>a </b><del>x</del> b", "<b>a </b>b", "a b");
    check("<p><del>x</del> b</p>", "<p>b</p>", "b");
    check(
        "<p>a <del>x</del></p><p>b</p>",
        "<p>a</p><p>b</p>",
        "a\n\nb",
    );
    check("a<br><del>x</del> b", "a<br>b", "a\nb");
    check("a <del>x</del><img src=/i alt=y> b", "a [y] b", "a [y] b");
    check(
        "<div>a</div><div><del>x</del></div><div>b</div>",
        "a\nb",
        "a\nb",
    );
    check(
        "<div>a</div><div><img src=/i alt=y></div>b",
        "a\n[y]\nb",
        "a\n[y]\nb",
    );
    check(
        "<div>a</div><div><img src=/i alt=y>b</div>",
        "a\n[y]b",
        "a\n[y]b",
    );
    check(
        "<div>a <del>x</del></div><div><img src=/i alt=y>b</div>",
        "a\n[y]b",
        "a\n[y]b",
    );
    check("<pre>a <del>x</del>  b</pre>", "<pre>a  b</pre>", "a  b");
}

/// A space at the end of code is a space: Markdown writes no other behind it.
#[test]
fn a_space_at_the_end_of_code_is_the_only_one() {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let profile = Profile::new(Syntax::Markdown).with_rule("img", Rule::Remove);
    let profile = profile.with_rule("h2", Rule::Strip);
    let renderer = Renderer::new(&profile, &authority).unwrap();
    for (source, expect) in [
        ("<h2>a<code> <img src=/i></code></h2>b", "a` `b"),
        ("<h2>a<code>x <img src=/i></code></h2>b", "a`x `b"),
        ("<h2>a<code>x<img src=/i></code></h2>b", "a`x` b"),
        (
            "<h2>a<code>x <img src=/i></code><b> b</b></h2>",
            "a`x `**b**",
        ),
        ("<h2>a<code>x <img src=/i></code></h2><p>b", "a`x `\n\nb"),
    ] {
        let content = ingester.ingest(source).unwrap().into_content();
        assert_eq!(renderer.render(&content).output(), expect, "{source}");
    }
}

/// An inserted separator belongs to the next text; the one after that text is another.
#[test]
fn a_text_behind_what_is_put_in_keeps_its_separators() {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    for (source, put, stripped, html) in [
        (
            "<table><tr><td></table>x<h2>y</h2>",
            "td",
            "h2",
            "wRw\nx\ny",
        ),
        (
            "<table><tr><td>a</table>x<h2>y</h2>",
            "td",
            "h2",
            "wRw\nx\ny",
        ),
        ("<p><img src=/i></p>x<p>y</p>", "img", "p", "wRw\n\nx\n\ny"),
        (
            "<p>b<img src=/i></p>日<p>y</p>",
            "img",
            "p",
            "bwRw\n\n日\n\ny",
        ),
        (
            "<div><del>a</del></div>x<div>y</div>",
            "del",
            "div",
            "wRw\nx\ny",
        ),
        (
            "<p><del>a</del></p>x<div>y</div>",
            "p",
            "div",
            "wRw\n\nx\ny",
        ),
    ] {
        let content = ingester.ingest(source).unwrap().into_content();
        let profile = Profile::new(Syntax::Html)
            .with_rule(put, Rule::Replace("wRw".into()))
            .with_rule(stripped, Rule::Strip);
        let renderer = Renderer::new(&profile, &authority).unwrap();
        assert_eq!(renderer.render(&content).output(), html, "{source}");
    }
}

/// What stands for an image has the separator before it that text in its place has, also
/// behind a line feed that is content; and what comes behind it has no other.
#[test]
fn what_stands_for_an_image_stands_where_text_would() {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let flat = [Syntax::Plain, Syntax::Slack, Syntax::Ranges(Unit::Bytes)];
    let check = |source: &str, expect: &str| {
        let image = source.replace("[w]", "<img src=/i alt=w>");
        let image = ingester.ingest(&image).unwrap().into_content();
        let words = ingester.ingest(source).unwrap().into_content();
        for syntax in flat {
            let profile = Profile::new(syntax)
                .with_rule("img", Rule::Describe("alt".into()))
                .with_rule("del", Rule::Remove)
                .with_rule("pre", Rule::Strip)
                .with_rule("aside", Rule::Surround("(".into(), ")\n".into()));
            let renderer = Renderer::new(&profile, &authority).unwrap();
            let quoted = renderer.render(&image);
            let quoted = quoted.output();
            let lines = quoted.lines().map(|line| match syntax {
                Syntax::Slack => line.strip_prefix("> ").unwrap_or(line),
                _ => line,
            });
            let unquoted = lines.collect::<Vec<_>>().join("\n");
            assert_eq!(unquoted, expect, "{syntax:?} of {source}");
            if !source.contains("aside") && syntax == Syntax::Plain {
                let words = renderer.render(&words);
                assert_eq!(words.output(), expect, "{source}");
            }
        }
    };
    check("<p>a</p>[w] b", "a\n\n[w] b");
    check("<p>a<br></p>[w] b", "a\n\n\n[w] b");
    check("<p>a<br></p>[w]", "a\n\n\n[w]");
    check("<p>a<br></p><p>[w] b</p>", "a\n\n\n[w] b");
    check("<div>a<br></div>[w] b", "a\n\n[w] b");
    check("<div>a<br><br></div>[w]<br>b", "a\n\n\n[w]\nb");
    check("<blockquote><p>a<br></p>[w] b</blockquote>", "a\n\n\n[w] b");
    check("<p>a<br></p><del>x</del>[w] b", "a\n\n\n[w] b");
    check("<p>a<br></p><del>x<br></del><p>[w]</p>b", "a\n\n\n[w]\n\nb");
    check("<pre>a\n</pre>[w] b", "a\n\n[w] b");
    check("<pre>a</pre><del>x</del><div>[w]</div>", "a\n[w]");
    // The line feed of the `pre` is none of the separator that is left out.
    check("<div>a[w]</div><pre>[w]\n\nb</pre>", "a[w]\n[w]\n\nb");
    check("<div>a<del>x</del></div><pre>[w]\nb</pre>", "a\n[w]\nb");
    // Nothing is before it but what is hidden.
    check("<p><del>x</del></p>[w] b", "[w] b");
    check(
        "<ul><li></li><li><del>x</del></li></ul>[w]<span> b</span>",
        "[w] b",
    );
    check("<p><del>x</del></p><pre>[w]\n\nb</pre>", "[w]\n\nb");
    check("<pre><del>x</del>[w]\nb</pre>", "[w]\nb");
    check("<p></p><pre>[w]\nb</pre>", "[w]\nb");
    // The profile has ended the line.
    check("<aside>a</aside>[w] b", "(a)\n[w] b");
    check("<aside>a</aside><div>[w]</div>b", "(a)\n[w]\nb");
}

/// Control: texts for which the law does not hold.
#[test]
fn joined_words_and_doubled_spaces_are_faults() {
    let word = |word: &str| Item::Word(word.into());
    let items = [word("w1w"), Item::Apart, word("w2w"), word("w3w")];
    assert_eq!(fault(&items, "w1w [w2ww3w]"), None);
    assert_eq!(fault(&items, "\n  w1w\nw2ww3w "), None);
    for bad in [
        "w1ww2ww3w",
        "w1w[w2w] w3w",
        "w1w  w2ww3w",
        "w1w w3ww2w",
        "w1w w2w",
        "w1w w2ww3ww4w",
    ] {
        assert!(fault(&items, bad).is_some(), "{bad}");
    }
    assert_eq!(
        visible("<p>a<b>b</b></p>c<img>d<br>e"),
        "\nab\nc\u{FFFC}d\n\ne"
    );
}
