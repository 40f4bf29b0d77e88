//! The content and findings of sources.

use standoff::authority::{DisplayKind, MarkupId, TagEntry};
use standoff::policy::{Newlines, Placement, Rest};
use standoff::{Authority, FieldPolicy, Ingester, Renderer};

#[track_caller]
fn check(policy: &FieldPolicy, authority: &Authority, source: &str, expect: &str) {
    let ingester = Ingester::new(policy, authority).unwrap();
    let ingested = ingester.ingest(source).unwrap();
    let html = Renderer::canonical(authority)
        .render(ingested.content())
        .into_output();
    assert_eq!(html, expect, "{source:?}");
}

#[track_caller]
fn findings(source: &str, expect: &[&str]) {
    let ingester = Ingester::new(&FieldPolicy::new(), &Authority::standard()).unwrap();
    let ingested = ingester.ingest(source).unwrap();
    let found: Vec<String> = ingested
        .findings()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(found, expect, "{source:?}");
}

#[test]
fn white_space_is_css_normal() {
    let (policy, article) = (FieldPolicy::new(), Authority::article());
    for (source, expect) in [
        (" a  b \n c ", "a b c"),
        ("a <em> b</em>", "a <em>b</em>"),
        ("a<em> b</em>", "a<em> b</em>"),
        ("<em>a </em> b", "<em>a </em>b"),
        ("<em>a </em><p>b</p>", "<em>a</em><p>b</p>"),
        ("<p> a </p> <p> b </p>", "<p>a</p><p>b</p>"),
        ("a <br> b", "a<br>b"),
        ("a <img src=x> b", "a <img src=\"x\"> b"),
        ("a <em></em> b", "a <em></em>b"),
        ("<pre> a\n  b </pre>", "<pre> a\n  b </pre>"),
        ("<pre>\n\na</pre>", "<pre>\n\na</pre>"),
        ("a\u{A0} b", "a\u{A0} b"),
        ("a\x0Cb", "a b"),
        ("a&#13;b&#10;c&#9;d", "a b c d"),
    ] {
        check(&policy, &article, source, expect);
    }
}

#[test]
fn stripped_blocks_leave_a_break_or_a_space() {
    let (policy, standard) = (FieldPolicy::new(), Authority::standard());
    for (source, expect) in [
        ("<div>a</div><div>b</div>", "a<br>b"),
        ("a<div></div>b", "a<br>b"),
        ("<div>a</div><p>b</p><div>c</div>", "a<p>b</p>c"),
        ("<div>a<br></div>b", "a<br>b"),
        ("<div>a</div><em>b</em>", "a<br><em>b</em>"),
        ("<em><div>a</div></em>b", "<em>a</em><br>b"),
        ("<div><div>a</div></div> <div> <div>b", "a<br>b"),
        ("<div>a</div><hr><img>", "a"),
        ("<table><tr><td>a<td>b<tr><td>c</table>d", "a b<br>c<br>d"),
        ("<pre>a<div>b</div></pre>", "<pre>a<br>b</pre>"),
    ] {
        check(&policy, &standard, source, expect);
    }
    let headline = FieldPolicy::new()
        .with_placement(Placement::Phrasing)
        .with_admitted(["em"]);
    check(&headline, &standard, "<h1>a</h1><p>b<br>c</p>", "a b c");
    let with_break = FieldPolicy::new().with_placement(Placement::Phrasing);
    check(
        &with_break,
        &standard,
        "<h1>a</h1><p>b<br>c</p>",
        "a<br>b<br>c",
    );
}

#[test]
fn the_rest_can_be_removed() {
    let policy = FieldPolicy::new().with_rest(Rest::Remove);
    check(
        &policy,
        &Authority::standard(),
        "a<div>b <em>c</em></div>d",
        "a<br>d",
    );
}

