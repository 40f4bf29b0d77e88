//! Packs short names into words and hashes them into slots. Used both for the tables
//! made at compile time and for those made of an authority.

/// The number of bytes in a word.
pub(crate) const WORD: usize = 8;

/// Packs a name of up to eight bytes into a word, padded with zeros. Any other text,
/// including text with U+0000, becomes 0, so that equal non-zero words are equal names.
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

/// The word of a free slot. No name has it: no UTF-8 holds such a byte.
pub(super) const FREE: u64 = u64::MAX;

/// An odd multiplier with well spread bits.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// Selects bits of the product that depend on all bytes and that differ between the
/// names of HTML: few of them share a slot.
const SHIFT: u32 = 49;

/// Returns the first slot of a word. `slots` must be a power of two.
#[inline]
pub(super) const fn slot(word: u64, slots: usize) -> usize {
    (word.wrapping_mul(SPREAD) >> SHIFT) as usize & (slots - 1)
}

/// Returns the next slot to try.
#[inline]
pub(super) const fn behind(at: usize, slots: usize) -> usize {
    (at + 1) & (slots - 1)
}

/// Puts a word and its value into its slot or the next free one. At least one slot must
/// stay free.
pub(super) const fn put<V: Copy>(slots: &mut [(u64, V)], word: u64, value: V) {
    let mut at = slot(word, slots.len());
    while slots[at].0 != FREE {
        at = behind(at, slots.len());
    }
    slots[at] = (word, value);
}

/// Finds the value of a word.
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
