//! The charsets of platforms, and substitutes for the characters they lack.

mod codec;
#[cfg(feature = "charsets")]
pub(crate) mod encode;
#[cfg(feature = "charsets")]
mod substitute;
#[cfg(feature = "charsets")]
mod tables;
#[cfg(feature = "charsets")]
mod words;

use std::borrow::Cow;

pub use codec::CharsetError;
#[cfg(feature = "charsets")]
pub(crate) use encode::composed;

use crate::words::words;

words! {
    /// The characters that a platform has, and their encoding.
    ///
    /// | name | characters | unit | encoded as | standard |
    /// |---|---|---|---|---|
    /// | `unicode` | all | byte | UTF-8 | Unicode |
    /// | `unicode-nfc` | all, composed | byte | UTF-8 in normal form C | Unicode |
    /// | `utf-16be`, `utf-16le` | all | 16 bits | UTF-16 without a BOM | Unicode |
    /// | `ucs-2` | 63,488: U+0000 to U+FFFF | 16 bits | big-endian, without a BOM | ISO/IEC 10646 |
    /// | `ascii` | 128 | byte | itself | ASCII |
    /// | `iso-8859-1` | 256 | byte | itself | ISO/IEC 8859-1 with the controls of IANA |
    /// | `rds-g0` | 225 | byte | table | IEC 62106-4, table 5 |
    /// | `ebu-latin` | 255 | byte | table | ETSI TS 101 756, annex C |
    /// | `gsm-03.38` | 137 | septet | tables | 3GPP TS 23.038, 6.2.1 |
    ///
    /// The names are those in data; `utf-8` is read as `unicode`. The charsets from
    /// `ucs-2` on need the feature `charsets`, whose tables have the substitutes for
    /// missing characters.
    ///
    /// Only the charsets down to `iso-8859-1` contain ASCII. `rds-g0` has no `^`, no ``
    /// ` `` and no `~`, `ebu-latin` has none of `` \ ^ ` { | } ~ ``, `gsm-03.38` no ``
    /// ` ``, and some bytes of ASCII are other characters in these three.
    ///
    /// [`encode`](Self::encode) and [`decode`](Self::decode) are exact inverses. A
    /// [render](crate::Renderer) with a charset substitutes the characters that the
    /// charset lacks. It tries Unicode NFC, plain forms of typographic punctuation, and
    /// transliteration, of whole words; `?` if nothing helps. Pictures are left out, and so
    /// are words whose reading is a matter of language (`日本`). Every change is a
    /// [`Loss`](crate::render::Loss). The output has no control but line feed and tab,
    /// and in 8-bit charsets no U+00A0 and no U+00AD, which displays do not show
    /// reliably.
    #[derive(Default)]
    pub enum Charset {
        /// All of Unicode, as UTF-8.
        #[default]
        Unicode = "unicode" | "utf-8",
        /// All of Unicode in normal form C, as UTF-8: Telegram drops some accents that
        /// are characters of their own.
        UnicodeNfc = "unicode-nfc" if "charsets",
        /// All of Unicode, as UTF-16, high byte first.
        Utf16Be = "utf-16be",
        /// All of Unicode, as UTF-16, low byte first: the strings of an iPod.
        Utf16Le = "utf-16le",
        /// The characters up to U+FFFF, each in 16 bits, high byte first: DAB, HD
        /// Radio, SMS. There are no surrogates, so no characters beyond.
        Ucs2 = "ucs-2" if "charsets",
        /// ASCII, controls included.
        Ascii = "ascii" if "charsets",
        /// ISO-8859-1 as IANA registers it: U+0000 to U+00FF, controls included.
        Latin1 = "iso-8859-1" if "charsets",
        /// The basic character set of RDS, once called G0: program service names and
        /// radiotext.
        ///
        /// Byte 0A is U+000A (a line break), 0D is U+000D (the end of the text), 1F is
        /// U+00AD. Implementations read 8D, 9D and A4 either as `β ǧ Ǧ` or as `ß ğ Ğ`.
        /// Here they are the former; a profile substitutes them for the latter.
        RdsG0 = "rds-g0" if "charsets",
        /// The complete EBU Latin based repertoire: labels of DAB.
        ///
        /// Byte 0A is U+000A (a preferred line break), 0B is U+000B (the end of a
        /// headline), 1F is U+00AD (a preferred word break). There is no byte 00.
        EbuLatin = "ebu-latin" if "charsets",
        /// The GSM 7 bit default alphabet with its extension table: SMS.
        ///
        /// Ten characters (`` ^ { } \ [ ~ ] | € `` and the form feed) take two septets.
        /// Each septet is encoded as one byte: packing eight of them into seven bytes
        /// is left to the code that makes the message. National shift tables are not
        /// supported.
        Gsm = "gsm-03.38" if "charsets",
    }
}

impl Charset {
    /// Returns whether the charset has all characters.
    pub(crate) fn is_unicode(self) -> bool {
        match self {
            Self::Unicode | Self::Utf16Be | Self::Utf16Le => true,
            #[cfg(feature = "charsets")]
            Self::UnicodeNfc => true,
            #[cfg(feature = "charsets")]
            _ => false,
        }
    }

