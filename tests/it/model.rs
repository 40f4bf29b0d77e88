//! The ways to make and read content: builder, serde, check.

use standoff::authority::{AttributeId, MarkupId};
use standoff::text::{Address, AddressRange, BuildError, OffBorder, TextBuilder, Unit, UnitIndex};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Renderer};

use unicode_segmentation::UnicodeSegmentation as _;

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
    fn a_range_is_a_pair_in_order() {
        let range = AddressRange::new(Address::new(1), Address::new(2)).unwrap();
        assert_eq!(serde_json::to_string(&range).unwrap(), "[1,2]");
        assert_eq!(
            serde_json::from_str::<AddressRange>("[1,2]").unwrap(),
            range
        );
        let error = serde_json::from_str::<AddressRange>("[2,1]").unwrap_err();
        assert_eq!(error.to_string(), "the range is reversed: from 2 to 1");
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
    let mut builder = TextBuilder::new(&article);
    let check = |done: Result<(), BuildError>, expect: &str| {
        assert_eq!(done.unwrap_err().to_string(), expect);
    };
    check(builder.close(), "nothing is open");
    let unknown = MarkupId::new(99);
    check(builder.open(unknown, &[]), "the authority has no entry 99");
    check(builder.character(unknown), "the authority has no entry 99");
    check(
        builder.open_named("emm", &[]),
        "the authority has no tag `emm`; there is `em` and 73 more",
    );
    let dash = article.character('—').unwrap().id();
    check(builder.open(dash, &[]), "`mdash` is a character, not a tag");
    check(
        builder.character(id("em")),
        "`em` is a tag, not a character",
    );
    check(
        builder.open(id("br"), &[]),
        "`br` has no content: it is put, not opened",
    );
    check(
        builder.void(id("p"), &[]),
        "`p` has content: it is opened and closed",
    );
    check(
        builder.open(id("td"), &[]),
        "a `td` cannot stand on its own",
    );
    builder.open(id("table"), &[]).unwrap();
    check(builder.text("x"), "text cannot stand in a `table`");
    check(builder.character(dash), "text cannot stand in a `table`");
    assert_eq!(builder.text(" \n"), Ok(()));
    check(
        builder.open(id("td"), &[]),
        "a `td` cannot stand in a `table`",
    );
    builder.close().unwrap();
    builder.open_named("p", &[]).unwrap();
    builder.open_named("em", &[]).unwrap();
    check(builder.open(id("p"), &[]), "a `p` cannot stand in a `p`");
    builder.close().unwrap();
    builder.close().unwrap();

    let href = AttributeId::new(1);
    let expect = "`a` cannot have the value \"javascript:x\" for `href`: the scheme is not allowed";
    check(builder.open(id("a"), &[(href, "javascript:x")]), expect);
    check(builder.open_named("a", &[("href", "javascript:x")]), expect);
    check(
        builder.open(id("a"), &[(href, "/"), (href, "/")]),
        "`a` is given `href` twice",
    );
    check(
        builder.open(id("a"), &[(AttributeId::new(77), "/")]),
        "`a` has no attribute 77",
    );
    check(
        builder.void_named("br", &[("href", "/")]),
        "`br` has no attribute `href`; there is `class`, `dir`, `lang`, `title`",
    );
    for _ in 0..256 {
        builder.open(id("div"), &[]).unwrap();
    }
    check(
        builder.open(id("div"), &[]),
        "more than 256 tags would be open",
    );
    check(builder.character(dash), "more than 256 tags would be open");
    let mut open = builder.finish().unwrap_err().to_string();
    open.truncate(22);
    assert_eq!(open, "still open: div, div, ");
}

