//! Numbers of list items, for all syntaxes.

/// The open lists, each with the number of its next item.
#[derive(Debug, Default)]
pub(in crate::render) struct ListCounter {
    /// `None` for bullets.
    open: Vec<Option<ListNumber>>,
}

/// The number of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) struct ListNumber {
    /// The number if the list counted up.
    number: i64,
    /// Whether the list counts down. Its first number would depend on a count of all
    /// items.
    is_reversed: bool,
}

impl ListNumber {
    /// Returns the number in a list that counts up: no number is better than a wrong
    /// one.
    pub(in crate::render) fn ascending(self) -> Option<i64> {
        (!self.is_reversed).then_some(self.number)
    }

    /// Returns the number whichever way the list counts.
    pub(in crate::render) fn in_order(self) -> i64 {
        self.number
    }
}

impl ListCounter {
    pub(in crate::render) fn open_bullets(&mut self) {
        self.open.push(None);
    }

    /// Opens a numbered list. It begins with its attribute `start`, or with 1.
    pub(in crate::render) fn open_numbers(&mut self, start: Option<&str>, is_reversed: bool) {
        self.open.push(Some(ListNumber {
            number: start.and_then(parse_number).unwrap_or(1),
            is_reversed,
        }));
    }

    pub(in crate::render) fn close(&mut self) {
        self.open.pop();
    }

    /// Returns how many lists are open.
    pub(in crate::render) fn depth(&self) -> usize {
        self.open.len()
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
        next.number = next.number.saturating_add(1);
        Some(item)
    }
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
    use super::ListCounter;

    /// Checks the numbers of items with these values, in lists that count up and down.
    #[track_caller]
    fn check(start: Option<&str>, values: &[Option<&str>], expect: &[i64]) {
        for is_reversed in [false, true] {
            let mut counter = ListCounter::default();
            counter.open_numbers(start, is_reversed);
            let items: Vec<_> = values
                .iter()
                .filter_map(|value| counter.item(*value))
                .collect();
            let numbers: Vec<i64> = items.iter().map(|item| item.in_order()).collect();
            assert_eq!(numbers, expect);
            let is_said = |item: &super::ListNumber| item.ascending().is_some();
            assert_eq!(items.iter().all(is_said), !is_reversed);
        }
    }

    #[test]
    fn items_are_numbered() {
        check(None, &[None, None], &[1, 2]);
        check(Some("7"), &[None, Some("3"), None], &[7, 3, 4]);
        check(Some("-2"), &[None, None, None], &[-2, -1, 0]);
        check(Some("seven"), &[Some("IV"), None], &[1, 2]);
        check(Some("99999999999999999999"), &[None], &[1]);
        check(
            Some("9223372036854775807"),
            &[None, None],
            &[i64::MAX, i64::MAX],
        );
    }

    #[test]
    fn lists_lie_in_lists() {
        let mut counter = ListCounter::default();
        assert_eq!(counter.item(Some("4")), None);
        counter.open_numbers(None, false);
        counter.item(None);
        counter.open_bullets();
        assert_eq!((counter.depth(), counter.item(Some("4"))), (2, None));
        counter.close();
        assert_eq!(counter.next().map(|next| next.in_order()), Some(2));
    }
}
