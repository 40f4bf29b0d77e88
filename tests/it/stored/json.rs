//! Content as JSON.

use jsonschema::Validator;
use serde_json::{Value, json};
use standoff::AddressedText;
use standoff::text::{StorageError, StoredText, TextFault, WireText};

use super::stored;
use crate::law;
use crate::laws::setup::setups;
use crate::tape::cases;

fn schema() -> Validator {
    let schema = include_str!("../../../src/text/addressed-text.schema.json");
    jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap()
}

#[test]
fn what_is_written_is_read_and_meets_the_schema() {
    let (setups, schema) = (setups(), schema());
    law::check(cases(), |tape| {
        let (stored, _) = stored(tape, &setups);
        let written = serde_json::to_string(&stored).unwrap();
        let read: StoredText = serde_json::from_str(&written).unwrap();
        assert_eq!(read, stored);
        // Reading the data and writing it gives the same bytes.
        assert_eq!(serde_json::to_string(&read).unwrap(), written);
        let value: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(value.to_string(), written, "the order of members is kept");
        if let Err(error) = schema.validate(&value) {
            panic!("{error} in {written}");
        }

        // Read without its authority, the content is the same.
        let content: AddressedText = serde_json::from_str(&written).unwrap();
        assert_eq!(&content, stored.content());
        let mut without = value;
        without.as_object_mut().unwrap().remove("authority");
        assert_eq!(serde_json::to_value(&content).unwrap(), without);
    });
}

#[test]
fn the_form_is_this_one() {
    let [standard, ..] = &setups()[..] else {
        panic!("there are more");
    };
    let authority = super::versioned(&standard.authority, "newsroom", 3);
    let ingested = standard
        .ingester
        .ingest("So <em title='\"x\"\t—'>c\u{2028}ld</em>");
    let stored = StoredText::new(ingested.unwrap().into_content(), &authority);
    assert_eq!(
        serde_json::to_string(&stored).unwrap(),
        "{\"format\":1,\"authority\":{\"name\":\"newsroom\",\"version\":3},\
         \"text\":\"So c\u{2028}ld\",\"spans\":[{\"markup\":9,\"start\":3,\"end\":7,\"depth\":0,\
         \"attributes\":[{\"id\":2,\"value\":\"\\\"x\\\"\\t—\"}]}]}"
    );
}

/// Changes members of a span: the schema refuses nothing that the library accepts.
#[test]
fn the_schema_and_the_reader_agree_on_shapes() {
    let schema = schema();
    let base = json!({
        "format": 1,
        "authority": {"name": "newsroom", "version": 3},
        "text": "So cold",
        "spans": [{"markup": 9, "start": 3, "end": 7, "depth": 0,
                   "attributes": [{"id": 2, "value": "x"}]}],
    });
    let paths = [
        "",
        "/format",
        "/authority",
        "/authority/name",
        "/authority/version",
        "/text",
        "/spans",
        "/spans/0",
        "/spans/0/markup",
        "/spans/0/start",
        "/spans/0/end",
        "/spans/0/depth",
        "/spans/0/attributes",
        "/spans/0/attributes/0",
        "/spans/0/attributes/0/id",
        "/spans/0/attributes/0/value",
    ];
    let values = [
        json!(null),
        json!(true),
        json!(0),
        json!(1),
        json!(2),
        json!(-1),
        json!(1.5),
        json!(255),
        json!(256),
        json!(65_535),
        json!(65_536),
        json!(u32::MAX),
        json!(u64::from(u32::MAX) + 1),
        json!(""),
        json!("So cold"),
        json!("a\u{0}b"),
        json!("a\rb"),
        json!("a\tb\n"),
        json!("\u{FEFF}x"),
        json!("x\u{FEFF}"),
        json!("\u{FDD0}"),
        json!("\u{FFFF}"),
        json!([]),
        json!({}),
        json!([{}]),
        json!([{"id": 1, "value": "x"}]),
        json!([{"markup": 1, "start": 0, "end": 0}]),
        json!({"name": "x", "version": 1}),
    ];
    let mut all = vec![base.clone()];
    for path in paths {
        for value in &values {
            let mut changed = base.clone();
            *changed.pointer_mut(path).unwrap() = value.clone();
            all.push(changed);
        }
        let (parent, name) = path.rsplit_once('/').unwrap_or_default();
        let mut changed = base.clone();
        if let Some(Value::Object(members)) = changed.pointer_mut(parent) {
            members.remove(name);
            all.push(changed);
        }
        let mut changed = base.clone();
        if let Some(Value::Object(members)) = changed.pointer_mut(path) {
            members.insert("more".into(), json!(1));
            all.push(changed);
        }
    }
    let (mut read, mut refused) = (0, 0);
    for value in all {
        let is_valid = schema.is_valid(&value);
        match serde_json::from_value::<WireText>(value.clone()).map(StoredText::try_from) {
            Ok(Ok(_)) => {
                assert!(is_valid, "it is read: {value}");
                read += 1;
            }
            // A schema cannot express how spans are nested.
            Ok(Err(StorageError::Text(error))) if is_of_the_tree(error.fault()) => {}
            Ok(Err(error)) => {
                assert!(!is_valid, "{error}: {value}");
                refused += 1;
            }
            Err(error) => {
                assert!(!is_valid, "{error}: {value}");
                refused += 1;
            }
        }
    }
    assert!(read > 20 && refused > 200, "{read} and {refused}");
}

/// Whether the fault is between values that are valid by themselves.
fn is_of_the_tree(fault: &TextFault) -> bool {
    match fault {
        TextFault::Reversed { .. } | TextFault::OutOfRange { .. } => true,
        TextFault::Depth { depth, .. } => *depth < 256,
        _ => false,
    }
}

#[test]
fn unknown_forms_are_refused_by_their_number() {
    for json in [
        r#"{"format":2,"text":"x","spans":[]}"#,
        r#"{"format":2,"text":["x"],"marks":{}}"#,
        r#"{"text":"x","spans":[],"format":2}"#,
    ] {
        let wire: WireText = serde_json::from_str(json).unwrap();
        assert_eq!(wire.format(), 2);
        assert_eq!(StoredText::try_from(wire), Err(StorageError::Format(2)));
        let error = serde_json::from_str::<AddressedText>(json).unwrap_err();
        let message = error.to_string();
        let expect = "the format 2 is not known to this release, which reads 1";
        assert!(message.starts_with(expect), "{message}");
    }
    // Older or hand-written data has no format number.
    let bare: AddressedText = serde_json::from_str(r#"{"text":"x","spans":[]}"#).unwrap();
    assert_eq!(bare.text(), "x");
    for json in [
        r#"{"format":1,"format":1,"text":"x","spans":[]}"#,
        r#"{"text":"x","text":"x","spans":[]}"#,
        r#"{"format":1,"text":"x"}"#,
        r#"{"spans":[]}"#,
        r#"{"text":"x","spans":[],"more":1}"#,
        r#"["x",[]]"#,
        "1",
    ] {
        assert!(serde_json::from_str::<WireText>(json).is_err(), "{json}");
    }
}

#[test]
fn faults_of_the_content_are_typed() {
    let json = r#"{"format":1,"text":"x","spans":[{"markup":9,"start":0,"end":2}]}"#;
    let wire: WireText = serde_json::from_str(json).unwrap();
    let Err(StorageError::Text(error)) = StoredText::try_from(wire) else {
        panic!("it is refused");
    };
    assert_eq!(error.to_string(), "spans[0]: ends at 2, and the text at 1");
}
