//! Schemas, and the records that they ingest.

use serde_json::json;
use standoff::ingest::{AdoptRequest, Adoption, Severity};
use standoff::policy::{Newlines, Placement, PolicyFault, Rest};
use standoff::record::{
    NameFault, Presence, Record, RecordFault, RecordIngester, Schema, SchemaFault, SchemaField,
    Values,
};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester};

use crate::law;
use crate::laws::setup::setups;
use crate::laws::source::source;
use crate::tape::cases;

fn phrasing() -> FieldPolicy {
    FieldPolicy::new().with_placement(Placement::Phrasing)
}

fn story() -> Schema {
    Schema::new()
        .with_field(
            "title",
            SchemaField::new(phrasing()).with_presence(Presence::Required),
        )
        .with_field("teaser", phrasing().with_max_bytes(20))
        .with_field(
            "paragraphs",
            SchemaField::new(FieldPolicy::new()).with_values(Values::Many),
        )
}

fn ingester(schema: &Schema) -> RecordIngester {
    RecordIngester::new(schema, &Authority::standard()).unwrap()
}

#[test]
fn a_record_is_in_the_order_of_its_schema() {
    let ingested = ingester(&story())
        .ingest([
            ("paragraphs", "<p>One"),
            ("title", "A <b>title</b>"),
            ("paragraphs", "<p>Two <blink>x"),
            ("paragraphs", ""),
        ])
        .unwrap();
    let record = ingested.record();
    let names: Vec<_> = record.fields().map(|(name, _)| name).collect();
    assert_eq!(names, ["title", "paragraphs"]);
    assert_eq!(record.get("title").unwrap().text(), "A title");
    assert_eq!(record.get("teaser"), None);
    assert_eq!(record.get("paragraphs"), None);
    let texts = record.values("paragraphs").iter().map(AddressedText::text);
    assert_eq!(texts.collect::<Vec<_>>(), ["One", "Two x", ""]);
    assert_eq!(record.values("title").len(), 1);
    assert_eq!(record.values("teaser").len(), 0);

    let found: Vec<_> = ingested.findings().map(|found| found.to_string()).collect();
    assert_eq!(
        found,
        ["paragraphs[1] 1:8: changed: `blink` is not in the authority: tag stripped"]
    );
    assert_eq!(ingested.findings_of("title").count(), 0);
    assert_eq!(ingested.findings_of("paragraphs").count(), 1);
    assert_eq!(ingested.tally().total(), 1);
    assert_eq!(ingested.tally_of("paragraphs").total(), 1);
    assert_eq!(ingested.tally_of("teaser").total(), 0);
}

#[test]
fn what_a_schema_does_not_take_is_an_error() {
    #[track_caller]
    fn check(sources: &[(&str, &str)], fault: &RecordFault, message: &str) {
        let error = ingester(&story())
            .ingest(sources.iter().copied())
            .unwrap_err();
        assert_eq!(error.first().fault(), fault);
        assert_eq!(error.to_string(), message);
    }
    let title = ("title", "x");
    check(
        &[],
        &RecordFault::Missing,
        "title: is required and was not given",
    );
    for empty in ["", " ", "<!-- x -->", "<script>x</script>", "<p></p>"] {
        check(
            &[("title", empty)],
            &RecordFault::Empty,
            "title: is required and is empty",
        );
    }
    check(
        &[title, title],
        &RecordFault::Twice { given: 2 },
        "title: takes one value and was given 2",
    );
    let error = ingester(&story())
        .ingest([title, ("Title", "x"), ("a.b\n", "x"), title])
        .unwrap_err();
    assert!(matches!(error.first().fault(), RecordFault::Unknown(_)));
    assert_eq!(
        error.to_string(),
        "Title: the schema has no field `Title`; there is `title`, `paragraphs`, `teaser`\n\
         \"a.b\\n\": the schema has no field `a.b\\n`; there is `paragraphs`, `teaser`, `title`\n\
         title: takes one value and was given 2"
    );
    let error = ingester(&story())
        .ingest([("title", "x"), ("teaser", &*"x".repeat(21))])
        .unwrap_err();
    assert!(matches!(error.first().fault(), RecordFault::TooLong(_)));
    assert_eq!(
        error.to_string(),
        "teaser: the source has 21 bytes, and the field admits 20"
    );

    let many = Schema::new().with_field(
        "notes",
        SchemaField::new(phrasing().with_max_bytes(3)).with_values(Values::Many),
    );
    let error = ingester(&many).ingest([("notes", "a"), ("notes", "four")]);
    assert_eq!(error.unwrap_err().first().path(), "notes[1]");
    let many = Schema::new().with_field(
        "notes",
        SchemaField::new(phrasing())
            .with_values(Values::Many)
            .with_presence(Presence::Required),
    );
    let error = ingester(&many).ingest([("notes", ""), ("notes", " ")]);
    assert_eq!(error.unwrap_err().first().fault(), &RecordFault::Empty);
    assert!(
        ingester(&many)
            .ingest([("notes", ""), ("notes", "x")])
            .is_ok()
    );
}

