//! Deliveries, and the records that they render.

use serde_json::{Value, json};
use standoff::authority::{AttributeEntry, MarkupId, TagEntry, ValueRule};
use standoff::profile::{Charset, Limit, Rule, Syntax, Unit};
use standoff::record::{
    Delivery, DeliveryFault, DeliveryField, NameFault, Record, RecordIngester, RecordRenderer,
    Schema, SchemaField, Shape, Values,
};
use standoff::render::{Resolution, ResolveRequest};
use standoff::{AddressedText, Authority, FieldPolicy, Profile, Renderer};

use crate::law;
use crate::laws::setup::setups;
use crate::laws::source::source;
use crate::tape::cases;

fn schema() -> Schema {
    Schema::new()
        .with_field("title", FieldPolicy::new())
        .with_field("body", FieldPolicy::new())
        .with_field(
            "notes",
            SchemaField::new(FieldPolicy::new()).with_values(Values::Many),
        )
}

fn authority() -> Authority {
    let station = TagEntry::new(MarkupId::new(10_000), "station")
        .with_attribute(AttributeEntry::new(1, "id", ValueRule::Text));
    let standard = Authority::standard().to_builder();
    standard.tag(station).build().unwrap()
}

fn story() -> Record {
    let ingester = RecordIngester::new(&schema(), &authority()).unwrap();
    let sources = [
        ("title", "So <em>cold</em>"),
        ("body", "<p>On <station id=WBUR>air</station></p>and<p>off"),
        ("notes", "<p>One"),
        ("notes", "<b>Two</b>"),
    ];
    ingester.ingest(sources).unwrap().into_record()
}

fn renderer(delivery: &Delivery) -> RecordRenderer {
    RecordRenderer::new(delivery, &schema(), &authority()).unwrap()
}

/// Checks what a delivery with these fields makes of the story.
#[track_caller]
fn check(fields: Value, expect: Value) {
    let delivery: Delivery = serde_json::from_value(json!({ "fields": fields })).unwrap();
    let story = story();
    let rendered = renderer(&delivery).render(&story);
    let written = serde_json::to_string(&rendered).unwrap();
    assert_eq!(written, expect.to_string());
    assert_eq!(serde_json::to_value(&rendered).unwrap(), expect);
    let owned = rendered.clone().into_owned();
    assert_eq!(owned, rendered);
}

#[test]
fn fields_come_in_the_order_and_under_the_names_of_the_delivery() {
    check(json!([]), json!({}));
    check(
        json!([
            {"field": "body", "profile": "text"},
            {"field": "title", "as": "headline", "profile": "html"},
            {"field": "title", "profile": {"extends": "text", "rules": {"em": {"surround": ["*", "*"]}}}},
            {"field": "title", "as": "again — \"x\"", "profile": "canonical"},
        ]),
        json!({
            "body": "On air\n\nand\n\noff",
            "headline": "So <em>cold</em>",
            "title": "So *cold*",
            "again — \"x\"": "So <em>cold</em>",
        }),
    );
}

#[test]
fn values_are_delivered_apart_together_and_by_blocks() {
    check(
        json!([
            {"field": "notes", "as": "values", "profile": "html"},
            {"field": "notes", "as": "whole", "profile": "html", "shape": "whole"},
            {"field": "notes", "as": "text", "profile": "text", "shape": "whole"},
            {"field": "notes", "as": "blocks", "profile": "html", "shape": "blocks"},
            {"field": "body", "as": "one", "profile": "text", "shape": "values"},
            {"field": "body", "as": "blocks of one", "profile": "text", "shape": "blocks"},
            {"field": "body", "as": "whole of one", "profile": "text", "shape": "whole"},
        ]),
        json!({
            "values": ["<p>One</p>", "<b>Two</b>"],
            "whole": "<p>One</p><b>Two</b>",
            "text": "One\n\nTwo",
            "blocks": ["<p>One</p>", "<b>Two</b>"],
            "one": "On air\n\nand\n\noff",
            "blocks of one": ["On air", "and", "off"],
            "whole of one": "On air\n\nand\n\noff",
        }),
    );
    // The schema decides whether a field is a list, not the number of values.
    let fields = [("notes", "a"), ("title", "b")]
        .map(|(field, as_)| DeliveryField::new(field, "text").with_name(as_));
    let delivery = fields
        .into_iter()
        .fold(Delivery::new(), Delivery::with_field);
    let text = |text| AddressedText::plain(text).unwrap();
    let record = Record::new()
        .with_field("notes", text("x"))
        .with_field("title", vec![text("y"), text("z")]);
    let rendered = renderer(&delivery).render(&record);
    assert_eq!(
        serde_json::to_value(&rendered).unwrap(),
        json!({"a": ["x"], "b": "y z"})
    );
    assert!(rendered.get("a").unwrap().is_list());
    assert_eq!(rendered.output("a"), None);
    assert_eq!(rendered.output("b"), Some("y z"));
    assert_eq!(rendered.get("b").unwrap().field(), "title");
}

