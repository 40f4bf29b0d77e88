//! Measures the size of stored content, relative to its source:
//! `cargo bench --bench storage -- [DIR...]`
//!
//! Runs on generated articles, or on the `.html` files of directories. For SQLite, the
//! size is that of the whole file, with primary keys and free space in pages.

use std::env;
use std::error::Error;

use rusqlite::{Connection, params};
use standoff::text::StoredText;
use standoff::text::rows::TextRows;
use standoff::{Authority, FieldPolicy, Ingester, Renderer};
use standoff_benches::Corpus;

fn main() -> Result<(), Box<dyn Error>> {
    let directories: Vec<String> = env::args()
        .skip(1)
        .filter(|a| !a.starts_with('-'))
        .collect();
    if directories.is_empty() {
        return measure(&Corpus::generated(60));
    }
    for directory in directories {
        measure(&Corpus::read(&directory)?)?;
    }
    Ok(())
}

fn measure(corpus: &Corpus) -> Result<(), Box<dyn Error>> {
    let authority = Authority::article();
    let policy = FieldPolicy::new().with_max_bytes(FieldPolicy::MAX_BYTES);
    let ingester = Ingester::new(&policy, &authority)?;
    let canonical = Renderer::canonical(&authority);
    let (mut html, mut text, mut json) = (0, 0, 0);
    let (mut spans, mut attributes) = (0, 0);
    let mut all = Vec::new();
    for (id, source) in (0..).zip(&corpus.sources) {
        let stored = StoredText::new(ingester.ingest(source)?.into_content(), &authority);
        html += canonical.render(stored.content()).output().len();
        text += stored.content().text().len();
        json += serde_json::to_string(&stored)?.len();
        let rows = stored.to_rows(id);
        spans += rows.spans.len();
        attributes += rows.attributes.len();
        all.push((stored, rows));
    }
    let source = corpus.bytes();
    let share = |name: &str, bytes: usize| {
        let percent = bytes.saturating_mul(1000) / source.max(1);
        println!(
            "{name:28} {bytes:>10} bytes  {:>3}.{} %",
            percent / 10,
            percent % 10
        );
    };
    println!(
        "{}: {} sources, {spans} spans, {attributes} attributes",
        corpus.name,
        all.len()
    );
    share("source", source);
    share("canonical HTML", html);
    share("text", text);
    share(
        "SQLite, text alone",
        database(all.iter().map(|(_, rows)| rows), false)?,
    );
    share(
        "SQLite, text and rows",
        database(all.iter().map(|(_, rows)| rows), true)?,
    );
    share("JSON", json);
    let binary = all.iter().map(|(stored, _)| stored.to_binary().len());
    share("binary", binary.sum());
    Ok(())
}

/// Returns the size of a database with these rows, in the tables of the documentation
/// of `text::rows`.
fn database<'r>(
    all: impl Iterator<Item = &'r TextRows>,
    with_rows: bool,
) -> Result<usize, Box<dyn Error>> {
    let documentation = include_str!("../../src/text/storage/rows.rs");
    let tables = documentation.split("//! ```").nth(1).unwrap_or_default();
    let tables = tables.trim_start_matches("sql").replace("//!", "");
    let mut database = Connection::open_in_memory()?;
    database.execute_batch(&tables)?;
    let transaction = database.transaction()?;
    for TextRows {
        content,
        spans,
        attributes,
    } in all
    {
        transaction.execute(
            "INSERT INTO content VALUES (?, ?, ?, ?, ?, ?, NULL, NULL)",
            params![
                content.content_id,
                content.text,
                content.length,
                content.digest,
                content.span_count,
                content.attribute_count,
            ],
        )?;
        if !with_rows {
            continue;
        }
        let mut insert =
            transaction.prepare_cached("INSERT INTO span VALUES (?, ?, ?, ?, ?, ?)")?;
        for row in spans {
            insert.execute(params![
                row.content_id,
                row.ordinal,
                row.markup_id,
                row.start_address,
                row.end_address,
                row.depth,
            ])?;
        }
        let statement = "INSERT INTO attribute VALUES (?, ?, ?, ?, ?)";
        let mut insert = transaction.prepare_cached(statement)?;
        for row in attributes {
            insert.execute(params![
                row.content_id,
                row.span_ordinal,
                row.ordinal,
                row.attribute_id,
                row.value,
            ])?;
        }
    }
    transaction.commit()?;
    database.execute_batch("VACUUM")?;
    let number = |pragma: &str| database.query_row(pragma, [], |row| row.get::<_, i64>(0));
    let bytes = number("PRAGMA page_count")? * number("PRAGMA page_size")?;
    Ok(usize::try_from(bytes)?)
}
