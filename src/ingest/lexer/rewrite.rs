//! Values that differ from the bytes of the source.

use std::borrow::Cow;

use memchr::memchr3;

use crate::html::char_ref::{self, Decoded, ReferenceIn};

/// Replaces CR and CRLF with LF, which the standard does before it reads its input.
/// <https://infra.spec.whatwg.org/#normalize-newlines>
pub(crate) fn normalize_newlines(text: &str) -> Cow<'_, str> {
    rewrite(text, [b'\r', b'\r', b'\r'])
}

/// Normalises newlines and replaces U+0000 with U+FFFD, for comments and document types.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    rewrite(text, [b'\r', b'\0', b'\0'])
}

/// Like [`plain`], and decodes references.
pub(super) fn attribute_value(text: &str) -> Cow<'_, str> {
    rewrite(text, [b'\r', b'\0', b'&'])
}

/// Replaces the bytes in `needles`; each byte has only one rule.
fn rewrite(text: &str, needles: [u8; 3]) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let find = |from: usize| {
        let [a, b, c] = needles;
        memchr3(a, b, c, &bytes[from..]).map(|offset| from + offset)
    };
    let mut out = String::new();
    let mut copied = 0;
    let mut next = find(0);
    while let Some(at) = next {
        let replaced = match bytes[at] {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => Some((Decoded::from('\n'), 2)),
            b'\r' => Some((Decoded::from('\n'), 1)),
            b'\0' => Some((Decoded::from(char::REPLACEMENT_CHARACTER), 1)),
            _ => char_ref::read(&text[at..], ReferenceIn::Attribute),
        };
        let Some((chars, len)) = replaced else {
            next = find(at + 1);
            continue;
        };
        if copied == 0 {
            out.reserve(text.len());
        }
        out.push_str(&text[copied..at]);
        chars.chars().for_each(|char| out.push(char));
        copied = at + len;
        next = find(copied);
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}
