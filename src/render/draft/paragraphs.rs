//! Makes paragraphs of text that lies in no block.
//!
//! Loose is what lies between the blocks of a container: text with its inline marks. The
//! border of a block that is not written parts it, and so do two line breaks in a row.
//! Everything loose at the top becomes paragraphs. In another container it does where it
//! would run into something else: beside a paragraph, or parted.

use std::borrow::Cow;
use std::ops::Range;

use super::{Draft, Edit, Mark, MarkKind};
use crate::authority::DisplayKind;
use crate::html::element::Element;
use crate::render::loss::{Loss, LossKind};
use crate::text::AddressRange;

/// No mark is put into as many others as content may have.
const MOST_DEPTH: u16 = 255;

/// Loose text, and the marks on it.
#[derive(Clone, Debug)]
struct Run {
    bytes: Range<usize>,
    marks: Range<usize>,
    depth: u16,
}

/// How an element holds text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// In itself, as a paragraph does, or not at all, as a list does.
    Closed,
    /// In blocks, or loose.
    Container,
    /// As a part of the text around it.
    Inline,
}

/// A place where loose text is parted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Border {
    pub(super) byte: usize,
    /// How many marks come before it.
    pub(super) mark: usize,
    /// How many marks are around it; `None` if that is seen by the byte.
    pub(super) depth: Option<u16>,
}

/// An open element that is no part of a text.
struct Frame {
    kind: Kind,
    /// Of its mark; `None` for the whole draft.
    depth: Option<u16>,
    /// Whether only inline marks are around its text.
    is_top: bool,
    /// Whether it is an inline mark around blocks.
    is_inline: bool,
    end: usize,
    /// The begin of what has been passed since the last block or border.
    from: usize,
    first_mark: usize,
    /// The places of elements without text that show something.
    shown: Option<Range<usize>>,
    runs: Vec<Run>,
    white: Vec<Range<usize>>,
    has_paragraph: bool,
    /// Whether a border has come behind loose text.
    is_parted: bool,
}

impl<'d> Draft<'d> {
    /// Makes paragraphs of loose text. `borders` are those of blocks that are not written,
    /// in order; `sets` are the attributes of a paragraph.
    /// Line breaks that give way to paragraphs are losses.
    pub(super) fn wrap_loose(
        &mut self,
        borders: &[Border],
        sets: &'d [(String, String)],
    ) -> Vec<Loss> {
        let kinds = kinds(&self.marks);
        let mut finder = Finder {
            draft: self,
            open: vec![Frame::new(Kind::Container, None, 0..self.text.len(), 0)],
            runs: Vec::new(),
            white: Vec::new(),
        };
        let breaks = double_breaks(&self.text).map(|byte| Border {
            byte,
            mark: self.marks.partition_point(|mark| mark.bytes.start < byte),
            depth: None,
        });
        let mut borders: Vec<Border> = borders.iter().copied().chain(breaks).collect();
        borders.sort_by_key(|border| (border.mark, border.byte));
        finder.find(&kinds, &borders);
        let Finder {
            mut runs,
            mut white,
            ..
        } = finder;
        runs.sort_by_key(|run| (run.bytes.start, run.marks.start));
        white.sort_by_key(|white| white.start);
        let losses = self.insert_paragraphs(&runs, &white, sets);
        self.remove_white(&white);
        losses
    }

    fn insert_paragraphs(
        &mut self,
        runs: &[Run],
        white: &[Range<usize>],
        sets: &'d [(String, String)],
    ) -> Vec<Loss> {
        let mut losses = Vec::new();
        // They come in order.
        let mut follow = self.map.follow(&self.text);
        let paragraphs: Vec<Mark<'d>> = runs
            .iter()
            .map(|run| paragraph(run, follow.range(run.bytes.clone()), sets))
            .collect();
        let mut paragraphs = paragraphs.into_iter();
        let old = std::mem::take(&mut self.marks);
        let mut marks = Vec::with_capacity(old.len() + runs.len());
        let mut next = runs.iter().peekable();
        let mut around: Option<&Run> = None;
        for (index, mut mark) in old.into_iter().enumerate() {
            while let Some(run) = next.next_if(|run| run.marks.start <= index) {
                marks.extend(paragraphs.next());
                around = Some(run);
            }
            let is_gone = mark.kind == MarkKind::Void && is_in(white, &mark.bytes);
            if is_gone {
                losses.push(Loss::new(LossKind::Markup, mark.entry, mark.source));
                continue;
            }
            if let Some(run) = around.filter(|run| run.marks.contains(&index)) {
                mark.depth += 1;
                let Range { start, end } = run.bytes;
                mark.bytes = mark.bytes.start.clamp(start, end)..mark.bytes.end.clamp(start, end);
            }
            marks.push(mark);
        }
        marks.extend(paragraphs);
        self.marks = marks;
        losses
    }

