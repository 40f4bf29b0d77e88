//! Writes leaves as a text again: through the layout, as every source.

mod open_tags;

use super::doc::{Doc, Id, Ident, LeafKind, Origin, PathId};
use super::fault::EditFault;
use super::out::{Out, Trace, Written};
use crate::authority::{Authority, DisplayKind, MarkupId};
use crate::html::element::Element;
use crate::html::forbidden_chars;
use crate::html::name::Name;
use crate::text::MAX_DEPTH;
use crate::text::layout::{PLAIN, TextWriter};

use open_tags::Open;

pub(super) struct Writer<'w, 't> {
    doc: &'w mut Doc<'t>,
    authority: &'w Authority,
    writer: TextWriter<'static>,
    line_break: Option<MarkupId>,
    open: Vec<Open>,
    /// The path that is open.
    path: Option<PathId>,
    group: Option<usize>,
    /// The tags of the spans that are written, and whether they hold more than text.
    spans: Vec<(Option<Id>, bool)>,
    open_spans: Vec<usize>,
    /// The path of the last leaf, and its span if that is a character's.
    last: Option<PathId>,
    over_last: Option<(usize, u32)>,
    /// What opens stands as it stood.
    is_pinned: bool,
    trace: Vec<Trace>,
}

type Refused = (usize, EditFault);

impl<'w, 't> Writer<'w, 't> {
    pub(super) fn new(doc: &'w mut Doc<'t>, authority: &'w Authority) -> Self {
        let line_break = authority.claimant(Name::plain("br")).and_then(|index| {
            let tag = &authority.tags()[index];
            let breaks = tag.display() == DisplayKind::Break && authority.element(index).is_void();
            breaks.then(|| tag.id())
        });
        Self {
            doc,
            authority,
            writer: TextWriter::new(&PLAIN, 0),
            line_break,
            open: Vec::new(),
            path: None,
            group: None,
            spans: Vec::new(),
            open_spans: Vec::new(),
            last: None,
            over_last: None,
            is_pinned: false,
            trace: Vec::new(),
        }
    }

    pub(super) fn write(mut self, all: Vec<Out<'t>>) -> Result<Written, Refused> {
        for out in all {
            self.take(out)?;
        }
        // What is open may be what another tag was, and go on as that one did.
        let last = self.last.map_or(&[][..], |path| self.doc.ids(path));
        let written = self.open.iter().filter(|open| open.is_written);
        let mut ends: Vec<(usize, u32)> = Vec::new();
        for (span, open) in self.writer.open_spans().zip(written) {
            let was_it = |id: &&Id| self.current(**id) == open.id;
            let origin = last
                .iter()
                .find(was_it)
                .map(|id| self.doc.idents[*id].origin);
            if let Some(Origin::Old(ordinal)) = origin {
                ends.push((span, ordinal));
            }
        }
        ends.extend(self.over_last);
        let steps = self.writer.steps();
        let text = self.writer.finish();
        let mut keep = Vec::with_capacity(self.spans.len());
        for (span, (id, holds_more)) in text.spans().zip(&self.spans) {
            let stays = id.is_some() && (*holds_more || !span.range().is_empty());
            if let Some(id) = id {
                self.doc.idents[*id].is_written |= stays;
            }
            keep.push(stays);
        }
        Ok(Written {
            text,
            keep,
            open: ends,
            trace: self.trace,
            steps,
        })
    }

    fn take(&mut self, out: Out<'t>) -> Result<(), Refused> {
        match out {
            Out::Separator { at, characters } => {
                self.trace.push(Trace::Separator {
                    old: at,
                    characters,
                });
            }
            Out::Cut { at } => {
                let new = self.writer.characters();
                self.trace.push(Trace::Cut { old: at, new });
            }
            Out::Text { text, path, group } => {
                self.is_pinned = false;
                self.new_text(&text, path, group)?;
            }
            Out::Leaf {
                kind,
                path,
                group,
                at,
                is_seam,
                in_pre,
                is_pinned,
            } => {
                let place = Place {
                    path,
                    group,
                    is_seam,
                };
                (self.last, self.over_last) = (Some(path), None);
                self.is_pinned = is_pinned;
                match kind {
                    LeafKind::Text(text) if is_pinned => self.pinned(text, place)?,
                    LeafKind::Text(text) if in_pre && !self.is_in_pre(path) => {
                        self.lines(text, place, at)?;
                    }
                    LeafKind::Text(text) => self.text(text, place, at)?,
                    LeafKind::Character(c) => self.character(c, place, at, is_pinned)?,
                    LeafKind::Void => self.void(place, at)?,
                    LeafKind::Empty => self.empty(place)?,
                }
            }
        }
        Ok(())
    }

