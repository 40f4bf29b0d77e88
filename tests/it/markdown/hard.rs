//! Cases that most writers get wrong: emphasis next to punctuation, spaces at its edges,
//! adjacent marks, text that looks like markup.

use std::collections::BTreeMap;

use standoff::{Authority, FieldPolicy, Ingester, Renderer};

use super::{faithful, markdown};
use crate::law;
use crate::tape::{Tape, cases};

/// Sources, their Markdown, and the losses.
const HARD: &[(&str, &str, &str)] = &[
    (
        "with<em> All Things</em>this",
        "wit&#104;*&#32;All Things*this",
        "",
    ),
    ("<strong>Note:</strong>next", "**Note:**&#110;ext", ""),
    (
        "said<strong>“Hi”</strong>there",
        "sai&#100;**“Hi”**&#116;here",
        "",
    ),
    (
        "<strong><a href=\"/u\">w</a></strong>x",
        "**[w](/u)**&#120;",
        "",
    ),
    (
        "中<strong>「文」</strong>字",
        "&#20013;**「文」**&#23383;",
        "",
    ),
    ("<em>a</em><em>b</em>", "*a*_b_", ""),
    ("<strong>a</strong><strong>b</strong>", "**a**__b__", ""),
    ("<em>a</em><strong>b</strong>", "*a*__b__", ""),
    ("<em>a <em>b</em> c</em>", "*a _b_ c*", ""),
    ("<em><em>b</em></em>", "*_b_*", ""),
    ("<em><em><em>b</em></em></em>", "*_*b*_*", ""),
    ("<strong><em>b</em></strong>", "**_b_**", ""),
    ("<em><strong>b</strong></em>", "_**b**_", ""),
    (
        "<em>a<strong>b</strong></em><strong>c</strong>",
        "_a**b**_**c**",
        "",
    ),
    ("un<em>believ</em>able", "un*believ*able", ""),
    (
        "<em>un<strong>believ</strong>able</em>",
        "*un**believ**able*",
        "",
    ),
    ("<em>a<em>b</em>c</em>", "*&#97;*b*c*", ""),
    ("<em>“a”</em><em>“b”</em>", "*“a”*_“b”_", ""),
    ("a<em></em>b", "ab", "em"),
    ("<em>&nbsp;x&nbsp;</em>", "*&nbsp;x&nbsp;*", ""),
    ("<b>Head<br></b>line", "**Head**\\\nline", "br"),
    ("<b>a<br>b</b>", "**a\\\nb**", ""),
    ("a<br><b><br>b</b>", "a\\\n**\\\nb**", ""),
    ("a<em>*</em>b", "&#97;*\\**&#98;", ""),
    (
        "a*b*c_d_e __f__ snake_case",
        "a\\*b\\*c_d_e \\_\\_f\\_\\_ snake_case",
        "",
    ),
    ("<em>$5</em>0", "*$5*0", ""),
    ("5<em>€</em>", "&#53;*€*", ""),
    ("x<em>😀</em>y", "&#120;*😀*&#121;", ""),
    ("😀<em>x</em>😀", "😀*x*😀", ""),
    (
        "<code>`</code><code>a``b</code> <code> x </code>",
        "`` ` ``a\\`\\`b `x`",
        "code",
    ),
    ("\\`<code>a</code>\\", "\\\\\\``a`\\\\", ""),
    (
        "<a href=\"/u_(v)\" title='a \"b\"'>x [y] \\</a>!",
        "[x \\[y\\] \\\\](/u_\\(v\\) \"a \\\"b\\\"\")!",
        "",
    ),
    ("wow!<a href=\"/u\">x</a>", "wow\\![x](/u)", ""),
    (
        "<a href=\"http://a.b/?c=1&amp;d\">http://a.b/?c=1&amp;d</a>",
        "<http://a.b/?c=1&d>",
        "",
    ),
    ("<a href=\"/it's\">x</a>", "[x](</it's>)", ""),
    (
        "<a href=\"/?a&amp;copy;=\">x</a>",
        "[x](/?a&amp;copy;=)",
        "",
    ),
    (
        "<a href=\"/u\"><em>x</em></a><em>y</em>",
        "[*x*](/u)*y*",
        "",
    ),
    (
        "<em>a <a href=\"/u\">b <em>c</em></a></em>",
        "*a [b *c*](/u)*",
        "",
    ),
    (
        "&amp;copy; &amp;x &lt;b> [a]: x ~s~",
        "&amp;copy; &x &lt;b> \\[a\\]: x \\~s\\~",
        "",
    ),
    (
        "# a<br>- b<br>1. c<br>> d<br>===<br>---<br>+",
        "\\# a\\\n\\- b\\\n1\\. c\\\n\\> d\\\n\\===\\\n\\---\\\n\\+",
        "",
    ),
    ("1986. A year", "1986\\. A year", ""),
    (
        "<h2>a #</h2><h3></h3><h1>b<br>c</h1><h4>d<br>e</h4>",
        "## a \\#\n\n###\n\nb\\\nc\n===\n\n#### d e",
        "br",
    ),
    (
        "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>",
        "- a\n- b\n  - c",
        "",
    ),
    (
        "<ul><li><p>a</p></li><li><p>b</p></li></ul>",
        "- a\n\n- b",
        "",
    ),
    (
        "<ul><li>a</li></ul><ul><li>b</li></ul><ol start=\"7\"><li>c</li></ol><ol><li>d</li></ol>",
        "- a\n\n+ b\n\n7. c\n\n1) d",
        "",
    ),
    (
        "<ol start=\"-2\" type=\"a\"><li value=\"4\">a</li><li value=\"9\">b</li></ol>",
        "4. a\n5. b",
        "start type value",
    ),
    (
        "<ul><li></li><li><ul><li><ul><li></li></ul></li></ul></li></ul>",
        "-\n- + -\n",
        "",
    ),
    (
        "<blockquote><p>a</p><ul><li>b</li></ul></blockquote><blockquote></blockquote>",
        "> a\n>\n> - b\n\n>\n",
        "",
    ),
    ("<ul><li><hr>a</li></ul><hr>", "- ___\n\n  a\n\n---", ""),
    (
        "<pre>a\n\n  ```b\n</pre><ul><li><pre>\t<code>c</code></pre></li></ul>",
        "````\na\n\n  ```b\n````\n\n- ```\n  \tc\n  ```",
        "code",
    ),
    (
        "<img src=\"/i\" alt=\"a ] *\"><img alt=\"b\" src=\"/j k\">",
        "![a \\] \\*](/i)![b](</j k>)",
        "",
    ),
    (
        "<a href=\"/u\"><h2>T</h2><p>x</p></a>",
        "## [T](/u)\n\n[x](/u)",
        "a",
    ),
    (
        "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>",
        "a\tb\n\nc",
        "td tr table tbody td tr td",
    ),
    ("<p>H<sub>2</sub>O <del>x</del></p>", "H2O x", "sub del"),
];

