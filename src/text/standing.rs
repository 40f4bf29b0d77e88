//! Which spans can stand as elements, by the authority of today.
//!
//! Asked by all who write tags: stored content may be older than its authority,
//! or come from elsewhere. What cannot stand is left out and its text stays.

use super::{AddressedText, SpanRef, Step};
use crate::authority::{Authority, Entry};
use crate::html::kind::Element;
use crate::html::nesting::{Context, Surface};

/// What becomes of a span as an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It stands as this element.
    Stands(Element),
    /// It is the character that it covers.
    Character,
    /// The caller does not write it, but its content.
    Content(Surface),
    /// The caller writes neither it nor its content.
    Instead(Surface),
    /// The authority does not know it.
    Unknown,
    /// HTML parsers would not leave it there, or it covers another text than
    /// its entry stands for.
    Misplaced,
}

/// What the caller writes for a tag.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Written {
    /// An element.
    Element(Element),
    /// Its content, and text of the caller's that shows so much.
    Content(Surface),
    /// Text of the caller's that shows so much; not its content.
    Instead(Surface),
}

/// What becomes of each span. `written` says what the caller writes for a span
/// of the tag at an index of the authority.
pub(super) fn standings<'t>(
    content: &'t AddressedText,
    authority: &Authority,
    written: impl Fn(SpanRef<'t>, usize) -> Written,
) -> Vec<Standing> {
    let spans = content.spans();
    let mut standings: Vec<Standing> = spans
        .map(|span| match authority.entry(span.markup()) {
            None => Standing::Unknown,
            Some(Entry::Character(entry)) if span.text().chars().eq([entry.character()]) => {
                Standing::Character
            }
            Some(Entry::Character(_)) => Standing::Misplaced,
            Some(Entry::Tag(_)) => match authority.tag_index(span.markup()) {
                None => Standing::Unknown,
                Some(tag) => match written(span, tag) {
                    Written::Element(element) => Standing::Stands(element),
                    Written::Content(shown) => Standing::Content(shown),
                    Written::Instead(shown) => Standing::Instead(shown),
                },
            },
        })
        .collect();
    let is_part = |standing: &Standing| matches!(standing, Standing::Stands(element) if element.table_part().is_some());
    if standings.iter().any(is_part) {
        drop_unsound_tables(content, &mut standings);
    }
    place(content, &mut standings);
    standings
}

/// A part of a table that would hold what it cannot hold does not stand: its
/// text must not be lost, and parsers would move it out.
fn drop_unsound_tables(content: &AddressedText, standings: &mut [Standing]) {
    let mut next = 0;
    let mut open: Vec<(usize, Surface)> = Vec::new();
    for step in content.walk() {
        match step {
            Step::Open(_) => {
                open.push((next, Surface::NOTHING));
                next += 1;
            }
            Step::Text { text, .. } => {
                if let Some((_, surface)) = open.last_mut() {
                    *surface = surface.and(Surface::of_text(text));
                }
            }
            Step::Close(_) => {
                let Some((index, held)) = open.pop() else {
                    continue;
                };
                let shown = match standings[index] {
                    Standing::Stands(element) if element.is_void() => {
                        held.and(Surface::of(element))
                    }
                    Standing::Stands(element) if held.fits(element) => Surface::of(element),
                    Standing::Stands(_) => {
                        standings[index] = Standing::Misplaced;
                        held
                    }
                    Standing::Content(shown) => held.and(shown),
                    Standing::Instead(shown) => shown,
                    Standing::Character | Standing::Unknown | Standing::Misplaced => held,
                };
                if let Some((_, surface)) = open.last_mut() {
                    *surface = surface.and(shown);
                }
            }
        }
    }
}

/// In document order, outer first: the inner one gives way.
fn place(content: &AddressedText, standings: &mut [Standing]) {
    // The contexts inside the open spans: none where nothing can be inside.
    let mut open: Vec<Option<Context>> = Vec::new();
    for (span, standing) in content.spans().zip(standings) {
        open.truncate(span.depth().into());
        let context = open.last().copied().unwrap_or(Some(Context::ROOT));
        let inside = match (*standing, context) {
            (Standing::Stands(element), Some(context)) if context.admits(element) => {
                (!element.is_void()).then(|| context.enter(element))
            }
            (Standing::Character, Some(_)) => None,
            (Standing::Stands(_) | Standing::Character, _) => {
                *standing = Standing::Misplaced;
                context
            }
            _ => context,
        };
        open.push(inside);
    }
}
