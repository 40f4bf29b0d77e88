//! The tables of the database: their state, and how rows are printed.

use standoff::text::rows::digest;

use super::database::{Database, Result, Value};
use super::sheet::Sheet;

/// The tables, each with the columns that order it.
pub const TABLES: [(&str, &str); 15] = [
    ("authority", "name"),
    ("markup", "markup_id"),
    ("tag", "markup_id"),
    ("alias", "markup_id, ordinal"),
    ("tag_set", "markup_id, ordinal"),
    ("tag_attribute", "markup_id, attribute_id"),
    ("word", "markup_id, attribute_id, ordinal"),
    ("character", "markup_id"),
    ("content", "content_id"),
    ("span", "content_id, ordinal"),
    ("attribute", "content_id, span_ordinal, ordinal"),
    ("field", "content_id"),
    ("link", "content_id, span_ordinal, ordinal"),
    ("layer", "content_id, kind"),
    ("mark", "content_id, kind, ordinal"),
];

/// The state of a table: the number of rows, and the start of a digest of all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    pub table: &'static str,
    pub rows: usize,
    pub digest: String,
}

pub fn states(database: &mut impl Database) -> Result<Vec<State>> {
    let states = TABLES.into_iter().map(|(table, order)| {
        let rows = database.query(&format!("SELECT * FROM {table} ORDER BY {order}"), &[])?;
        let digest = digest(&format!("{rows:?}"));
        Ok(State {
            table,
            rows: rows.len(),
            digest: digest[..12].to_owned(),
        })
    });
    states.collect()
}

impl Sheet {
    /// Prints a statement as the database gets it.
    pub fn statement(&mut self, statement: &str) {
        self.line("");
        self.quoted(statement);
    }

    pub fn table(&mut self, heads: &[&str], rows: Vec<Vec<Value>>) {
        let mut cells = vec![heads.iter().map(|head| (*head).to_owned()).collect()];
        let shown = |row: Vec<Value>| row.iter().map(ToString::to_string).collect::<Vec<_>>();
        cells.extend(rows.into_iter().map(shown));
        let widths: Vec<usize> = (0..heads.len())
            .map(|column| cells.iter().map(|row| row[column].chars().count()).max())
            .map(Option::unwrap_or_default)
            .collect();
        for row in &cells {
            let mut line = String::from(" ");
            for (cell, &width) in row.iter().zip(&widths) {
                line.push_str("  ");
                line.push_str(cell);
                line.push_str(&" ".repeat(width - cell.chars().count()));
            }
            self.line(&line);
        }
    }
}
