//! Artefacts of editors: a page of each program, and many small pieces.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use standoff::policy::{ArtefactAction, ArtefactRow, Artefacts, Placement};
use standoff::{Authority, FieldPolicy, Ingester, Renderer};

/// The programs, each with a page in `tests/data/editors`.
const PROGRAMS: [&str; 9] = [
    "google_docs",
    "word",
    "apple",
    "quill",
    "tiptap",
    "ckeditor",
    "tinymce",
    "trix",
    "gutenberg",
];

fn ingester() -> Ingester {
    Ingester::new(&FieldPolicy::for_pastes(), &Authority::article()).unwrap()
}

/// Shows all results of a page.
fn told(source: &str) -> String {
    let ingester = ingester();
    let ingested = ingester.ingest(source).unwrap();
    let (content, authority) = (ingested.content(), ingester.authority());
    let render = |profile: &str| {
        let renderer = Renderer::named(profile, authority).unwrap();
        renderer.render(content).into_output().into_owned()
    };
    let html = Renderer::canonical(authority)
        .render(content)
        .into_output()
        .into_owned();
    let mut told = String::new();
    let mut part = |name: &str, text: &str| writeln!(told, "== {name}\n{text}").unwrap();
    part("text", content.text());
    let spans = content.spans().map(|span| {
        let name = authority.entry(span.markup()).unwrap().name();
        let attributes = span
            .attributes()
            .map(|(id, value)| format!(" {id}={value:?}"));
        format!("{} {name}{}", span.range(), attributes.collect::<String>())
    });
    part("spans", &spans.collect::<Vec<_>>().join("\n"));
    part("html", &html);
    part("markdown", &render("markdown"));
    part("slack", &render("slack"));
    let findings = ingested.findings().iter().map(ToString::to_string);
    part("findings", &findings.collect::<Vec<_>>().join("\n"));
    told
}

#[test]
fn pages_of_programs_become_what_they_mean() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/editors");
    for program in PROGRAMS {
        let source = fs::read_to_string(folder.join(format!("{program}.html"))).unwrap();
        let file = folder.join(format!("{program}.txt"));
        let told = told(&source);
        if env::var_os("STANDOFF_BLESS").is_some() {
            fs::write(&file, &told).unwrap();
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(told, expected, "{program}");
    }
}

/// A page causes only the expected findings, and its content is stable.
#[test]
fn pages_of_programs_come_back() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/editors");
    let ingester = ingester();
    let canonical = Renderer::canonical(ingester.authority());
    for program in PROGRAMS {
        let source = fs::read_to_string(folder.join(format!("{program}.html"))).unwrap();
        let content = ingester.ingest(&source).unwrap().into_content();
        let html = canonical.render(&content).into_output().into_owned();
        assert_eq!(
            ingester.ingest(&html).unwrap().strict().unwrap(),
            content,
            "{program}"
        );
        let plain = Ingester::new(&FieldPolicy::new(), ingester.authority()).unwrap();
        let plain = plain.ingest(&source).unwrap();
        assert_ne!(plain.content(), &content, "{program} has artefacts");
    }
}

#[track_caller]
fn check_in(ingester: &Ingester, source: &str, expect: &str, findings: &[&str]) {
    let ingested = ingester.ingest(source).unwrap();
    let canonical = Renderer::canonical(ingester.authority());
    let html = canonical.render(ingested.content()).into_output();
    assert_eq!(html, expect, "of {source}");
    let found: Vec<String> = ingested
        .findings()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(found, findings, "of {source}");
}

#[track_caller]
fn check(source: &str, expect: &str) {
    check_in(&ingester(), source, expect, &[]);
}

