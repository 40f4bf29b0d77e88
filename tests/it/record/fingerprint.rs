//! Fingerprints: equal for equal values, different for different ones, and stable over
//! time.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};
use standoff::authority::{
    AttributeEntry, Capture, CharacterEntry, DisplayKind, Growth, MarkupId, Relative, Status,
    TagEntry, UrlRule, ValueRule,
};
use standoff::fingerprint::{Fingerprint, ParseFingerprintError};
use standoff::profile::{
    Attributes, Breaks, Charset, Cut, CutPlace, Fallback, Limit, LineFormat, LinkPart, LinkTexts,
    Links, Lists, Markers, NumberForm, Numbered, Rule, Syntax, Unit, Wrap,
};
use standoff::record::{
    Delivery, DeliveryField, Record, RecordRenderer, Schema, SchemaField, Shape, Values,
};
use standoff::text::StoredText;
use standoff::text::rows::digest;
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Profile, Renderer};

use super::content;
use crate::law;
use crate::laws::setup::setups;
use crate::tape::cases;

fn ingest(source: &str, authority: &Authority) -> AddressedText {
    let ingester = Ingester::new(&FieldPolicy::new(), authority).unwrap();
    ingester.ingest(source).unwrap().into_content()
}

/// Computes the fingerprint in another way: from `serde_json` and the digest of rows.
#[test]
fn the_fingerprint_of_content_is_that_of_its_json() {
    let setups = setups();
    law::check(cases(), |tape| {
        let (content, _) = content(tape, &setups);
        let json = serde_json::to_string(&content).unwrap();
        assert_eq!(content.fingerprint().to_string(), digest(&json));

        // Escapes and characters as JSON may have them.
        let name = tape.pick(&["news", "\"\\/\u{1}\u{8}\u{C}\r\u{7F}\u{2028}é😀"]);
        let mut stored = serde_json::to_value(&content).unwrap();
        stored["authority"] = json!({"name": name, "version": 3});
        let stored: StoredText = serde_json::from_value(stored).unwrap();
        assert_eq!(stored.authority().unwrap().name(), name);
        let json = serde_json::to_string(&stored).unwrap();
        assert_eq!(stored.fingerprint().to_string(), digest(&json));

        let record = Record::new()
            .with_field(name, content.clone())
            .with_field("none", Vec::new())
            .with_field("two", vec![content, AddressedText::plain("x").unwrap()]);
        let json = serde_json::to_string(&record).unwrap();
        let fields = json.strip_prefix("{\"format\":1,\"fields\":").unwrap();
        let fields = fields.strip_suffix('}').unwrap();
        assert_eq!(record.fingerprint().to_string(), digest(fields));
    });
    let empty = Record::new().fingerprint().to_string();
    assert_eq!(empty, digest("{}"));
}

/// The vectors for readers in other languages.
#[test]
fn the_vectors_have_the_fingerprints_of_their_json() {
    let vectors = include_str!("../../data/vectors/vectors.json");
    let vectors: Vec<Value> = serde_json::from_str(vectors).unwrap();
    assert!(vectors.len() > 20);
    for vector in &vectors {
        let json = vector["json"].as_str().unwrap();
        let content: AddressedText = serde_json::from_str(json).unwrap();
        assert_eq!(content.fingerprint().to_string(), digest(json), "{json}");
    }
}

#[test]
fn a_fingerprint_is_64_digits() {
    let fingerprint = AddressedText::plain("x").unwrap().fingerprint();
    let shown = fingerprint.to_string();
    assert_eq!(shown.parse(), Ok(fingerprint));
    assert_eq!(Fingerprint::from(*fingerprint.as_bytes()), fingerprint);
    assert_eq!(json!(fingerprint), json!(shown));
    assert_eq!(
        serde_json::from_value::<Fingerprint>(json!(shown)).unwrap(),
        fingerprint
    );
    assert_eq!(format!("{fingerprint:?}"), format!("Fingerprint({shown})"));
    for wrong in [
        "",
        "0",
        &shown[1..],
        &shown.to_uppercase(),
        &format!("{shown}0"),
        &shown.replacen(&shown[..1], "g", 1),
        &"é".repeat(32),
    ] {
        let refused: Result<Fingerprint, ParseFingerprintError> = wrong.parse();
        assert!(refused.is_err(), "{wrong}");
    }
}

