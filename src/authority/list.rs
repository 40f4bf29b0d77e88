//! The entries that a builder collects, and where each is from.

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

/// Where an entry is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Origin {
    /// The caller gave it; the others are those of the table that he began with.
    pub(super) is_given: bool,
    /// Where it stands in what a path is to point into.
    pub(super) place: usize,
}

/// Entries, and the origin of each.
#[derive(Clone, Debug)]
pub(super) struct List<T> {
    pub(super) entries: Vec<T>,
    pub(super) origins: Vec<Origin>,
    /// Where the entries stand that were not given, by their ids.
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
    /// The entries of a table, which others may be put in the place of.
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

    /// Puts an entry in the place of that with the same id, if the table has it that
    /// the caller began with, and adds it else.
    pub(super) fn put(&mut self, entry: T) {
        self.put_from(entry, None);
    }

    /// The same for an entry that stands somewhere in data.
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

    /// Takes out all entries with this id; the others keep their order.
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
