//! The tables in the documentation of the room, row by row.

use standoff::AddressedText;
use standoff::edit::{Edit, Side};

use super::{apply, at, check, content, range};

/// What is left of a range, in the six cases of Bluesky's rich text.
#[test]
fn bluesky_tells_six_cases_apart() {
    let old = AddressedText::plain("abcdefghijklm").unwrap();
    for (case, deleted, left) in [
        ("A", (0, 9), None),
        ("B", (7, 11), Some((2, 7))),
        ("C", (4, 11), Some((2, 4))),
        ("D", (3, 5), Some((2, 5))),
        ("E", (1, 5), Some((1, 3))),
        ("F", (0, 2), Some((0, 5))),
    ] {
        let edited = apply(&old, &Edit::new().delete(range(deleted.0, deleted.1))).unwrap();
        let expect = left.map(|(start, end)| range(start, end));
        assert_eq!(edited.mapping().range(range(2, 7)), expect, "{case}");
        // Just the range.
        let edited = apply(&old, &Edit::new().delete(range(2, 7))).unwrap();
        assert_eq!(edited.mapping().range(range(2, 7)), None);
    }
    // Something is put in: before it, at its start, inside, at its end, behind it.
    for (place, left) in [
        (1, (4, 9)),
        (2, (4, 9)),
        (4, (2, 9)),
        (7, (2, 7)),
        (9, (2, 7)),
    ] {
        let edited = apply(&old, &Edit::new().insert(at(place), "xy")).unwrap();
        let expect = Some(range(left.0, left.1));
        assert_eq!(edited.mapping().range(range(2, 7)), expect, "{place}");
    }
    // Units are characters, however many bytes or halves they take.
    let old = AddressedText::plain("日本😀ab").unwrap();
    let edited = apply(&old, &Edit::new().insert(at(2), "é👍")).unwrap();
    assert_eq!(edited.mapping().range(range(2, 4)), Some(range(4, 6)));
}

/// What a replaced passage is, and what is left of one that reaches out of it.
#[test]
fn a_passage_that_was_replaced_is_its_replacement() {
    let old = AddressedText::plain("abcdefgh").unwrap();
    let edited = apply(&old, &Edit::new().replace(range(2, 5), "xy")).unwrap();
    for (place, left) in [
        ((2, 5), Some((2, 4))),
        ((1, 5), Some((1, 4))),
        ((0, 8), Some((0, 7))),
        ((3, 4), None),
        ((3, 6), Some((4, 5))),
        ((1, 3), Some((1, 2))),
    ] {
        let expect = left.map(|(start, end)| range(start, end));
        assert_eq!(
            edited.mapping().range(range(place.0, place.1)),
            expect,
            "{place:?}"
        );
    }
}

/// Of one address, as ProseMirror maps positions.
#[test]
fn an_address_has_two_sides() {
    let old = AddressedText::plain("abcdef").unwrap();
    let (before, after) = (Side::Before, Side::After);
    for (edit, answers) in [
        (Edit::new().insert(at(2), "xy"), [Ok(2), Ok(4)]),
        (Edit::new().delete(range(0, 2)), [Err(0), Ok(0)]),
        (Edit::new().delete(range(2, 4)), [Ok(2), Err(2)]),
        (Edit::new().replace(range(1, 3), "wxyz"), [Err(1), Err(5)]),
        (Edit::new(), [Ok(2), Ok(2)]),
    ] {
        let edited = apply(&old, &edit).unwrap();
        for (side, answer) in [before, after].into_iter().zip(answers) {
            let mapping = edited.mapping();
            let found = mapping.address(at(2), side);
            assert_eq!(found, answer.ok().map(at), "{edit:?} {side}");
            let nearest = answer.unwrap_or_else(|nearest| nearest);
            assert_eq!(mapping.nearest(at(2), side), at(nearest), "{edit:?} {side}");
        }
    }
}

