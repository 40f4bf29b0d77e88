//! Parses SSML with roxmltree, and checks its nesting against the standard.

use roxmltree::{Document, Node};
use standoff::authority::{MarkupId, TagEntry};
use standoff::profile::Syntax;
use standoff::render::LossKind;
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Profile, Renderer};

use super::{black, content, each, renderer};

/// Whether SSML 1.1 allows this nesting, for the elements that we write.
fn may_hold(outer: &str, inner: &str) -> bool {
    const INLINE: [&str; 7] = [
        "break", "emphasis", "lang", "prosody", "say-as", "sub", "voice",
    ];
    match outer {
        "speak" => inner == "p" || INLINE.contains(&inner),
        "p" => inner == "s" || INLINE.contains(&inner),
        "s" | "emphasis" | "lang" | "prosody" | "voice" => INLINE.contains(&inner),
        _ => false,
    }
}

/// Returns the first fault of nesting, or a text outside of paragraphs.
fn fault(root: Node<'_, '_>) -> Option<String> {
    root.descendants().find_map(|node| {
        let outer = node.parent_element()?.tag_name().name().to_owned();
        if node.is_text() {
            return (outer == "speak").then(|| "text in speak".into());
        }
        let inner = node.tag_name().name();
        (!may_hold(&outer, inner)).then(|| format!("{inner} in {outer}"))
    })
}

/// Returns every character except white space, with the number of moderate and strong
/// emphases around it.
fn emphasised(root: Node<'_, '_>) -> Vec<(char, usize, usize)> {
    let mut all = Vec::new();
    for text in root.descendants().filter(Node::is_text) {
        let count = |level: &str| {
            let around = text.ancestors();
            around
                .filter(|node| node.attribute("level") == Some(level))
                .count()
        };
        let levels = (count("moderate"), count("strong"));
        let text = black(text.text().unwrap());
        all.extend(text.chars().map(|c| (c, levels.0, levels.1)));
    }
    all
}

/// Returns the expected characters, by the spans that were not lost.
fn expected(content: &AddressedText, lost: &[(String, String)]) -> Vec<(char, usize, usize)> {
    let mut lost = lost.to_vec();
    let authority = Authority::article();
    let characters = content.text().chars();
    let mut all: Vec<_> = characters.map(|c| (c, 0, 0)).collect();
    // Of two equal spans the inner one is lost.
    let spans: Vec<_> = content.spans().collect();
    for span in spans.into_iter().rev() {
        let name = authority.entry(span.markup()).unwrap().name();
        let key = (name.to_owned(), span.range().to_string());
        if let Some(at) = lost.iter().position(|other| *other == key) {
            lost.swap_remove(at);
            continue;
        }
        let range = span.range().start().get() as usize..span.range().end().get() as usize;
        for character in &mut all[range] {
            match name {
                "em" | "i" => character.1 += 1,
                "strong" | "b" => character.2 += 1,
                _ => {}
            }
        }
    }
    all.retain(|(c, ..)| !c.is_whitespace());
    all
}

#[test]
fn is_well_formed_nested_as_the_standard_has_it_and_emphasised_as_the_spans_are() {
    let renderer = renderer(Syntax::Ssml);
    let mut emphases = 0;
    each(|content, html| {
        let rendered = renderer.render(content);
        let document = Document::parse(rendered.output())
            .unwrap_or_else(|error| panic!("{error}: {html:?}\n{}", rendered.output()));
        assert_eq!(fault(document.root_element()), None, "{html:?}");
        if html.contains("<ol") || html.contains("<rt") {
            // List numbers are inserted, and a reading is said in place of what it is of.
            return;
        }
        let lost = rendered.losses().iter();
        let lost: Vec<_> = lost
            .map(|loss| (loss.name().to_owned(), loss.range().to_string()))
            .collect();
        let read = emphasised(document.root_element());
        emphases += read.iter().filter(|(_, a, b)| a + b > 0).count();
        assert_eq!(
            read,
            expected(content, &lost),
            "{html:?}\n{}",
            rendered.output()
        );
    });
    assert!(emphases > 100, "{emphases}");
}

#[test]
fn the_nesting_oracle_finds_faults() {
    for (ssml, expect) in [
        ("<speak><p>a<p>b</p></p></speak>", Some("p in p")),
        (
            "<speak><p><emphasis><s>b</s></emphasis></p></speak>",
            Some("s in emphasis"),
        ),
        (
            "<speak><p><sub alias='x'><break/></sub></p></speak>",
            Some("break in sub"),
        ),
        ("<speak>a</speak>", Some("text in speak")),
        ("<speak><p><s>b</s></p></speak>", None),
    ] {
        let document = Document::parse(ssml).unwrap();
        assert_eq!(fault(document.root_element()).as_deref(), expect, "{ssml}");
    }
}

