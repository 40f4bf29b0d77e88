//! C4, C13 and C14: messages of Telegram and Slack.

use standoff::render::range_formats::telegram::{self, EntityKind, MessageEntity};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Profile, Renderer};

fn content(source: &str) -> AddressedText {
    let ingester = Ingester::new(&FieldPolicy::new(), &Authority::article()).unwrap();
    ingester.ingest(source).unwrap().into_content()
}

fn renderer(name: &str) -> Renderer {
    Renderer::new(&Profile::named(name).unwrap(), &Authority::article()).unwrap()
}

/// A message of Telegram: text, entities with the text that each covers, losses.
fn message(source: &str) -> (String, Vec<(MessageEntity, String)>, Vec<String>) {
    let content = content(source);
    let rendered = renderer("telegram").render(&content).into_owned();
    let (entities, losses) = telegram::entities(&rendered);
    let units: Vec<u16> = rendered.output().encode_utf16().collect();
    let covered = |entity: &MessageEntity| {
        let start = entity.offset as usize;
        String::from_utf16(&units[start..start + entity.length as usize]).unwrap()
    };
    let entities = entities.iter().map(|it| (it.clone(), covered(it)));
    let lost = losses.iter().map(|loss| loss.name().to_owned());
    (
        rendered.output().to_owned(),
        entities.collect(),
        lost.collect(),
    )
}

#[test]
fn c4_telegram_gets_links_that_it_takes() {
    let check = |url: &str, is_taken: bool| {
        let (text, entities, lost) = message(&format!("a <a href='{url}'>b</a>"));
        assert_eq!(text, "a b");
        assert_eq!(entities.len(), usize::from(is_taken), "{url}");
        assert_eq!(lost.len(), usize::from(!is_taken), "{url}: {lost:?}");
    };
    for url in [
        "https://e.org",
        "http://a.e.org:80/x",
        "HTTPS://E.ORG/",
        "https://пример.example/",
    ] {
        check(url, true);
    }
    for url in [
        "tel:+15550100",
        "mailto:a@b.c",
        "https://localhost/x",
        "https://x./",
        "https://[::1]/",
    ] {
        check(url, false);
    }
    // Those of its own, where the table has them.
    let mut builder = Authority::article().to_builder();
    builder = builder.tag(
        standoff::authority::TagEntry::new(standoff::authority::MarkupId::new(10_000), "tg")
            .with_attribute(standoff::authority::AttributeEntry::new(
                standoff::authority::AttributeId::new(10_000),
                "href",
                standoff::authority::ValueRule::Url(standoff::authority::UrlRule::new([
                    "tg", "ton", "ftp",
                ])),
            )),
    );
    let authority = builder.build().unwrap();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let profile = Profile::named("telegram")
        .unwrap()
        .with_rule("tg", standoff::profile::Rule::Rename("a".into()));
    let renderer = Renderer::new(&profile, &authority).unwrap();
    for (url, is_taken) in [
        ("tg://resolve?domain=x", true),
        ("ton://x", true),
        ("ftp://a.b/", false),
    ] {
        let content = ingester
            .ingest(&format!("<tg href='{url}'>x</tg>"))
            .unwrap()
            .into_content();
        let rendered = renderer.render(&content);
        assert_eq!(
            telegram::entities(&rendered).0.len(),
            usize::from(is_taken),
            "{url}"
        );
    }
}

#[test]
fn c4_the_text_is_what_telegram_keeps_of_it() {
    let (text, entities, _) =
        message("Cafe\u{301} A\u{30A}s\u{2028}<b>next\u{202A}\u{202C}</b> <i>x\u{1E9B}\u{323}</i>");
    assert_eq!(text, "Café Ås\nnext x\u{1E9B}\u{323}");
    assert_eq!(entities[0].1, "next");
    assert_eq!(entities[1].1, "x\u{1E9B}\u{323}");
    let (text, entities, _) =
        message("<table><tr><td>a</td><td><b>b</b></td></tr></table><pre>\tc\td</pre>");
    assert!(!text.contains('\t'), "{text:?}");
    assert_eq!(entities[0].1, "b");
    let (text, ..) = message("<p>한글 ẛ̣ e\u{301}\u{323}</p>");
    assert_eq!(text, "한글 ẛ̣ ẹ\u{301}");
}

#[test]
fn c4_code_keeps_its_indent_and_its_language() {
    let (text, entities, _) = message(
        "<p>x</p><pre><code class=language-rust>    fn a() {\n    }\n</code></pre><p>y</p>",
    );
    assert!(text.contains("    fn a() {"), "{text:?}");
    let pre = &entities[0];
    assert_eq!(pre.0.kind, EntityKind::Pre);
    assert_eq!(pre.1, "    fn a() {\n    }");
    let (_, entities, _) = message("<pre>\n\n  a\n  b\n</pre>");
    assert_eq!(entities[0].1, "  a\n  b");
    // Only code does: other entities have no white space at their edges.
    let (_, entities, _) = message("x<b> y </b>z");
    assert_eq!(entities[0].1, "y");
}

