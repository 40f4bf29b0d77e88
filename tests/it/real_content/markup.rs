//! C10, C11, C12, C17, C19, E4 and E6: what is put around text, and what cannot be said.

use standoff::profile::{Fallback, Links, Lists, Loose, Rule, Syntax};
use standoff::{Authority, FieldPolicy, Ingester, Profile, Rendered, Renderer};

fn rendered(profile: &Profile, source: &str) -> Rendered<'static> {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let content = ingester.ingest(source).unwrap().into_content();
    let renderer = Renderer::new(profile, &authority).unwrap();
    renderer.render(&content).into_owned()
}

fn on(name: &str, source: &str) -> String {
    let profile = Profile::named(name).unwrap();
    rendered(&profile, source).into_output().into_owned()
}

#[test]
fn c10_a_reading_is_in_brackets() {
    for (source, expect) in [
        (
            "<ruby>表示<rt>ひょうじ</rt></ruby>する",
            "表示(ひょうじ)する",
        ),
        (
            "<ruby>表示<rp>(</rp><rt>ひょうじ</rt><rp>)</rp></ruby>する",
            "表示(ひょうじ)する",
        ),
        (
            "<ruby>漢<rp>（</rp><rt>かん</rt><rp>）</rp></ruby>",
            "漢（かん）",
        ),
        (
            "<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>",
            "漢(かん)字(じ)",
        ),
        ("<ruby>北京<rt> Běijīng </rt></ruby>", "北京 (Běijīng) "),
        ("<ruby>漢<rt></rt></ruby>字", "漢字"),
    ] {
        for name in ["text", "telegram", "slack", "mastodon", "markdown"] {
            let found = on(name, source);
            assert_eq!(found.trim_end(), expect.trim_end(), "{name}: {source}");
        }
    }
    // Markup where the platform has it.
    let source = "<p><ruby>漢<rt>かん</rt></ruby></p>";
    assert_eq!(on("activitypub", source), source);
    assert_eq!(on("podcast", source), "<p>漢(かん)</p>");
}

#[test]
fn c10_a_word_is_spoken_as_its_ruby_reads() {
    for (source, expect) in [
        (
            "<ruby>表示<rt>ひょうじ</rt></ruby>する",
            "<sub alias=\"ひょうじ\">表示</sub>する",
        ),
        (
            "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rp>(</rp><rt>じ</rt><rp>)</rp></ruby>",
            "<sub alias=\"かんじ\">漢字</sub>",
        ),
        (
            "<ruby>取<rt>と</rt>り<rt></rt></ruby>",
            "<sub alias=\"とり\">取り</sub>",
        ),
        (
            "<em><ruby>漢<rt>か\"ん</rt></ruby></em>",
            "<emphasis level=\"moderate\"><sub alias=\"か&quot;ん\">漢</sub></emphasis>",
        ),
        ("<ruby>漢</ruby>", "漢"),
        (
            "<abbr title=x><ruby>a<rt>b</rt></ruby></abbr>",
            "<sub alias=\"x\">a</sub>",
        ),
    ] {
        let expect = format!("<speak><p>{expect}</p></speak>");
        assert_eq!(on("ssml_google", source), expect, "{source}");
        roxmltree::Document::parse(&on("ssml_alexa", source)).unwrap();
    }
}

const IN_PARAGRAPHS: [&str; 3] = ["podcast", "activitypub", "apple_news_html"];

