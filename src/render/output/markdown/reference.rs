//! Character references.

use std::fmt::Write as _;

/// Returns whether the text behind an `&` would be read as a reference. The longest is
/// `CounterClockwiseContourIntegral;`.
pub(super) fn is_reference(bytes: &[u8]) -> bool {
    let mut bytes = bytes.iter().skip_while(|&&byte| byte == b'#').take(40);
    bytes.find(|byte| !byte.is_ascii_alphanumeric()) == Some(&b';')
}

/// Writes a character as a reference, so that it is not read as a delimiter or as white
/// space.
pub(super) fn reference(c: char, out: &mut String) {
    let result = match c {
        '\u{A0}' => out.write_str("&nbsp;"),
        _ => write!(out, "&#{};", u32::from(c)),
    };
    debug_assert!(result.is_ok(), "a string takes everything");
}
