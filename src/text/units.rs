//! Converts addresses to other units: views, never stored.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

#[cfg(feature = "charsets")]
use super::weight::weighed;
use super::{Address, AddressRange, AddressedText};
use crate::html::bytes::{self, Bytes, Question};
use crate::num::to_u32;
use crate::words::words;

words! {
    /// What a text is counted in: by [`AddressedText::unit_index`], by a
    /// [limit](crate::profile::Limit) of an output, by
    /// [ranges](crate::profile::Syntax::Ranges) beside one.
    ///
    /// In an output, markup and references count with their written length.
    pub enum Unit {
        /// Unicode scalar values, the unit of addresses.
        Characters = "characters",
        /// Extended grapheme clusters ([UAX #29]), which readers see as characters.
        ///
        /// [UAX #29]: https://www.unicode.org/reports/tr29/
        Graphemes = "graphemes",
        /// UTF-16 code units, as in JavaScript, Java and Telegram.
        Utf16 = "utf16",
        /// Bytes: UTF-8 in a text; in an output, bytes of the profile's charset, where
        /// each septet of `gsm-03.38` counts as one.
        Bytes = "bytes",
        /// Septets of an output in `gsm-03.38`, and in no other charset. A text by
        /// itself has no charset: [`AddressedText::unit_index`] counts its bytes.
        Septets = "septets" if "charsets",
        /// Weights, as [X] counts: Latin, Greek, Cyrillic and most other letters up to
        /// U+10FF weigh 1, and so does common punctuation; all other characters weigh 2,
        /// and so does an emoji of several characters as a whole. An output counts in
        /// normal form C. In a limit with a
        /// [length of URLs](crate::profile::Limit::with_url_length), URLs are those that X
        /// finds, also without a scheme (`npr.org`).
        ///
        /// Source: the configuration v3 of twitter-text 3.1, and the emoji of Unicode 11
        /// that it knows; the parts of newer ones are counted.
        ///
        /// [X]: https://github.com/twitter/twitter-text
        Weighted = "weighted" if "charsets",
    }
}

impl Unit {
    /// Returns the English plural, for people: `UTF-16 units`.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Utf16 => "UTF-16 units",
            #[cfg(feature = "charsets")]
            Self::Weighted => "weighted characters",
            _ => self.as_str(),
        }
    }
}

/// Converts addresses to positions in a [`Unit`] and back. Made by
/// [`AddressedText::unit_index`].
///
/// A query takes O(log n). Memory is proportional to the number of places where the width
/// of characters changes, which is tiny for most texts.
///
/// ```
/// use standoff::AddressedText;
/// use standoff::text::{Address, Unit};
///
/// let content = AddressedText::plain("né 👩‍🚀!")?;
/// let index = content.unit_index(Unit::Utf16);
/// assert_eq!(index.to_units(Address::new(6)), 8);
/// assert_eq!(index.to_address(8), Ok(Address::new(6)));
///
/// // Between the two halves of an emoji there is no address.
/// let refused = index.to_address(4).unwrap_err();
/// assert_eq!((refused.before, refused.after), ((3, Address::new(3)), (5, Address::new(4))));
/// # Ok::<(), standoff::TooLong>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitIndex {
    unit: Unit,
    /// Ordered; the last run is at the end of the text.
    runs: Vec<Run>,
}

/// A run of equal steps, up to the next run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    address: u32,
    units: u32,
    step: Step,
}

/// The characters and units between two boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Step {
    characters: u32,
    units: u32,
}

/// Asks for a byte beyond ASCII.
#[derive(Clone, Copy)]
struct IsBeyondAscii;

impl Question for IsBeyondAscii {
    #[inline(always)]
    fn ask<B: Bytes>(self, byte: B, _next: B) -> B {
        byte.at_least(0x80)
    }
}

/// Reports a position in units that has no address: it is inside a character or grapheme,
/// or beyond the end of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no address stands there; the nearest are {} and {} (at {} and {})",
    .before.1, .after.1, .before.0, .after.0)]
#[non_exhaustive]
pub struct OffBorder {
    /// The nearest boundary before it: in units, and as an address.
    pub before: (u32, Address),
    /// The nearest boundary after it; the end of the text for a position beyond it.
    pub after: (u32, Address),
}

impl UnitIndex {
    fn new(content: &AddressedText, unit: Unit) -> Self {
        let mut index = Self {
            unit,
            runs: Vec::new(),
        };
        let end = match unit {
            Unit::Graphemes => index.add(content.text().graphemes(true).map(|grapheme| {
                let step = Step {
                    characters: count(grapheme),
                    units: 1,
                };
                (step, 1)
            })),
            Unit::Characters => index.add_characters(content, |_| 1),
            #[cfg(feature = "charsets")]
            Unit::Weighted => index.add(weighed(content.text()).map(|(part, weight)| {
                let step = Step {
                    characters: count(part),
                    units: weight,
                };
                (step, 1)
            })),
            Unit::Utf16 => index.add_characters(content, char::len_utf16),
            _ => index.add_characters(content, char::len_utf8),
        };
        index.runs.push(end);
        index
    }

    fn add_characters(&mut self, content: &AddressedText, width: impl Fn(char) -> usize) -> Run {
        let mut rest = content.text();
        // ASCII, the most of most texts, is one step in every unit.
        self.add(std::iter::from_fn(|| {
            let times = bytes::find(rest.as_bytes(), 0, IsBeyondAscii).max(1);
            let mut characters = rest.chars();
            let first = characters.next()?;
            rest = match first.is_ascii() {
                true => &rest[times..],
                false => characters.as_str(),
            };
            let step = Step {
                characters: 1,
                units: to_u32(width(first)),
            };
            Some((step, to_u32(times)))
        }))
    }

