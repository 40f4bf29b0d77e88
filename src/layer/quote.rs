//! Places by their words and by what stands around them.

use super::folded::folded;
use crate::text::units::{byte_of, count};
use crate::text::{Address, AddressRange, AddressedText};

/// A place by its words and by what stands around them, for places that are kept
/// elsewhere: the [`TextQuoteSelector`] of W3C annotations.
///
/// Serialises (feature `serde`) under the names of that standard; `prefix` and `suffix`
/// may be missing.
///
/// [`TextQuoteSelector`]: https://www.w3.org/TR/annotation-model/#text-quote-selector
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[allow(
    clippy::exhaustive_structs,
    reason = "the members of the standard are all of it"
)]
pub struct Quote {
    /// The words of the place.
    pub exact: String,
    /// What stands before them; empty if that is not known.
    #[cfg_attr(feature = "serde", serde(default))]
    pub prefix: String,
    /// What stands behind them; empty if that is not known.
    #[cfg_attr(feature = "serde", serde(default))]
    pub suffix: String,
}

/// Where a [`Quote`] is in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(
    clippy::exhaustive_enums,
    reason = "it is here, or perhaps here, or not there: there is nothing else"
)]
pub enum Located {
    /// Here, for certain.
    At(AddressRange),
    /// It may be one of these, in the order of the text: the quote does not say which,
    /// or stands nowhere where anything is as it was.
    Several(Vec<AddressRange>),
    /// Its words are not in the text.
    Nowhere,
}

impl AddressedText {
    /// Quotes a range, with up to so many characters of what stands before it and behind
    /// it. O(n). `None` if the range reaches beyond the text.
    ///
    /// ```
    /// use standoff::AddressedText;
    /// use standoff::layer::Located;
    /// use standoff::text::{Address, AddressRange};
    ///
    /// let story = AddressedText::plain("Linus said no. Then Linus said yes.")?;
    /// let second = AddressRange::at(Address::new(20), 5).unwrap();
    /// let quote = story.quote(second, 8).unwrap();
    /// assert_eq!((&*quote.prefix, &*quote.exact, &*quote.suffix), ("o. Then ", "Linus", " said ye"));
    /// assert_eq!(story.locate(&quote), Located::At(second));
    /// # Ok::<(), standoff::TooLong>(())
    /// ```
    #[must_use]
    pub fn quote(&self, range: AddressRange, context: u32) -> Option<Quote> {
        if range.end().get() > self.char_len() {
            return None;
        }
        let text = self.text();
        let before = range.start().get().saturating_sub(context);
        let prefix = byte_of(text, before);
        let start = prefix + byte_of(&text[prefix..], range.start().get() - before);
        let end = start + byte_of(&text[start..], range.len());
        let suffix = end + byte_of(&text[end..], context);
        Some(Quote {
            exact: text[start..end].to_owned(),
            prefix: text[prefix..start].to_owned(),
            suffix: text[end..suffix].to_owned(),
        })
    }

    /// Finds where a quote is. O(n).
    ///
    /// Words are compared exactly, but for U+00A0, which is a space, and curly quotation
    /// marks, which are straight ones. There is no search for what is merely alike, and
    /// of several places none is the best one: [`At`](Located::At) is a place
    ///
    /// * which alone has the words, with all that the quote has around them; or
    /// * where the words are all alone, with all that the quote has on one side of
    ///   them, or as whole lines, or if the quote has nothing around them.
    ///
    /// ```
    /// use standoff::AddressedText;
    /// use standoff::layer::{Located, Quote};
    ///
    /// let story = AddressedText::plain("Then Linus said yes.")?;
    /// let quote = Quote {
    ///     exact: "Linus".into(),
    ///     prefix: "At first ".into(),
    ///     suffix: " said no.".into(),
    /// };
    /// // Another one may have been meant.
    /// assert!(matches!(story.locate(&quote), Located::Several(places) if places.len() == 1));
    /// # Ok::<(), standoff::TooLong>(())
    /// ```
    #[must_use]
    pub fn locate(&self, quote: &Quote) -> Located {
        let text = folded(self.text());
        let [prefix, exact, suffix] =
            [&quote.prefix, &quote.exact, &quote.suffix].map(|part| folded(part));
        if prefix.is_empty() && exact.is_empty() && suffix.is_empty() {
            return Located::Nowhere;
        }
        let find = |before: &str, behind: &str| -> Vec<usize> {
            let found = occurrences(&text, &[before, &exact, behind].concat());
            found.into_iter().map(|at| at + before.len()).collect()
        };
        let whole = find(&prefix, &suffix);
        let places = |starts: &[usize]| ranges(&text, starts, &exact);
        match *whole {
            [] => {}
            [_] => return Located::At(places(&whole)[0]),
            _ => return Located::Several(places(&whole)),
        }
        if exact.is_empty() {
            return Located::Nowhere;
        }
        let all = find("", "");
        let [one] = *all else {
            return match places(&all) {
                none if none.is_empty() => Located::Nowhere,
                several => Located::Several(several),
            };
        };
        let (before, behind) = (&text[..one], &text[one + exact.len()..]);
        let is_line = (before.is_empty() || before.ends_with('\n'))
            && (behind.is_empty() || behind.starts_with('\n'));
        let is_certain = is_line
            || (!prefix.is_empty() && before.ends_with(&*prefix))
            || (!suffix.is_empty() && behind.starts_with(&*suffix));
        if is_certain {
            Located::At(places(&all)[0])
        } else {
            Located::Several(places(&all))
        }
    }
}

/// The addresses of a part of a text, by the bytes where it starts.
fn ranges(text: &str, starts: &[usize], part: &str) -> Vec<AddressRange> {
    let length = count(part);
    let (mut byte, mut address) = (0, 0);
    let ranges = starts.iter().filter_map(|&start| {
        address += count(&text[byte..start]);
        byte = start;
        AddressRange::at(Address::new(address), length)
    });
    ranges.collect()
}

/// The bytes where a part of a text starts, also where it overlaps itself. O(n), by the
/// algorithm of Knuth, Morris and Pratt.
fn occurrences(text: &str, part: &str) -> Vec<usize> {
    let (text, part) = (text.as_bytes(), part.as_bytes());
    // How many bytes the part up to here ends with that it also begins with.
    let mut borders = vec![0];
    for at in 1..part.len() {
        let border = step(part, &borders, borders[at - 1], part[at]);
        borders.push(border);
    }
    let mut found = Vec::new();
    let mut matched = 0;
    for (at, byte) in text.iter().enumerate() {
        if matched == part.len() {
            matched = borders[matched - 1];
        }
        matched = step(part, &borders, matched, *byte);
        if matched == part.len() {
            found.push(at + 1 - matched);
        }
    }
    found
}

/// How many bytes of the part are matched with one byte more.
fn step(part: &[u8], borders: &[usize], mut matched: usize, byte: u8) -> usize {
    while matched > 0 && part[matched] != byte {
        matched = borders[matched - 1];
    }
    matched + usize::from(part[matched] == byte)
}