    fn remove_white(&mut self, white: &[Range<usize>]) {
        let mut text = String::with_capacity(self.text.len());
        let mut edits = Vec::with_capacity(white.len());
        let mut copied = 0;
        for white in white {
            text.push_str(&self.text[copied..white.start]);
            edits.push(Edit {
                old: white.clone(),
                new: text.len()..text.len(),
            });
            copied = white.end;
        }
        if !edits.is_empty() {
            text.push_str(&self.text[copied..]);
            self.edit(text, &edits);
        }
    }
}

fn paragraph<'d>(run: &Run, source: AddressRange, sets: &'d [(String, String)]) -> Mark<'d> {
    let sets = sets.iter();
    let attributes = sets.map(|(name, value)| (&**name, Cow::Borrowed(&**value)));
    Mark {
        kind: MarkKind::Element,
        name: "p",
        element: Element::P,
        entry: "p",
        display: DisplayKind::Paragraph,
        attributes: attributes.collect(),
        stored: 0,
        items: None,
        bytes: run.bytes.clone(),
        is_struck: false,
        depth: run.depth,
        source,
    }
}

/// Whether a line break lies in white space that goes.
fn is_in(white: &[Range<usize>], bytes: &Range<usize>) -> bool {
    let at = white.partition_point(|white| white.end <= bytes.start);
    let found = white.get(at);
    !bytes.is_empty() && found.is_some_and(|white| white.start <= bytes.start)
}

/// Finds out how each mark holds text.
fn kinds(marks: &[Mark<'_>]) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::with_capacity(marks.len());
    let mut path: Vec<usize> = Vec::new();
    for (index, mark) in marks.iter().enumerate() {
        path.truncate(mark.depth.into());
        let is_closed = path
            .last()
            .is_some_and(|outer| kinds[*outer] == Kind::Closed && is_leaf(marks[*outer].element));
        kinds.push(match mark.element {
            _ if !mark.is_block() => Kind::Inline,
            _ if is_closed || mark.kind == MarkKind::Void => Kind::Closed,
            element if is_leaf(element) || is_structure(element) => Kind::Closed,
            _ => Kind::Container,
        });
        if kinds[index] != Kind::Inline {
            // Inline marks around a block hold text as what is around them does.
            for &outer in path.iter().rev() {
                if kinds[outer] != Kind::Inline {
                    break;
                }
                kinds[outer] = Kind::Container;
            }
        }
        path.push(index);
    }
    kinds
}

fn is_leaf(element: Element) -> bool {
    matches!(
        element,
        Element::P
            | Element::H1
            | Element::H2
            | Element::H3
            | Element::H4
            | Element::H5
            | Element::H6
            | Element::Pre
            | Element::Summary
    )
}

fn is_structure(element: Element) -> bool {
    matches!(
        element,
        Element::Ul
            | Element::Ol
            | Element::Menu
            | Element::Dl
            | Element::Table
            | Element::Thead
            | Element::Tbody
            | Element::Tfoot
            | Element::Tr
            | Element::Colgroup
    )
}

/// Lists the places of two line feeds in a row.
fn double_breaks(text: &str) -> impl Iterator<Item = usize> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + memchr::memchr(b'\n', &text.as_bytes()[from..])?;
            let run = &text[start..];
            let run = &run[..run.len() - run.trim_ascii_start().len()];
            from = start + run.len();
            if run.bytes().filter(|byte| *byte == b'\n').count() > 1 {
                return Some(start);
            }
        }
    })
}

impl Frame {
    fn new(kind: Kind, depth: Option<u16>, bytes: Range<usize>, first_mark: usize) -> Self {
        Self {
            kind,
            depth,
            is_top: depth.is_none(),
            is_inline: false,
            end: bytes.end,
            from: bytes.start,
            first_mark,
            shown: None,
            runs: Vec::new(),
            white: Vec::new(),
            has_paragraph: false,
            is_parted: false,
        }
    }
}

struct Finder<'f, 'd> {
    draft: &'f Draft<'d>,
    open: Vec<Frame>,
    runs: Vec<Run>,
    white: Vec<Range<usize>>,
}

