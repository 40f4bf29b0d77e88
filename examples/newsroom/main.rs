//! A newsroom's archive in a relational database: a week of it, and a year.
//!
//! ```sh
//! cargo run -p newsroom                             # SQLite, in memory
//! cargo run -p newsroom -- archive.db               # SQLite, in a new file
//! cargo run -p newsroom -- postgres://me@host/empty # PostgreSQL
//! ```
//!
//! `schema.sql` has the tables and `queries.rs` the queries; `content.rs` and
//! `authority.rs` write and read the rows. SQLite and PostgreSQL get the very same
//! statements, and the printed output is the same. `tests/databases` checks more than
//! is printed here.

use std::env;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use newsroom::database::Result;
use newsroom::postgres::Postgres;
use newsroom::sqlite::Sqlite;
use newsroom::tell;

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
        // The reader has closed the pipe, as `head` does.
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