/// A set of values, no two of which may have one fingerprint.
#[derive(Default)]
struct Apart(BTreeMap<Fingerprint, String>);

impl Apart {
    #[track_caller]
    fn add(&mut self, what: impl Into<String>, fingerprint: Fingerprint) {
        let what = what.into();
        if let Some(other) = self.0.insert(fingerprint, what.clone()) {
            panic!("{what} has the fingerprint of {other}");
        }
    }
}

/// Any change of the JSON changes the fingerprint.
#[test]
fn any_change_of_content_changes_its_fingerprint() {
    let authority = Authority::article();
    let whole = ingest(
        "<p>So <a href=/x title=y>c&mdash;</a></p><p></p>",
        &authority,
    );
    let base = serde_json::to_value(&whole).unwrap();
    let mut apart = Apart::default();
    apart.add("base", whole.fingerprint());
    let changes = [
        ("/text", json!("So c–\n\n")),
        ("/text", json!("so c—")),
        ("/spans/0/markup", json!(18)),
        ("/spans/1/start", json!(4)),
        ("/spans/1/end", json!(4)),
        ("/spans/2/depth", json!(1)),
        ("/spans/1/attributes/0/id", json!(3)),
        ("/spans/1/attributes/0/value", json!("/y")),
        ("/spans/1/attributes/0/value", json!("")),
        ("/spans/1/attributes", json!([])),
        (
            "/spans/3",
            json!({"markup": 17, "start": 5, "end": 5, "depth": 1}),
        ),
    ];
    for (path, value) in changes {
        let mut changed = base.clone();
        *changed.pointer_mut(path).unwrap() = value.clone();
        // Some changes make it invalid.
        if let Ok(content) = serde_json::from_value::<AddressedText>(changed) {
            apart.add(format!("{path} {value}"), content.fingerprint());
        }
    }
    let mut swapped = base.clone();
    swapped
        .pointer_mut("/spans/1/attributes")
        .unwrap()
        .as_array_mut()
        .unwrap()
        .reverse();
    let swapped: AddressedText = serde_json::from_value(swapped).unwrap();
    apart.add("attributes swapped", swapped.fingerprint());
    assert!(apart.0.len() > 8);
}

