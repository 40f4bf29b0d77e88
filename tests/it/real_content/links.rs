//! C1, C2, C3, C5, C18 and C20: URLs that are written into texts.

use standoff::profile::{Cut, CutPlace, Limit, LinkTexts, Links, Syntax, Unit, UrlBase};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Profile, Renderer};
use url::Url;

fn content(source: &str) -> AddressedText {
    let ingester = Ingester::new(&FieldPolicy::new(), &Authority::article()).unwrap();
    ingester.ingest(source).unwrap().into_content()
}

fn render(profile: &Profile, source: &str) -> String {
    let renderer = Renderer::new(profile, &Authority::article()).unwrap();
    renderer.render(&content(source)).output().to_owned()
}

fn named(name: &str) -> Profile {
    Profile::named(name).unwrap()
}

fn lost(profile: &Profile, source: &str) -> Vec<(String, String)> {
    let renderer = Renderer::new(profile, &Authority::article()).unwrap();
    let rendered = renderer.render(&content(source)).into_owned();
    let losses = rendered.losses().iter();
    losses
        .map(|loss| (loss.kind().as_str().to_owned(), loss.name().to_owned()))
        .collect()
}

const URL: &str = "https://example.org/a";

/// The meet of the readers of C1: white space ends a URL, and so does one sign of a
/// sentence, or a parenthesis that is not the URL's own, or both, before it. None of them
/// begins one behind a letter.
fn readers_find(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("http") {
        let behind = &rest[at..];
        let end = behind
            .find(|c: char| c.is_whitespace() || c == '>')
            .unwrap_or(behind.len());
        let mut url = &behind[..end];
        url = url.strip_suffix(['.', ',', ';', '!', '?']).unwrap_or(url);
        if url.matches(')').count() > url.matches('(').count() {
            url = url.strip_suffix(')').unwrap_or(url);
        }
        found.push(url.to_owned());
        rest = &behind[end..];
    }
    found
}

/// Every setting that writes URLs into the text.
fn settings() -> Vec<(String, Profile)> {
    let mut settings: Vec<_> = ["mastodon", "sms", "terminal"]
        .map(|name| (name.to_owned(), named(name)))
        .to_vec();
    let links = [
        Links::Urls,
        Links::Footnotes,
        Links::Inline(" ".into(), String::new()),
        Links::Inline(" (".into(), ")".into()),
        Links::Inline(" <".into(), ">".into()),
        Links::Inline(": ".into(), String::new()),
        Links::Around(LinkTexts::new("[", " ", "")),
        Links::Around(LinkTexts::new("[", " ", ">")),
    ];
    for links in links {
        for name in [
            "text",
            "ipod",
            "nprml_text",
            "html",
            "xhtml",
            "slack",
            "telegram",
        ] {
            let profile = named(name).with_links(links.clone());
            let is_tree = matches!(profile.syntax(), Syntax::Html | Syntax::Xml);
            let is_for_text = matches!(links, Links::Footnotes | Links::Around(_));
            if !(is_tree && is_for_text) {
                settings.push((format!("{name} {links:?}"), profile));
            }
        }
    }
    settings
}

#[test]
fn c1_a_url_does_not_run_into_what_follows() {
    let check = |source: &str, expect: &str| {
        let source = source.replace("<a>", &format!("<a href='{URL}'>"));
        let expect = expect.replace('@', URL);
        assert_eq!(render(&named("mastodon"), &source), expect, "{source}");
    };
    check("See <a>here </a>now", "See here @ now");
    check("<a>plan</a>’s", "plan @ ’s");
    check("“<a>x</a>”", "“x @ ”");
    check("<a>x</a>—and", "x @ —and");
    check("<a>x</a><a>y</a>", "x @ y @");
    check("詳しくは<a>こちら</a>をご覧", "詳しくはこちら @ をご覧");
    check("<a>x</a>. And <a>y</a>! <a>z</a>,", "x @. And y @! z @,");
    check("(<a>x</a>) and (<a>y</a>).", "(x @) and (y @).");
    check("<a>x</a>: y", "x @ : y");
    check("<a>x</a>... y", "x @ ... y");
    check("<a>x</a><b>y</b> <i><a>z</a></i>s", "x @ y z @ s");
    check("<p><a>x</a></p><p>y</p>", "x @\n\ny");
    check("<a>x</a><br>y", "x @\ny");
    check("<a>x<br></a>y", "x @\ny");
    check("<ul><li><a>x</a></li><li>y</li></ul>", "• x @\n• y");
    check("<pre>a <a>x  </a>  y</pre>", "a x @    y");
    check("<a>x</a>&nbsp;y", "x @\u{A0}y");
}

