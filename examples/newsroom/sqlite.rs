//! SQLite, bundled with the example.

use std::path::Path;

use rusqlite::types::{ToSql, ToSqlOutput, Value as Stored, ValueRef};
use rusqlite::{Connection, Error, ffi, params_from_iter};

use super::database::{Database, Refused, Result, Value};

pub struct Sqlite(Connection);

impl Sqlite {
    /// Opens a database in memory, which vanishes with its connection.
    pub fn in_memory() -> Result<Self> {
        Self::with_rules(Connection::open_in_memory()?)
    }

    /// Opens a database in a file.
    pub fn in_file(path: &Path) -> Result<Self> {
        Self::with_rules(Connection::open(path)?)
    }

    fn with_rules(connection: Connection) -> Result<Self> {
        connection.pragma_update(None, "foreign_keys", true)?;
        Ok(Self(connection))
    }
}

impl Database for Sqlite {
    fn script(&mut self, statements: &str) -> Result<()> {
        self.0.execute_batch(statements).map_err(said)
    }

    fn execute(&mut self, statement: &str, values: &[Value]) -> Result<u64> {
        let mut statement = self.0.prepare_cached(statement)?;
        let rows = statement.execute(params_from_iter(values)).map_err(said)?;
        Ok(rows.try_into()?)
    }

    fn query(&mut self, query: &str, values: &[Value]) -> Result<Vec<Vec<Value>>> {
        let mut statement = self.0.prepare_cached(query)?;
        let width = statement.column_count();
        let mut rows = statement.query(params_from_iter(values))?;
        let mut all = Vec::new();
        while let Some(row) = rows.next().map_err(said)? {
            let columns = (0..width).map(|column| value(row.get_ref(column)?));
            all.push(columns.collect::<Result<_>>()?);
        }
        Ok(all)
    }
}

/// Converts a value. SQLite's columns take values of any type; others than ours are
/// refused.
fn value(value: ValueRef<'_>) -> Result<Value> {
    match value {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(number) => Ok(Value::Number(number)),
        ValueRef::Text(text) => Ok(Value::Text(std::str::from_utf8(text)?.to_owned())),
        other => Err(format!("a value of type {}", other.data_type()).into()),
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Stored::Null),
            Self::Number(number) => ToSqlOutput::from(*number),
            Self::Text(text) => ToSqlOutput::from(text.as_str()),
        })
    }
}

fn said(error: Error) -> Box<dyn std::error::Error> {
    let refused = match &error {
        Error::SqliteFailure(failure, _) => match failure.extended_code {
            ffi::SQLITE_CONSTRAINT_CHECK => Refused::Check,
            ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Refused::ForeignKey,
            ffi::SQLITE_CONSTRAINT_NOTNULL => Refused::NotNull,
            ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_UNIQUE => Refused::Unique,
            _ => return error.into(),
        },
        _ => return error.into(),
    };
    refused.into()
}
