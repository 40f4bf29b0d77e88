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
    url.bytes().all(|byte| CLEAN[usize::from(byte)])
}

static CLEAN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0x21_u8;
    while byte < 0x7F {
        table[byte as usize] = !matches!(
            byte,
            b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | b'\''
        );
        byte += 1;
    }
    table
};
