//! Reads a stretch of a text as leaves.

use std::ops::Range;

use super::doc::{Doc, Id, Leaf, LeafKind, Origin, PathId, Separator};
use crate::authority::Authority;
use crate::html::element::Element;
use crate::html::nesting::Context;
use crate::text::AddressedText;
use crate::text::patch::Bytes;
use crate::text::required_break::{Borders, RequiredBreak};

/// A stretch of a text between two characters that stay as they are; `None` where it
/// begins or ends with the text.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    pub(super) before: Option<u32>,
    pub(super) after: Option<u32>,
    /// The spans that start behind the one, and up to the start of the other.
    pub(super) spans: Range<usize>,
    /// The spans that are open at the character before.
    pub(super) heads: Vec<u32>,
}

impl Stretch {
    /// The whole text.
    pub(super) fn whole(content: &AddressedText) -> Self {
        Self {
            before: None,
            after: None,
            spans: 0..content.spans().len(),
            heads: Vec::new(),
        }
    }
}

/// The leaves of a stretch, and what parts its blocks.
#[derive(Debug, Default)]
pub(super) struct Leaves<'t> {
    pub(super) leaves: Vec<Leaf<'t>>,
    pub(super) separators: Vec<Separator>,
}

/// What comes one after the other in a stretch.
#[derive(Clone, Copy, Debug)]
enum Event<'t> {
    Open(Id),
    Close,
    /// A void tag, or a marked character.
    Leaf(Id, LeafKind<'t>, u32),
    Text(&'t str),
}

/// Reads a stretch. Texts are parted at the cuts, which are in order.
pub(super) fn read<'t>(
    doc: &mut Doc<'t>,
    content: &'t AddressedText,
    stretch: &Stretch,
    cuts: &[u32],
    authority: &Authority,
    origin: impl Fn(u32) -> Origin,
) -> Leaves<'t> {
    let mut reader = Reader {
        doc,
        content,
        authority,
        bytes: Bytes::of(content),
        open: Vec::new(),
        events: Vec::new(),
        byte: 0,
    };
    reader.heads(stretch, &origin);
    let heads: Vec<Id> = reader.open.iter().map(|open| open.id).collect();
    reader.events(stretch, &origin);
    let events = reader.events;
    let mut cutter = Cutter {
        doc,
        events: &events,
        cuts,
        found: Leaves::default(),
        borders: Borders::default(),
        path: Vec::new(),
        path_id: None,
        begun: Vec::new(),
        at: 0,
        has_text: false,
        is_separated: false,
        pre: 0,
    };
    for id in heads {
        cutter.open(id);
    }
    if let Some(before) = stretch.before {
        cutter.begun.fill(usize::MAX);
        cutter.at = before;
        let is_break = content.text()[..].as_bytes()[byte_of(content, before)] == b'\n';
        cutter.pin(if is_break { "\n" } else { "x" });
    }
    cutter.run();
    if stretch.after.is_some() {
        if let Some(last) = cutter.found.leaves.last_mut() {
            last.is_pinned = true;
            if let LeafKind::Text(_) = last.kind {
                last.kind = LeafKind::Text("x");
            }
        }
    }
    number_lines(cutter.doc, &mut cutter.found.leaves);
    cutter.found
}

fn byte_of(content: &AddressedText, address: u32) -> usize {
    Bytes::of(content).at(address)
}

struct Open {
    id: Id,
    context: Context,
    end: u32,
    byte_end: usize,
}

struct Reader<'d, 't> {
    doc: &'d mut Doc<'t>,
    content: &'t AddressedText,
    authority: &'d Authority,
    bytes: Bytes<'t>,
    open: Vec<Open>,
    events: Vec<Event<'t>>,
    byte: usize,
}

