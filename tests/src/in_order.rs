//! Puts rows back into order, for tests of several crates.

use standoff::authority::rows::AuthorityRows;
use standoff::text::rows::TextRows;

pub fn text<Id>(mut rows: TextRows<Id>) -> TextRows<Id> {
    rows.spans.sort_by_key(|row| row.ordinal);
    rows.attributes
        .sort_by_key(|row| (row.span_ordinal, row.ordinal));
    rows
}

pub fn authority(mut rows: AuthorityRows) -> AuthorityRows {
    rows.tags.sort_by_key(|row| row.ordinal);
    rows.aliases.sort_by_key(|row| (row.markup_id, row.ordinal));
    rows.sets.sort_by_key(|row| (row.markup_id, row.ordinal));
    rows.attributes
        .sort_by_key(|row| (row.markup_id, row.ordinal));
    rows.words
        .sort_by_key(|row| (row.markup_id, row.attribute_id, row.ordinal));
    rows.characters.sort_by_key(|row| row.ordinal);
    rows
}
