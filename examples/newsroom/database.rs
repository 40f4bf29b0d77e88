//! What the newsroom asks of a database: little enough that SQLite and PostgreSQL
//! are asked in the same words.

use std::fmt;

pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// What a column holds: the row structs of standoff have no other types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Null,
    Number(i64),
    Text(String),
}

/// A connection. Statements number their values, as `$1`, in the order in which
/// they stand.
pub trait Database {
    /// Runs statements without values.
    fn script(&mut self, statements: &str) -> Result<()>;

    /// Runs one statement, and says how many rows it wrote.
    fn execute(&mut self, statement: &str, values: &[Value]) -> Result<u64>;

    /// The rows of a query.
    fn query(&mut self, query: &str, values: &[Value]) -> Result<Vec<Vec<Value>>>;

    /// All of the work, or nothing of it.
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
            // Where this fails too the connection is gone, and with it the work.
            let _ = self.script("ROLLBACK");
        }
        done
    }
}

/// Which of its rules a database refused to break.
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

/// A column of a row, as what the row struct has there.
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

/// The columns of a row, one after the other.
pub struct Columns(std::vec::IntoIter<Value>);

impl Columns {
    pub fn of(row: Vec<Value>) -> Self {
        Self(row.into_iter())
    }

    pub fn next<T: Column>(&mut self) -> Result<T> {
        T::of(self.0.next().ok_or("the query has too few columns")?)
    }
}

/// The first column of the first row.
pub fn one<T: Column>(database: &mut impl Database, query: &str, values: &[Value]) -> Result<T> {
    let rows = database.query(query, values)?;
    let row = rows.into_iter().next().ok_or("no such row")?;
    Columns::of(row).next()
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