/// Sources are offered to a hook in turn, and its answers are checked by the policy of
/// their field.
#[test]
fn a_hook_takes_part_in_records() {
    let schema = Schema::new()
        .with_field("title", FieldPolicy::new().with_admitted(["em"]))
        .with_field(
            "notes",
            SchemaField::new(FieldPolicy::new().with_max_bytes(60)).with_values(Values::Many),
        );
    let ingester = ingester(&schema);
    let sources = [
        ("notes", "<p><x-embed>один</x-embed></p>"),
        ("title", "<x-embed>二</x-embed> <em>x</em>"),
        ("notes", "<i>3</i><x-embed id=7>three</x-embed>"),
    ];
    let mut seen = Vec::new();
    let strong =
        |offered: &AdoptRequest<'_>| (offered.name() == "x-embed").then(|| Adoption::new("strong"));
    let mut hook = |offered: &AdoptRequest<'_>| {
        seen.push(offered.name().to_owned());
        strong(offered)
    };
    let ingested = ingester.ingest_with(sources, &mut hook).unwrap();
    assert_eq!(seen, ["p", "x-embed", "x-embed", "em", "i", "x-embed"]);

    // The result of each source by itself.
    let alone = |at: usize| {
        let (name, source) = sources[at];
        let field = ingester.field(name).unwrap();
        field.ingest_with(source, &mut { strong }).unwrap()
    };
    let [first, title, second] = [0, 1, 2].map(alone);
    let record = ingested.record();
    assert_eq!(record.get("title"), Some(title.content()));
    let notes = [first.content(), second.content()];
    assert!(record.values("notes").iter().eq(notes));
    let strong = Authority::standard().tag_named("strong").unwrap().id();
    for content in notes {
        assert!(content.spans().any(|span| span.markup() == strong));
    }
    let findings = ingested.findings().map(|finding| finding.to_string());
    let expect = title.findings().iter();
    let expect: Vec<String> = expect.map(|finding| format!("title {finding}")).collect();
    assert_eq!(
        expect,
        [
            "title 1:1: changed: `strong` is not admitted in this field: not adopted",
            "title 1:1: changed: `x-embed` is not in the authority: tag stripped",
        ]
    );
    assert_eq!(findings.collect::<Vec<_>>(), expect);

    // A source that is too long is not offered.
    let long = "<x-embed>".repeat(7);
    let mut nobody = |_: &AdoptRequest<'_>| -> Option<Adoption> { panic!("offered") };
    let refused = ingester.ingest_with([("notes", &*long), ("nots", "<b>")], &mut nobody);
    assert_eq!(
        refused.unwrap_err().to_string(),
        "notes[0]: the source has 63 bytes, and the field admits 60\n\
         nots: the schema has no field `nots`; there is `notes`, `title`"
    );
}

