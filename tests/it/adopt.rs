//! Answers of hooks: which are used, what becomes of them, and what hooks are offered.

use standoff::authority::{
    AttributeEntry, DisplayKind, MarkupId, Status, TagEntry, UrlRule, ValueRule,
};
use standoff::ingest::{AdoptRequest, Adoption, FindingKind, Severity};
use standoff::policy::{Newlines, Placement, Rest};
use standoff::{Authority, FieldPolicy, Ingester, Renderer};

/// Returns the article table with entries for embeds.
fn authority() -> Authority {
    let own = |id, name| TagEntry::new(MarkupId::new(id), name);
    let text = |id, name| AttributeEntry::new(id, name, ValueRule::Text);
    let number = ValueRule::Integer { min: 1, max: 99 };
    Authority::article()
        .to_builder()
        .tag(
            own(10_000, "clip")
                .with_attribute(text(1, "id"))
                .with_attribute(AttributeEntry::new(2, "n", number))
                .with_attribute(AttributeEntry::new(3, "at", ValueRule::Url(UrlRule::web()))),
        )
        .tag(own(10_001, "post").with_display(DisplayKind::Atomic))
        .tag(own(10_002, "card").with_display(DisplayKind::Block))
        .tag(own(10_003, "old").with_status(Status::Retired))
        .tag(own(10_004, "grid").with_rendered_name("table"))
        .tag(own(10_005, "loud").with_rendered_name("b"))
        .build()
        .unwrap()
}

/// Checks the HTML and the findings if a hook gives this answer for `<x-embed>` and
/// similar elements.
#[track_caller]
fn check(policy: &FieldPolicy, adopted: &Adoption, source: &str, expect: &str, findings: &[&str]) {
    let authority = authority();
    let ingester = Ingester::new(policy, &authority).unwrap();
    let mut hook = |offered: &AdoptRequest<'_>| {
        let is_embed = offered.name() == "x-embed" || offered.attribute("embed").is_some();
        is_embed.then(|| adopted.clone())
    };
    let ingested = ingester.ingest_with(source, &mut hook).unwrap();
    let html = Renderer::canonical(&authority).render(ingested.content());
    assert_eq!(html.output(), expect, "{source:?}");
    let found: Vec<String> = ingested
        .findings()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(found, findings, "{source:?}");
    assert_eq!(
        ingester.reingest(ingested.content()).into_content(),
        *ingested.content()
    );
}

#[test]
fn an_element_becomes_an_entry() {
    let all = FieldPolicy::new();
    let clip = Adoption::new("clip").with_attribute("id", "7");
    for (source, expect) in [
        (
            "a <x-embed>b <i>c</i></x-embed> d",
            "a <clip id=\"7\">b <i>c</i></clip> d",
        ),
        ("<iframe embed>gone</iframe>x", "<clip id=\"7\"></clip>x"),
        ("<script embed>gone</script>x", "<clip id=\"7\"></clip>x"),
        ("<svg embed><g>gone</g></svg>x", "<clip id=\"7\"></clip>x"),
        (
            "<template embed>gone</template>x",
            "<clip id=\"7\"></clip>x",
        ),
        (
            "<object embed>a <b>b</b></object>",
            "<clip id=\"7\">a <b>b</b></clip>",
        ),
        ("<img embed src=x>", "<clip id=\"7\"></clip>"),
        ("<xmp embed>a<b></xmp>", "<clip id=\"7\">a&lt;b&gt;</clip>"),
        // Blocks of the source separate words.
        ("a<div embed>b</div>c", "a<br><clip id=\"7\">b</clip><br>c"),
        // Misnested, so the parser makes two elements.
        (
            "<i embed>a<p>b</i>c",
            "<clip id=\"7\">a</clip><p><clip id=\"7\">b</clip>c</p>",
        ),
    ] {
        check(&all, &clip, source, expect, &[]);
    }
    let text = clip.with_text("<b>&amp; x\r\n  y");
    for (source, expect) in [
        (
            "a <x-embed>b <i>c</i></x-embed> d",
            "a <clip id=\"7\">&lt;b&gt;&amp;amp; x y</clip> d",
        ),
        // The parser splits the element, but the answer is used once.
        (
            "<i embed>a<p>b</i>c",
            "<clip id=\"7\">&lt;b&gt;&amp;amp; x y</clip><p>c</p>",
        ),
        (
            "<pre><x-embed>b</x-embed></pre>",
            "<pre><clip id=\"7\">&lt;b&gt;&amp;amp; x\n  y</clip></pre>",
        ),
    ] {
        check(&all, &text, source, expect, &[]);
    }
    check(
        &all,
        &Adoption::new("post"),
        "a <x-embed></x-embed> b",
        "a <post></post> b",
        &[],
    );
    let card = Adoption::new("card").with_text("x");
    check(
        &all,
        &card,
        "a<x-embed></x-embed>b",
        "a<card>x</card>b",
        &[],
    );
    check(
        &all,
        &Adoption::new("br"),
        "a<x-embed>x</x-embed>b",
        "a<br>b",
        &[],
    );
    // It is read again as the entry that it renders as.
    check(
        &all,
        &Adoption::new("loud"),
        "<x-embed>x</x-embed>",
        "<b>x</b>",
        &[],
    );
}