#[test]
fn c11_loose_text_becomes_paragraphs() {
    for (source, expect) in [
        ("<p>One.</p><div>Two.</div>", "<p>One.</p><p>Two.</p>"),
        ("One<br><br>Two", "<p>One</p><p>Two</p>"),
        ("One<br> <br><br>Two", "<p>One</p><p>Two</p>"),
        ("One", "<p>One</p>"),
        (
            "<div>One<div>Two</div>Three</div>",
            "<p>One</p><p>Two</p><p>Three</p>",
        ),
        (
            "<section><header>One</header>Two</section>",
            "<p>One</p><p>Two</p>",
        ),
        (
            "<p>One</p>Two<p>Three</p>Four",
            "<p>One</p><p>Two</p><p>Three</p><p>Four</p>",
        ),
        (
            "One<ul><li>a</li></ul>Two",
            "<p>One</p><ul><li>a</li></ul><p>Two</p>",
        ),
        (
            "<ul><li>a</li><li><div>b</div><div>c</div></li></ul>",
            "<ul><li>a</li><li><p>b</p><p>c</p></li></ul>",
        ),
        (
            "<ul><li>a<p>b</p></li></ul>",
            "<ul><li><p>a</p><p>b</p></li></ul>",
        ),
        (
            "<ul><li>a<ul><li>b</li></ul></li></ul>",
            "<ul><li>a<ul><li>b</li></ul></li></ul>",
        ),
        ("", ""),
        ("<br>", ""),
    ] {
        for name in IN_PARAGRAPHS {
            assert_eq!(on(name, source), expect, "{name}: {source}");
        }
    }
    assert_eq!(on("activitypub", "One<br>Two"), "<p>One<br>Two</p>");
    assert_eq!(
        on("activitypub", "<b>One</b> and <i>two</i><div>Three</div>"),
        "<p><b>One</b> and <i>two</i></p><p>Three</p>"
    );
    assert_eq!(
        on("activitypub", "<blockquote>One<p>Two</p></blockquote>"),
        "<blockquote><p>One</p><p>Two</p></blockquote>"
    );
    assert_eq!(
        on("activitypub", "<b>One<p>Two</p></b>"),
        "<b><p>One</p><p>Two</p></b>"
    );
    assert_eq!(on("activitypub", "<pre>a\n\nb</pre>"), "<pre>a\n\nb</pre>");
    // A negative control: nobody else asks for it.
    assert_eq!(on("html", "One<br><br>Two"), "One<br><br>Two");
}

/// Whatever the content, no text stands beside blocks, and parsers change nothing.
#[test]
fn c11_no_text_is_left_beside_paragraphs() {
    let parts = [
        "a ",
        "<b>b</b>",
        "<br>",
        "<div>",
        "</div>",
        "<p>",
        "</p>",
        "<ul><li>",
        "</ul>",
        "<i>",
        "</i>",
        "<blockquote>",
        "</blockquote>",
        "<del>x</del>",
        " ",
    ];
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let canonical = Renderer::canonical(&authority);
    for name in IN_PARAGRAPHS {
        let renderer = Renderer::named(name, &authority).unwrap();
        let mut seed = 7_u64;
        for _ in 0..2_000 {
            let mut source = String::new();
            for _ in 0..9 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                source.push_str(parts[(seed >> 33) as usize % parts.len()]);
            }
            let content = ingester.ingest(&source).unwrap().into_content();
            let html = renderer.render(&content).into_output().into_owned();
            let read = ingester.ingest(&html).unwrap();
            let read = read.into_content();
            let again = canonical.render(&read).into_output().into_owned();
            // White space at the edges of a paragraph is not seen.
            let tags = |html: &str| html.split_whitespace().collect::<String>();
            assert_eq!(tags(&again), tags(&html), "{name}: {source}");
            // Each character lies in a block.
            let blocks = read.spans().filter(|span| {
                let tag = authority.tag(span.markup()).unwrap();
                tag.display().is_block()
            });
            let mut end = 0;
            for block in blocks {
                let range = block.byte_range();
                let between = &read.text()[end.min(range.start)..range.start];
                assert_eq!(between.trim_ascii(), "", "{name}: {source} gives {html}");
                end = end.max(range.end);
            }
            assert_eq!(
                read.text()[end..].trim_ascii(),
                "",
                "{name}: {source} gives {html}"
            );
        }
    }
}

#[test]
fn c11_is_data() {
    let data = r#"{"extends": "xhtml", "loose": "paragraphs"}"#;
    let profile: Profile = serde_json::from_str(data).unwrap();
    assert_eq!(
        rendered(&profile, "One<br>Two<hr>Three").output(),
        "<p>One<br />Two</p><hr /><p>Three</p>"
    );
    let text = Profile::named("text")
        .unwrap()
        .with_loose(Loose::Paragraphs);
    let error = Renderer::new(&text, &Authority::standard()).unwrap_err();
    assert_eq!(error.first().path(), "loose");
}

