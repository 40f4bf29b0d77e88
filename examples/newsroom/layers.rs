//! Saves and loads layers as rows, and takes them along when their text changes.

use std::error::Error;
use std::str::FromStr;

use standoff::AddressedText;
use standoff::edit::Mapping;
use standoff::layer::rows::{LayerRow, LayerRows, MarkRow};
use standoff::layer::{self, Followed, Layer};

use super::database::{Columns, Database, Result, Value, insert};

/// What the marks of a layer are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Editors have written them; they are about a passage, however it reads.
    Note,
    /// Their words were checked: other words have to be checked again.
    Fact,
    /// Lints that the desk has dismissed for these words.
    Dismissed,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Note, Self::Fact, Self::Dismissed];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Fact => "fact",
            Self::Dismissed => "dismissed",
        }
    }

    fn follow(self, layer: Layer<String>, way: &Mapping) -> Followed<String> {
        match self {
            Self::Note => layer.follow(way),
            Self::Fact | Self::Dismissed => layer.follow_unchanged(way),
        }
    }
}

/// The key of a layer: a content has one of each kind at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(pub i64, pub Kind);

impl Key {
    fn columns(self) -> [Value; 2] {
        [self.0.into(), self.1.as_str().into()]
    }
}

/// A mark that an edit has taken from its layer.
pub type Lost = (Kind, layer::Lost<String>);

/// Replaces the rows of a layer, which has none if it has no marks. Call this within a
/// transaction.
pub fn save<V: Clone + ToString>(
    database: &mut impl Database,
    key: Key,
    layer: &Layer<V>,
) -> Result<()> {
    let LayerRows { layer, marks } = layer.to_rows(key)?;
    // Deletes its marks too.
    let before = "DELETE FROM layer WHERE content_id = $1 AND kind = $2";
    database.execute(before, &key.columns())?;
    if marks.is_empty() {
        return Ok(());
    }
    let [content_id, kind] = key.columns();
    insert(
        database,
        "layer (content_id, kind, length, digest, mark_count)",
        &[
            content_id,
            kind,
            layer.length.into(),
            (&layer.digest).into(),
            layer.mark_count.into(),
        ],
    )?;
    for row in &marks {
        let [content_id, kind] = key.columns();
        insert(
            database,
            "mark (content_id, kind, ordinal, start_address, end_address, side, value)",
            &[
                content_id,
                kind,
                row.ordinal.into(),
                row.start_address.into(),
                row.end_address.into(),
                row.side.as_ref().into(),
                (&row.value.to_string()).into(),
            ],
        )?;
    }
    Ok(())
}

/// Loads a layer, and checks that its text is as it was; without marks if none is stored.
pub fn load<V>(database: &mut impl Database, key: Key, content: &AddressedText) -> Result<Layer<V>>
where
    V: Clone + FromStr<Err: Error + 'static>,
{
    let query = "SELECT length, digest, mark_count FROM layer
                 WHERE content_id = $1 AND kind = $2";
    let rows = database.query(query, &key.columns())?;
    let Some(row) = rows.into_iter().next() else {
        return Ok(Layer::new(content));
    };
    let mut row = Columns::of(row);
    let layer = LayerRow {
        layer_id: key,
        length: row.next()?,
        digest: row.next()?,
        mark_count: row.next()?,
    };
    let query = "SELECT ordinal, start_address, end_address, side, value FROM mark
                 WHERE content_id = $1 AND kind = $2";
    let marks = database.query(query, &key.columns())?.into_iter();
    let marks = marks.map(Columns::of).map(|mut row| {
        Ok(MarkRow {
            layer_id: key,
            ordinal: row.next()?,
            start_address: row.next()?,
            end_address: row.next()?,
            side: row.next()?,
            value: row.next::<String>()?.parse()?,
        })
    });
    let marks = marks.collect::<Result<_>>()?;
    Ok(Layer::from_rows(LayerRows { layer, marks })?.open(content)?)
}

/// Takes all layers of a content along to its new text, and saves them; returns what has
/// no place there, to be told.
pub fn follow(
    database: &mut impl Database,
    content_id: i64,
    old: &AddressedText,
    way: &Mapping,
) -> Result<Vec<Lost>> {
    let mut all = Vec::new();
    for kind in Kind::ALL {
        let key = Key(content_id, kind);
        let layer = load(database, key, old)?;
        if layer.is_empty() {
            continue;
        }
        let Followed { layer, lost } = kind.follow(layer, way);
        save(database, key, &layer)?;
        all.extend(lost.into_iter().map(|lost| (kind, lost)));
    }
    Ok(all)
}
