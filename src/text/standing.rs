//! Which spans can stand as elements, by the authority of today.
//!
//! Asked by all who write tags: stored content may be older than its authority,
//! or come from elsewhere. What cannot stand is left out and its text stays.

use super::separator::Asked;
use super::{AddressedText, SpanRef, Step};
use crate::authority::{Authority, Slot};
use crate::html::kind::Element;
use crate::html::nesting::{Context, Surface};

/// What becomes of a span.
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

/// A span and its entry, which is looked up once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Resolved {
    pub(super) standing: Standing,
    /// What its borders ask for.
    pub(super) asked: Asked,
    /// Where its entry stands among the tags or the characters of the authority.
    pub(super) entry: u32,
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
) -> Vec<Resolved> {
    let mut has_parts = false;
    let mut standings: Vec<Resolved> = Vec::with_capacity(content.spans.len());
    for span in content.spans() {
        let nothing = Asked::NOTHING;
        let (standing, asked, entry) = match authority.slot(span.markup()) {
            None => (Standing::Unknown, nothing, 0),
            Some(Slot::Character(entry)) => {
                let character = authority.characters()[entry as usize].character();
                if span.text().chars().eq([character]) {
                    (Standing::Character, nothing, entry)
                } else {
                    (Standing::Misplaced, nothing, entry)
                }
            }
            Some(Slot::Tag(entry)) => {
                let tag = entry as usize;
                let standing = match written(span, tag) {
                    Written::Element(element) => {
                        has_parts |= element.table_part().is_some();
                        Standing::Stands(element)
                    }
                    Written::Content(shown) => Standing::Content(shown),
                    Written::Instead(shown) => Standing::Instead(shown),
                };
                let display = authority.tags()[tag].displayed();
                (standing, Asked::by(display), entry)
            }
        };
        standings.push(Resolved {
            standing,
            asked,
            entry,
        });
    }
    if has_parts {
        drop_unsound_tables(content, &mut standings);
    }
    place(content, &mut standings);
    standings
}

/// A part of a table that would hold what it cannot hold does not stand: its
/// text must not be lost, and parsers would move it out.
fn drop_unsound_tables(content: &AddressedText, standings: &mut [Resolved]) {
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
                let standing = &mut standings[index].standing;
                let shown = match *standing {
                    Standing::Stands(element) if element.is_void() => {
                        held.and(Surface::of(element))
                    }
                    Standing::Stands(element) if held.fits(element) => Surface::of(element),
                    Standing::Stands(_) => {
                        *standing = Standing::Misplaced;
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
fn place(content: &AddressedText, standings: &mut [Resolved]) {
    // The contexts inside the open spans: none where nothing can be inside.
    let mut open: Vec<Option<Context>> = Vec::with_capacity(16);
    for (span, Resolved { standing, .. }) in content.spans.iter().zip(standings) {
        open.truncate(span.depth.into());
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
