//! Many bytes at once: questions about a run of text that are answered without
//! a branch between its bytes, so that compilers make vector code of them.

/// Whether some byte with the one behind it, 0 at the end, is what is looked
/// for.
#[inline]
pub(crate) fn any(bytes: &[u8], is_it: impl Fn(u8, u8) -> bool + Copy) -> bool {
    match bytes.len() {
        0..=8 => any_of_few(bytes, is_it),
        9..=16 => any_of_many::<8>(bytes, is_it),
        17..=32 => any_of_many::<16>(bytes, is_it),
        _ => any_of_many::<32>(bytes, is_it),
    }
}

fn any_of_few(bytes: &[u8], is_it: impl Fn(u8, u8) -> bool) -> bool {
    let (mut any, mut next) = (false, 0);
    for &byte in bytes.iter().rev() {
        any |= is_it(byte, next);
        next = byte;
    }
    any
}

/// The same of more than `N` bytes, `N` at a time; the last step overlaps the
/// one before.
fn any_of_many<const N: usize>(bytes: &[u8], is_it: impl Fn(u8, u8) -> bool + Copy) -> bool {
    let mut any = [0_u8; N];
    let last = bytes.len().saturating_sub(N + 1);
    let mut at = 0;
    loop {
        let here = bytes.get(at..).and_then(<[u8]>::first_chunk::<N>);
        let next = bytes.get(at + 1..).and_then(<[u8]>::first_chunk::<N>);
        if let (Some(here), Some(next)) = (here, next) {
            for lane in 0..N {
                any[lane] |= u8::from(is_it(here[lane], next[lane]));
            }
        }
        if at == last {
            break;
        }
        at = last.min(at + N);
    }
    any != [0; N] || bytes.last().is_some_and(|&end| is_it(end, 0))
}

