//! One content in each syntax.

use standoff::profile::{Links, Rule, Syntax};
use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};

#[track_caller]
fn check(profile: &Profile, source: &str, expect: &str) {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let content = ingester.ingest(source).unwrap().into_content();
    let renderer = Renderer::new(profile, &authority).unwrap();
    assert_eq!(renderer.render(&content).output(), expect, "{source:?}");
}

/// White space at the end of a link goes behind its URL, and tags stay where they are.
#[test]
fn a_reference_that_goes_behind_a_url_takes_no_tag_along() {
    let links = Links::Inline(" (".into(), ")".into());
    let html = Profile::new(Syntax::Html).with_links(links);
    check(
        &html,
        "<a href=https://a.b/>x<table><td>&nbsp;<tr></table></a>y",
        "x<table><tbody><tr><td></td></tr><tr></tr></tbody></table> (https://a.b/)&nbsp;y",
    );
    check(
        &html,
        "<a href=https://a.b/>x<b>&nbsp;<i></i></b>&ensp;<u></u></a>y",
        "x<b><i></i></b><u></u> (https://a.b/)&nbsp;&ensp;y",
    );
}

/// Preformatted text whose beginning was taken back, with what stands before it.
#[test]
fn an_empty_pre_behind_an_empty_link_is_quoted() {
    let profile = Profile::new(Syntax::Plain)
        .with_default_rule(Rule::Quote)
        .with_blank_lines(1);
    check(&profile, "<a href=/x><br></a><pre></pre>", "“”");
}

#[test]
fn xml_is_well_formed() {
    check(
        &Profile::new(Syntax::Xml).with_rule("q", Rule::Surround("“".into(), "”".into())),
        "<p>One<br>&mdash; two</p><p>a <em>b &amp; <q>c</q></em><img src=x alt='\"'></p>",
        "<p>One<br />— two</p><p>a <em>b &amp; “c”</em><img src=\"x\" alt=\"&quot;\" /></p>",
    );
}
