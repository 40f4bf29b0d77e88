//! Characters that no text and no attribute value holds.
//!
//! NUL, the C0 controls but TAB and LF, and the noncharacters: HTML parsers
//! drop or forbid them, XML cannot say them, databases choke on them.

use super::bytes::{self, Bytes, Question, look};

/// True for what is taken out: not for CR and FF, which become white space.
pub(crate) fn is_removed(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' | '\x0C' => false,
        '\0'..='\x1F' => true,
        _ => is_noncharacter(c),
    }
}

/// The 66 code points that are reserved for internal use.
fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || (c as u32 & 0xFFFE) == 0xFFFE
}

/// A control, or a byte that noncharacters and U+FEFF begin with.
#[inline(always)]
pub(crate) fn suspect<B: Bytes>(byte: B) -> B {
    byte.below(0x20) | byte.at_least(0xEF)
}

/// A control, or two bytes that noncharacters and U+FEFF begin with, whose second
/// ends in two ones: a second look, which takes longer. Fullwidth forms, which
/// Chinese text is full of, are no suspects any more.
#[inline(always)]
pub(crate) fn still_suspect<B: Bytes>(byte: B, next: B) -> B {
    byte.below(0x20) | (byte.at_least(0xEF) & next.has(0b11))
}

/// Finds the first character that is taken out, by its byte. It reads no further,
/// so that a run of them, which is asked for each, costs linear time.
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

/// A byte that begins what may be taken out.
#[derive(Clone, Copy)]
struct Removable;

impl Question for Removable {
    #[inline(always)]
    fn ask<B: Bytes>(self, byte: B, next: B) -> B {
        let stays = byte.is(b'\t') | byte.is(b'\n') | byte.is(b'\x0C') | byte.is(b'\r');
        still_suspect(byte, next) & stays.not()
    }
}

/// Whether there may be anything to change.
#[derive(Clone, Copy)]
struct Suspect;

impl Question for Suspect {
    #[inline(always)]
    fn ask<B: Bytes>(self, byte: B, next: B) -> B {
        still_suspect(byte, next)
    }
}

/// A value as it is stored: CR and CRLF are LF, FF is a space, and what is
/// removed is gone. `None` where that changes nothing.
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
