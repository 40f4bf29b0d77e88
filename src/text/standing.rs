//! Which spans can stand as elements, by the authority of today.
//!
//! RequiredBreak by all who write tags: stored content may be older than its authority,
//! or come from elsewhere. What cannot stand is left out and its text stays.

use super::required_break::{PendingBreak, RequiredBreak};
use super::span::Span;
use super::{AddressedText, SpanRef, Step};
use crate::authority::{AttributeId, Authority, CharacterEntry, Slot};
use crate::html::element::{Element, Flow};
use crate::html::nesting::{Context, Surface};

/// What becomes of a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It stands as this element.
    Stands(Element),
    /// It stands as this element, which has no content.
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

impl Standing {
    fn is_written(self) -> bool {
        matches!(self, Self::Stands(_) | Self::Void(_))
    }
}

/// A span and its entry, which is looked up once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Resolved {
    pub(super) standing: Standing,
    /// Those at its beginning and at its end: what stands nowhere writes none.
    pub(super) borders: PendingBreak,
    /// Where its entry stands among the tags or the characters of the authority.
    pub(super) entry: u32,
}

impl Resolved {
    /// It cannot stand where it is.
    fn misplace(&mut self) {
        self.standing = Standing::Misplaced;
        self.borders = self.borders.left();
    }
}

/// What a caller writes for a tag.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Written {
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
    tags: Vec<Resolved>,
    /// The attributes of those that are described.
    described: Vec<(u32, AttributeId)>,
    /// Every tag is written as its own element.
    writes_all: bool,
}

impl Plan {
    pub(crate) fn new(authority: &Authority, written: impl Fn(usize) -> Written) -> Self {
        let mut described = Vec::new();
        let mut writes_all = true;
        let tags = (0..).zip(authority.tags()).map(|(entry, tag)| {
            let at = entry as usize;
            let element = authority.element(at);
            let written = written(at);
            writes_all &= matches!(written, Written::Element);
            let mut makes_up = true;
            let standing = match written {
                Written::Element if element.is_void() => Standing::Void(element),
                Written::Element => Standing::Stands(element),
                Written::Renamed(element) => {
                    makes_up = !matches!(element.flow(), Flow::Inline | Flow::Break);
                    match element.is_void() {
                        true => Standing::Void(element),
                        false => Standing::Stands(element),
                    }
                }
                Written::Content(shown) => Standing::Content(shown),
                Written::Instead(shown) => Standing::Instead(shown),
                Written::Described(attribute) => {
                    described.push((entry, attribute));
                    Standing::Described
                }
            };
            let asked = RequiredBreak::by(tag.displayed());
            Resolved {
                standing,
                borders: PendingBreak::of(asked, makes_up && standing.is_written()),
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
        Self::new(authority, |_| Written::Element)
    }

    /// What the description of a span shows.
    fn surface(&self, span: SpanRef<'_>, tag: u32) -> Surface {
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
    ) -> Resolved {
        match authority.slot(span.markup) {
            Some(Slot::Tag(entry)) => self.tags[entry as usize],
            Some(Slot::Character(entry)) => {
                let character = &authority.characters()[entry as usize];
                Resolved {
                    standing: character_standing(content, span, character),
                    borders: PendingBreak::default(),
                    entry,
                }
            }
            None => Resolved {
                standing: Standing::Unknown,
                borders: PendingBreak::default(),
                entry: 0,
            },
        }
    }
}

/// Rare, and so kept out of the way.
#[inline(never)]
fn character_standing(content: &AddressedText, span: &Span, entry: &CharacterEntry) -> Standing {
    if content
        .span_ref(span)
        .text()
        .chars()
        .eq([entry.character()])
    {
        Standing::Character
    } else {
        Standing::Misplaced
    }
}

/// What becomes of each span; none where all is written and the authority
/// vouches for the text: then all stand.
pub(super) fn standings(
    content: &AddressedText,
    authority: &Authority,
    plan: &Plan,
) -> Option<Vec<Resolved>> {
    if plan.writes_all && content.is_validated_for(authority) {
        return None;
    }
    let spans = content.spans.iter();
    let resolve = |span| plan.resolve(content, span, authority);
    let mut standings: Vec<Resolved> = spans.map(resolve).collect();
    let is_part = |resolved: &Resolved| match resolved.standing {
        Standing::Stands(element) | Standing::Void(element) => element.table_part().is_some(),
        _ => false,
    };
    if standings.iter().any(is_part) {
        drop_unsound_tables(content, plan, &mut standings);
    }
    place(content, &mut standings);
    Some(standings)
}

/// A part of a table that would hold what it cannot hold does not stand: its
/// text must not be lost, and parsers would move it out.
fn drop_unsound_tables(content: &AddressedText, plan: &Plan, standings: &mut [Resolved]) {
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
            Step::Close(span) => {
                let Some((index, held)) = open.pop() else {
                    continue;
                };
                let resolved = &mut standings[index];
                let shown = match resolved.standing {
                    Standing::Void(element) => held.and(Surface::of(element)),
                    Standing::Stands(element) if held.fits(element) => Surface::of(element),
                    Standing::Stands(_) => {
                        resolved.misplace();
                        held
                    }
                    Standing::Content(shown) => held.and(shown),
                    Standing::Instead(shown) => shown,
                    Standing::Described => plan.surface(span, resolved.entry),
                    Standing::Character | Standing::Unknown | Standing::Misplaced => held,
                };
                if let Some((_, surface)) = open.last_mut() {
                    *surface = surface.and(shown);
                }
            }
        }
    }
}

/// What stands for a span that is described.
pub(crate) fn description(span: SpanRef<'_>, attribute: AttributeId) -> Option<&str> {
    span.attribute(attribute).filter(|value| !value.is_empty())
}

/// In document order, outer first: the inner one gives way.
fn place(content: &AddressedText, standings: &mut [Resolved]) {
    // The contexts inside the open spans: none where nothing can be inside.
    let mut open: Vec<Option<Context>> = Vec::with_capacity(16);
    for (span, resolved) in content.spans.iter().zip(standings) {
        open.truncate(span.depth.into());
        let context = open.last().copied().unwrap_or(Some(Context::ROOT));
        let inside = match (resolved.standing, context) {
            (Standing::Stands(element), Some(context)) if context.admits(element) => {
                Some(context.enter(element))
            }
            (Standing::Void(element), Some(context)) if context.admits(element) => None,
            (Standing::Character, Some(_)) => None,
            (Standing::Stands(_) | Standing::Void(_) | Standing::Character, _) => {
                resolved.misplace();
                context
            }
            _ => context,
        };
        open.push(inside);
    }
}
