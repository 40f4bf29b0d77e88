//! The doors of the model: the builder, serde, the check.

use standoff::authority::{AttributeId, MarkupId};
use standoff::text::{Address, AddressRange, BuildError, Builder};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Renderer};

use crate::law;
use crate::laws::source::source;
use crate::tape::cases;

fn id(name: &str) -> MarkupId {
    Authority::article().tag_named(name).unwrap().id()
}

#[cfg(feature = "serde")]
mod wire {
    use super::*;

    #[track_caller]
    fn refused(spans: &str, expect: &str) {
        let json = format!(r#"{{"text":"One two","spans":[{spans}]}}"#);
        let error = serde_json::from_str::<AddressedText>(&json).unwrap_err();
        assert_eq!(error.to_string(), expect);
    }

    #[test]
    fn broken_spans_are_refused() {
        refused(
            r#"{"markup":9,"start":4,"end":2}"#,
            "spans[0]: reversed: from 4 to 2",
        );
        refused(
            r#"{"markup":9,"start":4,"end":8}"#,
            "spans[0]: ends at 8, and the text at 7",
        );
        refused(
            r#"{"markup":9,"start":4,"end":5},{"markup":9,"start":1,"end":2}"#,
            "spans[1]: starts at 1, before the span in front of it",
        );
        refused(
            r#"{"markup":9,"start":0,"end":5},{"markup":9,"start":3,"end":6}"#,
            "spans[1]: overlaps a sibling that ends at 5",
        );
        refused(
            r#"{"markup":9,"start":0,"end":5},{"markup":9,"start":3,"end":6,"depth":1}"#,
            "spans[1]: overlaps its parent that ends at 5",
        );
        refused(
            r#"{"markup":9,"start":0,"end":5},{"markup":9,"start":3,"end":4,"depth":2}"#,
            "spans[1]: the depth 2 does not follow: at most 1",
        );
        refused(
            r#"{"markup":9,"start":0,"end":5,"attributes":[{"id":1,"value":"a\rb"}]}"#,
            "spans[0].attributes[0]: '\\r' at 1 is not a character of clean text",
        );
        refused(
            r#"{"markup":9,"start":0,"end":5,"attributes":[{"id":1,"value":""},{"id":1,"value":""}]}"#,
            "spans[0]: the attribute 1 is given twice",
        );
        let deep: Vec<String> = (0..257)
            .map(|depth| format!(r#"{{"markup":9,"start":0,"end":7,"depth":{depth}}}"#))
            .collect();
        refused(
            &deep.join(","),
            "spans[256]: the depth 256 does not follow: at most 255",
        );
    }

    #[test]
    fn broken_text_is_refused() {
        for text in [
            "a\\u0000b",
            "a\\rb",
            "a\\u000cb",
            "\\ufeffa",
            "a\\ufdd0",
            "\\uffff",
        ] {
            let json = format!(r#"{{"text":"{text}","spans":[]}}"#);
            let error = serde_json::from_str::<AddressedText>(&json)
                .unwrap_err()
                .to_string();
            assert!(
                error.contains("is not a character of clean text"),
                "{error}"
            );
        }
    }

    #[test]
    fn what_comes_out_goes_in() {
        for setup in crate::laws::setup::setups() {
            law::check(cases() / 10, |tape| {
                let source = source(tape, 20);
                let content = setup.ingester.ingest(&source).unwrap().into_content();
                let json = serde_json::to_string(&content).unwrap();
                assert_eq!(
                    serde_json::from_str::<AddressedText>(&json).unwrap(),
                    content,
                    "{source:?}"
                );
            });
        }
    }

    #[track_caller]
    fn fault(text: &str, spans: &str, expect: &str) {
        let json = serde_json::json!({"text": text, "spans": serde_json::from_str::<serde_json::Value>(&format!("[{spans}]")).unwrap()});
        let content: AddressedText = serde_json::from_value(json).unwrap();
        let found = match content.check(&Authority::article()) {
            Ok(()) => "fine".to_owned(),
            Err(error) => error.to_string(),
        };
        assert_eq!(found, expect, "{content:?}");
    }

    #[test]
    fn the_check_knows_the_authority() {
        fault("One two", r#"{"markup":9,"start":4,"end":7}"#, "fine");
        fault(
            "One two",
            r#"{"markup":99,"start":4,"end":7}"#,
            "spans[0]: the authority has no entry 99",
        );
        fault(
            "One two",
            r#"{"markup":9,"start":4,"end":7,"attributes":[{"id":77,"value":""}]}"#,
            "spans[0].attributes[0]: the entry has no attribute 77",
        );
        fault(
            "One two",
            r#"{"markup":1,"start":4,"end":7,"attributes":[{"id":1,"value":"javascript:x"}]}"#,
            "spans[0].attributes[0]: the value is refused: the scheme is not allowed",
        );
        fault("a—b", r#"{"markup":1100,"start":1,"end":2}"#, "fine");
        fault(
            "a—b",
            r#"{"markup":1100,"start":0,"end":1}"#,
            "spans[0]: does not cover the text of its entry",
        );
        fault("a\nb", r#"{"markup":5,"start":1,"end":2}"#, "fine");
        fault(
            "a\nb",
            r#"{"markup":5,"start":0,"end":2}"#,
            "spans[0]: does not cover the text of its entry",
        );
        fault(
            "ab",
            r#"{"markup":17,"start":0,"end":2},{"markup":17,"start":1,"end":2,"depth":1}"#,
            "spans[1]: cannot stand here",
        );
        fault(
            "ab",
            r#"{"markup":17,"start":0,"end":1},{"markup":17,"start":1,"end":2}"#,
            "text: the white space at 1 is not what the spans around it ask for",
        );
        fault(
            "a\n\nb",
            r#"{"markup":17,"start":0,"end":1},{"markup":17,"start":3,"end":4}"#,
            "fine",
        );
        fault(
            "a\n\nb",
            r#"{"markup":17,"start":0,"end":3},{"markup":17,"start":3,"end":4}"#,
            "text: the white space at 1 is not what the spans around it ask for",
        );
        fault(
            "a  b",
            "",
            "text: the white space at 2 is not what the spans around it ask for",
        );
        fault(
            "a ",
            "",
            "text: the white space at 1 is not what the spans around it ask for",
        );
    }
}

#[test]
fn the_builder_refuses_what_cannot_stand() {
    let article = Authority::article();
    let mut builder = Builder::new(&article);
    assert_eq!(builder.close(), Err(BuildError::NothingOpen));
    assert_eq!(
        builder.open(MarkupId::new(99), &[]),
        Err(BuildError::UnknownMarkup(MarkupId::new(99)))
    );
    assert_eq!(builder.open(id("br"), &[]), Err(BuildError::Void(id("br"))));
    assert_eq!(builder.void(id("p"), &[]), Err(BuildError::Void(id("p"))));
    builder.open(id("table"), &[]).unwrap();
    assert_eq!(builder.text("x"), Err(BuildError::Text));
    assert_eq!(builder.text(" \n"), Ok(()));
    assert_eq!(
        builder.open(id("td"), &[]),
        Err(BuildError::Nesting(id("td")))
    );
    builder.close().unwrap();
    let href = AttributeId::new(1);
    let refused = builder.open(id("a"), &[(href, "javascript:x")]);
    assert!(
        matches!(refused, Err(BuildError::Value { .. })),
        "{refused:?}"
    );
    assert_eq!(
        builder.open(id("a"), &[(href, "/"), (href, "/")]),
        Err(BuildError::AttributeTwice(href))
    );
    for _ in 0..256 {
        builder.open(id("div"), &[]).unwrap();
    }
    assert_eq!(builder.open(id("div"), &[]), Err(BuildError::Depth));
    assert_eq!(builder.finish().unwrap_err(), BuildError::StillOpen(256));
}

#[test]
fn units_agree_with_a_plain_count() {
    let ingester = Ingester::new(&FieldPolicy::new(), &Authority::article()).unwrap();
    law::check(cases() / 4, |tape| {
        let content = ingester.ingest(&source(tape, 20)).unwrap().into_content();
        let characters: Vec<char> = content.text().chars().collect();
        let length = characters.len();
        assert_eq!(content.len().get() as usize, length);
        let (a, b) = (tape.below(length + 1), tape.below(length + 1));
        let (start, end) = (a.min(b), a.max(b));
        let address = |at: usize| Address::new(u32::try_from(at).unwrap());
        let range = AddressRange::new(address(start), address(end)).unwrap();
        let bytes = |to: usize| characters[..to].iter().map(|c| c.len_utf8()).sum::<usize>();
        let utf16 = |to: usize| {
            characters[..to]
                .iter()
                .map(|c| c.len_utf16())
                .sum::<usize>()
        };
        assert_eq!(content.byte_range(range), Some(bytes(start)..bytes(end)));
        assert_eq!(content.utf16_range(range), Some(utf16(start)..utf16(end)));
        for span in content.spans() {
            assert_eq!(content.byte_range(span.range()), Some(span.byte_range()));
        }
        let beyond = AddressRange::new(address(0), address(length + 1)).unwrap();
        assert_eq!(content.byte_range(beyond), None);
    });
}

#[test]
fn types_can_cross_threads() {
    fn check<T: Send + Sync + Clone + std::fmt::Debug + Unpin>() {}
    check::<Authority>();
    check::<Ingester>();
    check::<Renderer>();
    check::<AddressedText>();
    check::<FieldPolicy>();
    check::<standoff::Profile>();
    check::<standoff::Ingested>();
    check::<standoff::Finding>();
    check::<standoff::Loss>();
    check::<standoff::Rendered<'_>>();
    check::<standoff::text::StoredText>();
    check::<standoff::text::rows::TextRows>();
    check::<standoff::authority::rows::AuthorityRows>();
    check::<standoff::authority::Change>();
    check::<standoff::migration::Migration>();
}
