//! Names to entries, by length and one word compare.

/// A name of at most 16 bytes packed into a word; longer ones are kept whole.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Packed names, grouped by length: `short[starts[n]..starts[n + 1]]`.
    short: Vec<(u128, u32)>,
    starts: [u32; 18],
    long: Vec<(Box<str>, u32)>,
}

fn pack(name: &str) -> u128 {
    let mut word = [0; 16];
    word[..name.len()].copy_from_slice(name.as_bytes());
    u128::from_le_bytes(word)
}

impl Names {
    pub(super) fn new(mut names: Vec<(&str, u32)>) -> Self {
        names.sort_unstable_by_key(|(name, _)| (name.len(), *name));
        let mut table = Self::default();
        for (name, index) in names {
            if name.len() <= 16 {
                table.short.push((pack(name), index));
                for start in &mut table.starts[name.len() + 1..] {
                    *start += 1;
                }
            } else {
                table.long.push((name.into(), index));
            }
        }
        table
    }

    pub(super) fn get(&self, name: &str) -> Option<usize> {
        let length = name.len();
        if length <= 16 {
            let word = pack(name);
            let same_length =
                &self.short[self.starts[length] as usize..self.starts[length + 1] as usize];
            let (_, index) = same_length.iter().find(|(packed, _)| *packed == word)?;
            return Some(*index as usize);
        }
        let (_, index) = self.long.iter().find(|(long, _)| **long == *name)?;
        Some(*index as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn finds_every_name_and_no_other() {
        let names = [
            "a",
            "b",
            "em",
            "h2",
            "blockquote",
            "sixteen-bytes-xx",
            "a-name-of-many-bytes",
        ];
        let table = Names::new(names.iter().copied().zip(0..).collect());
        for (index, name) in names.iter().enumerate() {
            assert_eq!(table.get(name), Some(index));
        }
        for other in [
            "",
            "c",
            "e",
            "h3",
            "sixteen-bytes-xy",
            "a-name-of-many-bytez",
            "em\0",
        ] {
            assert_eq!(table.get(other), None, "{other:?}");
        }
    }
}
