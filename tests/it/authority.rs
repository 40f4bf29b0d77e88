//! Every refusal of a table, with the path to the fault.

use standoff::Authority;
use standoff::authority::{
    AttributeEntry, AuthorityBuilder, CharacterEntry, DisplayKind, MarkupId, TagEntry, UrlRule,
    ValueRule,
};

fn tag(number: u32, name: &str) -> TagEntry {
    TagEntry::new(MarkupId::new(10_000 + number), name)
}

fn character(number: u32, character: char, reference: &str) -> CharacterEntry {
    CharacterEntry::new(MarkupId::new(11_000 + number), character, reference)
}

fn with(attribute: AttributeEntry) -> AuthorityBuilder {
    Authority::builder().tag(tag(0, "x").attribute(attribute))
}

#[track_caller]
fn check(builder: AuthorityBuilder, expect: &str) {
    let found = match builder.build() {
        Ok(_) => "built".to_owned(),
        Err(error) => error.to_string(),
    };
    assert_eq!(found, expect);
}

#[test]
fn names() {
    let builder = Authority::builder;
    check(builder().tag(tag(0, "x-2")), "built");
    check(
        builder().tag(tag(0, "X")),
        "tags[0].name: `X` is not a name of lower-case letters, digits and `-`",
    );
    check(
        builder().tag(tag(0, "2x")),
        "tags[0].name: `2x` is not a name of lower-case letters, digits and `-`",
    );
    check(
        builder().tag(tag(0, "")),
        "tags[0].name: `` is not a name of lower-case letters, digits and `-`",
    );
    check(
        builder().tag(tag(0, "x").alias("y>")),
        "tags[0].aliases[0]: `y>` is not a name of lower-case letters, digits and `-`",
    );
    check(
        builder().tag(tag(0, "x")).tag(tag(1, "x")),
        "tags[1].name: `x` is claimed already",
    );
    check(
        builder().tag(tag(0, "x")).tag(tag(1, "y").alias("x")),
        "tags[1].aliases[0]: `x` is claimed already",
    );
    check(
        builder()
            .tag(tag(0, "x").renders_as("strong"))
            .tag(tag(1, "strong")),
        "built",
    );
    check(
        builder()
            .tag(tag(0, "x").renders_as("y"))
            .tag(tag(1, "y").renders_as("x")),
        "tags[0].renders_as: its rendered name leads back to itself",
    );
    check(
        builder().tag(tag(0, "x").alias("br")),
        "tags[0].aliases[0]: `br` and the rendered name differ in whether they have content",
    );
    check(
        builder().tag(tag(0, "br")),
        "tags[0].display: `br`, and nothing else, is displayed as a break",
    );
    check(
        builder().tag(tag(0, "x").display(DisplayKind::Break)),
        "tags[0].display: `br`, and nothing else, is displayed as a break",
    );
}

#[test]
fn elements_that_are_never_rendered() {
    for (name, why) in [
        ("script", "its text is not read as HTML"),
        ("style", "its text is not read as HTML"),
        ("noscript", "its text is not read as HTML"),
        ("svg", "it is SVG or MathML"),
        ("math", "it is SVG or MathML"),
        ("template", "its content is not part of the document"),
        ("form", "it is a form or one of its controls"),
        ("input", "it is a form or one of its controls"),
        ("body", "it belongs to a document"),
        ("iframe", "it embeds or runs something"),
        ("object", "it embeds or runs something"),
        ("plaintext", "parsers read it as something else"),
        ("image", "parsers read it as something else"),
    ] {
        let builder = Authority::builder().tag(tag(0, name));
        check(
            builder,
            &format!("tags[0].name: `{name}` may not be rendered: {why}"),
        );
        let builder = Authority::builder().tag(tag(0, "x").renders_as(name));
        check(
            builder,
            &format!("tags[0].renders_as: `{name}` may not be rendered: {why}"),
        );
    }
    check(
        Authority::builder().tag(tag(0, "x").alias("script")),
        "tags[0].aliases[0]: `script` may not be rendered: its text is not read as HTML",
    );
}

#[test]
fn ids() {
    let standard = Authority::standard();
    check(
        standard
            .to_builder()
            .tag(TagEntry::new(MarkupId::new(9_999), "x")),
        "tags[25].id: the id 9999 belongs to the crate; yours start at 10000",
    );
    check(
        Authority::builder().tag(TagEntry::new(MarkupId::new(9), "x")),
        "tags[0].id: the id 9 belongs to the crate; yours start at 10000",
    );
    check(
        Authority::builder()
            .tag(tag(1000, "x"))
            .character(character(0, '—', "&mdash;")),
        "characters[0].id: the id 11000 is taken",
    );
    let attribute = |id, name: &str| AttributeEntry::new(id, name, ValueRule::Text);
    check(
        Authority::builder().tag(
            tag(0, "x")
                .attribute(attribute(1, "id"))
                .attribute(attribute(1, "title")),
        ),
        "tags[0].attributes[1].id: the attribute id 1 is taken",
    );
    check(
        Authority::builder().tag(
            tag(0, "x")
                .attribute(attribute(1, "id"))
                .attribute(attribute(2, "id")),
        ),
        "tags[0].attributes[1].name: `id` is claimed already",
    );
}