#[test]
fn newlines_can_mean_breaks_and_paragraphs() {
    let standard = Authority::standard();
    let breaks = FieldPolicy::new().with_newlines(Newlines::Break);
    for (source, expect) in [
        ("a\nb", "a<br>b"),
        ("\na\r\n\r\nb\n", "a<br><br>b"),
        ("a<br>\nb", "a<br>b"),
        ("<p>a\nb</p>\n<p>c</p>\n", "<p>a<br>b</p><p>c</p>"),
        ("<pre>a\nb</pre>", "<pre>a\nb</pre>"),
        ("a \n <em>b</em>", "a<br><em>b</em>"),
    ] {
        check(&breaks, &standard, source, expect);
    }
    let paragraphs = FieldPolicy::new().with_newlines(Newlines::Paragraphs);
    for (source, expect) in [
        ("a\nb\n\nc", "<p>a b</p><p>c</p>"),
        ("a\n \n<em>b</em> c\n\n", "<p>a</p><p><em>b</em> c</p>"),
        (
            "a\n\n<ul><li>b\n\nc</ul>d",
            "<p>a</p><ul><li>b c</li></ul><p>d</p>",
        ),
        ("<p>a</p>\n\nb", "<p>a</p><p>b</p>"),
        ("<div>a</div><div>b</div>", "<p>a</p><p>b</p>"),
        ("a<br>b", "<p>a<br>b</p>"),
    ] {
        check(&paragraphs, &standard, source, expect);
    }
}

#[test]
fn breaks_outside_of_paragraphs_end_the_line_of_an_element() {
    let own = |id, name| TagEntry::new(MarkupId::new(id), name);
    let authority = Authority::builder()
        .tag(own(10_001, "p").with_display(DisplayKind::Paragraph))
        .tag(own(10_002, "br").with_display(DisplayKind::Break))
        .tag(own(10_003, "aside").with_display(DisplayKind::Atomic))
        .tag(own(10_004, "section"))
        .build()
        .unwrap();
    let paragraphs = FieldPolicy::new().with_newlines(Newlines::Paragraphs);
    for (source, expect) in [
        // Each is a block for HTML and no block for the table.
        (
            "<aside></aside><aside></aside>",
            "<aside></aside><br><aside></aside>",
        ),
        (
            "<aside>a</aside>\n\n<aside>b</aside>",
            "<aside>a</aside><br><aside>b</aside>",
        ),
        (
            "<section>a</section><section>b</section>",
            "<section>a</section><br><section>b</section>",
        ),
        (
            "<section>a</section><aside></aside>",
            "<section>a</section><br><aside></aside>",
        ),
        ("<aside></aside><br>b", "<aside></aside><br><p>b</p>"),
        (
            "<aside></aside><br><br>b",
            "<aside></aside><br><p><br>b</p>",
        ),
        (
            "<aside></aside>b<br><aside></aside>",
            "<aside></aside><p>b<br></p><aside></aside>",
        ),
        ("<br><aside></aside>", "<p><br></p><aside></aside>"),
    ] {
        check(&paragraphs, &authority, source, expect);
        let ingester = Ingester::new(&paragraphs, &authority).unwrap();
        let canon = ingester.ingest(source).unwrap().into_content();
        assert_eq!(
            ingester.reingest(&canon).into_content(),
            canon,
            "{source:?}"
        );
        check(&paragraphs, &authority, expect, expect);
    }
}

#[test]
fn policies_are_checked() {
    let refused = |policy: FieldPolicy, expect: &str| {
        let error = Ingester::new(&policy, &Authority::standard()).unwrap_err();
        assert_eq!(error.to_string(), expect);
    };
    let policy = FieldPolicy::new;
    refused(
        policy().with_admitted(["em", "blink"]),
        "admit[1]: the authority has no entry `blink`; none of the 151 names is near it",
    );
    refused(
        policy()
            .with_admitted(["p"])
            .with_placement(Placement::Phrasing),
        "admit[0]: `p` cannot be admitted in this placement",
    );
    refused(
        policy()
            .with_admitted(["a"])
            .with_placement(Placement::InLink),
        "admit[0]: `a` cannot be admitted in this placement",
    );
    refused(
        policy()
            .with_admitted(["em"])
            .with_newlines(Newlines::Break),
        "newlines: needs the entry `br`, which is not admitted or could not stand",
    );
    refused(
        policy()
            .with_newlines(Newlines::Paragraphs)
            .with_placement(Placement::Phrasing),
        "newlines: needs the entry `p`, which is not admitted or could not stand",
    );
    refused(
        policy().with_max_bytes(u32::MAX),
        "max_bytes: more than 1073741824 bytes",
    );
}