#[test]
fn a_strict_record_has_no_findings() {
    let ingester = ingester(&story());
    let sources = [
        ("title", "<b onclick=x()>A</b> <i>B"),
        ("paragraphs", "<blink>C"),
    ];
    let refused = ingester.ingest(sources).unwrap().strict().unwrap_err();
    let first = refused.to_string();
    assert!(
        first.starts_with("title 1:4: refused: `onclick`"),
        "{first}"
    );
    assert!(first.ends_with("(and 1 more)"), "{first}");
    let ingested = refused.into_ingested();
    let found: Vec<_> = ingested.findings().collect();
    let expect = json!([
        {"field": "title", "number": null, "finding": found[0].finding()},
        {"field": "paragraphs", "number": 0, "finding": found[1].finding()},
    ]);
    assert_eq!(serde_json::to_value(&found).unwrap(), expect);
    assert_eq!(expect[1]["finding"]["name"], "blink");
    assert_eq!(ingested.tally().of_severity(Severity::Refused), 1);
    assert_eq!(ingested.record().get("title").unwrap().text(), "A B");
    let clean = ingester.ingest([("title", "<b>A</b>")]).unwrap();
    assert_eq!(clean.clone().strict().unwrap(), clean.into_record());
}

#[test]
fn contradictions_fail_when_a_schema_is_compiled() {
    #[track_caller]
    fn check(schema: Schema, path: &str, fault: impl Into<SchemaFault>) {
        let error = RecordIngester::new(&schema, &Authority::standard()).unwrap_err();
        let [only] = error.faults() else {
            panic!("{error}");
        };
        assert_eq!((only.path(), only.fault()), (path, &fault.into()));
    }
    let unknown = |name: &str| {
        let policy = FieldPolicy::new().with_admitted([name]);
        let error = Ingester::new(&policy, &Authority::standard()).unwrap_err();
        error.first().fault().clone()
    };
    check(
        story().with_field("x", FieldPolicy::new().with_admitted(["em", "marquee"])),
        "fields.x.policy.admit[1]",
        unknown("marquee"),
    );
    check(
        story().with_field("t.x", FieldPolicy::new().with_admitted(["y"])),
        "fields.\"t.x\".policy.admit[0]",
        unknown("y"),
    );
    check(
        story().with_field("x", phrasing().with_admitted(["em", "p"])),
        "fields.x.policy.admit[1]",
        PolicyFault::Placement("p".into()),
    );
    check(
        story().with_field("x", phrasing().with_newlines(Newlines::Paragraphs)),
        "fields.x.policy.newlines",
        PolicyFault::Newlines("p"),
    );
    check(
        story().with_field("x", phrasing().with_max_bytes(u32::MAX)),
        "fields.x.policy.max_bytes",
        PolicyFault::MaxBytes,
    );
    check(
        story().with_field("", phrasing()),
        "fields.\"\"",
        NameFault::Empty,
    );
    check(
        story().with_field("a\u{7F}", phrasing()),
        "fields.\"a\\u{7f}\"",
        NameFault::Control('\u{7F}'),
    );
    let long = "é".repeat(128);
    let shown = format!("fields.\"{}…\"", "é".repeat(60));
    check(
        story().with_field(&*long, phrasing()),
        &shown,
        NameFault::TooLong,
    );
    let names = (0..=Schema::MAX_FIELDS).map(|number| number.to_string());
    let many = names.fold(Schema::new(), |schema, name| {
        schema.with_field(name, phrasing())
    });
    check(many, "fields", SchemaFault::TooMany);
    assert!(RecordIngester::new(&Schema::new(), &Authority::standard()).is_ok());
}

/// Each value equals the result of an ingester of its field.
#[test]
fn a_record_is_its_fields() {
    let setups = setups();
    law::check(cases() / 4, |tape| {
        let setup = &setups[tape.below(setups.len())];
        let plain = FieldPolicy::new()
            .with_admitted(Vec::<String>::new())
            .with_rest(Rest::Remove);
        let schema = Schema::new()
            .with_field(
                "b",
                SchemaField::new(setup.policy.clone()).with_values(Values::Many),
            )
            .with_field("a", plain.clone())
            .with_field("c", setup.policy.clone());
        let names = ["a", "b", "b", "b"];
        let sources: Vec<_> = names.iter().map(|name| (*name, source(tape, 6))).collect();
        let record = RecordIngester::new(&schema, &setup.authority).unwrap();
        let ingested = record.ingest(sources.iter().map(|(name, source)| (name, source)));
        let ingested = ingested.unwrap();

        let alone = Ingester::new(&plain, &setup.authority).unwrap();
        let mut total = 0;
        for (name, field) in [("b", &setup.ingester), ("a", &alone)] {
            let of_field = sources.iter().filter(|(other, _)| *other == name);
            let alone: Vec<_> = of_field
                .map(|(_, source)| field.ingest(source).unwrap())
                .collect();
            let contents: Vec<_> = alone.iter().map(|one| one.content().clone()).collect();
            assert_eq!(ingested.record().values(name), contents);
            let findings = alone.iter().flat_map(|one| one.findings());
            let found = ingested.findings_of(name).map(|found| found.finding());
            assert!(found.eq(findings));
            let count: u64 = alone.iter().map(|one| one.tally().total()).sum();
            assert_eq!(ingested.tally_of(name).total(), count);
            total += count;
        }
        assert_eq!(ingested.tally().total(), total);
        assert_eq!(ingested.record().fields().len(), 2);
    });
}