    /// Tags without content.
    fn empty(&mut self, place: Place) -> Result<(), Refused> {
        let ids = self.now(place.path, 0);
        let open = self.open.iter().map(|open| open.id);
        if open.zip(&ids).filter(|(open, id)| open == *id).count() < ids.len() {
            self.enter(place, 0)?;
        }
        self.hold_more();
        Ok(())
    }

    /// A character around the stretch; it stands for any other.
    fn pinned(&mut self, text: &str, place: Place) -> Result<(), Refused> {
        self.enter(place, 0)?;
        if text == "\n" && !self.writer.context().in_pre() {
            let (element, display) = (Element::Br, DisplayKind::Break);
            let first = self.writer.attributes();
            self.spans.push((None, false));
            self.writer.void(MarkupId::new(0), element, display, first);
        } else {
            self.writer.text("x");
        }
        Ok(())
    }

    fn is_in_pre(&self, path: PathId) -> bool {
        let mut ids = self.doc.ids(path).iter();
        ids.any(|id| self.doc.kind(*id).element == Element::Pre)
    }

    /// Text as a source has it.
    fn text(&mut self, text: &str, place: Place, at: Option<u32>) -> Result<(), Refused> {
        if self.is_in_pre(place.path) {
            let (text, at) = self.without_mark(text, at);
            if text.is_empty() {
                return Ok(());
            }
            self.enter(place, 0)?;
            return self.run(text, at);
        }
        let mut place = place;
        let (mut rest, mut at) = self.without_mark(text, at);
        while !rest.is_empty() {
            let word = rest
                .find(|c: char| !c.is_ascii_whitespace())
                .unwrap_or(rest.len());
            let length = if word > 0 {
                self.space(place, at)?;
                word
            } else {
                let end = plain(rest);
                self.enter(place, 0)?;
                self.run(&rest[..end], at)?;
                end
            };
            at = at.map(|at| at + crate::text::units::count(&rest[..length]));
            (rest, at) = self.without_mark(&rest[length..], at);
            // The seam is at the beginning of it.
            place.is_seam &= self.path != Some(place.path);
        }
        Ok(())
    }