/// Returns an authority with all kinds of parts, and every change of one of them.
fn tables() -> Vec<(String, Authority)> {
    let id = MarkupId::new(10_000);
    let url = |schemes: &[&str], relative| {
        let rule = UrlRule::new(schemes.iter().copied());
        ValueRule::Url(rule.with_relative(relative))
    };
    let station = || {
        TagEntry::new(id, "station")
            .with_alias("radio")
            .with_alias("channel")
            .with_rendered_name("span")
            .with_set_attribute("class", "station")
            .with_rank(3)
            .with_attribute(AttributeEntry::new(1, "id", ValueRule::Text))
            .with_attribute(AttributeEntry::new(
                2,
                "site",
                url(&["https", "http"], Relative::Allow),
            ))
            .with_attribute(AttributeEntry::new(
                3,
                "kind",
                ValueRule::OneOf(vec!["am".into(), "fm".into()]),
            ))
            .with_attribute(AttributeEntry::new(
                4,
                "power",
                ValueRule::Integer { min: 1, max: 9 },
            ))
            .with_attribute(AttributeEntry::new(
                5,
                "mf",
                ValueRule::Tokens(vec!["h-*".into()]),
            ))
    };
    let mark = || CharacterEntry::new(MarkupId::new(10_001), '日', "&#x65E5;");
    let table = |tag: TagEntry, mark: CharacterEntry| {
        let builder = Authority::standard().to_builder().tag(tag).character(mark);
        builder.build().unwrap()
    };
    let attribute = |at: u16, name: &str, value: ValueRule| {
        let old = station();
        let attributes = old.attributes().to_vec();
        let bare = TagEntry::new(id, "station")
            .with_alias("radio")
            .with_alias("channel")
            .with_rendered_name("span")
            .with_set_attribute("class", "station")
            .with_rank(3);
        attributes.into_iter().fold(bare, |tag, known| {
            tag.with_attribute(match known.id().get() == at {
                true => AttributeEntry::new(at, name, value.clone()),
                false => known,
            })
        })
    };
    let integer = |min, max| ValueRule::Integer { min, max };
    let words = |words: &[&str]| {
        words
            .iter()
            .map(|word| (*word).to_owned())
            .collect::<Vec<_>>()
    };
    let tags = [
        ("base", station()),
        (
            "renamed",
            TagEntry::new(id, "station2").with_rendered_name("span"),
        ),
        ("alias", station().with_alias("x")),
        ("rendered", station().with_rendered_name("i")),
        ("display", station().with_display(DisplayKind::Atomic)),
        ("block", station().with_display(DisplayKind::Block)),
        ("sets", station().with_set_attribute("lang", "en")),
        ("growth", station().with_growth(Growth::None)),
        ("rank", station().with_rank(4)),
        ("deprecated", station().with_status(Status::Deprecated)),
        ("retired", station().with_status(Status::Retired)),
        (
            "attribute",
            station().with_attribute(AttributeEntry::new(6, "x", ValueRule::Text)),
        ),
        ("attribute name", attribute(1, "id2", ValueRule::Text)),
        (
            "attribute rule",
            attribute(1, "id", url(&["https"], Relative::Allow)),
        ),
        (
            "schemes",
            attribute(2, "site", url(&["https"], Relative::Allow)),
        ),
        (
            "schemes swapped",
            attribute(2, "site", url(&["http", "https"], Relative::Allow)),
        ),
        (
            "relative",
            attribute(2, "site", url(&["https", "http"], Relative::Refuse)),
        ),
        (
            "words",
            attribute(3, "kind", ValueRule::OneOf(words(&["am", "fm", "dab"]))),
        ),
        (
            "words joined",
            attribute(3, "kind", ValueRule::OneOf(words(&["amfm"]))),
        ),
        (
            "words as tokens",
            attribute(3, "kind", ValueRule::Tokens(words(&["am", "fm"]))),
        ),
        ("least", attribute(4, "power", integer(0, 9))),
        ("least below", attribute(4, "power", integer(-1, 9))),
        ("greatest", attribute(4, "power", integer(1, i64::MAX))),
        (
            "tokens",
            attribute(5, "mf", ValueRule::Tokens(words(&["h-*", "x"]))),
        ),
    ];
    let characters = [
        (
            "reference",
            CharacterEntry::new(MarkupId::new(10_001), '日', "&#26085;"),
        ),
        (
            "character",
            CharacterEntry::new(MarkupId::new(10_001), '月', "&#x6708;"),
        ),
        ("capture", mark().with_capture(Capture::Always)),
        (
            "another id",
            CharacterEntry::new(MarkupId::new(10_002), '日', "&#x65E5;"),
        ),
    ];
    let tags = tags.map(|(what, tag)| (what.to_owned(), table(tag, mark())));
    let characters = characters.map(|(what, mark)| (what.to_owned(), table(station(), mark)));
    tags.into_iter().chain(characters).collect()
}