    /// Returns whether a text in the charset is in normal form C.
    #[cfg(feature = "charsets")]
    pub(crate) fn is_composed(self) -> bool {
        self == Self::UnicodeNfc
    }

    /// Returns whether a text for display may hold this character: the charset has it,
    /// and it is neither a control code nor a blank that displays do not show reliably.
    #[cfg_attr(
        not(feature = "charsets"),
        allow(unused_variables, reason = "Unicode has all")
    )]
    pub(crate) fn has(self, c: char) -> bool {
        match self {
            Self::Unicode | Self::Utf16Be | Self::Utf16Le => true,
            #[cfg(feature = "charsets")]
            Self::UnicodeNfc => true,
            #[cfg(feature = "charsets")]
            Self::Ucs2 => self.contains(c),
            #[cfg(feature = "charsets")]
            _ if c.is_ascii() => tables::has_bit(self.ascii(), c),
            #[cfg(feature = "charsets")]
            _ => !c.is_control() && !matches!(c, '\u{A0}' | '\u{AD}') && self.contains(c),
        }
    }

    /// Returns the characters of ASCII that a text for display may hold, as bits.
    #[cfg(feature = "charsets")]
    pub(crate) fn ascii(self) -> u128 {
        /// No control but tab and line feed.
        const SHOWN: u128 = !(u32::MAX as u128 | 1 << 0x7F) | 1 << b'\t' | 1 << b'\n';

        match self {
            Self::Unicode | Self::UnicodeNfc | Self::Utf16Be | Self::Utf16Le | Self::Ucs2 => {
                u128::MAX
            }
            Self::Ascii | Self::Latin1 => SHOWN,
            Self::RdsG0 => SHOWN & tables::RDS_G0.ascii(),
            Self::EbuLatin => SHOWN & tables::EBU_LATIN.ascii(),
            Self::Gsm => SHOWN & (tables::GSM.ascii() | tables::GSM_EXTENSION_ASCII),
        }
    }

    /// Returns the default ellipsis of a cut.
    pub(crate) fn ellipsis(self) -> &'static str {
        if self.has('…') { "…" } else { "..." }
    }

    /// Returns the substitute for a grapheme with a character that the charset lacks.
    pub(crate) fn substitute(self, grapheme: &str) -> String {
        match self {
            Self::Unicode | Self::Utf16Be | Self::Utf16Le => grapheme.to_owned(),
            #[cfg(feature = "charsets")]
            _ => encode::fit(grapheme, self, &encode::Fallback::default())
                .into_text()
                .into_owned(),
        }
    }
}

/// Returns whether a letter is one of a script other than Latin. The sign for Ohm is the
/// letter that it is composed to.
pub(crate) fn has_script(c: char) -> bool {
    let is_latin = matches!(u32::from(c),
        0..=0x036F
        | 0x1D00..=0x1DBF | 0x1E00..=0x1EFF
        | 0x2070..=0x209F | 0x2100..=0x2125 | 0x2127..=0x218F | 0x2460..=0x24FF | 0x2C60..=0x2C7F
        | 0xA720..=0xA7FF | 0xAB30..=0xAB6F
        | 0xFB00..=0xFB06 | 0xFF21..=0xFF3A | 0xFF41..=0xFF5A
        | 0x1D400..=0x1D7FF | 0x1F100..=0x1F1FF);
    !is_latin && c.is_alphabetic()
}

/// Returns what stands before and behind an exponent, by the texts of a profile: several
/// terms are in parentheses, unless both texts say something.
pub(crate) fn around_exponent<'t>(
    (before, after): (&'t str, &'t str),
    exponent: &str,
) -> (Cow<'t, str>, Cow<'t, str>) {
    if is_one_term(exponent) || !(before.is_empty() || after.is_empty()) {
        return (before.into(), after.into());
    }
    (format!("{before}(").into(), format!("){after}").into())
}

/// Whether an exponent, or what is lowered, is one number, with or without a sign, or one
/// letter.
pub(crate) fn is_one_term(text: &str) -> bool {
    let unsigned = text.trim_start_matches(['+', '-', '−', '±']);
    let number = unsigned.trim_end_matches(['+', '-', '−', '%']);
    let is_of_number = |c: char| c.is_numeric() || matches!(c, '.' | ',');
    let is_number = !number.is_empty() && number.chars().all(is_of_number);
    let mut letters = unsigned.chars().filter(|c| !matches!(c, '′' | '\''));
    let is_letter = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    is_number || is_letter
}

#[cfg(all(test, feature = "charsets"))]
mod tests {
    use super::Charset;

    #[test]
    fn what_of_ascii_is_shown_is_in_the_charset() {
        for &charset in Charset::ALL {
            let shows_all = charset.is_unicode() || charset == Charset::Ucs2;
            for c in '\0'..='\x7F' {
                let is_shown = shows_all || !c.is_control() || matches!(c, '\t' | '\n');
                assert_eq!(
                    charset.has(c),
                    is_shown && charset.contains(c),
                    "{charset} {c:?}"
                );
            }
        }
    }
}
