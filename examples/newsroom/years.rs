//! The years after: the table changes, and the archive with it.

use standoff::authority::{Status, TagEntry};
use standoff::migration::Migration;
use standoff::text::StoredText;
use standoff::{Authority, Renderer};

use super::database::{Database, Result};
use super::days::{refused, same, table_of};
use super::desk::{Newsroom, contents};
use super::sheet::Sheet;
use super::stories::{NEXT_YEAR, PROGRAM, STATION};
use super::tables::states;
use super::{authority, content, queries};

pub fn next_year(database: &mut impl Database, sheet: &mut Sheet) -> Result<()> {
    sheet.chapter("next year: the table moves on");
    let then = authority::load(database)?;
    let now = moved_on(&then)?;
    for change in then.diff(&now) {
        sheet.line(&format!("  {change}"));
    }
    sheet.line(
        "\nDeprecated, retired and renamed entries ask nothing of the archive: it renders as\n\
         the table says. But `program` is to go, and content holds it.",
    );
    let refused = refused(database.transaction(|database| authority::save(database, &now)))?;
    sheet.line(&format!("  {refused}"));

    let newsroom = Newsroom::under(now)?;
    let archive = archive(database)?;
    let before = states(database)?;
    sheet.line("\nwhat the new table would do to the archive, as it is:");
    let mut migration = Migration::new(&then, &newsroom.body)?;
    sheet.quoted(&migration.report(archive.clone()).to_string());

    let cite = tag(&newsroom.authority, "cite")?.id();
    let em = tag(&newsroom.authority, "em")?.id();
    let underline = tag(&then, "u")?.id();
    migration.merge(PROGRAM, cite)?;
    migration.merge(underline, em)?;
    sheet.line("\nwith `program` merged into `cite`, and `u` into `em`:");
    sheet.quoted(&migration.report(archive.clone()).to_string());
    sheet.line("(3 is `b`, which reads back as what it is written as: `strong`, 21)");
    same("a report is to write nothing", &before, &states(database)?)?;

    write(database, &newsroom, &migration)?;
    sheet.line("\nNothing was written so far. Now it is, in one transaction:");
    table_of(sheet, before, states(database)?);

    sheet.line("\nevery content is read and rendered under the new table:");
    let canonical = Renderer::canonical(&newsroom.authority);
    for (id, name) in contents(database)? {
        let content = newsroom.load(database, id)?;
        sheet.line(&format!("  {name}"));
        sheet.quoted(canonical.render(&content).output());
    }
    newsroom_goes_on(database, sheet, &newsroom)?;
    old_program(database, sheet, then)
}

/// Changes the table: one entry is deprecated, one retired, one renamed, and one
/// removed.
fn moved_on(then: &Authority) -> Result<Authority> {
    let struck = tag(then, "s")?.clone().with_status(Status::Deprecated);
    // Readers mistook it for a link.
    let underlined = tag(then, "u")?.clone().with_status(Status::Retired);
    // Old sources still contain `station`.
    let mut member = TagEntry::new(STATION, "member").with_alias("station");
    for attribute in tag(then, "station")?.attributes() {
        member = member.with_attribute(attribute.clone());
    }
    let builder = then.to_builder().tag(struck).tag(underlined).tag(member);
    let builder = builder.without(PROGRAM).version("newsroom", 2);
    Ok(builder.build()?)
}

fn tag<'a>(authority: &'a Authority, name: &str) -> Result<&'a TagEntry> {
    let tag = authority.tag_named(name);
    Ok(tag.ok_or_else(|| format!("no tag `{name}`"))?)
}

fn archive(database: &mut impl Database) -> Result<Vec<(String, StoredText)>> {
    let contents = contents(database)?.into_iter();
    let contents = contents.map(|(id, name)| Ok((name, content::load(database, id)?)));
    contents.collect()
}

/// Writes archive and authority together, or neither: their versions never differ.
fn write(database: &mut impl Database, newsroom: &Newsroom, migration: &Migration) -> Result<()> {
    database.transaction(|database| {
        for (id, _) in contents(database)? {
            let migrated = migration
                .migrate(&content::load(database, id)?)?
                .into_stored();
            content::save(database, &migrated.to_rows(id))?;
            newsroom.save_links(database, id, migrated.content())?;
        }
        authority::save(database, &newsroom.authority)
    })
}

/// Ingests stories under the new table.
fn newsroom_goes_on(
    database: &mut impl Database,
    sheet: &mut Sheet,
    newsroom: &Newsroom,
) -> Result<()> {
    let fields = newsroom.ingest(&NEXT_YEAR)?;
    newsroom.save(database, &NEXT_YEAR, &fields)?;
    sheet.line(&format!("\n{} comes in:", NEXT_YEAR.name));
    for field in &fields {
        sheet.quoted(field.source);
        for finding in field.ingested.findings() {
            sheet.line(&format!("  {finding}"));
        }
    }
    sheet.line("\nIs anything in use that is on its way out?");
    sheet.statement(queries::ON_THEIR_WAY_OUT);
    sheet.table(
        &["status", "entry", "uses"],
        database.query(queries::ON_THEIR_WAY_OUT, &[])?,
    );
    Ok(())
}

/// A program that was not restarted still has the old table in memory.
fn old_program(database: &mut impl Database, sheet: &mut Sheet, then: Authority) -> Result<()> {
    let behind = Newsroom::under(then)?;
    let why = behind.load(database, 70051).err();
    let why = why.ok_or("newer content is to be refused")?;
    sheet.line(&format!("\na program that still has the old table: {why}"));
    Ok(())
}