#[test]
fn styles_say_what_tags_say() {
    let span = |style: &str, expect: &str| {
        check(
            &format!("<p>a <span style=\"{style}\">b</span>"),
            &format!("<p>a {expect}</p>"),
        );
        check(
            &format!("<p>a <font style=\"{style}\">b</font>"),
            &format!("<p>a {expect}</p>"),
        );
    };
    span("font-weight:700", "<strong>b</strong>");
    span("FONT-WEIGHT: 600 !important", "<strong>b</strong>");
    span("font-weight:bolder", "<strong>b</strong>");
    span("font-weight:500", "b");
    span("font-weight:700;font-weight:400", "b");
    span("font-style:oblique", "<em>b</em>");
    span(
        "font-weight:bold;font-style:italic",
        "<strong><em>b</em></strong>",
    );
    span("text-decoration:underline line-through", "<s><u>b</u></s>");
    span("text-decoration-line:line-through", "<s>b</s>");
    span("vertical-align:super", "<sup>b</sup>");
    span("vertical-align:sub;font-size:smaller", "<sub>b</sub>");
    span("font-family:'x;font-weight:bold'", "b");
    span("background:url(a;font-weight:bold)", "b");
    span("/* font-weight:bold; */color:red", "b");
    span("", "b");
    check("<b style='font-weight:normal'>a</b>", "a");
    check("<strong style='font-weight:400'>a</strong>", "a");
    check(
        "<i style='font-style:normal;font-weight:bold'>a</i>",
        "<strong>a</strong>",
    );
    check("<b style='font-style:italic'>a</b>", "<b><em>a</em></b>");
    check("<b style='color:red'>a</b>", "<b>a</b>");
    check("<u style='text-decoration:none'>a</u>", "a");
    check(
        "<p style='text-decoration:line-through'>a",
        "<p><s>a</s></p>",
    );
    check(
        "<span style='font-weight:700' lang=de>a</span>",
        "<strong lang=\"de\">a</strong>",
    );
    check(
        "<span style='color:red' lang=de>a</span>",
        "<span lang=\"de\">a</span>",
    );
    check(
        "<span class='MsoHyperlink h-card' style='x:y'>a</span>",
        "<span class=\"h-card\">a</span>",
    );
    check("<span>a</span>", "<span>a</span>");
    // All links look so.
    check(
        "<a href=/x><span style='text-decoration:underline;font-weight:bold'>a</span></a>",
        "<a href=\"/x\"><strong>a</strong></a>",
    );
    check(
        "<span style='text-decoration:underline'><a href=/x>a</a></span>",
        "<u><a href=\"/x\">a</a></u>",
    );
    // Misnested markup is read as the parser reads it.
    check(
        "<p><b style='font-weight:normal'>a<i>b</b>c</i>",
        "<p>a<i>b</i><i>c</i></p>",
    );
}

/// An element that becomes a tag keeps its own, and what else it says, where that tag
/// cannot open. One that is not meant goes whatever it says.
#[test]
fn what_is_not_meant_goes_with_all_that_it_says() {
    let in_link = |inside: &str, expect: &str| {
        check(
            &format!("<a href=/x>{inside}</a>"),
            &format!("<a href=\"/x\">{expect}</a>"),
        );
    };
    let look = "class='h-card MsoNormal' style='Text-Decoration:underline'";
    in_link(&format!("<b data-mce-bogus=1 {look}>a</b>"), "a");
    in_link(&format!("<b {look} data-mce-bogus>a</b>"), "a");
    in_link(&format!("<span data-mce-bogus=1 {look}>a</span>"), "a");
    in_link(&format!("<span {look} data-mce-bogus=1>a</span>"), "a");
    in_link(
        &format!("<span {look}>a</span>"),
        "<span class=\"h-card\">a</span>",
    );
    in_link(
        "<b style='font-weight:normal;text-decoration:underline' lang=de>a</b>",
        "a",
    );
    in_link(
        "<b style='font-weight:normal;font-style:italic' lang=de>a</b>",
        "<em lang=\"de\">a</em>",
    );
    check(
        &format!("<b data-mce-bogus=1 {look}>a</b>"),
        "<u class=\"h-card\">a</u>",
    );
    check("<b data-mce-bogus=1 class=h-card>a</b>", "a");
}

