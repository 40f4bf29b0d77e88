//! Text formats that are data: links with their texts, lines of a length.

use standoff::profile::{
    Breaks, Charset, Cut, CutPlace, Fallback, Limit, LineFormat, LinkPart, LinkTexts, Links, Lists,
    Markers, NumberForm, Numbered, Rule, Syntax, Unit, Wrap,
};
use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};

#[track_caller]
fn check(profile: &Profile, source: &str, expect: &str, losses: &[&str]) {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let content = ingester.ingest(source).unwrap().into_content();
    let rendered = Renderer::new(profile, &authority)
        .unwrap()
        .render(&content)
        .into_owned();
    assert_eq!(rendered.output(), expect, "{source:?}");
    let found: Vec<String> = rendered.losses().iter().map(ToString::to_string).collect();
    assert_eq!(found, losses, "{source:?}");
}

fn with_links(links: LinkTexts) -> Profile {
    let text = Profile::named("text").unwrap();
    text.with_links(Links::Around(links))
}

#[test]
fn links_have_their_texts() {
    const WRITTEN: &str = "`a` is written as text on this platform";

    let first = with_links(LinkTexts::new("[", "](", ")"));
    let url = with_links(LinkTexts::new("<", "|", ">").with_first(LinkPart::Url));
    let both = |source: &str, text: &str, other: &str, losses: &[&str]| {
        check(&first, source, text, losses);
        check(&url, source, other, losses);
    };
    let at = |range: &str| format!("{range}: {WRITTEN}");
    // White space stays outside, and nothing is put between a link and a word.
    both(
        "a <a href='https://a.b/'> <em>x</em> </a>b<a href='https://a.b/'>c</a>d",
        "a [x](https://a.b/) b[c](https://a.b/)d",
        "a <https://a.b/|x> b<https://a.b/|c>d",
        &[
            "2..3: `em` is not written on this platform",
            &at("2..4"),
            &at("5..6"),
        ],
    );
    both(
        "<a href='mailto:a@b.c'>write</a> <a href='https://a.b/'>a.b</a>",
        "[write](mailto:a@b.c) [a.b](https://a.b/)",
        "<mailto:a@b.c|write> <https://a.b/|a.b>",
        &[&at("0..5"), &at("6..9")],
    );
    both(
        "<p><a href='https://a.b/'><img src='https://a.b/i.png' alt=pic></a>",
        "[[pic]](https://a.b/)",
        "<https://a.b/|[pic]>",
        &[
            &at("0..0"),
            "0..0: `img` is written as text on this platform",
        ],
    );
    // Nothing leads to a URL without a text, or without a base.
    both(
        "a <a href='https://a.b/'></a><a href='/x'>c</a>",
        "a c",
        "a c",
        &[
            "2..2: `a` is not written on this platform",
            "2..3: `a` is not written on this platform: its URL is relative, and there is no base",
        ],
    );
}

#[test]
fn a_url_with_nothing_behind_it_is_kept_apart() {
    let links = with_links(LinkTexts::new("\"", "\":", ""));
    let losses = ["0..3: `a` is written as text on this platform"];
    for (behind, expect) in [
        ("", ""),
        (".", "."),
        (" now", " now"),
        ("’s", " ’s"),
        ("s", " s"),
    ] {
        let source = format!("<a href='https://a.b/c'>NPR</a>{behind}");
        let output = format!("\"NPR\":https://a.b/c{expect}");
        check(&links, &source, &output, &losses);
    }
}

#[test]
fn urls_that_are_their_texts_may_be_bare() {
    let losses = ["0..12: `a` is written as text on this platform"];
    let source = "<a href='https://a.b/'>https://a.b/</a>c";
    let links = LinkTexts::new("[", "](", ")");
    let profile = with_links(links.clone());
    check(&profile, source, "[https://a.b/](https://a.b/)c", &losses);
    let profile = with_links(links.clone().with_bare("<", ">"));
    check(&profile, source, "<https://a.b/>c", &losses);
    // A URL in a text is kept apart from what follows it.
    let profile = with_links(links.with_bare("", ""));
    check(&profile, source, "https://a.b/ c", &losses);
}