#[test]
fn ranges_are_delivered_beside_their_text() {
    check(
        json!([
            {"field": "title", "profile": "apple_news"},
            {"field": "notes", "profile": {"syntax": {"ranges": "utf16"}, "default": "strip"}},
        ]),
        json!({
            "title": {"text": "So cold", "ranges": [
                {"name": "em", "start": 3, "length": 4, "attributes": {}},
            ]},
            "notes": [{"text": "One", "ranges": []}, {"text": "Two", "ranges": []}],
        }),
    );
    let link = Record::new().with_field("title", {
        let ingester = standoff::Ingester::new(&FieldPolicy::new(), &authority()).unwrap();
        ingester.ingest("<a href=/x>y</a>").unwrap().into_content()
    });
    let ranges = Profile::new(Syntax::Ranges(Unit::Characters));
    let delivery = Delivery::new().with_field(DeliveryField::new("title", ranges));
    assert_eq!(
        serde_json::to_string(&renderer(&delivery).render(&link)).unwrap(),
        r#"{"title":{"text":"y","ranges":[{"name":"a","start":0,"length":1,"attributes":{"href":"/x","rel":"noopener noreferrer"}}]}}"#
    );
}

#[test]
fn what_a_record_does_not_have_is_left_out() {
    let delivery: Delivery = serde_json::from_value(json!({"fields": [
        {"field": "title", "profile": "text"},
        {"field": "body", "profile": "text"},
        {"field": "notes", "profile": "text"},
    ]}))
    .unwrap();
    let record = Record::new()
        .with_field("notes", Vec::new())
        .with_field("else", AddressedText::plain("x").unwrap())
        .with_field("body", AddressedText::plain("").unwrap());
    let rendered = renderer(&delivery).render(&record);
    assert_eq!(serde_json::to_string(&rendered).unwrap(), r#"{"body":""}"#);
}

#[test]
fn losses_are_told_by_field() {
    let delivery: Delivery = serde_json::from_value(json!({"fields": [
        {"field": "title", "as": "headline", "profile": "text"},
        {"field": "body", "profile": "html"},
        {"field": "notes", "profile": "text"},
    ]}))
    .unwrap();
    let story = story();
    let rendered = renderer(&delivery).render(&story);
    for loss in rendered.losses() {
        let expect = json!({"name": loss.name(), "number": loss.number(), "loss": loss.loss()});
        assert_eq!(serde_json::to_value(loss).unwrap(), expect);
        assert!(expect["loss"]["message"].is_string());
    }
    let losses: Vec<_> = rendered.losses().map(|loss| loss.to_string()).collect();
    assert_eq!(
        losses,
        [
            "headline 3..7: `em` is not written on this platform",
            "notes[1] 0..3: `b` is not written on this platform",
        ]
    );
    let of_notes = rendered.get("notes").unwrap().losses();
    let of_notes: Vec<_> = of_notes
        .map(|loss| (loss.number(), loss.loss().name()))
        .collect();
    assert_eq!(of_notes, [(Some(1), "b")]);
}

#[test]
fn a_resolver_is_asked_in_every_field() {
    let html = Profile::named("html")
        .unwrap()
        .with_rule("station", Rule::Resolve);
    let delivery = Delivery::new()
        .with_profiles([("page", html)])
        .with_field(DeliveryField::new("body", "page"))
        .with_field(
            DeliveryField::new("body", "page")
                .with_name("blocks")
                .with_shape(Shape::Blocks),
        )
        .with_field(DeliveryField::new("body", "text").with_name("text"));
    let story = story();
    let renderer = renderer(&delivery);
    let mut asked = 0;
    let mut stations = |request: &ResolveRequest<'_>| {
        asked += 1;
        let id = request.attribute("id")?;
        Some(
            Resolution::new("a")
                .with_attribute("href", format!("/{id}"))
                .with_text(id),
        )
    };
    let rendered = renderer.render_with(&story, &mut stations);
    let link = "<p>On <a href=\"/WBUR\" rel=\"noopener noreferrer\">WBUR</a></p>";
    assert_eq!(
        serde_json::to_value(&rendered).unwrap(),
        json!({
            "body": format!("{link}and<p>off</p>"),
            "blocks": [link, "and", "<p>off</p>"],
            "text": "On air\n\nand\n\noff",
        })
    );
    assert_eq!(asked, 2);
    let rendered = renderer.render(&story);
    assert_eq!(rendered.output("body"), Some("<p>On air</p>and<p>off</p>"));
}

