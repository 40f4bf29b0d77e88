//! Stores addressed text as rows of a relational database.
//!
//! There are three tables, with a row for each content, each span and each attribute
//! value. There is no SQL here: rows are plain structs with one field per column, which
//! any database library can write and read.
//!
//! ```sql
//! CREATE TABLE content (
//!     content_id        BIGINT  PRIMARY KEY,
//!     text              TEXT    NOT NULL,
//!     length            BIGINT  NOT NULL,  -- characters
//!     digest            TEXT    NOT NULL,  -- SHA-256 of the UTF-8 text, in hex
//!     span_count        BIGINT  NOT NULL,
//!     attribute_count   BIGINT  NOT NULL,
//!     authority_name    TEXT,
//!     authority_version BIGINT
//! );
//! CREATE TABLE span (
//!     content_id     BIGINT  NOT NULL,
//!     ordinal        BIGINT  NOT NULL,     -- from 0, in document order
//!     markup_id      BIGINT  NOT NULL,
//!     start_address  BIGINT  NOT NULL,     -- characters before it
//!     end_address    BIGINT  NOT NULL,
//!     depth          BIGINT  NOT NULL,     -- spans it lies in
//!     PRIMARY KEY (content_id, ordinal)
//! );
//! CREATE TABLE attribute (
//!     content_id    BIGINT  NOT NULL,
//!     span_ordinal  BIGINT  NOT NULL,
//!     ordinal       BIGINT  NOT NULL,      -- from 0 in its span
//!     attribute_id  BIGINT  NOT NULL,
//!     value         TEXT    NOT NULL,
//!     PRIMARY KEY (content_id, span_ordinal, ordinal)
//! );
//! ```
//!
//! Rows of a table have no order, so the order is stored, and rows can be read in any
//! order. Databases and most languages can compute the digest:
//! `encode(sha256(convert_to(text, 'UTF8')), 'hex')`, `SHA2(text, 256)`,
//! `hashlib.sha256(text.encode()).hexdigest()`. Text that was changed in its table is
//! refused, so its spans never shift silently.
//!
//! The example `newsroom` has these tables with all constraints that a database can
//! enforce (foreign keys, checks, indexes), for SQLite and PostgreSQL in one file, the
//! statements that save and load, queries in plain SQL, and an archive that moves to a
//! newer authority in one transaction.
//!
//! ```
//! use standoff::text::StoredText;
//! use standoff::text::rows::{AttributeRow, ContentRow, SpanRow, TextRows};
//! use standoff::{Authority, FieldPolicy, Ingester};
//!
//! // Three tables.
//! let mut contents: Vec<ContentRow> = Vec::new();
//! let mut spans: Vec<SpanRow> = Vec::new();
//! let mut attributes: Vec<AttributeRow> = Vec::new();
//!
//! // Save.
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let story = ingester.ingest("<p>See <a href='/live'>the <em>live</em> page</a>")?.into_content();
//! let rows = StoredText::new(story.clone(), &authority).to_rows(7001);
//! assert_eq!(rows.spans[1].markup_id, 1);
//! assert_eq!((rows.spans[1].start_address, rows.spans[1].end_address), (4, 17));
//! assert_eq!(rows.attributes[0].value, "/live");
//! contents.push(rows.content);
//! spans.extend(rows.spans);
//! attributes.extend(rows.attributes);
//!
//! // Load: what a table gives, in any order.
//! spans.reverse();
//! let rows = TextRows {
//!     content: contents.remove(0),
//!     spans,
//!     attributes,
//! };
//! let loaded = StoredText::from_rows(&rows)?.open(&authority)?;
//! loaded.check(&authority)?;
//! assert_eq!(loaded, story);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

// Rows are exhaustive: a new column is a change for everyone who reads and writes the
// tables, and the compiler should show them where.
#![allow(
    clippy::exhaustive_structs,
    reason = "the columns of a table are all of it"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::StoredText;
use super::error::StorageError;
use crate::authority::{AttributeId, AuthorityVersion, MarkupId};
use crate::rows::{RowError, RowFault, in_order, number};
use crate::text::AddressedText;
use crate::text::validate::RawSpan;