/// Counts characters and units step by step.
fn slowly(text: &str, unit: Unit) -> Vec<(u32, u32)> {
    let count = |part: &str| u32::try_from(part.chars().count()).unwrap();
    let width = |width: usize| u32::try_from(width).unwrap();
    match unit {
        Unit::Graphemes => text.graphemes(true).map(|part| (count(part), 1)).collect(),
        Unit::Characters => text.chars().map(|_| (1, 1)).collect(),
        // The emoji are those of `clusters`, and single characters.
        Unit::Weighted => {
            let emoji = ["👩‍🚀", "🇩🇪", "🇫🇷"];
            let is_light = |c: char| matches!(c, '\0'..='\u{10FF}' | '\u{2000}'..='\u{200D}' | '\u{2010}'..='\u{201F}' | '\u{2032}'..='\u{2037}');
            let (mut rest, mut steps) = (text, Vec::new());
            while let Some(c) = rest.chars().next() {
                let whole = emoji.iter().find(|emoji| rest.starts_with(**emoji));
                let part = whole.map_or(c.len_utf8(), |emoji| emoji.len());
                let weight = if whole.is_none() && is_light(c) { 1 } else { 2 };
                steps.push((count(&rest[..part]), weight));
                rest = &rest[part..];
            }
            steps
        }
        Unit::Utf16 => text.chars().map(|c| (1, width(c.len_utf16()))).collect(),
        Unit::Bytes | Unit::Septets => text.chars().map(|c| (1, width(c.len_utf8()))).collect(),
        _ => panic!("{unit} is not known here"),
    }
}

fn check_index(index: &UnitIndex, steps: &[(u32, u32)]) {
    let (mut characters, mut units) = (0, 0);
    for &(more_characters, more_units) in steps {
        let before = (units, Address::new(characters));
        let after = (
            units + more_units,
            Address::new(characters + more_characters),
        );
        assert_eq!(index.to_units(before.1), before.0);
        assert_eq!(index.to_address(before.0), Ok(before.1));
        for inside in characters + 1..characters + more_characters {
            assert_eq!(index.to_units(Address::new(inside)), after.0);
        }
        for inside in units + 1..units + more_units {
            let OffBorder {
                before: found_before,
                after: found_after,
                ..
            } = index.to_address(inside).unwrap_err();
            assert_eq!((found_before, found_after), (before, after));
        }
        (characters, units) = (characters + more_characters, units + more_units);
    }
    let end = (units, Address::new(characters));
    assert_eq!((index.len(), index.is_empty()), (units, units == 0));
    assert_eq!(index.to_units(end.1), units);
    assert_eq!(index.to_units(Address::new(u32::MAX)), units);
    assert_eq!(index.to_address(units), Ok(end.1));
    for beyond in [units + 1, u32::MAX] {
        let refused = index.to_address(beyond).unwrap_err();
        assert_eq!((refused.before, refused.after), (end, end));
    }
}

#[test]
fn indexes_agree_with_a_plain_count() {
    let ingester = Ingester::new(&FieldPolicy::new(), &Authority::article()).unwrap();
    let clusters = ["a", "e\u{301}", "👩‍🚀", "🇩🇪🇫🇷", "한국", "日本", "क्षि"];
    law::check(cases() / 4, |tape| {
        let mut source = source(tape, 20);
        for cluster in tape.many(0..=5, |tape| tape.pick(&clusters)) {
            source.push_str(cluster);
        }
        let content = ingester.ingest(&source).unwrap().into_content();
        assert_eq!(content.char_len() as usize, content.text().chars().count());
        for &unit in Unit::ALL {
            let index = content.unit_index(unit);
            assert_eq!(index.unit(), unit);
            check_index(&index, &slowly(content.text(), unit));
        }
        let bytes = content.unit_index(Unit::Bytes);
        for span in content.spans() {
            let range = bytes.to_unit_range(span.range());
            assert_eq!(range.start as usize..range.end as usize, span.byte_range());
            assert_eq!(bytes.to_address_range(range), Ok(span.range()));
            assert_eq!(content.text_in(span.range()), Some(span.text()));
        }
        let beyond = AddressRange::up_to(Address::new(content.char_len() + 1));
        assert_eq!(content.text_in(beyond), None);
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