#[test]
fn text_alone_and_content_alone() {
    let all = FieldPolicy::new();
    for (adopted, source, expect) in [
        (Adoption::plain("b"), "a<x-embed>x</x-embed>c", "abc"),
        (Adoption::plain("b"), "a<div embed>x</div>c", "a<br>b<br>c"),
        (Adoption::plain(""), "a <script embed>x</script> c", "a c"),
        (
            Adoption::plain(""),
            "<table><script embed>x</script><td>a</table>",
            "<table><tbody><tr><td>a</td></tr></tbody></table>",
        ),
        (
            Adoption::unwrapped(),
            "a<x-embed>b <i>c</i></x-embed>",
            "ab <i>c</i>",
        ),
        (
            Adoption::unwrapped(),
            "a<div embed><p>b</p></div>c",
            "a<p>b</p>c",
        ),
        (Adoption::unwrapped(), "a<iframe embed>x</iframe>c", "ac"),
    ] {
        check(&all, &adopted, source, expect, &[]);
    }
}

#[test]
fn newline_policies_see_what_is_adopted() {
    let breaks = FieldPolicy::new().with_newlines(Newlines::Break);
    let clip = Adoption::new("clip").with_text("x\ny");
    check(
        &breaks,
        &clip,
        "a\n<x-embed></x-embed>\nb",
        "a<br><clip>x<br>y</clip><br>b",
        &[],
    );
    let paragraphs = FieldPolicy::new().with_newlines(Newlines::Paragraphs);
    let clip = Adoption::new("clip");
    check(
        &paragraphs,
        &clip,
        "a\n\n<x-embed>x</x-embed> b\n\n<div embed>c</div>",
        "<p>a</p><p><clip>x</clip> b</p><p><clip>c</clip></p>",
        &[],
    );
    let card = Adoption::new("card");
    check(
        &paragraphs,
        &card,
        "a\n\n<x-embed>x</x-embed> b",
        "<p>a</p><card>x</card><p>b</p>",
        &[],
    );
    check(
        &paragraphs,
        &Adoption::plain("x"),
        "<x-embed></x-embed> b",
        "<p>x b</p>",
        &[],
    );
    // It ends the open paragraph.
    check(
        &paragraphs,
        &Adoption::new("p").with_text("x"),
        "a<x-embed>y</x-embed>",
        "<p>a</p><p>x</p>",
        &[],
    );
}