/// Text comes instead of an element only where text can stand: no table loses its cells
/// for it.
#[test]
fn tables_take_no_text_for_their_parts() {
    let text =
        |name: &str| ArtefactRow::new(ArtefactAction::Text(name.into())).with_attribute(name);
    let table = Artefacts::builtin()
        .with_row(text("data-label"))
        .with_row(text("title"));
    let policy = FieldPolicy::new().with_artefacts(table);
    let ingester = Ingester::new(&policy, &Authority::article()).unwrap();
    let check = |source: &str, expect: &str| {
        let content = ingester.ingest(source).unwrap().into_content();
        let canonical = Renderer::canonical(ingester.authority());
        let html = canonical.render(&content).into_output();
        assert_eq!(html, expect, "{source}");
    };
    let rows = "<table><tbody><tr><td>a</td></tr></tbody></table>";
    for source in [
        "<table><tr data-label=x><td>a",
        "<table><tr><td data-label=x>a",
        "<table><tbody data-label=x><tr><td>a",
        "<table><script data-label=x>b</script><tr><td>a",
        "<table><tr><style data-label=x></style><td>a",
        // Only the parser reads these.
        "<table><tr data-label=x><td>a</td></b>",
        "<table><tr><td>a</td><script data-label=x></script></b>",
    ] {
        check(source, rows);
    }
    // A value that the field stores otherwise is no text either.
    check(
        "<table><tr title='\u{1}x\u{ffff}'><td>a",
        &rows.replace("<tr>", "<tr title=\"x\">"),
    );
    let cell = "<table><tbody><tr><td>x</td></tr></tbody></table>";
    check("<table><tr><td><s data-label=x>a", cell);
    check("a<table data-label=x><tr><td>b</table>c", "axc");
    check("a<script data-label=x></script>c", "axc");
}

#[test]
fn what_is_struck_and_cannot_be_said_is_a_loss() {
    let source = "<table><tr><td style='text-decoration:line-through'>a</table>";
    let html = "<table><tbody><tr><td>a</td></tr></tbody></table>";
    let found = ["1:16: loss: `style` is not admitted on its tag: attribute removed"];
    check_in(&ingester(), source, html, &found);
    let plain = Ingester::new(&FieldPolicy::new(), &Authority::article()).unwrap();
    check_in(&plain, source, html, &found);
}

#[test]
fn what_is_hidden_is_a_loss() {
    let check = |source, expect, findings: &[&str]| check_in(&ingester(), source, expect, findings);
    check(
        "a<p style='display: none'>b<b>c</b></p>d",
        "a<br>d",
        &["1:2: loss: `p` is not shown by the program that wrote it: removed with its content"],
    );
    check(
        "<p>a<span style='mso-hide:all'>b</span>",
        "<p>a</p>",
        &["1:5: loss: `span` is not shown by the program that wrote it: removed with its content"],
    );
    check("<p style='display:block'>b</p>", "<p>b</p>", &[]);
    check(
        "<p>a<span data-cke-bookmark=1 style='display:none'>b</span>",
        "<p>a</p>",
        &[],
    );
}