    /// Adds steps, each so many times: a run wherever the step changes. Returns the run at
    /// the end.
    fn add(&mut self, steps: impl Iterator<Item = (Step, u32)>) -> Run {
        let (mut address, mut units) = (0, 0);
        for (step, times) in steps {
            if self.runs.last().is_none_or(|run| run.step != step) {
                self.runs.push(Run {
                    address,
                    units,
                    step,
                });
            }
            address += step.characters * times;
            units += step.units * times;
        }
        let step = Step {
            characters: 1,
            units: 1,
        };
        Run {
            address,
            units,
            step,
        }
    }

    /// Returns the unit of the index.
    #[must_use]
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// Returns the length of the whole text in units. O(1).
    #[must_use]
    pub fn len(&self) -> u32 {
        self.end().units
    }

    /// Returns whether the text has no units. O(1).
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Converts an address to units. O(log n).
    ///
    /// Inside a grapheme, the part before the address counts as one. An address beyond
    /// the end counts as the end.
    #[must_use]
    pub fn to_units(&self, address: Address) -> u32 {
        let run = self.run(|run| run.address <= address.get());
        let end = self.end();
        let steps = (address.get() - run.address).div_ceil(run.step.characters);
        if address.get() >= end.address {
            return end.units;
        }
        run.units + steps * run.step.units
    }

    /// Converts a position in units to an address. O(log n).
    ///
    /// # Errors
    ///
    /// [`OffBorder`], with the nearest addresses, if the position has none.
    pub fn to_address(&self, units: u32) -> Result<Address, OffBorder> {
        let end = self.end();
        if units > end.units {
            let end = (end.units, Address::new(end.address));
            return Err(OffBorder {
                before: end,
                after: end,
            });
        }
        let run = self.run(|run| run.units <= units);
        let steps = (units - run.units) / run.step.units;
        let border = |steps: u32| {
            let address = run.address + steps * run.step.characters;
            (run.units + steps * run.step.units, Address::new(address))
        };
        match border(steps) {
            (at, address) if at == units => Ok(address),
            before => Err(OffBorder {
                before,
                after: border(steps + 1),
            }),
        }
    }

    /// Converts a range to units. O(log n).
    #[must_use]
    pub fn to_unit_range(&self, range: AddressRange) -> Range<u32> {
        self.to_units(range.start())..self.to_units(range.end())
    }

    /// Converts a range in units to addresses. O(log n).
    ///
    /// A reversed range becomes an empty one at its start.
    ///
    /// # Errors
    ///
    /// [`OffBorder`] for the first end without an address.
    pub fn to_address_range(&self, units: Range<u32>) -> Result<AddressRange, OffBorder> {
        let (start, end) = (self.to_address(units.start)?, self.to_address(units.end)?);
        Ok(AddressRange::new(start, end).unwrap_or(AddressRange::empty(start)))
    }

    /// Returns the last run that is not beyond a position.
    fn run(&self, is_not_beyond: impl Fn(&Run) -> bool) -> Run {
        self.runs[self.runs.partition_point(is_not_beyond).saturating_sub(1)]
    }

    fn end(&self) -> Run {
        self.runs[self.runs.len() - 1]
    }
}

impl AddressedText {
    /// Makes an index that converts addresses to positions in any [`Unit`] and back:
    /// O(n) once, then O(log n) per query. For ranges in bytes, UTF-16 and graphemes,
    /// [`index`](Self::index) does.
    ///
    /// ```
    /// use standoff::AddressedText;
    /// use standoff::text::{Address, Unit};
    ///
    /// let content = AddressedText::plain("né 👩‍🚀!")?;
    /// let exclamation = Address::new(6);
    /// assert_eq!(content.unit_index(Unit::Bytes).to_units(exclamation), 15);
    /// assert_eq!(content.unit_index(Unit::Utf16).to_units(exclamation), 8);
    /// assert_eq!(content.unit_index(Unit::Graphemes).to_units(exclamation), 4);
    /// # Ok::<(), standoff::TooLong>(())
    /// ```
    #[must_use]
    pub fn unit_index(&self, unit: Unit) -> UnitIndex {
        UnitIndex::new(self, unit)
    }

    /// Returns the text of a range; `None` if it reaches beyond the text. O(n). With its
    /// markup, it is a [slice](Self::slice).
    ///
    /// ```
    /// use standoff::AddressedText;
    /// use standoff::text::{Address, AddressRange};
    ///
    /// let content = AddressedText::plain("né 👩‍🚀!")?;
    /// let astronaut = AddressRange::at(Address::new(3), 3).unwrap();
    /// assert_eq!(content.text_in(astronaut), Some("👩‍🚀"));
    /// # Ok::<(), standoff::TooLong>(())
    /// ```
    #[must_use]
    pub fn text_in(&self, range: AddressRange) -> Option<&str> {
        if range.end().get() > self.characters {
            return None;
        }
        let start = byte_of(&self.text, range.start().get());
        let length = byte_of(&self.text[start..], range.len());
        Some(&self.text[start..start + length])
    }
}

/// Returns the byte offset of a character position; the end if it is beyond.
pub(crate) fn byte_of(text: &str, characters: u32) -> usize {
    let mut indices = text.char_indices();
    let byte = indices.nth(characters as usize);
    byte.map_or(text.len(), |(byte, _)| byte)
}

/// Returns the longest prefix of a text with at most this many bytes.
pub(crate) fn prefix(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Counts the characters of a text.
pub(crate) fn count(text: &str) -> u32 {
    to_u32(bytes::count_characters(text.as_bytes()))
}
