//! The tables of the standards, and their inverses.
//!
//! The texts of the standards were not at hand. The cells are those on which published
//! implementations agree; exceptions are noted at each table.

/// An empty cell. U+FFFF is a noncharacter, which no table holds.
#[allow(non_upper_case_globals, reason = "a blank in the tables")]
const __: char = '\u{FFFF}';

/// A charset of at most 256 characters.
#[derive(Debug)]
pub(super) struct Table {
    /// The character of each byte.
    characters: [char; 256],
    /// The inverse, ordered by character; empty cells are last.
    bytes: [(char, u8); 256],
    /// The characters of ASCII among them, as bits.
    ascii: u128,
}

impl Table {
    const fn new(characters: [char; 256]) -> Self {
        let mut bytes = [(__, 0); 256];
        let mut ascii = 0;
        let mut byte = 0_u8;
        loop {
            if characters[byte as usize].is_ascii() {
                ascii |= 1 << characters[byte as usize] as u32;
            }
            let new = (characters[byte as usize], byte);
            let mut at = byte as usize;
            while at > 0 && new.0 < bytes[at - 1].0 {
                bytes[at] = bytes[at - 1];
                at -= 1;
            }
            bytes[at] = new;
            if byte == u8::MAX {
                return Self {
                    characters,
                    bytes,
                    ascii,
                };
            }
            byte += 1;
        }
    }

    pub(super) fn byte(&self, c: char) -> Option<u8> {
        if c == __ {
            return None;
        }
        // Most cells of ASCII are where ASCII has them.
        if let Ok(byte) = u8::try_from(c) {
            if self.characters[usize::from(byte)] == c {
                return Some(byte);
            }
        }
        let at = self.bytes.binary_search_by_key(&c, |(c, _)| *c).ok()?;
        Some(self.bytes[at].1)
    }

    /// Returns the characters of ASCII that the table has, as bits.
    pub(super) const fn ascii(&self) -> u128 {
        self.ascii
    }

    pub(super) fn character(&self, byte: u8) -> Option<char> {
        Some(self.characters[usize::from(byte)]).filter(|c| *c != __)
    }
}

/// RDS, the basic character set: IEC 62106-4:2018 table 5, before that EN 50067
/// table E.1. 222 characters and three controls: line break, end of the text,
/// soft hyphen.
///
/// Implementations differ in a few cells. 8D, 9D and A4 are `β ǧ Ǧ` in redsea and
/// librdsparser, as here; in others they are the look-alikes `ß ğ Ğ`, which are encoded
/// as those bytes. 60 is `‖` or `║`, 7E is `¯` or `‾`: chosen by code point, not by
/// look. 7F and FF are empty or a space.
#[rustfmt::skip]
pub(super) static RDS_G0: Table = Table::new([
    __, __, __, __, __, __, __, __, __, __, '\n', __, __, '\r', __, __,
    __, __, __, __, __, __, __, __, __, __, __, __, __, __, __, '\u{AD}',
    ' ', '!', '"', '#', '¤', '%', '&', '\'', '(', ')', '*', '+', ',', '-', '.', '/',
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ':', ';', '<', '=', '>', '?',
    '@', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O',
    'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z', '[', '\\', ']', '―', '_',
    '‖', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o',
    'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', '{', '|', '}', '¯', __,
    'á', 'à', 'é', 'è', 'í', 'ì', 'ó', 'ò', 'ú', 'ù', 'Ñ', 'Ç', 'Ş', 'β', '¡', 'Ĳ',
    'â', 'ä', 'ê', 'ë', 'î', 'ï', 'ô', 'ö', 'û', 'ü', 'ñ', 'ç', 'ş', 'ǧ', 'ı', 'ĳ',
    'ª', 'α', '©', '‰', 'Ǧ', 'ě', 'ň', 'ő', 'π', '€', '£', '$', '←', '↑', '→', '↓',
    'º', '¹', '²', '³', '±', 'İ', 'ń', 'ű', 'µ', '¿', '÷', '°', '¼', '½', '¾', '§',
    'Á', 'À', 'É', 'È', 'Í', 'Ì', 'Ó', 'Ò', 'Ú', 'Ù', 'Ř', 'Č', 'Š', 'Ž', 'Ð', 'Ŀ',
    'Â', 'Ä', 'Ê', 'Ë', 'Î', 'Ï', 'Ô', 'Ö', 'Û', 'Ü', 'ř', 'č', 'š', 'ž', 'đ', 'ŀ',
    'Ã', 'Å', 'Æ', 'Œ', 'ŷ', 'Ý', 'Õ', 'Ø', 'Þ', 'Ŋ', 'Ŕ', 'Ć', 'Ś', 'Ź', 'Ŧ', 'ð',
    'ã', 'å', 'æ', 'œ', 'ŵ', 'ý', 'õ', 'ø', 'þ', 'ŋ', 'ŕ', 'ć', 'ś', 'ź', 'ŧ', __,
]);

