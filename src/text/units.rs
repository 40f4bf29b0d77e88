//! Addresses in other units: views, never stored.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::{AddressRange, AddressedText};
use crate::html::bytes;
use crate::num::to_u32;

impl AddressedText {
    /// The bytes of the UTF-8 text that a range stands for; `None` where it
    /// reaches beyond the text.
    ///
    /// ```
    /// use standoff::AddressedText;
    /// use standoff::text::{Address, AddressRange};
    ///
    /// let content = AddressedText::plain("né 👩‍🚀!");
    /// let astronaut = AddressRange::new(Address::new(3), Address::new(6)).unwrap();
    /// assert_eq!(content.byte_range(astronaut), Some(4..15));
    /// assert_eq!(content.utf16_range(astronaut), Some(3..8));
    /// assert_eq!(content.grapheme_range(astronaut), Some(3..4));
    /// ```
    #[must_use]
    pub fn byte_range(&self, range: AddressRange) -> Option<Range<usize>> {
        if range.end().get() > self.characters {
            return None;
        }
        let start = byte_of(&self.text, range.start().get());
        let length = byte_of(&self.text[start..], range.len());
        Some(start..start + length)
    }

    /// The UTF-16 code units, as JavaScript, Java and Telegram count.
    #[must_use]
    pub fn utf16_range(&self, range: AddressRange) -> Option<Range<usize>> {
        self.counted(range, |text| text.chars().map(char::len_utf16).sum())
    }

    /// The extended grapheme clusters (UAX #29), as readers count. A position
    /// inside a cluster counts the part before it as one.
    #[must_use]
    pub fn grapheme_range(&self, range: AddressRange) -> Option<Range<usize>> {
        let bytes = self.byte_range(range)?;
        let count = |end: usize| self.text[..end].graphemes(true).count();
        Some(count(bytes.start)..count(bytes.end))
    }

    fn counted(&self, range: AddressRange, count: impl Fn(&str) -> usize) -> Option<Range<usize>> {
        let bytes = self.byte_range(range)?;
        let start = count(&self.text[..bytes.start]);
        Some(start..start + count(&self.text[bytes]))
    }
}

/// Where in the bytes a character position lies; the end if it is beyond.
pub(crate) fn byte_of(text: &str, characters: u32) -> usize {
    let mut indices = text.char_indices();
    let byte = indices.nth(characters as usize);
    byte.map_or(text.len(), |(byte, _)| byte)
}

/// How many characters a text has, by its bytes that start one.
pub(crate) fn count(text: &str) -> u32 {
    to_u32(bytes::count_characters(text.as_bytes()))
}
