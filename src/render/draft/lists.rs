//! Numbers of list items, for all syntaxes.

use std::collections::HashMap;

use crate::num::ROMAN;

/// The open lists, each with the number of its next item.
#[derive(Debug, Default)]
pub(in crate::render) struct ListCounter {
    /// `None` for bullets.
    open: Vec<Option<ListNumber>>,
}

/// The number of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) struct ListNumber {
    number: i64,
    kind: NumberKind,
    is_reversed: bool,
}

/// How numbers are written: the attribute `type` of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum NumberKind {
    #[default]
    Decimal,
    Letters {
        is_upper: bool,
    },
    Roman {
        is_upper: bool,
    },
}

/// What a list says of the numbers of its items.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::render) struct Numbering<'a> {
    pub(in crate::render) start: Option<&'a str>,
    pub(in crate::render) kind: Option<&'a str>,
    /// The number of its items, if it counts down.
    pub(in crate::render) reversed: Option<u32>,
}

impl ListNumber {
    pub(in crate::render) fn get(self) -> i64 {
        self.number
    }

    /// Returns the number as the list writes it: `7`, `g`, `VII`.
    pub(in crate::render) fn label(self) -> String {
        let said = match self.kind {
            NumberKind::Decimal => None,
            NumberKind::Letters { is_upper } => letters(self.number).map(|said| (said, is_upper)),
            NumberKind::Roman { is_upper } => roman(self.number).map(|said| (said, is_upper)),
        };
        match said {
            Some((said, true)) => said.to_ascii_uppercase(),
            Some((said, false)) => said,
            None => self.number.to_string(),
        }
    }
}

/// Writes a number in letters: `z` is followed by `aa`.
fn letters(number: i64) -> Option<String> {
    let mut rest = u64::try_from(number).ok().filter(|rest| *rest > 0)?;
    let mut said = Vec::new();
    while rest > 0 {
        rest -= 1;
        said.push(char::from(b'a' + (rest % 26) as u8));
        rest /= 26;
    }
    Some(said.into_iter().rev().collect())
}

fn roman(number: i64) -> Option<String> {
    if !(1..4000).contains(&number) {
        return None;
    }
    let (mut rest, mut said) = (number, String::new());
    for (value, sign) in ROMAN {
        while rest >= i64::from(value) {
            said.push_str(sign);
            rest -= i64::from(value);
        }
    }
    Some(said)
}

impl ListCounter {
    pub(in crate::render) fn open_bullets(&mut self) {
        self.open.push(None);
    }

    /// Opens a numbered list. It begins with its attribute `start`, or with 1; one that
    /// counts down, with the number of its items.
    pub(in crate::render) fn open_numbers(&mut self, numbering: Numbering<'_>) {
        let Numbering {
            start,
            kind,
            reversed,
        } = numbering;
        self.open.push(Some(ListNumber {
            number: start
                .and_then(parse_number)
                .unwrap_or_else(|| reversed.map_or(1, i64::from)),
            kind: match kind {
                Some("a") => NumberKind::Letters { is_upper: false },
                Some("A") => NumberKind::Letters { is_upper: true },
                Some("i") => NumberKind::Roman { is_upper: false },
                Some("I") => NumberKind::Roman { is_upper: true },
                _ => NumberKind::Decimal,
            },
            is_reversed: reversed.is_some(),
        }));
    }

    pub(in crate::render) fn close(&mut self) {
        self.open.pop();
    }

    /// Returns the number of the next item, unless that item has a `value` of its own.
    pub(in crate::render) fn next(&self) -> Option<ListNumber> {
        self.open.last().copied().flatten()
    }

    /// Counts an item, which may have an attribute `value`. Returns its number; `None`
    /// for bullets.
    pub(in crate::render) fn item(&mut self, value: Option<&str>) -> Option<ListNumber> {
        let next = self.open.last_mut()?.as_mut()?;
        next.number = value.and_then(parse_number).unwrap_or(next.number);
        let item = *next;
        let step = if next.is_reversed { -1 } else { 1 };
        next.number = next.number.saturating_add(step);
        Some(item)
    }
}

/// The role of an element in lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListRole {
    List,
    Item,
    None,
}

