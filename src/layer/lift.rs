//! Spans off the content, into a layer.

use std::collections::HashSet;

use super::marks::Layer;
use super::place::Place;
use super::weave::{Origin, Shown};
use crate::authority::{AttributeId, Authority, DisplayKind, MarkupId, Slot};
use crate::edit::Side;
use crate::html::nesting::Context;
use crate::num::to_u32;
use crate::text::{AddressedText, RawSpan, SpanRef};

/// A span that was lifted off its content: its entry and its values. Made by
/// [`Layer::lift`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Lifted {
    markup: MarkupId,
    attributes: Vec<(AttributeId, String)>,
    origin: Origin,
}

impl Lifted {
    /// Returns the id of the entry.
    #[must_use]
    pub fn markup(&self) -> MarkupId {
        self.markup
    }

    /// Lists the values, in the order of the source.
    pub fn attributes(&self) -> impl ExactSizeIterator<Item = (AttributeId, &str)> {
        self.attributes.iter().map(|(id, value)| (*id, &**value))
    }
}

/// Shows it as what it was.
impl From<&Lifted> for Shown {
    fn from(lifted: &Lifted) -> Self {
        let shown = Self::new(lifted.markup).with_origin(lifted.origin);
        let attributes = lifted.attributes();
        attributes.fold(shown, |shown, (id, value)| shown.with_attribute(id, value))
    }
}

/// Shows it as what it was.
impl From<Lifted> for Shown {
    fn from(lifted: Lifted) -> Self {
        Self::from(&lifted)
    }
}

impl Layer<Lifted> {
    /// Takes the spans of these entries off the content, and into a layer. O(n), once for
    /// each level of spans that have to stay.
    ///
    /// Only inline tags are lifted, and entries that the authority does not have: the
    /// text stays as it is. A span stays, too, if something in it could not stand without
    /// it, such as the `rt` of a `ruby`. An entry without text, such as an image, becomes a
    /// point.
    ///
    /// [Woven](Layer::weave) in again, all of it is as it was. In between the text can
    /// [follow](Layer::follow) an editor that does not know these entries.
    ///
    /// ```
    /// use standoff::authority::{MarkupId, TagEntry};
    /// use standoff::layer::{Layer, Shown};
    /// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
    ///
    /// let station = MarkupId::new(10_001);
    /// let authority = Authority::standard().to_builder().tag(TagEntry::new(station, "station")).build()?;
    /// let field = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let story = field.ingest("<p>From <b><station>WBUR</station></b>, Boston</p>")?.into_content();
    ///
    /// let (plain, stations) = Layer::lift(&story, &[station], &authority);
    /// let page = Renderer::canonical(&authority);
    /// assert_eq!(page.render(&plain).output(), "<p>From <b>WBUR</b>, Boston</p>");
    ///
    /// let woven = stations.weave(&plain, &authority, |lifted| Some(Shown::from(lifted)))?;
    /// assert_eq!(woven, story);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn lift(
        content: &AddressedText,
        entries: &[MarkupId],
        authority: &Authority,
    ) -> (AddressedText, Self) {
        let entries: HashSet<MarkupId> = entries.iter().copied().collect();
        let spans = content.spans();
        let mut is_lifted: Vec<bool> = spans
            .map(|span| entries.contains(&span.markup()) && can_go(span, authority))
            .collect();
        keep_what_is_needed(content, authority, &mut is_lifted);

        let mut layer = Self::new(content);
        let mut kept = Vec::with_capacity(content.spans().len());
        let mut lifted: Vec<(Place, Lifted)> = Vec::new();
        // What is open: for each lifted span its place among them, and where it ends.
        let mut open: Vec<(Option<usize>, u32)> = Vec::new();
        let (mut start, mut before) = (0, 0);
        for (span, is_lifted) in content.spans().zip(is_lifted) {
            open.truncate(usize::from(span.depth()));
            let from = span.start().get();
            for (at, _) in open.iter().rev().take_while(|(_, end)| *end == from) {
                if let Some(at) = at {
                    lifted[*at].1.origin.within += 1;
                }
            }
            if from != start {
                (start, before) = (from, 0);
            }
            let depth = open.iter().filter(|(lifted, _)| lifted.is_none()).count();
            if is_lifted {
                open.push((Some(lifted.len()), span.end().get()));
                let origin = Origin {
                    nth: to_u32(lifted.len()),
                    depth: to_u32(depth),
                    before,
                    within: 0,
                };
                lifted.push((place(span, content), lifted_as(span, origin)));
            } else {
                open.push((None, span.end().get()));
                before += 1;
                kept.push(raw(span, depth));
            }
        }
        for (place, lifted) in lifted {
            let put = layer.put(place, lifted);
            debug_assert!(put.is_ok(), "it was in the text");
        }
        let plain = AddressedText::from_raw(content.text().to_owned(), &kept);
        debug_assert!(plain.is_ok(), "a tree without some of its nodes is a tree");
        let Ok(plain) = plain else {
            return (content.clone(), Self::new(content));
        };
        // White space beside an image is kept for its sake.
        let is_valid = content.is_validated_for(authority) && plain.check(authority).is_ok();
        if is_valid {
            (plain.validated_for(authority), layer)
        } else {
            (plain, layer)
        }
    }
}

