//! Tables with several errors at once.

use standoff::authority::rows::AuthorityRows;
use standoff::text::StoredText;
use standoff::{Authority, Renderer};

use crate::checks::{articles, content_of, newsroom, save};
use newsroom::database::Database;
use newsroom::sqlite::Sqlite;
use newsroom::{authority, content};
use standoff_tests::in_order;
use standoff_tests::law;
use standoff_tests::tape::{Tape, cases};

/// New values for a column: numbers, nearby values, other columns, nothing.
const NUMBERS: [&str; 12] = [
    "0",
    "1",
    "-1",
    "255",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "-9223372036854775807",
    "{} + 1",
    "{} - 1",
    "{} * 2",
    "NULL",
];

const TEXTS: [&str; 9] = [
    "''",
    "'b'",
    "'javascript:alert(1)'",
    "'\"><script>'",
    "{} || 'x'",
    "upper({})",
    "replace({}, 'e', 'a')",
    "substr({}, 2)",
    "NULL",
];

/// Makes a statement that breaks some rows of a table.
fn breaking(tape: &mut Tape, columns: &[(&str, &str, &[&str])], key: &str) -> String {
    let &(table, column, values) = &columns[tape.below(columns.len())];
    let order = ["ASC", "DESC"][tape.below(2)];
    match tape.below(8) {
        0 => format!(
            "DELETE FROM {table} WHERE {key} IN
             (SELECT {key} FROM {table} ORDER BY {key} {order} LIMIT 1)"
        ),
        n => {
            let value = values[tape.below(values.len())].replace("{}", column);
            let some = match n {
                1 => String::new(),
                _ => format!(
                    " WHERE {column} IN (SELECT {column} FROM {table} ORDER BY {column} {order}
                                         LIMIT {})",
                    tape.below(3) + 1
                ),
            };
            format!("UPDATE {table} SET {column} = {value}{some}")
        }
    }
}

/// Breaks a database in up to four places, as far as its constraints allow, within the
/// caller's transaction.
fn broken(
    database: &mut impl Database,
    tape: &mut Tape,
    columns: &[(&str, &str, &[&str])],
    key: &str,
) -> usize {
    let mut taken = 0;
    let mut faults = 1..=4;
    while tape.again(&mut faults) {
        let statement = breaking(tape, columns, key);
        database.script("SAVEPOINT whole").unwrap();
        match database.execute(&statement, &[]) {
            Ok(rows) => taken += usize::from(rows > 0),
            Err(_) => database.script("ROLLBACK TO whole").unwrap(),
        }
    }
    taken
}

/// Content is refused, or equals what the tables say. The tests of rows check that such
/// content is inert.
pub(crate) fn tables(database: &mut impl Database) {
    let columns: [(&str, &str, &[&str]); 17] = [
        ("content", "content_id", &NUMBERS),
        ("content", "text", &TEXTS),
        ("content", "length", &NUMBERS),
        ("content", "digest", &TEXTS),
        ("content", "span_count", &NUMBERS),
        ("content", "attribute_count", &NUMBERS),
        ("content", "authority_version", &NUMBERS),
        ("span", "ordinal", &NUMBERS),
        ("span", "markup_id", &NUMBERS),
        ("span", "start_address", &NUMBERS),
        ("span", "end_address", &NUMBERS),
        ("span", "depth", &NUMBERS),
        ("attribute", "span_ordinal", &NUMBERS),
        ("attribute", "ordinal", &NUMBERS),
        ("attribute", "attribute_id", &NUMBERS),
        ("attribute", "value", &TEXTS),
        ("attribute", "value", &TEXTS),
    ];
    let table = articles(database);
    let canonical = Renderer::canonical(&table);
    let (mut refused, mut whole, mut other, mut taken) = (0, 0, 0, 0);
    law::check(cases() / 10, |tape| {
        let before = content_of(tape, &table);
        let stored = StoredText::new(before.clone(), &table);
        save(database, &stored.to_rows(7)).unwrap();
        database.script("BEGIN").unwrap();
        taken += broken(database, tape, &columns, "content_id");
        let rows = content::rows(database, 7);
        database.script("ROLLBACK").unwrap();

        let Ok(rows) = rows else {
            refused += 1;
            return;
        };
        let Ok(read) = StoredText::from_rows(&rows) else {
            refused += 1;
            return;
        };
        // Nothing is repaired silently.
        assert_eq!(read.to_rows(7), in_order::text(rows));
        match read == stored {
            true => whole += 1,
            false => other += 1,
        }
        assert_eq!(read.content().text(), before.text());
        let Ok(content) = read.open(&table) else {
            return;
        };
        // Checking it against the authority must not panic.
        let _ = content.check(&table);
        let _ = canonical.render(&content);
    });
    let sums = format!("{refused} refused, {whole} whole, {other} other, {taken} statements taken");
    assert!(
        refused > 20 && whole > 10 && other > 5 && taken > 50,
        "{sums}"
    );
}

