//! Rows in a real database, with the tables of the documentation.

use rusqlite::{Connection, Row, params};
use standoff::authority::MarkupId;
use standoff::text::rows::{AttributeRow, ContentRow, SpanRow, TextRows};
use standoff::text::{StorageError, StoredText};
use standoff::{AddressedText, Authority};

use super::vectors::{SOURCES, content};
use super::versioned;

/// Returns the statement of the documentation.
fn tables() -> String {
    let source = include_str!("../../../src/text/storage/rows.rs");
    let (_, after) = source.split_once("//! ```sql\n").unwrap();
    let (tables, _) = after.split_once("//! ```").unwrap();
    tables.replace("//!", "")
}

fn save(database: &Connection, rows: &TextRows) -> rusqlite::Result<()> {
    let content = &rows.content;
    database.execute(
        "INSERT INTO content VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        params![
            content.content_id,
            content.text,
            content.length,
            content.digest,
            content.span_count,
            content.attribute_count,
            content.authority_name,
            content.authority_version,
        ],
    )?;
    for row in &rows.spans {
        database.execute(
            "INSERT INTO span VALUES (?, ?, ?, ?, ?, ?)",
            params![
                row.content_id,
                row.ordinal,
                row.markup_id,
                row.start_address,
                row.end_address,
                row.depth,
            ],
        )?;
    }
    for row in &rows.attributes {
        database.execute(
            "INSERT INTO attribute VALUES (?, ?, ?, ?, ?)",
            params![
                row.content_id,
                row.span_ordinal,
                row.ordinal,
                row.attribute_id,
                row.value,
            ],
        )?;
    }
    Ok(())
}

fn all<T>(
    database: &Connection,
    query: &str,
    id: i64,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    database.prepare(query)?.query_map([id], read)?.collect()
}

fn load(database: &Connection, id: i64) -> rusqlite::Result<TextRows> {
    let query = "SELECT * FROM content WHERE content_id = ?";
    let content = database.query_row(query, [id], |row| {
        Ok(ContentRow {
            content_id: row.get("content_id")?,
            text: row.get("text")?,
            length: row.get("length")?,
            digest: row.get("digest")?,
            span_count: row.get("span_count")?,
            attribute_count: row.get("attribute_count")?,
            authority_name: row.get("authority_name")?,
            authority_version: row.get("authority_version")?,
        })
    })?;
    let query = "SELECT * FROM span WHERE content_id = ? ORDER BY random()";
    let spans = all(database, query, id, |row| {
        Ok(SpanRow {
            content_id: row.get("content_id")?,
            ordinal: row.get("ordinal")?,
            markup_id: row.get("markup_id")?,
            start_address: row.get("start_address")?,
            end_address: row.get("end_address")?,
            depth: row.get("depth")?,
        })
    })?;
    let query = "SELECT * FROM attribute WHERE content_id = ? ORDER BY random()";
    let attributes = all(database, query, id, |row| {
        Ok(AttributeRow {
            content_id: row.get("content_id")?,
            span_ordinal: row.get("span_ordinal")?,
            ordinal: row.get("ordinal")?,
            attribute_id: row.get("attribute_id")?,
            value: row.get("value")?,
        })
    })?;
    Ok(TextRows {
        content,
        spans,
        attributes,
    })
}

/// Stores every vector in tables.
fn archive() -> (Connection, Vec<AddressedText>, Authority) {
    let database = Connection::open_in_memory().unwrap();
    database.execute_batch(&tables()).unwrap();
    let authority = versioned(&Authority::article(), "newsroom", 3);
    let contents: Vec<_> = SOURCES.iter().map(|(_, source)| content(source)).collect();
    for (id, content) in (0..).zip(&contents) {
        let stored = StoredText::new(content.clone(), &authority);
        save(&database, &stored.to_rows(id)).unwrap();
    }
    (database, contents, authority)
}

fn count(database: &Connection, query: &str) -> i64 {
    database.query_row(query, [], |row| row.get(0)).unwrap()
}

#[test]
fn what_is_stored_is_loaded() {
    let (database, contents, authority) = archive();
    for (id, content) in (0..).zip(&contents) {
        let rows = load(&database, id).unwrap();
        let loaded = StoredText::from_rows(&rows)
            .unwrap()
            .open(&authority)
            .unwrap();
        loaded.check(&authority).unwrap();
        assert_eq!(&loaded, content);
    }
}

/// SQL counts in addresses: the text of a span is a `substr`.
#[test]
fn sql_reads_addresses() {
    let (database, contents, _) = archive();
    let query = "SELECT substr(text, start_address + 1, end_address - start_address)
                 FROM span JOIN content USING (content_id)
                 WHERE content_id = ? ORDER BY ordinal";
    let mut spans = 0;
    for (id, content) in (0..).zip(&contents) {
        let covered: Vec<String> = all(&database, query, id, |row| row.get(0)).unwrap();
        assert!(covered.iter().eq(content.spans().map(|span| span.text())));
        spans += covered.len();
    }
    assert!(spans > 100);
    let is_wrong = "SELECT count(*) FROM content WHERE length(text) <> length";
    assert_eq!(count(&database, is_wrong), 0);
    // Overlapping spans are nested.
    let overlap = "SELECT count(*) FROM span AS a JOIN span AS b USING (content_id)
                   WHERE a.ordinal < b.ordinal AND b.start_address < a.end_address
                     AND b.end_address > a.end_address";
    assert_eq!(count(&database, overlap), 0);
    let dashes = "SELECT count(*) FROM span WHERE markup_id = 1100";
    assert_eq!(count(&database, dashes), 1);
}

/// Changes by SQL are noticed, or give content as the rows say.
#[test]
fn sql_changes_tables() {
    let (database, _, authority) = archive();
    let change = |statement: &str| {
        database.execute_batch("SAVEPOINT before").unwrap();
        database.execute_batch(statement).unwrap();
        let rows = load(&database, 2).unwrap();
        database.execute_batch("ROLLBACK TO before").unwrap();
        StoredText::from_rows(&rows)
    };
    let text = change("UPDATE content SET text = replace(text, 'very', 'not')").unwrap_err();
    assert!(matches!(text, StorageError::TextChanged { .. }), "{text}");
    let gone = change("DELETE FROM span WHERE markup_id = 9").unwrap_err();
    assert!(matches!(gone, StorageError::Row(_)), "{gone}");

    // In `<b>So</b> <em>very <i>very</i></em> cold`, replaces one entry with another.
    let merged = change("UPDATE span SET markup_id = 21 WHERE markup_id = 3").unwrap();
    let merged = merged.open(&authority).unwrap();
    merged.check(&authority).unwrap();
    assert_eq!(merged.spans().next().unwrap().markup(), MarkupId::new(21));
}
