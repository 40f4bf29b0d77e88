//! A newsroom's archive in a relational database: a week of it, and a year.
//!
//! ```sh
//! cargo run --example newsroom                             # SQLite, in memory
//! cargo run --example newsroom -- archive.db               # SQLite, in a new file
//! cargo run --example newsroom -- postgres://me@host/empty # PostgreSQL
//! ```
//!
//! `schema.sql` has the tables and `queries.rs` the questions; `content.rs` and
//! `authority.rs` write and read the rows. SQLite and PostgreSQL get the very same
//! statements, and what is printed is the same. `tests/databases` asks more of all
//! this than is printed here.

pub(crate) mod authority;
pub(crate) mod content;
pub(crate) mod database;
pub(crate) mod days;
pub(crate) mod desk;
pub(crate) mod postgres;
pub(crate) mod queries;
pub(crate) mod sheet;
pub(crate) mod sqlite;
pub(crate) mod stories;
pub(crate) mod years;

use std::env;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use database::{Database, Result};
use postgres::Postgres;
use sheet::Sheet;
use sqlite::Sqlite;

fn main() -> ExitCode {
    let told = match told() {
        Ok(told) => told,
        Err(error) => {
            eprintln!("newsroom: {error}");
            return ExitCode::from(2);
        }
    };
    match io::stdout().lock().write_all(told.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        // Who reads has read enough, as `head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("newsroom: {error}");
            ExitCode::from(2)
        }
    }
}

fn told() -> Result<String> {
    let mut arguments = env::args().skip(1);
    let place = arguments.next();
    if arguments.next().is_some() {
        return Err("usage: newsroom [FILE | postgres://...]".into());
    }
    match place {
        None => tell(&mut Sqlite::in_memory()?),
        Some(address) if address.starts_with("postgres://") => {
            tell(&mut Postgres::at(&address.parse()?)?)
        }
        Some(file) if Path::new(&file).exists() => Err(format!("{file} is there already").into()),
        Some(file) => tell(&mut Sqlite::in_file(Path::new(&file))?),
    }
}

/// The whole story, in an empty database.
pub(crate) fn tell(database: &mut impl Database) -> Result<String> {
    let mut sheet = Sheet::default();
    days::monday(database, &mut sheet)?;
    days::tuesday(database, &mut sheet)?;
    days::wednesday(database, &mut sheet)?;
    days::thursday(database, &mut sheet)?;
    days::friday(database, &mut sheet)?;
    days::saturday(database, &mut sheet)?;
    years::next_year(database, &mut sheet)?;
    Ok(sheet.finish())
}
