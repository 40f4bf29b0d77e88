//! White space and what text may stand as it is, byte by byte.

use crate::html::hygiene::is_suspect;

/// ASCII white space as HTML has it.
pub(super) fn is_white(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\x0C' | b'\r')
}

/// Whether words stand in the text as they are: no controls, no two spaces
/// together, nothing that may be a noncharacter or U+FEFF. Reads all bytes
/// without a branch between them; most runs of text pass.
pub(super) fn is_single_spaced(bytes: &[u8]) -> bool {
    let Some((last, front)) = bytes.split_last() else {
        return true;
    };
    let pairs = front.iter().zip(&bytes[1..]);
    !pairs.fold(is_suspect(*last), |any, (&byte, &next)| {
        any | is_suspect(byte) | ((byte == b' ') & (next == b' '))
    })
}

/// How many bytes from here stand in the text as they are: words with single
/// spaces between them. Stops before white space that collapses, before
/// controls, and before what may be a noncharacter or U+FEFF.
pub(super) fn plain_run(bytes: &[u8]) -> usize {
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        let stops = match byte {
            b' ' => bytes.get(at + 1).is_none_or(|&next| next <= b' '),
            0..=0x1F => true,
            0xEF => match bytes.get(at + 1..at + 3) {
                Some([0xB7, _] | [0xBB, 0xBF]) => true,
                Some([0xBF, last]) => *last >= 0xBE,
                _ => false,
            },
            0xF0..=0xF4 => matches!(bytes.get(at + 2..at + 4), Some([0xBF, 0xBE | 0xBF])),
            _ => false,
        };
        if stops {
            break;
        }
        at += 1;
    }
    at
}