#[test]
fn hard_trees_come_back() {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let renderer = markdown(&authority);
    let mut faults = Vec::new();
    for (source, output, lost) in HARD {
        let content = ingester.ingest(source).unwrap().into_content();
        let rendered = renderer.render(&content);
        let names: Vec<&str> = rendered.losses().iter().map(|loss| loss.name()).collect();
        if rendered.output() != *output || names.join(" ") != *lost {
            faults.push(format!(
                "{source}\n  {:?} {:?}",
                rendered.output(),
                names.join(" ")
            ));
        }
        let result = faithful(&content, &authority, rendered.output(), rendered.losses());
        faults.extend(result.err());
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Text that looks like markup of any dialect, and long text.
#[test]
fn text_that_looks_like_markup_comes_back() {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let renderer = markdown(&authority);
    let long = "word*_` ".repeat(5_000);
    let deep = format!("{}x{}", "<em>".repeat(60), "</em>".repeat(60));
    let sources = [
        "&lt;http://a.b> &lt;a@b.c> http://a.b/_c_ www.a.b",
        "| a | b |<br>|---|---|<br>| c | d |",
        "- [ ] a<br>- [x] b<br>[^1]: c<br>: d<br>~~~<br>~~e~~",
        "<ul><li>- [ ] a</li><li>1. b</li><li># c</li><li>> d</li><li>---</li></ul>",
        "<blockquote>> a</blockquote><blockquote><ol start=9><li>b</li></ol></blockquote>",
        "<h2>a ## #</h2><h3># b</h3><h1>===</h1>",
        "<p>a  </p><p>b\\</p><p>c<br></p><p>\tb</p><p>&nbsp;&nbsp;&nbsp; c</p>",
        "<pre>    a\n\n\tb  \n```\n~~~</pre><pre> </pre>",
        "<p>&amp;copy; &amp;#35; &amp;#x23; &amp;amp;lt; &amp;</p>",
        "<a href=\"/a(b)c\\\">[x](y)</a><a href=\"/ &lt;b>\">![z]</a>",
        "<img src=/i alt=\"*a* `b` [c](d) ![e](f) &amp;lt;\">",
        "<code>a``b`</code> <code>\\</code> <code>&lt;b>*c*</code> <code>[x](y)</code>",
        "中<em>「文」</em>字<strong>，</strong>漢<em>字</em>、<strong>日</strong>本",
        "a<em>—</em>b<em>…</em>c<strong>“</strong>d<em>💧</em>e<em>£1</em>f",
        "<em>a</em>*<strong>b</strong>_<em>c</em>**<em>d</em>__",
        "<ol start=0><li>a</li></ol><ol start=999999999><li>b</li></ol><p>1986) c",
        "<ul><li></li></ul><ul><li></li><li>a</li></ul><ol><li></li></ol>",
        long.as_str(),
        deep.as_str(),
    ];
    for source in sources {
        let content = ingester.ingest(source).unwrap().into_content();
        let rendered = renderer.render(&content);
        faithful(&content, &authority, rendered.output(), rendered.losses())
            .unwrap_or_else(|fault| panic!("{source}\n{fault}"));
        // No text is lost, and no block.
        let lost = rendered.losses().iter().map(|loss| loss.name());
        let lost: Vec<_> = lost.filter(|name| HAS.contains(name)).collect();
        let is_inline = |name: &&str| matches!(*name, "em" | "strong" | "code" | "br" | "p");
        assert!(lost.iter().all(is_inline), "{source}: {lost:?}");
    }
}

/// Every character, next to emphasis and inside.
#[test]
fn every_character_may_stand_beside_emphasis() {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let renderer = markdown(&authority);
    // comrak reads a reference to U+E000 as half of a surrogate pair.
    let is_written = |c: &char| {
        !c.is_control()
            && !matches!(c, '&' | '<' | '\u{E000}' | '\u{FDD0}'..='\u{FDEF}')
            && u32::from(*c) & 0xFFFE != 0xFFFE
    };
    let all: Vec<char> = ('!'..=char::MAX).filter(is_written).collect();
    // All other characters behave alike.
    let near = all
        .iter()
        .filter(|c| **c < '\u{32000}' || u32::from(**c) % 97 == 0);
    let near: Vec<char> = near.copied().collect();
    let check = |some: &[char]| {
        let line = |c| format!("<p>a{c}<b>{c}b{c}</b>{c}a <i>{c}</i>x<i>a</i>{c}</p>");
        let source: String = some.iter().map(line).collect();
        let content = ingester.ingest(&source).unwrap().into_content();
        let rendered = renderer.render(&content);
        assert_eq!(rendered.losses(), [], "{some:?}");
        faithful(&content, &authority, rendered.output(), rendered.losses())
    };
    if let Some(some) = near.chunks(500).find(|some| check(some).is_err()) {
        // Checks them one by one to find the faulty one.
        for c in some {
            check(&[*c]).unwrap_or_else(|fault| panic!("{fault}"));
        }
        panic!("together only: {some:?}");
    }
}

const TEXTS: &[&str] = &[
    "a",
    "b",
    "word",
    "two words",
    " ",
    " a",
    "a ",
    "“",
    "”",
    "(",
    ")",
    ".",
    ",",
    "!",
    "*",
    "**",
    "_",
    "__",
    "`",
    "``",
    "\\",
    "[",
    "]",
    "](",
    "#",
    "-",
    "1.",
    "12)",
    "+",
    ">",
    "=",
    "~",
    "&amp;",
    "&amp;amp;",
    "&lt;",
    "&nbsp;",
    "—",
    "…",
    "é",
    "日",
    "「",
    "」",
    "。",
    "😀",
    "e\u{301}",
    "\u{301}",
    "\u{200B}",
    "\u{2028}",
    "$",
    "€",
    "+",
    "|",
    ":",
    "\t",
    "  ",
    "snake_case",
    "http://a.b",
    "\u{FEFF}",
    "Ⓐ",
];

const INLINES: &[&str] = &[
    "em",
    "em",
    "em",
    "i",
    "strong",
    "strong",
    "b",
    "a href=\"/u\"",
    "a href=\"http://a.b\"",
    "code",
    "sub",
    "span",
];

const BLOCKS: &[&str] = &[
    "p",
    "p",
    "p",
    "h1",
    "h2",
    "h5",
    "blockquote",
    "ul",
    "ol",
    "ol start=\"3\"",
    "pre",
    "div",
];

/// Lines with marks.
fn inline(tape: &mut Tape, depth: usize, out: &mut String) {
    let mut left = 1..=4;
    while tape.again(&mut left) {
        match tape.below(12) {
            0..=4 => out.push_str(tape.pick(TEXTS)),
            5 => out.push_str("<br>"),
            6 if tape.once_in(3) => out.push_str("<img src=\"/i\" alt=\"a*]\">"),
            _ if depth > 0 => {
                let mark = tape.pick(INLINES);
                let name = mark.split(' ').next().unwrap();
                out.push_str(&format!("<{mark}>"));
                inline(tape, depth - 1, out);
                out.push_str(&format!("</{name}>"));
            }
            _ => out.push('x'),
        }
    }
}

/// Blocks with lines.
fn blocks(tape: &mut Tape, depth: usize, out: &mut String) {
    let mut left = 1..=3;
    while tape.again(&mut left) {
        if depth == 0 || tape.once_in(6) {
            inline(tape, 3, out);
            continue;
        }
        let block = tape.pick(BLOCKS);
        let name = block.split(' ').next().unwrap();
        out.push_str(&format!("<{block}>"));
        match name {
            "ul" | "ol" => {
                let mut items = 1..=3;
                while tape.again(&mut items) {
                    out.push_str("<li>");
                    match tape.below(4) {
                        0 => {}
                        1 => inline(tape, 2, out),
                        _ => blocks(tape, depth - 1, out),
                    }
                    out.push_str("</li>");
                }
            }
            "blockquote" | "div" => blocks(tape, depth - 1, out),
            "pre" => {
                let lines = ["x", "\n", "```", "\t", "  "];
                out.extend(tape.many(0..=4, |tape| tape.pick(&lines)));
            }
            _ => inline(tape, 4, out),
        }
        out.push_str(&format!("</{name}>"));
    }
}

/// Makes a source from difficult pieces.
pub(super) fn source(tape: &mut Tape) -> String {
    let mut out = String::new();
    match tape.once_in(3) {
        true => blocks(tape, 3, &mut out),
        false => {
            out.push_str("<p>");
            inline(tape, 4, &mut out);
            out.push_str("</p>");
        }
    }
    tape.show("source", || format!("{out:?}"));
    out
}

/// For each mark of CommonMark: how many there were, and how many were lost.
type Counts = BTreeMap<String, [usize; 2]>;

fn count(
    ingester: &Ingester,
    renderer: &Renderer,
    authority: &Authority,
    source: &str,
    counts: &mut Counts,
) -> Result<(), String> {
    let content = ingester.ingest(source).unwrap().into_content();
    let rendered = renderer.render(&content);
    faithful(&content, authority, rendered.output(), rendered.losses())?;
    let tags = content
        .spans()
        .filter_map(|span| authority.tag(span.markup()));
    for tag in tags.filter(|tag| HAS.contains(&tag.name())) {
        counts.entry(tag.name().into()).or_default()[0] += 1;
    }
    for loss in rendered.losses() {
        if let Some(count) = counts.get_mut(loss.name()) {
            count[1] += 1;
        }
    }
    Ok(())
}

const HAS: &[&str] = &[
    "em",
    "i",
    "strong",
    "b",
    "a",
    "code",
    "br",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "hr",
    "img",
];

#[test]
fn random_hard_trees_come_back() {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let renderer = markdown(&authority);
    let mut counts = Counts::new();
    law::check(cases(), |tape| {
        let source = source(tape);
        let result = count(&ingester, &renderer, &authority, &source, &mut counts);
        result.unwrap_or_else(|fault| panic!("{source}\n{fault}"));
    });
    println!("marks, refused: {counts:?}");
}

/// Real pages.
#[test]
#[ignore = "STANDOFF_CORPUS has to name a directory of them"]
fn a_corpus_comes_back() {
    let corpus = std::env::var_os("STANDOFF_CORPUS").unwrap();
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let renderer = markdown(&authority);
    let mut counts = Counts::new();
    for entry in std::fs::read_dir(corpus).unwrap() {
        let path = entry.unwrap().path();
        let source = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        count(&ingester, &renderer, &authority, &source, &mut counts).unwrap_or_else(|fault| {
            panic!("{path:?}: {}", fault.chars().take(2000).collect::<String>())
        });
    }
    println!("marks, refused: {counts:?}");
}
