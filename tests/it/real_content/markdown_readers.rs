//! C16 and E1: readers of Markdown, GitHub's among them, make no element of a text.

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Profile, Renderer};

fn content(source: &str) -> AddressedText {
    let ingester = Ingester::new(&FieldPolicy::new(), &Authority::article()).unwrap();
    ingester.ingest(source).unwrap().into_content()
}

fn markdown(source: &str) -> String {
    let renderer = Renderer::new(&Profile::named("markdown").unwrap(), &Authority::article());
    renderer
        .unwrap()
        .render(&content(source))
        .output()
        .to_owned()
}

/// What a reader of GitHub's Markdown sees: the text, the names of all elements but
/// paragraphs and line breaks, and the destinations of links.
#[derive(Debug, Default, PartialEq, Eq)]
struct Seen {
    text: String,
    elements: Vec<String>,
    links: Vec<String>,
}

fn gfm(markdown: &str) -> Seen {
    let mut options = Options::default();
    options.extension.autolink = true;
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    let arena = Arena::new();
    let root = comrak::parse_document(&arena, markdown, &options);
    let mut seen = Seen::default();
    see(root, &mut seen);
    seen
}

fn see<'a>(node: &'a AstNode<'a>, seen: &mut Seen) {
    match &node.data.borrow().value {
        NodeValue::Text(text) => seen.text.push_str(text),
        NodeValue::Link(link) => seen.links.push(link.url.clone()),
        NodeValue::SoftBreak | NodeValue::LineBreak => seen.text.push('\n'),
        NodeValue::Document | NodeValue::Paragraph => {}
        other => seen.elements.push(format!("{other:?}")),
    }
    node.children().for_each(|child| see(child, seen));
}

