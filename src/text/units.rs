//! Addresses in other units: views, never stored.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::{Address, AddressRange, AddressedText};
use crate::html::bytes;
use crate::num::to_u32;
use crate::words::words;

words! {
    /// What a text is counted in: by [`AddressedText::index`], by a
    /// [limit](crate::profile::Limit) of an output, by
    /// [ranges](crate::profile::Syntax::Ranges) beside one.
    ///
    /// In an output, markup and references count as what they are written as.
    pub enum Unit {
        /// Unicode scalar values, as addresses do.
        Characters = "characters",
        /// Extended grapheme clusters ([UAX #29]), as readers do.
        ///
        /// [UAX #29]: https://www.unicode.org/reports/tr29/
        Graphemes = "graphemes",
        /// UTF-16 code units, as JavaScript, Java and Telegram do.
        Utf16 = "utf16",
        /// Bytes: of UTF-8, as Rust does; in an output, of the charset of the profile,
        /// where each septet of `gsm-03.38` is one.
        Bytes = "bytes",
        /// Septets of an output in `gsm-03.38`, and in no other charset. A text by
        /// itself has no charset: [`AddressedText::index`] counts its bytes.
        Septets = "septets" if "charsets",
    }
}

impl Unit {
    /// Returns the English word for several of it, for people: `UTF-16 units`.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Utf16 => "UTF-16 units",
            _ => self.as_str(),
        }
    }
}

/// Converts addresses to positions in a [`Unit`] and back; made by
/// [`AddressedText::index`].
///
/// Takes O(log n) a question, and memory for each place where the characters change
/// between narrow and wide: next to nothing for most texts.
///
/// ```
/// use standoff::AddressedText;
/// use standoff::text::{Address, Unit};
///
/// let content = AddressedText::plain("né 👩‍🚀!")?;
/// let index = content.index(Unit::Utf16);
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
    /// In order; the last stands at the end of the text.
    runs: Vec<Run>,
}

/// From here on each step has so many characters and so many units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    address: u32,
    units: u32,
    step: Step,
}

/// What lies between two borders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Step {
    characters: u32,
    units: u32,
}

/// Reports a position in units that no address stands for: it is inside of a
/// character or a grapheme, or behind the end of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no address stands there; the nearest are {} and {} (at {} and {})",
    .before.1, .after.1, .before.0, .after.0)]
#[non_exhaustive]
pub struct OffBorder {
    /// The nearest border before it: in units, and its address.
    pub before: (u32, Address),
    /// The nearest border after it; behind the end of the text, that end.
    pub after: (u32, Address),
}

impl UnitIndex {
    fn new(content: &AddressedText, unit: Unit) -> Self {
        let mut index = Self {
            unit,
            runs: Vec::new(),
        };
        let end = match unit {
            Unit::Graphemes => index.add(content.text().graphemes(true).map(|grapheme| Step {
                characters: count(grapheme),
                units: 1,
            })),
            Unit::Characters => index.add_characters(content, |_| 1),
            Unit::Utf16 => index.add_characters(content, char::len_utf16),
            _ => index.add_characters(content, char::len_utf8),
        };
        index.runs.push(end);
        index
    }

    fn add_characters(&mut self, content: &AddressedText, width: impl Fn(char) -> usize) -> Run {
        self.add(content.text().chars().map(|c| Step {
            characters: 1,
            units: to_u32(width(c)),
        }))
    }

    /// Adds a run wherever the steps change; returns the one at the end.
    fn add(&mut self, steps: impl Iterator<Item = Step>) -> Run {
        let (mut address, mut units) = (0, 0);
        for step in steps {
            if self.runs.last().is_none_or(|run| run.step != step) {
                self.runs.push(Run {
                    address,
                    units,
                    step,
                });
            }
            address += step.characters;
            units += step.units;
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

    /// Returns the unit that it converts to.
    #[must_use]
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// Counts the units of the whole text: O(1).
    #[must_use]
    pub fn len(&self) -> u32 {
        self.end().units
    }

    /// Tells whether the text has no units: O(1).
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Counts the units before an address: O(log n).
    ///
    /// Inside of a grapheme, the part before the address counts as one; behind the
    /// end of the text, the whole text counts.
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

    /// Finds the address that so many units stand before: O(log n).
    ///
    /// # Errors
    ///
    /// The nearest addresses, where none stands there.
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

    /// Counts the units before the two ends of a range: O(log n).
    #[must_use]
    pub fn to_unit_range(&self, range: AddressRange) -> Range<u32> {
        self.to_units(range.start())..self.to_units(range.end())
    }

    /// Finds the range of addresses that a range of units stands for: O(log n).
    ///
    /// A range that ends before it starts is empty at its start.
    ///
    /// # Errors
    ///
    /// The first of its ends where no address stands.
    pub fn to_address_range(&self, units: Range<u32>) -> Result<AddressRange, OffBorder> {
        let (start, end) = (self.to_address(units.start)?, self.to_address(units.end)?);
        Ok(AddressRange::new(start, end).unwrap_or(AddressRange::empty(start)))
    }

    /// The last run that is not beyond.
    fn run(&self, is_not_beyond: impl Fn(&Run) -> bool) -> Run {
        self.runs[self.runs.partition_point(is_not_beyond).saturating_sub(1)]
    }

    fn end(&self) -> Run {
        self.runs[self.runs.len() - 1]
    }
}

impl AddressedText {
    /// Makes an index that converts addresses to positions in a unit and back:
    /// O(n) once, and O(log n) a question.
    ///
    /// ```
    /// use standoff::AddressedText;
    /// use standoff::text::{Address, Unit};
    ///
    /// let content = AddressedText::plain("né 👩‍🚀!")?;
    /// let exclamation = Address::new(6);
    /// assert_eq!(content.index(Unit::Bytes).to_units(exclamation), 15);
    /// assert_eq!(content.index(Unit::Utf16).to_units(exclamation), 8);
    /// assert_eq!(content.index(Unit::Graphemes).to_units(exclamation), 4);
    /// # Ok::<(), standoff::TooLong>(())
    /// ```
    #[must_use]
    pub fn index(&self, unit: Unit) -> UnitIndex {
        UnitIndex::new(self, unit)
    }

    /// Returns the text of a range: O(n); `None` where it reaches beyond the text.
    ///
    /// ```
    /// use standoff::AddressedText;
    /// use standoff::text::{Address, AddressRange};
    ///
    /// let content = AddressedText::plain("né 👩‍🚀!")?;
    /// let astronaut = AddressRange::at(Address::new(3), 3).unwrap();
    /// assert_eq!(content.slice(astronaut), Some("👩‍🚀"));
    /// # Ok::<(), standoff::TooLong>(())
    /// ```
    #[must_use]
    pub fn slice(&self, range: AddressRange) -> Option<&str> {
        if range.end().get() > self.characters {
            return None;
        }
        let start = byte_of(&self.text, range.start().get());
        let length = byte_of(&self.text[start..], range.len());
        Some(&self.text[start..start + length])
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
