//! Every row of every table, corrupted in one place, is refused, or is read as it is and
//! harmless.

use std::collections::{BTreeMap, BTreeSet};

use standoff::Renderer;
use standoff::text::rows::{AttributeRow, SpanRow, TextRows, digest};
use standoff::text::{MAX_DEPTH, StorageError, StoredText};

use super::in_order;
use super::rows::shuffle;
use super::stored;
use crate::law;
use crate::laws::inert;
use crate::laws::setup::setups;
use crate::tape::{Tape, cases};

type Rows = TextRows<i64>;

/// Returns plausible wrong values for a number.
fn neighbours(number: i64) -> Vec<i64> {
    let far = [
        0,
        1,
        -1,
        256,
        9_999,
        65_535,
        65_536,
        i64::from(u32::MAX),
        i64::from(u32::MAX) + 1,
        i64::MAX,
        i64::MIN,
    ];
    let mut all = [-1, 1, 2].map(|step| number.wrapping_add(step)).to_vec();
    all.push(number ^ (1 << 32));
    all.extend(far);
    all.retain(|other| *other != number);
    all
}

/// Returns plausible wrong values for a text.
fn misspelt(text: &str) -> Vec<String> {
    let mut all = vec![
        format!("{text} "),
        format!("{text}\0"),
        format!("{text}\u{FFFF}"),
        format!("\u{FEFF}{text}"),
        text.replace('e', "e\u{301}"),
        text.to_uppercase(),
        text.chars().skip(1).collect(),
        "\"><script>alert(1)</script>".to_owned(),
        "javascript:alert(1)".to_owned(),
        String::new(),
    ];
    all.retain(|other| other != text);
    all
}

/// Lists all corruptions of these rows in one place.
fn corrupted(rows: &Rows) -> Vec<(String, Rows)> {
    let mut all = Vec::new();
    let mut push = |what: String, change: &dyn Fn(&mut Rows)| {
        let mut rows = rows.clone();
        change(&mut rows);
        all.push((what, rows));
    };
    let content = &rows.content;
    for text in misspelt(&content.text) {
        push("text".into(), &|rows| rows.content.text.clone_from(&text));
    }
    for text in misspelt(&content.digest) {
        push("digest".into(), &|rows| {
            rows.content.digest.clone_from(&text)
        });
    }
    type Number = fn(&mut Rows) -> &mut i64;
    let numbers: [(&str, Number); 4] = [
        ("content_id", |rows| &mut rows.content.content_id),
        ("length", |rows| &mut rows.content.length),
        ("span_count", |rows| &mut rows.content.span_count),
        ("attribute_count", |rows| &mut rows.content.attribute_count),
    ];
    for (what, number) in numbers {
        for other in neighbours(*number(&mut rows.clone())) {
            push(what.into(), &|rows| *number(rows) = other);
        }
    }
    for version in neighbours(1).into_iter().map(Some).chain([None]) {
        push("authority_version".into(), &|rows| {
            rows.content.authority_version = version;
        });
    }
    for name in [None, Some(String::new()), Some("sports".to_owned())] {
        push("authority_name".into(), &|rows| {
            rows.content.authority_name.clone_from(&name);
        });
    }
    span_rows(rows, &mut push);
    attribute_rows(rows, &mut push);
    all
}

fn span_rows(rows: &Rows, push: &mut impl FnMut(String, &dyn Fn(&mut Rows))) {
    type Column = fn(&mut SpanRow) -> &mut i64;
    let columns: [(&str, Column); 6] = [
        ("span content_id", |row| &mut row.content_id),
        ("span ordinal", |row| &mut row.ordinal),
        ("markup_id", |row| &mut row.markup_id),
        ("start_address", |row| &mut row.start_address),
        ("end_address", |row| &mut row.end_address),
        ("depth", |row| &mut row.depth),
    ];
    for (at, row) in rows.spans.iter().enumerate() {
        for (what, column) in columns {
            for other in neighbours(*column(&mut row.clone())) {
                push(what.into(), &|rows| *column(&mut rows.spans[at]) = other);
            }
        }
        push("span dropped".into(), &|rows| {
            rows.spans.retain(|other| other != row)
        });
        push("span doubled".into(), &|rows| rows.spans.push(row.clone()));
        if at > 0 {
            push("spans swapped".into(), &|rows| rows.spans.swap(at - 1, at));
            push("span ordinals swapped".into(), &|rows| {
                let before = rows.spans[at - 1].ordinal;
                rows.spans[at - 1].ordinal = rows.spans[at].ordinal;
                rows.spans[at].ordinal = before;
            });
        }
    }
}

