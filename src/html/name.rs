//! Names of tags and attributes: compared in one word where they are short.

use std::borrow::Cow;

use super::element::Element;

/// The name of a tag or an attribute as a source writes it. It means itself in
/// lower case, with U+0000 as U+FFFD.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name<'s> {
    /// UTF-8: most names are compared and never read.
    written: &'s [u8],
    /// What it means, [packed](pack); 0 where it is longer.
    word: u64,
    /// It means what is written.
    is_plain: bool,
}

/// How many bytes a word packs.
const WORD: usize = 8;

/// A name of up to eight bytes as one word, padded with zeros; 0 for any other
/// text, one that holds U+0000 too, so that equal words are equal names.
pub(crate) const fn pack(bytes: &[u8]) -> u64 {
    if bytes.len() > WORD {
        return 0;
    }
    let mut word = 0;
    let mut at = bytes.len();
    while at > 0 {
        at -= 1;
        if bytes[at] == 0 {
            return 0;
        }
        word = word << 8 | bytes[at] as u64;
    }
    word
}

impl<'s> Name<'s> {
    /// A name that means what is written.
    #[inline]
    pub(crate) fn plain(name: &'s str) -> Self {
        Self::packed(name.as_bytes(), pack(name.as_bytes()))
    }

    /// A name that means what is written, [packed](pack) already.
    #[inline]
    pub(crate) fn packed(written: &'s [u8], word: u64) -> Self {
        Self {
            written,
            word,
            is_plain: true,
        }
    }

    /// Any name.
    pub(crate) fn of(written: &'s str) -> Self {
        let is_plain = !written.bytes().any(is_folded);
        let word = match is_plain || written.len() > WORD {
            true => pack(written.as_bytes()),
            false => pack(fold(written).as_bytes()),
        };
        Self {
            written: written.as_bytes(),
            word,
            is_plain,
        }
    }

    /// What it means.
    pub(crate) fn get(self) -> Cow<'s, str> {
        let written = std::str::from_utf8(self.written).unwrap_or_default();
        match self.is_plain {
            true => Cow::Borrowed(written),
            false => Cow::Owned(fold(written)),
        }
    }

    /// What it means, as UTF-8.
    #[inline]
    pub(crate) fn utf8(self) -> Cow<'s, [u8]> {
        match self.is_plain {
            true => Cow::Borrowed(self.written),
            false => Cow::Owned(self.get().into_owned().into_bytes()),
        }
    }

    /// What it means, in one word; 0 where it is too long.
    #[inline]
    pub(crate) fn word(self) -> u64 {
        self.word
    }

    /// Whether both are this name, for certain: both are short.
    #[inline]
    pub(crate) fn is_surely(self, other: Self) -> bool {
        self.word == other.word && self.word != 0
    }

    /// Whether both, which are long, mean the same.
    fn is_same_long(self, other: Self) -> bool {
        match self.is_plain && other.is_plain {
            true => self.written == other.written,
            false => self.get() == other.get(),
        }
    }

    /// The element of this name.
    #[inline]
    pub(crate) fn element(self) -> Element {
        match self.word {
            0 => Element::of_long(&self.get()),
            word => Element::of_word(word),
        }
    }
}

impl PartialEq for Name<'_> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.word == other.word && (self.word != 0 || self.is_same_long(*other))
    }
}

impl Eq for Name<'_> {}

impl PartialEq<str> for Name<'_> {
    #[inline]
    fn eq(&self, other: &str) -> bool {
        self.word == pack(other.as_bytes()) && (self.word != 0 || self.get() == other)
    }
}

/// Whether a byte is written otherwise in a name.
fn is_folded(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte == 0
}

fn fold(written: &str) -> String {
    let lower = written.to_ascii_lowercase();
    match lower.contains('\0') {
        true => lower.replace('\0', "\u{FFFD}"),
        false => lower,
    }
}

/// What belongs to names: short names in their slots, by their [words](pack);
/// longer ones in order.
#[derive(Debug)]
pub(crate) struct Index<V> {
    /// Twice as many or more as names, a power of two.
    slots: Vec<(u64, V)>,
    long: Vec<(Box<str>, V)>,
    /// What belongs to all other names.
    other: V,
}

/// The word of a slot that is free, and of no name: no UTF-8 holds such a byte.
const FREE: u64 = u64::MAX;

/// Odd, with bits all over.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// Brings down those bits of a product that all bytes have a part in and that
/// the names of HTML differ in: few of them share a slot.
const SHIFT: u32 = 49;

impl<V: Copy> Index<V> {
    pub(crate) fn new<'n>(names: impl ExactSizeIterator<Item = (&'n str, V)>, other: V) -> Self {
        let mut table = Self {
            slots: vec![(FREE, other); (2 * names.len()).next_power_of_two().max(2)],
            long: Vec::new(),
            other,
        };
        for (name, value) in names {
            match pack(name.as_bytes()) {
                0 => table.long.push((name.into(), value)),
                word => {
                    let mut at = table.slot(word);
                    while table.slots[at].0 != FREE {
                        at = table.behind(at);
                    }
                    table.slots[at] = (word, value);
                }
            }
        }
        table
            .long
            .sort_unstable_by(|(one, _), (two, _)| one.cmp(two));
        table
    }

    #[inline]
    pub(crate) fn get(&self, name: Name<'_>) -> &V {
        let word = name.word();
        match self.slots.get(self.slot(word)) {
            Some((other, value)) if *other == word => value,
            _ => self.get_other(name),
        }
    }

    /// One that is long, not here, or not in the slot that its word has first.
    fn get_other(&self, name: Name<'_>) -> &V {
        let word = name.word();
        if word == 0 {
            return self.get_long(name).unwrap_or(&self.other);
        }
        let mut at = self.slot(word);
        loop {
            match &self.slots[at] {
                (FREE, _) => return &self.other,
                (other, value) if *other == word => return value,
                _ => at = self.behind(at),
            }
        }
    }

    fn get_long(&self, name: Name<'_>) -> Option<&V> {
        if self.long.is_empty() {
            return None;
        }
        if !name.is_plain {
            return self.get_long(Name::plain(&name.get()));
        }
        let order = |(long, _): &(Box<str>, V)| long.as_bytes().cmp(name.written);
        let at = self.long.binary_search_by(order).ok()?;
        Some(&self.long[at].1)
    }

    #[inline]
    fn slot(&self, word: u64) -> usize {
        let high = word.wrapping_mul(SPREAD) >> SHIFT;
        high as usize & (self.slots.len() - 1)
    }

    #[inline]
    fn behind(&self, at: usize) -> usize {
        (at + 1) & (self.slots.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::{Index, Name, pack};

    #[test]
    fn names_are_what_they_mean() {
        let at = |written: &'static str| Name::of(written);
        let means = [
            ("a", "a"),
            ("EM", "em"),
            ("eM", "em"),
            ("blockquote", "blockquote"),
            ("BlockQuote", "blockquote"),
            ("figure\0", "figure\u{FFFD}"),
            ("a\0", "a\u{FFFD}"),
            ("x", "x"),
        ];
        for (written, meant) in means {
            let name = at(written);
            assert_eq!(name.get(), meant);
            assert_eq!(name.word(), pack(meant.as_bytes()));
            assert_eq!(name, Name::plain(meant));
            for (other, is) in means {
                assert_eq!(name == at(other), meant == is, "{written:?} {other:?}");
                assert_eq!(name == *is, meant == is, "{written:?} {is:?}");
                let is_surely = meant == is && meant.len() <= 8;
                assert_eq!(name.is_surely(at(other)), is_surely);
            }
        }
    }

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
