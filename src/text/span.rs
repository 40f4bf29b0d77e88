//! Spans: an entry applied to a range of the text.

use std::fmt;
use std::ops::Range;

use super::{Address, AddressRange, AddressedText};
use crate::authority::{AttributeId, Authority, MarkupId};
use crate::growth;
use crate::num::to_u32;

/// The stored record of a span: the entry's id, start, end, depth and attributes. `Copy`
/// and without heap memory; the text holds all attribute values in one buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) markup: MarkupId,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) byte_start: u32,
    pub(crate) byte_end: u32,
    /// The attributes of the span: `attributes[first..first + count]`.
    pub(crate) first_attribute: u32,
    pub(crate) attribute_count: u16,
    pub(crate) depth: u16,
}

/// The attributes of all spans, with their values concatenated in one buffer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Attributes {
    records: Vec<(AttributeId, u32)>,
    values: String,
}

/// Where attributes that were copied as a whole were, and where they are.
#[derive(Clone, Copy, Debug)]
pub(super) struct CopiedRun {
    from: u32,
    to: u32,
}

impl CopiedRun {
    /// The index of the first attribute of a span of the copy; 0 if it has none.
    #[inline]
    pub(super) fn index(self, span: &Span) -> u32 {
        match span.attribute_count {
            0 => 0,
            _ => span.first_attribute - self.from + self.to,
        }
    }
}

impl Attributes {
    /// Allocates for a source of `bytes` bytes (an estimate): articles have one
    /// attribute per 500 bytes, with a value of 30 bytes.
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self {
            records: Vec::with_capacity(bytes / 512),
            values: String::with_capacity(bytes / 16),
        }
    }

    /// Returns the number of stored attributes.
    pub(crate) fn len(&self) -> usize {
        self.records.len()
    }

    /// Returns the current size, to truncate to later.
    pub(crate) fn size(&self) -> (usize, usize) {
        (self.records.len(), self.values.len())
    }

    pub(crate) fn truncate(&mut self, (records, values): (usize, usize)) {
        self.records.truncate(records);
        self.values.truncate(values);
    }

    /// Keeps the first `first` attributes.
    pub(crate) fn truncate_to(&mut self, first: usize) {
        let before = first.checked_sub(1).map_or(0, |last| self.records[last].1);
        self.truncate((first, before as usize));
    }

    /// Whether an attribute with this id is stored from `first` on.
    pub(crate) fn has(&self, first: usize, id: AttributeId) -> bool {
        self.records[first..].iter().any(|(one, _)| *one == id)
    }

    /// Removes and returns the attributes stored from `first` on.
    pub(crate) fn cut(&mut self, first: usize) -> Vec<(AttributeId, String)> {
        let before = first.checked_sub(1);
        let start = before.map_or(0, |before| self.records[before].1 as usize);
        let mut from = start;
        let mut taken = Vec::new();
        for &(id, end) in &self.records[first..] {
            taken.push((id, self.values[from..end as usize].to_owned()));
            from = end as usize;
        }
        self.truncate((first, start));
        taken
    }

    pub(crate) fn shrink_to_fit(&mut self) {
        self.records.shrink_to_fit();
        self.values.shrink_to_fit();
    }

    pub(crate) fn push(&mut self, id: AttributeId, value: &str) {
        growth::push_str(&mut self.values, value);
        growth::push(&mut self.records, (id, to_u32(self.values.len())));
    }

    /// Copies the attributes of a span of another text. Returns the index of the first
    /// one; 0 if there are none.
    pub(super) fn copy(&mut self, from: &Self, span: &Span) -> u32 {
        if span.attribute_count == 0 {
            return 0;
        }
        let first = self.len();
        for (id, value) in from.of(span) {
            self.push(id, &from.values[value]);
        }
        to_u32(first)
    }

    /// Copies the attributes of spans of another text as a whole, if they stand one behind
    /// the other there, as in every text that was made from a source.
    pub(super) fn copy_run(&mut self, from: &Self, spans: &[Span]) -> Option<CopiedRun> {
        let with = |span: &&Span| span.attribute_count > 0;
        let first = spans
            .iter()
            .find(with)
            .map_or(0, |span| span.first_attribute);
        let mut end = first;
        for span in spans {
            if span.attribute_count > 0 && span.first_attribute != end {
                return None;
            }
            end += u32::from(span.attribute_count);
        }
        let run = CopiedRun {
            from: first,
            to: to_u32(self.len()),
        };
        let ends = |at: usize| {
            at.checked_sub(1)
                .map_or(0, |last| from.records[last].1 as usize)
        };
        let (first, end) = (first as usize, end as usize);
        let bytes = ends(first)..ends(end);
        let moved = to_u32(self.values.len());
        let before = to_u32(bytes.start);
        self.values.push_str(&from.values[bytes]);
        let records = from.records[first..end].iter();
        self.records
            .extend(records.map(|(id, end)| (*id, end - before + moved)));
        Some(run)
    }

    pub(crate) fn of(
        &self,
        span: &Span,
    ) -> impl ExactSizeIterator<Item = (AttributeId, Range<usize>)> + Clone + use<'_> {
        let first = span.first_attribute as usize;
        let range = first..first + usize::from(span.attribute_count);
        range.map(|at| {
            let start = at
                .checked_sub(1)
                .map_or(0, |before| self.records[before].1 as usize);
            let (id, end) = self.records[at];
            (id, start..end as usize)
        })
    }

    pub(super) fn values(&self) -> &str {
        &self.values
    }
}