#[test]
fn attributes() {
    for name in [
        "onclick",
        "onx",
        "style",
        "srcdoc",
        "srcset",
        "formaction",
        "action",
        "ping",
        "background",
        "is",
        "slot",
        "shadowrootmode",
    ] {
        check(
            with(AttributeEntry::new(1, name, ValueRule::Text)),
            &format!("tags[0].attributes[0].name: the attribute `{name}` is never safe"),
        );
        check(
            Authority::builder().tag(tag(0, "x").sets(name, "y")),
            &format!("tags[0].sets[0]: the attribute `{name}` is never safe"),
        );
    }
    check(
        with(AttributeEntry::new(1, "href", ValueRule::Text)),
        "tags[0].attributes[0].value: the attribute `href` holds a URL and needs the rule `url`",
    );
    for scheme in ["javascript", "vbscript", "HTTP", "", "a b"] {
        check(
            with(AttributeEntry::new(
                1,
                "href",
                ValueRule::Url(UrlRule::schemes([scheme])),
            )),
            &format!("tags[0].attributes[0].value: the scheme `{scheme}` may not be allowed"),
        );
    }
    for rule in [
        ValueRule::OneOf(Vec::new()),
        ValueRule::Tokens(vec!["a b".into()]),
        ValueRule::Integer { min: 2, max: 1 },
        ValueRule::OneOf(vec!["\0".into()]),
    ] {
        let builder = with(AttributeEntry::new(1, "x", rule));
        check(
            builder,
            "tags[0].attributes[0].value: no value can meet the rule",
        );
    }
    check(
        Authority::builder().tag(tag(0, "x").sets("rel", "a\rb")),
        "tags[0].sets[0]: no value can meet the rule",
    );
}

#[test]
fn companions() {
    check(
        Authority::builder().tag(tag(0, "tr")),
        "tags[0]: `tr` needs an entry that claims `tbody`",
    );
    check(
        Authority::builder().tag(tag(0, "tr")).tag(tag(1, "tbody")),
        "built",
    );
    check(
        Authority::builder().tag(tag(0, "col")),
        "tags[0]: `col` needs an entry that claims `colgroup`",
    );
}

#[test]
fn characters() {
    let builder = |c, reference| Authority::builder().character(character(0, c, reference));
    check(builder('—', "&mdash;"), "built");
    check(builder('—', "&#8212;"), "built");
    check(builder('—', "&#X2014;"), "built");
    check(builder('–', "&#150;"), "built");
    for (c, reference) in [
        ('—', "&ndash;"),
        ('—', "&mdash"),
        ('—', "mdash"),
        ('—', "&mdash;;"),
        ('—', "—"),
        ('—', ""),
        ('©', "&copy"),
        ('≂', "&NotEqualTilde;"),
    ] {
        let expect = format!("characters[0].reference: `{reference}` is not a reference to {c:?}");
        check(builder(c, reference), &expect);
    }
    for (c, reference) in [
        ('&', "&amp;"),
        ('<', "&lt;"),
        ('>', "&gt;"),
        ('"', "&quot;"),
        (' ', "&#32;"),
        ('\t', "&Tab;"),
        ('\n', "&NewLine;"),
        ('\r', "&#13;"),
        ('\x0C', "&#12;"),
        ('\0', "&#0;"),
        ('\u{1}', "&#1;"),
        ('\u{FDD0}', "&#xFDD0;"),
        ('\u{FFFF}', "&#xFFFF;"),
    ] {
        check(
            builder(c, reference),
            &format!("characters[0].character: {c:?} cannot be marked"),
        );
    }
    check(
        builder('—', "&mdash;").character(character(1, '—', "&#8212;")),
        "characters[1].character: '—' is marked already",
    );
}

#[cfg(feature = "serde")]
#[test]
fn json_in_and_out() {
    for authority in [
        Authority::standard(),
        Authority::article(),
        crate::laws::setup::business(),
    ] {
        let json = serde_json::to_string(&authority).unwrap();
        assert_eq!(serde_json::from_str::<Authority>(&json).unwrap(), authority);
    }
    let refused = |json: &str| {
        serde_json::from_str::<Authority>(json)
            .unwrap_err()
            .to_string()
    };
    let two = r#"{"tags":[{"id":10000,"name":"x"},{"id":10000,"name":"y"}]}"#;
    assert_eq!(refused(two), "tags[1].id: the id 10000 is taken");
    let script = r#"{"tags":[{"id":10000,"name":"script"}]}"#;
    assert!(refused(script).starts_with("tags[0].name: `script` may not be rendered"));
    let onclick = r#"{"tags":[{"id":10000,"name":"x","attributes":[{"id":1,"name":"onclick"}]}]}"#;
    assert!(refused(onclick).starts_with("tags[0].attributes[0].name: the attribute `onclick`"));
    assert!(
        refused(r#"{"tags":[{"id":10000,"name":"x","nam":1}]}"#).contains("unknown field `nam`")
    );
}
