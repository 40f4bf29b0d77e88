//! Escapes text for each context.

use super::bare_url::{self, Around};
use super::reference::{is_reference, reference};
use crate::html::bytes::{Bytes, Question, look};
use crate::num::to_u32;
use crate::render::draft::Mark;
use crate::url::split_scheme;

/// The context of a piece of text.
#[derive(Clone, Copy, Debug)]
pub(super) struct At {
    pub(super) around: Around,
    /// Whether a block could begin here.
    pub(super) starts_line: bool,
    /// Whether a link follows: a `!` at the end would make it an image.
    pub(super) precedes_link: bool,
    /// Whether a heading ends here: a `#` at the end would be dropped.
    pub(super) ends_heading: bool,
    pub(super) refers_first: bool,
    pub(super) refers_last: bool,
    /// Whether the text is the profile's own: it is written as it is.
    pub(super) is_own: bool,
}

/// Writes text of a line, without line feeds. Returns whether it ends with a URL that
/// readers may find.
pub(super) fn text(text: &str, at: At, out: &mut String) -> bool {
    if at.is_own {
        out.push_str(text);
        return false;
    }
    let mut rest = text;
    let mut chars = rest.chars();
    let Some(first) = chars.next() else {
        return false;
    };
    if at.refers_first || (at.refers_last && chars.as_str().is_empty()) {
        reference(first, out);
        rest = chars.as_str();
    } else if at.starts_line {
        rest = line_start(rest, out);
    }
    let mut chars = rest.chars();
    let last = chars.next_back();
    match last {
        Some(last) if at.refers_last => {
            words(chars.as_str(), at.around, out);
            reference(last, out);
            false
        }
        Some('#') if at.ends_heading => {
            words(chars.as_str(), at.around, out);
            out.push_str("\\#");
            false
        }
        Some('!') if at.precedes_link => {
            words(chars.as_str(), at.around, out);
            out.push_str("\\!");
            false
        }
        _ => words(rest, at.around, out),
    }
}

/// Writes text with the URLs in it. Returns whether it ends with one as it is.
fn words(text: &str, around: Around, out: &mut String) -> bool {
    let (mut from, mut is_url) = (0, false);
    while let Some(url) = bare_url::next(text, from, around) {
        inner(&text[from..url.bytes.start], out);
        if url.is_certain {
            out.push_str(&text[url.bytes.clone()]);
        } else {
            let mut at = url.bytes.start;
            for sign in bare_url::signs(text, url.bytes.clone()) {
                inner(&text[at..sign], out);
                // Each is one byte.
                reference(char::from(text.as_bytes()[sign]), out);
                at = sign + 1;
            }
            inner(&text[at..url.bytes.end], out);
        }
        (from, is_url) = (url.bytes.end, url.is_certain);
    }
    inner(&text[from..], out);
    is_url && from == text.len()
}

/// Escapes what would begin a block. Returns the text behind it.
fn line_start<'t>(text: &'t str, out: &mut String) -> &'t str {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    let mut after = rest.chars();
    let sign = after.next();
    let ends = matches!(after.as_str().bytes().next(), None | Some(b' ' | b'\t'));
    let begins = match sign {
        Some('.' | ')') => ends && (1..=9).contains(&digits),
        Some('#' | '>' | '=' | '|') => digits == 0,
        Some('+') => digits == 0 && ends,
        // Also the row below the head of a table.
        Some('-') => digits == 0 && (ends || after.as_str().starts_with(['-', '|', ':'])),
        Some(':') => digits == 0 && after.as_str().starts_with('-'),
        _ => false,
    };
    match sign {
        Some(sign) if begins => {
            out.push_str(number);
            out.push('\\');
            out.push(sign);
            after.as_str()
        }
        _ => text,
    }
}

fn inner(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    if !look(bytes, IsSign).any {
        out.push_str(text);
        return;
    }
    let mut from = 0;
    let mut signs = bytes.iter().enumerate();
    while let Some((at, &byte)) = signs.find(|(_, byte)| IS_SIGN[usize::from(**byte)]) {
        let escape = match byte {
            b'_' if is_inside_word(bytes, at) => continue,
            // No reader sees a tag or a reference here, whatever it thinks of backslashes.
            b'<' => "&lt;",
            b'&' if is_reference(&bytes[at + 1..]) => "&amp;",
            b'&' => continue,
            _ => "\\",
        };
        out.push_str(&text[from..at]);
        out.push_str(escape);
        from = if escape == "\\" { at } else { at + 1 };
    }
    out.push_str(&text[from..]);
}

/// What may be escaped in a text.
const SIGNS: [u8; 9] = *b"\\`*_[]~<&";

/// The same by byte.
static IS_SIGN: [bool; 256] = {
    let mut table = [false; 256];
    let mut at = 0;
    while at < SIGNS.len() {
        table[SIGNS[at] as usize] = true;
        at += 1;
    }
    table
};

/// Finds what may be escaped in a text.
#[derive(Clone, Copy)]
struct IsSign;

impl Question for IsSign {
    #[inline(always)]
    fn ask<B: Bytes>(self, byte: B, _: B) -> B {
        let [first, others @ ..] = SIGNS;
        let mut is_sign = byte.is(first);
        for sign in others {
            is_sign = is_sign | byte.is(sign);
        }
        is_sign
    }
}