fn attribute_rows(rows: &Rows, push: &mut impl FnMut(String, &dyn Fn(&mut Rows))) {
    type Column = fn(&mut AttributeRow) -> &mut i64;
    let columns: [(&str, Column); 4] = [
        ("attribute content_id", |row| &mut row.content_id),
        ("span_ordinal", |row| &mut row.span_ordinal),
        ("attribute ordinal", |row| &mut row.ordinal),
        ("attribute_id", |row| &mut row.attribute_id),
    ];
    for (at, row) in rows.attributes.iter().enumerate() {
        for (what, column) in columns {
            for other in neighbours(*column(&mut row.clone())) {
                push(what.into(), &|rows| {
                    *column(&mut rows.attributes[at]) = other;
                });
            }
        }
        for value in misspelt(&row.value) {
            push("value".into(), &|rows| {
                rows.attributes[at].value.clone_from(&value);
            });
        }
        push("attribute dropped".into(), &|rows| {
            rows.attributes.remove(at);
        });
        push("attribute doubled".into(), &|rows| {
            rows.attributes.push(row.clone());
        });
        if at > 0 {
            push("attributes swapped".into(), &|rows| {
                rows.attributes.swap(at - 1, at);
            });
        }
    }
}

/// Checks whether rows form an addressed text, pair by pair.
fn is_sound(rows: &Rows) -> bool {
    let content = &rows.content;
    let Rows {
        spans, attributes, ..
    } = in_order::text(rows.clone());
    let is_clean = |text: &str| {
        let is_bad = |c: char| {
            (c < ' ' && c != '\t' && c != '\n')
                || ('\u{FDD0}'..='\u{FDEF}').contains(&c)
                || u32::from(c) & 0xFFFE == 0xFFFE
        };
        !text.contains(is_bad)
    };
    let is_whole = digest(&content.text) == content.digest
        && content.text.chars().count() as i64 == content.length
        && spans.len() as i64 == content.span_count
        && attributes.len() as i64 == content.attribute_count
        && content.authority_name.is_some() == content.authority_version.is_some()
        && content
            .authority_version
            .is_none_or(|version| u32::try_from(version).is_ok())
        && (0..).zip(&spans).all(|(at, row)| row.ordinal == at)
        && spans.iter().all(|row| row.content_id == content.content_id)
        && attributes
            .iter()
            .all(|row| row.content_id == content.content_id);
    is_whole
        && is_clean(&content.text)
        && !content.text.starts_with('\u{FEFF}')
        && spans.iter().enumerate().all(|(at, row)| {
            let before = &spans[..at];
            let parent = before.iter().rfind(|other| other.depth < row.depth);
            let sibling = before.iter().rfind(|other| other.depth <= row.depth);
            let sibling = sibling.filter(|other| other.depth == row.depth);
            u32::try_from(row.markup_id).is_ok()
                && (0..=row.end_address).contains(&row.start_address)
                && row.end_address <= content.length
                && (0..MAX_DEPTH as i64).contains(&row.depth)
                && row.depth <= before.last().map_or(0, |last| last.depth + 1)
                && before
                    .last()
                    .is_none_or(|last| last.start_address <= row.start_address)
                && parent.is_none_or(|parent| row.end_address <= parent.end_address)
                && sibling.is_none_or(|sibling| sibling.end_address <= row.start_address)
        })
        && attributes.iter().enumerate().all(|(at, row)| {
            let mut before = attributes[..at].iter();
            let same = before
                .clone()
                .filter(|other| other.span_ordinal == row.span_ordinal);
            (0..content.span_count).contains(&row.span_ordinal)
                && u16::try_from(row.attribute_id).is_ok()
                && row.ordinal == same.count() as i64
                && is_clean(&row.value)
                && !before.any(|other| {
                    (other.span_ordinal, other.attribute_id) == (row.span_ordinal, row.attribute_id)
                })
        })
}