#[test]
fn c12_descriptions_in_feeds_are_html() {
    for (source, expect) in [
        ("use &lt;em&gt;", "use &lt;em&gt;"),
        ("10 &lt; 20 and 30 &gt; 5", "10 &lt; 20 and 30 &gt; 5"),
        ("&amp;lt; &amp; AT&amp;T", "&amp;lt; &amp; AT&amp;T"),
        ("<b>Snow</b> “ice”", "Snow “ice”"),
    ] {
        for name in ["rss_title", "rss_description"] {
            let output = on(name, source);
            assert_eq!(output, expect, "{name}");
            // In XML it is escaped once more: a reader of both sees the text.
            let xml = output.replace('&', "&amp;").replace('<', "&lt;");
            let xml = format!("<title>{xml}</title>");
            let document = roxmltree::Document::parse(&xml).unwrap();
            let html = document.root_element().text().unwrap();
            let ingester = Ingester::new(&FieldPolicy::new(), &Authority::article()).unwrap();
            let [read, said] = [html, source].map(|html| {
                ingester
                    .ingest(html)
                    .unwrap()
                    .into_content()
                    .text()
                    .to_owned()
            });
            assert_eq!(read, said, "{name}");
        }
    }
    assert_eq!(on("text", "use &lt;em&gt;"), "use <em>");
    let cut = Profile::named("rss_title").unwrap();
    let limit = standoff::profile::Limit::new(standoff::profile::Unit::Bytes, 12);
    // The limit counts what is sent.
    assert_eq!(
        rendered(&cut.with_limit(limit), "a &lt; b &lt; c").output(),
        "a &lt; b…"
    );
}

#[test]
fn c17_a_fence_names_the_language() {
    for (source, expect) in [
        (
            "<pre><code class=\"language-rust\">fn x() {}\n</code></pre>",
            "```rust\nfn x() {}\n```",
        ),
        (
            "<pre class=\"language-c++\"><code>x</code></pre>",
            "```c++\nx\n```",
        ),
        ("<pre><code>x</code></pre>", "```\nx\n```"),
        ("<pre>x</pre>", "```\nx\n```"),
    ] {
        let rendered = rendered(&Profile::named("markdown").unwrap(), source);
        assert_eq!(rendered.output().trim_end(), expect, "{source}");
        assert!(rendered.is_whole(), "{:?}", rendered.losses());
    }
    // Code in a line has no place for it.
    let inline = "<code class=\"language-rust\">x</code>";
    let rendered = rendered(&Profile::named("markdown").unwrap(), inline);
    assert_eq!(rendered.output(), "`x`");
    assert_eq!(rendered.losses()[0].name(), "class");
}

/// A text format that is data alone.
#[test]
fn c19_only_content_is_escaped() {
    let escapes = ['\\', '_', '*', '{', '}', '%'];
    let latex = escapes
        .iter()
        .fold(Profile::new(Syntax::Plain), |profile, c| {
            let said = match c {
                '\\' => "\\textbackslash{}".to_owned(),
                c => format!("\\{c}"),
            };
            profile.with_override(*c, said)
        });
    let latex = latex
        .with_rule("em", Rule::Surround("\\emph{".into(), "}".into()))
        .with_rule("hr", Rule::Replace("\\hrule{}".into()))
        .with_rule("img", Rule::Describe("alt".into()))
        .with_lists(Lists::Marked("\\item{} ".into()));
    assert_eq!(
        rendered(
            &latex,
            "<p>5_% of <em>a*b </em>{x}\\</p><hr><ul><li>a_b<img src=x alt='c_d'></ul>"
        )
        .output(),
        "5\\_\\% of \\emph{a\\*b} \\{x\\}\\textbackslash{}\n\n\\hrule{}\n\\item{} a\\_b[c\\_d]"
    );
    let struck = Profile::named("markdown")
        .unwrap()
        .with_rule("del", Rule::Surround("~~".into(), "~~".into()));
    let output = rendered(&struck, "<p>x <del>old </del>~new~ <del>*a*</del></p>").into_output();
    assert_eq!(output, "x ~~old~~ \\~new\\~ ~~\\*a\\*~~");
    // Without a rule of its own it is content.
    assert_eq!(on("markdown", "<p>~~x~~</p>"), "\\~\\~x\\~\\~");
    // What the charset lacks is fitted in both.
    let ascii = Profile::new(Syntax::Plain)
        .with_charset(standoff::profile::Charset::Ascii)
        .with_fallback(Fallback::Transliterate)
        .with_override('é', "e'")
        .with_rule("q", Rule::Surround("é“".into(), "”".into()));
    assert_eq!(rendered(&ascii, "<q>é</q>").output(), "e\"e'\"");
}