#[test]
fn a_part_is_asked_for_by_name() {
    let delivery: Delivery = serde_json::from_value(json!({"fields": [
        {"field": "title", "as": "a", "profile": "text"},
        {"field": "title", "as": "b", "profile": "text"},
        {"field": "title", "as": "c", "profile": "text"},
    ]}))
    .unwrap();
    let (renderer, story) = (renderer(&delivery), story());
    #[track_caller]
    fn check(renderer: &RecordRenderer, names: &[&str], story: &Record, expect: &[&str]) {
        let part = renderer.select(names).unwrap();
        assert!(part.names().eq(expect.iter().copied()));
        let rendered = part.render(story);
        let found: Vec<_> = rendered.fields().iter().map(|field| field.name()).collect();
        assert_eq!(found, expect);
    }
    check(&renderer, &["c", "a", "c"], &story, &["a", "c"]);
    check(&renderer, &["a", "b", "c"], &story, &["a", "b", "c"]);
    check(&renderer, &[], &story, &[]);
    let part = renderer.select(["a", "b"]).unwrap();
    check(&part, &["b"], &story, &["b"]);
    for (names, unknown) in [
        (["a", "d"], "d"),
        (["title", "a"], "title"),
        (["A", ""], "A"),
    ] {
        assert_eq!(renderer.select(names).unwrap_err().name(), unknown);
    }
    assert_eq!(
        part.select(["c"]).unwrap_err().to_string(),
        "unknown name `c`; there is `a`, `b`"
    );
    let error = renderer.select(["\u{1b}[2J"]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "unknown name `\\u{1b}[2J`; there is `a`, `b`, `c`"
    );
}

#[test]
fn contradictions_fail_when_a_delivery_is_compiled() {
    #[track_caller]
    fn check(delivery: Value, path: &str, fault: impl ToString) {
        let delivery: Delivery = serde_json::from_value(delivery).unwrap();
        let error = RecordRenderer::new(&delivery, &schema(), &authority()).unwrap_err();
        let [only] = error.faults() else {
            panic!("{error}");
        };
        assert_eq!(
            (only.path(), only.fault().to_string()),
            (path, fault.to_string())
        );
    }
    let title = json!({"field": "title", "profile": "text"});
    check(
        json!({"fields": [title, {"field": "credit", "profile": "text"}]}),
        "fields[1].field",
        "the schema has no field `credit`; there is `body`, `notes`, `title`",
    );
    check(
        json!({"fields": [title, {"field": "body", "as": "title", "profile": "text"}]}),
        "fields[1].as",
        DeliveryFault::NameTaken,
    );
    check(
        json!({"fields": [title, title]}),
        "fields[1].field",
        DeliveryFault::NameTaken,
    );
    check(
        json!({"fields": [{"field": "title", "as": "", "profile": "text"}]}),
        "fields[0].as",
        NameFault::Empty,
    );
    check(
        json!({"fields": [{"field": "title", "profile": "gramophone"}]}),
        "fields[0].profile",
        "there is no profile `gramophone`; none of the 64 names is near it",
    );
    check(
        json!({"fields": [{"field": "title", "profile": {"extends": "gramophone"}}]}),
        "fields[0].profile.extends",
        "there is no profile `gramophone`; none of the 63 names is near it",
    );
    let broken = json!({"extends": "text", "rules": {"em": {"describe": "alt"}}});
    check(
        json!({"fields": [{"field": "title", "profile": broken}]}),
        "fields[0].profile.rules.em",
        "the entry has no attribute `alt`; there is `class`, `dir`, `lang`, `title`",
    );
    // Profiles that no field uses are checked as well.
    check(
        json!({"profiles": {"a b": broken}, "fields": []}),
        "profiles.\"a b\".rules.em",
        "the entry has no attribute `alt`; there is `class`, `dir`, `lang`, `title`",
    );
    check(
        json!({"profiles": {"": {}}, "fields": []}),
        "profiles.\"\"",
        NameFault::Empty,
    );
    let many: Vec<Value> = (0..=Delivery::MAX_FIELDS)
        .map(|at| json!({"field": "title", "as": at.to_string(), "profile": "text"}))
        .collect();
    check(json!({"fields": many}), "fields", DeliveryFault::TooMany);
}

/// A delivery's own profile hides a built-in one of the same name, so that new built-in
/// profiles change nothing.
#[test]
fn own_profiles_count_first() {
    let shout = |mark: &str| {
        Profile::named("text")
            .unwrap()
            .with_rule("em", Rule::Surround(mark.into(), mark.into()))
    };
    let delivery = Delivery::new()
        .with_profiles([
            ("html", shout("*")),
            ("mine", shout("+")),
            ("mine", shout("_")),
        ])
        .with_profiles([("canonical", shout("!"))])
        .with_field(DeliveryField::new("title", "html").with_name("1"))
        .with_field(DeliveryField::new("title", "mine").with_name("2"))
        .with_field(DeliveryField::new("title", "canonical").with_name("3"))
        .with_field(DeliveryField::new("title", "xhtml").with_name("4"));
    let story = story();
    assert_eq!(
        serde_json::to_value(renderer(&delivery).render(&story)).unwrap(),
        json!({"1": "So *cold*", "2": "So _cold_", "3": "So !cold!", "4": "So <em>cold</em>"})
    );
}

