//! PostgreSQL, on your server.

use std::collections::HashMap;
use std::error::Error;

use bytes::BytesMut;
use postgres::error::SqlState;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, Config, NoTls, Row, Statement};

use super::database::{Database, Refused, Result, Value};

pub struct Postgres {
    client: Client,
    prepared: HashMap<String, Statement>,
}

impl Postgres {
    pub fn at(address: &Config) -> Result<Self> {
        Ok(Self {
            client: address.connect(NoTls)?,
            prepared: HashMap::new(),
        })
    }

    /// Prepares each statement once.
    fn prepared(&mut self, statement: &str) -> Result<Statement> {
        if let Some(prepared) = self.prepared.get(statement) {
            return Ok(prepared.clone());
        }
        let prepared = self.client.prepare(statement).map_err(said)?;
        self.prepared.insert(statement.to_owned(), prepared.clone());
        Ok(prepared)
    }
}

impl Database for Postgres {
    fn script(&mut self, statements: &str) -> Result<()> {
        self.client.batch_execute(statements).map_err(said)
    }

    fn execute(&mut self, statement: &str, values: &[Value]) -> Result<u64> {
        let statement = self.prepared(statement)?;
        let done = self.client.execute(&statement, &parameters(values));
        done.map_err(said)
    }

    fn query(&mut self, query: &str, values: &[Value]) -> Result<Vec<Vec<Value>>> {
        let query = self.prepared(query)?;
        let rows = self.client.query(&query, &parameters(values));
        let rows = rows.map_err(said)?;
        rows.iter().map(columns).collect()
    }
}

fn parameters(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    let values = values.iter().map(|value| value as &(dyn ToSql + Sync));
    values.collect()
}

fn columns(row: &Row) -> Result<Vec<Value>> {
    let columns = row.columns().iter().enumerate();
    let columns = columns.map(|(at, column)| {
        Ok(match *column.type_() {
            Type::INT4 => row.try_get::<_, Option<i32>>(at)?.map(i64::from).into(),
            Type::INT8 => row.try_get::<_, Option<i64>>(at)?.into(),
            _ => row.try_get::<_, Option<&str>>(at)?.into(),
        })
    });
    columns.collect()
}

impl ToSql for Value {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Number(number) => number.to_sql_checked(ty, out),
            Self::Text(text) => text.to_sql_checked(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn said(error: postgres::Error) -> Box<dyn Error> {
    let refused = match error.code() {
        Some(&SqlState::CHECK_VIOLATION) => Refused::Check,
        Some(&SqlState::FOREIGN_KEY_VIOLATION) => Refused::ForeignKey,
        Some(&SqlState::NOT_NULL_VIOLATION) => Refused::NotNull,
        Some(&SqlState::UNIQUE_VIOLATION) => Refused::Unique,
        _ => return error.into(),
    };
    refused.into()
}
