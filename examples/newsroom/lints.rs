//! Stores what of each content does not travel, and asks SQL who cannot go where.

use standoff::edit::Edit;
use standoff::lint::{LintPolicy, Linter};
use standoff::review::Review;
use standoff::{Profile, Renderer};

use super::authority;
use super::database::{Database, Result, insert};
use super::desk::{Newsroom, PLATFORMS, contents};
use super::layers::{self, Key, Kind};
use super::sheet::Sheet;

const SCHEMA: &str = include_str!("lints.sql");

/// The platform of cars.
const CAR_RADIO: &str = "hd_radio";

/// The body of `headphones`.
const STORY: i64 = 70032;

/// Finds the fields that cannot go to a platform, and why: words that say nothing there,
/// and characters that it cannot write or cuts off. What has a note can go.
pub const CANNOT_GO: &str = "\
SELECT story, field.name, why,
       substr(text, CAST(start_address + 1 AS INTEGER),
              CAST(end_address - start_address AS INTEGER)) AS words
FROM (
    SELECT content_id, start_address, end_address, weight || ': ' || rule AS why
    FROM lint WHERE platform = $1 AND weight <> 'note'
    UNION ALL
    SELECT content_id, start_address, end_address, kind AS why
    FROM loss WHERE platform = $1 AND kind IN ('cut', 'unwritable')
) AS found
JOIN content USING (content_id)
JOIN field USING (content_id)
ORDER BY field.content_id, start_address, why";

pub fn car_radio(database: &mut impl Database, sheet: &mut Sheet) -> Result<()> {
    sheet.chapter("the car radio: what does not travel");
    let newsroom = Newsroom::under(authority::load(database)?)?;
    let review = review(&newsroom)?;
    database.script(SCHEMA)?;
    database.transaction(|database| {
        for (id, _) in contents(database)? {
            save(database, &newsroom, &review, id)?;
        }
        Ok(())
    })?;
    sheet.line("\nWhich stories cannot go to the car radio, and why?");
    sheet.statement(CANNOT_GO);
    ask(database, sheet)?;

    sheet.line(
        "\nThe desk hears a host read `here` as a place, and dismisses it. Then the story is\n\
         edited, and linted again:",
    );
    dismiss_and_edit(database, sheet, &newsroom, &review)?;
    ask(database, sheet)
}

fn review(newsroom: &Newsroom) -> Result<Review> {
    let linter = Linter::new(&LintPolicy::new(), &newsroom.authority)?;
    let mut review = Review::new(linter);
    for name in PLATFORMS {
        let profile = Profile::named(name).ok_or_else(|| format!("no profile `{name}`"))?;
        review = review.platform(name, Renderer::new(&profile, &newsroom.authority)?);
    }
    Ok(review)
}

fn ask(database: &mut impl Database, sheet: &mut Sheet) -> Result<()> {
    let rows = database.query(CANNOT_GO, &[CAR_RADIO.into()])?;
    sheet.table(&["story", "field", "why", "words"], rows);
    Ok(())
}

/// Writes the lints and losses of a content anew, without what was dismissed.
fn save(database: &mut impl Database, newsroom: &Newsroom, review: &Review, id: i64) -> Result<()> {
    let content = newsroom.load(database, id)?;
    let dismissed = layers::load(database, Key(id, Kind::Dismissed), &content)?;
    for table in ["lint", "loss"] {
        let before = format!("DELETE FROM {table} WHERE content_id = $1");
        database.execute(&before, &[id.into()])?;
    }
    let reviewed = review.review_except(&content, &dismissed)?;
    for platform in reviewed.platforms() {
        let name = platform.name();
        for (ordinal, (lint, weight)) in (0_i64..).zip(platform.lints()) {
            let (start, end) = (lint.range().start().get(), lint.range().end().get());
            insert(
                database,
                "lint (content_id, platform, ordinal, rule, weight, start_address, end_address)",
                &[
                    id.into(),
                    name.into(),
                    ordinal.into(),
                    lint.rule().as_str().into(),
                    weight.as_str().into(),
                    i64::from(start).into(),
                    i64::from(end).into(),
                ],
            )?;
        }
        for (ordinal, loss) in (0_i64..).zip(platform.losses()) {
            let (start, end) = (loss.range().start().get(), loss.range().end().get());
            insert(
                database,
                "loss (content_id, platform, ordinal, kind, start_address, end_address)",
                &[
                    id.into(),
                    name.into(),
                    ordinal.into(),
                    loss.kind().as_str().into(),
                    i64::from(start).into(),
                    i64::from(end).into(),
                ],
            )?;
        }
    }
    Ok(())
}

/// Dismisses a lint, edits the words beside it, and saves content, layer and lints
/// together.
fn dismiss_and_edit(
    database: &mut impl Database,
    sheet: &mut Sheet,
    newsroom: &Newsroom,
    review: &Review,
) -> Result<()> {
    let old = newsroom.load(database, STORY)?;
    let found = review.review(&old);
    let mut here = found.lints().iter().filter(|lint| lint.words() == "here");
    let here = here.next().ok_or("the story says `here`")?;
    let key = Key(STORY, Kind::Dismissed);
    let mut layer = layers::load(database, key, &old)?;
    layer.mark(here.range(), here.rule())?;

    let play = old.find("all that we play").next();
    let edit = Edit::new().replace(play.ok_or("they play it")?, "what we played all night");
    let edited = edit.apply(&old, &newsroom.authority)?;
    database.transaction(|database| {
        layers::save(database, key, &layer)?;
        newsroom.change(database, STORY, &old, &edited)?;
        save(database, newsroom, review, STORY)
    })?;
    sheet.quoted(edited.content().text());
    sheet.line("");
    Ok(())
}
