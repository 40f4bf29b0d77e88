//! Encodes and decodes text, without loss.

use super::Charset;
#[cfg(feature = "charsets")]
use super::tables::{
    EBU_LATIN, GSM, GSM_ESCAPE, GSM_EXTENSION, GSM_EXTENSION_ASCII, RDS_G0, has_bit,
};

/// Reports a character that a charset cannot encode, or bytes that it cannot decode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CharsetError {
    /// The charset lacks a character of the text.
    #[error("{character:?} at byte {byte_position} is not in {charset}")]
    Character {
        /// The charset.
        charset: Charset,
        /// The character.
        character: char,
        /// The byte offset of the character in the text.
        byte_position: usize,
    },
    /// Bytes begin no character of the charset, or only part of one.
    #[error("what begins at byte {byte_position} is not {charset}")]
    Bytes {
        /// The charset.
        charset: Charset,
        /// The offset of the first invalid byte: all bytes before it are whole
        /// characters.
        byte_position: usize,
    },
}

impl Charset {
    /// Returns whether the charset has this character.
    ///
    #[cfg_attr(feature = "charsets", doc = "```")]
    #[cfg_attr(not(feature = "charsets"), doc = "```ignore")]
    /// use standoff::profile::Charset;
    ///
    /// assert!(Charset::RdsG0.contains('α') && !Charset::RdsG0.contains('~'));
    /// assert!(Charset::Gsm.contains('~') && !Charset::Gsm.contains('`'));
    /// ```
    #[must_use]
    pub fn contains(self, c: char) -> bool {
        self.units(c).is_some()
    }

    /// Returns how many bytes one unit of [`encoded_len`](Self::encoded_len) takes in
    /// the output of [`encode`](Self::encode): 2 for UTF-16 and UCS-2, else 1.
    #[must_use]
    pub fn bytes_per_unit(self) -> usize {
        match self {
            Self::Utf16Be | Self::Utf16Le => 2,
            #[cfg(feature = "charsets")]
            Self::Ucs2 => 2,
            _ => 1,
        }
    }

    /// Returns the encoded length of a text, in the unit that limits of the charset's
    /// platforms count: bytes; septets in `gsm-03.38`; units of 16 bits in UTF-16 and
    /// UCS-2.
    ///
    #[cfg_attr(feature = "charsets", doc = "```")]
    #[cfg_attr(not(feature = "charsets"), doc = "```ignore")]
    /// use standoff::profile::Charset;
    ///
    /// let text = "[5 €]";
    /// assert_eq!(Charset::Gsm.encoded_len(text)?, 8);
    /// assert_eq!(Charset::Ucs2.encoded_len(text)?, 5);
    /// assert_eq!(Charset::Unicode.encoded_len(text)?, 7);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`CharsetError::Character`], like [`encode`](Self::encode).
    pub fn encoded_len(self, text: &str) -> Result<usize, CharsetError> {
        let mut length = 0;
        for (byte_position, c) in text.char_indices() {
            length += self.units(c).ok_or_else(|| self.lacks(c, byte_position))?;
        }
        Ok(length)
    }

    /// Encodes a text, without a BOM.
    ///
    #[cfg_attr(feature = "charsets", doc = "```")]
    #[cfg_attr(not(feature = "charsets"), doc = "```ignore")]
    /// use standoff::profile::Charset;
    ///
    /// assert_eq!(Charset::EbuLatin.encode("Zł $")?, [0x5A, 0x24, 0x20, 0xAB]);
    /// assert_eq!(Charset::Gsm.encode("à €")?, [0x7F, 0x20, 0x1B, 0x65]);
    ///
    /// let error = Charset::Latin1.encode("Café…").unwrap_err();
    /// assert_eq!(error.to_string(), "'…' at byte 5 is not in iso-8859-1");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`CharsetError::Character`]: the first character that the charset lacks.
    pub fn encode(self, text: &str) -> Result<Vec<u8>, CharsetError> {
        let mut bytes = Vec::with_capacity(text.len());
        for (byte_position, c) in text.char_indices() {
            if !self.push(c, &mut bytes) {
                return Err(self.lacks(c, byte_position));
            }
        }
        Ok(bytes)
    }

    /// Decodes all bytes: a BOM is a character.
    ///
    #[cfg_attr(feature = "charsets", doc = "```")]
    #[cfg_attr(not(feature = "charsets"), doc = "```ignore")]
    /// use standoff::profile::Charset;
    ///
    /// assert_eq!(Charset::RdsG0.decode(b"10 \xA9")?, "10 €");
    /// assert_eq!(Charset::Utf16Le.decode(&[0x3D, 0xD8, 0x00, 0xDE])?, "😀");
    ///
    /// let error = Charset::RdsG0.decode(b"ab\x7F").unwrap_err();
    /// assert_eq!(error.to_string(), "what begins at byte 2 is not rds-g0");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`CharsetError::Bytes`]: the first byte that begins no character of the charset, or only
    /// part of one.
    pub fn decode(self, bytes: &[u8]) -> Result<String, CharsetError> {
        let mut text = String::with_capacity(bytes.len());
        let mut rest = bytes;
        while !rest.is_empty() {
            let Some((c, after)) = self.take(rest) else {
                return Err(CharsetError::Bytes {
                    charset: self,
                    byte_position: bytes.len() - rest.len(),
                });
            };
            text.push(c);
            rest = after;
        }
        Ok(text)
    }

    /// Returns how many bytes a character of the charset takes.
    pub(crate) fn bytes(self, c: char) -> usize {
        self.units(c).unwrap_or(0) * self.bytes_per_unit()
    }

