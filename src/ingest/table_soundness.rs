//! Which parts of tables would hold what they cannot, once the tags that are
//! not admitted are gone below them. They are stripped too: text is not lost,
//! and is not moved by the parser that reads it next.

use super::tag_actions::Fate;
use crate::html::nesting::Surface;

/// Follows the openings and closings of a document, before they are admitted.
#[derive(Default)]
pub(super) struct Tables {
    open: Vec<Around>,
    opened: usize,
    unsound: Vec<usize>,
}

struct Around {
    number: usize,
    fate: Fate,
    holds: Surface,
}

impl Tables {
    pub(super) fn open(&mut self, fate: Fate) {
        self.open.push(Around {
            number: self.opened,
            fate,
            holds: Surface::NOTHING,
        });
        self.opened += 1;
    }

    pub(super) fn show(&mut self, shown: Surface) {
        if let Some(around) = self.open.last_mut() {
            around.holds = around.holds.and(shown);
        }
    }

    pub(super) fn close(&mut self) {
        let Some(Around {
            number,
            fate,
            holds,
        }) = self.open.pop()
        else {
            return;
        };
        let shown = match fate {
            Fate::Remove => Surface::NOTHING,
            Fate::Strip(_) => holds,
            Fate::Keep(kept) if holds.fits(kept.element) => Surface::of(kept.element),
            Fate::Keep(_) => {
                self.unsound.push(number);
                holds
            }
        };
        self.show(shown);
    }

    /// The unsound ones, by the number of their opening, in order.
    pub(super) fn finish(mut self) -> Vec<usize> {
        self.unsound.sort_unstable();
        self.unsound
    }
}

/// Numbers things as they come and tells which of them are listed.
pub(super) struct Numbered<'n> {
    listed: &'n [usize],
    number: usize,
}

impl<'n> Numbered<'n> {
    pub(super) fn new(listed: &'n [usize]) -> Self {
        Self { listed, number: 0 }
    }

    pub(super) fn next(&mut self) -> bool {
        let is_listed = self.listed.first() == Some(&self.number);
        if is_listed {
            self.listed = &self.listed[1..];
        }
        self.number += 1;
        is_listed
    }
}