/// Returns profiles, each with one setting that the others do not have.
fn profiles() -> Vec<(String, Profile)> {
    let text = || Profile::new(Syntax::Plain);
    let around = |links| text().with_links(Links::Around(links));
    let numbered = |numbered| text().with_fallback(Fallback::Numbered(numbered));
    let said = [
        ("base", text()),
        ("html", Profile::new(Syntax::Html)),
        ("xml", Profile::new(Syntax::Xml)),
        ("markdown", Profile::new(Syntax::Markdown)),
        ("ssml", Profile::new(Syntax::Ssml)),
        ("slack", Profile::new(Syntax::Slack)),
        ("utf16", Profile::new(Syntax::Ranges(Unit::Utf16))),
        ("characters", Profile::new(Syntax::Ranges(Unit::Characters))),
        ("graphemes", Profile::new(Syntax::Ranges(Unit::Graphemes))),
        ("bytes", Profile::new(Syntax::Ranges(Unit::Bytes))),
        ("strip", text().with_rule("em", Rule::Strip)),
        ("of another", text().with_rule("b", Rule::Strip)),
        ("remove", text().with_rule("em", Rule::Remove)),
        ("rename", text().with_rule("em", Rule::Rename("i".into()))),
        (
            "surround",
            text().with_rule("em", Rule::Surround("*".into(), "_".into())),
        ),
        (
            "surround swapped",
            text().with_rule("em", Rule::Surround("_".into(), "*".into())),
        ),
        (
            "surround at once",
            text().with_rule("em", Rule::Surround("*_".into(), "".into())),
        ),
        ("replace", text().with_rule("em", Rule::Replace("x".into()))),
        (
            "describe",
            text().with_rule("em", Rule::Describe("title".into())),
        ),
        ("quote", text().with_rule("em", Rule::Quote)),
        ("resolve", text().with_rule("em", Rule::Resolve)),
        ("default", text().with_default_rule(Rule::Strip)),
        (
            "keep",
            text().with_attributes("em", Attributes::new().with_kept(["title"])),
        ),
        (
            "keep none",
            text().with_attributes("em", Attributes::new().with_kept([""; 0])),
        ),
        (
            "of all",
            text().with_attributes("*", Attributes::new().with_kept(["title"])),
        ),
        (
            "drop",
            text().with_attributes("em", Attributes::new().with_dropped(["title"])),
        ),
        (
            "rename of",
            text().with_attributes("em", Attributes::new().with_renamed("title", "label")),
        ),
        (
            "set",
            text().with_attributes("em", Attributes::new().with_set("title", "label")),
        ),
        ("charset", text().with_charset(Charset::Latin1)),
        ("other charset", text().with_charset(Charset::Gsm)),
        ("utf-16", text().with_charset(Charset::Utf16Le)),
        ("override", text().with_override('x', "y")),
        ("override more", text().with_override('x', "yy")),
        ("override of", text().with_override('z', "y")),
        ("fallback", text().with_fallback(Fallback::Drop)),
        ("fallback to", text().with_fallback(Fallback::Replace('?'))),
        ("numbered", numbered(Numbered::new("&#", ";"))),
        ("numbered other", numbered(Numbered::new("&", "#;"))),
        (
            "numbered in hex",
            numbered(Numbered::new("&#", ";").with_form(NumberForm::Hex)),
        ),
        ("line override", text().with_line_override("#", " #")),
        ("line override of", text().with_line_override("##", " #")),
        ("document", text().with_document("a", "b")),
        ("document other", text().with_document("ab", "")),
        ("prefix", text().with_rule("em", Rule::Prefix("*".into()))),
        (
            "lines",
            text().with_links(Links::Lines(LinkTexts::new("(", "|", ")"))),
        ),
        ("hast", Profile::new(Syntax::Hast)),
        ("one line", text().with_breaks(Breaks::OneLine)),
        (
            "breaks",
            text().with_breaks(Breaks::Texts {
                block: "a".into(),
                line: "b".into(),
                cell: "c".into(),
            }),
        ),
        (
            "breaks other",
            text().with_breaks(Breaks::Texts {
                block: "ab".into(),
                line: "".into(),
                cell: "c".into(),
            }),
        ),
        ("marked", text().with_lists(Lists::Marked("- ".into()))),
        (
            "numbers",
            text().with_lists(Lists::Marked(Markers::new("- ").with_number(") "))),
        ),
        (
            "indent",
            text().with_lists(Lists::Marked(Markers::new("- ").with_indent(" "))),
        ),
        ("quotes", text().with_quotes([("»", "«")])),
        ("more quotes", text().with_quotes([("»", "«"), ("›", "‹")])),
        ("drop links", text().with_links(Links::Drop)),
        (
            "inline",
            text().with_links(Links::Inline("(".into(), ")".into())),
        ),
        (
            "inline other",
            text().with_links(Links::Inline("()".into(), "".into())),
        ),
        ("footnotes", text().with_links(Links::Footnotes)),
        ("around", around(LinkTexts::new("(", "|", ")"))),
        ("around other", around(LinkTexts::new("(|", "", ")"))),
        (
            "around the URL first",
            around(LinkTexts::new("(", "|", ")").with_first(LinkPart::Url)),
        ),
        (
            "around, bare",
            around(LinkTexts::new("(", "|", ")").with_bare("(", ")")),
        ),
        (
            "around, escaped",
            around(LinkTexts::new("(", "|", ")").with_url_override('%', "x")),
        ),
        ("wrap", text().with_wrap(Wrap::new(72))),
        ("other wrap", text().with_wrap(Wrap::new(71))),
        (
            "flowed",
            text().with_wrap(Wrap::new(72).with_format(LineFormat::Flowed)),
        ),
        (
            "weighted",
            text().with_limit(Limit::new(Unit::Weighted, 280)),
        ),
        ("urls", text().with_links(Links::Urls)),
        ("base", text().with_base("https://npr.org/")),
        ("other base", text().with_base("https://npr.org/x")),
        ("no base", text().with_base("required")),
        ("limit", text().with_limit(Limit::new(Unit::Bytes, 20))),
        (
            "greater limit",
            text().with_limit(Limit::new(Unit::Bytes, 21)),
        ),
        ("limit of", text().with_limit(Limit::new(Unit::Utf16, 20))),
        (
            "limits",
            text()
                .with_limit(Limit::new(Unit::Utf16, 20))
                .with_limit(Limit::new(Unit::Bytes, 20)),
        ),
        ("cut", text().with_cut(Cut::new(CutPlace::Grapheme))),
        (
            "cut sentence",
            text().with_cut(Cut::new(CutPlace::Sentence)),
        ),
        (
            "ellipsis",
            text().with_cut(Cut::new(CutPlace::Word).with_ellipsis("…")),
        ),
        (
            "no ellipsis",
            text().with_cut(Cut::new(CutPlace::Word).with_ellipsis("")),
        ),
    ];
    said.into_iter()
        .map(|(what, profile)| (what.to_owned(), profile))
        .collect()
}

