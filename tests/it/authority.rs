//! All faults of tables, each with its path.

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
    Authority::builder().tag(tag(0, "x").with_attribute(attribute))
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
        builder().tag(tag(0, "x").with_alias("y>")),
        "tags[0].aliases[0]: `y>` is not a name of lower-case letters, digits and `-`",
    );
    check(
        builder().tag(tag(0, "x")).tag(tag(1, "x")),
        "tags[1].name: `x` is claimed already by 10000",
    );
    check(
        builder().tag(tag(0, "x")).tag(tag(1, "y").with_alias("x")),
        "tags[1].aliases[0]: `x` is claimed already by 10000",
    );
    check(
        builder()
            .tag(tag(0, "x").with_rendered_name("strong"))
            .tag(tag(1, "strong")),
        "built",
    );
    check(
        builder()
            .tag(tag(0, "x").with_rendered_name("y"))
            .tag(tag(1, "y").with_rendered_name("x")),
        "tags[0].renders_as: its rendered name leads back to itself",
    );
    check(
        builder().tag(tag(0, "x").with_alias("br")),
        "tags[0].aliases[0]: `br` and the rendered name differ in whether they have content",
    );
    check(
        builder().tag(tag(0, "br")),
        "tags[0].display: `br`, and nothing else, is displayed as a break",
    );
    check(
        builder().tag(tag(0, "x").with_display(DisplayKind::Break)),
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
        let builder = Authority::builder().tag(tag(0, "x").with_rendered_name(name));
        check(
            builder,
            &format!("tags[0].renders_as: `{name}` may not be rendered: {why}"),
        );
    }
    check(
        Authority::builder().tag(tag(0, "x").with_alias("script")),
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
        "characters[0].id: the id 11000 is taken already by `x`",
    );
    let attribute = |id, name: &str| AttributeEntry::new(id, name, ValueRule::Text);
    check(
        Authority::builder().tag(
            tag(0, "x")
                .with_attribute(attribute(1, "id"))
                .with_attribute(attribute(1, "title")),
        ),
        "tags[0].attributes[1].id: the attribute id 1 is taken already by `id`",
    );
    check(
        Authority::builder().tag(
            tag(0, "x")
                .with_attribute(attribute(1, "id"))
                .with_attribute(attribute(2, "id")),
        ),
        "tags[0].attributes[1].name: `id` is the name of attribute 1 already",
    );
}

#[test]
fn one_id_is_given_once() {
    let standard = Authority::standard();
    let em = standard.tag_named("em").unwrap().clone();
    let (one, other) = (em.clone().with_rank(1), em.with_rank(2));
    check(standard.to_builder().tag(one.clone()), "built");
    check(
        standard.to_builder().tag(one.clone()).tag(other.clone()),
        "tags[25].id: the id 9 is taken already by `em`",
    );
    let twice = Authority::builder().tag(tag(0, "x")).tag(tag(0, "y"));
    check(twice, "tags[1].id: the id 10000 is taken already by `x`");
    let again = Authority::builder().tag(one).build().unwrap();
    check(again.to_builder().tag(other), "built");
    let other = standard
        .to_builder()
        .without(MarkupId::new(9))
        .tag(tag(0, "em"));
    check(other, "built");
}

