//! Drafts for syntaxes that say structure with marks.

use std::borrow::Cow;

use super::{Draft, Made, Map, Mark, MarkKind};
use crate::authority::{Authority, Display};
use crate::html::kind::Element;
use crate::html::nesting::Surface;
use crate::render::loss::Loss;
use crate::render::transform::{Action, Transform};
use crate::text::pieces::{Piece, Plan, Why, Written, description, pieces};
use crate::text::{Address, AddressRange, AddressedText, SpanRef, unit};

/// What is written of every tag.
pub(in crate::render) fn plan(authority: &Authority, transform: &Transform) -> Plan {
    Plan::new(authority, |tag| {
        let plan = &transform.tags[tag];
        match &plan.action {
            Action::Keep if plan.is_renamed => Written::Renamed(plan.element),
            Action::Keep => Written::Element,
            Action::Strip | Action::Resolve => Written::Content(Surface::NOTHING),
            Action::Remove => Written::Instead(Surface::NOTHING),
            Action::Surround(before, after) => {
                Written::Content(Surface::of_text(before).and(Surface::of_text(after)))
            }
            Action::Quote | Action::Inline(..) | Action::Footnote(_) => {
                Written::Content(Surface::TEXT)
            }
            Action::Replace(text) => Written::Instead(Surface::of_text(text)),
            Action::Describe(attribute) => Written::Described(*attribute),
        }
    })
}

/// A draft of the content, of so many bytes of text at the most.
pub(in crate::render) fn make<'d>(
    content: &'d AddressedText,
    authority: &'d Authority,
    transform: &'d Transform,
    plan: &Plan,
    most: usize,
) -> Made<'d> {
    let mut maker = Maker {
        authority,
        transform,
        most,
        draft: Draft {
            text: Cow::Owned(String::with_capacity(content.text().len().min(most))),
            marks: Vec::new(),
            map: Map::new(content.len()),
            notes: Vec::new(),
        },
        losses: Vec::new(),
        is_vouched: content.is_vouched_by(authority),
        open: Vec::new(),
        left: Vec::new(),
        quoted: 0,
        hidden: 0,
        counted: (0, 0),
        content,
    };
    let end = pieces(content, authority, plan, &mut |piece| maker.take(piece));
    maker.finish(end.is_ok())
}

/// The draft has become long enough.
struct Enough;

/// A span that is not written.
struct Left<'d> {
    hides: bool,
    is_quote: bool,
    after: Cow<'d, str>,
    end: Address,
}

struct Maker<'d> {
    authority: &'d Authority,
    transform: &'d Transform,
    content: &'d AddressedText,
    most: usize,
    draft: Draft<'d>,
    losses: Vec<Loss>,
    /// The authority vouches for the content: its values need no check.
    is_vouched: bool,
    /// The marks that are open, by their place.
    open: Vec<usize>,
    /// The open spans that are not written.
    left: Vec<Left<'d>>,
    /// How many of those are quotations.
    quoted: usize,
    /// How many of those hide.
    hidden: usize,
    /// A place in the content, in bytes and in characters.
    counted: (usize, u32),
}

impl<'d> Maker<'d> {
    fn take(&mut self, piece: Piece<'d>) -> Result<(), Enough> {
        match piece {
            Piece::Left { span, why } => self.left(span, why),
            Piece::LeftEnd => {
                if let Some(left) = self.left.pop() {
                    self.hidden -= usize::from(left.hides);
                    self.put_own(&left.after, left.end);
                    self.quoted -= usize::from(left.is_quote);
                }
            }
            _ if self.hidden > 0 => {}
            Piece::Open { span, tag } => {
                self.open.push(self.draft.marks.len());
                self.mark(span, tag, MarkKind::Element);
            }
            Piece::Void { span, tag } => {
                self.mark(span, tag, MarkKind::Void);
                let text = self.authority.tags()[tag].void_text();
                let covered = if span.text() == text { text } else { "" };
                self.put(covered, span.range());
                self.end_last();
            }
            Piece::Close { .. } => {
                if let Some(index) = self.open.pop() {
                    self.draft.marks[index].bytes.end = self.draft.text.len();
                }
            }
            Piece::Text { text, byte } => {
                let start = self.address(byte);
                self.draft.map.run(self.draft.text.len(), start);
                let room = self.most.saturating_sub(self.draft.text.len());
                let is_enough = text.len() > room;
                let text = if is_enough { head(text, room) } else { text };
                self.draft.text.to_mut().push_str(text);
                if is_enough {
                    return Err(Enough);
                }
            }
            Piece::Character { span, entry } => {
                self.push(Mark {
                    kind: MarkKind::Character,
                    name: entry.reference(),
                    element: Element::Ordinary,
                    entry: entry.name(),
                    display: Display::Inline,
                    attributes: Vec::new(),
                    bytes: 0..0,
                    depth: 0,
                    source: span.range(),
                });
                self.put(span.text(), span.range());
                self.end_last();
            }
        }
        Ok(())
    }

