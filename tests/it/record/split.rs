//! Joining the pieces of a split text restores it.

use serde_json::{Value, json};
use standoff::authority::Entry;
use standoff::text::TextFault;
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Renderer};
use standoff_tests::steps::{Step, steps};

use super::content;
use crate::law;
use crate::laws::setup::{business, setups};
use crate::tape::{Tape, cases};

fn ingest(source: &str, authority: &Authority) -> AddressedText {
    let ingester = Ingester::new(&FieldPolicy::new(), authority).unwrap();
    ingester.ingest(source).unwrap().into_content()
}

/// Shows spans as `name start..end`.
fn shown(piece: &AddressedText, authority: &Authority) -> String {
    let spans = piece.spans().map(|span| {
        let name = authority.entry(span.markup()).map_or("?", Entry::name);
        format!(" {name} {}", span.range())
    });
    let spans: String = spans.collect();
    format!("{:?}{spans}", piece.text())
}

#[track_caller]
fn check(source: &str, expect: &[&str]) {
    let authority = business();
    let whole = ingest(source, &authority);
    let pieces = whole.split(&authority);
    let found: Vec<String> = pieces
        .iter()
        .map(|piece| shown(piece, &authority))
        .collect();
    assert_eq!(found, expect, "{source}");
    assert_eq!(AddressedText::join(&pieces, &authority).unwrap(), whole);
}

