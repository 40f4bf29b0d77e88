//! The entries that a builder collects, each with its origin.

use std::collections::BTreeMap;

use super::{CharacterEntry, MarkupId, TagEntry};

/// An entry of either kind.
pub(super) trait Keyed {
    fn key(&self) -> MarkupId;
}

impl Keyed for TagEntry {
    fn key(&self) -> MarkupId {
        self.id
    }
}

impl Keyed for CharacterEntry {
    fn key(&self) -> MarkupId {
        self.id
    }
}

/// The origin of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Origin {
    /// Whether the caller gave the entry. All others are of the table that the builder
    /// began with.
    pub(super) is_given: bool,
    /// The index in the data that error paths refer to.
    pub(super) place: usize,
}

/// Entries, each with its origin.
#[derive(Clone, Debug)]
pub(super) struct List<T> {
    pub(super) entries: Vec<T>,
    pub(super) origins: Vec<Origin>,
    /// The index of each entry that the caller did not give, by id.
    of_table: BTreeMap<MarkupId, usize>,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        let (entries, origins) = (Vec::new(), Vec::new());
        let of_table = BTreeMap::new();
        Self {
            entries,
            origins,
            of_table,
        }
    }
}

impl<T: Keyed> List<T> {
    /// Makes a list of the entries of a table, which `put` may replace.
    pub(super) fn of_table(entries: Vec<T>) -> Self {
        let origin = |place| Origin {
            is_given: false,
            place,
        };
        let origins = (0..entries.len()).map(origin).collect();
        let mut list = Self {
            entries,
            origins,
            of_table: BTreeMap::new(),
        };
        list.find_those_of_table();
        list
    }

    fn find_those_of_table(&mut self) {
        let entries = self.entries.iter().zip(&self.origins).enumerate();
        let of_table = entries.filter(|(_, (_, origin))| !origin.is_given);
        self.of_table = of_table.map(|(at, (entry, _))| (entry.key(), at)).collect();
    }

    /// Adds an entry at the end.
    pub(super) fn push(&mut self, entry: T) {
        let place = self.entries.len();
        self.add(entry, place);
    }

    /// Replaces the table's entry with the same id; adds the entry if there is none.
    pub(super) fn put(&mut self, entry: T) {
        self.put_from(entry, None);
    }

    /// Like `put`, for an entry at index `place` of the caller's data.
    pub(super) fn put_from(&mut self, entry: T, place: Option<usize>) {
        match self.of_table.remove(&entry.key()) {
            Some(at) => {
                self.entries[at] = entry;
                self.origins[at] = Origin {
                    is_given: true,
                    place: place.unwrap_or(at),
                };
            }
            None => {
                let place = place.unwrap_or(self.entries.len());
                self.add(entry, place);
            }
        }
    }

    fn add(&mut self, entry: T, place: usize) {
        self.entries.push(entry);
        self.origins.push(Origin {
            is_given: true,
            place,
        });
    }

    /// Removes all entries with this id; the others keep their order.
    pub(super) fn remove(&mut self, id: MarkupId) {
        let is_other = |entry: &T| entry.key() != id;
        if self.entries.iter().all(is_other) {
            return;
        }
        let mut origins = self.entries.iter().map(is_other);
        self.origins.retain(|_| origins.next().unwrap_or_default());
        self.entries.retain(is_other);
        for (place, origin) in self.origins.iter_mut().enumerate() {
            origin.place = place;
        }
        self.find_those_of_table();
    }
}

impl<T: Keyed> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> Self {
        let mut list = Self::default();
        entries.into_iter().for_each(|entry| list.push(entry));
        list
    }
}
