//! The constraints of the tables, and the plans of queries.

use standoff::authority::MarkupId;

use crate::checks::{SCHEMA, newsroom};
use newsroom::database::{Database, Refused, Value};
use newsroom::days::refused;
use newsroom::postgres::Postgres;
use newsroom::sqlite::Sqlite;
use newsroom::stories::{PROGRAM, STATION};
use newsroom::{authority, queries};

/// Returns the constraint that refuses a statement, if any.
fn attempt(database: &mut impl Database, statement: &str) -> Option<Refused> {
    let done = database.transaction(|database| database.script(statement));
    done.is_err().then(|| refused(done).unwrap())
}

/// For each constraint, a statement that violates it.
const BROKEN: [(&str, Refused); 46] = [
    ("UPDATE authority SET name = ''", Refused::Check),
    ("UPDATE authority SET version = -1", Refused::Check),
    ("UPDATE authority SET version = 4294967296", Refused::Check),
    ("INSERT INTO authority VALUES ('', 1)", Refused::Check),
    (
        "INSERT INTO authority VALUES ('newsroom', 2)",
        Refused::Unique,
    ),
    ("INSERT INTO markup VALUES (-1)", Refused::Check),
    ("INSERT INTO markup VALUES (4294967296)", Refused::Check),
    ("INSERT INTO markup VALUES (3)", Refused::Unique),
    (
        "UPDATE tag SET markup_id = 4711 WHERE name = 'u'",
        Refused::ForeignKey,
    ),
    ("UPDATE tag SET name = 'B' WHERE name = 'b'", Refused::Check),
    (
        "UPDATE tag SET name = 'i' WHERE name = 'b'",
        Refused::Unique,
    ),
    (
        "UPDATE tag SET ordinal = 0 WHERE name = 'b'",
        Refused::Unique,
    ),
    (
        "UPDATE tag SET ordinal = -1 WHERE name = 'b'",
        Refused::Check,
    ),
    (
        "UPDATE tag SET rank = 65536 WHERE name = 'b'",
        Refused::Check,
    ),
    (
        "UPDATE tag SET status = 'gone' WHERE name = 'b'",
        Refused::Check,
    ),
    ("INSERT INTO alias VALUES (3, 0, 'BOLD')", Refused::Check),
    (
        "INSERT INTO alias VALUES (4711, 0, 'bold')",
        Refused::ForeignKey,
    ),
    (
        "INSERT INTO alias VALUES (3, 0, 'bold'), (9, 0, 'bold')",
        Refused::Unique,
    ),
    (
        "INSERT INTO tag_set VALUES (3, 0, 'rel', 'x'), (3, 1, 'rel', 'y')",
        Refused::Unique,
    ),
    ("UPDATE tag_attribute SET rule = 'regex'", Refused::Check),
    (
        "UPDATE tag_attribute SET relative = NULL WHERE rule = 'url'",
        Refused::Check,
    ),
    (
        "UPDATE tag_attribute SET least = 1 WHERE rule = 'url'",
        Refused::Check,
    ),
    (
        "UPDATE tag_attribute SET greatest = 1 WHERE rule = 'text'",
        Refused::Check,
    ),
    (
        "UPDATE tag_attribute SET least = greatest + 1 WHERE rule = 'integer'",
        Refused::Check,
    ),
    ("UPDATE tag_attribute SET required = 2", Refused::Check),
    (
        "UPDATE tag_attribute SET attribute_id = 65536 WHERE rule = 'text'",
        Refused::Check,
    ),
    (
        "INSERT INTO word VALUES (3, 1, 0, 'https')",
        Refused::ForeignKey,
    ),
    (
        "UPDATE character SET character = 'ab' WHERE markup_id = 1100",
        Refused::Check,
    ),
    (
        "UPDATE character SET character = '…' WHERE markup_id = 1100",
        Refused::Unique,
    ),
    ("UPDATE character SET capture = 'never'", Refused::Check),
    ("UPDATE content SET text = 'Snow'", Refused::Check),
    ("UPDATE content SET length = length + 1", Refused::Check),
    ("UPDATE content SET digest = ''", Refused::Check),
    (
        "UPDATE content SET authority_version = NULL",
        Refused::Check,
    ),
    (
        "UPDATE content SET authority_name = 'sports'",
        Refused::ForeignKey,
    ),
    ("UPDATE span SET markup_id = 4711", Refused::ForeignKey),
    (
        "UPDATE span SET end_address = start_address - 1",
        Refused::Check,
    ),
    ("UPDATE span SET end_address = 2147483648", Refused::Check),
    ("UPDATE span SET depth = 256", Refused::Check),
    ("UPDATE attribute SET attribute_id = -1", Refused::Check),
    (
        "DELETE FROM tag; DELETE FROM markup WHERE markup_id = 17",
        Refused::ForeignKey,
    ),
    ("UPDATE link SET ordinal = 7", Refused::ForeignKey),
    (
        "INSERT INTO layer SELECT content_id, 'other', length, digest, 1 FROM content",
        Refused::Check,
    ),
    (
        "INSERT INTO layer SELECT content_id, 'fact', length, digest, 0 FROM content",
        Refused::Check,
    ),
    // A text that is written anew, without the layer on it.
    (
        "INSERT INTO layer SELECT content_id, 'fact', length, digest, 1 FROM content;
         UPDATE content SET digest = substr(digest, 2) || 'x'",
        Refused::ForeignKey,
    ),
    (
        "INSERT INTO layer SELECT content_id, 'fact', length, digest, 1 FROM content;
         INSERT INTO mark SELECT content_id, 'fact', 0, 2, 1, NULL, 'x' FROM content",
        Refused::Check,
    ),
];