/// Which artefacts are silent, and which cause findings nevertheless.
#[test]
fn silence_ends_where_something_is_lost_or_runs() {
    let check = |source, expect, findings: &[&str]| check_in(&ingester(), source, expect, findings);
    let code = |at: &str| format!("{at}: refused: `onclick` runs code: attribute removed");
    check(
        "<p>a<span data-mce-bogus=all onclick=x>b</span>",
        "<p>a</p>",
        &[&code("1:30")],
    );
    check(
        "<p>a<span data-mce-bogus=all><b onclick=x>b</b></span>",
        "<p>a</p>",
        &[&code("1:33")],
    );
    check(
        "<p>a<span data-mce-bogus=1 onclick=x>b</span>",
        "<p>ab</p>",
        &[&code("1:28")],
    );
    check(
        "<p>a<span style='font-weight:700' onclick=x>b</span>",
        "<p>a<strong>b</strong></p>",
        &[&code("1:35")],
    );
    check(
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><b onclick=x>\
         <span style='mso-list:Ignore'>·<i onclick=x> </i></span>a</b></p>",
        "<ul><li><b>a</b></li></ul>",
        &[&code("1:62"), &code("1:106")],
    );
    check(
        "<p>a<span style='display:none' onclick=x>b<b>c</b></span>d",
        "<p>ad</p>",
        &[
            "1:5: loss: `span` is not shown by the program that wrote it: removed with its content",
            &code("1:32"),
        ],
    );
    check("<!-- wp:paragraph -->a", "a", &[]);
    check(
        "<!-- wp:paragraph a",
        "",
        &["1:1: loss: comment never closed: all that follows is removed"],
    );
    check(
        "<p>a<span hidden style='font-weight:700'>b</span>",
        "<p>a</p>",
        &["1:5: loss: `span` is hidden: removed with its content"],
    );
    check(
        "<p>a<span hidden data-mce-bogus=all>b</span>",
        "<p>a</p>",
        &[],
    );
}

/// The range of a loss covers all that is lost.
#[test]
fn what_a_table_loses_is_told_with_all_of_its_range() {
    let source = "a<p style='display: none'>b<b>c</b></p>d";
    let ingested = ingester().ingest(source).unwrap();
    let bytes: Vec<_> = ingested.findings().iter().map(|one| one.bytes()).collect();
    assert_eq!(bytes.len(), 1);
    assert_eq!(bytes[0], 1..source.len() - 1);
}

#[test]
fn paragraphs_of_word_become_lists() {
    fn item(level: u32, marker: &str, text: &str) -> String {
        format!(
            "<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'><![if !supportLists]>\
             <span style='mso-list:Ignore'>{marker}<span style='font:7pt x'>&nbsp; </span></span><![endif]>{text}</p>\n"
        )
    }
    let list = |items: &[(u32, &str)], expect| {
        let items = items
            .iter()
            .map(|(level, marker)| item(*level, marker, "x"));
        check(&items.collect::<String>(), expect);
    };
    list(&[(1, "·"), (1, "·")], "<ul><li>x</li><li>x</li></ul>");
    list(&[(1, "1."), (1, "2.")], "<ol><li>x</li><li>x</li></ol>");
    list(
        &[(1, "i."), (1, "ii.")],
        "<ol type=\"i\"><li>x</li><li>x</li></ol>",
    );
    list(&[(1, "c)")], "<ol start=\"3\" type=\"a\"><li>x</li></ol>");
    list(
        &[(1, "o"), (2, "§")],
        "<ul><li>x<ul><li>x</li></ul></li></ul>",
    );
    list(
        &[(1, "-"), (3, "1."), (3, "2."), (2, "·"), (1, "-")],
        "<ul><li>x<ol><li>x</li><li>x</li></ol><ul><li>x</li></ul></li><li>x</li></ul>",
    );
    list(
        &[(1, "·"), (1, "1.")],
        "<ul><li>x</li></ul><ol><li>x</li></ol>",
    );
    list(
        &[(1, "-"), (3, "-"), (2, "-"), (3, "-"), (1, "-")],
        "<ul><li>x<ul><li>x</li><li>x<ul><li>x</li></ul></li></ul></li><li>x</li></ul>",
    );
    list(&[(2, "·"), (1, "·")], "<ul><li>x</li><li>x</li></ul>");
    // Content between lists ends them.
    check(
        &format!("{}y{}<hr>", item(1, "·", "a"), item(1, "·", "b")),
        "<ul><li>a</li></ul>y<ul><li>b</li></ul><hr>",
    );
    check(
        &format!("<div>{}</div><p>c", item(1, "·", "<i>a</i> b")),
        "<div><ul><li><i>a</i> b</li></ul></div><p>c</p>",
    );
    check(
        &format!("<table><tr><td>{}<td>b</table>", item(1, "1.", "a")),
        "<table><tbody><tr><td><ol><li>a</li></ol></td><td>b</td></tr></tbody></table>",
    );
    check(
        "<p style='mso-list:l0 level1 lfo1'>no marker</p>",
        "<ul><li>no marker</li></ul>",
    );
    check(
        "<p style='mso-list:l0 level1 lfo1'></p>a",
        "<ul><li></li></ul>a",
    );
    // Not a marker.
    let unclosed = "<p style='mso-list:l0 level1'><span style='mso-list:Ignore'>1. milk <b>and";
    check(
        &format!("{unclosed} {}</b> more</p>", "x".repeat(200)),
        &format!("<ul><li>1. milk and {} more</li></ul>", "x".repeat(200)),
    );
    check(
        &format!("{unclosed} bread</b></p>a"),
        "<ul><li>1. milk and bread</li></ul>a",
    );
    // Another list.
    let other = item(1, "1.", "b").replace("lfo1", "lfo2");
    check(
        &format!("{}{other}", item(1, "5.", "a")),
        "<ol start=\"5\"><li>a</li></ol><ol><li>b</li></ol>",
    );
    // If lists are not admitted, paragraphs stay and keep their numbers.
    let policy = FieldPolicy::for_pastes().with_admitted(["p"]);
    let without = Ingester::new(&policy, &Authority::standard()).unwrap();
    check_in(&without, &item(1, "1.", "a"), "<p>1.\u{A0} a</p>", &[]);
}

