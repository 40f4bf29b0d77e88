//! Conversions to stored widths, and Roman numerals.

/// Converts a length or a position that is known to fit: sources and texts were
/// measured when they came in.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    reason = "measured when it came in; a check for each span shows in the bench `stages`"
)]
pub(crate) fn to_u32(length: usize) -> u32 {
    debug_assert!(u32::try_from(length).is_ok(), "{length} was let in");
    length as u32
}

/// The signs that Roman numerals are put together from, by falling value.
pub(crate) const ROMAN: [(u32, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];
