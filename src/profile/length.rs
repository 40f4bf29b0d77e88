//! Measures an output in the unit of a limit.

use unicode_segmentation::UnicodeSegmentation;

use super::found_urls::found_urls;
use super::{Charset, Limit, Unit};
use crate::html::bytes::{Bytes, Question, look};

/// Finds the first bytes of characters beyond U+FFFF.
#[derive(Clone, Copy)]
struct IsPair;

impl Question for IsPair {
    #[inline(always)]
    fn ask<B: Bytes>(self, byte: B, _: B) -> B {
        byte.at_least(0xF0)
    }
}

/// A limit, and the charset in which it counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measure {
    limit: Limit,
    charset: Charset,
}

impl Measure {
    pub(crate) fn new(limit: Limit, charset: Charset) -> Self {
        Self { limit, charset }
    }

    /// Returns whether the charset has the unit of the limit.
    pub(crate) fn has_unit(self) -> bool {
        #[cfg(feature = "charsets")]
        if self.limit.unit() == Unit::Septets {
            return self.charset == Charset::Gsm;
        }
        true
    }

    /// Returns the maximum.
    pub(crate) fn most(self) -> usize {
        self.limit.most() as usize
    }

    /// Returns the limit as losses name it: `124 characters`.
    pub(crate) fn name(self) -> String {
        format!("{} {}", self.limit.most(), self.limit.unit().plural())
    }

    /// Returns whether the length of an output is the sum of the lengths of its parts.
    pub(crate) fn adds_up(self) -> bool {
        self.limit.url_length().is_none()
    }

    /// Returns the length of an output in units.
    pub(crate) fn of(self, output: &str) -> usize {
        let Some(each) = self.limit.url_length() else {
            return self.of_text(output);
        };
        let (mut count, mut from) = (0, 0);
        for url in found_urls(output) {
            count += self.of_text(&output[from..url.start]) + each as usize;
            from = url.end;
        }
        count + self.of_text(&output[from..])
    }

    fn of_text(self, output: &str) -> usize {
        match self.limit.unit() {
            Unit::Characters => output.chars().count(),
            Unit::Graphemes if output.is_ascii() && !output.contains('\r') => output.len(),
            Unit::Graphemes => output.graphemes(true).count(),
            Unit::Utf16 if !look(output.as_bytes(), IsPair).any => output.chars().count(),
            Unit::Utf16 => output.chars().map(char::len_utf16).sum(),
            Unit::Bytes if self.charset == Charset::Unicode => output.len(),
            _ => output.chars().map(|c| self.charset.bytes(c)).sum(),
        }
    }

    /// Returns whether a character of ASCII is one unit; letters, digits and spaces mostly
    /// are, whatever else is known.
    #[inline]
    pub(crate) fn is_one(self, byte: u8) -> bool {
        let is_letter = byte.is_ascii_alphanumeric() || byte == b' ';
        match self.limit.unit() {
            _ if !byte.is_ascii() => false,
            Unit::Bytes if self.charset.bytes_per_unit() != 1 => false,
            Unit::Bytes => is_letter || self.charset == Charset::Unicode,
            _ => is_letter || self.charset.is_unicode(),
        }
    }

    /// Returns whether an output is within the limit.
    pub(crate) fn takes(self, output: &str) -> bool {
        self.of(output) <= self.most()
    }
}
