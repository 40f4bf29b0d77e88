//! A week: tables, stories in, stories out, queries, and one UPDATE.

use super::database::{Database, Refused, Result, Value, one};
use super::desk::{Newsroom, contents};
use super::queries;
use super::sheet::Sheet;
use super::stories::{LATE, STORIES};
use super::tables::{State, states};
use super::{authority, stories};

const SCHEMA: &str = include_str!("schema.sql");

pub fn monday(database: &mut impl Database, sheet: &mut Sheet) -> Result<()> {
    sheet.chapter("monday: the tables");
    let authority = stories::authority()?;
    database.script(SCHEMA)?;
    database.transaction(|database| authority::save(database, &authority))?;

    // Loading returns what was saved.
    let stored = authority::load(database)?;
    if stored != authority {
        return Err("the tables hold another authority".into());
    }
    let count = |table| format!("SELECT count(*) FROM {table}");
    let tags: i64 = one(database, &count("tag"), &[])?;
    let attributes: i64 = one(database, &count("tag_attribute"), &[])?;
    let characters: i64 = one(database, &count("character"), &[])?;
    let name = stored.version().ok_or("the authority has no name")?;
    sheet.line(&format!(
        "{name}: {tags} tags with {attributes} attributes, and {characters} characters"
    ));
    Ok(())
}

pub fn tuesday(database: &mut impl Database, sheet: &mut Sheet) -> Result<()> {
    sheet.chapter("tuesday: stories come in");
    let newsroom = Newsroom::under(authority::load(database)?)?;
    for story in &STORIES {
        let fields = newsroom.ingest(story)?;
        newsroom.save(database, story, &fields)?;
        for field in &fields {
            let content = &field.rows.content;
            let counts = [
                (content.length, "character"),
                (content.span_count, "span"),
                (content.attribute_count, "attribute"),
            ];
            let counts = counts.map(|(count, what)| counted(count, what)).join(", ");
            sheet.line(&format!("\n{}/{}: {counts}", story.name, field.name));
            sheet.quoted(field.source);
            for finding in field.ingested.findings() {
                sheet.line(&format!("  {finding}"));
            }
        }
    }

    // One transaction per story. Here the last row of the last field is invalid: most
    // of the story is written before the database reaches it.
    let before = states(database)?;
    let mut fields = newsroom.ingest(&LATE)?;
    let last = fields
        .iter_mut()
        .flat_map(|field| &mut field.rows.attributes);
    last.last().ok_or("the story has a link")?.span_ordinal = 99;
    let refused = refused(newsroom.save(database, &LATE, &fields))?;
    sheet.line(&format!("\n{}: {refused}", LATE.name));
    same("half a story is left", &before, &states(database)?)?;
    sheet.line("  nothing of it is left");
    Ok(())
}

pub fn wednesday(database: &mut impl Database, sheet: &mut Sheet) -> Result<()> {
    sheet.chapter("wednesday: stories go out");
    let newsroom = Newsroom::under(authority::load(database)?)?;
    for (name, outputs) in outputs(database, &newsroom)? {
        sheet.line(&format!("\n{name}"));
        for (platform, output) in outputs {
            sheet.line(&format!("  {platform}:"));
            sheet.quoted(&output);
        }
    }
    Ok(())
}

