//! Looks up values by name, for each tag and attribute.

use super::name::Name;
use super::word::{FREE, find, pack, put, slot};

/// A map from names to values: short names in a hash table by their [words](pack),
/// longer names in a sorted list.
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
        let mut slots = vec![(FREE, other); (2 * names.len()).next_power_of_two().max(2)];
        let mut long: Vec<(Box<str>, V)> = Vec::new();
        for (name, value) in names {
            match pack(name.as_bytes()) {
                0 => long.push((name.into(), value)),
                word => put(&mut slots, word, value),
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
            0 => self.get_long(name),
            word => find(&self.slots, word),
        };
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
    use super::Index;
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
}