#[test]
fn any_change_of_a_profile_or_an_authority_changes_a_renderer() {
    let tables = tables();
    let (_, base) = &tables[0];
    let mut apart = Apart::default();
    for (what, table) in &tables {
        let renderer = Renderer::named("html", table).unwrap();
        apart.add(format!("table {what}"), renderer.fingerprint());
        apart.add(
            format!("canonical {what}"),
            Renderer::canonical(table).fingerprint(),
        );
    }
    for (what, profile) in profiles().into_iter().filter(|(what, _)| what != "html") {
        let renderer = Renderer::new(&profile, base);
        let renderer = renderer.unwrap_or_else(|error| panic!("{what}: {error}"));
        apart.add(format!("profile {what}"), renderer.fingerprint());
    }
    assert!(apart.0.len() > 100);

    // Keys change for content with the entry, and for no other.
    let with = ingest("<station id=x>日</station>&#x65E5;", base);
    let without = ingest("<p>So <em>cold</em> &mdash;", base);
    let html = |table: &Authority| Renderer::named("html", table).unwrap();
    let mut apart = Apart::default();
    for (what, table) in &tables {
        apart.add(&**what, html(table).cache_key(&with));
        assert_eq!(
            html(table).cache_key(&without),
            html(base).cache_key(&without),
            "{what}"
        );
    }
    for (what, profile) in profiles().into_iter().filter(|(what, _)| what != "html") {
        let renderer = Renderer::new(&profile, base).unwrap();
        apart.add(format!("profile {what}"), renderer.cache_key(&with));
    }
    let page = html(base);
    apart.add("other content", page.cache_key(&without));
    assert_ne!(page.cache_key(&without), page.fingerprint());
}

/// Content with an unknown id has another key once the id is known.
#[test]
fn an_entry_that_comes_or_goes_changes_keys() {
    let standard = Authority::standard();
    let station = TagEntry::new(MarkupId::new(10_000), "station");
    let more = standard.to_builder().tag(station).build().unwrap();
    let content = ingest("<station>x</station>", &more);
    let key = |table: &Authority| Renderer::canonical(table).cache_key(&content);
    assert_ne!(key(&standard), key(&more));
}

