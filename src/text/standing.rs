//! Which spans can stand as elements, by the authority of today.
//!
//! Asked by all who write tags: stored content may be older than its authority,
//! or come from elsewhere. What cannot stand is left out and its text stays.

use super::{AddressedText, Step};
use crate::authority::{Authority, Entry};
use crate::html::kind::Element;
use crate::html::nesting::{Context, Surface};

/// What becomes of a span as an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It stands as this element.
    Stands(Element),
    /// It is a character, or the caller does not write it.
    NoElement,
    /// The authority does not know it.
    Unknown,
    /// HTML parsers would not leave it there.
    Misplaced,
}

/// What becomes of each span. `element` says which element the caller writes
/// for the tag at an index of the authority, if any.
pub(super) fn standings(
    content: &AddressedText,
    authority: &Authority,
    element: impl Fn(usize) -> Option<Element>,
) -> Vec<Standing> {
    let spans = content.spans();
    let mut standings: Vec<Standing> = spans
        .map(|span| match authority.entry(span.markup()) {
            None => Standing::Unknown,
            Some(Entry::Character(_)) => Standing::NoElement,
            Some(Entry::Tag(_)) => authority
                .tag_index(span.markup())
                .and_then(&element)
                .map_or(Standing::NoElement, Standing::Stands),
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
                let mut shown = held;
                if let Standing::Stands(element) = standings[index] {
                    if element.is_void() {
                        shown = held.and(Surface::of(element));
                    } else if held.fits(element) {
                        shown = Surface::of(element);
                    } else {
                        standings[index] = Standing::Misplaced;
                    }
                }
                if let Some((_, surface)) = open.last_mut() {
                    *surface = surface.and(shown);
                }
            }
        }
    }
}

/// In document order, outer first: the inner one gives way.
fn place(content: &AddressedText, standings: &mut [Standing]) {
    let mut open: Vec<Context> = Vec::new();
    for (span, standing) in content.spans().zip(standings) {
        open.truncate(span.depth().into());
        let context = open.last().copied().unwrap_or(Context::ROOT);
        let inside = match *standing {
            Standing::Stands(element) if context.admits(element) => {
                if element.is_void() {
                    context
                } else {
                    context.enter(element)
                }
            }
            Standing::Stands(_) => {
                *standing = Standing::Misplaced;
                context
            }
            _ => context,
        };
        open.push(inside);
    }
}
