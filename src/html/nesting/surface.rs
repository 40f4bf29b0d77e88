//! What an element shows to the one around it.

use super::rules::{content, holds, stands_in};
use crate::html::element::{Element, TablePart};

/// What an element shows to its parent once those of its descendants that are
/// not kept have lost their tags: asked where content is stripped below a part
/// of a table, which could then hold what it cannot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Surface(u8);

impl Surface {
    pub(crate) const NOTHING: Surface = Surface(0);
    pub(crate) const TEXT: Surface = Surface(content::BODY);

    /// Text shows unless it is white space, which may stand anywhere.
    pub(crate) fn of_text(text: &str) -> Surface {
        let is_white = text.bytes().all(|byte| byte.is_ascii_whitespace());
        if is_white { Self::NOTHING } else { Self::TEXT }
    }

    /// An element that is kept shows itself.
    pub(crate) fn of(element: Element) -> Surface {
        Surface(match element.table_part() {
            Some(TablePart::Table) | None => content::BODY,
            Some(_) => stands_in(element),
        })
    }

    pub(crate) fn and(self, other: Surface) -> Surface {
        Surface(self.0 | other.0)
    }

    /// Whether a kept element of this kind may hold it: any but the parts of a
    /// table hold everything, if need be without its tags.
    pub(crate) fn fits(self, element: Element) -> bool {
        let holds = holds(element);
        let is_picky = holds & (content::TABLE | content::ROWS | content::CELLS | content::COLUMNS);
        is_picky == 0 || self.0 & !holds == 0
    }
}
