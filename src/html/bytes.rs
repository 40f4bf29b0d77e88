//! Many bytes at once: what a run of text is made of, read without a branch
//! between its bytes, so that compilers turn it into vector code.

/// What was seen in a run of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) least: u8,
    pub(crate) greatest: u8,
    /// Whether a byte and the one behind it, 0 at the end, were what was looked
    /// for.
    pub(crate) pair: bool,
}

impl Seen {
    const NOTHING: Seen = Seen {
        least: u8::MAX,
        greatest: 0,
        pair: false,
    };

    fn add(&mut self, byte: u8) {
        self.least = self.least.min(byte);
        self.greatest = self.greatest.max(byte);
    }
}

/// Looks at every byte, and at every pair of neighbours.
#[inline]
pub(crate) fn look(bytes: &[u8], is_pair: impl Fn(u8, u8) -> bool + Copy) -> Seen {
    match bytes.len() {
        0..=8 => look_short(bytes, is_pair),
        9..=32 => look_wide::<8>(bytes, is_pair),
        _ => look_wide::<32>(bytes, is_pair),
    }
}

fn look_short(bytes: &[u8], is_pair: impl Fn(u8, u8) -> bool) -> Seen {
    let mut seen = Seen::NOTHING;
    let mut next = 0;
    for &byte in bytes.iter().rev() {
        seen.add(byte);
        seen.pair |= is_pair(byte, next);
        next = byte;
    }
    seen
}

/// The same of more than `N` bytes, `N` at a time; the last step overlaps the
/// one before.
fn look_wide<const N: usize>(bytes: &[u8], is_pair: impl Fn(u8, u8) -> bool + Copy) -> Seen {
    let (mut least, mut greatest, mut pairs) = ([u8::MAX; N], [0; N], [0; N]);
    let last = bytes.len().saturating_sub(N + 1);
    let mut at = 0;
    loop {
        let here = bytes.get(at..).and_then(<[u8]>::first_chunk::<N>);
        let next = bytes.get(at + 1..).and_then(<[u8]>::first_chunk::<N>);
        if let (Some(here), Some(next)) = (here, next) {
            for lane in 0..N {
                least[lane] = least[lane].min(here[lane]);
                greatest[lane] = greatest[lane].max(here[lane]);
                pairs[lane] |= u8::from(is_pair(here[lane], next[lane]));
            }
        }
        if at == last {
            break;
        }
        at = last.min(at + N);
    }
    let mut seen = Seen {
        least: least.into_iter().fold(u8::MAX, u8::min),
        greatest: greatest.into_iter().fold(0, u8::max),
        pair: pairs.into_iter().fold(0, |any, pair| any | pair) != 0,
    };
    if let Some(&end) = bytes.last() {
        seen.add(end);
        seen.pair |= is_pair(end, 0);
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::{Seen, look};

    fn look_slowly(bytes: &[u8], is_pair: impl Fn(u8, u8) -> bool) -> Seen {
        Seen {
            least: bytes.iter().copied().min().unwrap_or(u8::MAX),
            greatest: bytes.iter().copied().max().unwrap_or(0),
            pair: (0..bytes.len())
                .any(|at| is_pair(bytes[at], bytes.get(at + 1).copied().unwrap_or(0))),
        }
    }

    #[test]
    fn all_at_once_sees_what_one_by_one_sees() {
        let two_spaces = |byte, next| byte == b' ' && next == b' ';
        let one_space = |byte, _| byte == b' ';
        for length in 0..120 {
            let plain = vec![b'x'; length];
            assert_eq!(look(&plain, two_spaces), look_slowly(&plain, two_spaces));
            for at in 0..length {
                for byte in [b' ', 0, 0x1F, 0x20, 0x7F, 0x80, 0xEF, 0xFF] {
                    let mut bytes = plain.clone();
                    bytes[at] = byte;
                    assert_eq!(look(&bytes, two_spaces), look_slowly(&bytes, two_spaces));
                    assert_eq!(look(&bytes, one_space).pair, byte == b' ');
                    if let Some(next) = bytes.get_mut(at + 1) {
                        *next = byte;
                        let seen = look(&bytes, two_spaces);
                        assert_eq!(seen, look_slowly(&bytes, two_spaces));
                        assert_eq!(seen.pair, byte == b' ');
                    }
                }
            }
        }
    }
}
