//! Authorities as rows.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use standoff::Authority;
use standoff::authority::AuthorityError;
use standoff::authority::rows::AuthorityRows;

use super::in_order;
use super::rows::shuffle;
use super::versioned;
use crate::law;
use crate::laws::hand_made;
use crate::laws::setup;
use crate::tape::{Tape, cases};

#[test]
fn what_is_stored_is_loaded() {
    law::check(cases() / 20, |tape| {
        let base = hand_made::authority(tape);
        let mut authority = hand_made::later(tape, &base);
        if tape.once_in(2) {
            authority = versioned(&authority, "newsroom", 3);
        }
        let rows = AuthorityRows::from(&authority);
        let mut shuffled = rows.clone();
        shuffle(tape, &mut shuffled.tags);
        shuffle(tape, &mut shuffled.aliases);
        shuffle(tape, &mut shuffled.sets);
        shuffle(tape, &mut shuffled.attributes);
        shuffle(tape, &mut shuffled.words);
        shuffle(tape, &mut shuffled.characters);
        let loaded = Authority::from_rows(&shuffled).unwrap();
        assert_eq!(loaded, authority);
        assert_eq!(authority.diff(&loaded), []);
        let json = serde_json::to_string(&rows).unwrap();
        assert_eq!(serde_json::from_str::<AuthorityRows>(&json).unwrap(), rows);
    });
}

