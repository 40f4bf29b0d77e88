//! What a mark is shown as.

use crate::authority::{AttributeId, MarkupId};

/// What a mark is shown as: an entry of the authority, with values for its attributes.
///
/// ```
/// use standoff::Authority;
/// use standoff::layer::Shown;
///
/// let authority = Authority::standard();
/// let link = authority.tag_named("a").unwrap();
/// let href = link.attribute_named("href").unwrap().id();
/// let shown = Shown::new(link.id()).with_attribute(href, "/people/ada");
/// assert_eq!(shown.markup(), link.id());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    markup: MarkupId,
    attributes: Vec<(AttributeId, String)>,
    origin: Option<Origin>,
}

/// Where a span was in the order of all spans, which the characters that it covers do
/// not say. All of it is about its two ends, so it holds wherever the text around them
/// is as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub(in crate::layer) struct Origin {
    /// Its place among the spans that were lifted with it.
    pub(in crate::layer) nth: u32,
    /// How many spans that stayed are around it.
    pub(in crate::layer) depth: u32,
    /// How many spans that stayed start where it starts and come before it.
    pub(in crate::layer) before: u32,
    /// How many spans in it start where it ends.
    pub(in crate::layer) within: u32,
}

impl Shown {
    /// Shows a mark as this entry.
    #[must_use]
    pub fn new(markup: MarkupId) -> Self {
        Self {
            markup,
            attributes: Vec::new(),
            origin: None,
        }
    }

    /// Gives it a value for an attribute, behind those that it has.
    #[must_use]
    pub fn with_attribute(mut self, attribute: AttributeId, value: impl Into<String>) -> Self {
        self.attributes.push((attribute, value.into()));
        self
    }

    /// Says where the span was that it is to be again.
    #[must_use]
    pub(in crate::layer) fn with_origin(self, origin: Origin) -> Self {
        let origin = Some(origin);
        Self { origin, ..self }
    }

    /// Returns the id of the entry.
    #[must_use]
    pub fn markup(&self) -> MarkupId {
        self.markup
    }

    /// Lists the values.
    pub fn attributes(&self) -> impl ExactSizeIterator<Item = (AttributeId, &str)> {
        self.attributes.iter().map(|(id, value)| (*id, &**value))
    }

    pub(super) fn origin(&self) -> Option<Origin> {
        self.origin
    }
}
