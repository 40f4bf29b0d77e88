//! The newsroom's archive on SQLite, and on PostgreSQL if there is a server.
//!
//! `STANDOFF_POSTGRES` is the address of a server, as `postgres://user@host` or
//! `host=/run user=me`; the user must be allowed to create databases. `.ci/postgres`
//! starts a server and sets the variable. Only a running test can read it, and the
//! harness of `cargo test` would count a skipped test as passed. So this target has a
//! harness of its own, which reports such tests as ignored.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has to say where"
)]

mod checks;
mod corruption;
mod schema;
mod server;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

use newsroom::database::Database;
use newsroom::sqlite::Sqlite;
use server::Server;

/// A name, and a check of an empty database.
type Check<D> = (&'static str, fn(&mut D));

/// The checks of every database.
fn of_all<D: Database>() -> Vec<Check<D>> {
    let all: [Check<D>; 12] = [
        ("tells_the_story_of_the_example", checks::story),
        ("content_is_loaded_as_it_was_stored", checks::content),
        (
            "authorities_are_loaded_as_they_were_stored",
            checks::authorities,
        ),
        ("sql_counts_as_addresses_do", checks::addresses),
        ("hosts_are_those_that_browsers_go_to", checks::hosts),
        ("a_transaction_is_whole_or_nothing", checks::transactions),
        ("a_name_is_changed_everywhere_or_nowhere", checks::renames),
        ("rules_are_kept", schema::rules),
        ("no_column_is_empty_that_may_not_be", schema::nulls),
        ("an_entry_in_use_is_not_deleted", schema::entries_in_use),
        ("broken_tables_are_refused_or_harmless", corruption::tables),
        (
            "broken_authorities_are_refused_or_harmless",
            corruption::authorities,
        ),
    ];
    all.into()
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();

    let mut of_sqlite = of_all::<Sqlite>();
    of_sqlite.push(("questions_are_answered_by_indexes", schema::sqlite_plans));
    of_sqlite.push((
        "columns_take_any_type_and_readers_do_not",
        corruption::types,
    ));
    for (name, check) in of_sqlite {
        trials.push(Trial::test(format!("sqlite::{name}"), move || {
            check(&mut Sqlite::in_memory().unwrap());
            Ok(())
        }));
    }

    let server = Server::of_environment();
    let mut of_postgres = of_all();
    of_postgres.push(("questions_are_answered_by_indexes", schema::postgres_plans));
    of_postgres.push(("digests_are_those_of_the_server", checks::digests));
    of_postgres.push(("the_one_update_writes_one_row", checks::one_row));
    for (name, check) in of_postgres {
        let has_server = server.is_some();
        let server = server.clone();
        let trial = Trial::test(format!("postgres::{name}"), move || {
            let server = server.ok_or("STANDOFF_POSTGRES is not set")?;
            server.with_database(name, check);
            Ok(())
        });
        trials.push(trial.with_ignored_flag(!has_server));
    }
    if server.is_none() {
        eprintln!("no server: STANDOFF_POSTGRES is not set, .ci/postgres starts one and sets it");
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}
