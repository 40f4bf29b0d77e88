//! E2, E3, E5 and E7: effects of hostile content and of a profile's texts on renders.

use standoff::profile::{Breaks, Charset, Cut, CutPlace, Limit, Rule, Syntax, Unit};
use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};

fn render(profile: &Profile, source: &str) -> String {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let content = ingester.ingest(source).unwrap().into_content();
    let renderer = Renderer::new(profile, &authority).unwrap();
    renderer.render(&content).into_output().into_owned()
}

/// Nothing is timed: quadratic code took minutes for these.
const MANY: usize = 60_000;

#[test]
fn e2_urls_are_read_once() {
    let mastodon = Profile::named("mastodon").unwrap();
    for part in [
        "http://",
        "xhttp://",
        "http://....,,,,",
        "https://a/http",
        "http:///",
    ] {
        assert!(!render(&mastodon, &part.repeat(MANY)).is_empty(), "{part}");
    }
    // A URL that runs on counts as one: 23, and no more.
    let limit = |most| {
        let limit = Limit::new(Unit::Characters, most).with_url_length(23);
        Profile::named("text").unwrap().with_limit(limit)
    };
    let url = "http://a.org/".to_owned() + &"http://".repeat(200) + "x";
    assert_eq!(render(&limit(25), &format!("a {url}")), format!("a {url}"));
    assert_ne!(render(&limit(24), &format!("a {url}")), format!("a {url}"));
    // A URL after a letter is not one.
    assert_ne!(
        render(&limit(25), &format!("a x{url}")),
        format!("a x{url}")
    );
}

#[test]
fn e3_white_space_beside_what_is_hidden() {
    let sources = [
        format!(
            "<pre>a{}{}</pre>",
            "\n".repeat(MANY),
            "<del>x</del>\n".repeat(MANY)
        ),
        "<b> </b><del>x</del>".repeat(MANY),
        format!("<pre>{}</pre>", "<b> </b><del>x</del>".repeat(MANY)),
        "<em> </em><img src=x>".repeat(MANY),
    ];
    for name in Profile::names() {
        let profile = Profile::named(name).unwrap();
        for source in &sources {
            render(&profile, source);
        }
    }
}

/// A paragraph before what is hidden asks for more than the content has behind it.
#[test]
fn e3_a_separator_behind_what_is_hidden_is_written_once() {
    let profile = |syntax| {
        Profile::new(syntax)
            .with_rule("h2", Rule::Remove)
            .with_rule("img", Rule::Describe("alt".into()))
    };
    for (source, expect) in [
        ("<p></p><h2>a</h2><img src=/i alt=b><em> c</em>", "[b] c"),
        ("<p></p><h2>a</h2><img src=/i alt=b> c", "[b] c"),
        ("<h2>a</h2><img src=/i alt=b><em> c</em>", "[b] c"),
        (
            "<p>x</p><h2>a</h2><img src=/i alt=b><em> c</em>",
            "x\n\n[b] c",
        ),
        (
            "<p>x</p><h2>a</h2><p><img src=/i alt=b> c</p>",
            "x\n\n[b] c",
        ),
    ] {
        assert_eq!(render(&profile(Syntax::Plain), source), expect, "{source}");
    }
    let source = "<p></p><h2>a</h2><img src=/i alt=b><em> c</em>";
    let markdown = render(&profile(Syntax::Markdown), source);
    assert_eq!(markdown, "\\[b\\]*&#32;c*");
}

/// A separator before a span is taken back with what stood behind it.
#[test]
fn e3_what_is_surrounded_may_begin_behind_the_end() {
    let source = "<ul><li><table><tr><td>a<td><br><tr><td><hr><td><h2>b</h2></table></ul>";
    let whole = source.replace("<h2>b</h2>", "");
    for syntax in [Syntax::Plain, Syntax::Slack, Syntax::Markdown, Syntax::Html] {
        let profile = Profile::new(syntax)
            .with_rule("h2", Rule::Remove)
            .with_rule("tr", Rule::Surround("(".into(), ")".into()));
        assert!(render(&profile, source).contains("(a"), "{syntax:?}");
        assert!(render(&profile, &whole).contains("(a"), "{syntax:?}");
    }
}