/// A row of the table of contents.
///
/// Integers are `i64`, the integer of SQL, so columns need no conversion; values out of
/// range are refused with all other faults. `K` is the type of the keys in your tables:
/// a number, a UUID, a string.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ContentRow<K = i64> {
    /// Your key of the content.
    pub content_id: K,
    /// The clean text.
    pub text: String,
    /// The number of characters (Unicode scalar values) in the text.
    pub length: i64,
    /// The SHA-256 of the text in UTF-8, in lower-case hex.
    pub digest: String,
    /// The number of the content's span rows.
    pub span_count: i64,
    /// The number of the content's attribute rows.
    pub attribute_count: i64,
    /// The name of the authority that the content was made under, if it has one.
    pub authority_name: Option<String>,
    /// The version of that authority.
    pub authority_version: Option<i64>,
}

/// A row of the table of spans.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SpanRow<K = i64> {
    /// Your key of the content.
    pub content_id: K,
    /// The index of the span in document order, from 0.
    pub ordinal: i64,
    /// The id of the entry in the authority.
    pub markup_id: i64,
    /// The number of characters before the start.
    pub start_address: i64,
    /// The number of characters before the end.
    pub end_address: i64,
    /// The number of spans around it.
    pub depth: i64,
}

/// A row of the table of attribute values.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct AttributeRow<K = i64> {
    /// Your key of the content.
    pub content_id: K,
    /// The ordinal of the span.
    pub span_ordinal: i64,
    /// The index in the span, from 0.
    pub ordinal: i64,
    /// The id of the attribute in the entry of the span.
    pub attribute_id: i64,
    /// The value.
    pub value: String,
}

/// All rows of one content.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TextRows<K = i64> {
    /// The row of the content.
    pub content: ContentRow<K>,
    /// The rows of its spans, in any order.
    pub spans: Vec<SpanRow<K>>,
    /// The rows of its attribute values, in any order.
    pub attributes: Vec<AttributeRow<K>>,
}