const MANY: usize = 60_000;

#[test]
fn e4_footnotes_take_linear_time() {
    let notes = Profile::named("text").unwrap().with_links(Links::Footnotes);
    let source: String = (0..MANY)
        .map(|n| format!("<a href=https://a.b/{n}>x</a> "))
        .collect();
    let output = rendered(&notes, &source).into_output();
    assert!(output.ends_with(&format!("[{MANY}] https://a.b/{}", MANY - 1)));
    let limit = standoff::profile::Limit::new(standoff::profile::Unit::Bytes, 500_000);
    assert!(rendered(&notes.with_limit(limit), &source).output().len() <= 500_000);
}

#[test]
fn e6_marks_around_many_blocks_stay_in_proportion() {
    let marks = [
        "b",
        "i",
        "em",
        "strong",
        "a href=https://npr.org/a/very/long/address",
    ];
    for depth in [1, 4, 100] {
        let open: String = (0..depth)
            .map(|n| format!("<{}>", marks[n % marks.len()]))
            .collect();
        for block in [
            "<p>x</p>",
            "<p>x y z</p><div>v</div>",
            "<ul><li>a<li>b</ul>",
        ] {
            let source = open.clone() + &block.repeat(4_000);
            for name in ["markdown", "ssml_google", "ssml_alexa"] {
                let profile = Profile::named(name).unwrap();
                let limits =
                    standoff::profile::Limit::new(standoff::profile::Unit::Bytes, u32::MAX);
                let rendered = rendered(&profile.with_limit(limits), &source);
                let (output, most) = (rendered.output().len(), 8 * source.len());
                assert!(
                    output <= most,
                    "{name}: {depth} around {block}: {output}, {most}"
                );
                if depth == 100 {
                    assert!(!rendered.is_whole());
                }
            }
        }
    }
    // Few are said in each.
    assert_eq!(on("markdown", "<b><p>x</p><p>y</p></b>"), "**x**\n\n**y**");
    assert_eq!(
        on("ssml_google", "<b><p>x</p><p>y</p></b>"),
        "<speak><p><emphasis level=\"strong\">x</emphasis></p><p><emphasis level=\"strong\">y</emphasis></p></speak>"
    );
}

#[test]
fn c17_gfm_has_tables_and_struck_text() {
    for (source, expect) in [
        ("<p>a <del>b</del> <s>c</s></p>", "a ~~b~~ ~~c~~"),
        ("<p><del><b>b</b></del></p>", "~~**b**~~"),
        (
            "<table><thead><tr><th>a<th>b</thead><tbody><tr><td>c<td>d</table>",
            "| a | b |\n| --- | --- |\n| c | d |",
        ),
        (
            "<table><tr><td>a<td><b>b</b><tr><td>c|d</table>",
            "|  |  |\n| --- | --- |\n| a | **b** |\n| c\\|d |",
        ),
        (
            "<table><caption>Piers</caption><tr><th>a<tr><td><code>x|y</code></table>z",
            "Piers\n\n| a |\n| --- |\n| `x\\|y` |\n\nz",
        ),
        (
            "<table><tr><th>a<tr><td><p>c</p><p>d</p></table>",
            "| a |\n| --- |\n| c d |",
        ),
        (
            "<ul><li data-checked=true>a<li data-checked=false>b</ul>",
            "- [x] a\n- [ ] b",
        ),
    ] {
        let found = on("gfm", source);
        assert_eq!(found.trim_end(), expect, "{source}");
    }
    // CommonMark has neither.
    assert!(!on("markdown", "<table><tr><th>a<td>b</table>").contains('|'));
    assert_eq!(on("markdown", "<p>a <del>b</del></p>"), "a");
}
