//! Saves and loads the authority as rows.

use standoff::Authority;
use standoff::authority::rows::{
    AliasRow, AttributeEntryRow, AuthorityRows, CharacterRow, SetRow, TagRow, VersionRow, WordRow,
};

use super::database::{Columns, Database, Result, insert};

/// Replaces the stored authority. Call this within a transaction: entries that it lacks
/// are deleted, and the transaction fails at its end if content still refers to one.
pub fn save(database: &mut impl Database, authority: &Authority) -> Result<()> {
    let rows = AuthorityRows::from(authority);
    if let Some(VersionRow { name, version }) = &rows.version {
        database.execute(
            "INSERT INTO authority (name, version) VALUES ($1, $2)
             ON CONFLICT (name) DO UPDATE SET version = excluded.version",
            &[name.into(), (*version).into()],
        )?;
    }
    // Deletes the rows that belong to tags too.
    database.script("DELETE FROM tag; DELETE FROM character")?;
    let tags = rows.tags.iter().map(|row| row.markup_id);
    let ids = tags.chain(rows.characters.iter().map(|row| row.markup_id));
    for id in ids {
        database.execute(
            "INSERT INTO markup (markup_id) VALUES ($1) ON CONFLICT DO NOTHING",
            &[id.into()],
        )?;
    }
    save_tags(database, &rows)?;
    for row in &rows.characters {
        insert(
            database,
            "character (markup_id, ordinal, character, reference, capture)",
            &[
                row.markup_id.into(),
                row.ordinal.into(),
                (&row.character).into(),
                (&row.reference).into(),
                (&row.capture).into(),
            ],
        )?;
    }
    database.script(
        "DELETE FROM markup
         WHERE markup_id NOT IN (SELECT markup_id FROM tag)
           AND markup_id NOT IN (SELECT markup_id FROM character)",
    )
}

fn save_tags(database: &mut impl Database, rows: &AuthorityRows) -> Result<()> {
    for row in &rows.tags {
        insert(
            database,
            "tag (markup_id, ordinal, name, renders_as, display, growth, rank, status)",
            &[
                row.markup_id.into(),
                row.ordinal.into(),
                (&row.name).into(),
                row.renders_as.as_ref().into(),
                (&row.display).into(),
                (&row.growth).into(),
                row.rank.into(),
                (&row.status).into(),
            ],
        )?;
    }
    for row in &rows.aliases {
        insert(
            database,
            "alias (markup_id, ordinal, alias)",
            &[
                row.markup_id.into(),
                row.ordinal.into(),
                (&row.alias).into(),
            ],
        )?;
    }
    for row in &rows.sets {
        insert(
            database,
            "tag_set (markup_id, ordinal, name, value)",
            &[
                row.markup_id.into(),
                row.ordinal.into(),
                (&row.name).into(),
                (&row.value).into(),
            ],
        )?;
    }
    for row in &rows.attributes {
        insert(
            database,
            "tag_attribute (markup_id, attribute_id, ordinal, name, rule, relative, least,
                            greatest, required)",
            &[
                row.markup_id.into(),
                row.attribute_id.into(),
                row.ordinal.into(),
                (&row.name).into(),
                (&row.rule).into(),
                row.relative.as_ref().into(),
                row.least.into(),
                row.greatest.into(),
                i64::from(row.required).into(),
            ],
        )?;
    }
    for row in &rows.words {
        insert(
            database,
            "word (markup_id, attribute_id, ordinal, word)",
            &[
                row.markup_id.into(),
                row.attribute_id.into(),
                row.ordinal.into(),
                (&row.word).into(),
            ],
        )?;
    }
    Ok(())
}

/// Loads the authority and checks it.
pub fn load(database: &mut impl Database) -> Result<Authority> {
    Ok(Authority::from_rows(&rows(database)?)?)
}

/// Loads the rows of the authority, in no particular order.
pub fn rows(database: &mut impl Database) -> Result<AuthorityRows> {
    let mut versions = all(database, "SELECT name, version FROM authority", |row| {
        Ok(VersionRow {
            name: row.next()?,
            version: row.next()?,
        })
    })?;
    let version = versions.pop();
    if !versions.is_empty() {
        return Err("the tables hold one authority, and two are named".into());
    }
    Ok(AuthorityRows {
        version,
        tags: all(
            database,
            "SELECT markup_id, ordinal, name, renders_as, display, growth, rank, status FROM tag",
            |row| {
                Ok(TagRow {
                    markup_id: row.next()?,
                    ordinal: row.next()?,
                    name: row.next()?,
                    renders_as: row.next()?,
                    display: row.next()?,
                    growth: row.next()?,
                    rank: row.next()?,
                    status: row.next()?,
                })
            },
        )?,
        aliases: all(
            database,
            "SELECT markup_id, ordinal, alias FROM alias",
            |row| {
                Ok(AliasRow {
                    markup_id: row.next()?,
                    ordinal: row.next()?,
                    alias: row.next()?,
                })
            },
        )?,
        sets: all(
            database,
            "SELECT markup_id, ordinal, name, value FROM tag_set",
            |row| {
                Ok(SetRow {
                    markup_id: row.next()?,
                    ordinal: row.next()?,
                    name: row.next()?,
                    value: row.next()?,
                })
            },
        )?,
        attributes: all(
            database,
            "SELECT markup_id, attribute_id, ordinal, name, rule, relative, least, greatest,
                    required
             FROM tag_attribute",
            |row| {
                Ok(AttributeEntryRow {
                    markup_id: row.next()?,
                    attribute_id: row.next()?,
                    ordinal: row.next()?,
                    name: row.next()?,
                    rule: row.next()?,
                    relative: row.next()?,
                    least: row.next()?,
                    greatest: row.next()?,
                    required: row.next::<i64>()? != 0,
                })
            },
        )?,
        words: all(
            database,
            "SELECT markup_id, attribute_id, ordinal, word FROM word",
            |row| {
                Ok(WordRow {
                    markup_id: row.next()?,
                    attribute_id: row.next()?,
                    ordinal: row.next()?,
                    word: row.next()?,
                })
            },
        )?,
        characters: all(
            database,
            "SELECT markup_id, ordinal, character, reference, capture FROM character",
            |row| {
                Ok(CharacterRow {
                    markup_id: row.next()?,
                    ordinal: row.next()?,
                    character: row.next()?,
                    reference: row.next()?,
                    capture: row.next()?,
                })
            },
        )?,
    })
}

fn all<R>(
    database: &mut impl Database,
    query: &str,
    read: impl Fn(&mut Columns) -> Result<R>,
) -> Result<Vec<R>> {
    let rows = database.query(query, &[])?;
    let rows = rows.into_iter().map(|row| read(&mut Columns::of(row)));
    rows.collect()
}
