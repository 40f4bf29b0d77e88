//! Characters that are not allowed in any text or attribute value.
//!
//! NUL, the C0 controls except TAB and LF, and the noncharacters: HTML parsers drop or
//! forbid them, XML cannot represent them, databases choke on them.

use super::bytes::{self, Bytes, Question, look};

/// Returns whether a character is removed. CR and FF are not: they become white space.
pub(crate) fn is_removed(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' | '\x0C' => false,
        '\0'..='\x1F' => true,
        _ => is_noncharacter(c),
    }
}

/// Returns whether a character is one of the 66 noncharacters.
fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || (c as u32 & 0xFFFE) == 0xFFFE
}

/// Tests for a control, or the first byte of a noncharacter or U+FEFF.
#[inline(always)]
pub(crate) fn suspect<B: Bytes>(byte: B) -> B {
    byte.below(0x20) | byte.at_least(0xEF)
}

/// Tests for a control, or the first two bytes of a noncharacter or U+FEFF, where the
/// second ends in two ones. Slower than `suspect`, but clears fullwidth forms, which
/// are common in Chinese text.
#[inline(always)]
pub(crate) fn still_suspect<B: Bytes>(byte: B, next: B) -> B {
    byte.below(0x20) | (byte.at_least(0xEF) & next.has(0b11))
}

/// Returns the byte offset of the first character to remove. Stops there, so that a run
/// of removable characters costs linear time.
pub(crate) fn find_removed(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at = bytes::find(text.as_bytes(), at, Removable);
        let c = text[at..].chars().next()?;
        if is_removed(c) {
            return Some(at);
        }
        at += c.len_utf8();
    }
}

/// Tests for a byte that may begin a character to remove.
#[derive(Clone, Copy)]
struct Removable;

impl Question for Removable {
    #[inline(always)]
    fn ask<B: Bytes>(self, byte: B, next: B) -> B {
        let stays = byte.is(b'\t') | byte.is(b'\n') | byte.is(b'\x0C') | byte.is(b'\r');
        still_suspect(byte, next) & stays.not()
    }
}

/// Tests for a byte that may need a change.
#[derive(Clone, Copy)]
struct Suspect;

impl Question for Suspect {
    #[inline(always)]
    fn ask<B: Bytes>(self, byte: B, next: B) -> B {
        still_suspect(byte, next)
    }
}

/// Returns the value as it is stored: CR and CRLF become LF, FF becomes a space,
/// forbidden characters are removed. `None` if nothing changes.
pub(crate) fn clean_value(value: &str) -> Option<String> {
    if !look(value.as_bytes(), Suspect).any {
        return None;
    }
    let is_changed = |c: char| matches!(c, '\r' | '\x0C') || is_removed(c);
    if !value.contains(is_changed) {
        return None;
    }
    let mut cleaned = String::with_capacity(value.len());
    let mut characters = value.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' => {
                characters.next_if_eq(&'\n');
                cleaned.push('\n');
            }
            '\x0C' => cleaned.push(' '),
            _ if is_removed(c) => {}
            _ => cleaned.push(c),
        }
    }
    Some(cleaned)
}