/// Computes the digest of a text as stored in its row: SHA-256 of its UTF-8, in
/// lower-case hex.
///
/// ```
/// assert!(standoff::text::rows::digest("So very cold").starts_with("48cb"));
/// ```
#[must_use]
pub fn digest(text: &str) -> String {
    let bytes = Sha256::digest(text.as_bytes());
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

impl StoredText {
    /// Converts the content to rows, under your key. O(n).
    #[must_use]
    pub fn to_rows<K: Clone>(&self, content_id: K) -> TextRows<K> {
        let Self { authority, content } = self;
        let (mut spans, mut attributes) = (Vec::new(), Vec::new());
        for (ordinal, span) in (0_i64..).zip(content.spans()) {
            spans.push(SpanRow {
                content_id: content_id.clone(),
                ordinal,
                markup_id: span.markup().get().into(),
                start_address: span.range().start().get().into(),
                end_address: span.range().end().get().into(),
                depth: span.depth().into(),
            });
            for (at, (id, value)) in (0_i64..).zip(span.attributes()) {
                attributes.push(AttributeRow {
                    content_id: content_id.clone(),
                    span_ordinal: ordinal,
                    ordinal: at,
                    attribute_id: id.get().into(),
                    value: value.to_owned(),
                });
            }
        }
        TextRows {
            content: ContentRow {
                content_id,
                text: content.text().to_owned(),
                length: content.char_len().into(),
                digest: digest(content.text()),
                span_count: counted(spans.len()),
                attribute_count: counted(attributes.len()),
                authority_name: authority.as_ref().map(|version| version.name().to_owned()),
                authority_version: authority.as_ref().map(|version| version.version().into()),
            },
            spans,
            attributes,
        }
    }

    /// Reads content from rows in any order. O(n log n). Checks everything that needs no
    /// authority.
    ///
    /// # Errors
    ///
    /// Missing, duplicate or out-of-range rows, rows of other content, text that differs
    /// from the stored one, or spans that do not fit the text or each other.
    ///
    /// ```
    /// use standoff::text::StoredText;
    /// use standoff::text::StorageError;
    /// use standoff::{AddressedText, Authority};
    ///
    /// let text = AddressedText::plain("So very cold")?;
    /// let mut rows = StoredText::new(text, &Authority::standard()).to_rows(1);
    /// rows.content.text.push('!');
    /// let refused = StoredText::from_rows(&rows).unwrap_err();
    /// assert!(matches!(refused, StorageError::TextChanged { .. }));
    /// # Ok::<(), standoff::TooLong>(())
    /// ```
    pub fn from_rows<K: PartialEq>(rows: &TextRows<K>) -> Result<Self, StorageError> {
        let TextRows {
            content,
            spans,
            attributes,
        } = rows;
        let text = &content.text;
        let found = digest(text);
        if found != content.digest {
            let stored = content.digest.clone();
            return Err(StorageError::TextChanged { stored, found });
        }
        let length = counted(text.chars().count());
        if length != content.length {
            let fault = RowFault::Number(content.length);
            return Err(RowError::new("content.length", fault).into());
        }
        let authority = authority(content)?;
        count("spans", content.span_count, spans.len())?;
        count("attributes", content.attribute_count, attributes.len())?;

        let is_other = |id: &K| *id != content.content_id;
        let other = |table: &str| RowError::new(table, RowFault::OtherContent).into();
        if spans.iter().any(|row| is_other(&row.content_id)) {
            return Err(other("spans"));
        }
        if attributes.iter().any(|row| is_other(&row.content_id)) {
            return Err(other("attributes"));
        }
        let mut by_span: BTreeMap<i64, Vec<&AttributeRow<K>>> = BTreeMap::new();
        for row in attributes {
            by_span.entry(row.span_ordinal).or_default().push(row);
        }
        let spans = in_order("spans", spans, |row| row.ordinal)?;
        let mut raw = Vec::with_capacity(spans.len());
        for (ordinal, row) in spans.iter().enumerate() {
            let of_span = by_span.remove(&row.ordinal).unwrap_or_default();
            raw.push(raw_span(ordinal, row, &of_span)?);
        }
        if let Some(ordinal) = by_span.keys().next() {
            let fault = RowFault::Orphan(format!("spans[{ordinal}]"));
            return Err(RowError::new("attributes", fault).into());
        }
        let content = AddressedText::from_raw(text.clone(), &raw)?;
        Ok(Self { authority, content })
    }
}

fn raw_span<'r, K>(
    ordinal: usize,
    row: &SpanRow<K>,
    attributes: &[&'r AttributeRow<K>],
) -> Result<RawSpan<'r>, RowError> {
    let column = |name: &str| format!("spans[{ordinal}].{name}");
    let attributes = in_order(
        format_args!("spans[{ordinal}].attributes"),
        attributes.iter().copied(),
        |row| row.ordinal,
    )?;
    let attributes = attributes.iter().enumerate().map(|(at, row)| {
        let path = || column(&format!("attributes[{at}].attribute_id"));
        let id = number(row.attribute_id, path)?;
        Ok((AttributeId::new(id), &*row.value))
    });
    Ok(RawSpan {
        markup: MarkupId::new(number(row.markup_id, || column("markup_id"))?),
        start: number(row.start_address, || column("start_address"))?,
        end: number(row.end_address, || column("end_address"))?,
        depth: number(row.depth, || column("depth"))?,
        attributes: attributes.collect::<Result<_, RowError>>()?,
    })
}

fn authority<K>(content: &ContentRow<K>) -> Result<Option<AuthorityVersion>, RowError> {
    match (&content.authority_name, content.authority_version) {
        (Some(name), Some(version)) => {
            let version = number(version, || "content.authority_version".into())?;
            Ok(Some(AuthorityVersion::new(name, version)))
        }
        (None, None) => Ok(None),
        (None, Some(_)) => Err(RowError::new("content.authority_name", RowFault::Empty)),
        (Some(_), None) => Err(RowError::new("content.authority_version", RowFault::Empty)),
    }
}

fn count(table: &str, stored: i64, found: usize) -> Result<(), RowError> {
    if counted(found) == stored {
        return Ok(());
    }
    Err(RowError::new(table, RowFault::Count { stored, found }))
}

/// Converts a length in memory, which always fits into an `i64`.
fn counted(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}