pub(crate) fn rules(database: &mut impl Database) {
    newsroom(database);
    for (statement, refused) in BROKEN {
        assert_eq!(attempt(database, statement), Some(refused), "{statement}");
    }
    // Keys that refer to rows of others.
    let statements = [
        "INSERT INTO span VALUES (4711, 0, 3, 0, 0, 0)",
        "INSERT INTO attribute VALUES (70011, 99, 0, 1, 'x')",
        "INSERT INTO link VALUES (70011, 0, 99, 'x')",
        "INSERT INTO field VALUES (4711, 'x', 'body')",
        "INSERT INTO mark VALUES (70011, 'fact', 0, 0, 1, NULL, 'x')",
    ];
    for statement in statements {
        assert_eq!(
            attempt(database, statement),
            Some(Refused::ForeignKey),
            "{statement}"
        );
    }
    // Control: statements that violate nothing succeed.
    let statements = [
        "UPDATE authority SET version = 4294967295",
        "UPDATE tag SET name = 'bold', rank = 65535, status = 'retired' WHERE name = 'b'",
        "INSERT INTO alias VALUES (3, 0, 'bolder')",
        "UPDATE content SET text = 'Snow', length = 4 WHERE content_id = 70011",
        "UPDATE span SET end_address = 2147483647, depth = 255",
        "INSERT INTO layer SELECT content_id, 'fact', length, digest, 1 FROM content;
         INSERT INTO mark SELECT content_id, 'fact', 0, 0, 1, 'after', 'x' FROM content",
        "DELETE FROM content WHERE content_id = 70011",
    ];
    for statement in statements {
        assert_eq!(attempt(database, statement), None, "{statement}");
    }
}

/// The columns of the tables, and whether they may be null, as the schema file has them.
pub(crate) fn columns() -> Vec<(&'static str, &'static str, bool)> {
    let mut all = Vec::new();
    for table in SCHEMA.split("CREATE TABLE ").skip(1) {
        let (table, _) = table.split_once(");").unwrap();
        let (name, body) = table.split_once(" (").unwrap();
        for line in body.lines() {
            let mut words = line.split([' ', ',']).filter(|word| !word.is_empty());
            let (Some(column), Some("TEXT" | "BIGINT")) = (words.next(), words.next()) else {
                continue;
            };
            all.push((name, column, !line.contains("NOT NULL")));
        }
    }
    all
}

pub(crate) fn nulls(database: &mut impl Database) {
    newsroom(database);
    // One row in each table that the newsroom leaves empty.
    database
        .script(
            "INSERT INTO alias VALUES (3, 0, 'bold');
             INSERT INTO tag_set VALUES (3, 0, 'rel', 'x');
             INSERT INTO layer SELECT content_id, 'fact', length, digest, 1 FROM content;
             INSERT INTO mark SELECT content_id, 'fact', 0, 0, 1, NULL, 'x' FROM content",
        )
        .unwrap();
    let mut empty = Vec::new();
    for (table, column, may_be_empty) in columns() {
        let statement = format!("UPDATE {table} SET {column} = NULL");
        match may_be_empty {
            false => assert_eq!(
                attempt(database, &statement),
                Some(Refused::NotNull),
                "{statement}"
            ),
            true => empty.push(column),
        }
    }
    assert_eq!(columns().len(), 74);
    let expect = [
        "renders_as",
        "relative",
        "least",
        "greatest",
        "authority_name",
        "authority_version",
        "side",
    ];
    assert_eq!(empty, expect);
}

