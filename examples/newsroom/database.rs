//! The database interface of the newsroom: small enough that SQLite and PostgreSQL take
//! the same statements.

use std::fmt;

pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A value of a column: the row structs of standoff have no other types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Null,
    Number(i64),
    Text(String),
}

/// A connection. Statements number their values in order, as `$1`.
pub trait Database {
    /// Runs statements without values.
    fn script(&mut self, statements: &str) -> Result<()>;

    /// Runs one statement, and returns how many rows it wrote.
    fn execute(&mut self, statement: &str, values: &[Value]) -> Result<u64>;

    /// Runs a query and returns its rows.
    fn query(&mut self, query: &str, values: &[Value]) -> Result<Vec<Vec<Value>>>;

    /// Runs work in a transaction: completely or not at all.
    fn transaction<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T>
    where
        Self: Sized,
    {
        self.script("BEGIN")?;
        let done = work(self).and_then(|done| {
            self.script("COMMIT")?;
            Ok(done)
        });
        if done.is_err() {
            // If this fails too, the connection is lost, and the work with it.
            let _ = self.script("ROLLBACK");
        }
        done
    }
}

/// The constraint that a database enforced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    Check,
    ForeignKey,
    NotNull,
    Unique,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rule = match self {
            Self::Check => "a check",
            Self::ForeignKey => "a foreign key",
            Self::NotNull => "a column that is never empty",
            Self::Unique => "a key that is there once",
        };
        write!(f, "the database refused it: {rule}")
    }
}

impl std::error::Error for Refused {}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl<T> From<Option<T>> for Value
where
    Self: From<T>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::from)
    }
}

/// A column of a row, converted to the type of the row struct.
pub trait Column: Sized {
    fn of(value: Value) -> Result<Self>;
}

impl Column for i64 {
    fn of(value: Value) -> Result<Self> {
        match value {
            Value::Number(number) => Ok(number),
            other => Err(format!("{other} where a number belongs").into()),
        }
    }
}

impl Column for String {
    fn of(value: Value) -> Result<Self> {
        match value {
            Value::Text(text) => Ok(text),
            other => Err(format!("{other} where text belongs").into()),
        }
    }
}

impl<T: Column> Column for Option<T> {
    fn of(value: Value) -> Result<Self> {
        match value {
            Value::Null => Ok(None),
            value => T::of(value).map(Some),
        }
    }
}

/// The columns of a row, in order.
pub struct Columns(std::vec::IntoIter<Value>);

impl Columns {
    pub fn of(row: Vec<Value>) -> Self {
        Self(row.into_iter())
    }

    pub fn next<T: Column>(&mut self) -> Result<T> {
        T::of(self.0.next().ok_or("the query has too few columns")?)
    }
}

/// Returns the first column of the first row.
pub fn one<T: Column>(database: &mut impl Database, query: &str, values: &[Value]) -> Result<T> {
    let rows = database.query(query, values)?;
    let row = rows.into_iter().next().ok_or("no such row")?;
    Columns::of(row).next()
}

/// Inserts a row: `into` is the table with its columns.
pub fn insert(database: &mut impl Database, into: &str, values: &[Value]) -> Result<()> {
    let numbers: Vec<String> = (1..=values.len()).map(|at| format!("${at}")).collect();
    let statement = format!("INSERT INTO {into} VALUES ({})", numbers.join(", "));
    database.execute(&statement, values)?;
    Ok(())
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("NULL"),
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}
