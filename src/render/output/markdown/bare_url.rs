//! Decides how a URL in the text is written.
//!
//! Readers of GitHub's Markdown make links of bare URLs, and read them up to the next
//! white space as they are written: a backslash or a delimiter becomes part of the URL.
//! So a URL in which nothing needs an escape stays as it is, and any other one begins
//! with a reference, which keeps it from being found.
//!
//! Source: [extended autolinks](https://github.github.com/gfm/#autolinks-extension-).

use std::ops::Range;

use super::reference::is_reference;

/// What is known of the place of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    /// Whether the text stands in a link, where no URL is found.
    pub(super) is_in_link: bool,
    /// Whether emphasis is open that `_` would close.
    pub(super) is_in_underscores: bool,
    /// Whether markup follows on the line.
    pub(super) is_followed: bool,
}

/// One that readers would find.
#[derive(Clone, Debug)]
pub(super) struct BareUrl {
    /// Up to the next white space.
    pub(super) bytes: Range<usize>,
    /// Whether it can be written as it is.
    pub(super) is_certain: bool,
}

/// The beginnings of URLs, and where the sign is that they are found by.
const STARTS: [(&str, usize); 4] = [("http://", 4), ("https://", 5), ("ftp://", 3), ("www.", 3)];

/// Finds the next URL at or behind a byte.
pub(super) fn next(text: &str, from: usize, around: Around) -> Option<BareUrl> {
    if around.is_in_link {
        return None;
    }
    let start = signs(text, from..text.len()).find_map(|sign| start(text, sign))?;
    let rest = &text[start..];
    // Some readers find the end at white space of any kind, some only at that of ASCII.
    let is_end = |c: char| c.is_ascii_whitespace();
    let length = rest.find(is_end).unwrap_or(rest.len());
    let is_at_end = length == rest.len();
    Some(BareUrl {
        is_certain: !(is_at_end && around.is_followed
            || rest[..length].contains(char::is_whitespace))
            && is_certain(&rest.as_bytes()[..length], around),
        bytes: start..start + length,
    })
}

/// Finds the signs in a part of a text without which nobody finds a URL that begins
/// there.
pub(super) fn signs(text: &str, part: Range<usize>) -> impl Iterator<Item = usize> {
    let bytes = &text.as_bytes()[part.clone()];
    let signs = memchr::memchr2_iter(b':', b'.', bytes).map(move |at| part.start + at);
    let from = part.start;
    signs.filter(move |sign| start(text, *sign).is_some_and(|start| start >= from))
}

/// Returns the beginning of a URL that has its sign here.
fn start(text: &str, sign: usize) -> Option<usize> {
    let begins = |(start, length): &(&str, usize)| {
        let at = sign.checked_sub(*length)?;
        let head = text.get(at..at + start.len())?;
        let before = text[..at].chars().next_back();
        let is_free = before.is_none_or(|c| !c.is_ascii_alphabetic());
        (is_free && head.eq_ignore_ascii_case(start)).then_some(at)
    };
    STARTS.iter().find_map(begins)
}

/// Returns whether a URL is text for all readers, and the same URL for all that find it.
fn is_certain(url: &[u8], around: Around) -> bool {
    let ends_well = !matches!(url.last(), Some(b'_' | b'~' | b';'));
    ends_well
        && url.iter().enumerate().all(|(at, byte)| {
            let before = url[..at].last();
            let behind = url.get(at + 1);
            let is_word = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
            let is_sign = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_punctuation);
            match byte {
                b'\\' | b'`' | b'*' | b'[' | b']' | b'<' => false,
                b'&' => !is_reference(&url[at + 1..]),
                // It could but end emphasis, and there is none that it would end.
                b'_' if is_word(before) && is_word(behind) => true,
                b'_' => is_word(before) && is_sign(behind) && !around.is_in_underscores,
                // It could but begin a strike, and none would end it.
                b'~' => is_sign(before) && is_word(behind),
                _ => true,
            }
        })
}