#[test]
fn lists_of_quill_become_lists() {
    fn list(items: &[(&str, u32)]) -> String {
        let item = |(kind, indent): &(&str, u32)| {
            let class = match indent {
                0 => String::new(),
                indent => format!(" class=\"ql-indent-{indent}\""),
            };
            format!("<li data-list=\"{kind}\"{class}><span class=\"ql-ui\"></span>x</li>")
        };
        let items: String = items.iter().map(item).collect();
        format!("<ol>{items}</ol>y")
    }
    let check = |items: &[(&str, u32)], expect: &str| check(&list(items), &format!("{expect}y"));
    let (bullet, ordered) = ("bullet", "ordered");
    check(&[(bullet, 0), (bullet, 0)], "<ul><li>x</li><li>x</li></ul>");
    check(
        &[(ordered, 0), (ordered, 0)],
        "<ol><li>x</li><li>x</li></ol>",
    );
    check(
        &[(ordered, 0), (bullet, 1), (bullet, 1), (ordered, 0)],
        "<ol><li>x<ul><li>x</li><li>x</li></ul></li><li>x</li></ol>",
    );
    check(
        &[(ordered, 0), (bullet, 0), (ordered, 0)],
        "<ol><li>x</li></ol><ul><li>x</li></ul><ol><li>x</li></ol>",
    );
    check(&[(bullet, 3), (bullet, 0)], "<ul><li>x</li><li>x</li></ul>");
    check(
        &[("checked", 0), ("unchecked", 1)],
        "<ul><li data-checked=\"true\">x<ul><li data-checked=\"false\">x</li></ul></li></ul>",
    );
    super::artefacts::check(
        "<ol start=4><li data-list=bullet>x</ol>",
        "<ul><li>x</li></ul>",
    );
    super::artefacts::check(
        "<ol><li>x<li data-list=bullet>y</ol>",
        "<ol><li>x</li></ol><ul><li>y</li></ul>",
    );
}

