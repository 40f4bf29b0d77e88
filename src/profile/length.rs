//! Measures an output in the unit of a limit.

use unicode_segmentation::UnicodeSegmentation;

#[cfg(feature = "charsets")]
use super::charset::composed;
use super::found_urls::found_urls;
#[cfg(feature = "charsets")]
use super::posted_urls::posted_urls;
use super::{Charset, Limit, Unit};
use crate::html::bytes::{Bytes, Question, look};
#[cfg(feature = "charsets")]
use crate::text::weight::weighed;

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
        #[cfg(feature = "charsets")]
        if self.limit.unit() == Unit::Weighted {
            return self.weight(output);
        }
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

    /// Returns the weight of an output, which counts in normal form C.
    #[cfg(feature = "charsets")]
    fn weight(self, output: &str) -> usize {
        let text = composed(output);
        let weight = |text: &str| -> usize {
            let weights = weighed(text).map(|(_, weight)| weight as usize);
            weights.sum()
        };
        let Some(each) = self.limit.url_length() else {
            return weight(&text);
        };
        let (mut count, mut from) = (0, 0);
        for posted in posted_urls(&text) {
            count += weight(&text[from..posted.bytes.start]) + posted.urls * each as usize;
            from = posted.bytes.end;
        }
        count + weight(&text[from..])
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

#[cfg(all(test, feature = "charsets"))]
mod tests {
    use super::{Charset, Limit, Measure, Unit};

    /// The values are what twitter-text 3.1.0 answers.
    #[test]
    fn posts_weigh_what_x_says() {
        let limit = Limit::new(Unit::Weighted, 280).with_url_length(23);
        let check = |text: &str, expect: usize| {
            assert_eq!(
                Measure::new(limit, Charset::Unicode).of(text),
                expect,
                "{text}"
            );
        };
        check("Snow in e\u{301}very county", 20);
        check("雪が降る。", 10);
        check("Snow ❄\u{FE0F} 👩\u{200D}⚕\u{FE0F} 🇩🇪", 13);
        check("At npr.org/2012/12/21/snow/in/may/and/june now", 30);
        check("https://www.npr.org/a and https://x.co", 51);
        check("me@npr.org, file.txt, 3.14", 26);
    }
}
