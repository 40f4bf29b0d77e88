//! Converts ranges to the units of other programs, and back.

use std::ops::Range;
use std::sync::OnceLock;

use super::{AddressRange, AddressedText, OffBorder, Unit, UnitIndex};

/// Converts ranges of a text to bytes, UTF-16 and graphemes, and back. Made by
/// [`AddressedText::index`].
///
/// The first question in a unit goes once over the text; each one takes O(log n).
///
/// ```
/// use standoff::AddressedText;
///
/// let story = AddressedText::plain("né 👩‍🚀 à Kyiv")?;
/// let index = story.index();
///
/// // What a regular expression found, in bytes.
/// let kyiv = index.from_bytes(19..23)?;
/// assert_eq!(story.text_in(kyiv), Some("Kyiv"));
/// assert_eq!(index.to_utf16(kyiv), Some(11..15));
/// assert_eq!(index.to_graphemes(kyiv), Some(7..11));
///
/// // Between the two halves of an emoji there is no address.
/// let refused = index.from_utf16(4..5).unwrap_err();
/// assert_eq!((refused.before.0, refused.after.0), (3, 5));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Index<'t> {
    content: &'t AddressedText,
    bytes: OnceLock<UnitIndex>,
    utf16: OnceLock<UnitIndex>,
    graphemes: OnceLock<UnitIndex>,
}

impl Index<'_> {
    /// Converts a range in bytes of the text. A reversed one becomes an empty one at
    /// its start.
    ///
    /// # Errors
    ///
    /// The first end that stands inside a character, or behind the text.
    pub fn from_bytes(&self, range: Range<usize>) -> Result<AddressRange, OffBorder> {
        from_units(self.by_bytes(), range)
    }

    /// Converts a range in UTF-16 units, as JavaScript counts. A reversed one becomes
    /// an empty one at its start.
    ///
    /// # Errors
    ///
    /// The first end that stands between two halves of a character, or behind the text.
    pub fn from_utf16(&self, range: Range<usize>) -> Result<AddressRange, OffBorder> {
        from_units(self.by_utf16(), range)
    }

    /// Converts a range in graphemes, which readers see as characters. A reversed one
    /// becomes an empty one at its start.
    ///
    /// # Errors
    ///
    /// The first end that stands behind the text.
    pub fn from_graphemes(&self, range: Range<usize>) -> Result<AddressRange, OffBorder> {
        from_units(self.by_graphemes(), range)
    }

    /// Converts a range to bytes of the text; `None` behind the text.
    #[must_use]
    pub fn to_bytes(&self, range: AddressRange) -> Option<Range<usize>> {
        self.to_units(self.by_bytes(), range)
    }

    /// Converts a range to UTF-16 units; `None` behind the text.
    #[must_use]
    pub fn to_utf16(&self, range: AddressRange) -> Option<Range<usize>> {
        self.to_units(self.by_utf16(), range)
    }

    /// Converts a range to graphemes; `None` behind the text, and where one of its ends
    /// is inside a grapheme.
    #[must_use]
    pub fn to_graphemes(&self, range: AddressRange) -> Option<Range<usize>> {
        let graphemes = self.to_units(self.by_graphemes(), range)?;
        let back = self.from_graphemes(graphemes.clone()).ok()?;
        (back == range).then_some(graphemes)
    }

    fn to_units(&self, index: &UnitIndex, range: AddressRange) -> Option<Range<usize>> {
        let units = index.to_unit_range(range);
        let is_in_text = range.end().get() <= self.content.char_len();
        is_in_text.then_some(units.start as usize..units.end as usize)
    }

    fn by_bytes(&self) -> &UnitIndex {
        self.bytes
            .get_or_init(|| self.content.unit_index(Unit::Bytes))
    }

    fn by_utf16(&self) -> &UnitIndex {
        self.utf16
            .get_or_init(|| self.content.unit_index(Unit::Utf16))
    }

    fn by_graphemes(&self) -> &UnitIndex {
        let make = || self.content.unit_index(Unit::Graphemes);
        self.graphemes.get_or_init(make)
    }
}

fn from_units(index: &UnitIndex, range: Range<usize>) -> Result<AddressRange, OffBorder> {
    let unit = |at| u32::try_from(at).unwrap_or(u32::MAX);
    index.to_address_range(unit(range.start)..unit(range.end))
}

impl AddressedText {
    /// Makes an index that converts ranges to the units of other programs, and back.
    /// O(1); the first question in a unit is O(n), each one O(log n).
    #[must_use]
    pub fn index(&self) -> Index<'_> {
        Index {
            content: self,
            bytes: OnceLock::new(),
            utf16: OnceLock::new(),
            graphemes: OnceLock::new(),
        }
    }
}