#[track_caller]
fn check(html: &str, expect: &str) {
    let content = content(html);
    let output = renderer(Syntax::Ssml).render(&content).into_output();
    assert_eq!(output, format!("<speak>{expect}</speak>"), "{html:?}");
}

#[test]
fn blocks_are_paragraphs() {
    check("", "");
    check("a < b & \"c\"", "<p>a &lt; b &amp; \"c\"</p>");
    check("<h2>One</h2><p>Two</p>", "<p>One</p><p>Two</p>");
    check("<blockquote><p>a</p>b</blockquote>", "<p>a</p><p>b</p>");
    check(
        "<p>a<br>b</p><hr><p>c</p>",
        "<p>a<break strength=\"medium\"/>b</p><break strength=\"x-strong\"/><p>c</p>",
    );
    check(
        "<pre>a\nb\n\nc</pre>",
        "<p>a<break strength=\"medium\"/>b</p><p>c</p>",
    );
}

#[test]
fn items_and_cells_are_sentences() {
    check("<ul><li>a</li><li>b</li></ul>", "<p><s>a</s><s>b</s></p>");
    check(
        "<ol start=3><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ol>",
        "<p><s>3. a</s></p><p><s>b</s></p><p>4. c</p>",
    );
    check("<ol reversed><li>a</li></ol>", "<p><s>1. a</s></p>");
    check(
        "<table><tr><td>a</td><td>b</td></tr><tr><td><p>c</p></td></tr></table>",
        "<p><s>a</s><s>b</s></p><p>c</p>",
    );
}

#[test]
fn marks_are_said_within_paragraphs() {
    check(
        "<p>a <em>b <strong>c</strong></em></p>",
        "<p>a <emphasis level=\"moderate\">b <emphasis level=\"strong\">c</emphasis></emphasis></p>",
    );
    check(
        "<section><b><div>a</div><div>b</div></b></section>",
        "<p><emphasis level=\"strong\">a</emphasis></p><p><emphasis level=\"strong\">b</emphasis></p>",
    );
    check(
        "<abbr title='\"World\" & <Health>'>WHO <b>x</b></abbr>",
        "<p><sub alias=\"&quot;World&quot; &amp; &lt;Health&gt;\">WHO x</sub></p>",
    );
    check(
        "<code>b2</code>",
        "<p><say-as interpret-as=\"characters\">b2</say-as></p>",
    );
    check("<pre><code>b2</code></pre>", "<p>b2</p>");
    // A substitution would replace both lines in speech.
    check(
        "<abbr title=x>a<br>b</abbr>",
        "<p>a<break strength=\"medium\"/>b</p>",
    );
    check("<s>a</s><sub>b</sub> <em></em>", "<p>ab</p>");
}

#[test]
fn what_is_not_said_is_lost() {
    let content =
        content("<p><a href=https://a.b/>a</a> <abbr>b</abbr> <sub>2</sub><img src=x></p>");
    let renderer = renderer(Syntax::Ssml);
    let rendered = renderer.render(&content);
    let losses = rendered.losses().iter();
    let losses: Vec<_> = losses.map(|loss| (loss.name(), loss.kind())).collect();
    let syntax = LossKind::Syntax;
    assert_eq!(
        losses,
        [
            ("a", syntax),
            ("abbr", syntax),
            ("sub", syntax),
            ("img", syntax)
        ]
    );
}

#[test]
fn elements_of_a_profile_are_those_of_ssml() {
    let tag = |number, name| TagEntry::new(MarkupId::new(number), name);
    let authority = Authority::article()
        .to_builder()
        .tag(
            tag(10_000, "whispered")
                .with_rendered_name("prosody")
                .with_set_attribute("volume", "x-soft"),
        )
        .tag(
            tag(10_001, "phone")
                .with_rendered_name("say-as")
                .with_set_attribute("interpret-as", "telephone"),
        )
        .tag(
            tag(10_002, "pause")
                .with_rendered_name("break")
                .with_set_attribute("time", "1s"),
        )
        .tag(tag(10_003, "bare").with_rendered_name("phoneme"))
        .build()
        .unwrap();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let source = "<whispered>a<pause></pause> <phone>911</phone></whispered> <bare>b</bare>";
    let content = ingester.ingest(source).unwrap().into_content();
    let renderer = Renderer::new(&Profile::new(Syntax::Ssml), &authority).unwrap();
    let rendered = renderer.render(&content);
    assert_eq!(
        rendered.output(),
        "<speak><p><prosody volume=\"x-soft\">a<break time=\"1s\"/> \
         <say-as interpret-as=\"telephone\">911</say-as></prosody> b</p></speak>",
    );
    assert_eq!(rendered.losses().len(), 1);
}
