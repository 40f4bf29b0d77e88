//! Content as rows.

use standoff::AddressedText;
use standoff::text::StoredText;
use standoff::text::rows::{TextRows, digest};

use super::{stored, versioned};
use crate::law;
use crate::laws::setup::{Setup, setups};
use crate::tape::{Tape, cases};

/// Shuffles rows, since tables have no order.
pub(super) fn shuffle<T>(tape: &mut Tape, rows: &mut [T]) {
    for at in (1..rows.len()).rev() {
        rows.swap(at, tape.below(at + 1));
    }
}

#[test]
fn what_is_stored_is_loaded() {
    let setups = setups();
    let mut spans = 0;
    law::check(cases(), |tape| {
        let (stored, authority) = stored(tape, &setups);
        let rows = stored.to_rows(7);
        let mut shuffled = rows.clone();
        shuffle(tape, &mut shuffled.spans);
        shuffle(tape, &mut shuffled.attributes);
        let loaded = StoredText::from_rows(&shuffled).unwrap();
        assert_eq!(loaded, stored);
        assert_eq!(loaded.to_rows(7), rows);
        assert_eq!(loaded.open(&authority).as_ref(), Ok(stored.content()));

        let json = serde_json::to_string(&rows).unwrap();
        assert_eq!(
            serde_json::from_str::<TextRows<usize>>(&json).unwrap(),
            rows
        );
        spans += rows.spans.len();
    });
    assert!(spans > cases(), "only {spans} spans");
}

#[test]
fn columns_hold_what_their_names_say() {
    let [_, article, ..] = &setups()[..] else {
        panic!("there are more");
    };
    let source = "<p>né <a title=x href=/y>👩‍🚀</a>&mdash;<img src=/i alt=>";
    let content = article.ingester.ingest(source).unwrap().into_content();
    let authority = versioned(&article.authority, "newsroom", 3);
    let rows = StoredText::new(content, &authority).to_rows("7/body");
    assert_eq!(rows.content.content_id, "7/body");
    assert_eq!(rows.content.text, "né 👩‍🚀—");
    assert_eq!(rows.content.length, 7);
    assert_eq!(
        // printf 'né 👩‍🚀—' | sha256sum
        rows.content.digest,
        "eb6c6cc9c66b76cbe15d728b255fa646adf7096bd722bbebc3b11a9bfdc6230e"
    );
    assert_eq!(rows.content.authority_name.as_deref(), Some("newsroom"));
    assert_eq!(rows.content.authority_version, Some(3));
    let spans = rows.spans.iter().map(|row| {
        let numbers = (row.ordinal, row.markup_id, row.depth);
        (numbers, row.start_address..row.end_address)
    });
    let expect = [
        ((0, 17, 0), 0..7),
        ((1, 1, 1), 3..6),
        ((2, 1100, 1), 6..7),
        ((3, 50, 1), 7..7),
    ];
    assert!(spans.eq(expect), "{rows:#?}");
    let attributes = rows.attributes.iter().map(|row| {
        let numbers = (row.span_ordinal, row.ordinal, row.attribute_id);
        (numbers, row.value.as_str())
    });
    let expect = [
        ((1, 0, 2), "x"),
        ((1, 1, 1), "/y"),
        ((3, 0, 12), "/i"),
        ((3, 1, 13), ""),
    ];
    assert!(attributes.eq(expect), "{rows:#?}");
    assert_eq!(rows.content.span_count, 4);
    assert_eq!(rows.content.attribute_count, 4);
}

/// The vectors of FIPS 180-2, appendix B, and the empty text.
#[test]
fn the_digest_is_sha_256() {
    for (text, expect) in [
        (
            "",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        ),
        (
            "abc",
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        ),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        ),
    ] {
        assert_eq!(digest(text), expect);
    }
}

#[track_caller]
fn refused(change: impl FnOnce(&mut TextRows<i64>), expect: &str) {
    let [standard, ..] = &setups()[..] else {
        panic!("there are more");
    };
    let mut rows = rows_of(standard, "<p><a href=/x title=y>One</a> <em>two</em></p>");
    change(&mut rows);
    let error = StoredText::from_rows(&rows).unwrap_err();
    assert_eq!(error.to_string(), expect);
}

fn rows_of(setup: &Setup, source: &str) -> TextRows<i64> {
    let content: AddressedText = setup.ingester.ingest(source).unwrap().into_content();
    StoredText::new(content, &setup.authority).to_rows(7)
}

#[test]
fn broken_rows_are_refused_with_the_place() {
    refused(
        |rows| rows.content.text = "One tvvo".into(),
        &format!(
            "the text was changed: its digest is {}, and {} was stored",
            digest("One tvvo"),
            digest("One two")
        ),
    );
    refused(
        |rows| rows.content.length = 8,
        "content.length: 8 is out of range",
    );
    refused(
        |rows| rows.content.authority_version = Some(1),
        "content.authority_name: is given where it has no meaning, or missing where it has one",
    );
    refused(
        |rows| rows.spans.truncate(2),
        "spans: the number of rows is 2, and 3 was stored",
    );
    refused(
        |rows| drop(rows.attributes.remove(0)),
        "attributes: the number of rows is 1, and 2 was stored",
    );
    refused(
        |rows| rows.spans[1].content_id = 8,
        "spans: is of other content",
    );
    refused(
        |rows| rows.attributes[1].content_id = 8,
        "attributes: is of other content",
    );
    refused(
        |rows| rows.spans[1].ordinal = 0,
        "spans: the ordinal 0 is given twice",
    );
    refused(
        |rows| rows.spans[2].ordinal = 3,
        "spans: the ordinal 2 is missing",
    );
    refused(
        |rows| rows.spans[2].ordinal = -1,
        "spans.ordinal: -1 is out of range",
    );
    refused(
        |rows| rows.spans[2].start_address = -1,
        "spans[2].start_address: -1 is out of range",
    );
    refused(
        |rows| rows.spans[2].markup_id = 1 << 32,
        "spans[2].markup_id: 4294967296 is out of range",
    );
    refused(
        |rows| rows.spans[2].depth = 65_536,
        "spans[2].depth: 65536 is out of range",
    );
    refused(
        |rows| rows.spans[2].end_address = 8,
        "spans[2]: ends at 8, and the text at 7",
    );
    refused(
        |rows| rows.spans[2].start_address = 2,
        "spans[2]: overlaps a sibling that ends at 3",
    );
    refused(
        |rows| rows.attributes[1].attribute_id = 65_536,
        "spans[1].attributes[1].attribute_id: 65536 is out of range",
    );
    refused(
        |rows| rows.attributes[1].attribute_id = 1,
        "spans[1]: the attribute 1 is given twice",
    );
    refused(
        |rows| rows.attributes[1].ordinal = 0,
        "spans[1].attributes: the ordinal 0 is given twice",
    );
    refused(
        |rows| rows.attributes[1].span_ordinal = 3,
        "attributes: belongs to spans[3], which is not there",
    );
    refused(
        |rows| rows.attributes[1].value.push('\0'),
        "spans[1].attributes[1]: '\\0' at 1 is not a character of clean text",
    );
}
