//! C7, C8, C9 and C21: lines, lists, descriptions, and white space beside marks.

use standoff::profile::{Breaks, Lists, Markers, Rule, Syntax};
use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};

fn render(profile: &Profile, source: &str) -> String {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let content = ingester.ingest(source).unwrap().into_content();
    let renderer = Renderer::new(profile, &authority).unwrap();
    renderer.render(&content).into_output().into_owned()
}

fn on(name: &str, source: &str) -> String {
    render(&Profile::named(name).unwrap(), source)
}

/// Those whose text has lines.
const TEXTS: [&str; 8] = [
    "text",
    "terminal",
    "telegram",
    "bluesky",
    "slack",
    "mastodon",
    "nprml_text",
    "rss_description",
];

#[test]
fn c7_a_line_break_at_the_end_of_a_block_opens_no_line() {
    for (source, expect) in [
        ("<ul><li>a<br></li><li>b</li></ul>", "• a\n• b"),
        ("<ul><li>a<br><br></li><li>b</li></ul>", "• a\n\n• b"),
        ("<ul><li><br>a</li><li><br></li><li>b</li></ul>", "• a\n• b"),
        ("<p>a<br></p><p>b</p>", "a\n\nb"),
        ("<p>a</p><p><br></p><p>b</p>", "a\n\nb"),
        ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        ("<div>a<br></div><div>b<br></div>", "a\nb"),
        ("<p>a<br></p>", "a"),
        ("a<br>", "a"),
        ("a<br><p>b</p>", "a\n\nb"),
        ("a<br>b<br><br>c<br><br><br>d", "a\nb\n\nc\n\nd"),
        ("<p>a<video src=x></video><br></p><p>b</p>", "a\n\nb"),
        ("<p>a</p><p>&nbsp;</p><p>b</p>", "a\n\nb"),
        ("<p>a</p><p>&#8203;</p><p>b</p>", "a\n\nb"),
        ("<p>a<img src=x alt=''><br></p><p>b</p>", "a\n\nb"),
        ("<table><tr><td>a<br></td><td>b</td></tr></table>", "a\tb"),
        ("<pre>a\n\n\n\nb\n</pre><p>c</p>", "a\n\n\n\nb\n\nc"),
    ] {
        for name in TEXTS {
            let found = on(name, source).replace("```", "");
            let found = found.replace("b\n\n\nc", "b\n\nc");
            // It shows no tabs.
            let expect = match name {
                "telegram" => expect.replace('\t', "  "),
                _ => expect.to_owned(),
            };
            assert_eq!(found, expect, "{name}: {source}");
        }
    }
    // The text of the content is what a browser says it is.
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let content = ingester
        .ingest("<p>a<br></p><p>b</p>")
        .unwrap()
        .into_content();
    assert_eq!(content.text(), "a\n\n\nb");
    let plain = Renderer::new(&Profile::new(Syntax::Plain), &authority).unwrap();
    assert_eq!(plain.render(&content).output(), "a\n\n\nb");
}

#[test]
fn c7_the_number_of_empty_lines_is_data() {
    let source = "a<br><br><br><br>b<p>c</p>";
    for (most, expect) in [(0, "a\nb\nc"), (1, "a\n\nb\n\nc"), (2, "a\n\n\nb\n\nc")] {
        let profile = Profile::named("text").unwrap().with_blank_lines(most);
        assert_eq!(render(&profile, source), expect);
        let data = format!("{{\"extends\": \"text\", \"blank_lines\": {most}}}");
        let data: Profile = serde_json::from_str(&data).unwrap();
        assert_eq!(render(&data, source), expect);
    }
    let html = Profile::named("html").unwrap().with_blank_lines(1);
    let error = Renderer::new(&html, &Authority::standard()).unwrap_err();
    assert_eq!(error.first().path(), "blank_lines");
}

#[test]
fn c8_lists_in_lists_are_indented_by_their_markers() {
    for (source, expect) in [
        (
            "<ol><li>One<ol><li>a</li></ol></li><li>Two</li></ol>",
            "1. One\n   1. a\n2. Two",
        ),
        (
            "<ul><li>a<ul><li>b<ul><li>c</ul><li>d</ul><li>e</ul>",
            "• a\n  • b\n    • c\n  • d\n• e",
        ),
        (
            "<ul><li><p>a</p><p>b</p></li><li>c</li></ul>",
            "• a\n\n  b\n\n• c",
        ),
        ("<ul><li>a<br>b</li></ul>", "• a\n  b"),
        ("<ol start=10><li>a<br>b</li></ol>", "10. a\n    b"),
        (
            "<ol><li>One</li><ul><li>sub</li></ul><li>Two</li></ol>",
            "1. One\n   • sub\n2. Two",
        ),
        (
            "<ul><li>a<blockquote>q</blockquote>b</li></ul>x",
            "• a\n  q\n  b\nx",
        ),
        ("<ol type=a><li>x<li>y</ol>", "a. x\nb. y"),
        ("<ol type=I start=3><li>x<li>y</ol>", "III. x\nIV. y"),
        ("<ol reversed><li>x<li>y<li>z</ol>", "3. x\n2. y\n1. z"),
        (
            "<ol reversed><li>x<ul><li>i<li>j</ul><li>y</ol>",
            "2. x\n   • i\n   • j\n1. y",
        ),
        (
            "<ol reversed start=9><li>x<li value=3>y<li>z</ol>",
            "9. x\n3. y\n2. z",
        ),
        ("<ol type=A><li value=27>x</ol>", "AA. x"),
    ] {
        for name in TEXTS.iter().filter(|name| **name != "slack") {
            assert_eq!(on(name, source), expect, "{name}: {source}");
        }
    }
    // On one line there is nothing to indent.
    let source = "<ol><li>One<ol><li>a<br>b</li></ol></li></ol>";
    assert_eq!(on("ipod", source), "1. One 1. a b");
    let flat = Markers::new("- ").with_indent("");
    let flat = Profile::new(Syntax::Plain).with_lists(Lists::Marked(flat));
    assert_eq!(render(&flat, source), "1. One\n1. a\nb");
    let tabs = Markers::new("- ").with_indent("\t");
    let tabs = Profile::new(Syntax::Plain).with_lists(Lists::Marked(tabs));
    assert_eq!(render(&tabs, source), "1. One\n\t1. a\n\t\tb");
    let slashes = Breaks::Texts {
        block: " // ".into(),
        line: " / ".into(),
        cell: " ".into(),
    };
    let slashes = Profile::named("text").unwrap().with_breaks(slashes);
    assert_eq!(render(&slashes, source), "1. One / 1. a / b");
}