#[test]
fn lines_of_code_are_one() {
    let line = |text| format!("<div class=\"ql-code-block\">{text}</div>");
    let block = |inside: String| format!("<div class=\"ql-code-block-container\">{inside}</div>");
    check(
        &block(line("a") + &line("<br>") + &line("  b")),
        "<pre>a\n\n  b</pre>",
    );
    check(&block(line("<br>") + &line("b")), "<pre>\n\nb</pre>");
    check(
        &block(line("a &lt; b") + " \n " + &line("<i>c</i>")),
        "<pre>a &lt; b\n<i>c</i></pre>",
    );
    check(
        &block(line("a").replace(">a", " data-language=\"plain\">a")),
        "<pre>a</pre>",
    );
    check(
        &format!(
            "<p>x{}y",
            block(line("a").replace(">a", " data-language=\"c\">a"))
        ),
        "<p>x</p><pre><code class=\"language-c\">a</code></pre>y",
    );
    check(&line("a"), "<div>a</div>");
}

#[test]
fn boxes_are_attributes_of_items() {
    let done = "<ul><li data-checked=\"true\">a</li></ul>";
    check("<ul><li><input type=checkbox checked> a</ul>", done);
    check(
        "<ul><li> <label><input type=CHECKBOX checked=''> a</label></ul>",
        done,
    );
    check(
        "<ul><li class=task-list-item><input type=checkbox checked disabled>a</ul>",
        done,
    );
    check(done, done);
    check(
        "<ol><li class=h-card><p><input type=checkbox>a</p></ol>",
        "<ol><li class=\"h-card\" data-checked=\"false\"><p>a</p></li></ol>",
    );
    check(
        "<ul><li data-checked=true><label><input type=checkbox><span></span></label><div><p>a</div></ul>",
        "<ul><li data-checked=\"true\"><p>a</p></li></ul>",
    );
    // Only the `div` after a check box is its wrapper.
    check(
        "<ul><li data-checked=\"true\"><div>a</div></li></ul>",
        "<ul><li data-checked=\"true\"><div>a</div></li></ul>",
    );
    check_in(
        &ingester(),
        "<p><input type=checkbox checked>a",
        "<p>a</p>",
        &["1:4: loss: `input` is not in the authority: removed"],
    );
    check_in(
        &ingester(),
        "<ul><li>a <input type=checkbox checked>b</ul>",
        "<ul><li>a b</li></ul>",
        &["1:11: loss: `input` is not in the authority: removed"],
    );
}

#[test]
fn boxes_are_said_where_there_are_no_tags() {
    let ingester = ingester();
    let source = "<ul><li data-checked=true>a</li><li data-checked=false>b<ul><li>c</ul></ul>\
                  <ol><li data-checked=true><p>d</p><p>e</p></li></ol>";
    let content = ingester.ingest(source).unwrap().strict().unwrap();
    let render = |name: &str| {
        let renderer = Renderer::named(name, ingester.authority()).unwrap();
        renderer.render(&content).into_output().into_owned()
    };
    assert!(
        render("markdown").starts_with("- [x] a\n- [ ] b\n  - c\n"),
        "{}",
        render("markdown")
    );
    assert!(
        render("markdown").contains("1. [x] d\n\n   e"),
        "{}",
        render("markdown")
    );
    assert!(render("text").contains("[x] a\n"), "{}", render("text"));
    assert!(render("slack").contains("[ ] b"), "{}", render("slack"));
    assert!(render("html").contains("<li data-checked=\"true\">a</li>"));
}