#[test]
fn blocks_and_what_stands_between_them_are_pieces() {
    check("", &[]);
    check("a <em>b</em>", &[r#""a b" em 2..3"#]);
    check("<p>a<p>b", &[r#""a" p 0..1"#, r#""b" p 0..1"#]);
    check(
        "<p>a</p> b <em>c</em> <p>d",
        &[r#""a" p 0..1"#, r#""b c" em 2..3"#, r#""d" p 0..1"#],
    );
    check("a<p>b</p>c", &[r#""a""#, r#""b" p 0..1"#, r#""c""#]);
    check(
        "<ul><li>a<li>b</ul><div>c</div>d",
        &[
            r#""a\nb" ul 0..3 li 0..1 li 2..3"#,
            r#""c" div 0..1"#,
            r#""d""#,
        ],
    );
    check(
        "<table><tr><td>a<td>b</table><p>c",
        &[
            r#""a\tb" table 0..3 tbody 0..3 tr 0..3 td 0..1 td 2..3"#,
            r#""c" p 0..1"#,
        ],
    );
    check(
        "<pre>\n a\n</pre><pre>b</pre>",
        &[r#"" a\n" pre 0..3"#, r#""b" pre 0..1"#],
    );
    // Links around blocks are inline, and keep their content.
    check(
        "<a href=/><p>a</p></a><p>b</p>",
        &[r#""a" a 0..1 p 0..1"#, r#""b" p 0..1"#],
    );
}

#[test]
fn what_has_no_text_keeps_its_place() {
    check(
        "<p>a</p><p></p><hr><p>b</p>",
        &[
            r#""a" p 0..1"#,
            r#""" p 0..0"#,
            r#""" hr 0..0"#,
            r#""b" p 0..1"#,
        ],
    );
    check("<p></p><p>a", &[r#""" p 0..0"#, r#""a" p 0..1"#]);
    check("<hr>", &[r#""" hr 0..0"#]);
    check("<hr><hr>", &[r#""" hr 0..0"#, r#""" hr 0..0"#]);
    // The separator follows elements without text, inside the outer block.
    check("a<div><hr>b</div>", &[r#""a""#, r#""b" div 0..1 hr 0..0"#]);
    check(
        "<p>a</p><img src=x alt=y> b<p>c",
        &[r#""a" p 0..1"#, r#"" b" img 0..0"#, r#""c" p 0..1"#],
    );
    check(
        "<p>a</p>b <img src=x alt=y><p>c",
        &[r#""a" p 0..1"#, r#""b " img 2..2"#, r#""c" p 0..1"#],
    );
    check(
        "<p>a</p><br><p>c",
        &[r#""a" p 0..1"#, r#""\n" br 0..1"#, r#""c" p 0..1"#],
    );
}

#[test]
fn no_piece_begins_with_what_no_text_begins_with() {
    let authority = Authority::standard();
    let whole = ingest("<p>a</p><p>\u{FEFF}b</p><p>c</p>", &authority);
    let pieces = whole.split(&authority);
    let texts: Vec<_> = pieces.iter().map(AddressedText::text).collect();
    assert_eq!(texts, ["a\n\n\u{FEFF}b", "c"]);
    assert_eq!(AddressedText::join(&pieces, &authority).unwrap(), whole);
}

/// A text is not split at a separator that differs from the required one.
#[test]
fn what_would_not_come_back_stays_together() {
    let authority = Authority::standard();
    let p = authority.tag_named("p").unwrap().id();
    let of = |text: &str, spans: &[(u32, u32)]| -> AddressedText {
        let spans = spans
            .iter()
            .map(|(start, end)| json!({"markup": p, "start": start, "end": end, "depth": 0}));
        let spans: Vec<Value> = spans.collect();
        serde_json::from_value(json!({"text": text, "spans": spans})).unwrap()
    };
    let count = |whole: AddressedText| {
        let pieces = whole.split(&authority);
        assert_eq!(AddressedText::join(&pieces, &authority).unwrap(), whole);
        pieces.len()
    };
    assert_eq!(count(of("a\n\nb", &[(0, 1), (3, 4)])), 2);
    assert_eq!(count(of("a\nb", &[(0, 1), (2, 3)])), 1);
    assert_eq!(count(of("ab", &[(0, 1), (1, 2)])), 1);
    assert_eq!(count(of("a\n\n\nb", &[(0, 1), (4, 5)])), 2);
    assert_eq!(count(of("a\n\nb", &[(0, 1), (2, 4)])), 1);
    assert_eq!(count(of("a\n\nb", &[(0, 1), (1, 4)])), 1);
    assert_eq!(count(of("a\n\nb", &[(0, 3), (3, 4)])), 1);
    // Empty elements on the far side of the separator.
    assert_eq!(count(of("a\n\nb", &[(0, 1), (3, 3), (3, 4)])), 1);
    assert_eq!(count(of("a\n\nb", &[(0, 1), (1, 1), (3, 4)])), 3);
    // A piece that does not fit also keeps the pieces without text before it, but no
    // others.
    assert_eq!(count(of("a\n\nb\nc", &[(0, 1), (3, 4), (4, 4), (5, 6)])), 2);
}

/// Counts the outermost blocks and the runs between them in another way.
fn count(whole: &AddressedText, authority: &Authority) -> usize {
    let (mut pieces, mut depth, mut is_in_run) = (0, 0, false);
    for step in steps(whole) {
        let is_block = |entry| matches!(entry, Some(Entry::Tag(tag)) if tag.display().is_block());
        match step {
            Step::Open(span) => {
                if depth == 0 && is_block(authority.entry(span.markup())) {
                    pieces += 1;
                    is_in_run = false;
                } else if depth == 0 && !is_in_run {
                    pieces += 1;
                    is_in_run = true;
                }
                depth += 1;
            }
            Step::Close(_) => depth -= 1,
            Step::Text { text, .. } => {
                let is_separator = text.chars().all(|c| matches!(c, '\n' | '\t'));
                if depth == 0 && !is_separator && !is_in_run {
                    pieces += 1;
                    is_in_run = true;
                }
            }
        }
    }
    pieces
}

#[test]
fn join_of_split_is_what_was() {
    let setups = setups();
    let (mut pieces_of_sound, mut parted) = (0, 0);
    law::check(cases() * 5, |tape| {
        let (whole, authority) = content(tape, &setups);
        let pieces = whole.split(&authority);
        let joined = AddressedText::join(&pieces, &authority).unwrap();
        assert_eq!(joined, whole, "{pieces:#?}");
        parted += usize::from(pieces.len() > 1);
        for piece in &pieces {
            // Reading stored text checks everything again.
            let written = serde_json::to_string(piece).unwrap();
            let read: AddressedText = serde_json::from_str(&written).unwrap();
            assert_eq!(&read, piece);
        }
        if whole.check(&authority).is_err() {
            return;
        }
        for piece in &pieces {
            let checked = piece.check(&authority);
            assert_eq!(checked, Ok(()), "{piece:?} of {whole:?}");
        }
        pieces_of_sound += pieces.len();
        if !whole.text().contains('\u{FEFF}') {
            let expect = count(&whole, &authority);
            assert_eq!(pieces.len(), expect, "{whole:?} {pieces:#?}");
        }
        // Separators have no length in HTML.
        let canonical = Renderer::canonical(&authority);
        let html: String = pieces
            .iter()
            .map(|piece| canonical.render(piece).into_output())
            .collect();
        assert_eq!(html, canonical.render(&whole).output());
    });
    assert!(pieces_of_sound > cases(), "{pieces_of_sound}");
    assert!(parted > cases() / 2, "{parted}");
}

/// Control: simpler ways to join are noticed: a constant separator, none, and one before
/// elements without text.
#[test]
fn simpler_joins_are_seen() {
    type Join = fn(&[AddressedText]) -> Option<AddressedText>;
    fn put(pieces: &[AddressedText], separator: &str) -> Option<AddressedText> {
        let (mut text, mut spans) = (String::new(), Vec::new());
        for (at, piece) in pieces.iter().enumerate() {
            if at > 0 {
                text.push_str(separator);
            }
            let before = text.chars().count();
            let value = serde_json::to_value(piece).ok()?;
            for mut span in value["spans"].as_array()?.clone() {
                for edge in ["start", "end"] {
                    span[edge] = (span[edge].as_u64()? + before as u64).into();
                }
                spans.push(span);
            }
            text.push_str(piece.text());
        }
        serde_json::from_value(json!({"text": text, "spans": spans})).ok()
    }
    let broken: [(&str, Join); 3] = [
        ("paragraphs", |pieces| put(pieces, "\n\n")),
        ("lines", |pieces| put(pieces, "\n")),
        ("nothing", |pieces| put(pieces, "")),
    ];
    let setups = setups();
    for (name, join) in broken {
        let wrong = (0..cases()).filter(|case| {
            let (whole, authority) = content(&mut Tape::of_case(*case), &setups);
            join(&whole.split(&authority)) != Some(whole)
        });
        assert!(wrong.count() > cases() / 20, "{name}");
    }
}

/// Any texts can be joined, and their words stay apart.
#[test]
fn joined_texts_are_texts() {
    let setups = setups();
    law::check(cases(), |tape| {
        let setup = &setups[tape.below(setups.len())];
        let pieces = tape.many(0..=4, |tape| {
            let source = crate::laws::source::source(tape, 6);
            setup.ingester.ingest(&source).unwrap().into_content()
        });
        let joined = AddressedText::join(&pieces, &setup.authority).unwrap();
        let checked = joined.check(&setup.authority);
        assert_eq!(checked, Ok(()), "{pieces:#?} {joined:?}");
        let texts: Vec<&str> = pieces.iter().map(AddressedText::text).collect();
        let words = texts.join(" ");
        assert!(
            words
                .split_ascii_whitespace()
                .eq(joined.text().split_ascii_whitespace()),
            "{pieces:#?} {joined:?}"
        );
        let spans: usize = pieces.iter().map(|piece| piece.spans().len()).sum();
        assert_eq!(joined.spans().len(), spans);
    });
}

#[test]
fn many_pieces_take_no_longer_each() {
    let authority = Authority::standard();
    let p = authority.tag_named("p").unwrap().id();
    let count = 200_000_u32;
    let empty = |at: u32| json!({"markup": p, "start": at, "end": at, "depth": 0});
    // Empty paragraphs before a text that does not fit.
    let spans: Vec<Value> = (0..count).map(|_| empty(1)).collect();
    let whole: AddressedText =
        serde_json::from_value(json!({"text": "a b", "spans": spans})).unwrap();
    let pieces = whole.split(&authority);
    assert_eq!(pieces.len(), 1);
    assert_eq!(AddressedText::join(&pieces, &authority).unwrap(), whole);
    // And before one that does.
    let whole: AddressedText =
        serde_json::from_value(json!({"text": "a\n\nb", "spans": spans})).unwrap();
    let pieces = whole.split(&authority);
    assert_eq!(pieces.len(), count as usize + 2);
    assert_eq!(AddressedText::join(&pieces, &authority).unwrap(), whole);
    // And each of which does not fit.
    let spans: Vec<Value> = (0..count)
        .map(|at| json!({"markup": p, "start": at, "end": at + 1, "depth": 0}))
        .collect();
    let text = "x".repeat(count as usize);
    let whole: AddressedText =
        serde_json::from_value(json!({"text": text, "spans": spans})).unwrap();
    assert_eq!(whole.split(&authority).len(), 1);
}

#[test]
fn what_is_longer_than_positions_is_refused() {
    let authority = Authority::standard();
    let piece = AddressedText::plain(&"x".repeat(1 << 26)).unwrap();
    let error = AddressedText::join(std::iter::repeat_n(&piece, 64), &authority).unwrap_err();
    assert_eq!(error.fault(), &TextFault::TooLong);
}
