//! A text that lies in its owner while it is short.

use std::fmt;

/// How many bytes are kept in place: with them the type takes 24 bytes, as a
/// `String` does.
const INLINE: usize = 22;

/// An immutable text, in place if it is short. The names of tags and attributes
/// are, and a source has as many findings as it has tags.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum SmallStr {
    Short { length: u8, bytes: [u8; INLINE] },
    Long(Box<str>),
}

impl SmallStr {
    pub(crate) fn new(text: &str) -> Self {
        Self::from_utf8(text.as_bytes())
    }

    /// Takes UTF-8 as it is; of anything else it keeps what can be read.
    pub(crate) fn from_utf8(text: &[u8]) -> Self {
        let mut bytes = [0; INLINE];
        match (bytes.get_mut(..text.len()), u8::try_from(text.len())) {
            (Some(short), Ok(length)) => {
                short.copy_from_slice(text);
                Self::Short { length, bytes }
            }
            _ => Self::Long(String::from_utf8_lossy(text).into()),
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Short { length, bytes } => {
                std::str::from_utf8(&bytes[..usize::from(*length)]).unwrap_or_default()
            }
            Self::Long(text) => text,
        }
    }
}

impl fmt::Debug for SmallStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::SmallStr;

    #[test]
    fn texts_of_every_length_are_kept() {
        for length in 0..60 {
            for letter in ["x", "é", "日"] {
                let text = letter.repeat(length);
                assert_eq!(SmallStr::new(&text).as_str(), text);
                assert_eq!(SmallStr::from_utf8(text.as_bytes()), SmallStr::new(&text));
            }
        }
    }
}