/// Numbers are counted in one place.
#[test]
fn c8_lists_are_counted_alike_in_all_syntaxes() {
    let source = "<ol reversed type=a><li>x<li>y</ol>";
    assert_eq!(on("text", source), "b. x\na. y");
    let said = "<speak><p><s>b. x</s><s>a. y</s></p></speak>";
    assert_eq!(on("ssml_google", source), said);
    let stray = "<ol><li>One</li><ul><li>sub</li></ul><li>Two</li></ol>";
    assert_eq!(on("markdown", stray), "1. One\n   - sub\n2. Two");
    assert_eq!(
        on("markdown", "<ol><ul><li>a</li></ul><li>b</li></ol>"),
        "1. a\n2. b"
    );
}

#[test]
fn c8_deep_lists_stay_in_proportion() {
    let depth = 100;
    let source = format!(
        "{}{}{}",
        "<ul><li>x".repeat(depth),
        "<br>y".repeat(2_000),
        "</ul>".repeat(depth)
    );
    for name in TEXTS {
        let output = on(name, &source);
        assert!(output.len() < 8 * source.len(), "{name}: {}", output.len());
    }
    let reversed = "<ol reversed><li>x".repeat(100) + &"<li>y".repeat(20_000);
    assert!(on("text", &reversed).contains("20001. x"));
}

#[test]
fn c9_a_description_is_one_line() {
    let source = "a <img src=x alt='one\n\n  two\n\tthree'> b";
    for name in [
        "text",
        "telegram",
        "mastodon",
        "podcast",
        "ssml_google",
        "sms",
    ] {
        let found = on(name, source);
        assert!(found.contains("a [one two three] b"), "{name}: {found}");
    }
    assert_eq!(on("text", "a<img src=x alt=' \n '>b"), "ab");
    assert!(on("html", source).contains("one\n\n"));
}

#[test]
fn c21_white_space_stays_outside_of_marks() {
    let profile = Profile::new(Syntax::Plain)
        .with_rule("b", Rule::Surround("*".into(), "*".into()))
        .with_rule("i", Rule::Surround("_".into(), "_".into()))
        .with_rule("q", Rule::Quote);
    for (source, expect) in [
        ("<b>one </b>me", "*one* me"),
        ("a<b> one</b> me", "a *one* me"),
        ("<b><i>one </i></b>me", "*_one_* me"),
        ("<b>one <i>two </i></b>me", "*one _two_* me"),
        ("a <b> </b>b", "a b"),
        ("a<b></b>b", "ab"),
        ("<b>one<br></b>two", "*one*\ntwo"),
        ("<q>one </q>me", "“one” me"),
        ("<b>one</b><b>two</b>", "*one**two*"),
        ("<b><del>x</del>y </b>z", "*xy* z"),
        ("<p><b>one </b></p><p> <b> two</b></p>", "*one*\n\n*two*"),
        ("<pre><b>  x  </b></pre>", "*  x  *"),
    ] {
        assert_eq!(render(&profile, source), expect, "{source}");
        // Wherever marks are text.
        let ranges = Profile::new(Syntax::Ranges(standoff::profile::Unit::Bytes))
            .with_rule("b", Rule::Surround("*".into(), "*".into()))
            .with_rule("i", Rule::Surround("_".into(), "_".into()))
            .with_rule("q", Rule::Quote);
        assert_eq!(render(&ranges, source), expect, "{source}");
    }
    let html = Profile::named("html")
        .unwrap()
        .with_rule("b", Rule::Surround("*".into(), "*".into()));
    assert_eq!(render(&html, "<p><b>one </b>me</p>"), "<p>*one* me</p>");
    // Of an element that never has content, they stand.
    let rule = profile.with_rule("hr", Rule::Surround("* * *".into(), String::new()));
    assert_eq!(render(&rule, "<p>a</p><hr><p>b</p>"), "a\n\n* * *\n\nb");
}