type Read = fn(&Rows) -> Result<StoredText, StorageError>;

/// Checks a reader of rows; the error is its fault.
fn judge(rows: &Rows, read: Read) -> Result<Result<StoredText, StorageError>, String> {
    let result = read(rows);
    if result.is_ok() != is_sound(rows) {
        return Err(format!("{result:?} of {rows:#?}"));
    }
    if let Ok(stored) = &result {
        // Accepted rows are not repaired silently.
        if stored.to_rows(rows.content.content_id) != in_order::text(rows.clone()) {
            return Err(format!("{stored:?} of {rows:#?}"));
        }
    }
    Ok(result)
}

fn kind(error: &StorageError) -> String {
    let debug = match error {
        StorageError::Row(error) => format!("{:?}", error.fault()),
        StorageError::Text(error) => format!("{:?}", error.fault()),
        other => format!("{other:?}"),
    };
    let name = debug.split([' ', '(', '{']).next().unwrap();
    name.to_owned()
}

#[test]
fn corrupted_rows_are_refused_or_harmless() {
    let setups = setups();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    law::check(cases() / 20, |tape| {
        let (stored, authority) = stored(tape, &setups);
        let mut rows = stored.to_rows(7);
        // Large contents have no more kinds of wrong values than small ones.
        if rows.spans.len() > 20 {
            return;
        }
        shuffle(tape, &mut rows.spans);
        shuffle(tape, &mut rows.attributes);
        for (what, rows) in corrupted(&rows) {
            let judged = judge(&rows, StoredText::from_rows);
            let result = judged.unwrap_or_else(|why| panic!("{what}: {why}"));
            let read = match result {
                Err(error) => {
                    *seen.entry(kind(&error)).or_default() += 1;
                    continue;
                }
                Ok(read) => read.into_content(),
            };
            taken.insert(what.clone());
            assert_eq!(read.text(), stored.content().text());
            // Checked with an authority, or at least inert.
            let _ = read.check(&authority);
            if tape.once_in(20) {
                let html = Renderer::canonical(&authority).render(&read).into_output();
                inert::verify(&html, &authority, false)
                    .unwrap_or_else(|why| panic!("{what}: {why}\nas {html:?}"));
            }
        }
    });
    // Every kind of fault has occurred.
    let faults = [
        "TextChanged",
        "Number",
        "Count",
        "OrdinalTwice",
        "OrdinalMissing",
        "Orphan",
        "OtherContent",
        "Empty",
        "Reversed",
        "OutOfRange",
        "OutOfOrder",
        "Overlap",
        "Depth",
        "AttributeTwice",
        "Character",
    ];
    for fault in faults {
        assert!(seen.get(fault).is_some_and(|&n| n > 2), "{fault}: {seen:?}");
    }
    assert_eq!(seen.len(), faults.len(), "{seen:?}");
    // The accepted corruptions: other content, which rows cannot reveal, and reordered
    // rows.
    let expect = [
        "attribute_id",
        "attributes swapped",
        "authority_name",
        "authority_version",
        // Without spans, the key of the content is the caller's alone.
        "content_id",
        "depth",
        "end_address",
        "markup_id",
        "span ordinals swapped",
        "span_ordinal",
        "spans swapped",
        "start_address",
        "value",
    ];
    let taken: Vec<&str> = taken.iter().map(String::as_str).collect();
    assert_eq!(taken, expect);
}

/// Makes two to four errors, which may hide each other or cancel out.
fn corrupted_often(tape: &mut Tape, rows: &Rows) -> Rows {
    // Errors that rows cannot reveal; otherwise nearly all would be refused.
    let kinds = [
        "markup_id",
        "attribute_id",
        "value",
        "spans swapped",
        "authority_version",
    ];
    let is_plausible = tape.once_in(2);
    let mut rows = rows.clone();
    let mut faults = 2..=4;
    while tape.again(&mut faults) {
        let mut all = corrupted(&rows);
        if is_plausible {
            all.retain(|(what, _)| kinds.contains(&&**what));
        } else if tape.once_in(3) {
            // Errors that cancel out: a count and the rows that it counts.
            let kinds = ["span_count", "span dropped", "span doubled"];
            all.retain(|(what, _)| kinds.contains(&&**what));
        }
        rows = all.swap_remove(tape.below(all.len())).1;
    }
    rows
}