/// Equivalent data, and settings that affect nothing.
#[test]
fn the_same_has_the_same_fingerprint() {
    let standard = Authority::standard();
    let text = Renderer::named("text", &standard).unwrap();
    for same in [
        r#"{"extends": "text"}"#,
        r#"{"extends": {"extends": "text"}, "breaks": "keep", "charset": "unicode"}"#,
        r#"{"extends": "text", "fallback": "transliterate", "limits": [], "cut": {"at": "word"}}"#,
    ] {
        let profile: Profile = serde_json::from_str(same).unwrap();
        let renderer = Renderer::new(&profile, &standard).unwrap();
        assert_eq!(renderer.fingerprint(), text.fingerprint(), "{same}");
    }
    let other = standard
        .to_builder()
        .version("newsroom", 7)
        .build()
        .unwrap();
    let renderer = Renderer::named("text", &other).unwrap();
    assert_eq!(renderer.fingerprint(), text.fingerprint());
    // The order of entries does not matter.
    let (mut tags, characters) = (standard.tags().to_vec(), standard.characters());
    tags.reverse();
    let builder = tags
        .into_iter()
        .fold(Authority::builder(), |all, tag| all.tag(tag));
    let builder = characters
        .iter()
        .cloned()
        .fold(builder, |all, one| all.character(one));
    let reversed = builder.build().unwrap();
    let renderer = Renderer::named("text", &reversed).unwrap();
    assert_eq!(renderer.fingerprint(), text.fingerprint());
}

/// Equal keys imply equal renders, whichever entry of the table changes.
#[test]
fn renders_of_one_key_are_the_same() {
    let setups = setups();
    let (mut same, mut others) = (0, 0);
    let names = [
        "html",
        "text",
        "markdown",
        "ssml_alexa",
        "slack",
        "apple_news",
        "sms",
        "terminal",
    ];
    law::check(cases() * 2, |tape| {
        let (content, then) = content(tape, &setups);
        let at = tape.below(then.tags().len());
        let tag = then.tags()[at].clone();
        let tag = match tape.below(5) {
            0 => tag.with_rendered_name(tape.pick(&["i", "b", "span", "sub"])),
            1 => tag.with_set_attribute("lang", "en"),
            2 => tag.with_status(Status::Retired),
            3 => tag.with_display(tape.pick(&[
                DisplayKind::Inline,
                DisplayKind::Block,
                DisplayKind::Atomic,
            ])),
            _ => tag.with_rank(9),
        };
        let Ok(now) = then.to_builder().tag(tag).build() else {
            return;
        };
        let profile = Profile::named(tape.pick(&names)).unwrap();
        let renderers = [&then, &now].map(|table| Renderer::new(&profile, table));
        let [Ok(then), Ok(now)] = renderers else {
            return;
        };
        if then.cache_key(&content) == now.cache_key(&content) {
            assert_eq!(then.render(&content), now.render(&content));
            same += 1;
        } else {
            others += 1;
        }
    });
    assert!(
        same > cases() / 2 && others > cases() / 20,
        "{same} {others}"
    );
}

/// A key of content and profile alone would return outdated renders.
#[test]
fn a_key_without_the_entries_would_be_stale() {
    let then = Authority::standard();
    let em = then
        .tag_named("em")
        .unwrap()
        .clone()
        .with_rendered_name("i");
    let now = then.to_builder().tag(em).build().unwrap();
    let content = ingest("So <em>cold</em>", &then);
    let [then, now] = [then, now].map(|table| Renderer::canonical(&table));
    assert_ne!(then.render(&content), now.render(&content));
    assert_ne!(then.cache_key(&content), now.cache_key(&content));
}

fn schema() -> Schema {
    Schema::new()
        .with_field("title", FieldPolicy::new())
        .with_field("body", FieldPolicy::new())
        .with_field(
            "notes",
            SchemaField::new(FieldPolicy::new()).with_values(Values::Many),
        )
}

