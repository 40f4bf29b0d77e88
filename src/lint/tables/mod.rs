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
struct Table {
    language: &'static str,
    capitals: Capitals,
    lists: &'static [(List, &'static str)],
}

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

    /// All built-in tables.
    pub(super) fn built_in() -> [Self; 6] {
        [
            Self::english(),
            Self::german(),
            Self::french(),
            Self::spanish(),
            Self::portuguese(),
            Self::japanese(),
        ]
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