/// What a language is depends on the field: the classes of code are not admitted
/// everywhere.
#[test]
fn c4_the_language_comes_through_the_profile() {
    let source = "<pre><code class=language-rust>x</code></pre>";
    let content = content(source);
    let has_class = content.spans().any(|span| span.attributes().len() > 0);
    let (_, entities, _) = message(source);
    let language = entities[0].0.language.as_deref();
    assert_eq!(language, has_class.then_some("rust"));
}

fn slack(source: &str) -> (String, Vec<(String, String)>) {
    let content = content(source);
    let rendered = renderer("slack").render(&content).into_owned();
    let losses = rendered.losses().iter();
    let lost = losses.map(|loss| (loss.kind().as_str().to_owned(), loss.name().to_owned()));
    (rendered.output().to_owned(), lost.collect())
}

#[test]
fn c13_slack_leaves_urls_alone() {
    for url in [
        "https://example.org/a_b_c/_d_",
        "https://example.org/*x*/~y~?q=_z_&amp;w=1",
        "HTTP://example.org/:a:b:@here",
    ] {
        for (before, behind) in [("", ""), ("See ", " now"), ("_x_ ", " *y*"), ("(", ").")] {
            let (output, _) = slack(&format!("<p>{before}{url}{behind}</p>"));
            assert!(output.contains(url), "{output:?}");
        }
    }
    // Signs of the text are still broken up.
    let (output, lost) = slack("<p>*stars* and https://e.org/_x_ and _lines_</p>");
    let expect = "*¦stars¦* and https://e.org/_x_ and _¦lines¦_";
    assert_eq!(output, expect.replace('¦', "\u{200B}"));
    assert!(lost.is_empty());
    let (output, _) = slack("2 * 3 * 4, snake_case_x, 5*6*7");
    assert_eq!(output, "2 * 3 * 4, snake_case_x, 5*6*7");
}

#[test]
fn c13_markers_stand_where_every_reader_sees_them() {
    let said = |source: &str, expect: &str| {
        let (output, lost) = slack(source);
        assert_eq!((&*output, lost.len()), (expect, 0), "{source}: {lost:?}");
    };
    said("<i>Hamlet</i> by W. S.", "_Hamlet_ by W. S.");
    said("(<b>a</b>), <i>b</i>. <b>c</b>!", "(*a*), _b_. *c*!");
    said("\"<b>a</b>\"; <i>b</i>: <b>c</b>?", "\"*a*\"; _b_: *c*?");
    let plain = |source: &str, expect: &str| {
        let (output, lost) = slack(source);
        assert_eq!(output, expect, "{source}");
        assert_eq!(lost.len(), 1, "{source}: {lost:?}");
        assert_eq!(lost[0].0, "syntax");
    };
    plain("“<i>Hamlet</i>”", "“Hamlet”");
    plain("<i>Hamlet</i>’s", "Hamlet’s");
    plain("<i>Hamlet</i>'s", "Hamlet's");
    plain("—<b>a</b>—", "—a—");
    plain("日<b>本</b>語", "日本語");
    plain("<b>a</b>、b", "a、b");
    plain("a/<b>b</b>", "a/b");
}

/// A link writes its URL in each of its lines, so it has only so many.
#[test]
fn a_link_on_slack_has_sixteen_lines() {
    for (lines, lost) in [(1, 0), (16, 0), (17, 1), (40, 1)] {
        let text = vec!["x"; lines].join("<br>");
        let source = format!("<p>a <a href='https://a.b/'>{text}</a> y");
        let (output, losses) = slack(&source);
        let url = "<https://a.b/|x>";
        assert_eq!(losses.len(), lost, "{lines}: {losses:?}");
        let written = if lost == 0 { lines } else { 0 };
        assert_eq!(output.matches(url).count(), written, "{output}");
        let plain = output.replace(url, "x");
        assert_eq!(plain, format!("a {} y", vec!["x"; lines].join("\n")));
    }
}

#[test]
fn c14_what_is_struck_goes_with_its_marks() {
    let check = |source: &str, expect: &str| {
        let (output, lost) = slack(source);
        assert_eq!(output, expect, "{source}: {lost:?}");
        let struck = source.contains("<del>") || source.contains("<s>");
        let is_said = output.contains('~');
        let is_left_out = lost.iter().any(|(kind, _)| kind == "content");
        assert_eq!(is_left_out, struck && !is_said, "{source}: {lost:?}");
    };
    check("<del>old</del><ins>new</ins>", "new");
    check("<del>old</del> <ins>new</ins>", "~old~ new");
    check("a<del>b</del>c", "ac");
    check("a <del>b</del>’s c", "a ’s c");
    check("a “<s>b</s>” c", "a “” c");
    check("<b>a<del>b</del></b>", "*a*");
    check("<del><b>a</b> c</del>d", "d");
    check("<pre>a <del>b</del> c</pre>", "```a c```");
    check("x<del>b</del> <del>c</del>y", "x y");
    check("<p>x<del>b</del></p><p>y</p>", "x\n\ny");
}