impl<'t> Reader<'_, 't> {
    fn heads(&mut self, stretch: &Stretch, origin: &impl Fn(u32) -> Origin) {
        for &head in &stretch.heads {
            self.open(head as usize, origin);
        }
        if let Some(before) = stretch.before {
            self.byte = self.bytes.at(before + 1);
        }
    }

    fn open(&mut self, ordinal: usize, origin: &impl Fn(u32) -> Origin) -> Option<Id> {
        let span = self.content.span(ordinal)?;
        let id = self
            .doc
            .add_span(span, origin(span.ordinal().get()), self.authority);
        let outer = self.open.last().map_or(Context::ROOT, |open| open.context);
        let kind = self.doc.kind(id);
        // What stands for a character and holds something else is none of its kind.
        let is_tag = self.authority.tag(span.markup()).is_some();
        let is_sound = is_tag && outer.admits(kind.element);
        self.doc.idents[id].is_sound = is_sound;
        self.open.push(Open {
            id,
            context: if is_sound {
                outer.enter(kind.element)
            } else {
                outer
            },
            end: span.end().get(),
            byte_end: span.byte_range().end,
        });
        Some(id)
    }

    fn text_to(&mut self, byte: usize) {
        if self.byte < byte {
            let text = &self.content.text()[self.byte..byte];
            self.events.push(Event::Text(text));
            self.byte = byte;
        }
    }

    fn close(&mut self) {
        if let Some(open) = self.open.last() {
            self.text_to(open.byte_end);
            self.open.pop();
            self.events.push(Event::Close);
        }
    }

    fn events(&mut self, stretch: &Stretch, origin: &impl Fn(u32) -> Origin) {
        for ordinal in stretch.spans.clone() {
            let Some(span) = self.content.span(ordinal) else {
                return;
            };
            while self.open.len() > usize::from(span.depth()) {
                self.close();
            }
            self.text_to(span.byte_range().start);
            let Some(id) = self.open(ordinal, origin) else {
                return;
            };
            let next = self.content.span(ordinal + 1);
            let has_spans = next.is_some_and(|next| next.depth() > span.depth());
            let kind = self.doc.kind(id);
            let covers = span.text();
            let leaf = match kind.character {
                _ if has_spans => None,
                Some(c) => covers.chars().eq([c]).then_some(LeafKind::Character(c)),
                None if !kind.element.is_void() => None,
                None => {
                    let tag = self.authority.tag(span.markup());
                    let is_own = tag.is_some_and(|tag| tag.void_text() == covers);
                    is_own.then_some(LeafKind::Void)
                }
            };
            match leaf {
                Some(leaf) => {
                    self.open.pop();
                    self.byte = span.byte_range().end;
                    self.events.push(Event::Leaf(id, leaf, span.range().len()));
                }
                None => self.events.push(Event::Open(id)),
            }
        }
        let Some(after) = stretch.after else {
            while !self.open.is_empty() {
                self.close();
            }
            self.text_to(self.content.text().len());
            return;
        };
        while self.open.last().is_some_and(|open| open.end <= after) {
            self.close();
        }
        let byte = self.bytes.at(after);
        self.text_to(byte);
        let behind = self.bytes.at(after + 1);
        self.text_to(behind);
    }
}

/// Makes leaves of what comes, and tells separators from them.
struct Cutter<'d, 't> {
    doc: &'d mut Doc<'t>,
    events: &'d [Event<'t>],
    cuts: &'d [u32],
    found: Leaves<'t>,
    borders: Borders,
    path: Vec<Id>,
    path_id: Option<PathId>,
    /// How many leaves there were when each open tag opened.
    begun: Vec<usize>,
    at: u32,
    /// A character has come.
    has_text: bool,
    /// The separator behind it has been found.
    is_separated: bool,
    /// How many `pre` are open.
    pre: usize,
}

/// What stands between a text and the next.
struct Edges {
    borders: Borders,
    /// There is a next text.
    comes_more: bool,
    /// Something ends that is around the first text.
    leaves: bool,
    /// All of them are in something that opens behind the first text, and holds the next.
    are_in_next: bool,
}

