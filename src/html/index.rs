//! Looks up values by name, for each tag and attribute.

use super::name::Name;
use super::word::{FREE, find, pack, put, slot};

/// The hash of a name has 15 bits. With more names than half of these, many would share a
/// slot, and making a large table would take quadratic time.
const MOST_IN_SLOTS: usize = 1 << 14;

/// Values by name. Short names are in slots, by their [words](pack); longer ones are
/// ordered, and so are all names if there are very many.
#[derive(Clone, Debug)]
pub(crate) struct Index<V> {
    /// At least twice as many slots as names; a power of two.
    slots: Vec<(u64, V)>,
    long: Vec<(Box<str>, V)>,
    /// The value of all other names.
    other: V,
}

impl<V: Copy> Index<V> {
    pub(crate) fn new<'n>(names: impl ExactSizeIterator<Item = (&'n str, V)>, other: V) -> Self {
        let in_slots = names.len() <= MOST_IN_SLOTS;
        let short = if in_slots { names.len() } else { 0 };
        let mut slots = vec![(FREE, other); (2 * short).next_power_of_two().max(2)];
        let mut long: Vec<(Box<str>, V)> = Vec::new();
        for (name, value) in names {
            match pack(name.as_bytes()) {
                word if in_slots && word != 0 => put(&mut slots, word, value),
                _ => long.push((name.into(), value)),
            }
        }
        long.sort_unstable_by(|(one, _), (two, _)| one.cmp(two));
        Self { slots, long, other }
    }

    #[inline]
    pub(crate) fn get(&self, name: Name<'_>) -> &V {
        let word = name.word();
        match self.slots.get(slot(word, self.slots.len())) {
            Some((other, value)) if *other == word => value,
            _ => self.get_other(name),
        }
    }

    /// Looks up a name that is long, missing, or not in the first slot of its word.
    fn get_other(&self, name: Name<'_>) -> &V {
        let found = match name.word() {
            0 => None,
            word => find(&self.slots, word),
        };
        let found = found.or_else(|| self.get_long(name));
        found.unwrap_or(&self.other)
    }

    fn get_long(&self, name: Name<'_>) -> Option<&V> {
        if self.long.is_empty() {
            return None;
        }
        let name = name.utf8();
        let order = |(long, _): &(Box<str>, V)| long.as_bytes().cmp(&name);
        let at = self.long.binary_search_by(order).ok()?;
        Some(&self.long[at].1)
    }
}

#[cfg(test)]
mod tests {
    use super::{Index, MOST_IN_SLOTS};
    use crate::html::name::Name;

    #[test]
    fn finds_every_name_and_no_other() {
        let names = [
            "a",
            "b",
            "em",
            "h2",
            "eight-by",
            "nine-byte",
            "blockquote",
            "a-name-of-many-bytes",
        ];
        let numbers = (0..).map(Some);
        let numbered: Vec<_> = names.into_iter().zip(numbers).collect();
        let table = Index::new(numbered.into_iter(), None);
        for (index, name) in names.iter().enumerate() {
            assert_eq!(*table.get(Name::plain(name)), Some(index));
        }
        for other in [
            "",
            "c",
            "e",
            "h3",
            "eight-bx",
            "nine-bytf",
            "a-name-of-many-bytez",
            "em\0",
        ] {
            assert_eq!(*table.get(Name::plain(other)), None, "{other:?}");
        }
    }

    #[test]
    fn very_many_names_are_found_in_their_order() {
        for many in [MOST_IN_SLOTS - 1, MOST_IN_SLOTS, MOST_IN_SLOTS + 1] {
            let names: Vec<String> = (0..many).map(|number| format!("t-{number}")).collect();
            let numbered: Vec<_> = names
                .iter()
                .map(String::as_str)
                .zip((0..).map(Some))
                .collect();
            let table = Index::new(numbered.into_iter(), None);
            for (index, name) in names.iter().enumerate() {
                assert_eq!(*table.get(Name::plain(name)), Some(index));
            }
            assert_eq!(*table.get(Name::plain("t-x")), None);
            assert_eq!(*table.get(Name::plain("a-longer-name")), None);
        }
    }
}