#[test]
fn characters_of_urls_have_their_texts() {
    let links = LinkTexts::new("\\href{", "}{", "}")
        .with_first(LinkPart::Url)
        .with_url_override('%', "\\%")
        .with_url_override('/', "+");
    let profile = with_links(links)
        .with_override('%', "percent")
        .with_override('}', "\\}");
    check(
        &profile,
        "<a href='https://a.b/%20'>5%}</a>",
        "\\href{https:++a.b+\\%20}{5percent\\}}",
        &[
            "0..3: `a` is written as text on this platform",
            "1..2: `%` is written as `percent`",
            "2..3: `}` is written as `\\}`",
        ],
    );
}

#[test]
fn lines_are_as_long_as_they_may_be() {
    let wrapped = |profile: Profile, source: &str| {
        let authority = Authority::article();
        let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
        let content = ingester.ingest(source).unwrap().into_content();
        let renderer = Renderer::new(&profile, &authority).unwrap();
        renderer.render(&content).into_output().into_owned()
    };
    let plain = || Profile::named("text").unwrap().with_wrap(Wrap::new(12));
    // Preformatted lines stay, whatever stands around them.
    assert_eq!(
        wrapped(
            plain(),
            "<p>one two three four</p><pre>one  two three four\nfive</pre><p>six seven eight</p>"
        ),
        "one two\nthree four\n\none  two three four\nfive\n\nsix seven\neight",
    );
    let footnotes = plain().with_links(Links::Footnotes);
    assert_eq!(
        wrapped(
            footnotes,
            "<p>one two <a href='https://a.b/long'>three</a> four</p>"
        ),
        "one two\nthree[1]\nfour\n\n[1]\nhttps://a.b/long",
    );
    // Limits count the line breaks, and spaces at the ends of lines.
    let flowed = Wrap::new(8).with_format(LineFormat::Flowed);
    let flowed = Profile::new(Syntax::Plain).with_wrap(flowed);
    let limited = |most| {
        flowed
            .clone()
            .with_limit(Limit::new(Unit::Characters, most))
    };
    assert_eq!(
        wrapped(limited(19), "one two three four"),
        "one two \nthree \nfour".replace(" \nfour", "…")
    );
    assert_eq!(
        wrapped(limited(20), "one two three four"),
        "one two \nthree \nfour"
    );
    let source = "<p>one two three</p>";
    let html = Profile::named("html").unwrap().with_wrap(Wrap::new(72));
    let refused = Renderer::new(&html, &Authority::standard()).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "wrap: the syntax `html` has no use for it"
    );
    let rules = Profile::new(Syntax::Plain)
        .with_rule("p", Rule::Surround("one ".into(), " four".into()))
        .with_lists(Lists::Unmarked)
        .with_wrap(Wrap::new(8));
    assert_eq!(wrapped(rules, source), "one one\ntwo\nthree\nfour");
}

#[track_caller]
fn written(profile: &str, source: &str) -> String {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let content = ingester.ingest(source).unwrap().into_content();
    let renderer = Renderer::named(profile, &authority).unwrap();
    renderer.render(&content).into_output().into_owned()
}

#[test]
fn wikitext_has_lists_in_lists_and_no_markup_of_the_text() {
    assert_eq!(
        written(
            "mediawiki",
            "<ol start=5><li>a<ul><li>b</ul><li>c</ol><p>{{x}} [[y]] '''z'''<br>; ----"
        ),
        "<ol><li>a\n<ul><li>b</li></ul></li>\n<li>c</li></ol>\n\n\
         &#123;&#123;x&#125;&#125; &#91;&#91;y&#93;&#93; &#39;&#39;&#39;z&#39;&#39;&#39;<br />\
         &#59; &#45;&#45;&#45;&#45;",
    );
}