#[test]
fn what_cannot_be_used_is_a_finding_and_nothing_else() {
    let all = FieldPolicy::new();
    let stripped = "1:1: changed: `x-embed` is not in the authority: tag stripped";
    let source = "<x-embed>y</x-embed>";
    for (adopted, finding) in [
        (
            Adoption::new("x"),
            "changed: `x` is not in the authority: not adopted",
        ),
        (
            Adoption::new("old"),
            "changed: `old` is retired: not adopted",
        ),
        (
            Adoption::new("grid"),
            "changed: `grid` is part of a table: not adopted",
        ),
        (
            Adoption::new("td"),
            "changed: `td` is part of a table: not adopted",
        ),
        (
            Adoption::new("li"),
            "changed: `li` cannot stand here: not adopted",
        ),
        (
            Adoption::new("img").with_text("x"),
            "changed: `img` holds no text: not adopted",
        ),
        (
            Adoption::new("clip").with_attribute("onclick", "x"),
            "changed: `onclick` is not admitted on its entry: not adopted",
        ),
        (
            Adoption::plain("x").with_attribute("id", "x"),
            "changed: `id` is not admitted on its entry: not adopted",
        ),
        (
            Adoption::new("clip")
                .with_attribute("id", "x")
                .with_attribute("id", "x"),
            "changed: `id` is answered twice: not adopted",
        ),
        (
            Adoption::new("clip").with_attribute("n", "100"),
            "loss: `n` is not adopted for its value: out of range",
        ),
        (
            Adoption::new("clip").with_attribute("at", " java\nscript:x"),
            "refused: `at` is not adopted for its value: the scheme is not allowed",
        ),
    ] {
        let finding = format!("1:1: {finding}");
        check(&all, &adopted, source, "y", &[&finding, stripped]);
    }
    // The element itself is treated as usual.
    let li = Adoption::new("li");
    check(
        &all,
        &li,
        "<b embed>y</b>",
        "<b>y</b>",
        &[
            "1:1: changed: `li` cannot stand here: not adopted",
            "1:4: note: `embed` is not admitted on its tag: attribute removed",
        ],
    );
    check(
        &all,
        &li,
        "<iframe embed></iframe>y",
        "y",
        &[
            "1:1: changed: `li` cannot stand here: not adopted",
            "1:1: loss: `iframe` is never admitted: removed with its content",
        ],
    );
    check(
        &all,
        &Adoption::plain("x"),
        "<table><tr><script embed></script><td>y</table>",
        "<table><tbody><tr><td>y</td></tr></tbody></table>",
        &[
            "1:12: changed: `script` cannot stand here: not adopted",
            "1:12: refused: `script` is never admitted: removed with its content",
        ],
    );
}

#[test]
fn what_is_mended_is_a_finding_too() {
    let all = FieldPolicy::new();
    let clip = Adoption::new("clip")
        .with_attribute("n", "07")
        .with_attribute("id", "a\0b");
    check(
        &all,
        &clip.with_text("x\u{1}\0y"),
        "<x-embed></x-embed>",
        "<clip n=\"7\" id=\"ab\">xy</clip>",
        &[
            "1:1: changed: `n` is stored as `7`",
            "1:1: changed: `id` is stored as `ab`",
            "1:1: changed: `U+0001` is no character of a text: removed",
        ],
    );
}

#[test]
fn fields_and_depth_are_kept() {
    let clip = Adoption::new("clip").with_text("x");
    let few = FieldPolicy::new().with_admitted(["em"]);
    check(
        &few,
        &clip,
        "<x-embed>y</x-embed>",
        "y",
        &[
            "1:1: changed: `clip` is not admitted in this field: not adopted",
            "1:1: changed: `x-embed` is not in the authority: tag stripped",
        ],
    );
    let phrasing = FieldPolicy::new()
        .with_placement(Placement::Phrasing)
        .with_rest(Rest::Remove);
    check(
        &phrasing,
        &Adoption::new("card"),
        "a<x-embed>y</x-embed>",
        "a",
        &[
            "1:2: changed: `card` is not admitted in this field: not adopted",
            "1:2: loss: `x-embed` is not admitted: removed with its content",
        ],
    );
    check(
        &phrasing,
        &clip,
        "a<x-embed>y</x-embed>",
        "a<clip>x</clip>",
        &[],
    );

    let authority = authority();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let deep = format!("{}<x-embed>y", "<span>".repeat(250));
    let mut clips = |_: &AdoptRequest<'_>| Some(Adoption::new("clip").with_attribute("id", "x"));
    let ingested = ingester.ingest_with(&deep, &mut clips).unwrap();
    assert_eq!(ingested.content().spans().count(), 251);
    assert_eq!(ingested.findings(), []);
}