/// The words in stored data.
#[test]
fn a_schema_is_this_data() {
    let schema = story().with_field(
        "x",
        SchemaField::new(phrasing().with_admitted(["em"]))
            .with_presence(Presence::Required)
            .with_values(Values::Many),
    );
    let written = serde_json::to_string(&schema).unwrap();
    let policy = |max: u32| {
        format!(
            "\"placement\":\"phrasing\",\"rest\":\"strip\",\"newlines\":\"collapse\",\"empty\":\"keep\",\
             \"max_bytes\":{max},\"max_findings\":1000"
        )
    };
    assert_eq!(
        written,
        format!(
            "{{\"fields\":{{\
             \"title\":{{\"policy\":{{{0}}},\"presence\":\"required\",\"values\":\"one\"}},\
             \"teaser\":{{\"policy\":{{{1}}},\"presence\":\"optional\",\"values\":\"one\"}},\
             \"paragraphs\":{{\"policy\":{{{2}}},\"presence\":\"optional\",\"values\":\"many\"}},\
             \"x\":{{\"policy\":{{\"admit\":[\"em\"],{0}}},\"presence\":\"required\",\
             \"values\":\"many\"}}}}}}",
            policy(16 << 20),
            policy(20),
            policy(16 << 20).replace("phrasing", "flow"),
        )
    );
    let read: Schema = serde_json::from_str(&written).unwrap();
    assert_eq!(read, schema);
    assert_eq!(serde_json::to_string(&read).unwrap(), written);
    for presence in [Presence::Optional, Presence::Required] {
        assert_eq!(json!(presence), presence.as_str());
    }
    for values in [Values::One, Values::Many] {
        assert_eq!(json!(values), values.as_str());
    }
    // Omitted members have the defaults of a new field.
    let short: Schema = serde_json::from_str(r#"{"fields": {"b": {}, "a": {}}}"#).unwrap();
    let same = Schema::new()
        .with_field("b", FieldPolicy::new())
        .with_field("a", FieldPolicy::new());
    assert_eq!(short, same);
    // The order matters.
    let other = Schema::new()
        .with_field("a", FieldPolicy::new())
        .with_field("b", FieldPolicy::new());
    assert_ne!(short, other);
}

#[test]
fn data_that_is_no_schema_is_refused() {
    for (data, why) in [
        ("{}", "missing field `fields`"),
        ("[]", "invalid length 0"),
        ("null", "invalid type: null"),
        (r#"{"fields": []}"#, "expected a map by names"),
        (r#"{"fields": {}, "more": 1}"#, "unknown field `more`"),
        (r#"{"fields": {"a": 1}}"#, "invalid type: integer"),
        (
            r#"{"fields": {"a": {"policy": {}, "many": true}}}"#,
            "unknown field `many`",
        ),
        (
            r#"{"fields": {"a": {"values": "two"}}}"#,
            "unknown word `two`, expected one of `one`, `many`",
        ),
        (
            r#"{"fields": {"a": {"policy": {"max": 1}}}}"#,
            "unknown field `max`",
        ),
        (
            r#"{"fields": {"a": {}, "b": {}, "a": {}}}"#,
            "a is given twice",
        ),
        (
            r#"{"fields": {"\u001b": {}, "\u001b": {}}}"#,
            "\"\\u{1b}\" is given twice",
        ),
    ] {
        let error = serde_json::from_str::<Schema>(data)
            .unwrap_err()
            .to_string();
        assert!(error.contains(why), "{data}: {error}");
    }
    // A million names are refused, but not before they are read.
    let mut data = String::from("{\"fields\":{");
    for number in 0..1_000_000 {
        data.push_str(&format!("\"{number}\":{{}},"));
    }
    data.pop();
    data.push_str("}}");
    let schema: Schema = serde_json::from_str(&data).unwrap();
    let error = RecordIngester::new(&schema, &Authority::standard()).unwrap_err();
    assert_eq!(error.first().fault(), &SchemaFault::TooMany);
}

#[test]
fn records_are_maps_of_content() {
    let record = Record::new()
        .with_field("b", AddressedText::plain("x").unwrap())
        .with_field("a", vec![AddressedText::plain("y").unwrap()])
        .with_field("none", Vec::new());
    let written = serde_json::to_string(&record).unwrap();
    assert_eq!(
        written,
        "{\"format\":1,\"fields\":{\"b\":{\"format\":1,\"text\":\"x\",\"spans\":[]},\
         \"a\":[{\"format\":1,\"text\":\"y\",\"spans\":[]}],\"none\":[]}}"
    );
    let read: Record = serde_json::from_str(&written).unwrap();
    assert_eq!(read, record);
    assert_eq!(
        serde_json::to_value(&record).unwrap(),
        serde_json::from_str::<serde_json::Value>(&written).unwrap()
    );
    for (data, why) in [
        ("[]", "expected a record, or a map of names to content"),
        (
            r#"{"a": "x"}"#,
            "expected an addressed text or a list of them",
        ),
        (
            r#"{"a": null}"#,
            "expected an addressed text or a list of them",
        ),
        (r#"{"a": [[]]}"#, "expected"),
        (r#"{"a": {"text": "x"}}"#, "missing field `spans`"),
        (
            r#"{"a": {"text": "x\u0000", "spans": []}}"#,
            "is not a character of clean text",
        ),
        (
            r#"{"a": {"format": 2}}"#,
            "the format 2 is not known to this release",
        ),
        (
            r#"{"a": [{"text": "x", "spans": [{"markup": 1, "start": 0, "end": 9}]}]}"#,
            "ends at 9, and the text at 1",
        ),
        (
            r#"{"a": {"text": "", "spans": []}, "a": []}"#,
            "a is given twice",
        ),
    ] {
        let error = serde_json::from_str::<Record>(data)
            .unwrap_err()
            .to_string();
        assert!(error.contains(why), "{data}: {error}");
    }
}

/// The version is stored with the record, in any order of members. The older form without
/// a version can be read.
#[test]
fn a_record_says_which_authority_it_is_of() {
    let newsroom = Authority::standard().to_builder().version("newsroom", 4);
    let newsroom = newsroom.build().unwrap();
    let ingester = RecordIngester::new(&story(), &newsroom).unwrap();
    let record = ingester.ingest([("title", "x")]).unwrap().into_record();
    assert_eq!(record.authority(), newsroom.version());
    let title = r#"{"format":1,"text":"x","spans":[]}"#;
    let version = r#"{"name":"newsroom","version":4}"#;
    let written = format!(r#"{{"format":1,"authority":{version},"fields":{{"title":{title}}}}}"#);
    assert_eq!(serde_json::to_string(&record).unwrap(), written);
    for same in [
        written.clone(),
        format!(r#"{{"fields":{{"title":{title}}},"format":1,"authority":{version}}}"#),
        format!(r#"{{"authority":{version},"fields":{{"title":{title}}},"format":1}}"#),
    ] {
        assert_eq!(
            serde_json::from_str::<Record>(&same).unwrap(),
            record,
            "{same}"
        );
    }
    // In the older form, any member name is a field.
    let bare = format!(r#"{{"fields":{title},"format":[{title}],"authority":{title}}}"#);
    let bare: Record = serde_json::from_str(&bare).unwrap();
    let names: Vec<_> = bare.fields().map(|(name, _)| name).collect();
    assert_eq!(names, ["fields", "format", "authority"]);
    assert_eq!(bare.authority(), None);
    let again = serde_json::to_string(&bare).unwrap();
    assert_eq!(serde_json::from_str::<Record>(&again).unwrap(), bare);

    assert!(record.fits(&newsroom).is_ok());
    let error = record.fits(&Authority::standard()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the content is of authority newsroom 4, and this is one without a name"
    );
}
