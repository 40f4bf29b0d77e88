//! Names of tags and attributes. Short ones are compared as one word.

use std::borrow::Cow;

use super::element::Element;
use super::word::{WORD, pack};

/// The name of a tag or an attribute as a source writes it. Its meaning is the name in
/// lower case, with U+0000 as U+FFFD.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name<'s> {
    /// The name in UTF-8: most names are compared and never decoded.
    written: &'s [u8],
    /// The meaning, [packed](pack); 0 if it is too long.
    word: u64,
    /// Whether the meaning equals the written name.
    is_plain: bool,
}

impl<'s> Name<'s> {
    /// Makes a name whose meaning is what is written.
    #[inline]
    pub(crate) fn plain(name: &'s str) -> Self {
        Self::packed(name.as_bytes(), pack(name.as_bytes()))
    }

    /// Makes such a name from a word that is already [packed](pack).
    #[inline]
    pub(crate) fn packed(written: &'s [u8], word: u64) -> Self {
        Self {
            written,
            word,
            is_plain: true,
        }
    }

    /// Makes a name of any text.
    pub(crate) fn of(written: &'s str) -> Self {
        let is_plain = !written.bytes().any(is_folded);
        let word = if is_plain || written.len() > WORD {
            pack(written.as_bytes())
        } else {
            pack(fold(written).as_bytes())
        };
        Self {
            written: written.as_bytes(),
            word,
            is_plain,
        }
    }

    /// Returns the meaning.
    pub(crate) fn get(self) -> Cow<'s, str> {
        let written = std::str::from_utf8(self.written).unwrap_or_default();
        if self.is_plain {
            Cow::Borrowed(written)
        } else {
            Cow::Owned(fold(written))
        }
    }

    /// Returns the meaning in UTF-8.
    #[inline]
    pub(crate) fn utf8(self) -> Cow<'s, [u8]> {
        if self.is_plain {
            Cow::Borrowed(self.written)
        } else {
            Cow::Owned(self.get().into_owned().into_bytes())
        }
    }

    /// Returns the meaning as one word; 0 if it is too long.
    #[inline]
    pub(crate) fn word(self) -> u64 {
        self.word
    }

    /// Returns `true` if both names are short and equal.
    #[inline]
    pub(crate) fn is_surely(self, other: Self) -> bool {
        self.word == other.word && self.word != 0
    }

    /// Returns whether two long names have the same meaning.
    #[inline]
    fn is_same_long(self, other: Self) -> bool {
        if self.is_plain && other.is_plain {
            self.written == other.written
        } else {
            self.get() == other.get()
        }
    }

    /// Returns the element with this name.
    #[inline]
    pub(crate) fn element(self) -> Element {
        match self.word {
            0 => Element::of_long(&self.get()),
            word => Element::of_word(word),
        }
    }
}

impl PartialEq for Name<'_> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.word == other.word && (self.word != 0 || self.is_same_long(*other))
    }
}

impl Eq for Name<'_> {}

impl PartialEq<str> for Name<'_> {
    #[inline]
    fn eq(&self, other: &str) -> bool {
        self.word == pack(other.as_bytes()) && (self.word != 0 || self.get() == other)
    }
}

/// Returns whether a byte of a name differs from its meaning.
fn is_folded(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte == 0
}

fn fold(written: &str) -> String {
    let lower = written.to_ascii_lowercase();
    if lower.contains('\0') {
        lower.replace('\0', "\u{FFFD}")
    } else {
        lower
    }
}

#[cfg(test)]
mod tests {
    use super::{Name, pack};

    #[test]
    fn names_are_what_they_mean() {
        let at = |written: &'static str| Name::of(written);
        let means = [
            ("a", "a"),
            ("EM", "em"),
            ("eM", "em"),
            ("blockquote", "blockquote"),
            ("BlockQuote", "blockquote"),
            ("figure\0", "figure\u{FFFD}"),
            ("a\0", "a\u{FFFD}"),
            ("x", "x"),
        ];
        for (written, meant) in means {
            let name = at(written);
            assert_eq!(name.get(), meant);
            assert_eq!(name.word(), pack(meant.as_bytes()));
            assert_eq!(name, Name::plain(meant));
            for (other, is) in means {
                assert_eq!(name == at(other), meant == is, "{written:?} {other:?}");
                assert_eq!(name == *is, meant == is, "{written:?} {is:?}");
                let is_surely = meant == is && meant.len() <= 8;
                assert_eq!(name.is_surely(at(other)), is_surely);
            }
        }
    }
}