fn pulldown(markdown: &str) -> Seen {
    use pulldown_cmark::{Event, Parser, Tag};
    let mut seen = Seen::default();
    for event in Parser::new(markdown) {
        match event {
            Event::Text(text) => seen.text.push_str(&text),
            Event::SoftBreak | Event::HardBreak => seen.text.push('\n'),
            Event::Start(Tag::Paragraph) | Event::End(_) => {}
            Event::Start(Tag::Link { dest_url, .. }) => seen.links.push(dest_url.into_string()),
            other => seen.elements.push(format!("{other:?}")),
        }
    }
    seen
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// Reads a text back. Links lead to what the text says there.
#[track_caller]
fn check(text: &str) {
    let output = markdown(&format!("<p>{}</p>", escaped(text).replace('\n', "<br>")));
    let seen = pulldown(&output);
    assert_eq!(
        (&*seen.text, &*seen.elements, &*seen.links),
        (text, &[][..], &[][..]),
        "{output}"
    );
    let seen = gfm(&output);
    assert_eq!((&*seen.text, &*seen.elements), (text, &[][..]), "{output}");
    for link in &seen.links {
        if link.starts_with("mailto:") {
            // Readers find addresses when all else is read.
            continue;
        }
        // Readers add a scheme to `www.`.
        let said = link
            .strip_prefix("http://")
            .filter(|_| !text.contains(link))
            .unwrap_or(link);
        let at = text
            .find(said)
            .unwrap_or_else(|| panic!("{link} in {text:?}\n{output}"));
        let behind =
            text[at + said.len()..].trim_start_matches(['.', ',', ':', '!', '?', ')', '"', '\'']);
        assert!(
            behind.is_empty() || behind.starts_with(char::is_whitespace),
            "{link} in {text:?}\n{output}"
        );
    }
}

#[test]
fn c16_tags_are_written_as_references() {
    assert_eq!(
        markdown("&lt;img src=x> &lt; 5 &amp;amp; &amp;#60;b>"),
        "&lt;img src=x> &lt; 5 &amp;amp; &amp;#60;b>"
    );
    assert_eq!(markdown("AT&amp;T &amp; co"), "AT&T & co");
    for text in [
        "<b>x</b>",
        "<img src=x>",
        "</p>",
        "<!-- x -->",
        "<?x?>",
        "<a@b.c>",
        "<http://a.b>",
        "a<b",
        "&lt;b&gt;",
        "&#60;",
        "&copy;",
        "\\<b>",
        "\\&amp;",
        "`<b>`",
        "<b\nc>",
    ] {
        check(text);
        let output = markdown(&escaped(text).replace('\n', "<br>"));
        assert!(!output.contains('<'), "{output}");
    }
}

#[test]
fn c16_urls_of_a_text_are_certain() {
    let film = "https://example.org/wiki/Snow_(film)";
    assert_eq!(markdown(film), film);
    assert_eq!(gfm(&markdown(film)).links, [film]);
    for url in [
        film,
        "https://example.org/~user/x",
        "https://example.org/a_b/c?d=1&e=2#f_g",
        "www.example.org/a_(b)",
        "http://example.org/x-_.y",
        "HTTPS://example.org/",
    ] {
        for (before, behind) in [
            ("", ""),
            ("See ", " now"),
            ("See ", "."),
            ("(", ")"),
            ("x\n", "\ny"),
        ] {
            let text = format!("{before}{url}{behind}");
            check(&text);
            let links = gfm(&markdown(&escaped(&text).replace('\n', "<br>"))).links;
            assert!(links.len() <= 1, "{text:?}: {links:?}");
        }
    }
    for url in [
        "http://a.b/<b>x</b>",
        "http://a.b/_c_",
        "http://a.b/__init__.py",
        "https://a.b/*c*",
        "https://a.b/[c](d)",
        "http://a.b/\\<b>",
        "http://a.b/`c`",
        "http://a.b/~~c~~",
        "http://a.b/x_",
        "http://a.b/&lt;b>",
        "www.a.b/_c_",
        "http://a.b/&copy;",
        "ftp://a.b/*c*",
        "http://a.b/x~ ~y",
        "http://a.b/x_(y) _z_",
    ] {
        for (before, behind) in [
            ("", ""),
            ("See ", " now"),
            ("*", "*"),
            ("_x ", "_"),
            ("http://c.d/", ""),
        ] {
            check(&format!("{before}{url}{behind}"));
        }
    }
}

#[test]
fn c16_marks_beside_urls_are_marks() {
    for source in [
        "http://a.b/<b>c</b>",
        "<b>http://a.b/</b>c",
        "<i>http://a.b/</i>",
        "http://a.b/<code>c</code>",
        "http://a.b/<a href=https://d.e/>f</a>",
        "<i>x http://a.b/c_(d) y</i>",
        "<i>x <b>http://a.b/c_(d)</b></i>z",
        "http://a.b/<img src=https://a.b/i alt=j>",
        "<a href=https://c.d/>http://a.b/_c_</a>",
    ] {
        let output = markdown(source);
        let count = |seen: &Seen| (seen.text.clone(), seen.elements.len());
        assert_eq!(
            count(&gfm(&output)),
            count(&pulldown(&output)),
            "{source}\n{output}"
        );
        let links = gfm(&output).links;
        let known = |link: &String| source.contains(&**link) && !link.ends_with(['_', '*']);
        assert!(links.iter().all(known), "{source}\n{output}\n{links:?}");
    }
}

#[test]
fn e1_no_reader_makes_an_element_of_a_text() {
    let parts = [
        "http://a.b/",
        "https://",
        "www.a.b",
        "<b>",
        "</b>",
        "<img src=x>",
        "&lt;",
        "&amp;",
        "\\",
        "_",
        "*",
        "~",
        "`",
        "[",
        "](",
        ")",
        "!",
        "|",
        "-",
        ":",
        "\n",
        " ",
        "x",
        "[^1]",
        "[ ] ",
        "> ",
        "# ",
        "1. ",
        "é",
        "。",
    ];
    let mut state = 1_u64;
    let mut next = |most: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % most
    };
    for _ in 0..3_000 {
        let length = 1 + next(9);
        let text: String = (0..length).map(|_| parts[next(parts.len())]).collect();
        // White space at the ends of lines is another matter.
        let lines = text
            .split('\n')
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        let lines: Vec<_> = lines.filter(|line| !line.is_empty()).collect();
        if !lines.is_empty() {
            let text = lines.join("\n");
            let output = markdown(&format!("<p>{}</p>", escaped(&text).replace('\n', "<br>")));
            let seen = gfm(&output);
            assert_eq!(
                (&*seen.text, &*seen.elements),
                (&*text, &[][..]),
                "{output}"
            );
            assert!(
                !seen.links.iter().any(|link| link.contains(['\\', '<'])),
                "{output}\n{:?}",
                seen.links
            );
        }
    }
    // Tables and boxes of GitHub's are seen where they are.
    assert!(!gfm("a|b\n:-|-").elements.is_empty());
    assert!(!gfm("http://a.b/\\<b>x</b>").elements.is_empty());
    assert!(gfm("http://a.b/\\_c").links[0].contains('\\'));
    check("a|b\n:-|-");
    check("|a|b|\n|-|-|\n|c|d|");
    check("a|b\n-|-");
    check("a | b\n--- | ---");
}