#[test]
fn cues_have_no_empty_lines_and_no_arrows() {
    assert_eq!(
        written(
            "webvtt",
            "<p>a --> <b>b</b></p><p></p><br><br><p>c<br><br>d</p>"
        ),
        "a --&gt; <b>b</b>\nc\nd",
    );
    assert_eq!(
        written(
            "ttml",
            "<p><a href='https://a.b/'><b lang=es>n</b></a>&<u>u</u></p>"
        ),
        "<span xml:lang=\"es\" tts:fontWeight=\"bold\">n</span>&amp;\
         <span tts:textDecoration=\"underline\">u</span>",
    );
}

#[test]
fn cards_have_the_markdown_that_they_know() {
    let source = "<h1>a</h1><blockquote><p><code>b</code></blockquote><table><tr><td>c<td>d</table>\
                  <p><img src='https://a.b/' alt=e><del>f</del>";
    assert_eq!(written("teams", source), "a\n\nb\n\nc\td\n\n\\[e\\]");
    assert_eq!(
        written("google_chat", source),
        "a\n\n> `b`\n\nc\td\n\n\\[e\\]~~f~~"
    );
}

/// Renders content of HTML, whatever is lost.
fn output(profile: &Profile, source: &str) -> String {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let content = ingester.ingest(source).unwrap().into_content();
    let renderer = Renderer::new(profile, &authority).unwrap();
    renderer.render(&content).into_output().into_owned()
}

fn gemini() -> Profile {
    Profile::named("gemini")
        .unwrap()
        .with_base("https://npr.org/")
}

#[test]
fn links_have_lines_behind_their_paragraph() {
    let check = |source: &str, expect: &str| {
        assert_eq!(output(&gemini(), source), expect, "{source:?}");
    };
    check(
        "<p><a href=/a>a</a> b<a href=/c>c\nd</a><p>e",
        "a bc d\n=> https://npr.org/a a\n=> https://npr.org/c c d\n\ne",
    );
    // Each once, and the text of a link is not said where it is the URL.
    check(
        "<a href=/a>a</a> <a href=/a>a</a> <a href=/a>b</a> <a href=https://x.y/>https://x.y</a>",
        "a a b https://x.y\n=> https://npr.org/a a\n=> https://npr.org/a b\n=> https://x.y/",
    );
    // Items are one paragraph, and so are lines.
    check(
        "<ul><li><a href=/a>a</a><li>b</ul><p>c<br><a href=/d>d</a><br>e",
        "* a\n* b\n=> https://npr.org/a a\n\nc\nd\ne\n=> https://npr.org/d d",
    );
    // An empty line of preformatted text ends no paragraph.
    check(
        "<pre>a <a href=/b>b</a>\n\nc</pre><p>d",
        "```\na b\n\nc\n```\n=> https://npr.org/b b\n\nd",
    );
    // Nothing to read, nothing to lead to.
    check("<p>a<a href=/b></a><a href=/c> </a>d", "a d");
    check(
        "<p>mail <a href='mailto:a@b.c'>me",
        "mail me\n=> mailto:a@b.c me",
    );
}