    /// The address of a byte of the content; bytes are asked for in order.
    fn address(&mut self, byte: usize) -> Address {
        let (from, address) = self.counted;
        let passed = unit::count(&self.content.text()[from..byte]);
        self.counted = (byte, address.saturating_add(passed));
        Address::new(self.counted.1)
    }

    fn mark(&mut self, span: SpanRef<'d>, tag: usize, kind: MarkKind) {
        let (entry, plan) = (&self.authority.tags()[tag], &self.transform.tags[tag]);
        let attributes = plan.attributes(span, entry, self.is_vouched, &mut self.losses);
        self.push(Mark {
            kind,
            name: &plan.name,
            element: plan.element,
            entry: entry.name(),
            display: entry.displayed(),
            attributes,
            bytes: 0..0,
            depth: 0,
            source: span.range(),
        });
    }

    /// Puts a mark here.
    fn push(&mut self, mut mark: Mark<'d>) {
        let around = match mark.kind {
            MarkKind::Element => self.open.len().saturating_sub(1),
            MarkKind::Void | MarkKind::Character => self.open.len(),
        };
        mark.depth = u16::try_from(around).unwrap_or(u16::MAX);
        mark.bytes = self.draft.text.len()..self.draft.text.len();
        self.draft.marks.push(mark);
    }

    fn end_last(&mut self) {
        let end = self.draft.text.len();
        if let Some(mark) = self.draft.marks.last_mut() {
            mark.bytes.end = end;
        }
    }

    /// Puts text that stands for something here.
    fn put(&mut self, text: &str, source: AddressRange) {
        if self.hidden == 0 && !text.is_empty() {
            self.draft.map.stand(self.draft.text.len(), source);
            self.draft.text.to_mut().push_str(text);
        }
    }

    /// Puts text of the profile here.
    fn put_own(&mut self, text: &str, at: Address) {
        if self.hidden == 0 && !text.is_empty() {
            self.draft.map.own(self.draft.text.len(), at);
            self.draft.text.to_mut().push_str(text);
        }
    }

    fn left(&mut self, span: SpanRef<'d>, why: Why) {
        let (action, loss) = self.transform.left(span, why, self.authority);
        if self.hidden == 0 {
            self.losses.push(loss);
        }
        let (source, at) = (span.range(), span.range().start());
        let mut left = Left {
            hides: false,
            is_quote: false,
            after: Cow::Borrowed(""),
            end: source.end(),
        };
        match action {
            Action::Keep | Action::Strip | Action::Resolve => {}
            Action::Remove => left.hides = true,
            Action::Surround(before, after) => {
                self.put_own(before, at);
                left.after = Cow::Borrowed(after);
            }
            Action::Quote => {
                let (before, after) = self.transform.quote(self.quoted);
                self.put_own(before, at);
                left.after = Cow::Borrowed(after);
                left.is_quote = true;
                self.quoted += 1;
            }
            Action::Inline(..) | Action::Footnote(_) => {
                left.after = Cow::Owned(self.transform.inline(span, action));
            }
            Action::Replace(text) => {
                self.put(text, source);
                left.hides = true;
            }
            Action::Describe(attribute) => {
                if let Some(value) = description(span, *attribute) {
                    self.put(&format!("[{value}]"), source);
                }
                left.hides = true;
            }
        }
        self.hidden += usize::from(left.hides);
        self.left.push(left);
    }

    fn finish(mut self, is_whole: bool) -> Made<'d> {
        while let Some(index) = self.open.pop() {
            self.draft.marks[index].bytes.end = self.draft.text.len();
        }
        Made {
            draft: self.draft,
            losses: self.losses,
            is_whole,
        }
    }
}

/// As much of a text as that many bytes hold.
pub(super) fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
