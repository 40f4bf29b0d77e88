//! Characters that no text and no attribute value holds.
//!
//! NUL, the C0 controls but TAB and LF, and the noncharacters: HTML parsers
//! drop or forbid them, XML cannot say them, databases choke on them.

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

/// A byte of a control, or one that noncharacters and U+FEFF begin with.
pub(crate) fn is_suspect(byte: u8) -> bool {
    !(0x20..0xEF).contains(&byte)
}

/// Whether there may be anything to change: a control, or the beginning of what
/// may be a noncharacter. Reads all bytes without a branch between them.
fn may_change(value: &str) -> bool {
    value
        .bytes()
        .fold(false, |any, byte| any | is_suspect(byte))
}

/// A value as it is stored: CR and CRLF are LF, FF is a space, and what is
/// removed is gone. `None` where that changes nothing.
pub(crate) fn clean_value(value: &str) -> Option<String> {
    if !may_change(value) {
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