#[test]
fn the_version_is_data_too() {
    let authority = versioned(&Authority::standard(), "newsroom", 3);
    let json = serde_json::to_string(&authority).unwrap();
    assert!(
        json.starts_with(r#"{"authority":{"name":"newsroom","version":3},"tags":[{"id":1,"#),
        "{json}"
    );
    assert_eq!(serde_json::from_str::<Authority>(&json).unwrap(), authority);
    assert_ne!(authority, Authority::standard());
    assert_ne!(authority, versioned(&authority, "newsroom", 4));
}

#[track_caller]
fn refused(change: impl FnOnce(&mut AuthorityRows), expect: &str) {
    let authority = versioned(&setup::business(), "newsroom", 3);
    let mut rows = AuthorityRows::from(&authority);
    change(&mut rows);
    let error = Authority::from_rows(&rows).unwrap_err();
    assert_eq!(error.to_string(), expect);
}

#[test]
fn broken_rows_are_refused_with_the_place() {
    refused(
        |rows| rows.version.as_mut().unwrap().version = -1,
        "version.version: -1 is out of range",
    );
    refused(
        |rows| rows.version.as_mut().unwrap().name.clear(),
        "authority.name: `` is not a name of lower-case letters, digits and `-`",
    );
    refused(
        |rows| rows.tags[3].ordinal = 2,
        "tags: the ordinal 2 is given twice",
    );
    refused(
        |rows| drop(rows.tags.remove(3)),
        "tags: the ordinal 3 is missing",
    );
}

#[test]
fn words_of_columns() {
    refused(
        |rows| rows.tags[3].display = "Block".into(),
        "tags[3].display: unknown word `Block`, expected one of `inline`, `atomic`, `break`, `block`, `paragraph`, `cell`",
    );
    refused(
        |rows| rows.tags[3].growth = String::new(),
        "tags[3].growth: unknown word ``, expected one of `none`, `end`, `both`",
    );
    refused(
        |rows| rows.tags[3].status = "gone".into(),
        "tags[3].status: unknown word `gone`, expected one of `active`, `deprecated`, `retired`",
    );
    refused(
        |rows| rows.tags[3].rank = 65_536,
        "tags[3].rank: 65536 is out of range",
    );
    refused(
        |rows| rows.attributes[0].rule = "regex".into(),
        "tags[0].attributes[0].rule: unknown word `regex`, expected one of `text`, `url`, `tokens`, `one-of`, `integer`, `language`, `datetime`, `pattern`",
    );
    let empty =
        "tags[0].attributes[0].rule: is given where it has no meaning, or missing where it has one";
    refused(|rows| rows.attributes[0].relative = None, empty);
    refused(|rows| rows.attributes[0].least = Some(1), empty);
    refused(|rows| rows.attributes[0].rule = "text".into(), empty);
    refused(
        |rows| rows.characters[2].character = "ab".into(),
        "characters[2].character: `ab` is not one character",
    );
    refused(
        |rows| rows.characters[2].capture = "never".into(),
        "characters[2].capture: unknown word `never`, expected one of `reference`, `always`",
    );
}

#[test]
fn rows_without_a_parent() {
    refused(
        |rows| rows.aliases[0].markup_id = 77,
        "aliases: belongs to 77, which is not there",
    );
    refused(
        |rows| rows.sets[0].markup_id = 77,
        "sets: belongs to 77, which is not there",
    );
    refused(
        |rows| rows.tags[0].markup_id = 2,
        "sets: belongs to 1, which is not there\n\
         attributes: belongs to 1, which is not there\n\
         words: belongs to (1, 1), which is not there",
    );
    refused(
        |rows| rows.attributes.last_mut().unwrap().markup_id = 77,
        "attributes: belongs to 77, which is not there",
    );
    refused(
        |rows| rows.words[0].attribute_id = 77,
        "tags[0].attributes[0].words: the ordinal 0 is missing",
    );
}

/// The checks of tables apply to rows as well.
#[test]
fn contradictions_are_refused() {
    let mut rows = AuthorityRows::from(&Authority::standard());
    rows.tags[0].renders_as = Some("script".into());
    let error = Authority::from_rows(&rows).unwrap_err();
    assert_eq!(error.faults()[0].path(), "tags[0].renders_as");
}

/// A configuration is answered with all its faults.
#[test]
fn all_rows_at_fault_are_told() {
    let mut rows = AuthorityRows::from(&setup::business());
    rows.tags[3].display = "Block".into();
    rows.tags[5].rank = -1;
    rows.attributes[0].rule = "regex".into();
    rows.characters[2].capture = "never".into();
    let error = Authority::from_rows(&rows).unwrap_err();
    let mut paths: Vec<_> = error.faults().iter().map(|fault| fault.path()).collect();
    paths.sort_unstable();
    assert_eq!(
        paths,
        [
            "characters[2].capture",
            "tags[0].attributes[0].rule",
            "tags[3].display",
            "tags[5].rank",
        ]
    );
    // Rows of a tag that is at fault have not lost it.
    rows = AuthorityRows::from(&setup::business());
    rows.tags[0].display = "Block".into();
    let error = Authority::from_rows(&rows).unwrap_err();
    assert_eq!(error.faults().len(), 1, "{error}");
}

/// Makes a corrupted value of a column: of its type, of another type, or none.
fn corrupted(tape: &mut Tape, value: &Value) -> Value {
    match value {
        Value::Number(number) if !tape.once_in(6) => {
            // An earlier corruption may have left a fraction.
            let number = number.as_i64().unwrap_or_default();
            let mut all = vec![0, 1, -1, 65_535, 65_536, 1 << 32, i64::MAX, i64::MIN];
            all.extend([-1, 1, number].map(|step| number.wrapping_add(step)));
            json!(tape.pick(&all))
        }
        Value::String(text) if !tape.once_in(6) => {
            let others = [
                "",
                "b",
                "em",
                "EM",
                "script",
                "td",
                "br",
                "url",
                "text",
                "integer",
                "block",
                "&mdash;",
                "&mdash",
                "—",
                "\u{0}",
                "onclick",
                "href",
                "javascript",
                "retired",
                "always",
                " ",
            ];
            match tape.below(5) {
                0 => json!(format!("{text} ")),
                1 => json!(text.to_uppercase()),
                2 => json!(text.chars().skip(1).collect::<String>()),
                _ => json!(tape.pick(&others)),
            }
        }
        _ => [Value::Null, json!(0), json!("b"), json!(1.5)][tape.below(4)].clone(),
    }
}

/// Corrupts one place in rows.
fn corrupt(tape: &mut Tape, rows: &mut Value) {
    let tables = rows.as_object_mut().unwrap();
    let table = tape.below(tables.len());
    let (_, table) = tables.iter_mut().nth(table).unwrap();
    let Value::Array(table) = table else {
        // The row of the version may be missing.
        match table.as_object_mut() {
            Some(row) if !tape.once_in(4) => column(tape, row),
            _ => *table = Value::Null,
        }
        return;
    };
    if table.is_empty() {
        return;
    }
    let at = tape.below(table.len());
    let other = tape.below(table.len());
    match tape.below(8) {
        0 => drop(table.remove(at)),
        1 => table.push(table[at].clone()),
        // The value of another row.
        2 | 3 => {
            let from = table[other].clone();
            let row = table[at].as_object_mut().unwrap();
            let column = tape.below(row.len());
            let (name, value) = row.iter_mut().nth(column).unwrap();
            *value = from[name].clone();
        }
        _ => column(tape, table[at].as_object_mut().unwrap()),
    }
}

fn column(tape: &mut Tape, row: &mut serde_json::Map<String, Value>) {
    let column = tape.below(row.len());
    let (_, value) = row.iter_mut().nth(column).unwrap();
    *value = corrupted(tape, value);
}

/// Checks a reader: rows that it accepts are read as they are.
fn judge(
    rows: &AuthorityRows,
    read: impl Fn(&AuthorityRows) -> Result<Authority, AuthorityError>,
) -> Result<Option<AuthorityError>, String> {
    let authority = match read(rows) {
        Ok(authority) => authority,
        Err(error) => return Ok(Some(error)),
    };
    let said = AuthorityRows::from(&authority);
    match in_order::authority(said.clone()) == in_order::authority(rows.clone()) {
        true => Ok(None),
        false => Err(format!("{said:#?}\nof {rows:#?}")),
    }
}

/// Rows with one to four errors are refused with a path, or are read as they are.
#[test]
fn corrupted_rows_are_refused_or_taken_at_their_word() {
    let tables = [
        Authority::standard(),
        versioned(&Authority::article(), "newsroom", 3),
        versioned(&setup::business(), "newsroom", 3),
    ];
    let whole = tables
        .each_ref()
        .map(|table| serde_json::to_value(AuthorityRows::from(table)).unwrap());
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let (mut of_no_type, mut taken, mut noticed) = (0, 0, [0; 3]);
    law::check(cases(), |tape| {
        let mut rows = whole[tape.below(3)].clone();
        let mut faults = 1..=4;
        while tape.again(&mut faults) {
            corrupt(tape, &mut rows);
        }
        let Ok(rows) = serde_json::from_value::<AuthorityRows>(rows) else {
            of_no_type += 1;
            return;
        };
        // Controls: readers that repair.
        noticed[0] += usize::from(
            judge(&rows, |rows| {
                let mut rows = rows.clone();
                rows.tags
                    .iter_mut()
                    .for_each(|row| row.name = row.name.trim().to_lowercase());
                Authority::from_rows(&rows)
            })
            .is_err(),
        );
        noticed[1] += usize::from(
            judge(&rows, |rows| {
                let rows = in_order::authority(rows.clone());
                let mut again = rows.clone();
                (0..)
                    .zip(&mut again.tags)
                    .for_each(|(at, row)| row.ordinal = at);
                (0..)
                    .zip(&mut again.characters)
                    .for_each(|(at, row)| row.ordinal = at);
                Authority::from_rows(&again)
            })
            .is_err(),
        );
        noticed[2] += usize::from(
            judge(&rows, |rows| {
                let mut rows = rows.clone();
                let parents: Vec<i64> = rows.tags.iter().map(|row| row.markup_id).collect();
                rows.aliases.retain(|row| parents.contains(&row.markup_id));
                rows.sets.retain(|row| parents.contains(&row.markup_id));
                Authority::from_rows(&rows)
            })
            .is_err(),
        );
        match judge(&rows, Authority::from_rows) {
            Err(why) => panic!("{why}"),
            Ok(None) => taken += 1,
            Ok(Some(error)) => {
                for fault in error.faults() {
                    assert!(!fault.path().is_empty());
                    let told = format!("{:?}", fault.fault());
                    let told = told.strip_prefix("Row(").unwrap_or(&told);
                    let kind = told.split([' ', '(', '{', ')']).next().unwrap();
                    *seen.entry(kind.to_owned()).or_default() += 1;
                }
            }
        }
    });
    assert!(of_no_type > 50 && taken > 50, "{of_no_type} and {taken}");
    assert!(noticed.iter().all(|&n| n > 0), "{noticed:?}");
    assert!(seen.len() > 8, "{seen:?}");
}
