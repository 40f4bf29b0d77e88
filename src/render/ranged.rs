//! Markup as ranges beside the text.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::num::to_u32;
use crate::profile::{Charset, Unit};
use crate::text::AddressRange;
#[cfg(feature = "charsets")]
use crate::text::weight::weighed;

/// Describes markup that applies to a part of an output, in a syntax of
/// [ranges](crate::profile::Syntax::Ranges).
///
/// Serialises (feature `serde`) as `{"name", "start", "length", "attributes": {…}}`.
///
/// ```
/// use standoff::profile::{Syntax, Unit};
/// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
///
/// let authority = Authority::standard();
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let content = ingester.ingest("🎧 <em>Hear</em> this")?.into_content();
/// let profile = Profile::new(Syntax::Ranges(Unit::Utf16));
/// let renderer = Renderer::new(&profile, &authority)?;
///
/// let rendered = renderer.render(&content);
/// let em = &rendered.ranges()[0];
/// assert_eq!((em.name(), em.start(), em.length()), ("em", 3, 4));
/// assert_eq!(&rendered.output()[em.byte_range()], "Hear");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranged {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) start: u32,
    pub(super) length: u32,
    pub(super) bytes: Range<usize>,
    pub(super) is_block: bool,
    pub(super) source: AddressRange,
}

impl Ranged {
    /// Returns the name of the element.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Lists the attributes, in order.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        let attributes = self.attributes.iter();
        attributes.map(|(name, value)| (&**name, &**value))
    }

    /// Returns the value of an attribute.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes()
            .find_map(|(other, value)| (other == name).then_some(value))
    }

    /// Returns how many units of the output precede the range. A grapheme that the
    /// range starts within counts as part of it.
    #[must_use]
    pub fn start(&self) -> u32 {
        self.start
    }

    /// Returns the length in units; 0 for an image. A grapheme that the range ends
    /// within counts as part of it.
    #[must_use]
    pub fn length(&self) -> u32 {
        self.length
    }

    /// Returns the range in bytes of UTF-8, whatever the unit is.
    #[must_use]
    pub fn byte_range(&self) -> Range<usize> {
        self.bytes.clone()
    }

    /// Returns whether the element has lines of its own, as a paragraph or a list has.
    /// The line feeds of the output show this too.
    #[must_use]
    pub fn is_block(&self) -> bool {
        self.is_block
    }

    /// Returns the range of the content that this part comes from.
    #[must_use]
    pub fn source(&self) -> AddressRange {
        self.source
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Ranged {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        struct Attributes<'r>(&'r Ranged);

        impl serde::Serialize for Attributes<'_> {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map(self.0.attributes())
            }
        }

        let mut out = serializer.serialize_struct("Range", 4)?;
        out.serialize_field("name", self.name())?;
        out.serialize_field("start", &self.start())?;
        out.serialize_field("length", &self.length())?;
        out.serialize_field("attributes", &Attributes(self))?;
        out.end()
    }
}

/// Converts byte offsets of a text to another unit. Counts each offset once, however
/// often it is asked for.
#[derive(Debug)]
pub(super) struct Ruler {
    /// Byte offsets, in order, each with the number of units that begin before it.
    marks: Vec<(usize, u32)>,
    /// The offsets that lie within a grapheme.
    within: Vec<usize>,
}

impl Ruler {
    /// Makes a ruler for these byte offsets, which must be character boundaries.
    pub(super) fn new(
        text: &str,
        bytes: impl Iterator<Item = usize>,
        unit: Unit,
        charset: Charset,
    ) -> Self {
        let mut bytes: Vec<usize> = bytes.collect();
        bytes.sort_unstable();
        bytes.dedup();
        match unit {
            Unit::Graphemes => {
                let mut starts = text.grapheme_indices(true).map(|(byte, _)| byte);
                Self::graphemes(&bytes, text.len(), &mut starts)
            }
            Unit::Characters => Self::sum(text, &bytes, |part| part.chars().count()),
            Unit::Utf16 => Self::sum(text, &bytes, |part| part.chars().map(char::len_utf16).sum()),
            #[cfg(feature = "charsets")]
            Unit::Weighted => Self::sum(text, &bytes, |part| {
                let weights = weighed(part).map(|(_, weight)| weight as usize);
                weights.sum()
            }),
            // A septet is a byte of GSM 03.38.
            _ => Self::sum(text, &bytes, |part| {
                part.chars().map(|c| charset.bytes(c)).sum()
            }),
        }
    }

    fn sum(text: &str, bytes: &[usize], units: impl Fn(&str) -> usize) -> Self {
        let (mut at, mut passed) = (0, 0);
        let mut marks = Vec::with_capacity(bytes.len());
        for &byte in bytes {
            passed += units(&text[at..byte]);
            at = byte;
            marks.push((byte, to_u32(passed)));
        }
        Self {
            marks,
            within: Vec::new(),
        }
    }

    fn graphemes(bytes: &[usize], end: usize, starts: &mut impl Iterator<Item = usize>) -> Self {
        let (mut marks, mut within) = (Vec::with_capacity(bytes.len()), Vec::new());
        let (mut next, mut passed) = (starts.next(), 0);
        for &byte in bytes {
            while next.is_some_and(|start| start < byte) {
                next = starts.next();
                passed += 1;
            }
            if byte != end && next != Some(byte) {
                within.push(byte);
            }
            marks.push((byte, to_u32(passed)));
        }
        Self { marks, within }
    }

    /// Returns how many units precede a range, and how many it touches.
    pub(super) fn measure(&self, bytes: &Range<usize>) -> (u32, u32) {
        let before = self.units(bytes.start);
        let cut = u32::from(self.within.binary_search(&bytes.start).is_ok());
        let start = before.saturating_sub(cut);
        let length = if bytes.is_empty() {
            0
        } else {
            self.units(bytes.end).saturating_sub(start)
        };
        (start, length)
    }

    fn units(&self, byte: usize) -> u32 {
        let at = self.marks.partition_point(|(other, _)| *other < byte);
        self.marks.get(at).map_or(0, |(_, units)| *units)
    }
}

/// Trims white space off both ends of a byte range.
pub(super) fn trimmed(text: &str, bytes: Range<usize>) -> Range<usize> {
    let left = text[bytes.clone()].trim_start();
    let start = bytes.end - left.len();
    start..start + left.trim_end().len()
}