/// The ways in which a mark may expand, and the examples of new text.
#[test]
fn new_text_takes_the_markup_that_the_tables_say() {
    check(
        r#"<a href="/"><b>x</b></a>"#,
        |_| Edit::new().insert(at(1), "!"),
        r#"<a href="/"><b>x</b></a><b>!</b>"#,
    );
    check(
        "<p><b>x</b></p>",
        |_| Edit::new().insert(at(0), "!"),
        "<p>!<b>x</b></p>",
    );
    check(
        r#"<a href="/">NPR</a>"#,
        |_| Edit::new().replace(range(0, 3), "NPR News"),
        r#"<a href="/">NPR News</a>"#,
    );
    check(
        r#"<a href="/">Kiev</a>, Ukraine"#,
        |_| Edit::new().replace(range(0, 13), "Kyiv, Ukraine"),
        r#"<a href="/">Kyiv</a>, Ukraine"#,
    );
}

/// A correction note, as the newsroom writes it: at the end, in a paragraph of its own.
#[test]
fn a_note_is_put_before_or_behind_a_story() {
    let note = content("<p><i>Correction:</i> it rained.</p>");
    let old = content("<h2>Snow</h2><p>It <b>snowed</b></p>");
    let end = at(old.char_len());
    let edited = apply(&old, &Edit::new().insert(end, &note)).unwrap();
    let expect = "<h2>Snow</h2><p>It <b>snowed</b></p><p><i>Correction:</i> it rained.</p>";
    assert_eq!(super::html(edited.content()), expect);
    let edited = apply(&old, &Edit::new().insert(at(0), &note)).unwrap();
    let expect = "<p><i>Correction:</i> it rained.</p><h2>Snow</h2><p>It <b>snowed</b></p>";
    assert_eq!(super::html(edited.content()), expect);
}

/// An edit is data: it is read back as it was written.
#[test]
fn an_edit_is_read_back() {
    let note = content("<p>x</p>");
    let edit = Edit::new()
        .expect(range(0, 4), "Kiev")
        .replace(range(0, 4), "Kyiv")
        .insert(at(4), note)
        .mark(range(0, 4), 1.into(), &[(1.into(), "/k")])
        .unmark(range(0, 4), 3.into())
        .set(2.into(), 1.into(), Some("/x"))
        .set(2.into(), 2.into(), None)
        .fill(3.into(), "cell")
        .wrap(4.into(), 4.into(), &[])
        .unwrap(5.into())
        .remove(6.into());
    let json = serde_json::to_string(&edit).unwrap();
    let expect =
        r#"[{"expect":{"range":[0,4],"text":"Kiev"}},{"replace":{"range":[0,4],"with":"Kyiv"}},"#;
    assert!(json.starts_with(expect), "{json}");
    let again: Edit<'_> = serde_json::from_str(&json).unwrap();
    assert_eq!(again, edit);
    for (slip, message) in [
        (
            r#"[{"replace": {"range": [12, 8], "with": ""}}]"#,
            "[0].replace.range: the range is reversed: from 12 to 8",
        ),
        (
            r#"[{"remove": 1}, {"replace": {"range": [1, 8], "with": 3}}]"#,
            "[1].replace.with: invalid type: integer `3`, expected a text, or content",
        ),
        (
            r#"[{"replace": {"range": [1, 8]}}]"#,
            "[0].replace: missing field `with`",
        ),
        (
            r#"[{"mark": {"range": [0, 1], "entry": 1, "attributes": [{"id": 1}]}}]"#,
            "[0].mark.attributes[0]: missing field `value`",
        ),
        (
            r#"[{"replce": 1}]"#,
            "[0]: unknown member `replce`, expected {\"replace\": …}",
        ),
    ] {
        let refused = serde_json::from_str::<Edit<'_>>(slip)
            .unwrap_err()
            .to_string();
        assert!(refused.starts_with(message), "{refused}");
    }
}