pub(crate) fn entries_in_use(database: &mut impl Database) {
    let newsroom = newsroom(database);
    let without = |id: MarkupId| {
        let table = newsroom.authority.to_builder().without(id);
        table.build().unwrap()
    };
    for id in [STATION, PROGRAM] {
        let saved = database.transaction(|database| authority::save(database, &without(id)));
        assert_eq!(refused(saved).unwrap(), Refused::ForeignKey);
        assert_eq!(authority::load(database).unwrap(), newsroom.authority);
    }
    // Control: no story uses `sub`.
    let sub = newsroom.authority.tag_named("sub").unwrap().id();
    let saved = database.transaction(|database| authority::save(database, &without(sub)));
    saved.unwrap();
    assert_eq!(authority::load(database).unwrap(), without(sub));
}

/// Queries about some rows of a large archive.
const QUESTIONS: [&str; 4] = [
    queries::LINKS_TO,
    queries::USES_OF,
    queries::STANDS,
    queries::B_IS_STRONG,
];

/// The queries that load a content.
const LOADING: [&str; 3] = [
    "SELECT * FROM content WHERE content_id = $1",
    "SELECT * FROM span WHERE content_id = $1",
    "SELECT * FROM attribute WHERE content_id = $1",
];

fn plan(database: &mut impl Database, explain: &str, query: &str) -> String {
    let query = query.replace("$1", "'1'");
    plan_of(database, explain, &query)
}

fn plan_of(database: &mut impl Database, explain: &str, query: &str) -> String {
    let rows = database.query(&format!("{explain} {query}"), &[]).unwrap();
    let lines = rows.into_iter().map(|row| match row.last() {
        Some(Value::Text(line)) => line.clone(),
        other => panic!("{other:?}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Checks query plans. `scanned` lists the tables that a plan scans completely.
fn plans(database: &mut impl Database, explain: &str, scanned: fn(&str) -> Vec<&str>) {
    for query in QUESTIONS.into_iter().chain(LOADING) {
        let plan = plan(database, explain, query);
        assert_eq!(scanned(&plan), [""; 0], "{query}\n{plan}");
        assert!(plan.to_lowercase().contains("index"), "{query}\n{plan}");
    }
    // This query does not scan the archive either.
    let of_all = plan(database, explain, queries::ON_THEIR_WAY_OUT);
    assert_eq!(scanned(&of_all), ["tag"], "{of_all}");
    // Control: without the index the plan differs. Uses other queries, since prepared
    // plans are kept.
    for (index, query) in [
        ("span_by_markup", queries::USES_OF),
        ("link_by_host", queries::LINKS_TO),
    ] {
        database.script(&format!("DROP INDEX {index}")).unwrap();
        let without = plan_of(database, explain, &query.replace("$1", "'2'"));
        assert!(!scanned(&without).is_empty(), "{without}");
    }
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap()
}

pub(crate) fn sqlite_plans(database: &mut Sqlite) {
    newsroom(database);
    plans(database, "EXPLAIN QUERY PLAN", |plan| {
        let tables = plan.split("SCAN ").skip(1);
        tables.map(first_word).collect()
    });
}

pub(crate) fn postgres_plans(database: &mut Postgres) {
    newsroom(database);
    // Scanning three stories is cheap, so scans are turned off.
    database
        .script("SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off")
        .unwrap();
    plans(database, "EXPLAIN", |plan| {
        let lines: Vec<&str> = plan.lines().chain([""]).collect();
        let scans = lines.windows(2).filter(|pair| {
            // An index without a condition is a full scan.
            let is_asked = pair[1].contains("Index Cond");
            pair[0].contains("Seq Scan")
                || (pair[0].contains("Index") && pair[0].contains("Scan") && !is_asked)
        });
        let tables = scans.map(|pair| pair[0].split_once(" on ").unwrap().1);
        tables.map(first_word).collect()
    });
}