#[test]
fn cursors_go_where_they_stand_alone() {
    for cursor in [
        "\u{FEFF}",
        "&#65279;",
        "\u{200B}",
        "&#x200B;",
        "\u{FFFC}",
        "\u{FEFF}\u{200B}",
    ] {
        check(&format!("<p>{cursor}</p>"), "<p></p>");
        check(&format!("<p>a</p><p> {cursor} </p>"), "<p>a</p><p></p>");
        check(&format!("<p>a <b>{cursor}</b>b"), "<p>a <b></b>b</p>");
        check(
            &format!("<p>a<code>{cursor}</code></p>"),
            "<p>a<code></code></p>",
        );
        check(
            &format!("<p>a<span style=x>{cursor}</span>b</p>"),
            "<p>ab</p>",
        );
    }
    check("<p>a\u{200B}b</p>", "<p>a\u{200B}b</p>");
    check(
        "<p>a&mdash;\u{200B}<b>c</b></p>",
        "<p>a&mdash;\u{200B}<b>c</b></p>",
    );
    check("<p>\u{200B}&lt;</p>", "<p>\u{200B}&lt;</p>");
    check("<pre>\n\n\u{200B}</pre>", "<pre>\n\n\u{200B}</pre>");
    // An element just for a cursor.
    check(
        "<p>a<span data-trix-cursor-target=right>\u{FEFF}</span>",
        "<p>a</p>",
    );
    check("<p>a<br data-mce-bogus=1></p>", "<p>a</p>");
    check("<p>a<em data-mce-bogus=1>b</em></p>", "<p>ab</p>");
    check("<p>a</p><div data-mce-bogus=all>b</div>", "<p>a</p>");
}

#[test]
fn pictures_come_once_with_their_address() {
    let real = "<img src=\"/a.jpg\" alt=\"A\">";
    let twin = "<noscript><img src=/a.jpg alt=A></noscript>";
    check(
        &format!("<img src=data:x data-src=/a.jpg alt=A>{twin}"),
        real,
    );
    check(&format!("<img data-lazy-src=/a.jpg alt=A> {twin}"), real);
    check(
        &format!("{twin}<img src=/p.gif data-src=/a.jpg alt=A>"),
        real,
    );
    check(
        "<img data-src=/a.jpg alt=A><noscript><img src=/b.jpg></noscript>",
        &format!("{real}<img src=\"/b.jpg\">"),
    );
    check(
        &format!("<img data-src=/a.jpg alt=A>x{twin}"),
        &format!("{real}x{real}"),
    );
    check(
        "<img data-src=/a.jpg alt=A><img src=/a.jpg alt=A>",
        &format!("{real}{real}"),
    );
    check_in(
        &ingester(),
        "<img data-src=javascript:x src=/a.jpg alt=A>",
        real,
        &[],
    );
    check("Hi <img class=wp-smiley alt=':)' src=/s.gif>!", "Hi :)!");
    check(
        "Hi <img class=emoji src=/s.gif>!",
        "Hi <img src=\"/s.gif\">!",
    );
}

#[test]
fn what_the_field_stores_is_no_artefact() {
    use standoff::authority::{AttributeEntry, TagEntry, ValueRule};
    let article = Authority::article();
    let tag = |name: &str| -> TagEntry { article.tag_named(name).unwrap().clone() };
    let attribute = AttributeEntry::new(1001, "data-mce-bogus", ValueRule::Text);
    let authority = article
        .to_builder()
        .tag(tag("em").with_attribute(attribute))
        .build()
        .unwrap();
    let ingester = Ingester::new(&FieldPolicy::for_pastes(), &authority).unwrap();
    let stored = "<em data-mce-bogus=\"1\">a</em>";
    check_in(&ingester, stored, stored, &[]);
    check_in(&ingester, "<i data-mce-bogus=1>a</i>", "a", &[]);
}

#[test]
fn tables_can_be_extended_and_overruled() {
    let keep = ArtefactRow::new(ArtefactAction::Keep)
        .with_elements(["b"])
        .with_attribute("style")
        .with_property("font-weight")
        .with_words(["normal"]);
    let table = Artefacts::builtin()
        .with_row(keep)
        .with_comments(["ad:"])
        .with_cursors("\u{2060}");
    let policy = FieldPolicy::new()
        .with_artefacts(table)
        .with_placement(Placement::Phrasing);
    let ingester = Ingester::new(&policy, &Authority::article()).unwrap();
    check_in(
        &ingester,
        "<b style='font-weight:normal'>a</b><!-- ad: 1 --><i>\u{2060}</i>",
        "<b>a</b><i></i>",
        &[],
    );
}