    /// Text without the byte order marks that no text begins with, be it behind white
    /// space.
    fn without_mark<'a>(&self, text: &'a str, mut at: Option<u32>) -> (&'a str, Option<u32>) {
        let mut rest = text;
        while self.writer.characters() == 0 {
            let Some(behind) = rest.strip_prefix('\u{FEFF}') else {
                break;
            };
            at = at.map(|at| at + 1);
            rest = behind;
        }
        (rest, at)
    }

    /// White space. At the beginning of a block it is none.
    fn space(&mut self, place: Place, at: Option<u32>) -> Result<(), Refused> {
        if !self.opens_block(place.path) {
            self.enter(place, 0)?;
            self.writer.white_space();
        }
        self.trace.push(Trace::Space { old: at });
        Ok(())
    }

    /// Text in which nothing is collapsed.
    fn run(&mut self, text: &str, at: Option<u32>) -> Result<(), Refused> {
        self.check_text()?;
        self.writer.text(text);
        let characters = crate::text::units::count(text);
        self.trace.push(Trace::Run {
            old: at,
            new: self.writer.characters().saturating_sub(characters),
            characters,
        });
        Ok(())
    }

    /// Text in which each line feed is a line break.
    fn lines(&mut self, text: &str, place: Place, at: Option<u32>) -> Result<(), Refused> {
        let mut at = at;
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.line_break(place, at)?;
                at = at.map(|at| at + 1);
            }
            self.text(line, place, at)?;
            at = at.map(|at| at + crate::text::units::count(line));
        }
        Ok(())
    }

    fn new_text(&mut self, text: &str, path: PathId, group: usize) -> Result<(), Refused> {
        let cleaned = forbidden_chars::clean_value(text);
        let mut rest = cleaned.as_deref().unwrap_or(text);
        let place = Place {
            path,
            group,
            is_seam: false,
        };
        if self.is_in_pre(path) {
            return self.text(rest, place, None);
        }
        let container = self.doc.container(path).last().copied();
        let paragraph = container.filter(|id| self.doc.kind(*id).display == DisplayKind::Paragraph);
        while let Some(line) = rest.find('\n') {
            self.text(&rest[..line], place, None)?;
            rest = &rest[line..];
            match (rest.strip_prefix("\n\n"), paragraph) {
                (Some(behind), Some(paragraph)) => {
                    self.part(paragraph);
                    rest = behind;
                }
                _ => {
                    self.line_break(place, None)?;
                    rest = &rest[1..];
                }
            }
        }
        self.text(rest, place, None)
    }

    /// Parts a paragraph: what comes is in another one like it.
    fn part(&mut self, paragraph: Id) {
        let mut ident = self.doc.idents[paragraph].clone();
        (ident.parted, ident.joined) = (None, None);
        let next = self.doc.add(ident);
        self.doc.idents[paragraph].parted = Some(next);
        self.path = None;
    }

    fn line_break(&mut self, place: Place, at: Option<u32>) -> Result<(), Refused> {
        self.enter(place, 0)?;
        let Some(markup) = self.line_break else {
            return self.space(place, at);
        };
        if !self.put_break(markup) {
            return self.space(place, at);
        }
        self.trace.push(Trace::Run {
            old: at,
            new: self.writer.characters() - 1,
            characters: 1,
        });
        Ok(())
    }

    /// Writes a line break, if it can stand here.
    fn put_break(&mut self, markup: MarkupId) -> bool {
        let ident = Ident::new(markup, Vec::new(), Origin::Break, self.authority);
        let kind = ident.kind;
        let stands = self.context().admits(kind.element) && self.writer.depth() < MAX_DEPTH;
        if stands {
            let id = self.doc.add(ident);
            self.spans.push((Some(id), true));
            let first = self.writer.attributes();
            self.writer.void(markup, kind.element, kind.display, first);
        }
        stands
    }

    fn character(
        &mut self,
        c: char,
        place: Place,
        at: Option<u32>,
        is_pinned: bool,
    ) -> Result<(), Refused> {
        if c == '\u{FEFF}' && self.writer.characters() == 0 {
            return Ok(());
        }
        self.enter(place, 1)?;
        let Some(&id) = self.doc.ids(place.path).last() else {
            return Ok(());
        };
        self.check_text()?;
        if self.writer.depth() < MAX_DEPTH {
            if let (true, Origin::Old(ordinal)) = (is_pinned, self.doc.idents[id].origin) {
                self.over_last = Some((self.spans.len(), ordinal));
            }
            self.spans.push((Some(id), true));
        }
        let markup = self.doc.idents[id].markup;
        self.writer.marked(markup, if is_pinned { 'x' } else { c });
        if is_pinned {
            return Ok(());
        }
        self.trace.push(Trace::Run {
            old: at,
            new: self.writer.characters() - 1,
            characters: 1,
        });
        Ok(())
    }

    fn void(&mut self, place: Place, at: Option<u32>) -> Result<(), Refused> {
        self.enter(place, 1)?;
        let Some(&id) = self.doc.ids(place.path).last() else {
            return Ok(());
        };
        let kind = self.doc.kind(id);
        if !self.stands(id) {
            self.refuse(id)?;
            self.check_text()?;
            if kind.display == DisplayKind::Break {
                self.writer.white_space();
            }
            return Ok(());
        }
        self.hold_more();
        let first = self.attributes(id);
        self.spans.push((Some(id), true));
        let markup = self.doc.idents[id].markup;
        self.writer.void(markup, kind.element, kind.display, first);
        if kind.display == DisplayKind::Break {
            self.trace.push(Trace::Run {
                old: at,
                new: self.writer.characters() - 1,
                characters: 1,
            });
        }
        Ok(())
    }

    /// What is open holds more than text.
    fn hold_more(&mut self) {
        for &span in &self.open_spans {
            self.spans[span].1 = true;
        }
    }

    fn attributes(&mut self, id: Id) -> usize {
        let first = self.writer.attributes();
        for (attribute, value) in &self.doc.idents[id].attributes {
            self.writer.attribute(*attribute, value);
        }
        first
    }
}

/// Where a leaf is written.
#[derive(Clone, Copy, Debug)]
struct Place {
    path: PathId,
    group: usize,
    is_seam: bool,
}

/// How much of a text is words with one space between them.
fn plain(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii_whitespace() {
            let is_single =
                bytes[at] == b' ' && bytes.get(at + 1).is_some_and(|b| !b.is_ascii_whitespace());
            if !is_single {
                return at;
            }
        }
        at += 1;
    }
    at
}
