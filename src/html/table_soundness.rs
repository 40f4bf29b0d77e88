//! Which parts of tables would hold what they cannot, once tags below them are
//! not written. Their own tags are not to be written either: else the parser that
//! reads them next would move out what they hold, or drop it.
//!
//! Asked by all that write some tags of a document and others not: ingest of the
//! tree of a source and of stored content, and rendering.

use super::element::Element;
use super::nesting::Surface;

/// What of an element shows to the one around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shows {
    /// Itself: its tags are written, as those of this element.
    Itself(Element),
    /// Its content without its tags, and what shows so much beside it.
    Content(Surface),
    /// What shows so much, in the place of it and its content.
    Instead(Surface),
}

/// Follows a document, and tells of each element that closes whether it is sound.
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
    /// An element opens of which this is to show.
    pub(crate) fn open(&mut self, shows: Shows) {
        self.open.push(Open {
            number: self.opened,
            shows,
            holds: Surface::NOTHING,
        });
        self.opened += 1;
    }

    /// Text, or anything else that is no element, stands here.
    pub(crate) fn show(&mut self, shown: Surface) {
        if let Some(around) = self.open.last_mut() {
            around.holds = around.holds.and(shown);
        }
    }

    /// The innermost open element closes. Where its tags cannot be written after
    /// all, its number: elements are counted from 0 as they open.
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

    /// Numbers of those that are not sound; `None` closes, an element of its own
    /// name opens, text is shown.
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
        // Rows that lose their group lie in a table, which holds groups only.
        check(&[table, unwrapped, row, None, None, None], &[0]);
        // The text of a cell that is gone lies in its row, and so on outwards.
        check(
            &[
                table, body, row, unwrapped, text, None, None, None, None, None,
            ],
            &[2, 1, 0],
        );
        check(&[table, body, row, removed, None, None, None, None], &[]);
        // Anything else holds whatever comes.
        check(
            &[kept(Element::Div), unwrapped, text, None, None, None],
            &[],
        );
        // A document that is not a tree.
        check(&[None, table, None], &[]);
    }
}
