//! Stores layers as rows of a relational database.
//!
//! Two tables: one row for each layer, one for each mark. The text is not in them, but
//! its digest, as in [the row of the content](crate::text::rows::ContentRow).
//!
//! ```sql
//! CREATE TABLE layer (
//!     layer_id       BIGINT  PRIMARY KEY,
//!     length         BIGINT  NOT NULL,     -- characters of the text
//!     digest         TEXT    NOT NULL,     -- SHA-256 of the UTF-8 text, in hex
//!     mark_count     BIGINT  NOT NULL
//! );
//! CREATE TABLE mark (
//!     layer_id       BIGINT  NOT NULL,
//!     ordinal        BIGINT  NOT NULL,     -- from 0, in the order of the text
//!     start_address  BIGINT  NOT NULL,     -- characters before it
//!     end_address    BIGINT  NOT NULL,
//!     side           TEXT,                 -- of a point: before, after
//!     value          TEXT    NOT NULL,     -- yours, of any type
//!     PRIMARY KEY (layer_id, ordinal)
//! );
//! ```
//!
//! ```
//! use standoff::AddressedText;
//! use standoff::layer::Layer;
//! use standoff::text::{Address, AddressRange};
//!
//! let story = AddressedText::plain("So very cold")?;
//! let mut comments = Layer::new(&story);
//! comments.mark(AddressRange::at(Address::new(3), 4).unwrap(), "Really?".to_owned())?;
//!
//! let rows = comments.to_rows(7)?;
//! assert_eq!((rows.marks[0].start_address, rows.marks[0].end_address), (3, 7));
//! let loaded = Layer::from_rows(rows)?.open(&story)?;
//! assert_eq!(loaded, comments);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

// A new column is a change that all users of the tables have to follow: the compiler
// should show them where.
#![allow(
    clippy::exhaustive_structs,
    reason = "the columns of a table are all of it"
)]

use super::error::LayerError;
use super::marks::{Layer, On};
use super::place::Place;
use crate::edit::Side;
use crate::rows::{RowError, RowFault, in_order, number};
use crate::text::{Address, AddressRange};

/// A row of the table of layers. `K` is the type of the keys in your tables.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct LayerRow<K = i64> {
    /// Your key of the layer.
    pub layer_id: K,
    /// The number of characters (Unicode scalar values) in the text.
    pub length: i64,
    /// The SHA-256 of the text in UTF-8, in lower-case hex.
    pub digest: String,
    /// The number of its mark rows.
    pub mark_count: i64,
}

/// A row of the table of marks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct MarkRow<V, K = i64> {
    /// Your key of the layer.
    pub layer_id: K,
    /// The index of the mark in the order of the text, from 0.
    pub ordinal: i64,
    /// The number of characters before its start.
    pub start_address: i64,
    /// The number of characters before its end.
    pub end_address: i64,
    /// The side of a point, as a word; none for a range.
    pub side: Option<String>,
    /// The value.
    pub value: V,
}

/// All rows of one layer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct LayerRows<V, K = i64> {
    /// The row of the layer.
    pub layer: LayerRow<K>,
    /// The rows of its marks, in any order.
    pub marks: Vec<MarkRow<V, K>>,
}

impl<V: Clone> Layer<V> {
    /// Converts the layer to rows, under your key. O(n).
    ///
    /// # Errors
    ///
    /// The digest of the text is not known: the layer followed a mapping whose new text
    /// nobody told. [Open](Self::open) it on its text first.
    pub fn to_rows<K: Clone>(&self, layer_id: K) -> Result<LayerRows<V, K>, LayerError> {
        let digest = self.on.digest().ok_or(LayerError::Unopened)?;
        let marks = (0..)
            .zip(self.marks())
            .map(|(ordinal, (place, value))| MarkRow {
                layer_id: layer_id.clone(),
                ordinal,
                start_address: place.range().start().get().into(),
                end_address: place.range().end().get().into(),
                side: match place {
                    Place::Range(_) => None,
                    Place::Point(_, side) => Some(side.as_str().to_owned()),
                },
                value: value.clone(),
            });
        Ok(LayerRows {
            layer: LayerRow {
                layer_id: layer_id.clone(),
                length: self.length.into(),
                digest,
                mark_count: i64::try_from(self.len()).unwrap_or(i64::MAX),
            },
            marks: marks.collect(),
        })
    }

    /// Reads a layer from its rows, in any order. O(n log n). [`open`](Self::open) then
    /// checks that the text is as it was.
    ///
    /// # Errors
    ///
    /// Rows that are missing, duplicate, out of range or of another layer; marks that
    /// reach beyond the text.
    pub fn from_rows<K: PartialEq>(rows: LayerRows<V, K>) -> Result<Self, LayerError> {
        let LayerRows { layer: row, marks } = rows;
        let length = number(row.length, || "layer.length".into())?;
        if i64::try_from(marks.len()) != Ok(row.mark_count) {
            let (stored, found) = (row.mark_count, marks.len());
            return Err(RowError::new("marks", RowFault::Count { stored, found }).into());
        }
        if marks.iter().any(|mark| mark.layer_id != row.layer_id) {
            return Err(RowError::new("marks", RowFault::OtherContent).into());
        }
        let mut layer = Self::on(On::Digest(row.digest), length);
        for (ordinal, mark) in in_order("marks", &marks, |mark| mark.ordinal)?
            .iter()
            .enumerate()
        {
            layer.put(place(ordinal, mark)?, mark.value.clone())?;
        }
        Ok(layer)
    }
}

fn place<V, K>(ordinal: usize, mark: &MarkRow<V, K>) -> Result<Place, RowError> {
    let column = |name: &str| format!("marks[{ordinal}].{name}");
    let start = number(mark.start_address, || column("start_address"))?;
    let end = number(mark.end_address, || column("end_address"))?;
    let out_of_range = || RowError::new(column("end_address"), RowFault::Number(mark.end_address));
    let range = AddressRange::new(Address::new(start), Address::new(end));
    let range = range.ok_or_else(out_of_range)?;
    let Some(side) = &mark.side else {
        return Ok(Place::Range(range));
    };
    let side: Side = side
        .parse()
        .map_err(|word| RowError::new(column("side"), RowFault::Word(word)))?;
    if !range.is_empty() {
        return Err(out_of_range());
    }
    Ok(Place::Point(range.start(), side))
}