/// The words in stored data.
#[test]
fn a_delivery_is_this_data() {
    let sms = Profile::named("text")
        .unwrap()
        .with_charset(Charset::Gsm)
        .with_limit(Limit::new(Unit::Septets, 160));
    let delivery = Delivery::new()
        .with_profiles([("sms2", sms)])
        .with_field(DeliveryField::new("title", "sms2"))
        .with_field(
            DeliveryField::new("body", "nprml")
                .with_name("text")
                .with_shape(Shape::Blocks),
        )
        .with_field(DeliveryField::new("body", Profile::new(Syntax::Markdown)).with_name("md"));
    let written = serde_json::to_string(&delivery).unwrap();
    assert!(
        written.starts_with(r#"{"profiles":{"sms2":{"syntax":"plain","#),
        "{written}"
    );
    let fields = written.split_once("\"fields\":").unwrap().1;
    assert_eq!(
        fields,
        r#"[{"field":"title","profile":"sms2","shape":"values"},{"field":"body","as":"text","profile":"nprml","shape":"blocks"},{"field":"body","as":"md","profile":{"syntax":"markdown"},"shape":"values"}]}"#
    );
    let read: Delivery = serde_json::from_str(&written).unwrap();
    assert_eq!(read, delivery);
    assert_eq!(serde_json::to_string(&read).unwrap(), written);
    for shape in [Shape::Values, Shape::Whole, Shape::Blocks] {
        assert_eq!(json!(shape), shape.as_str());
    }
}

#[test]
fn data_that_is_no_delivery_is_refused() {
    for (data, why) in [
        ("{}", "missing field `fields`"),
        (r#"{"fields": {}}"#, "expected a sequence"),
        (r#"{"fields": [{"field": "a"}]}"#, "missing field `profile`"),
        (
            r#"{"fields": [{"field": "a", "profile": "x", "name": "b"}]}"#,
            "unknown field `name`",
        ),
        (
            r#"{"fields": [{"field": "a", "profile": "x", "shape": "list"}]}"#,
            "unknown word `list`, expected one of `values`, `whole`, `blocks`",
        ),
        (
            r#"{"fields": [{"field": "a", "profile": 1}]}"#,
            "expected the name of a profile, or a profile",
        ),
        (
            r#"{"fields": [{"field": "a", "profile": {"sintax": "html"}}]}"#,
            "unknown field `sintax`",
        ),
        (
            r#"{"profiles": {"a": {}, "a": {}}, "fields": []}"#,
            "a is given twice",
        ),
    ] {
        let error = serde_json::from_str::<Delivery>(data)
            .unwrap_err()
            .to_string();
        assert!(error.contains(why), "{data}: {error}");
    }
}

/// Each output equals that of the renderer of its profile.
#[test]
fn a_delivery_is_its_fields() {
    let setups = setups();
    let names = ["canonical", "html", "text", "markdown", "apple_news", "sms"];
    law::check(cases() / 8, |tape| {
        let setup = &setups[tape.below(setups.len())];
        let schema = Schema::new()
            .with_field("one", setup.policy.clone())
            .with_field(
                "many",
                SchemaField::new(setup.policy.clone()).with_values(Values::Many),
            );
        let sources: Vec<_> = ["many", "one", "many"]
            .iter()
            .map(|name| (name, source(tape, 8)))
            .collect();
        let ingester = RecordIngester::new(&schema, &setup.authority).unwrap();
        let record = ingester.ingest(sources).unwrap().into_record();
        let fields = tape.many(0..=5, |tape| {
            (tape.pick(&["one", "many"]), tape.pick(&names))
        });
        let delivery =
            fields
                .iter()
                .enumerate()
                .fold(Delivery::new(), |delivery, (at, (field, profile))| {
                    delivery
                        .with_field(DeliveryField::new(*field, *profile).with_name(at.to_string()))
                });
        let renderer = RecordRenderer::new(&delivery, &schema, &setup.authority).unwrap();
        let rendered = renderer.render(&record);
        assert_eq!(rendered.fields().len(), fields.len());
        for (found, (field, profile)) in rendered.fields().iter().zip(&fields) {
            let alone = match Profile::named(profile) {
                Some(profile) => Renderer::new(&profile, &setup.authority).unwrap(),
                None => Renderer::canonical(&setup.authority),
            };
            let values = record.values(field).iter().map(|value| alone.render(value));
            assert_eq!(found.rendered(), values.collect::<Vec<_>>());
        }
    });
}
