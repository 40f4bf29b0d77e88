//! Percent-encoding, by the sets of the
//! [URL standard](https://url.spec.whatwg.org/#percent-encoded-bytes).

use std::fmt::Write as _;

/// The part of a URL that a text stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The path of a URL without a hierarchy, and the host of one with a scheme of its
    /// own.
    Opaque,
    Fragment,
    Query,
    /// The query of a URL with a special scheme.
    SpecialQuery,
    Path,
    UserInfo,
}

impl Part {
    fn encodes(self, byte: u8) -> bool {
        if !(b' '..=b'~').contains(&byte) {
            return true;
        }
        let signs: &[u8] = match self {
            Self::Opaque => b"",
            Self::Fragment => b" \"<>`",
            Self::Query => b" \"#<>",
            Self::SpecialQuery => b" \"#<>'",
            Self::Path => b" \"#<>?^`{}",
            Self::UserInfo => b" \"#<>?^`{}/:;=@[\\]|",
        };
        signs.contains(&byte)
    }
}

/// Writes a text with everything in percent that its part encodes. What is in percent
/// stays so.
pub(super) fn encode(text: &str, part: Part, out: &mut String) {
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let is_plain = u8::try_from(c).is_ok_and(|byte| byte.is_ascii() && !part.encodes(byte));
        if !is_plain {
            out.push_str(&text[from..at]);
            encode_char(c, out);
            from = at + c.len_utf8();
        }
    }
    out.push_str(&text[from..]);
}

/// Writes a character in percent.
pub(super) fn encode_char(c: char, out: &mut String) {
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        // Writing to a `String` never fails.
        let _ = write!(out, "%{byte:02X}");
    }
}

/// Returns a text without percent-encoding, as far as that is UTF-8.
pub(crate) fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        let digit = |at: usize| char::from(*behind.get(at)?).to_digit(16);
        let byte = digit(0).zip(digit(1)).filter(|_| *first == b'%');
        let byte = byte.and_then(|(high, low)| u8::try_from(16 * high + low).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Returns whether a URL has only characters that are written as they are, wherever they
/// stand.
pub(crate) fn is_clean(url: &str) -> bool {
    let bytes = url.as_bytes();
    match bytes.last_chunk() {
        // The last step may overlap the one before.
        Some(last) => {
            let mut steps = bytes.chunks_exact(STEP).filter_map(<[u8]>::first_chunk);
            steps.all(are_clean) && are_clean(last)
        }
        None => bytes.iter().all(|byte| is_clean_byte(*byte)),
    }
}

/// The number of bytes that are tested at once.
const STEP: usize = 16;

/// Tests many bytes without a branch between them, so that compilers vectorise the loop.
fn are_clean(step: &[u8; STEP]) -> bool {
    let mut is_unclean = 0;
    for byte in step {
        is_unclean |= u8::from(!is_clean_byte(*byte));
    }
    is_unclean == 0
}

/// Returns whether a byte is a visible sign of ASCII and none of ``" ' < > \ ^ ` { | }``.
#[inline(always)]
fn is_clean_byte(byte: u8) -> bool {
    // Two signs that differ in one bit.
    let is_pair = |sign: u8| byte & !0b10 == sign;
    // With a sign, what is beyond ASCII is low, too.
    let signed = byte as i8;
    let is_low = (signed <= b' ' as i8) | (byte == b'"');
    let is_high = (signed > b'z' as i8) & (byte != b'~');
    !(is_low | is_high | (byte == b'\'') | (byte == b'`') | is_pair(b'<') | is_pair(b'\\'))
}

#[cfg(test)]
mod tests {
    use super::is_clean;

    #[test]
    fn urls_of_any_length_are_tested() {
        for c in '\0'..='\u{FF}' {
            let is_plain = c.is_ascii_graphic() && !"\"'<>\\^`{|}".contains(c);
            for (before, behind) in [(0, 0), (0, 20), (15, 0), (16, 40), (35, 3)] {
                let url = format!("{}{c}{}", "a".repeat(before), "b".repeat(behind));
                assert_eq!(is_clean(&url), is_plain, "{url:?}");
            }
        }
    }
}
