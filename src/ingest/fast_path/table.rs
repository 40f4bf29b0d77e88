//! Tables: what parsers close and imply before a part of a table, and which tables stay
//! sound.

use super::{FastPath, NeedsParser};
use crate::html::element::{Element, TablePart};
use crate::html::name::Name;
use crate::ingest::lexer::Tag;

impl<'s> FastPath<'s, '_, '_> {
    /// Prepares for a part of a table. Parsers close everything open in a cell or below
    /// the part's parent, imply missing parts, and ignore the tag outside of tables.
    pub(super) fn make_room_in_table(
        &mut self,
        element: Element,
        tag: &Tag<'s>,
    ) -> Result<bool, NeedsParser> {
        let Some(within) = self
            .open
            .iter()
            .rposition(|open| open.rule.element.table_part().is_some())
        else {
            return Ok(false);
        };
        let part = element.table_part();
        let belongs = |holder: TablePart| {
            matches!(
                (part, holder),
                (Some(TablePart::Cell), TablePart::Row)
                    | (Some(TablePart::Row), TablePart::RowGroup)
                    | (Some(TablePart::Column), TablePart::ColumnGroup)
                    | (
                        Some(TablePart::Caption | TablePart::ColumnGroup | TablePart::RowGroup),
                        TablePart::Table
                    )
            )
        };
        // The elements that are closed first: a cell with its content, a row, …
        let mut keep = within + 1;
        loop {
            let holder = self
                .open
                .get(keep.wrapping_sub(1))
                .and_then(|open| open.rule.element.table_part());
            match holder {
                None => return Err(NeedsParser),
                Some(holder) if belongs(holder) => break,
                Some(TablePart::Table) => break,
                Some(TablePart::RowGroup) if part == Some(TablePart::Cell) => break,
                Some(TablePart::Caption | TablePart::ColumnGroup) => return Err(NeedsParser),
                Some(TablePart::RowGroup) if part == Some(TablePart::Column) => {
                    return Err(NeedsParser);
                }
                Some(_) => keep -= 1,
            }
        }
        self.pop_to(keep, tag.start)?;
        loop {
            let Some(holder) = self
                .open
                .last()
                .and_then(|open| open.rule.element.table_part())
            else {
                return Err(NeedsParser);
            };
            if belongs(holder) {
                return Ok(true);
            }
            match (holder, part) {
                (TablePart::Table, Some(TablePart::Row | TablePart::Cell)) => {
                    self.imply("tbody", tag)?;
                }
                (TablePart::RowGroup, Some(TablePart::Cell)) => self.imply("tr", tag)?,
                _ => return Err(NeedsParser),
            }
        }
    }

    fn imply(&mut self, name: &'static str, tag: &Tag<'s>) -> Result<(), NeedsParser> {
        let rule = self.admit.rule(Name::plain(name));
        if !rule.is_sound {
            return Err(NeedsParser);
        }
        self.created += 1;
        self.open_implied(name, tag);
        self.enter(rule, Name::plain(name), false, tag.start);
        Ok(())
    }
}
