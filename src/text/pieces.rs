//! An addressed text as those who write tags see it: what can stand, without
//! the separators that the tags make up for.

use std::borrow::Cow;

use super::separator::Asked;
pub(crate) use super::standing::Written;
use super::standing::{Standing, standings};
use super::{Address, AddressedText, SpanRef, Step, Walk};
use crate::authority::{
    AttributeEntry, AttributeId, Authority, CharacterEntry, Display, Entry, Verdict,
};
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
    Text(&'t str),
    /// A marked character.
    Character(&'t CharacterEntry),
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

/// The pieces of a text. `written` says what the caller writes for a span of the
/// tag at an index of the authority.
pub(crate) fn pieces<'t>(
    content: &'t AddressedText,
    authority: &'t Authority,
    written: impl Fn(SpanRef<'t>, usize) -> Written,
) -> Pieces<'t> {
    Pieces {
        authority,
        standings: standings(content, authority, written),
        opened: 0,
        walk: content.walk(),
        open: Vec::new(),
        borders: Borders::default(),
        is_after_close: false,
        is_covered: false,
    }
}

pub(crate) struct Pieces<'t> {
    authority: &'t Authority,
    standings: Vec<Standing>,
    opened: usize,
    walk: Walk<'t>,
    open: Vec<Open>,
    /// The borders since the last character.
    borders: Borders,
    /// Whether the step before was the end of a span.
    is_after_close: bool,
    /// Whether the text is that of an open tag or reference.
    is_covered: bool,
}

/// Borders between two characters.
#[derive(Clone, Copy, Default)]
struct Borders {
    /// What they ask for, written or not.
    asked: Asked,
    /// Whether one of them is written: then it makes up for the separator.
    has_written: bool,
}

impl Borders {
    fn add(&mut self, display: Display, is_written: bool) {
        self.asked = self.asked.and(Asked::by(display));
        self.has_written |= is_written && display.is_block();
    }

    fn separator(self) -> &'static str {
        if self.has_written {
            self.asked.separator()
        } else {
            ""
        }
    }
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
        let standing = self.standings[self.opened];
        self.opened += 1;
        let entry = self.authority.entry(span.markup());
        match (standing, entry) {
            (Standing::Character, Some(Entry::Character(entry))) => {
                self.cover();
                self.borders = Borders::default();
                Piece::Character(entry)
            }
            (_, Some(Entry::Character(_))) => self.leave(span, None, Why::Misplaced),
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
                    self.cover();
                    if !entry.void_text().is_empty() {
                        self.borders = Borders::default();
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

    fn cover(&mut self) {
        self.open.push(Open::Covered);
        self.is_covered = true;
    }

    fn leave(&mut self, span: SpanRef<'t>, tag: Option<usize>, why: Why) -> Piece<'t> {
        self.open.push(Open::Left(tag));
        Piece::Left { span, why }
    }

    fn border(&mut self, tag: usize, is_written: bool) {
        let display = self.authority.tags()[tag].displayed();
        self.borders.add(display, is_written);
    }

    /// Text without the separators in it that written borders make up for.
    ///
    /// A separator stands right before the next character, behind all spans that
    /// end before it and before those that open there: at the end of this text
    /// if nothing but openings follow, at its beginning if an end is before it.
    fn text(&mut self, text: &'t str, start: Address) -> &'t str {
        if self.is_covered {
            return "";
        }
        let mut before = std::mem::take(&mut self.borders);
        if !self.is_after_close {
            before = Borders::default();
        }
        let mut text = text;
        if text.ends_with(['\n', '\t']) {
            let mut behind = self.borders_behind();
            if behind.asked != Asked::NOTHING {
                if text.bytes().all(|byte| matches!(byte, b'\n' | b'\t')) {
                    behind.asked = behind.asked.and(before.asked);
                    behind.has_written |= before.has_written;
                }
                let separator = behind.separator();
                let is_first = start == Address::new(0) && text.len() == separator.len();
                if !is_first {
                    text = text.strip_suffix(separator).unwrap_or(text);
                }
            }
        }
        if start != Address::new(0) {
            text = text.strip_prefix(before.separator()).unwrap_or(text);
        }
        text
    }

    /// What the spans ask for that open between here and the next character;
    /// nothing where a span ends before it.
    fn borders_behind(&self) -> Borders {
        let mut borders = Borders::default();
        let standings = &self.standings[self.opened..];
        for (step, standing) in self
            .walk
            .clone()
            .zip(standings.iter().map(Some).chain([None]))
        {
            match (step, standing) {
                (Step::Open(span), Some(standing)) => {
                    if let Some(tag) = self.authority.tag(span.markup()) {
                        let is_written = matches!(standing, Standing::Stands(_));
                        borders.add(tag.displayed(), is_written);
                    }
                }
                (Step::Text { .. }, _) => return borders,
                _ => break,
            }
        }
        Borders::default()
    }
}

impl<'t> Iterator for Pieces<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        loop {
            match self.walk.next()? {
                Step::Open(span) => {
                    self.is_after_close = false;
                    return Some(self.open(span));
                }
                Step::Text { text, start } => {
                    let text = self.text(text, start);
                    if !text.is_empty() {
                        return Some(Piece::Text(text));
                    }
                }
                Step::Close(_) => {
                    self.is_after_close = true;
                    match self.open.pop() {
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
                        Some(Open::Covered) => self.is_covered = false,
                        Some(Open::Void) | None => {}
                    }
                }
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