#[test]
fn lines_of_links_keep_to_breaks_charsets_and_limits() {
    let source = "<p>Snö <a href=/a>so</a>, <a href=/b>où?</a><p>then";
    let links = LinkTexts::new("(", ": ", ")");
    let profile = Profile::named("text")
        .unwrap()
        .with_base("https://npr.org/")
        .with_links(Links::Lines(links));
    assert_eq!(
        output(&profile, source),
        "Snö so, où?\n(so: https://npr.org/a)\n(où?: https://npr.org/b)\n\nthen",
    );
    let ascii = profile.clone().with_charset(Charset::Ascii);
    assert_eq!(
        output(&ascii, source),
        "Sno so, ou?\n(so: https://npr.org/a)\n(ou?: https://npr.org/b)\n\nthen",
    );
    let arrows = LinkTexts::new("→ ", " – ", "").with_first(LinkPart::Url);
    let arrows = ascii.clone().with_links(Links::Lines(arrows));
    assert_eq!(
        output(&arrows, "<a href=/a>é</a>"),
        "e\n-> https://npr.org/a - e"
    );
    let wrapped = profile.clone().with_wrap(Wrap::new(9));
    assert_eq!(
        output(&wrapped, "<a href=/a>one two three</a>"),
        "one two\nthree\n(one two three: https://npr.org/a)",
    );
    // Separators are as without them.
    let hidden = profile.clone().with_rule("del", Rule::Remove);
    assert_eq!(
        output(&hidden, "<a href=/a>x<del><div>y</div><p>z</p></del></a>v"),
        "x\n(x: https://npr.org/a)\n\nv",
    );
    let one = profile.clone().with_breaks(Breaks::OneLine);
    assert_eq!(
        output(&one, source),
        "Snö so, où? then (so: https://npr.org/a) (où?: https://npr.org/b)",
    );
    let texts = profile.clone().with_breaks(Breaks::Texts {
        block: "<p>".into(),
        line: "<br>".into(),
        cell: " ".into(),
    });
    assert_eq!(
        output(&texts, source),
        "Snö so, où?<br>(so: https://npr.org/a)<br>(où?: https://npr.org/b)<p>then",
    );
    // The lines of links that are cut off go, and those that stay count.
    let most = |most| {
        let limit = Limit::new(Unit::Characters, most);
        let profile = profile.clone().with_limit(limit);
        output(&profile.with_cut(Cut::new(CutPlace::Word)), source)
    };
    assert_eq!(most(34), "Snö so,…\n(so: https://npr.org/a)");
    assert_eq!(most(12), "Snö…");
}

#[test]
fn signs_count_at_the_beginning_of_a_line() {
    let check = |source: &str, expect: &str| {
        assert_eq!(output(&gemini(), source), expect, "{source:?}");
    };
    check("<p># a # b<br>#c", " # a # b\n #c");
    check(
        "<p>=&gt; a<p>=a<p>* a<p>*a<p>&gt;a",
        " => a\n\n=a\n\n * a\n\n*a\n\n >a",
    );
    // What the profile puts there stays.
    check(
        "<h1># a</h1><ul><li>* b</ul><blockquote>&gt; c",
        "# # a\n* * b\n> > c",
    );
    // Of preformatted text only what would end it.
    check("<pre># a\n``` b\n> c</pre>", "```\n# a\n ``` b\n> c\n```");
    let losses = "0..1: `#` is written as ` #`";
    check_losses(&gemini(), "<p># a", &[losses]);
    // No line that is too long breaks before one.
    let wrapped = gemini_in_lines(Wrap::new(8));
    assert_eq!(
        output(&wrapped, "<p>one two # three => four"),
        "one\ntwo #\nthree =>\nfour"
    );
    // What a program joins to the line before begins no line.
    let flowed = gemini_in_lines(Wrap::new(10).with_format(LineFormat::Flowed));
    assert_eq!(output(&flowed, "<p>one three # four"), "one three \n# four");
}

#[track_caller]
fn check_losses(profile: &Profile, source: &str, expect: &[&str]) {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let content = ingester.ingest(source).unwrap().into_content();
    let renderer = Renderer::new(profile, &authority).unwrap();
    let losses = renderer.render(&content).into_owned();
    let losses: Vec<String> = losses.losses().iter().map(ToString::to_string).collect();
    assert_eq!(losses, expect);
}

/// Gemini without its prefix, which a wrap refuses.
fn gemini_in_lines(wrap: Wrap) -> Profile {
    gemini()
        .with_rule("blockquote", Rule::Strip)
        .with_wrap(wrap)
}

