//! Byte classes: one table look-up for each byte of a tag.

/// TAB, LF, FF, CR (a newline once normalised), space.
pub(super) const SPACE: u8 = 1;
/// Ends a tag name.
pub(super) const TAG_NAME_END: u8 = 1 << 1;
/// Ends an attribute name.
pub(super) const ATTRIBUTE_NAME_END: u8 = 1 << 2;
/// Ends an unquoted attribute value and a document type's name.
pub(super) const WORD_END: u8 = 1 << 3;

static CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [0; 256];
    let spaces = b"\t\n\x0C\r ";
    let mut index = 0;
    while index < spaces.len() {
        table[spaces[index] as usize] = SPACE | TAG_NAME_END | ATTRIBUTE_NAME_END | WORD_END;
        index += 1;
    }
    table[b'/' as usize] = TAG_NAME_END | ATTRIBUTE_NAME_END;
    table[b'>' as usize] = TAG_NAME_END | ATTRIBUTE_NAME_END | WORD_END;
    table[b'=' as usize] = ATTRIBUTE_NAME_END;
    table
}

/// Returns all classes of a byte.
#[inline]
pub(super) fn of(byte: u8) -> u8 {
    CLASSES[usize::from(byte)]
}

/// Returns the position of the first byte outside `class` from `at` on.
#[inline]
pub(super) fn skip(bytes: &[u8], mut at: usize, class: u8) -> usize {
    while bytes.get(at).is_some_and(|&byte| of(byte) & class != 0) {
        at += 1;
    }
    at
}

/// Returns the position of the first byte of `class` from `at` on; `None` if there is
/// none.
#[inline]
pub(super) fn find(bytes: &[u8], mut at: usize, class: u8) -> Option<usize> {
    while of(*bytes.get(at)?) & class == 0 {
        at += 1;
    }
    Some(at)
}