    /// Returns how many units a character takes; `None` if the charset lacks it.
    #[inline]
    fn units(self, c: char) -> Option<usize> {
        // Every charset has these, in one unit.
        if c.is_ascii_alphanumeric() || c == ' ' {
            return Some(1);
        }
        self.units_of_sign(c)
    }

    fn units_of_sign(self, c: char) -> Option<usize> {
        match self {
            Self::Unicode => Some(c.len_utf8()),
            #[cfg(feature = "charsets")]
            Self::UnicodeNfc => Some(c.len_utf8()),
            Self::Utf16Be | Self::Utf16Le => Some(c.len_utf16()),
            #[cfg(feature = "charsets")]
            Self::Gsm if extension(c).is_some() => Some(2),
            #[cfg(feature = "charsets")]
            Self::Ucs2 => u16::try_from(u32::from(c)).ok().map(|_| 1),
            #[cfg(feature = "charsets")]
            _ => self.byte(c).map(|_| 1),
        }
    }

    fn lacks(self, character: char, byte_position: usize) -> CharsetError {
        CharsetError::Character {
            charset: self,
            character,
            byte_position,
        }
    }

    /// Appends the bytes of a character. Returns `false` if the charset lacks it.
    fn push(self, c: char, bytes: &mut Vec<u8>) -> bool {
        match self {
            Self::Unicode => bytes.extend(c.encode_utf8(&mut [0; 4]).as_bytes()),
            #[cfg(feature = "charsets")]
            Self::UnicodeNfc => bytes.extend(c.encode_utf8(&mut [0; 4]).as_bytes()),
            Self::Utf16Be => {
                let mut units = [0; 2];
                let units = c.encode_utf16(&mut units).iter();
                bytes.extend(units.flat_map(|unit| unit.to_be_bytes()));
            }
            Self::Utf16Le => {
                let mut units = [0; 2];
                let units = c.encode_utf16(&mut units).iter();
                bytes.extend(units.flat_map(|unit| unit.to_le_bytes()));
            }
            #[cfg(feature = "charsets")]
            Self::Ucs2 => match u16::try_from(u32::from(c)) {
                Ok(unit) => bytes.extend(unit.to_be_bytes()),
                Err(_) => return false,
            },
            #[cfg(feature = "charsets")]
            _ => match (self, extension(c), self.byte(c)) {
                (Self::Gsm, Some(septet), _) => bytes.extend([GSM_ESCAPE, septet]),
                (_, _, Some(byte)) => bytes.push(byte),
                _ => return false,
            },
        }
        true
    }

    /// Returns the first character, and the bytes after it.
    fn take(self, bytes: &[u8]) -> Option<(char, &[u8])> {
        match self {
            Self::Unicode => utf8(bytes),
            #[cfg(feature = "charsets")]
            Self::UnicodeNfc => utf8(bytes),
            Self::Utf16Be => utf16(bytes, u16::from_be_bytes),
            Self::Utf16Le => utf16(bytes, u16::from_le_bytes),
            #[cfg(feature = "charsets")]
            Self::Ucs2 => {
                let (unit, after) = bytes.split_first_chunk()?;
                let c = char::from_u32(u16::from_be_bytes(*unit).into())?;
                Some((c, after))
            }
            #[cfg(feature = "charsets")]
            _ => match (self, bytes) {
                (Self::Gsm, [GSM_ESCAPE, septet, after @ ..]) => {
                    let mut extension = GSM_EXTENSION.iter();
                    let (_, c) = extension.find(|(known, _)| known == septet)?;
                    Some((*c, after))
                }
                (_, [byte, after @ ..]) => Some((self.character(*byte)?, after)),
                (_, []) => None,
            },
        }
    }

    /// Returns the byte of a character in a single-byte charset.
    #[cfg(feature = "charsets")]
    fn byte(self, c: char) -> Option<u8> {
        match self {
            Self::Ascii => u8::try_from(c).ok().filter(u8::is_ascii),
            Self::Latin1 => u8::try_from(c).ok(),
            Self::RdsG0 => RDS_G0.byte(c),
            Self::EbuLatin => EBU_LATIN.byte(c),
            Self::Gsm => GSM.byte(c),
            Self::Unicode | Self::UnicodeNfc | Self::Utf16Be | Self::Utf16Le | Self::Ucs2 => None,
        }
    }

    /// Returns the character of a byte in a single-byte charset.
    #[cfg(feature = "charsets")]
    fn character(self, byte: u8) -> Option<char> {
        match self {
            Self::Ascii => byte.is_ascii().then_some(char::from(byte)),
            Self::Latin1 => Some(char::from(byte)),
            Self::RdsG0 => RDS_G0.character(byte),
            Self::EbuLatin => EBU_LATIN.character(byte),
            Self::Gsm => GSM.character(byte),
            Self::Unicode | Self::UnicodeNfc | Self::Utf16Be | Self::Utf16Le | Self::Ucs2 => None,
        }
    }
}

/// Returns the septet behind the escape for a character of the GSM extension table.
#[cfg(feature = "charsets")]
fn extension(c: char) -> Option<u8> {
    if c.is_ascii() && !has_bit(GSM_EXTENSION_ASCII, c) {
        return None;
    }
    let mut extension = GSM_EXTENSION.iter();
    let (septet, _) = extension.find(|(_, known)| *known == c)?;
    Some(*septet)
}

/// Returns the first character of UTF-8, and the bytes after it.
fn utf8(bytes: &[u8]) -> Option<(char, &[u8])> {
    let longest = &bytes[..bytes.len().min(4)];
    let c = longest.utf8_chunks().next()?.valid().chars().next()?;
    Some((c, &bytes[c.len_utf8()..]))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<(char, &[u8])> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let c = char::decode_utf16(units).next()?.ok()?;
    Some((c, &bytes[2 * c.len_utf16()..]))
}
