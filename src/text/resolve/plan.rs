//! The plan of a writer: the output for each tag, and so the resolution of a span
//! before its place is checked.

use crate::authority::{AttributeId, Authority, CharacterEntry, Slot};
use crate::html::element::{Element, Flow};
use crate::html::nesting::Surface;
use crate::html::table_soundness::Shows;
use crate::text::required_break::{PendingBreak, RequiredBreak};
use crate::text::span::Span;
use crate::text::{AddressedText, SpanRef};

/// The output for a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SpanResolution {
    /// This element.
    Element(Element),
    /// This element, which has no content.
    Void(Element),
    /// The character that the span covers.
    Character,
    /// Its content, without its tags, plus text of this surface.
    Content(Surface),
    /// Text of this surface, without its content.
    Instead(Surface),
    /// The value of an attribute.
    Described,
    /// Its content: the authority lacks the entry.
    Unknown,
    /// Its content: HTML parsers would not leave the tag there, or the span covers
    /// another text than its entry stands for.
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

/// The resolution of a span, with its entry, which is looked up only once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ResolvedSpan {
    pub(super) resolution: SpanResolution,
    /// The break required at each of its edges, and whether that edge is written.
    pub(super) breaks: PendingBreak,
    /// The index of its entry among the tags or the characters of the authority.
    pub(super) entry: u32,
}

impl ResolvedSpan {
    /// Marks the span as misplaced.
    pub(super) fn misplace(&mut self) {
        self.resolution = SpanResolution::Misplaced;
        self.breaks = self.breaks.as_unwritten();
    }
}

/// The output of a writer for a tag.
#[derive(Clone, Copy, Debug)]
pub(crate) enum TagOutput {
    /// Its element.
    Element,
    /// Another element, with content if its own has.
    Renamed(Element),
    /// Its content, and text of the writer's with this surface.
    Content(Surface),
    /// Text of the writer's with this surface; not its content.
    Instead(Surface),
    /// The value of this attribute; not its content.
    Described(AttributeId),
}

/// The output of a writer for each tag of an authority, by index.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    tags: Vec<ResolvedSpan>,
    /// The attribute of each described tag.
    described: Vec<(u32, AttributeId)>,
    /// Whether every tag is written as its own element.
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

    /// Makes a plan in which every tag is written.
    pub(crate) fn of_elements(authority: &Authority) -> Self {
        Self::new(authority, |_| TagOutput::Element)
    }

    /// Returns the surface of a span for its parent.
    pub(super) fn shows(&self, span: SpanRef<'_>, resolved: &ResolvedSpan) -> Shows {
        match resolved.resolution {
            SpanResolution::Element(element) => Shows::Itself(element),
            // The covered text is text of its own.
            SpanResolution::Void(element) => Shows::Content(Surface::of(element)),
            SpanResolution::Content(shown) => Shows::Content(shown),
            SpanResolution::Instead(shown) => Shows::Instead(shown),
            SpanResolution::Described => Shows::Instead(self.description(span, resolved.entry)),
            SpanResolution::Character | SpanResolution::Unknown | SpanResolution::Misplaced => {
                Shows::Content(Surface::NOTHING)
            }
        }
    }

    /// Returns the surface of the description of a span.
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

/// Rare, so kept out of line.
#[inline(never)]
fn resolve_character(
    content: &AddressedText,
    span: &Span,
    entry: &CharacterEntry,
) -> SpanResolution {
    let covered = &content.text[span.byte_start as usize..span.byte_end as usize];
    if covered.chars().eq([entry.character()]) {
        SpanResolution::Character
    } else {
        SpanResolution::Misplaced
    }
}

/// Returns the description of a span; `None` if it is empty.
pub(crate) fn description(span: SpanRef<'_>, attribute: AttributeId) -> Option<&str> {
    span.attribute(attribute).filter(|value| !value.is_empty())
}
