//! Short names as one word, and where words lie in a table of slots: the one hash
//! of names, for tables that are made when the crate is compiled and for those
//! that are made of an authority.

/// How many bytes a word packs.
pub(super) const WORD: usize = 8;

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

/// The word of a slot that is free, and of no name: no UTF-8 holds such a byte.
pub(super) const FREE: u64 = u64::MAX;

/// Odd, with bits all over.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// Brings down those bits of a product that all bytes have a part in and that
/// the names of HTML differ in: few of them share a slot.
const SHIFT: u32 = 49;

/// The slot that a word has first, among so many: a power of two.
#[inline]
pub(super) const fn slot(word: u64, slots: usize) -> usize {
    (word.wrapping_mul(SPREAD) >> SHIFT) as usize & (slots - 1)
}

/// The slot that is looked at next.
#[inline]
pub(super) const fn behind(at: usize, slots: usize) -> usize {
    (at + 1) & (slots - 1)
}

/// Puts a word and what belongs to it into its slot or the next free one. At
/// least one slot must stay free.
pub(super) const fn put<V: Copy>(slots: &mut [(u64, V)], word: u64, value: V) {
    let mut at = slot(word, slots.len());
    while slots[at].0 != FREE {
        at = behind(at, slots.len());
    }
    slots[at] = (word, value);
}

/// What belongs to a word, if it was put there.
#[inline]
pub(super) fn find<V>(slots: &[(u64, V)], word: u64) -> Option<&V> {
    let mut at = slot(word, slots.len());
    loop {
        match &slots[at] {
            (other, value) if *other == word => return Some(value),
            (FREE, _) => return None,
            _ => at = behind(at, slots.len()),
        }
    }
}
