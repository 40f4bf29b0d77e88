//! An addressed text as those who write tags see it: what can stand, without
//! the separators that the tags make up for.

use std::borrow::Cow;
use std::vec;

use super::separator::Asked;
use super::standing::{Standing, standings};
use super::{Address, AddressedText, SpanRef, Step, Walk};
use crate::authority::{AttributeEntry, AttributeId, Authority, CharacterEntry, Entry, Verdict};
use crate::html::kind::Element;

/// One piece of a text that is to be written with tags.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Piece<'t> {
    /// A tag opens: an index of the authority, and what it stands as.
    Open {
        span: SpanRef<'t>,
        tag: usize,
        element: Element,
    },
    /// A tag without content.
    Void { span: SpanRef<'t>, tag: usize },
    /// A tag closes.
    Close { tag: usize },
    /// Text.
    Text { text: &'t str, start: Address },
    /// A marked character.
    Character {
        span: SpanRef<'t>,
        entry: &'t CharacterEntry,
    },
    /// What stands between two blocks that are both written.
    Separator { text: &'t str, start: Address },
    /// A span that is left out; what is in it comes all the same.
    Left { span: SpanRef<'t>, why: Why },
    /// A span that was left out ends.
    LeftEnd,
}

/// Why a span is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// The caller does not write it.
    Stripped(usize),
    /// The authority does not know it.
    Unknown,
    /// HTML parsers would not leave it there, or it covers another text than
    /// its entry stands for.
    Misplaced,
}

/// The pieces of a text. `element` says as which element the caller writes the
/// tag at an index of the authority, if it does.
pub(crate) fn pieces<'t>(
    content: &'t AddressedText,
    authority: &'t Authority,
    element: impl Fn(usize) -> Option<Element>,
) -> Pieces<'t> {
    Pieces {
        authority,
        standings: standings(content, authority, element).into_iter(),
        walk: content.walk(),
        open: Vec::new(),
        asked: Asked::NOTHING,
        has_written_border: false,
        pending: None,
    }
}

pub(crate) struct Pieces<'t> {
    authority: &'t Authority,
    standings: vec::IntoIter<Standing>,
    walk: Walk<'t>,
    open: Vec<Open>,
    /// What the borders since the last character ask for, written or not.
    asked: Asked,
    has_written_border: bool,
    pending: Option<Piece<'t>>,
}

/// What the steps inside of a span, and its end, are.
#[derive(Clone, Copy)]
enum Open {
    Tag(usize),
    /// Its text is what the tag or the reference stands for.
    Covered,
    /// A void tag that covers what it does not stand for: that comes after it.
    Void,
    /// A tag that is not written: what it asks for is in the text.
    Left(Option<usize>),
}

impl<'t> Pieces<'t> {
    fn open(&mut self, span: SpanRef<'t>) -> Piece<'t> {
        let standing = self.standings.next().unwrap_or(Standing::Unknown);
        let entry = self.authority.entry(span.markup());
        match (standing, entry) {
            (_, Some(Entry::Character(entry))) => {
                if span.text().chars().eq([entry.character()]) {
                    self.open.push(Open::Covered);
                    self.reset();
                    return Piece::Character { span, entry };
                }
                self.leave(span, None, Why::Misplaced)
            }
            (Standing::Stands(element), Some(Entry::Tag(entry))) => {
                let Some(tag) = self.authority.tag_index(entry.id()) else {
                    return self.leave(span, None, Why::Unknown);
                };
                self.border(tag, true);
                if !element.is_void() {
                    self.open.push(Open::Tag(tag));
                    return Piece::Open { span, tag, element };
                }
                if span.text() == entry.void_text() {
                    self.open.push(Open::Covered);
                    if !entry.void_text().is_empty() {
                        self.reset();
                    }
                } else {
                    self.open.push(Open::Void);
                }
                Piece::Void { span, tag }
            }
            (_, Some(Entry::Tag(entry))) => {
                let tag = self.authority.tag_index(entry.id());
                if let Some(tag) = tag {
                    self.border(tag, false);
                }
                let why = match (standing, tag) {
                    (Standing::Misplaced, _) | (_, None) => Why::Misplaced,
                    (_, Some(tag)) => Why::Stripped(tag),
                };
                self.leave(span, tag, why)
            }
            (_, None) => self.leave(span, None, Why::Unknown),
        }
    }

    fn leave(&mut self, span: SpanRef<'t>, tag: Option<usize>, why: Why) -> Piece<'t> {
        self.open.push(Open::Left(tag));
        Piece::Left { span, why }
    }

    fn border(&mut self, tag: usize, is_written: bool) {
        let display = self.authority.tags()[tag].displayed();
        self.asked = self.asked.and(Asked::by(display));
        self.has_written_border |= is_written && display.is_block();
    }

    fn reset(&mut self) {
        self.asked = Asked::NOTHING;
        self.has_written_border = false;
    }

    fn text(&mut self, text: &'t str, start: Address) -> Option<Piece<'t>> {
        if let Some(Open::Covered) = self.open.last() {
            return None;
        }
        let separator = self.asked.separator();
        let is_made_up_for = self.has_written_border && start != Address::new(0);
        self.reset();
        match text.strip_prefix(separator) {
            Some(rest) if is_made_up_for && !separator.is_empty() => {
                if !rest.is_empty() {
                    let length = super::span::small(separator.len());
                    let start = Address::new(start.get() + length);
                    self.pending = Some(Piece::Text { text: rest, start });
                }
                let text = &text[..separator.len()];
                Some(Piece::Separator { text, start })
            }
            _ => Some(Piece::Text { text, start }),
        }
    }
}

impl<'t> Iterator for Pieces<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        if let Some(pending) = self.pending.take() {
            return Some(pending);
        }
        loop {
            match self.walk.next()? {
                Step::Open(span) => return Some(self.open(span)),
                Step::Text { text, start } => {
                    if let Some(piece) = self.text(text, start) {
                        return Some(piece);
                    }
                }
                Step::Close(_) => match self.open.pop() {
                    Some(Open::Tag(tag)) => {
                        self.border(tag, true);
                        return Some(Piece::Close { tag });
                    }
                    Some(Open::Left(tag)) => {
                        if let Some(tag) = tag {
                            self.border(tag, false);
                        }
                        return Some(Piece::LeftEnd);
                    }
                    Some(Open::Void | Open::Covered) | None => {}
                },
            }
        }
    }
}

/// The attributes of a span that its entry admits today, and the ids of those
/// that it does not.
pub(crate) fn attributes<'t>(
    span: SpanRef<'t>,
    authority: &'t Authority,
    tag: usize,
) -> impl Iterator<Item = Result<(&'t AttributeEntry, Cow<'t, str>), AttributeId>> {
    let admitted = authority.tags()[tag].attributes();
    span.attributes().map(move |(id, value)| {
        let entry = admitted.iter().find(|entry| entry.id() == id).ok_or(id)?;
        match entry.value().check(value) {
            Verdict::Kept => Ok((entry, Cow::Borrowed(value))),
            Verdict::Changed(better) => Ok((entry, Cow::Owned(better))),
            Verdict::Refused(_) => Err(id),
        }
    })
}
