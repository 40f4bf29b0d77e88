//! The built-in tables: rows of a list and its phrases, parted by `|`.
//!
//! The comment above a row says where its words come from. *Ours* are those that we
//! wrote from what newsrooms print; no machine has translated any.

mod english;
mod french;
mod german;
mod japanese;
mod portuguese;
mod spanish;

use super::words::{Capitals, List, Words};

/// The table of a language.
pub(super) struct Table {
    pub(super) language: &'static str,
    pub(super) capitals: Capitals,
    pub(super) lists: &'static [(List, &'static str)],
}

/// All built-in tables.
pub(super) const ALL: [&Table; 6] = [
    &english::TABLE,
    &german::TABLE,
    &french::TABLE,
    &spanish::TABLE,
    &portuguese::TABLE,
    &japanese::TABLE,
];

impl Words {
    /// Returns the table for English.
    #[must_use]
    pub fn english() -> Self {
        Self::of(&english::TABLE)
    }

    /// Returns the table for German.
    #[must_use]
    pub fn german() -> Self {
        Self::of(&german::TABLE)
    }

    /// Returns the table for French.
    #[must_use]
    pub fn french() -> Self {
        Self::of(&french::TABLE)
    }

    /// Returns the table for Spanish.
    #[must_use]
    pub fn spanish() -> Self {
        Self::of(&spanish::TABLE)
    }

    /// Returns the table for Portuguese.
    #[must_use]
    pub fn portuguese() -> Self {
        Self::of(&portuguese::TABLE)
    }

    /// Returns the table for Japanese.
    #[must_use]
    pub fn japanese() -> Self {
        Self::of(&japanese::TABLE)
    }

    fn of(table: &Table) -> Self {
        let mut words = Self::new(table.language).with_capitals(table.capitals);
        for (list, phrases) in table.lists {
            let phrases = phrases.split('|').map(|phrase| phrase.trim().to_owned());
            words.list_mut(*list).extend(phrases);
        }
        words
    }
}