/// The content has one separator behind all that is put in between two of its texts.
#[test]
fn e3_a_separator_behind_several_things_is_written_once() {
    let profile = |syntax| Profile::new(syntax).with_rule("img", Rule::Describe("alt".into()));
    for (source, plain, slack) in [
        (
            "<p>a</p><hr><img src=/i alt=b> c",
            "a\n\n[b] c",
            "a\n\n[b] c",
        ),
        (
            "<p>a</p><img src=/i alt=b><hr><img src=/i alt=c> d",
            "a\n\n[b]\n[c] d",
            "a\n\n[b]\n[c] d",
        ),
        (
            "<table><tr><td>a<td><img src=/i alt=b><td><img src=/i alt=c>d</table>",
            "a\t[b]\t[c]d",
            "a\t[b]\t[c]d",
        ),
        (
            "<table><tr><td>a<td><img src=/i alt=b><tr><td><img src=/i alt=c>d</table>",
            "a\t[b]\n[c]d",
            "a\t[b]\n[c]d",
        ),
    ] {
        assert_eq!(render(&profile(Syntax::Plain), source), plain, "{source}");
        assert_eq!(render(&profile(Syntax::Slack), source), slack, "{source}");
    }
}

#[test]
fn e5_sentences_end_in_a_stretch_before_the_cut() {
    let profile = |most| {
        let limit = Limit::new(Unit::Characters, most);
        let cut = Cut::new(CutPlace::Sentence).with_ellipsis("…");
        Profile::named("text")
            .unwrap()
            .with_limit(limit)
            .with_cut(cut)
    };
    // However long the text before it.
    for before in [0, 3_000, 4_090, 4_100, 9_000, 50_000] {
        let text = format!(
            "{}. One two. And three four",
            "x ".repeat(before / 2).trim_end()
        );
        let most = u32::try_from(text.len() - 5).unwrap();
        let found = render(&profile(most), &text);
        assert!(
            found.ends_with(". One two."),
            "{before}: {}",
            &found[found.len() - 30..]
        );
    }
    // Too far before the limit, so the cut is at a word.
    let text = format!(
        "{}. {}end",
        "x ".repeat(9_000).trim_end(),
        "word ".repeat(2_000)
    );
    let found = render(&profile(26_000), &text);
    assert!(found.ends_with(" word…"), "{}", &found[found.len() - 30..]);
    // No amount of white space is the end of a sentence.
    let text = format!(
        "One. {}two{}three four",
        "x ".repeat(4_000),
        " ".repeat(600)
    );
    let pre = format!("<pre>{text}</pre>");
    let found = render(&profile(8_030), &pre);
    assert!(
        !found.ends_with("two…") || found.len() > 8_000,
        "{}",
        found.len()
    );
}

#[test]
fn e7_texts_of_breaks_are_in_the_charset() {
    let breaks = Breaks::Texts {
        block: " — ".into(),
        line: " … ".into(),
        cell: "\u{2009}|".into(),
    };
    let source = "<p>a</p><p>b<br>c</p><table><tr><td>d<td>e</table>";
    for charset in [
        Charset::Gsm,
        Charset::Latin1,
        Charset::EbuLatin,
        Charset::RdsG0,
    ] {
        let profile = Profile::new(Syntax::Plain)
            .with_charset(charset)
            .with_breaks(breaks.clone());
        let found = render(&profile, source);
        let lacking = found
            .chars()
            .find(|c| charset.encode(&c.to_string()).is_err());
        assert_eq!(lacking, None, "{charset:?}: {found}");
        assert!(found.starts_with('a') && found.contains('e'), "{found}");
    }
    let unicode = Profile::new(Syntax::Plain).with_breaks(breaks);
    assert!(render(&unicode, source).starts_with("a — b … c"));
}
