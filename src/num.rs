//! Conversions to stored widths.

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