#[test]
fn fences_have_lines_of_their_own() {
    let check = |source: &str, expect: &str| {
        assert_eq!(output(&gemini(), source), expect, "{source:?}");
    };
    check("<pre>a</pre># b", "```\na\n```\n # b");
    check(
        "<ul><li><pre>a\n# b</pre></ul><p>c",
        "* \n```\na\n# b\n```\n\nc",
    );
    check(
        "<h1><pre>a</pre></h1><h2><pre>=> /b",
        "# \n```\na\n```\n## \n```\n=> /b\n```",
    );
    check("<table><tr><td>a<td><pre># b", "a\t\n```\n# b\n```");
    check("<table><tr><td><pre>a</pre><td># b", "```\na\n```\n\t# b");
    check("<q>a<pre>b</pre></q>c", "“a\n```\nb\n```\n”\nc");
    check("<blockquote>a<pre>b</pre>c", "> a\n```\nb\n```\n> c");
    check("a<br><pre>b</pre><img src=/c alt=d>", "a\n```\nb\n```\n[d]");
    let links = Profile::named("gemini")
        .unwrap()
        .with_links(Links::Inline(" <".into(), ">".into()));
    let links = links.with_base("https://a.b/");
    assert_eq!(
        output(&links, "<a href=/c><pre>d</pre></a>e"),
        "```\nd\n```\n <https://a.b/c>\ne"
    );
}

#[test]
fn lines_of_a_block_have_a_prefix() {
    let profile = Profile::named("text")
        .unwrap()
        .with_rule("blockquote", Rule::Prefix("> ".into()))
        .with_lists(Lists::Marked(Markers::new("- ")));
    let check = |source: &str, expect: &str| {
        assert_eq!(output(&profile, source), expect, "{source:?}");
    };
    check(
        "<blockquote>a<p>b<br>c</blockquote>d",
        "> a\n\n> b\n> c\n\nd",
    );
    check(
        "<blockquote>a<blockquote>b</blockquote>c</blockquote>",
        "> a\n> > b\n> c",
    );
    check(
        "<blockquote><ul><li>a<br>b<li>c</ul>d</blockquote>",
        "> - a\n>   b\n> - c\n> d",
    );
    check(
        "<ul><li><blockquote>a<p>b</blockquote><li>c<blockquote>d</blockquote></ul>",
        "- > a\n\n  > b\n\n- c\n  > d",
    );
    check("<blockquote><pre>a\nb</pre>c</blockquote>", "a\nb\n> c");
    // Where no lines are, none has a prefix.
    let one_line = profile.clone().with_breaks(Breaks::OneLine);
    assert_eq!(output(&one_line, "<blockquote>a<br>b<p>c"), "a b c");
    // No deeper than eight, so that outputs stay in proportion.
    let deep = "<blockquote>".repeat(12) + "a";
    check(&deep, "> > > > > > > > a");
    let slack = Profile::named("slack").unwrap();
    let slack = slack.with_rule("blockquote", Rule::Prefix("| ".into()));
    assert_eq!(output(&slack, "<blockquote>a<br>b"), "| a\n| b");
}

#[test]
fn documents_and_numbers_are_of_the_whole_output() {
    let numbered = Numbered::new("\\u", "?").with_form(NumberForm::Utf16Signed);
    let profile = Profile::named("text")
        .unwrap()
        .with_charset(Charset::Ascii)
        .with_fallback(Fallback::Numbered(numbered))
        .with_rule("em", Rule::Surround("‹".into(), "›".into()))
        .with_document("{é ", "}");
    let losses = ["2..3: `em` is written as text on this platform"];
    // The texts of the profile are in numbers, too; a character beyond U+FFFF is two.
    check(
        &profile,
        "😀 <em>ü</em>",
        "{\\u233? \\u-10179?\\u-8704? \\u8249?\\u252?\\u8250?}",
        &losses,
    );
    check(&profile, "", "{\\u233? }", &[]);
    // A limit counts all of it, and cuts no number.
    let most = |most| {
        let limit = Limit::new(Unit::Characters, most);
        output(&profile.clone().with_limit(limit), "aaaa üü üüü")
    };
    assert_eq!(most(38), "{\\u233? aaaa \\u252?\\u252?\\u8230?}");
    assert_eq!(most(31), "{\\u233? aaaa\\u8230?}");
    assert_eq!(most(17), "{\\u233? a\\u8230?}");
    assert_eq!(most(16), "{\\u233? \\u8230?}");
    // Nothing fits, not even the document.
    assert_eq!(most(8), "");
}