#[test]
fn c1_holds_in_every_setting() {
    let texts = [
        "x",
        "x ",
        "<b>x </b>",
        "<i>x</i> ",
        "x<del>y</del> ",
        "こちら",
        "x”",
    ];
    let behind = [
        "",
        " y",
        "y",
        "’s",
        "”",
        "—and",
        "…",
        ".",
        ". Y",
        ".”",
        ")",
        ").",
        "をご覧",
        "。",
        "/y",
        "<b>y</b>",
        "<br>y",
        "<del>y</del>z",
        "&#133;y",
        "&#8203;y",
    ];
    let urls = [URL, "https://example.org/b_(c)", "https://example.org/?q=1"];
    let mut seen = 0;
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    for (name, profile) in settings() {
        let renderer = Renderer::new(&profile, &authority).unwrap();
        for text in texts {
            for behind in behind {
                for url in urls {
                    let source = format!("<p>a <a href='{url}'>{text}</a>{behind}</p><p>b</p>");
                    let content = ingester.ingest(&source).unwrap().into_content();
                    let mut output = renderer.render(&content).output().to_owned();
                    if ["html", "xhtml", "slack"]
                        .iter()
                        .any(|it| name.starts_with(it))
                    {
                        output = output.replace('<', " <").replace("&gt;", ">");
                    }
                    assert_eq!(readers_find(&output), [url], "{name}: {source}\n{output}");
                    assert!(!output.contains("   "), "{name}: {source}\n{output}");
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 10_000, "{seen}");
    // The readers notice what runs on.
    for wrong in ["@y", "@’s", "@…", "@.)", "@..", "@/y", "@”."] {
        assert_ne!(readers_find(&wrong.replace('@', URL)), [URL], "{wrong}");
    }
}

#[test]
fn c1_an_ellipsis_stands_apart() {
    let source =
        format!("<p>Some words and <a href='{URL}'>a link</a> and more of them, many more");
    for at in [CutPlace::Grapheme, CutPlace::Word, CutPlace::Sentence] {
        for most in 20..70 {
            for name in ["mastodon", "text"] {
                let limit = Limit::new(Unit::Characters, most);
                let links = Links::Inline(" ".into(), String::new());
                let profile = named(name)
                    .with_links(links)
                    .with_cut(Cut::new(at))
                    .with_limit(limit);
                let output = render(&profile, &source);
                assert!(output.chars().count() <= most as usize, "{output}");
                let found = readers_find(&output);
                assert!(found.iter().all(|url| url == URL), "{output}");
            }
        }
    }
    let limit = Limit::new(Unit::Characters, 23 + 5).with_url_length(23);
    let profile = named("mastodon").with_limit(limit);
    assert_eq!(
        render(&profile, &format!("<a href='{URL}'>x</a>. Many words more")),
        format!("x {URL}. …")
    );
}

#[test]
fn c1_footnotes_are_lines_of_their_own() {
    use standoff::profile::Breaks;
    let breaks = |text: &str| Breaks::Texts {
        block: text.into(),
        line: text.into(),
        cell: text.into(),
    };
    let source = format!("<p><a href='{URL}'>x</a> <a href='{URL}/b'>y</a></p><p>z</p>");
    for text in ["", "|", "\n", " / ", "."] {
        let profile = named("text")
            .with_links(Links::Footnotes)
            .with_breaks(breaks(text));
        let output = render(&profile, &source);
        assert_eq!(
            readers_find(&output),
            [URL.to_owned(), format!("{URL}/b")],
            "{output}"
        );
    }
}

/// Cost grows with the content, and with nothing else.
#[test]
fn c1_is_linear() {
    for part in [
        "<a href='https://e.org/a'>x</a>",
        "<a href='https://e.org/a'>x <b></b></a>",
        "<a href='https://e.org/a'> </a>",
        "<a href='https://e.org/a'>https://e.org/a</a>y",
        "https://e.org/(https://e.org/a_*~",
    ] {
        let source = part.repeat(5_000);
        for (_, profile) in settings().into_iter().take(10) {
            assert!(!render(&profile, &format!("x{source}")).is_empty());
        }
        assert!(!render(&named("markdown"), &source).is_empty());
    }
}

#[test]
fn c2_urls_are_written_as_the_standard_serialises_them() {
    let urls = [
        "https://example.org/łódź",
        "https://пример.example/",
        "https://пример.example",
        "https://example.org/a b.pdf",
        "https://example.org/it’s",
        "https://例え.テスト/パス?クエリ=値#断片",
        "https://مثال.example/x",
        "https://bücher.example:8080/ü?ü=ü&x=1#ü",
        "https://u:ü@example.org/{a}|b",
        "https://example.org/?q='a'\"b\"<c>",
        "https://example.org/100%/%C3%A4/ä",
        "https://example.org/a/../ö/./b",
        "https://example.org\\a\\ä",
        "https://[2001:DB8::1]/ä",
    ];
    for url in urls {
        let expect = Url::parse(url).unwrap().to_string();
        let source = format!("<a href=\"{}\">x</a>", url.replace('"', "&quot;"));
        let mastodon = render(&named("mastodon"), &source);
        assert_eq!(mastodon, format!("x {expect}"));
        let sms = render(&named("sms"), &source);
        assert_eq!(
            Url::parse(sms.strip_prefix("x ").unwrap())
                .unwrap()
                .as_str(),
            expect
        );
        for name in [
            "html",
            "xhtml",
            "rss",
            "atom",
            "podcast",
            "nprml",
            "activitypub",
            "amp",
        ] {
            let html = render(&named(name), &source);
            let expect = expect.replace('&', "&amp;");
            assert!(
                html.contains(&format!("href=\"{expect}\"")),
                "{name}: {html}"
            );
        }
        for name in ["bluesky", "telegram", "apple_news"] {
            let renderer = Renderer::new(&named(name), &Authority::article()).unwrap();
            let content = content(&source);
            let rendered = renderer.render(&content);
            assert_eq!(
                rendered.ranges()[0].attribute("href"),
                Some(&*expect),
                "{name}"
            );
        }
    }
}

#[test]
fn c2_a_charset_leaves_urls_alone() {
    use standoff::profile::Charset;
    // Neither `~` nor `^` nor a backtick is in these.
    let source = "<a href='https://example.org/~a?b=`^|{}'>x</a>";
    for charset in [
        Charset::RdsG0,
        Charset::EbuLatin,
        Charset::Gsm,
        Charset::Ascii,
    ] {
        let profile = Profile::new(Syntax::Plain)
            .with_charset(charset)
            .with_links(Links::Urls)
            .with_override('a', "*");
        let output = render(&profile, source);
        let url = output.strip_prefix("x ").unwrap();
        assert!(charset.encode(url).is_ok(), "{url}");
        let decoded = url
            .replace("%7E", "~")
            .replace("%60", "`")
            .replace("%5E", "^");
        let decoded = decoded
            .replace("%7C", "|")
            .replace("%7B", "{")
            .replace("%7D", "}");
        assert_eq!(
            decoded.replace('*', "a"),
            "https://example.org/~a?b=`^|{}",
            "{charset:?}"
        );
    }
    let cyrillic = "<a href='https://пример.example/'>пример.example</a>";
    assert_eq!(
        render(&named("sms"), cyrillic),
        "https://xn--e1afmkfd.example/"
    );
}

/// Relative URLs become those that a parser of the URL standard makes of them.
#[test]
fn c3_a_base_makes_urls_absolute() {
    let references = [
        "/about",
        "#fn1",
        "//host.example/x",
        "?p=2",
        "x",
        "./x",
        "../x",
        "../../../x",
        "x/..",
        "x/../y?q#f",
        "",
        "/a b",
        "//пример.example",
        "x:y/z".trim_start_matches("x:"),
        "é",
        "/%2e%2E/x",
        "\\\\host\\x",
        "/\\host/x",
        "..",
        "?",
        "#",
        "a;b",
        "//host:80/",
        "//host:443",
    ];
    let bases = [
        "https://example.org/",
        "https://example.org",
        "https://example.org/a/b/c.html?d#e",
        "http://пример.example:8080/ä/",
    ];
    for base in bases {
        let parsed = Url::parse(base).unwrap();
        for reference in references {
            let expect = parsed.join(reference).unwrap().to_string();
            let source = format!("<a href='{reference}'>click</a>");
            let profile = named("mastodon").with_base(base);
            assert_eq!(
                render(&profile, &source),
                format!("click {expect}"),
                "{base} {reference:?}"
            );
            let html = render(&named("html").with_base(base), &source);
            let escaped = expect.replace('&', "&amp;");
            assert!(html.contains(&format!("href=\"{escaped}\"")), "{html}");
            // At render too, over that of the profile.
            let other = named("html").with_base("https://other.example/");
            let renderer = Renderer::new(&other, &Authority::article()).unwrap();
            let renderer = renderer.with_base(base).unwrap();
            assert_eq!(renderer.render(&content(&source)).output(), html);
        }
    }
    // Pictures and citations have URLs as well.
    let source = "<p><img src=/i.jpg alt=i><q cite=c>d</q></p>";
    let html = render(&named("rss").with_base("https://e.org/s/"), source);
    assert_eq!(
        html,
        "<p><img src=\"https://e.org/i.jpg\" alt=\"i\"><q cite=\"https://e.org/s/c\">d</q></p>"
    );
}

#[test]
fn c3_without_a_base_a_relative_link_is_its_text() {
    let loss = |kind: &str, name: &str| (kind.to_owned(), name.to_owned());
    for reference in ["/about", "#fn1", "//host.example/x", "?p=2", "a/b"] {
        let source = format!("<p>a <a href='{reference}'>b</a>c</p>");
        for name in Profile::names() {
            let keeps = matches!(name, "html" | "xhtml" | "amp" | "markdown" | "gfm");
            let output = render(&named(name), &source);
            assert_eq!(output.contains(reference), keeps, "{name}: {output}");
            assert!(output.contains("bc") || keeps, "{name}: {output}");
            let is_radio = named(name).rule("a") == standoff::profile::Rule::Strip;
            if !keeps && !is_radio {
                let lost = lost(&named(name), &source);
                assert!(
                    lost.contains(&loss("markup", "a")) || name.starts_with("ssml"),
                    "{name}: {lost:?}"
                );
            }
        }
        let notes = named("text").with_links(Links::Footnotes);
        assert_eq!(render(&notes, &source), "a bc");
        let kept = notes.with_base(UrlBase::Optional);
        assert_eq!(
            render(&kept, &source),
            format!("a b[1]c\n\n[1] {reference}")
        );
    }
    // Fields of a feed say what they lost.
    let source = "<p><img src=/i.jpg alt=Snow> <q cite=/c>d</q></p>";
    assert_eq!(render(&named("rss"), source), "<p>[Snow] <q>d</q></p>");
    assert_eq!(
        lost(&named("rss"), source),
        [loss("markup", "img"), loss("dropped", "cite")]
    );
}

#[test]
fn c3_numbers_and_addresses_are_said_once() {
    let check = |source: &str, expect: &str| {
        for name in ["mastodon", "sms"] {
            assert_eq!(render(&named(name), source), expect, "{name}: {source}");
        }
        let notes = render(&named("text").with_links(Links::Footnotes), source);
        assert!(
            !notes.contains("tel:") && !notes.contains("mailto:"),
            "{notes}"
        );
    };
    check("<a href='tel:+15550100'>Call us</a>!", "Call us +15550100!");
    check("<a href='tel:+1-555-0100'>+1 555 0100</a>", "+1 555 0100");
    check(
        "<a href='TEL:+15550100;ext=2'>Call</a>s",
        "Call +15550100 s",
    );
    check(
        "<a href='mailto:a@example.org?subject=Hi'>Write</a>",
        "Write a@example.org",
    );
    check(
        "<a href='mailto:a%2Bb@example.org'>Write</a>",
        "Write a+b@example.org",
    );
    check(
        "<a href='mailto:A@example.org'>a@Example.org</a>",
        "a@Example.org",
    );
    check("<a href='mailto:?subject=x'>Share</a>", "Share");
    check(
        "<a href='mailto:øre@example.org'>øre@example.org</a>",
        "øre@example.org",
    );
}

#[test]
fn c3_a_base_is_a_url_with_a_host() {
    for base in [
        "/about",
        "",
        "example.org",
        "mailto:a@b.c",
        "https://",
        "https:///",
        "data:,x",
    ] {
        let renderer = Renderer::new(&named("html"), &Authority::article()).unwrap();
        let error = renderer
            .with_base(base)
            .map(|it| it.base().map(str::to_owned));
        if base == "https:///" {
            continue;
        }
        assert!(error.is_err(), "{base}: {error:?}");
        let error = Renderer::new(&named("html").with_base(base), &Authority::article());
        let error = error.unwrap_err().to_string();
        assert_eq!(
            error,
            format!("base: {base:?} is no absolute URL with a host")
        );
    }
}

#[test]
fn c5_mastodon_gets_whole_urls() {
    let check = |source: &str, expect: &str| assert_eq!(render(&named("mastodon"), source), expect);
    check(
        "<a href='https://npr.org/'>npr.org</a>’s",
        "https://npr.org/ ’s",
    );
    check(
        "<a href='https://www.example.org/'>www.example.org</a>",
        "https://www.example.org/",
    );
    check("<a href='http://e.org/a'>e.org/a/</a>.", "http://e.org/a.");
    check(
        "<a href='https://e.org/'>https://e.org</a>!",
        "https://e.org/!",
    );
    check(
        "<a href='https://e.org/'>http://e.org/</a>",
        "https://e.org/",
    );
    check(
        "<a href='https://e.org/'>Example</a>",
        "Example https://e.org/",
    );
    check(
        "<a href='https://e.org/'>e.orgs</a>",
        "e.orgs https://e.org/",
    );
}

/// Mastodon counts 23 for a URL, also behind CJK, with a host of any script, in capitals.
#[test]
fn c5_urls_count_as_mastodon_counts_them() {
    let long = "a".repeat(100);
    let counts = |text: &str, units: u32| {
        let limit =
            |most| named("text").with_limit(Limit::new(Unit::Characters, most).with_url_length(23));
        assert_eq!(render(&limit(units), text), text, "{text}: at most {units}");
        assert_ne!(
            render(&limit(units - 1), text),
            text,
            "{text}: at least {units}"
        );
    };
    counts(&format!("x https://e.org/{long}"), 25);
    counts(&format!("詳しくはhttps://e.org/{long}"), 27);
    counts(&format!("HTTP://E.ORG/{long}"), 23);
    counts(&format!("https://пример.example/{long}"), 23);
    counts(
        &format!("https://e.org/{long}. (https://e.org/{long}_(x))"),
        23 + 3 + 23 + 1,
    );
    counts(&format!("xhttps://e.org/{long}"), 115);
    counts(&format!("https://localhost/{long}"), 118);
}

#[test]
fn c18_a_link_without_text_is_nothing() {
    for (name, profile) in settings() {
        for inner in [
            "<img src=https://e.org/i alt=''>",
            "",
            " ",
            "<b></b>",
            "<del>x</del>",
        ] {
            let strikes = ["terminal", "html", "xhtml", "slack", "telegram"];
            if inner == "<del>x</del>" && strikes.iter().any(|it| name.starts_with(it)) {
                continue;
            }
            let source = format!("<p>a <a href='{URL}'>{inner}</a> b</p>");
            let output = render(&profile, &source);
            assert!(
                !output.contains("http") || inner.starts_with("<img"),
                "{name}: {output}"
            );
            assert!(
                !output.contains(URL) && !output.contains("[1]"),
                "{name}: {output}"
            );
        }
    }
    let source = format!("a <a href='{URL}'><img src=https://e.org/i alt=Map></a>b");
    assert_eq!(
        render(&named("mastodon"), &source),
        format!("a [Map] {URL} b")
    );
}

#[test]
fn c20_a_sentence_ends_in_no_dots() {
    let cut = |ellipsis: Option<&str>, most, text: &str| {
        let cut = Cut::new(CutPlace::Sentence);
        let cut = ellipsis.map_or(cut.clone(), |ellipsis| cut.with_ellipsis(ellipsis));
        let limit = Limit::new(Unit::Characters, most);
        render(&named("text").with_cut(cut).with_limit(limit), text)
    };
    let text = "The snow ends here. More of it is to come.";
    assert_eq!(cut(None, 30, text), "The snow ends here.");
    assert_eq!(cut(Some("..."), 30, text), "The snow ends here.");
    assert_eq!(cut(Some(" [more]"), 30, text), "The snow ends here. [more]");
    assert_eq!(cut(None, 12, text), "The snow…");
    assert_eq!(
        cut(None, 22, "“Is this snow?” Yes, it is snow."),
        "“Is this snow?”"
    );
    assert_eq!(
        cut(None, 9, "雪が降っている。明日も降る。"),
        "雪が降っている。"
    );
    assert_eq!(cut(None, 20, "यह हिमपात है। और आएगा भी।"), "यह हिमपात है।");
}