/// Where the first `<` or `&` stands, else the length.
#[inline]
pub(crate) fn find_markup(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(step) = bytes.get(at..).and_then(<[u8]>::first_chunk::<STEP>) {
        let mut found = [0_u8; STEP];
        for lane in 0..STEP {
            found[lane] = u8::from(is_markup(step[lane]));
        }
        if found != [0; STEP] {
            break;
        }
        at += STEP;
    }
    // It is near now.
    while let Some(word) = eight(bytes, at) {
        let found = zeros(word ^ repeat(b'<')) | zeros(word ^ repeat(b'&'));
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let rest = bytes[at..].iter();
    at + rest.take_while(|byte| !is_markup(**byte)).count()
}

const STEP: usize = 32;

fn is_markup(byte: u8) -> bool {
    (byte == b'<') | (byte == b'&')
}

/// Where, from `at` on, the first byte that is no white space stands.
#[inline]
pub(crate) fn skip_white(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(|byte| is_white(*byte)) {
        at += 1;
        // Indentation.
        while let Some(word) = eight(bytes, at) {
            let others = word ^ repeat(b' ');
            if others != 0 {
                at += others.trailing_zeros() as usize / 8;
                break;
            }
            at += 8;
        }
    }
    at
}

/// Eight bytes in one word, the first the lowest.
#[inline]
pub(crate) fn eight(bytes: &[u8], at: usize) -> Option<u64> {
    let eight = bytes.get(at..)?.first_chunk()?;
    Some(u64::from_le_bytes(*eight))
}

/// Where, from `at` on, the first such byte stands, which is near mostly.
#[inline]
pub(crate) fn find_near(bytes: &[u8], mut at: usize, byte: u8) -> Option<usize> {
    for _ in 0..NEAR {
        let Some(word) = eight(bytes, at) else {
            break;
        };
        let found = zeros(word ^ repeat(byte));
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    memchr::memchr(byte, &bytes[at..]).map(|length| at + length)
}

/// So many words are looked at before a search that takes some time to begin.
const NEAR: usize = 3;

/// ASCII white space as HTML has it.
#[inline]
pub(crate) fn is_white(byte: u8) -> bool {
    byte <= b' ' && 1_u64 << byte & WHITE != 0
}

const WHITE: u64 = 1 << b' ' | 1 << b'\t' | 1 << b'\n' | 1 << b'\x0C' | 1 << b'\r';

/// How many characters a text has: the bytes that begin one.
pub(crate) fn count_characters(text: &str) -> usize {
    let begins = |byte: &u8| u8::from(*byte & 0xC0 != 0x80);
    let steps = text.as_bytes().chunks_exact(32);
    let rest: usize = steps
        .remainder()
        .iter()
        .map(|byte| usize::from(begins(byte)))
        .sum();
    let count = |step: &[u8]| usize::from(step.iter().map(begins).sum::<u8>());
    rest + steps.map(count).sum::<usize>()
}

pub(crate) const fn repeat(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The high bits of the bytes that are zero; above the lowest of them, also
/// some of others.
pub(crate) const fn zeros(word: u64) -> u64 {
    below(word, 1)
}

/// The high bits of the bytes that are less than `limit`, which is ASCII; above
/// the lowest of them, also some of others.
pub(crate) const fn below(word: u64, limit: u8) -> u64 {
    word.wrapping_sub(repeat(limit)) & !word & repeat(0x80)
}

#[cfg(test)]
mod tests {
    use super::{any, count_characters, find_markup, find_near, is_white, skip_white};

    const BYTES: [u8; 12] = [
        0, 1, 0x1F, b' ', b'%', b'&', b'\'', b';', b'<', b'=', 0x80, 0xFF,
    ];

    #[test]
    fn all_at_once_sees_what_one_by_one_sees() {
        let two_spaces = |byte, next| (byte == b' ') & (next == b' ');
        let at_the_end = |byte, next| (byte == b' ') & (next == 0);
        for length in 0..200 {
            assert!(!any(&vec![b'x'; length], two_spaces));
            for at in 0..length {
                let mut bytes = vec![b'x'; length];
                for byte in BYTES {
                    bytes[at] = byte;
                    assert_eq!(any(&bytes, |byte, _| byte == b' '), byte == b' ');
                    assert_eq!(any(&bytes, |byte, _| byte >= 0x80), byte >= 0x80);
                    let is_last = byte == b' ' && at + 1 == length;
                    assert_eq!(any(&bytes, at_the_end), is_last);
                }
                bytes[at] = b' ';
                assert!(!any(&bytes, two_spaces));
                if let Some(next) = bytes.get_mut(at + 1) {
                    *next = b' ';
                    assert!(any(&bytes, two_spaces));
                }
            }
        }
    }

    #[test]
    fn white_space_and_characters_are_counted() {
        for byte in 0..=255 {
            let known = matches!(byte, b' ' | b'\t' | b'\n' | b'\x0C' | b'\r');
            assert_eq!(is_white(byte), known, "{byte}");
        }
        for length in 0..80 {
            for at in 0..=length {
                let mut bytes = vec![b' '; length];
                for byte in BYTES {
                    bytes[at..].fill(byte);
                    let slowly = bytes.iter().take_while(|byte| is_white(**byte)).count();
                    assert_eq!(skip_white(&bytes, 0), slowly);
                }
                let text = "a".repeat(at) + &"é—🎧".repeat(length - at);
                assert_eq!(count_characters(&text), text.chars().count());
            }
        }
    }

    #[test]
    fn markup_is_found_where_it_is() {
        for length in 0..120 {
            for at in 0..=length {
                for byte in BYTES {
                    for behind in BYTES {
                        let mut bytes = vec![b'x'; length];
                        bytes[at..].fill(behind);
                        if let Some(here) = bytes.get_mut(at) {
                            *here = byte;
                        }
                        let slowly = bytes.iter().position(|byte| matches!(byte, b'<' | b'&'));
                        assert_eq!(find_markup(&bytes), slowly.unwrap_or(length), "{bytes:?}");
                        let slowly = bytes.iter().position(|byte| *byte == b'\'');
                        assert_eq!(find_near(&bytes, 0, b'\''), slowly, "{bytes:?}");
                    }
                }
            }
        }
    }
}