#[test]
fn rows_corrupted_in_several_places_are_refused_or_harmless() {
    let setups = setups();
    let (mut refused, mut taken, mut noticed) = (0, 0, 0);
    law::check(cases() / 5, |tape| {
        let (stored, authority) = stored(tape, &setups);
        let rows = stored.to_rows(7);
        if rows.spans.len() > 12 {
            return;
        }
        let rows = corrupted_often(tape, &rows);
        noticed += usize::from(judge(&rows, counting_itself).is_err());
        match judge(&rows, StoredText::from_rows).unwrap_or_else(|why| panic!("{why}")) {
            Err(_) => refused += 1,
            Ok(read) => {
                taken += 1;
                let read = read.into_content();
                let _ = read.check(&authority);
                let html = Renderer::canonical(&authority).render(&read).into_output();
                inert::verify(&html, &authority, false)
                    .unwrap_or_else(|why| panic!("{why}\nas {html:?}"));
            }
        }
    });
    assert!(
        refused > 50 && taken > 5,
        "{refused} refused, {taken} taken"
    );
    // Control: a reader that ignores the counts.
    assert!(noticed > 2, "{noticed}");
}

fn counting_itself(rows: &Rows) -> Result<StoredText, StorageError> {
    let mut rows = rows.clone();
    rows.content.span_count = rows.spans.len() as i64;
    rows.content.attribute_count = rows.attributes.len() as i64;
    StoredText::from_rows(&rows)
}

/// Control: readers that skip one check each are noticed.
#[test]
fn a_careless_reader_is_noticed() {
    fn mended(rows: &Rows, mend: impl FnOnce(&mut Rows)) -> Result<StoredText, StorageError> {
        let mut rows = rows.clone();
        mend(&mut rows);
        StoredText::from_rows(&rows)
    }
    let careless: [(&str, Read); 7] = [
        ("digest", |rows| {
            mended(rows, |rows| {
                rows.content.digest = digest(&rows.content.text);
                rows.content.length = rows.content.text.chars().count() as i64;
            })
        }),
        ("counts", counting_itself),
        ("ordinals", |rows| {
            mended(rows, |rows| {
                rows.spans.sort_by_key(|row| row.ordinal);
                (0..)
                    .zip(&mut rows.spans)
                    .for_each(|(at, row)| row.ordinal = at);
            })
        }),
        ("keys", |rows| {
            mended(rows, |rows| {
                rows.spans.iter_mut().for_each(|row| row.content_id = 7);
            })
        }),
        ("range", |rows| {
            mended(rows, |rows| {
                let most = rows.content.length;
                let ends = rows.spans.iter_mut().map(|row| &mut row.end_address);
                ends.for_each(|end| *end = most.min(*end));
            })
        }),
        ("numbers", |rows| {
            mended(rows, |rows| {
                let ids = rows.spans.iter_mut().map(|row| &mut row.markup_id);
                ids.for_each(|id| *id &= i64::from(u32::MAX));
            })
        }),
        ("values", |rows| {
            mended(rows, |rows| {
                let values = rows.attributes.iter_mut().map(|row| &mut row.value);
                values.for_each(|value| value.retain(|c| c != '\0' && c != '\u{FFFF}'));
            })
        }),
    ];
    let setups = setups();
    for (what, read) in careless {
        let mut noticed = 0;
        for case in 0..30 {
            let (stored, _) = stored(&mut Tape::of_case(case), &setups);
            let all = corrupted(&stored.to_rows(7));
            noticed += all
                .iter()
                .filter(|(_, rows)| judge(rows, read).is_err())
                .count();
        }
        assert!(noticed > 0, "{what}");
    }
}
