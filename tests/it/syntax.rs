//! One content in each syntax.

use standoff::profile::{Rule, Syntax};
use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};

#[track_caller]
fn check(profile: &Profile, source: &str, expect: &str) {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let content = ingester.ingest(source).unwrap().into_content();
    let renderer = Renderer::new(profile, &authority).unwrap();
    assert_eq!(renderer.render(&content).output(), expect, "{source:?}");
}

#[test]
fn xml_is_well_formed() {
    check(
        &Profile::new(Syntax::Xml).with_rule("q", Rule::Surround("“".into(), "”".into())),
        "<p>One<br>&mdash; two</p><p>a <em>b &amp; <q>c</q></em><img src=x alt='\"'></p>",
        "<p>One<br />— two</p><p>a <em>b &amp; “c”</em><img src=\"x\" alt=\"&quot;\" /></p>",
    );
}