/// Content never exceeds the maximum length of a source.
#[test]
fn answers_are_bounded_together() {
    let authority = authority();
    let policy = FieldPolicy::new().with_max_bytes(1_000);
    let ingester = Ingester::new(&policy, &authority).unwrap();
    let source = "<x-embed></x-embed>".repeat(20);
    for adopted in [
        Adoption::new("clip").with_text("x".repeat(300)),
        Adoption::new("clip").with_attribute("id", "x".repeat(300)),
        Adoption::plain("x".repeat(300)),
    ] {
        let mut hook = |_: &AdoptRequest<'_>| Some(adopted.clone());
        let ingested = ingester.ingest_with(&source, &mut hook).unwrap();
        let content = ingested.content();
        let values = content.spans().flat_map(|span| span.attributes());
        let values: usize = values.map(|(_, value)| value.len()).sum();
        assert_eq!(content.text().len() + values, 900);
        assert_eq!(ingested.tally().of_kind(FindingKind::Adoption), 17);
        let finding = &ingested.findings()[0];
        assert_eq!(finding.severity(), Severity::Changed);
        assert!(
            finding
                .message()
                .ends_with("is more than the field admits: not adopted")
        );
    }
    assert!(
        ingester
            .ingest_with(&"x".repeat(1_001), &mut |_: &AdoptRequest<'_>| None)
            .is_err()
    );
}

/// Checks the names that are offered, in order.
#[track_caller]
fn offered(source: &str, expect: &[&str]) {
    let ingester = Ingester::new(&FieldPolicy::new(), &authority()).unwrap();
    let mut seen = Vec::new();
    let mut look = |offered: &AdoptRequest<'_>| {
        let tag = &source[offered.bytes()];
        assert!(tag.starts_with('<') && tag.ends_with('>'), "{tag}");
        seen.push(offered.name().to_owned());
        None
    };
    ingester.ingest_with(source, &mut look).unwrap();
    assert_eq!(seen, expect, "{source:?}");
}

#[test]
fn every_tag_that_may_count_is_offered_once() {
    offered("<p>a<B>b</B><br><blink>c", &["p", "b", "br", "blink"]);
    // Neither elements inside removed ones nor implied elements.
    offered("<video><b>x</b></video><i>", &["video", "i"]);
    offered("<select><option>x</select><i>", &["select", "i"]);
    offered("<iframe><b></iframe><svg><g/></svg>", &["iframe", "svg"]);
    offered("<table><td>x</p>", &["table", "td"]);
    offered("<html><head><body></body>", &[]);
    // Once, regardless of how many elements the parser makes and how often it comes to
    // the tag.
    offered("<b>1<i>2</b>3</i><p>4", &["b", "i", "p"]);
    offered("<b>1<p>2</b>3<u>", &["b", "p", "u"]);
    // In the order of the source, even if the parser moves an element.
    offered("<table><tr><td>x</td><em>y", &["table", "tr", "td", "em"]);
    offered("<svg><p>x", &["svg", "p"]);
}

#[test]
fn inside_are_the_tags_up_to_the_end_tag() {
    #[track_caller]
    fn check(source: &str, expect: &[&str]) {
        let ingester = Ingester::new(&FieldPolicy::new(), &authority()).unwrap();
        let mut seen = None;
        let mut look = |offered: &AdoptRequest<'_>| {
            seen.get_or_insert_with(|| {
                let inside = offered.inside();
                inside.map(|tag| tag.name().to_owned()).collect::<Vec<_>>()
            });
            None
        };
        ingester.ingest_with(source, &mut look).unwrap();
        assert_eq!(seen.unwrap(), expect, "{source:?}");
    }
    check(
        "<div><A>x</A><!--<i>--><div></DIV><b></b></div><p>",
        &["a", "div", "b"],
    );
    check("<div>", &[]);
    check("<br><b>", &[]);
    check("<iframe><b></iframe>", &[]);
    check("<svg><g></svg>", &[]);
    // After content that is not HTML, tags cannot be told from text.
    check(
        "<div><b><script>'</div>'</script><i></div>",
        &["b", "script"],
    );
    check("<div><b><svg><i></svg><u></div>", &["b", "svg"]);
    let many = format!("<div>{}</div>", "<b></b>".repeat(100));
    check(&many, &["b"; 64]);
}

#[test]
fn inside_can_be_looked_into_again() {
    let ingester = Ingester::new(&FieldPolicy::new(), &authority()).unwrap();
    let source = "<div><p title='a&amp;b'><i></p></div>";
    let mut found = Vec::new();
    let mut look = |offered: &AdoptRequest<'_>| {
        if offered.name() == "div" {
            let p = offered.inside().next().unwrap();
            assert_eq!(p.attributes().collect::<Vec<_>>(), [("title", "a&b")]);
            found.extend(p.inside().map(|tag| source[tag.bytes()].to_owned()));
        }
        None
    };
    ingester.ingest_with(source, &mut look).unwrap();
    assert_eq!(found, ["<i>"]);
}
