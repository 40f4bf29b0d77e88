//! Names to entries, by one word compare.

use crate::html::name::{Name, pack};

/// Short names in their slots, by their [words](pack); longer ones in order.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Twice as many or more as names, a power of two; 0 is free.
    slots: Vec<(u64, u32)>,
    long: Vec<(Box<str>, u32)>,
}

/// Odd, with bits all over.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

impl Names {
    pub(super) fn new(names: Vec<(&str, u32)>) -> Self {
        let mut table = Self {
            slots: vec![(0, 0); (2 * names.len()).next_power_of_two().max(2)],
            long: Vec::new(),
        };
        for (name, index) in names {
            match pack(name) {
                0 => table.long.push((name.into(), index)),
                word => {
                    let mut at = table.slot(word);
                    while table.slots[at].0 != 0 {
                        at = table.behind(at);
                    }
                    table.slots[at] = (word, index);
                }
            }
        }
        table.long.sort_unstable();
        table
    }

    #[inline]
    pub(super) fn get(&self, name: Name<'_>) -> Option<usize> {
        let word = name.word();
        if word == 0 {
            return self.get_long(&name.get());
        }
        let mut at = self.slot(word);
        loop {
            match self.slots[at] {
                (0, _) => return None,
                (other, index) if other == word => return Some(index as usize),
                _ => at = self.behind(at),
            }
        }
    }

    fn get_long(&self, name: &str) -> Option<usize> {
        let at = self.long.binary_search_by(|(long, _)| (**long).cmp(name));
        Some(self.long[at.ok()?].1 as usize)
    }

    #[inline]
    fn slot(&self, word: u64) -> usize {
        let high = word.wrapping_mul(SPREAD) >> 32;
        high as usize & (self.slots.len() - 1)
    }

    #[inline]
    fn behind(&self, at: usize) -> usize {
        (at + 1) & (self.slots.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::{Name, Names};

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
        let table = Names::new(names.iter().copied().zip(0..).collect());
        for (index, name) in names.iter().enumerate() {
            assert_eq!(table.get(Name::plain(name)), Some(index));
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
            assert_eq!(table.get(Name::plain(other)), None, "{other:?}");
        }
    }
}
