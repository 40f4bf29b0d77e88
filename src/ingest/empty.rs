//! Content without the elements that hold nothing.

use crate::authority::{Authority, MarkupId};
use crate::html::element::Element;
use crate::policy::{CompiledPolicy, edge_of};
use crate::text::blank::{is_blank, shows_itself};
use crate::text::layout::TextWriter;
use crate::text::resolve::{Plan, ResolvedEvent, ResolvedEvents};
use crate::text::{AddressedText, SpanRef};

/// What becomes of a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Stays,
    /// Its tags go; there may be a space or a line break in it.
    Unwrapped,
    /// It goes with the blank characters in it.
    Gone,
}

/// Content without what its field drops: blocks and inline elements that show nothing,
/// and every `span` without attributes. White space and separators are made anew.
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
    // Of the spans that are open, what became of each.
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

fn store(span: SpanRef<'_>, writer: &mut TextWriter<'_>) -> usize {
    let first = writer.attributes();
    for (id, value) in span.attributes() {
        writer.attribute(id, value);
    }
    first
}

/// What an element stood between stays apart.
fn part(element: Element, writer: &mut TextWriter<'_>) {
    if let Some(edge) = edge_of(element) {
        writer.border(edge);
    }
}

/// What becomes of each span, in their order.
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
    spans.iter().enumerate().map(fate).collect()
}

/// For each span, whether it or something in it shows.
fn shown(content: &AddressedText, spans: &[SpanRef<'_>], authority: &Authority) -> Vec<bool> {
    let text = content.text();
    // Where the next character is that is not blank, from each border on that a span
    // starts at: from behind, so that each is looked at once.
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
    // What shows in a span shows in those around it.
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

/// Parts of a structure, which say where the others stand. What holds them is a block
/// and goes with them.
fn is_part(element: Element) -> bool {
    let is_item = matches!(element, Element::Li | Element::Dt | Element::Dd);
    let is_of_table = element.table_part().is_some() && element != Element::Table;
    is_item || is_of_table || element == Element::Summary
}

/// Parts of what is no block: it loses its tags alone.
fn is_part_of_ruby(element: Element) -> bool {
    matches!(
        element,
        Element::Rb | Element::Rp | Element::Rt | Element::Rtc
    )
}
