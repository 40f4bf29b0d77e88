//! A name is spelled anew in the whole archive: completely, or nowhere.

use standoff::edit::{Edit, Gone};
use standoff::layer::Layer;
use standoff::text::AddressRange;
use standoff::{AddressedText, Renderer};

use super::authority;
use super::database::{Columns, Database, Result};
use super::days::same;
use super::desk::Newsroom;
use super::layers::{self, Key, Kind, Lost};
use super::queries;
use super::sheet::Sheet;
use super::stories::MADRAS;
use super::tables::states;

/// The body of `monsoon`.
pub const MONSOON: i64 = 70062;

/// What became of one field.
pub struct Renamed {
    /// What was replaced: its range in the old text, and in the new one.
    pub changes: Vec<(AddressRange, AddressRange)>,
    /// The spans that are there no more, such as bold on half of the name.
    pub gone: Vec<Gone>,
    /// The marks that have no place on the new text.
    pub lost: Vec<Lost>,
}

/// Replaces a name wherever it stands in the archive, in one transaction: if one field is
/// refused, nothing is written. What covers a name, as a link does, stays; layers follow.
pub fn rename(
    database: &mut impl Database,
    newsroom: &Newsroom,
    old: &str,
    new: &str,
) -> Result<Vec<(String, Renamed)>> {
    database.transaction(|database| {
        let found = database.query(queries::HOLD, &[old.into()])?.into_iter();
        let renamed = found.map(Columns::of).map(|mut row| {
            let (id, story, name) = (row.next()?, row.next::<String>()?, row.next::<String>()?);
            let field = format!("{story}/{name}");
            let renamed = rename_in(database, newsroom, id, [old, new]);
            let renamed = renamed.map_err(|why| format!("{field}: {why}"))?;
            Ok((field, renamed))
        });
        renamed.collect()
    })
}

fn rename_in(
    database: &mut impl Database,
    newsroom: &Newsroom,
    id: i64,
    [old, new]: [&str; 2],
) -> Result<Renamed> {
    let content = newsroom.load(database, id)?;
    // One edit: what was put in is never searched again.
    let places = content.find(old);
    let edit = places.fold(Edit::new(), |edit, at| edit.replace(at, new));
    let edited = edit.apply(&content, &newsroom.authority)?;
    Ok(Renamed {
        lost: newsroom.change(database, id, &content, &edited)?,
        changes: edited.mapping().changes().collect(),
        gone: edited.gone().to_vec(),
    })
}

pub fn new_spelling(database: &mut impl Database, sheet: &mut Sheet) -> Result<()> {
    sheet.chapter("`Madras` is to be `Chennai`, in every story ever published");
    let newsroom = Newsroom::under(authority::load(database)?)?;
    for story in &MADRAS {
        let fields = newsroom.ingest(story)?;
        newsroom.save(database, story, &fields)?;
        for field in &fields {
            sheet.line(&format!("\n{}/{}", story.name, field.name));
            sheet.quoted(field.source);
        }
    }
    let content = newsroom.load(database, MONSOON)?;
    database.transaction(|database| annotate(database, &content))?;
    sheet.line("\nWhat editors have written beside the stories, and which facts they checked:");
    marks(database, sheet)?;

    refused(database, sheet, &newsroom)?;

    sheet.line("\nIt is taken back. Now all of it is written, in one transaction:");
    database.execute(BACK_AGAIN, &[])?;
    report(sheet, &rename(database, &newsroom, "Madras", "Chennai")?);

    sheet.line("\nLinks are where they were. What their URLs spell is no text, and stays:");
    let canonical = Renderer::canonical(&newsroom.authority);
    for id in MADRAS.iter().flat_map(|story| story.contents()) {
        let content = newsroom.load(database, id)?;
        sheet.quoted(canonical.render(&content).output());
    }
    sheet.line("\nNotes and facts have followed, but for what is to be checked again:");
    marks(database, sheet)
}

/// Stores notes and facts beside a content.
pub fn annotate(database: &mut impl Database, content: &AddressedText) -> Result<()> {
    let words = |words: &str| {
        let found = content.find(words).next();
        found.ok_or_else(|| format!("{words:?} is not in the story"))
    };
    let mut notes: Layer<String> = Layer::new(content);
    notes.mark(words("from Madras to Mysore")?, "All of them?".into())?;
    layers::save(database, Key(MONSOON, Kind::Note), &notes)?;
    let mut facts: Layer<String> = Layer::new(content);
    facts.mark(
        words("harbor of Madras is closed")?,
        "port authority".into(),
    )?;
    facts.mark(words("214 mm")?, "weather service".into())?;
    layers::save(database, Key(MONSOON, Kind::Fact), &facts)
}

/// Mends the last of the stories by hand, and takes that back.
pub const BY_HAND: &str =
    "UPDATE content SET text = replace(text, '1912', '1921') WHERE content_id = 70072";
const BACK_AGAIN: &str =
    "UPDATE content SET text = replace(text, '1921', '1912') WHERE content_id = 70072";

/// Shows that nothing is written if the last of the fields is refused.
fn refused(database: &mut impl Database, sheet: &mut Sheet, newsroom: &Newsroom) -> Result<()> {
    sheet.line("\nSomebody mends the last of these stories in the table, by hand:");
    sheet.statement(BY_HAND);
    database.execute(BY_HAND, &[])?;
    let before = states(database)?;
    let why = rename(database, newsroom, "Madras", "Chennai").err();
    sheet.line(&format!("  {}", why.ok_or("changed text is refused")?));
    same("half an archive is renamed", &before, &states(database)?)?;
    sheet.line("  nothing is written, in no story");
    Ok(())
}

fn report(sheet: &mut Sheet, renamed: &[(String, Renamed)]) {
    let mut rows = Vec::new();
    for (field, renamed) in renamed {
        for (old, new) in &renamed.changes {
            rows.push(vec![
                field.into(),
                (&old.to_string()).into(),
                (&new.to_string()).into(),
            ]);
        }
    }
    sheet.table(&["field", "was at", "is at"], rows);
    for (field, renamed) in renamed {
        for gone in &renamed.gone {
            let (range, why) = (gone.range(), gone.why());
            sheet.line(&format!("  {field}: a span at {range} is gone: {why}"));
        }
        for (kind, lost) in &renamed.lost {
            let (kind, value, words) = (kind.as_str(), lost.value(), lost.words());
            let now = match lost.candidates().first() {
                Some(range) => format!("reads otherwise, at {range}"),
                None => "is gone".to_owned(),
            };
            sheet.line(&format!(
                "  {field}: {kind} `{value}` is lost: {words:?} {now}"
            ));
        }
    }
}

fn marks(database: &mut impl Database, sheet: &mut Sheet) -> Result<()> {
    let rows = database.query(queries::MARKS, &[])?;
    sheet.table(&["field", "kind", "start", "words", "value"], rows);
    Ok(())
}