/// Whether the text stays as it is without the span.
fn can_go(span: SpanRef<'_>, authority: &Authority) -> bool {
    match authority.slot(span.markup()) {
        Some(Slot::Tag(at)) => {
            let display = authority.tags()[at as usize].display();
            matches!(display, DisplayKind::Inline | DisplayKind::Atomic)
        }
        Some(Slot::Character(_)) => false,
        None => true,
    }
}

/// Keeps those spans without which another one could not stand where it is.
fn keep_what_is_needed(content: &AddressedText, authority: &Authority, is_lifted: &mut [bool]) {
    loop {
        let mut is_changed = false;
        // The spans around, with the contexts in them: with all, and without those that
        // are lifted.
        let mut open: Vec<(usize, Context, Context)> = Vec::new();
        for (at, span) in content.spans().enumerate() {
            open.truncate(usize::from(span.depth()));
            let last = open.last();
            let (mut with, mut without) =
                last.map_or((Context::ROOT, Context::ROOT), |last| (last.1, last.2));
            if let Some(element) = authority.element_of(span.markup()) {
                if !is_lifted[at] {
                    if with.admits(element) && !without.admits(element) {
                        for (around, ..) in &open {
                            is_changed |= is_lifted[*around];
                            is_lifted[*around] = false;
                        }
                    }
                    without = without.enter(element);
                }
                with = with.enter(element);
            }
            open.push((at, with, without));
        }
        if !is_changed {
            break;
        }
    }
}

/// A span without text is a point, beside the character that it stands next to.
fn place(span: SpanRef<'_>, content: &AddressedText) -> Place {
    if !span.range().is_empty() {
        return Place::Range(span.range());
    }
    let behind = &content.text()[span.byte_range().end..];
    let side = match behind.chars().next() {
        None | Some('\n' | '\t') => Side::Before,
        Some(_) => Side::After,
    };
    Place::Point(span.start(), side)
}

fn lifted_as(span: SpanRef<'_>, origin: Origin) -> Lifted {
    let attributes = span.attributes();
    Lifted {
        markup: span.markup(),
        attributes: attributes
            .map(|(id, value)| (id, value.to_owned()))
            .collect(),
        origin,
    }
}

fn raw(span: SpanRef<'_>, depth: usize) -> RawSpan<'_> {
    RawSpan {
        markup: span.markup(),
        start: span.start().get(),
        end: span.end().get(),
        depth: u16::try_from(depth).unwrap_or(u16::MAX),
        attributes: span.attributes().collect(),
    }
}