/// DAB, the complete EBU Latin based repertoire: ETSI TS 101 756 (1.8.1 and
/// later), annex C. 252 characters and three controls: preferred line break, end
/// of headline, preferred word break.
///
/// ODR-PadEnc, welle.io and AbracaDABra agree on the characters. They have controls for
/// the word break; here it is Unicode's soft hyphen, as in RDS.
#[rustfmt::skip]
pub(super) static EBU_LATIN: Table = Table::new([
    __, 'Ę', 'Į', 'Ų', 'Ă', 'Ė', 'Ď', 'Ș', 'Ț', 'Ċ', '\n', '\x0B', 'Ġ', 'Ĺ', 'Ż', 'Ń',
    'ą', 'ę', 'į', 'ų', 'ă', 'ė', 'ď', 'ș', 'ț', 'ċ', 'Ň', 'Ě', 'ġ', 'ĺ', 'ż', '\u{AD}',
    ' ', '!', '"', '#', 'ł', '%', '&', '\'', '(', ')', '*', '+', ',', '-', '.', '/',
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ':', ';', '<', '=', '>', '?',
    '@', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O',
    'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z', '[', 'Ů', ']', 'Ł', '_',
    'Ą', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o',
    'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', '«', 'ů', '»', 'Ľ', 'Ħ',
    'á', 'à', 'é', 'è', 'í', 'ì', 'ó', 'ò', 'ú', 'ù', 'Ñ', 'Ç', 'Ş', 'ß', '¡', 'Ÿ',
    'â', 'ä', 'ê', 'ë', 'î', 'ï', 'ô', 'ö', 'û', 'ü', 'ñ', 'ç', 'ş', 'ğ', 'ı', 'ÿ',
    'Ķ', 'Ņ', '©', 'Ģ', 'Ğ', 'ě', 'ň', 'ő', 'Ő', '€', '£', '$', 'Ā', 'Ē', 'Ī', 'Ū',
    'ķ', 'ņ', 'Ļ', 'ģ', 'ļ', 'İ', 'ń', 'ű', 'Ű', '¿', 'ľ', '°', 'ā', 'ē', 'ī', 'ū',
    'Á', 'À', 'É', 'È', 'Í', 'Ì', 'Ó', 'Ò', 'Ú', 'Ù', 'Ř', 'Č', 'Š', 'Ž', 'Ð', 'Ŀ',
    'Â', 'Ä', 'Ê', 'Ë', 'Î', 'Ï', 'Ô', 'Ö', 'Û', 'Ü', 'ř', 'č', 'š', 'ž', 'đ', 'ŀ',
    'Ã', 'Å', 'Æ', 'Œ', 'ŷ', 'Ý', 'Õ', 'Ø', 'Þ', 'Ŋ', 'Ŕ', 'Ć', 'Ś', 'Ź', 'Ť', 'ð',
    'ã', 'å', 'æ', 'œ', 'ŵ', 'ý', 'õ', 'ø', 'þ', 'ŋ', 'ŕ', 'ć', 'ś', 'ź', 'ť', 'ħ',
]);

/// The septet that precedes a septet of [`GSM_EXTENSION`].
pub(super) const GSM_ESCAPE: u8 = 0x1B;

/// SMS, the GSM 7 bit default alphabet: 3GPP TS 23.038, 6.2.1. The crate gsm7, the
/// Python codec gsm0338 and Perl's Encode, which follows version 16.0.0, agree on all
/// cells. 09 is the capital letter, as in gsm0338 and unlike in Unicode's mapping file.
#[rustfmt::skip]
pub(super) static GSM: Table = Table::new(half([
    '@', '£', '$', '¥', 'è', 'é', 'ù', 'ì', 'ò', 'Ç', '\n', 'Ø', 'ø', '\r', 'Å', 'å',
    'Δ', '_', 'Φ', 'Γ', 'Λ', 'Ω', 'Π', 'Ψ', 'Σ', 'Θ', 'Ξ', __, 'Æ', 'æ', 'ß', 'É',
    ' ', '!', '"', '#', '¤', '%', '&', '\'', '(', ')', '*', '+', ',', '-', '.', '/',
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ':', ';', '<', '=', '>', '?',
    '¡', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O',
    'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z', 'Ä', 'Ö', 'Ñ', 'Ü', '§',
    '¿', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o',
    'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', 'ä', 'ö', 'ñ', 'ü', 'à',
]));

/// The extension table of the GSM alphabet: 3GPP TS 23.038, 6.2.1.1.
pub(super) const GSM_EXTENSION: [(u8, char); 10] = [
    (0x0A, '\x0C'),
    (0x14, '^'),
    (0x28, '{'),
    (0x29, '}'),
    (0x2F, '\\'),
    (0x3C, '['),
    (0x3D, '~'),
    (0x3E, ']'),
    (0x40, '|'),
    (0x65, '€'),
];

/// The characters of ASCII in the extension table, as bits.
pub(super) const GSM_EXTENSION_ASCII: u128 = {
    let mut ascii = 0;
    let mut at = 0;
    while at < GSM_EXTENSION.len() {
        if GSM_EXTENSION[at].1.is_ascii() {
            ascii |= 1 << GSM_EXTENSION[at].1 as u32;
        }
        at += 1;
    }
    ascii
};

/// Returns whether a character of ASCII is among the bits of a set.
#[inline]
pub(super) fn has_bit(ascii: u128, c: char) -> bool {
    ascii >> (u32::from(c) & 0x7F) & 1 != 0
}

const fn half(low: [char; 128]) -> [char; 256] {
    let mut characters = [__; 256];
    let mut at = 0;
    while at < low.len() {
        characters[at] = low[at];
        at += 1;
    }
    characters
}
