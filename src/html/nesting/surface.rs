//! The surface of an element: what its parent sees of it.

use super::rules::{content, holds, stands_in};
use crate::html::element::{Element, TablePart};

/// The content that an element shows to its parent once the tags of removed descendants
/// are gone. If tags are stripped inside a part of a table, that part could end up with
/// content that it cannot hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Surface(u8);

impl Surface {
    pub(crate) const NOTHING: Surface = Surface(0);
    pub(crate) const TEXT: Surface = Surface(content::BODY);

    /// Returns the surface of text. White space shows nothing, since it is allowed
    /// anywhere.
    pub(crate) fn of_text(text: &str) -> Surface {
        let is_white = text.bytes().all(|byte| byte.is_ascii_whitespace());
        if is_white { Self::NOTHING } else { Self::TEXT }
    }

    /// Returns the surface of an element that is kept: the element itself.
    pub(crate) fn of(element: Element) -> Surface {
        Surface(match element.table_part() {
            Some(TablePart::Table) | None => content::BODY,
            Some(_) => stands_in(element),
        })
    }

    pub(crate) fn and(self, other: Surface) -> Surface {
        Surface(self.0 | other.0)
    }

    /// Returns whether a kept element of this kind may hold it. Only parts of tables
    /// are restricted; all others hold everything, if need be without its tags.
    pub(crate) fn fits(self, element: Element) -> bool {
        let holds = holds(element);
        let is_picky = holds & (content::TABLE | content::ROWS | content::CELLS | content::COLUMNS);
        is_picky == 0 || self.0 & !holds == 0
    }
}
