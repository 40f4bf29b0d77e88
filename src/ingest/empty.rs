//! Removes empty elements from content.

use std::ops::Range;

use crate::authority::{Authority, MarkupId};
use crate::html::element::Element;
use crate::html::nesting::Context;
use crate::policy::{CompiledPolicy, edge_of};
use crate::text::blank::{is_blank, shows_itself};
use crate::text::layout::TextWriter;
use crate::text::resolve::{Plan, ResolvedEvent, ResolvedEvents};
use crate::text::{AddressedText, SpanRef};

/// What happens to a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Stays,
    /// Its tags are removed; it may contain a space or a line break.
    Unwrapped,
    /// It is removed with its blank characters.
    Gone,
}

/// Removes the elements that the field drops: blocks and inline elements that show
/// nothing, and every `span` without attributes. Rewrites white space and separators.
/// O(text + spans).
pub(super) fn dropped(
    content: AddressedText,
    authority: &Authority,
    policy: &CompiledPolicy,
) -> AddressedText {
    let fates = fates(&content, authority);
    if fates.iter().all(|fate| *fate == Fate::Stays) {
        return content;
    }
    let mut writer = TextWriter::new(&policy.layout, content.text().len());
    let plan = Plan::of_elements(authority);
    let mut fates = fates.into_iter();
    // The fate of each open span.
    let mut open: Vec<(Fate, Element)> = Vec::new();
    let mut gone = 0_usize;
    ResolvedEvents::new(&content, authority, &plan).for_each(|event| {
        let starts = event.starts_span();
        let fate = if starts { fates.next() } else { None };
        let fate = fate.unwrap_or(Fate::Stays);
        match event {
            ResolvedEvent::Start { span, tag } => {
                let element = authority.element(tag);
                open.push((fate, element));
                match fate {
                    _ if gone > 0 => gone += 1,
                    Fate::Stays => {
                        let first = store(span, &mut writer);
                        let display = authority.tags()[tag].display();
                        writer.open(span.markup(), element, display, first);
                    }
                    Fate::Unwrapped => {}
                    Fate::Gone => {
                        gone = 1;
                        part(element, &mut writer);
                    }
                }
            }
            ResolvedEvent::End { .. } => {
                let Some((fate, element)) = open.pop() else {
                    return;
                };
                match fate {
                    _ if gone > 1 => gone -= 1,
                    Fate::Stays => writer.close(),
                    Fate::Unwrapped => {}
                    Fate::Gone => {
                        gone = 0;
                        part(element, &mut writer);
                    }
                }
            }
            _ if gone > 0 => {}
            ResolvedEvent::Void { span, tag } => {
                let first = store(span, &mut writer);
                let display = authority.tags()[tag].display();
                writer.void(span.markup(), authority.element(tag), display, first);
            }
            ResolvedEvent::Text { text, .. } => writer.text(text),
            ResolvedEvent::Character { entry, .. } => writer.marked(entry.id(), entry.character()),
            ResolvedEvent::Separator { .. }
            | ResolvedEvent::Unwritten { .. }
            | ResolvedEvent::UnwrittenEnd => {}
        }
    });
    writer.finish().validated_for(authority)
}

/// Returns the bytes of the elements that go with their blank characters, in order; they
/// may stand in one another.
pub(super) fn gone(content: &AddressedText, authority: &Authority) -> Vec<Range<usize>> {
    let fates = fates(content, authority).into_iter().zip(content.spans());
    let gone = fates.filter(|(fate, _)| *fate == Fate::Gone);
    gone.map(|(_, span)| span.byte_range()).collect()
}

fn store(span: SpanRef<'_>, writer: &mut TextWriter<'_>) -> usize {
    let first = writer.attributes();
    for (id, value) in span.attributes() {
        writer.attribute(id, value);
    }
    first
}

/// Keeps the words around an element apart.
fn part(element: Element, writer: &mut TextWriter<'_>) {
    if let Some(edge) = edge_of(element) {
        writer.border(edge);
    }
}