impl Finder<'_, '_> {
    fn find(&mut self, kinds: &[Kind], borders: &[Border]) {
        let mut borders = borders.iter().copied().peekable();
        // The inline mark that the walk is in.
        let mut inline: Option<(u16, usize)> = None;
        for (index, mark) in self.draft.marks.iter().enumerate() {
            while let Some(border) = borders.next_if(|border| border.mark <= index) {
                self.border(border, index, inline);
            }
            if inline.is_some_and(|(depth, _)| mark.depth > depth) {
                self.show(mark);
                continue;
            }
            inline = None;
            self.close(mark.depth, index);
            match kinds[index] {
                Kind::Inline => {
                    self.show(mark);
                    if mark.kind == MarkKind::Element {
                        inline = Some((mark.depth, mark.bytes.end));
                    }
                }
                kind => {
                    self.end_run(mark.bytes.start, index);
                    if let Some(frame) = self.open.last_mut() {
                        frame.has_paragraph |= mark.element == Element::P;
                    }
                    let is_top = self.open.last().is_some_and(|around| around.is_top);
                    let depth = Some(mark.depth);
                    self.open.push(Frame {
                        is_top: is_top && !mark.is_block(),
                        is_inline: !mark.is_block(),
                        ..Frame::new(kind, depth, mark.bytes.clone(), index + 1)
                    });
                }
            }
        }
        let last = self.draft.marks.len();
        for border in borders {
            self.border(border, last, inline);
        }
        self.close(0, last);
        self.pop(last);
    }

    /// Notes an element that shows something without text.
    fn show(&mut self, mark: &Mark<'_>) {
        let is_shown =
            mark.kind == MarkKind::Void && !matches!(mark.element, Element::Br | Element::Wbr);
        if let Some(frame) = self.open.last_mut().filter(|_| is_shown) {
            let Range { start, end } = mark.bytes;
            frame.shown = Some(match &frame.shown {
                Some(shown) => shown.start.min(start)..shown.end.max(end),
                None => start..end,
            });
        }
    }

    /// Closes what ends before a mark of this depth.
    fn close(&mut self, depth: u16, mark: usize) {
        while self
            .open
            .last()
            .and_then(|frame| frame.depth)
            .is_some_and(|open| open >= depth)
        {
            self.pop(mark);
        }
    }

    fn pop(&mut self, mark: usize) {
        let Some(end) = self.open.last().map(|frame| frame.end) else {
            return;
        };
        self.end_run(end, mark);
        let Some(frame) = self.open.pop() else {
            return;
        };
        let is_parted = frame.is_parted && frame.runs.len() > 1;
        let wraps = frame.is_top || frame.has_paragraph || is_parted;
        if wraps && frame.kind == Kind::Container {
            let is_flat = |run: &Run| {
                let mut marks = self.draft.marks[run.marks.clone()].iter();
                marks.all(|mark| mark.depth < MOST_DEPTH)
            };
            self.runs.extend(frame.runs.into_iter().filter(is_flat));
            self.white.extend(frame.white);
        }
        if let Some(around) = self.open.last_mut() {
            around.has_paragraph |= frame.is_inline && frame.has_paragraph;
            around.from = end.max(around.from);
            around.first_mark = mark;
        }
    }

    /// Passes a border, unless an inline mark is around it.
    fn border(&mut self, border: Border, mark: usize, inline: Option<(u16, usize)>) {
        let is_inside = |(depth, end): (u16, usize)| match border.depth {
            Some(around) => around > depth,
            None => border.byte < end,
        };
        if inline.is_some_and(is_inside) {
            return;
        }
        while self
            .open
            .last()
            .is_some_and(|frame| match (frame.depth, border.depth) {
                (None, _) => false,
                (Some(depth), Some(around)) => depth >= around,
                (Some(_), None) => frame.end <= border.byte,
            })
        {
            self.pop(mark);
        }
        self.end_run(border.byte, mark);
        if let Some(frame) = self.open.last_mut() {
            frame.is_parted |= !frame.runs.is_empty();
        }
    }

    /// Ends the loose text that comes before a byte.
    fn end_run(&mut self, byte: usize, mark: usize) {
        let Some(frame) = self.open.last_mut() else {
            return;
        };
        let from = frame.from;
        frame.from = byte.max(from);
        let marks = std::mem::replace(&mut frame.first_mark, mark)..mark;
        let text = self.draft.text.get(from..byte).unwrap_or_default();
        let words = text.trim_ascii_start();
        let mut bytes = byte - words.len()..from + text.trim_ascii_end().len();
        if let Some(shown) = frame.shown.take() {
            bytes = match words {
                "" => shown,
                _ => bytes.start.min(shown.start)..bytes.end.max(shown.end),
            };
        } else if words.is_empty() {
            frame.white.extend((from < byte).then_some(from..byte));
            return;
        }
        let white = [from..bytes.start, bytes.end..byte];
        frame
            .white
            .extend(white.into_iter().filter(|white| !white.is_empty()));
        frame.runs.push(Run {
            bytes,
            marks,
            depth: frame.depth.map_or(0, |depth| depth + 1),
        });
    }
}
