//! Saves and loads content as rows.

use standoff::AddressedText;
use standoff::Authority;
use standoff::authority::ValueRule;
use standoff::text::StoredText;
use standoff::text::rows::{AttributeRow, ContentRow, SpanRow, TextRows};
use url::Url;

use super::database::{Columns, Database, Result, Value, insert};

/// Replaces the rows of a content. Call this within a transaction, so that it is
/// written completely or not at all.
pub fn save(database: &mut impl Database, rows: &TextRows) -> Result<()> {
    let content = &rows.content;
    database.execute(
        "INSERT INTO content (content_id, text, length, digest, span_count, attribute_count,
                              authority_name, authority_version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (content_id) DO UPDATE
         SET text = excluded.text, length = excluded.length, digest = excluded.digest,
             span_count = excluded.span_count, attribute_count = excluded.attribute_count,
             authority_name = excluded.authority_name,
             authority_version = excluded.authority_version",
        &[
            content.content_id.into(),
            (&content.text).into(),
            content.length.into(),
            (&content.digest).into(),
            content.span_count.into(),
            content.attribute_count.into(),
            content.authority_name.as_ref().into(),
            content.authority_version.into(),
        ],
    )?;
    // Deletes their attributes and links too.
    let before = "DELETE FROM span WHERE content_id = $1";
    database.execute(before, &[content.content_id.into()])?;
    for row in &rows.spans {
        insert(
            database,
            "span (content_id, ordinal, markup_id, start_address, end_address, depth)",
            &[
                row.content_id.into(),
                row.ordinal.into(),
                row.markup_id.into(),
                row.start_address.into(),
                row.end_address.into(),
                row.depth.into(),
            ],
        )?;
    }
    for row in &rows.attributes {
        insert(
            database,
            "attribute (content_id, span_ordinal, ordinal, attribute_id, value)",
            &[
                row.content_id.into(),
                row.span_ordinal.into(),
                row.ordinal.into(),
                row.attribute_id.into(),
                (&row.value).into(),
            ],
        )?;
    }
    Ok(())
}

/// Writes the hosts of its URLs. Relative URLs are resolved against `site`.
pub fn save_links(
    database: &mut impl Database,
    content_id: i64,
    content: &AddressedText,
    authority: &Authority,
    site: &Url,
) -> Result<()> {
    for (span_ordinal, span) in (0_i64..).zip(content.spans()) {
        let entry = authority.entry(span.markup());
        for (ordinal, (id, value)) in (0_i64..).zip(span.attributes()) {
            let attribute = entry.and_then(|entry| entry.attribute(id));
            if !attribute.is_some_and(|entry| matches!(entry.value(), ValueRule::Url(_))) {
                continue;
            }
            let url = site.join(value).ok();
            let Some(host) = url.as_ref().and_then(Url::host_str) else {
                continue;
            };
            insert(
                database,
                "link (content_id, span_ordinal, ordinal, host)",
                &[
                    content_id.into(),
                    span_ordinal.into(),
                    ordinal.into(),
                    host.into(),
                ],
            )?;
        }
    }
    Ok(())
}

/// Loads a content. Checks everything that needs no authority.
pub fn load(database: &mut impl Database, content_id: i64) -> Result<StoredText> {
    Ok(StoredText::from_rows(&rows(database, content_id)?)?)
}

/// Loads the rows of a content, in no particular order.
pub fn rows(database: &mut impl Database, content_id: i64) -> Result<TextRows> {
    let key = [Value::from(content_id)];
    let contents = database.query(
        "SELECT content_id, text, length, digest, span_count, attribute_count,
                authority_name, authority_version
         FROM content WHERE content_id = $1",
        &key,
    )?;
    let content = contents.into_iter().next();
    let mut content = Columns::of(content.ok_or_else(|| format!("no content {content_id}"))?);
    let content = ContentRow {
        content_id: content.next()?,
        text: content.next()?,
        length: content.next()?,
        digest: content.next()?,
        span_count: content.next()?,
        attribute_count: content.next()?,
        authority_name: content.next()?,
        authority_version: content.next()?,
    };
    let spans = database.query(
        "SELECT content_id, ordinal, markup_id, start_address, end_address, depth
         FROM span WHERE content_id = $1",
        &key,
    )?;
    let spans = spans.into_iter().map(Columns::of).map(|mut row| {
        Ok(SpanRow {
            content_id: row.next()?,
            ordinal: row.next()?,
            markup_id: row.next()?,
            start_address: row.next()?,
            end_address: row.next()?,
            depth: row.next()?,
        })
    });
    let spans = spans.collect::<Result<_>>()?;
    let attributes = database.query(
        "SELECT content_id, span_ordinal, ordinal, attribute_id, value
         FROM attribute WHERE content_id = $1",
        &key,
    )?;
    let attributes = attributes.into_iter().map(Columns::of).map(|mut row| {
        Ok(AttributeRow {
            content_id: row.next()?,
            span_ordinal: row.next()?,
            ordinal: row.next()?,
            attribute_id: row.next()?,
            value: row.next()?,
        })
    });
    let attributes = attributes.collect::<Result<_>>()?;
    Ok(TextRows {
        content,
        spans,
        attributes,
    })
}