/// Decides about each span, in order.
fn fates(content: &AddressedText, authority: &Authority) -> Vec<Fate> {
    let spans: Vec<SpanRef<'_>> = content.spans().collect();
    let shown = shown(content, &spans, authority);
    // Of the spans around, whether a part of a ruby in it has one to be part of.
    let mut rubies: Vec<bool> = Vec::new();
    let fate = |(at, span): (usize, &SpanRef<'_>)| {
        rubies.truncate(usize::from(span.depth()));
        let around = rubies.last().copied().unwrap_or_default();
        let tag = authority.tag_index(span.markup());
        let element = tag.map(|tag| authority.element(tag));
        rubies.push(match element {
            Some(Element::Ruby) => shown[at],
            _ => around,
        });
        let (Some(tag), Some(element)) = (tag, element) else {
            return Fate::Stays;
        };
        let is_kept = shown[at] || is_part(element) || (is_part_of_ruby(element) && around);
        if is_kept {
            let is_bare = element == Element::Ordinary
                && authority.tags()[tag].rendered_name() == "span"
                && span.attributes().len() == 0
                && span.markup().get() < MarkupId::FIRST_OF_USERS;
            return if is_bare {
                Fate::Unwrapped
            } else {
                Fate::Stays
            };
        }
        match edge_of(element) {
            _ if element.is_void() => Fate::Stays,
            Some(_) => Fate::Gone,
            None => Fate::Unwrapped,
        }
    };
    let mut fates: Vec<Fate> = spans.iter().enumerate().map(fate).collect();
    keep_supports(&mut fates, &spans, authority);
    fates
}

/// Keeps the tags without which an element inside could not stand: a heading may stand
/// in a `span` of a heading, but not directly in the heading.
fn keep_supports(fates: &mut [Fate], spans: &[SpanRef<'_>], authority: &Authority) {
    if !fates.contains(&Fate::Unwrapped) {
        return;
    }
    // The context inside each open span, and the span itself if it loses its tags.
    let mut open: Vec<(Context, Option<(usize, Element)>)> = Vec::new();
    for (at, span) in spans.iter().enumerate() {
        open.truncate(usize::from(span.depth()));
        let (mut context, around) = open.last().copied().unwrap_or((Context::ROOT, None));
        let tag = authority.tag_index(span.markup());
        let Some(element) = tag.map(|tag| authority.element(tag)) else {
            open.push((context, None));
            continue;
        };
        let inside = match fates[at] {
            Fate::Unwrapped => (context, Some((at, element))),
            Fate::Gone => (context, None),
            Fate::Stays => {
                if let (Some((support, outer)), false) = (around, context.admits(element)) {
                    fates[support] = Fate::Stays;
                    context = context.enter(outer);
                    if let Some(last) = open.last_mut() {
                        *last = (context, None);
                    }
                }
                (context.enter(element), None)
            }
        };
        open.push(inside);
    }
}

/// For each span, whether it or a span inside shows something.
fn shown(content: &AddressedText, spans: &[SpanRef<'_>], authority: &Authority) -> Vec<bool> {
    let text = content.text();
    // The next non-blank character after each start of a span. Going backwards, each
    // character is looked at once.
    let mut next_shown = text.len();
    let mut looked = text.len();
    let mut shown = vec![false; spans.len()];
    for (at, span) in spans.iter().enumerate().rev() {
        let bytes = span.byte_range();
        let before = &text[bytes.start..looked.max(bytes.start)];
        if let Some(found) = before.find(|c| !is_blank(c)) {
            next_shown = bytes.start + found;
        }
        looked = looked.min(bytes.start);
        shown[at] = next_shown < bytes.end || shows_itself(*span, authority);
    }
    // A span with a visible span inside is visible.
    let mut around: Vec<usize> = Vec::new();
    for (at, span) in spans.iter().enumerate() {
        around.truncate(usize::from(span.depth()));
        if shown[at] {
            for outer in around.iter().rev() {
                if std::mem::replace(&mut shown[*outer], true) {
                    break;
                }
            }
        }
        around.push(at);
    }
    shown
}

/// Returns whether an element is a part of a block: the others depend on its place, and
/// it goes with the block.
fn is_part(element: Element) -> bool {
    let is_item = matches!(element, Element::Li | Element::Dt | Element::Dd);
    let is_of_table = element.table_part().is_some() && element != Element::Table;
    is_item || is_of_table || element == Element::Summary
}

/// Returns whether an element is a part of a `ruby`, which is no block and loses its tags
/// alone.
fn is_part_of_ruby(element: Element) -> bool {
    matches!(
        element,
        Element::Rb | Element::Rp | Element::Rt | Element::Rtc
    )
}