/// An authority is refused, or equals what the tables say.
pub(crate) fn authorities(database: &mut impl Database) {
    let columns: [(&str, &str, &[&str]); 25] = [
        ("authority", "version", &NUMBERS),
        ("tag", "ordinal", &NUMBERS),
        ("tag", "name", &TEXTS),
        ("tag", "renders_as", &TEXTS),
        ("tag", "display", &TEXTS),
        ("tag", "growth", &TEXTS),
        ("tag", "rank", &NUMBERS),
        ("tag", "status", &TEXTS),
        ("alias", "ordinal", &NUMBERS),
        ("alias", "alias", &TEXTS),
        ("tag_set", "ordinal", &NUMBERS),
        ("tag_set", "name", &TEXTS),
        ("tag_set", "value", &TEXTS),
        ("tag_attribute", "ordinal", &NUMBERS),
        ("tag_attribute", "attribute_id", &NUMBERS),
        ("tag_attribute", "name", &TEXTS),
        ("tag_attribute", "relative", &TEXTS),
        ("tag_attribute", "least", &NUMBERS),
        ("tag_attribute", "greatest", &NUMBERS),
        ("tag_attribute", "required", &NUMBERS),
        ("word", "ordinal", &NUMBERS),
        ("word", "word", &TEXTS),
        ("character", "ordinal", &NUMBERS),
        ("character", "character", &TEXTS),
        ("character", "reference", &TEXTS),
    ];
    newsroom(database);
    let table = standoff_tests::setup::business().to_builder();
    let table = table.version("newsroom", 1).build().unwrap();
    database.script("DELETE FROM content").unwrap();
    database
        .transaction(|database| authority::save(database, &table))
        .unwrap();
    let (mut refused, mut other, mut taken) = (0, 0, 0);
    law::check(cases() / 10, |tape| {
        database.script("BEGIN").unwrap();
        taken += broken(database, tape, &columns, "markup_id");
        let rows = authority::rows(database);
        database.script("ROLLBACK").unwrap();
        let Ok(rows) = rows else {
            refused += 1;
            return;
        };
        let Ok(read) = Authority::from_rows(&rows) else {
            refused += 1;
            return;
        };
        // Nothing is repaired silently.
        assert_eq!(
            in_order::authority(AuthorityRows::from(&read)),
            in_order::authority(rows)
        );
        other += usize::from(read != table);
    });
    let sums = format!("{refused} refused, {other} other, {taken} statements taken");
    assert!(refused > 10 && other > 5 && taken > 30, "{sums}");
}

/// SQLite stores texts and fractions in columns for numbers, and bytes in columns for
/// text.
pub(crate) fn types(database: &mut Sqlite) {
    newsroom(database);
    for (table, column) in [
        ("content", "length"),
        ("content", "span_count"),
        ("content", "authority_version"),
        ("span", "start_address"),
        ("span", "depth"),
        ("attribute", "attribute_id"),
        ("content", "text"),
        ("content", "digest"),
        ("attribute", "value"),
    ] {
        for value in ["0.5", "'x'", "x'FF'", "CAST(x'FF' AS TEXT)"] {
            database.script("BEGIN").unwrap();
            let statement = format!(
                "PRAGMA ignore_check_constraints = ON;
                 UPDATE {table} SET {column} = {value}"
            );
            database.script(&statement).unwrap();
            let loaded = content::load(database, 70012);
            // Only `value`, which has no digest, may take any text.
            let is_text = column == "value" && ["'x'", "0.5"].contains(&value);
            assert_eq!(loaded.is_ok(), is_text, "{statement}");
            database.script("ROLLBACK").unwrap();
        }
    }
}