#[test]
fn preformatted_text_has_all_of_its_breaks() {
    let rtf = Profile::named("rtf").unwrap();
    let text = output(&rtf, "<p>a<p>b<pre>c\n\n\n\td</pre>");
    let body = text.split_once("\\sa180\n").unwrap().1;
    assert_eq!(
        body,
        "a\\par\nb\\par\n{\\f1 c\\line\n\\line\n\\line\n\\tab d}\\par}",
    );
}

/// An empty line ends a cue.
#[test]
fn preformatted_text_has_no_empty_lines_where_none_may_be() {
    let webvtt = Profile::named("webvtt").unwrap();
    assert_eq!(output(&webvtt, "<p>a<p>b<pre>c\n\n\nd</pre>"), "a\nb\nc\nd");
}

/// Overrides apply to the white space that goes behind a URL, too.
#[test]
fn white_space_behind_a_link_is_content() {
    let profile = Profile::named("text")
        .unwrap()
        .with_override('\u{A0}', "~")
        .with_links(Links::Inline(" <".into(), ">".into()));
    check(
        &profile,
        "<a href=https://a.b/>x&nbsp;</a>y",
        "x <https://a.b/>~y",
        &[
            "0..2: `a` is written as text on this platform",
            "1..2: `\\u{a0}` is written as `~`",
        ],
    );
    let footnotes = Profile::named("text")
        .unwrap()
        .with_override('*', "\\*")
        .with_links(Links::Footnotes);
    assert_eq!(
        output(
            &footnotes,
            "<a href='mailto:*@b.c'>a</a>, <a href=https://b.c/*>b</a>"
        ),
        "a[1], b[2]\n\n[1] \\*@b.c\n[2] https://b.c/*",
    );
}

#[test]
fn escapes_spare_urls_that_the_platform_finds() {
    let discord = Profile::named("discord").unwrap();
    let check = |source: &str, expect: &str| {
        assert_eq!(output(&discord, source), expect, "{source:?}");
    };
    check(
        "a_b https://npr.org/a_b_c_ d_e",
        "a\\_b https://npr.org/a_b_c_ d\\_e",
    );
    check("_https://npr.org/*a*b*.", "\\_https://npr.org/*a*b*.");
    check(
        "http://1.2.3.4/a_b https://a.bc#a_b, &lt;https://a_b/>",
        "http://1.2.3.4/a_b https://a.bc#a_b, \\<https://a_b/>",
    );
    // They end at any white space.
    for space in ["\u{A0}", "\u{3000}", "\u{FEFF}"] {
        check(
            &format!("https://a.bc?q={space}*b*"),
            &format!("https://a.bc?q={space}\\*b\\*"),
        );
    }
    // An address is no URL.
    check("<a href='mailto:%2Ab%2A@c.d'>a</a>", "a \\*b\\*@c.d");
    check("<a href='tel:*1*'>a</a> b", "a \\*1\\* b");
    check("- a<br>b - c", "\\- a\nb - c");
    // One that takes characters out does so everywhere.
    let x = Profile::named("x").unwrap();
    assert_eq!(
        output(&x, "https://npr.org/a\u{FEFF}b"),
        "https://npr.org/ab"
    );
}