/// The table of a single program as JSON, and faults of other tables.
#[cfg(feature = "serde")]
#[test]
fn tables_are_data() {
    let read = |json: &str| serde_json::from_str::<FieldPolicy>(json);
    let policy = read(r#"{"artefacts": "editors"}"#).unwrap();
    assert_eq!(policy, FieldPolicy::for_pastes());
    assert_eq!(
        read(r#"{"artefacts": "none"}"#).unwrap(),
        FieldPolicy::new()
    );
    let table = r#"{"artefacts":{"extends":"editors","rows":[{"elements":["span"],"attribute":"class","words":["x*"],"then":{"become":["em"]}}]}}"#;
    let policy = read(table).unwrap();
    let json = serde_json::to_value(&policy).unwrap();
    let same: serde_json::Value = serde_json::from_str(table).unwrap();
    assert_eq!(json["artefacts"], same["artefacts"]);
    let ingester = Ingester::new(&policy, &Authority::article()).unwrap();
    check_in(&ingester, "<span class=xy>a</span>", "<em>a</em>", &[]);

    let unknown = read(r#"{"artefacts": "editor"}"#).unwrap_err().to_string();
    assert!(
        unknown.contains("unknown word `editor`, expected \"none\", \"editors\""),
        "{unknown}"
    );
    let unknown = read(r#"{"artefacts": {"rows": [{"then": "unwarp"}]}}"#).unwrap_err();
    assert!(unknown.to_string().contains("`unwrap`"), "{unknown}");
    let unknown = read(r#"{"artefacts": {"rows": [{"then": {"part": "item"}}]}}"#).unwrap_err();
    assert!(unknown.to_string().contains("`list-item`"), "{unknown}");
}

#[test]
fn faults_of_a_table_are_told_with_their_paths() {
    let row = ArtefactRow::new;
    let become_of = |names: &[&str]| {
        ArtefactAction::Become(names.iter().map(|&name| name.to_owned()).collect())
    };
    let table = Artefacts::none()
        .with_row(row(ArtefactAction::Unwrap))
        .with_row(row(ArtefactAction::Unwrap).with_elements(["Span", ""]))
        .with_row(row(ArtefactAction::Remove).with_attribute("data-*"))
        .with_row(
            row(ArtefactAction::Silence)
                .with_attribute("class")
                .with_property("color"),
        )
        .with_row(row(become_of(&["em", "storng", "td"])).with_attribute("id"))
        .with_row(row(ArtefactAction::Look).with_elements(["b"]))
        .with_row(
            row(ArtefactAction::Lose)
                .with_attribute("id")
                .with_words(["a b", ">=x"]),
        )
        .with_comments([""])
        .with_cursors("x");
    let policy = FieldPolicy::new().with_artefacts(table);
    let error = Ingester::new(&policy, &Authority::article())
        .unwrap_err()
        .to_string();
    let lines: Vec<&str> = error.lines().collect();
    assert_eq!(
        lines,
        [
            "artefacts.rows[0].attribute: needs an attribute",
            "artefacts.rows[1].elements[0]: `Span` is no name of an element or an attribute in lower case",
            "artefacts.rows[1].elements[1]: `` is no name of an element or an attribute in lower case",
            "artefacts.rows[2].attribute: `data-*` is no name of an element or an attribute in lower case",
            "artefacts.rows[3].property: needs the attribute `style`",
            "artefacts.rows[4].then.become[1]: the authority has no tag `storng`; there is `strong` and 73 more",
            "artefacts.rows[4].then.become[2]: `td` is a part of a table",
            "artefacts.rows[5].attribute: needs an attribute",
            "artefacts.rows[6].words[0]: is no word",
            "artefacts.rows[6].words[1]: `>=x` has no number",
            "artefacts.comments[0]: is no word",
            "artefacts.cursors: 'x' is no cursor",
        ]
    );
}
