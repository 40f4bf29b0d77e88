//! A string that is stored inside its owner while it is short.

use std::fmt;

/// The number of bytes stored in place: with 22, the type takes 24 bytes, like a
/// `String`.
const INLINE: usize = 22;

/// An immutable string, stored in place if it is short. Most names of tags and
/// attributes are, and a source may have as many findings as tags.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum SmallStr {
    Short { length: u8, bytes: [u8; INLINE] },
    Long(Box<str>),
}

impl SmallStr {
    pub(crate) fn new(text: &str) -> Self {
        Self::from_utf8(text.as_bytes())
    }

    /// Copies UTF-8. Invalid UTF-8 loses characters.
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
