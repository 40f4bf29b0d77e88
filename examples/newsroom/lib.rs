//! The work of the newsroom with its archive, apart from the program that prints it, so
//! that tests can check more than is printed.

#![allow(
    missing_docs,
    missing_debug_implementations,
    clippy::exhaustive_enums,
    clippy::exhaustive_structs,
    clippy::partial_pub_fields,
    clippy::should_implement_trait,
    reason = "a program's modules, not an API"
)]

pub mod authority;
pub mod content;
pub mod database;
pub mod days;
pub mod desk;
pub mod layers;
pub mod lints;
pub mod names;
pub mod postgres;
pub mod queries;
#[path = "../sheet.rs"]
pub mod sheet;
pub mod sqlite;
pub mod stories;
pub mod tables;
pub mod years;

use database::{Database, Result};
use sheet::Sheet;

/// Runs the whole example in an empty database.
pub fn tell(database: &mut impl Database) -> Result<String> {
    let mut sheet = Sheet::default();
    days::monday(database, &mut sheet)?;
    days::tuesday(database, &mut sheet)?;
    days::wednesday(database, &mut sheet)?;
    days::thursday(database, &mut sheet)?;
    days::friday(database, &mut sheet)?;
    days::saturday(database, &mut sheet)?;
    years::next_year(database, &mut sheet)?;
    names::new_spelling(database, &mut sheet)?;
    lints::car_radio(database, &mut sheet)?;
    Ok(sheet.finish())
}
