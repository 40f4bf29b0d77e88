//! Finds parts of tables that would hold forbidden content once some tags inside them
//! are not written. Their own tags must not be written either: else the next parser
//! would move that content out of the table, or drop it.
//!
//! Used by all code that writes only some tags of a document: ingest, of a source tree
//! and of stored content, and rendering.

use super::element::Element;
use super::nesting::Surface;

/// The part of an element that its parent sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shows {
    /// The element itself: its tags are written under this name.
    Itself(Element),
    /// Its content without its tags, plus this surface.
    Content(Surface),
    /// This surface, instead of the element and its content.
    Instead(Surface),
}

/// Follows a document, and reports whether each element that closes is sound.
#[derive(Debug, Default)]
pub(crate) struct TableSoundness {
    open: Vec<Open>,
    opened: usize,
}

#[derive(Debug)]
struct Open {
    number: usize,
    shows: Shows,
    holds: Surface,
}

impl TableSoundness {
    /// Opens an element of which this shows.
    pub(crate) fn open(&mut self, shows: Shows) {
        self.open.push(Open {
            number: self.opened,
            shows,
            holds: Surface::NOTHING,
        });
        self.opened += 1;
    }

    /// Adds text, or anything else that is no element.
    pub(crate) fn show(&mut self, shown: Surface) {
        if let Some(around) = self.open.last_mut() {
            around.holds = around.holds.and(shown);
        }
    }

    /// Closes the innermost open element. Returns its number if its tags cannot be
    /// written after all. Elements are numbered from 0 as they open.
    pub(crate) fn close(&mut self) -> Option<usize> {
        let closed = self.open.pop()?;
        let mut unsound = None;
        let shown = match closed.shows {
            Shows::Itself(element) if closed.holds.fits(element) => Surface::of(element),
            Shows::Itself(_) => {
                unsound = Some(closed.number);
                closed.holds
            }
            Shows::Content(shown) => closed.holds.and(shown),
            Shows::Instead(shown) => shown,
        };
        self.show(shown);
        unsound
    }
}

#[cfg(test)]
mod tests {
    use super::{Shows, TableSoundness};
    use crate::html::element::Element;
    use crate::html::nesting::Surface;

    /// Checks the numbers of unsound elements. `None` closes, an element with its name
    /// opens, a surface is shown.
    #[track_caller]
    fn check(steps: &[Option<Shows>], expect: &[usize]) {
        let mut soundness = TableSoundness::default();
        let mut unsound = Vec::new();
        for step in steps {
            match step {
                Some(shows) => soundness.open(*shows),
                None => unsound.extend(soundness.close()),
            }
        }
        assert_eq!(unsound, expect, "{steps:?}");
    }

    #[test]
    fn a_part_is_unsound_where_it_would_hold_what_it_cannot() {
        let kept = |element| Some(Shows::Itself(element));
        let unwrapped = Some(Shows::Content(Surface::NOTHING));
        let text = Some(Shows::Instead(Surface::TEXT));
        let removed = Some(Shows::Instead(Surface::NOTHING));
        let (table, body) = (kept(Element::Table), kept(Element::Tbody));
        let (row, cell) = (kept(Element::Tr), kept(Element::Td));

        check(&[table, body, row, cell, None, None, None, None], &[]);
        // Rows without their group are in a table, which holds only groups.
        check(&[table, unwrapped, row, None, None, None], &[0]);
        // The text of a removed cell is in its row, and so on outwards.
        check(
            &[
                table, body, row, unwrapped, text, None, None, None, None, None,
            ],
            &[2, 1, 0],
        );
        check(&[table, body, row, removed, None, None, None, None], &[]);
        // Any other element holds everything.
        check(
            &[kept(Element::Div), unwrapped, text, None, None, None],
            &[],
        );
        // Steps that form no tree.
        check(&[None, table, None], &[]);
    }
}