/// A span of an [`AddressedText`](crate::AddressedText): entry, range, depth and
/// attribute values.
///
/// ```
/// use standoff::{Authority, FieldPolicy, Ingester};
///
/// let ingester = Ingester::new(&FieldPolicy::new(), &Authority::standard())?;
/// let content = ingester.ingest("Read <em>this</em>")?.into_content();
/// let span = content.spans().next().unwrap();
/// assert_eq!((span.start().get(), span.end().get()), (5, 9));
/// assert_eq!(span.text(), "this");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct SpanRef<'t> {
    pub(super) content: &'t AddressedText,
    pub(super) span: &'t Span,
    pub(super) ordinal: u32,
}

/// The place of a span among all spans of its text, in document order, from 0.
///
/// It is the `ordinal` of a stored row, and names the span to an
/// [edit](crate::edit::Edit). Like an address, it is valid only within one text.
///
/// ```
/// use standoff::text::Ordinal;
/// use standoff::{Authority, FieldPolicy, Ingester};
///
/// let ingester = Ingester::new(&FieldPolicy::new(), &Authority::standard())?;
/// let content = ingester.ingest("<p>Read <em>this</em></p>")?.into_content();
/// let em = content.spans().find(|span| span.text() == "this").unwrap();
/// assert_eq!(em.ordinal(), Ordinal::new(1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct Ordinal(u32);

impl Ordinal {
    /// Makes the place behind this many spans.
    #[must_use]
    pub const fn new(spans: u32) -> Self {
        Self(spans)
    }

    /// Returns the number of spans before it.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl From<u32> for Ordinal {
    fn from(spans: u32) -> Self {
        Self(spans)
    }
}

impl From<Ordinal> for u32 {
    fn from(ordinal: Ordinal) -> Self {
        ordinal.0
    }
}

impl fmt::Display for Ordinal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'t> SpanRef<'t> {
    /// Returns the id of the entry.
    #[must_use]
    pub fn markup(&self) -> MarkupId {
        self.span.markup
    }

    /// Returns its place among all spans of the text. O(1).
    #[must_use]
    pub fn ordinal(&self) -> Ordinal {
        Ordinal(self.ordinal)
    }

    /// Returns the start.
    #[must_use]
    pub fn start(&self) -> Address {
        Address::new(self.span.start)
    }

    /// Returns the end: the position after the last character.
    #[must_use]
    pub fn end(&self) -> Address {
        Address::new(self.span.end)
    }

    /// Returns the range of characters.
    #[must_use]
    pub fn range(&self) -> AddressRange {
        AddressRange::new(self.start(), self.end()).unwrap_or_default()
    }

    /// Returns the range in bytes of the text, for slicing. O(1).
    #[must_use]
    pub fn byte_range(&self) -> Range<usize> {
        self.span.byte_start as usize..self.span.byte_end as usize
    }

    /// Returns the text of the span. O(1).
    #[must_use]
    pub fn text(&self) -> &'t str {
        &self.content.text[self.byte_range()]
    }

    /// Returns the depth: the number of spans around it.
    #[must_use]
    pub fn depth(&self) -> u16 {
        self.span.depth
    }

    /// Lists the attribute values, in the order of the source.
    pub fn attributes(
        &self,
    ) -> impl ExactSizeIterator<Item = (AttributeId, &'t str)> + Clone + use<'t> {
        let values = self.content.attributes.values();
        let attributes = self.content.attributes.of(self.span);
        attributes.map(|(id, bytes)| (id, &values[bytes]))
    }

    /// Returns the value of the attribute with this id.
    #[must_use]
    pub fn attribute(&self, id: AttributeId) -> Option<&'t str> {
        let mut attributes = self.attributes();
        attributes.find_map(|(other, value)| (other == id).then_some(value))
    }

    /// Returns the stored value of the attribute that has this name in the authority.
    /// Does not check the value again; [`Tag::attribute`](super::Tag::attribute) does.
    ///
    /// ```
    /// use standoff::{Authority, FieldPolicy, Ingester};
    ///
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let content = ingester.ingest("<a href='/live'>Live</a>")?.into_content();
    /// let link = content.spans().next().unwrap();
    /// assert_eq!(link.attribute_named(&authority, "href"), Some("/live"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn attribute_named(&self, authority: &Authority, name: &str) -> Option<&'t str> {
        let tag = authority.tag(self.markup())?;
        self.attribute(tag.attribute_named(name)?.id())
    }

    /// Lists the attributes with the ranges of their values in the buffer of the text.
    pub(crate) fn values(
        &self,
    ) -> impl ExactSizeIterator<Item = (AttributeId, Range<usize>)> + Clone + use<'t> {
        self.content.attributes.of(self.span)
    }

    /// Returns the value at a range of the buffer.
    pub(crate) fn value(&self, bytes: &Range<usize>) -> &'t str {
        &self.content.attributes.values()[bytes.clone()]
    }
}

impl fmt::Debug for SpanRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SpanRef")
            .field("markup", &self.markup())
            .field("range", &self.range())
            .field("depth", &self.depth())
            .field("attributes", &self.attributes().collect::<Vec<_>>())
            .finish()
    }
}