pub type Outputs = Vec<(String, Vec<(&'static str, String)>)>;

/// Renders every content of the archive for every platform.
pub fn outputs(database: &mut impl Database, newsroom: &Newsroom) -> Result<Outputs> {
    let contents = contents(database)?.into_iter().map(|(id, name)| {
        let content = newsroom.load(database, id)?;
        let outputs = newsroom.render(&content);
        let outputs = outputs.map(|(platform, output)| (platform, output.into_owned()));
        Ok((name, outputs.collect()))
    });
    contents.collect()
}

pub fn thursday(database: &mut impl Database, sheet: &mut Sheet) -> Result<()> {
    sheet.chapter("thursday: questions, in plain SQL");
    let mut ask = |question: &str, query, value: Option<&str>, heads: &[&str]| {
        sheet.line(&format!("\n{question}"));
        sheet.statement(query);
        let values: Vec<Value> = value.into_iter().map(Value::from).collect();
        sheet.table(heads, database.query(query, &values)?);
        Ok::<(), Box<dyn std::error::Error>>(())
    };
    ask(
        "The headlines, without markup, straight out of the column:",
        queries::TEXTS,
        None,
        &["story", "text"],
    )?;
    ask(
        "Who links to harbor.example?",
        queries::LINKS_TO,
        Some("harbor.example"),
        &["story", "field", "passage", "value"],
    )?;
    ask(
        "Where is a `station` named?",
        queries::USES_OF,
        Some("station"),
        &["story", "field", "start", "passage"],
    )?;
    ask(
        "Where does an `&mdash;` stand, and what follows?",
        queries::STANDS,
        Some("&mdash;"),
        &["story", "field", "start", "text"],
    )
}

pub fn friday(database: &mut impl Database, sheet: &mut Sheet) -> Result<()> {
    sheet.chapter("friday: `b` is to be `strong`, in every story ever published");
    let newsroom = Newsroom::under(authority::load(database)?)?;
    let rows_before = states(database)?;
    let before = outputs(database, &newsroom)?;

    sheet.statement(queries::B_IS_STRONG);
    let changed = database.execute(queries::B_IS_STRONG, &[])?;
    sheet.line(&format!("  rows changed: {changed}"));

    sheet.line("\nall that the database holds, before and after:");
    table_of(sheet, rows_before, states(database)?);

    let newsroom = Newsroom::under(authority::load(database)?)?;
    let after = outputs(database, &newsroom)?;
    for ((name, before), (_, after)) in before.into_iter().zip(after) {
        sheet.line(&format!("\n{name}"));
        for ((platform, before), (_, after)) in before.into_iter().zip(after) {
            if before == after {
                sheet.line(&format!("  {platform}: as before"));
                continue;
            }
            sheet.line(&format!("  {platform}:"));
            sheet.quoted(&before);
            sheet.quoted(&after);
        }
    }
    Ok(())
}

/// Checks that nothing was written.
pub fn same(if_not: &str, before: &[State], after: &[State]) -> Result<()> {
    match before == after {
        true => Ok(()),
        false => Err(if_not.into()),
    }
}

fn counted(count: i64, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

/// Prints the states before and after, side by side.
pub fn table_of(sheet: &mut Sheet, before: Vec<State>, after: Vec<State>) {
    let rows = before.into_iter().zip(after).map(|(before, after)| {
        let same = if before == after {
            "the same"
        } else {
            "CHANGED"
        };
        vec![
            before.table.into(),
            shown(before.rows),
            Value::Text(before.digest),
            shown(after.rows),
            Value::Text(after.digest),
            same.into(),
        ]
    });
    let heads = ["table", "rows", "digest", "rows", "digest", ""];
    sheet.table(&heads, rows.collect());
}

fn shown(count: usize) -> Value {
    Value::Text(count.to_string())
}

/// Shows that the text under stored addresses cannot change silently.
pub fn saturday(database: &mut impl Database, sheet: &mut Sheet) -> Result<()> {
    sheet.chapter("saturday: somebody mends a story in the table, by hand");
    let statement =
        "UPDATE content SET text = replace(text, 'six', 'two') WHERE content_id = 70012";
    sheet.statement(statement);
    let newsroom = Newsroom::under(authority::load(database)?)?;
    let undone: Result<()> = database.transaction(|database| {
        database.execute(statement, &[])?;
        newsroom.load(database, 70012)?;
        Ok(())
    });
    let why = undone.err().ok_or("text that was changed is refused")?;
    sheet.line(&format!("  {why}"));
    Ok(())
}

/// Returns the error of a statement that must fail.
pub fn refused<T>(result: Result<T>) -> Result<Refused> {
    match result {
        Ok(_) => Err("the database is to refuse this".into()),
        Err(error) => Ok(*error.downcast::<Refused>()?),
    }
}