/// Faults are in the order of the data, not in that of the checks.
#[test]
fn all_faults_are_told() {
    let attribute = |name: &str| AttributeEntry::new(1, name, ValueRule::Text);
    let first = tag(0, "X")
        .with_attribute(attribute("onclick"))
        .with_attribute(attribute("href"));
    let second = tag(1, "script").with_alias("y z");
    let third = tag(2, "i")
        .with_set_attribute("lang", "")
        .with_set_attribute("lang", "");
    let builder = Authority::builder()
        .version("My News", 1)
        .character(character(0, '<', "&lt;"))
        .character(character(1, '—', "&ndash;"))
        .tag(first)
        .tag(second)
        .tag(third)
        .tag(tag(3, "i"))
        .tag(TagEntry::new(77, "u"));
    check(
        builder,
        "authority.name: `My News` is not a name of lower-case letters, digits and `-`\n\
         tags[0].name: `X` is not a name of lower-case letters, digits and `-`\n\
         tags[0].attributes[0].name: the attribute `onclick` is never safe\n\
         tags[0].attributes[1].id: the attribute id 1 is taken already by `onclick`\n\
         tags[0].attributes[1].value: the attribute `href` holds a URL and needs the rule `url`\n\
         tags[1].aliases[0]: `y z` is not a name of lower-case letters, digits and `-`\n\
         tags[2].sets[1]: `lang` is set already\n\
         tags[3].name: `i` is claimed already by 10002\n\
         tags[4].id: the id 77 belongs to the crate; yours start at 10000\n\
         characters[0].character: '<' cannot be marked\n\
         characters[1].reference: `&ndash;` is not a reference to '—'",
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
            Authority::builder().tag(tag(0, "x").with_set_attribute(name, "y")),
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
                ValueRule::Url(UrlRule::new([scheme])),
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
        Authority::builder().tag(tag(0, "x").with_set_attribute("rel", "a\rb")),
        "tags[0].sets[0]: \"a\\rb\" is no value that an attribute can hold",
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
        "characters[1].character: '—' is marked already by 11000",
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
    assert_eq!(
        refused(two),
        "tags[1].id: the id 10000 is taken already by `x`"
    );
    let script = r#"{"tags":[{"id":10000,"name":"script"}]}"#;
    assert!(refused(script).starts_with("tags[0].name: `script` may not be rendered"));
    let onclick = r#"{"tags":[{"id":10000,"name":"x","attributes":[{"id":1,"name":"onclick"}]}]}"#;
    assert!(refused(onclick).starts_with("tags[0].attributes[0].name: the attribute `onclick`"));
    assert!(
        refused(r#"{"tags":[{"id":10000,"name":"x","nam":1}]}"#).contains("unknown field `nam`")
    );
}

#[cfg(feature = "serde")]
#[test]
fn json_extends_a_table() {
    let read = |json: &str| serde_json::from_str::<Authority>(json);
    let own = r#"{"extends":"standard","authority":{"name":"news","version":2},
        "tags":[{"id":10000,"name":"station"},{"id":9,"name":"em","renders_as":"i"}]}"#;
    let standard = Authority::standard();
    let em = standard.tag_named("em").unwrap();
    let now = read(own).unwrap();
    let expect = standard
        .to_builder()
        .version("news", 2)
        .tag(tag(0, "station"))
        .tag(TagEntry::new(9, "em").with_rendered_name("i"));
    assert_eq!(now, expect.build().unwrap());
    assert_eq!(now.tags()[8].id(), em.id());
    let article = read(r#"{"extends":"article"}"#).unwrap();
    assert_eq!(article, Authority::article());
    let again = serde_json::to_string(&now).unwrap();
    assert!(!again.contains("extends"));
    assert_eq!(read(&again).unwrap(), now);

    let refused = |json: &str| read(json).unwrap_err().to_string();
    assert_eq!(
        refused(
            r#"{"extends":"standard","tags":[{"id":10000,"name":"x"},{"id":10001,"name":"em"}]}"#
        ),
        "tags[1].name: `em` is claimed already by 9",
    );
    assert_eq!(
        refused(r#"{"extends":"standard","tags":[{"id":9,"name":"em","aliases":["strong"]}]}"#),
        "tags[0].aliases[0]: `strong` is claimed already by 21",
    );
    assert!(
        refused(r#"{"extends":"all"}"#)
            .starts_with(r#"extends: unknown word `all`, expected "standard" or "article""#)
    );
    assert_eq!(
        refused("7"),
        "invalid type: integer `7`, expected an authority with `tags` and `characters` at line 1 column 1",
    );
}