#[test]
fn any_change_of_a_delivery_changes_its_fingerprint() {
    let authority = Authority::standard();
    let field = DeliveryField::new;
    let base = || Delivery::new().with_field(field("title", "text"));
    let deliveries = [
        ("base", base()),
        ("none", Delivery::new()),
        (
            "field",
            Delivery::new().with_field(field("body", "text").with_name("title")),
        ),
        (
            "name",
            Delivery::new().with_field(field("title", "text").with_name("headline")),
        ),
        (
            "profile",
            Delivery::new().with_field(field("title", "html")),
        ),
        (
            "whole",
            Delivery::new().with_field(field("title", "text").with_shape(Shape::Whole)),
        ),
        (
            "blocks",
            Delivery::new().with_field(field("title", "text").with_shape(Shape::Blocks)),
        ),
        ("more", base().with_field(field("body", "text"))),
        (
            "other order",
            Delivery::new()
                .with_field(field("body", "text"))
                .with_field(field("title", "text")),
        ),
    ];
    let record = Record::new()
        .with_field("title", AddressedText::plain("x").unwrap())
        .with_field("body", AddressedText::plain("x").unwrap());
    let (mut apart, mut keys) = (Apart::default(), Apart::default());
    for (what, delivery) in &deliveries {
        let renderer = RecordRenderer::new(delivery, &schema(), &authority).unwrap();
        apart.add(*what, renderer.fingerprint());
        keys.add(*what, renderer.cache_key(&record));
    }
    let (_, more) = &deliveries[7];
    let more = RecordRenderer::new(more, &schema(), &authority).unwrap();
    let part = more.select(["title"]).unwrap();
    let base = RecordRenderer::new(&base(), &schema(), &authority).unwrap();
    assert_eq!(part.fingerprint(), base.fingerprint());
    assert_eq!(part.cache_key(&record), base.cache_key(&record));

    let many = schema().with_field(
        "title",
        SchemaField::new(FieldPolicy::new()).with_values(Values::Many),
    );
    let (_, delivery) = &deliveries[0];
    let many = RecordRenderer::new(delivery, &many, &authority).unwrap();
    apart.add("many", many.fingerprint());
    keys.add("many", many.cache_key(&record));

    let text = |text| AddressedText::plain(text).unwrap();
    for (what, record) in [
        (
            "another title",
            record.clone().with_field("title", text("y")),
        ),
        (
            "two titles",
            record
                .clone()
                .with_field("title", vec![text("x"), text("x")]),
        ),
        ("no title", Record::new()),
    ] {
        keys.add(what, base.cache_key(&record));
    }
    let other = record
        .clone()
        .with_field("body", text("y"))
        .with_field("notes", text("z"));
    assert_eq!(base.cache_key(&other), base.cache_key(&record));
    assert_ne!(other.fingerprint(), record.fingerprint());
    let swapped = Record::new()
        .with_field("body", text("x"))
        .with_field("title", text("x"));
    assert_ne!(swapped.fingerprint(), record.fingerprint());
    let list = Record::new()
        .with_field("title", vec![text("x")])
        .with_field("body", text("x"));
    assert_ne!(list.fingerprint(), record.fingerprint());
}

/// Pinned, since machines share caches. `STANDOFF_BLESS=1` rewrites the values after a
/// new version or a change of their input, which must be in the changelog.
#[test]
fn fingerprints_are_these() {
    let authority = crate::laws::setup::business();
    let content = ingest(
        "<p>So <em title='\"x\"'>cold</em> &mdash; <station id=WBUR>日</station></p>",
        &authority,
    );
    let mut found = format!("version {}\n\n", env!("CARGO_PKG_VERSION"));
    let mut add = |what: &str, fingerprint: Fingerprint| {
        writeln!(found, "{fingerprint} {what}").unwrap();
    };
    add("content", content.fingerprint());
    for name in [
        "html",
        "text",
        "ipod",
        "markdown",
        "apple_news",
        "ssml_google",
    ] {
        let renderer = Renderer::new(&Profile::named(name).unwrap(), &authority).unwrap();
        add(name, renderer.fingerprint());
        add(&format!("{name} of content"), renderer.cache_key(&content));
    }
    let canonical = Renderer::canonical(&authority);
    add("canonical", canonical.fingerprint());
    let delivery = Delivery::new()
        .with_field(DeliveryField::new("title", "text").with_name("headline"))
        .with_field(DeliveryField::new("body", "html").with_shape(Shape::Blocks));
    let delivery = RecordRenderer::new(&delivery, &schema(), &authority).unwrap();
    add("delivery", delivery.fingerprint());
    let record = Record::new().with_field("body", content);
    add("record", record.fingerprint());
    add("delivery of record", delivery.cache_key(&record));
    crate::examples::golden("fingerprints.txt", &found);
}
