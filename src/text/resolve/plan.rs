//! What a writer has for each tag, and so what becomes of a span before it is asked
//! whether it can stand where it is.

use crate::authority::{AttributeId, Authority, CharacterEntry, Slot};
use crate::html::element::{Element, Flow};
use crate::html::nesting::Surface;
use crate::html::table_soundness::Shows;
use crate::text::required_break::{PendingBreak, RequiredBreak};
use crate::text::span::Span;
use crate::text::{AddressedText, SpanRef};

/// What becomes of a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SpanResolution {
    /// It is written as this element.
    Element(Element),
    /// It is written as this element, which has no content.
    Void(Element),
    /// It is the character that it covers.
    Character,
    /// The caller does not write it, but its content.
    Content(Surface),
    /// The caller writes neither it nor its content.
    Instead(Surface),
    /// The caller writes the value of an attribute in its place.
    Described,
    /// The authority does not know it.
    Unknown,
    /// HTML parsers would not leave it there, or it covers another text than
    /// its entry stands for.
    Misplaced,
}

impl SpanResolution {
    fn of_element(element: Element) -> Self {
        if element.is_void() {
            Self::Void(element)
        } else {
            Self::Element(element)
        }
    }

    fn is_written(self) -> bool {
        matches!(self, Self::Element(_) | Self::Void(_))
    }
}

/// A span and its entry, which is looked up once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ResolvedSpan {
    pub(super) resolution: SpanResolution,
    /// What each of its two edges asks for, and whether it is written there.
    pub(super) breaks: PendingBreak,
    /// Where its entry stands among the tags or the characters of the authority.
    pub(super) entry: u32,
}

impl ResolvedSpan {
    /// Finds that it cannot stand where it is.
    pub(super) fn misplace(&mut self) {
        self.resolution = SpanResolution::Misplaced;
        self.breaks = self.breaks.as_unwritten();
    }
}

/// What a caller writes for a tag.
#[derive(Clone, Copy, Debug)]
pub(crate) enum TagOutput {
    /// Its element.
    Element,
    /// Another element, with content if its own has.
    Renamed(Element),
    /// Its content, and text of the caller's that shows so much.
    Content(Surface),
    /// Text of the caller's that shows so much; not its content.
    Instead(Surface),
    /// The value of this attribute; not its content.
    Described(AttributeId),
}

/// What a caller writes for the tags of an authority, by their place there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    tags: Vec<ResolvedSpan>,
    /// The attributes of those that are described.
    described: Vec<(u32, AttributeId)>,
    /// Every tag is written as its own element.
    pub(super) writes_all: bool,
}

impl Plan {
    pub(crate) fn new(authority: &Authority, written: impl Fn(usize) -> TagOutput) -> Self {
        let mut described = Vec::new();
        let mut writes_all = true;
        let tags = (0..).zip(authority.tags()).map(|(entry, tag)| {
            let at = entry as usize;
            let element = authority.element(at);
            let written = written(at);
            writes_all &= matches!(written, TagOutput::Element);
            let mut makes_up = true;
            let resolution = match written {
                TagOutput::Element => SpanResolution::of_element(element),
                TagOutput::Renamed(element) => {
                    makes_up = !matches!(element.flow(), Flow::Inline | Flow::Break);
                    SpanResolution::of_element(element)
                }
                TagOutput::Content(shown) => SpanResolution::Content(shown),
                TagOutput::Instead(shown) => SpanResolution::Instead(shown),
                TagOutput::Described(attribute) => {
                    described.push((entry, attribute));
                    SpanResolution::Described
                }
            };
            let required = RequiredBreak::by(tag.display());
            ResolvedSpan {
                resolution,
                breaks: PendingBreak::of(required, makes_up && resolution.is_written()),
                entry,
            }
        });
        let tags: Vec<_> = tags.collect();
        Self {
            tags,
            described,
            writes_all,
        }
    }

    /// Every tag is written.
    pub(crate) fn of_elements(authority: &Authority) -> Self {
        Self::new(authority, |_| TagOutput::Element)
    }

    /// What a span shows to the one around it.
    pub(super) fn shows(&self, span: SpanRef<'_>, resolved: &ResolvedSpan) -> Shows {
        match resolved.resolution {
            SpanResolution::Element(element) => Shows::Itself(element),
            // What it covers is text of its own.
            SpanResolution::Void(element) => Shows::Content(Surface::of(element)),
            SpanResolution::Content(shown) => Shows::Content(shown),
            SpanResolution::Instead(shown) => Shows::Instead(shown),
            SpanResolution::Described => Shows::Instead(self.description(span, resolved.entry)),
            SpanResolution::Character | SpanResolution::Unknown | SpanResolution::Misplaced => {
                Shows::Content(Surface::NOTHING)
            }
        }
    }

    /// What the description of a span shows.
    fn description(&self, span: SpanRef<'_>, tag: u32) -> Surface {
        let mut described = self.described.iter();
        match described.find(|(described, _)| *described == tag) {
            Some((_, attribute)) if description(span, *attribute).is_some() => Surface::TEXT,
            _ => Surface::NOTHING,
        }
    }

    #[inline(always)]
    pub(super) fn resolve(
        &self,
        content: &AddressedText,
        span: &Span,
        authority: &Authority,
    ) -> ResolvedSpan {
        match authority.slot(span.markup) {
            Some(Slot::Tag(entry)) => self.tags[entry as usize],
            Some(Slot::Character(entry)) => {
                let character = &authority.characters()[entry as usize];
                ResolvedSpan {
                    resolution: resolve_character(content, span, character),
                    breaks: PendingBreak::default(),
                    entry,
                }
            }
            None => ResolvedSpan {
                resolution: SpanResolution::Unknown,
                breaks: PendingBreak::default(),
                entry: 0,
            },
        }
    }
}

/// Rare, and so kept out of the way.
#[inline(never)]
fn resolve_character(
    content: &AddressedText,
    span: &Span,
    entry: &CharacterEntry,
) -> SpanResolution {
    if content
        .span_ref(span)
        .text()
        .chars()
        .eq([entry.character()])
    {
        SpanResolution::Character
    } else {
        SpanResolution::Misplaced
    }
}

/// What stands for a span that is described.
pub(crate) fn description(span: SpanRef<'_>, attribute: AttributeId) -> Option<&str> {
    span.attribute(attribute).filter(|value| !value.is_empty())
}
