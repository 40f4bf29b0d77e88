//! Copies of tags under temporary ids.

use std::sync::Arc;

use super::slot::Slot;
use super::table::TableId;
use super::{Authority, MarkupId};

impl Authority {
    /// Returns a table with a copy of each tag at these indices, after all others and
    /// under an id that no entry has. Use it to render only: a copy claims no name, so
    /// ingest cannot produce it.
    pub(crate) fn with_twins(&self, tags: &[usize]) -> (Self, Vec<MarkupId>) {
        let mut table = (*self.table).clone();
        table.id = TableId::next();
        let is_free = |number: &u32| self.slot(MarkupId(*number)).is_none();
        let free = (0..=u32::MAX).rev().filter(is_free).map(MarkupId);
        let mut ids: Vec<MarkupId> = free.take(tags.len()).collect();
        ids.reverse();
        for (&tag, &id) in tags.iter().zip(&ids) {
            let mut twin = table.tags[tag].clone();
            twin.id = id;
            let place = u32::try_from(table.tags.len()).unwrap_or(u32::MAX);
            table.tags.push(twin);
            table.elements.push(table.elements[tag]);
            table
                .attribute_names
                .push(table.attribute_names[tag].clone());
            table.ids.push((id, Slot::Tag(place)));
        }
        table.ids.sort_unstable_by_key(|(id, _)| *id);
        let table = Arc::new(table);
        (Self { table }, ids)
    }
}
