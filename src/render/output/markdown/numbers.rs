//! Numbers the items of lists. CommonMark states the first number of a list and counts
//! on from there.

use crate::html::element::Element;
use crate::render::draft::{ListCounter, ListNumber, Mark, Numbering, parse_number};
use crate::render::loss::{Loss, LossKind};

/// The open lists.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    counter: ListCounter,
    /// The index of each list's block.
    lists: Vec<usize>,
}

impl Numbers {
    /// Opens a list. Returns whether it has numbers.
    pub(super) fn open(&mut self, mark: &Mark<'_>, block: usize, losses: &mut Vec<Loss>) -> bool {
        self.lists.push(block);
        if mark.element != Element::Ol {
            self.counter.open_bullets();
            return false;
        }
        let mut start = mark.attribute("start");
        if start
            .and_then(parse_number)
            .is_some_and(|start| !is_first(start))
        {
            losses.push(unsaid(mark, "start"));
            start = None;
        }
        self.counter.open_numbers(Numbering {
            start,
            ..Numbering::default()
        });
        true
    }

    pub(super) fn close(&mut self) {
        self.counter.close();
        self.lists.pop();
    }

    /// Counts an item, whose block comes next. For the first item of a numbered list,
    /// returns the block of the list and its number.
    pub(super) fn item(
        &mut self,
        mark: &Mark<'_>,
        block: usize,
        losses: &mut Vec<Loss>,
    ) -> Option<(usize, u32)> {
        let next = self.counter.next()?.get();
        let list = self.lists.last().filter(|list| **list + 1 == block);
        let mut value = mark.attribute("value");
        if let Some(other) = value.and_then(parse_number).filter(|value| *value != next) {
            if list.is_none() || !is_first(other) {
                losses.push(unsaid(mark, "value"));
                value = None;
            }
        }
        let number = self.counter.item(value).map_or(1, ListNumber::get);
        list.map(|list| (*list, u32::try_from(number).unwrap_or(1)))
    }
}

fn unsaid(mark: &Mark<'_>, attribute: &str) -> Loss {
    Loss::new(LossKind::Syntax, attribute, mark.source)
}

/// Returns whether a list can begin with a number.
fn is_first(number: i64) -> bool {
    (0..=999_999_999).contains(&number)
}