/// Counts the items of each list that has any, by its start and its depth. Takes all
/// elements in document order.
pub(super) fn item_counts(
    elements: impl Iterator<Item = (u32, u16, ListRole)>,
) -> HashMap<(u32, u16), u32> {
    let mut counts = HashMap::new();
    let mut open: Vec<(u32, u16)> = Vec::new();
    for (start, depth, role) in elements {
        while open.last().is_some_and(|(_, outer)| *outer >= depth) {
            open.pop();
        }
        match (role, open.last()) {
            (ListRole::List, _) => open.push((start, depth)),
            (ListRole::Item, Some(list)) => *counts.entry(*list).or_default() += 1,
            _ => {}
        }
    }
    counts
}

/// Returns the box of an item to tick off, by the value of its `data-checked`.
pub(in crate::render) fn task_box(checked: &str) -> &'static str {
    match checked {
        "true" => "[x] ",
        "false" => "[ ] ",
        _ => "",
    }
}

/// Reads the value of `start` or `value`.
pub(in crate::render) fn parse_number(value: &str) -> Option<i64> {
    value.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{ListCounter, ListRole, Numbering, item_counts};

    /// Checks the numbers of items with these values.
    #[track_caller]
    fn check(numbering: Numbering<'_>, values: &[Option<&str>], expect: &[&str]) {
        let mut counter = ListCounter::default();
        counter.open_numbers(numbering);
        let items = values.iter().filter_map(|value| counter.item(*value));
        let labels: Vec<String> = items.map(super::ListNumber::label).collect();
        assert_eq!(labels, expect);
    }

    fn from(start: &str) -> Numbering<'_> {
        Numbering {
            start: Some(start),
            ..Numbering::default()
        }
    }

    #[test]
    fn items_are_numbered() {
        check(Numbering::default(), &[None, None], &["1", "2"]);
        check(from("7"), &[None, Some("3"), None], &["7", "3", "4"]);
        check(from("-2"), &[None, None, None], &["-2", "-1", "0"]);
        check(from("seven"), &[Some("IV"), None], &["1", "2"]);
        check(from("99999999999999999999"), &[None], &["1"]);
        let last = "9223372036854775807";
        check(from(last), &[None, None], &[last, last]);
    }

    #[test]
    fn numbers_are_written_as_the_list_has_them() {
        let of = |kind, start| Numbering {
            kind: Some(kind),
            ..from(start)
        };
        check(of("a", "1"), &[None, None], &["a", "b"]);
        check(of("A", "26"), &[None, None], &["Z", "AA"]);
        check(of("a", "702"), &[None, None], &["zz", "aaa"]);
        check(of("a", "0"), &[None, None], &["0", "a"]);
        check(of("i", "3"), &[None, None, None], &["iii", "iv", "v"]);
        check(
            of("I", "1994"),
            &[None, Some("3999"), None],
            &["MCMXCIV", "MMMCMXCIX", "4000"],
        );
        check(of("1", "4"), &[None], &["4"]);
        check(of("disc", "4"), &[None], &["4"]);
    }

    #[test]
    fn lists_count_down() {
        let down = |start| Numbering {
            start,
            reversed: Some(3),
            ..Numbering::default()
        };
        check(down(None), &[None, None, None], &["3", "2", "1"]);
        check(
            down(Some("10")),
            &[None, Some("5"), None],
            &["10", "5", "4"],
        );
    }

    #[test]
    fn lists_lie_in_lists() {
        let mut counter = ListCounter::default();
        assert_eq!(counter.item(Some("4")), None);
        counter.open_numbers(Numbering::default());
        counter.item(None);
        counter.open_bullets();
        assert_eq!(counter.item(Some("4")), None);
        counter.close();
        assert_eq!(counter.next().map(|next| next.get()), Some(2));
    }

    #[test]
    fn items_are_counted_by_their_list() {
        use ListRole::{Item, List, None};
        // <ol><li>a<ul><li>b<li>c</ul><li>d</ol><ol></ol><ol><li>e</ol>
        let elements = [
            (0, 0, List),
            (0, 1, Item),
            (1, 2, List),
            (1, 3, Item),
            (2, 3, Item),
            (3, 1, Item),
            (3, 2, None),
            (4, 0, List),
            (4, 0, List),
            (4, 1, Item),
        ];
        let counts = item_counts(elements.into_iter());
        assert_eq!(counts[&(0, 0)], 2);
        assert_eq!(counts[&(1, 2)], 2);
        assert_eq!(counts[&(4, 0)], 1);
    }
}