/// Returns whether a `_` is inside a word, where it is no delimiter.
fn is_inside_word(bytes: &[u8], at: usize) -> bool {
    let is_letter = |at: Option<usize>| {
        let byte = at.and_then(|at| bytes.get(at));
        byte.is_some_and(u8::is_ascii_alphanumeric)
    };
    is_letter(at.checked_sub(1)) && is_letter(Some(at + 1))
}

/// Writes the alternative text of an image.
pub(super) fn alternative(alt: &str, out: &mut String) {
    for (number, part) in alt.split(['\n', '\r']).enumerate() {
        out.push_str(if number > 0 { " " } else { "" });
        inner(part, out);
    }
}

/// Writes the destination and the title of a link or an image, in parentheses.
pub(super) fn destination(url: &str, title: Option<&str>, out: &mut String) {
    // Older readers take a quotation mark inside of the URL for the start of a title.
    let is_plain = !url.is_empty() && !look(url.as_bytes(), IsUnplain).any;
    let is_wide = || url.is_empty() || url.contains(|c| is_blank(c) || c == '"' || c == '\'');
    out.push('(');
    if is_plain {
        out.push_str(url);
    } else if is_wide() {
        out.push('<');
        quote(url, b"\\()<>", true, out);
        out.push('>');
    } else {
        quote(url, b"\\()<>", false, out);
    }
    if let Some(title) = title.filter(|title| !title.is_empty()) {
        out.push_str(" \"");
        quote(title, b"\\\"", true, out);
        out.push('"');
    }
    out.push(')');
}

/// Finds what is not written as it is in a destination, and everything beyond ASCII.
#[derive(Clone, Copy)]
struct IsUnplain;

impl Question for IsUnplain {
    #[inline(always)]
    fn ask<B: Bytes>(self, byte: B, _: B) -> B {
        let signs = byte.is(b'\\') | byte.is(b'(') | byte.is(b')') | byte.is(b'<') | byte.is(b'>');
        let quotes = byte.is(b'"') | byte.is(b'\'') | byte.is(b'&');
        let others = byte.below(0x21) | byte.is(0x7F) | byte.at_least(0x80);
        signs | quotes | others
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Writes a value with these characters escaped. White space becomes references, except
/// for single spaces inside a value that may have them.
fn quote(value: &str, signs: &[u8], has_spaces: bool, out: &mut String) {
    let mut previous = ' ';
    for (at, c) in value.char_indices() {
        let is_inner = has_spaces && previous != ' ' && at + 1 < value.len();
        let is_reference = c == '&' && is_reference(&value.as_bytes()[at + 1..]);
        if is_blank(c) && !(c == ' ' && is_inner) {
            reference(c, out);
        } else {
            if u8::try_from(c).is_ok_and(|byte| signs.contains(&byte)) {
                out.push('\\');
            }
            out.push(c);
            // Some parsers see a reference even behind a backslash.
            out.push_str(if is_reference { "amp;" } else { "" });
        }
        previous = c;
    }
}

/// Returns whether a link can be written as its destination in angle brackets
/// ([autolinks](https://spec.commonmark.org/0.31.2/#autolinks)).
pub(super) fn is_auto_link(mark: &Mark<'_>, text: &str) -> bool {
    let title = mark.attribute("title").unwrap_or_default();
    if mark.attribute("href") != Some(text) || !title.is_empty() {
        return false;
    }
    let Some((scheme, _)) = split_scheme(text) else {
        return false;
    };
    let is_plain = |(at, byte): (usize, &u8)| {
        byte.is_ascii_graphic()
            && !matches!(byte, b'<' | b'>' | b'\\')
            && !(*byte == b'&' && is_reference(&text.as_bytes()[at + 1..]))
    };
    (2..=32).contains(&scheme.len()) && text.as_bytes().iter().enumerate().all(is_plain)
}

/// Writes code in backticks, in the shortest run that the code does not contain.
pub(super) fn code(code: &str, out: &mut String) {
    let mut lengths = 0_u64;
    let mut longest = 0;
    for run in code.split(|c| c != '`') {
        longest = longest.max(run.len());
        lengths |= 1_u64.checked_shl(to_u32(run.len())).unwrap_or(0);
    }
    // Length zero is never free.
    let free = (!(lengths | 1)).trailing_zeros();
    let fence = match usize::try_from(free) {
        Ok(free) if free < 64 => free,
        _ => longest + 1,
    };
    let is_edge = |c: Option<char>| c == Some('`');
    let has_ticks = is_edge(code.chars().next()) || is_edge(code.chars().next_back());
    let loses_spaces =
        code.starts_with(' ') && code.ends_with(' ') && !code.trim_matches(' ').is_empty();
    let pad = if has_ticks || loses_spaces { " " } else { "" };
    for part in [&*"`".repeat(fence), pad, code, pad, &*"`".repeat(fence)] {
        out.push_str(part);
    }
}

/// Returns the fence for a block of code.
pub(super) fn fence(code: &str) -> String {
    let runs = code.split(|c| c != '`').map(str::len);
    "`".repeat(runs.max().unwrap_or(0).max(2) + 1)
}