#[test]
fn only_length_is_an_error() {
    let ingester = Ingester::new(
        &FieldPolicy::new().with_max_bytes(3),
        &Authority::standard(),
    )
    .unwrap();
    assert!(ingester.ingest("abc").is_ok());
    let error = ingester.ingest("abcd").unwrap_err();
    assert_eq!(
        error.to_string(),
        "the source has 4 bytes, and the field admits 3"
    );
}

#[test]
fn findings_say_what_and_where() {
    findings("<b>x</b> &mdash; &amp; &bogus;", &[]);
    findings(
        "é<blink>x</blink>",
        &["1:2: changed: `blink` is not in the authority: tag stripped"],
    );
    findings(
        "a\r\nb\rc\n<SCRIPT>x</SCRIPT>",
        &["4:1: refused: `script` is never admitted: removed with its content"],
    );
    findings(
        "<a href='javascript:x' ONCLICK=y class='h-card z' title=t>",
        &[
            "1:4: refused: `href` is removed for its value, with its tag: the scheme is not allowed",
            "1:24: refused: `onclick` runs code: attribute removed",
            "1:34: note: `class` is stored as `h-card`: `z` is not allowed",
        ],
    );
    findings(
        "<img src=x>",
        &["1:1: loss: `img` is not in the authority: removed"],
    );
    findings(
        "a<!-- b -->c<?d?>",
        &[
            "1:2: note: comment removed",
            "1:13: note: declaration removed",
        ],
    );
    findings(
        "a\0\0b\u{1}\u{FFFF}c",
        &[
            "1:2: changed: `U+0000` is no character of a text: removed",
            "1:5: changed: `U+0001` is no character of a text: removed",
        ],
    );
    findings(
        "<li>x",
        &["1:1: changed: `li` cannot stand here: tag stripped"],
    );
    findings(
        "<font><p>a</font><p>b",
        &["1:1: note: `font` is not in the authority: tag stripped"],
    );
    findings(
        "<table><td>x",
        &[
            "1:1: changed: `table` is not in the authority: stripped, with the tags of its rows and cells",
            "1:8: changed: `td` is not in the authority: tag stripped",
        ],
    );
}

#[test]
fn findings_are_capped_and_all_counted() {
    let policy = FieldPolicy::new().with_max_findings(10);
    let ingester = Ingester::new(&policy, &Authority::standard()).unwrap();
    let ingested = ingester.ingest(&"<x>".repeat(5_000)).unwrap();
    assert_eq!(ingested.findings().len(), 10);
    assert_eq!(ingested.findings()[9].bytes(), 27..30);
    assert!(ingested.tally().total() >= 256);
    let refused = ingested.strict().unwrap_err();
    assert_eq!(refused.ingested().findings().len(), 10);
    assert!(refused.to_string().contains("more)"), "{refused}");
}

#[test]
fn characters_keep_their_provenance() {
    let (policy, standard) = (FieldPolicy::new(), Authority::standard());
    for (source, expect) in [
        ("&mdash; — &#8212; &#x2014;", "&mdash; — &mdash; &mdash;"),
        ("&nbsp;\u{A0}&#160;", "&nbsp;\u{A0}&nbsp;"),
        (
            "<b>1<p>&mdash;\u{FDD0}—</b>&ndash;",
            "<b>1</b><p><b>&mdash;—</b>&ndash;</p>",
        ),
        (
            "<table>&mdash;<tr>&ndash;<td>&hellip;",
            "&mdash;&ndash;<br>&hellip;",
        ),
        ("<b title='&mdash;'>x</b>", "<b title=\"—\">x</b>"),
    ] {
        check(&policy, &standard, source, expect);
    }
    let few = FieldPolicy::new().with_admitted(["mdash"]);
    check(&few, &standard, "&mdash;&ndash;", "&mdash;–");
}