impl<'t> Cutter<'_, 't> {
    fn run(&mut self) {
        for index in 0..self.events.len() {
            match self.events[index] {
                Event::Open(id) => self.open(id),
                Event::Close => self.close(),
                Event::Leaf(id, kind, characters) => {
                    let required = RequiredBreak::by(self.doc.kind(id).display);
                    self.borders.open(required);
                    self.path.push(id);
                    self.path_id = None;
                    self.leaf(kind, characters);
                    self.path.pop();
                    self.path_id = None;
                    if characters > 0 {
                        self.borders.character();
                    }
                    self.borders.close(required);
                }
                Event::Text(text) => self.text(text, index),
            }
        }
    }

    fn open(&mut self, id: Id) {
        let kind = self.doc.kind(id);
        self.borders.open(RequiredBreak::by(kind.display));
        self.pre += usize::from(kind.element == Element::Pre);
        self.path.push(id);
        self.path_id = None;
        self.begun.push(self.found.leaves.len());
    }

    fn close(&mut self) {
        if self.begun.pop() == Some(self.found.leaves.len()) {
            self.leaf(LeafKind::Empty, 0);
        }
        if let Some(id) = self.path.pop() {
            let kind = self.doc.kind(id);
            self.borders.close(RequiredBreak::by(kind.display));
            self.pre -= usize::from(kind.element == Element::Pre);
        }
        self.path_id = None;
    }

    /// The character before the stretch.
    fn pin(&mut self, text: &'static str) {
        self.leaf(LeafKind::Text(text), 1);
        if let Some(leaf) = self.found.leaves.last_mut() {
            leaf.is_pinned = true;
        }
        self.borders.character();
    }

    fn leaf(&mut self, kind: LeafKind<'t>, characters: u32) {
        let path = match self.path_id {
            Some(path) => path,
            None => {
                let path = self.doc.path(self.path.iter().copied());
                self.path_id = Some(path);
                path
            }
        };
        let index = self.found.leaves.len();
        self.found.leaves.push(Leaf {
            kind,
            path,
            at: self.at,
            characters,
            line: 0,
            is_taken: false,
            is_removed: false,
            is_seam: false,
            in_pre: self.pre > 0,
            is_pinned: false,
        });
        if characters > 0 {
            for separator in self.found.separators.iter_mut().rev() {
                if separator.before != usize::MAX {
                    break;
                }
                separator.before = index;
            }
            self.has_text = true;
            self.is_separated = false;
            self.at += characters;
        }
    }

    /// The edges up to the next text.
    fn edges(&self, index: usize) -> Edges {
        let mut edges = Edges {
            borders: self.borders.clone(),
            comes_more: false,
            leaves: false,
            are_in_next: true,
        };
        let borders = &mut edges.borders;
        let mut open: Vec<Id> = Vec::new();
        let mut outer = self.path.iter().rev();
        for event in &self.events[index + 1..] {
            match *event {
                Event::Open(id) => {
                    borders.open(RequiredBreak::by(self.doc.kind(id).display));
                    open.push(id);
                }
                Event::Close => {
                    edges.leaves |= open.is_empty();
                    if let Some(id) = open.pop().or_else(|| outer.next().copied()) {
                        borders.close(RequiredBreak::by(self.doc.kind(id).display));
                    }
                }
                Event::Leaf(id, _, characters) => {
                    borders.open(RequiredBreak::by(self.doc.kind(id).display));
                    edges.comes_more = characters > 0;
                    if !edges.comes_more {
                        borders.close(RequiredBreak::by(self.doc.kind(id).display));
                    }
                }
                Event::Text(_) => edges.comes_more = true,
            }
            edges.are_in_next &= !open.is_empty();
            if edges.comes_more {
                break;
            }
        }
        edges
    }

    fn text(&mut self, text: &'t str, index: usize) {
        let is_break = |b: &u8| matches!(b, b'\n' | b'\t');
        let mut rest = text;
        if self.has_text && !self.is_separated {
            if rest.as_bytes().iter().all(is_break) {
                let edges = self.edges(index);
                let asked = edges.borders.asked();
                let is_separator = !asked.is_nothing() && *asked.text() == *rest;
                // It stands behind all that ends before the next text.
                if is_separator && edges.comes_more && !edges.leaves {
                    self.separator(rest.len());
                    return;
                }
            }
            let asked = self.borders.asked();
            if !asked.is_nothing() {
                if let Some(behind) = asked.strip(rest).filter(|behind| !behind.is_empty()) {
                    self.separator(rest.len() - behind.len());
                    rest = behind;
                }
            }
        }
        self.borders.character();
        let mut tail = 0;
        if rest.as_bytes().last().is_some_and(is_break) {
            let edges = self.edges(index);
            let asked = edges.borders.asked();
            if edges.comes_more && edges.are_in_next && !asked.is_nothing() {
                let asked = asked.text();
                if rest.len() > asked.len() && rest.ends_with(&*asked) {
                    tail = asked.len();
                }
            }
        }
        self.pieces(&rest[..rest.len() - tail]);
        if tail > 0 {
            self.separator(tail);
        }
    }

    /// Cuts a text where parts of the edit begin and end.
    fn pieces(&mut self, text: &'t str) {
        let (mut characters, mut start, mut from) = (0, 0, 0);
        let skip = self.cuts.partition_point(|cut| *cut <= self.at);
        self.cuts = &self.cuts[skip..];
        let mut indices = text.char_indices();
        let first = self.at;
        while let Some(&cut) = self.cuts.first() {
            let wanted = cut - first;
            let mut byte = None;
            while characters < wanted {
                match indices.next() {
                    Some(_) => characters += 1,
                    None => break,
                }
                byte = Some(indices.offset());
            }
            match byte {
                Some(byte) if characters == wanted && byte < text.len() => {
                    self.leaf(LeafKind::Text(&text[start..byte]), characters - from);
                    (start, from) = (byte, characters);
                    self.cuts = &self.cuts[1..];
                }
                _ => break,
            }
        }
        let rest = characters - from + count(indices.as_str());
        self.leaf(LeafKind::Text(&text[start..]), rest);
    }

    fn separator(&mut self, bytes: usize) {
        let characters = u32::try_from(bytes).unwrap_or(u32::MAX);
        self.found.separators.push(Separator {
            at: self.at,
            characters,
            before: usize::MAX,
            is_taken: false,
        });
        self.at += characters;
        self.is_separated = true;
    }
}

fn count(text: &str) -> u32 {
    crate::text::units::count(text)
}

/// Numbers the lines: inline content of one container, with nothing between.
fn number_lines(doc: &Doc<'_>, leaves: &mut [Leaf<'_>]) {
    let mut line = 0;
    let mut last: Option<Leaf<'_>> = None;
    for leaf in leaves {
        if let Some(last) = last {
            let is_together = !is_block(doc, &last)
                && !is_block(doc, leaf)
                && (last.path == leaf.path || doc.container(last.path) == doc.container(leaf.path));
            line += usize::from(!is_together);
        }
        leaf.line = line;
        last = Some(*leaf);
    }
}

/// Whether a leaf is a block without text.
pub(super) fn is_block(doc: &Doc<'_>, leaf: &Leaf<'_>) -> bool {
    matches!(leaf.kind, LeafKind::Void | LeafKind::Empty) && doc.inline(leaf.path).is_empty()
}
