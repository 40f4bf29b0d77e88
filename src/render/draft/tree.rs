//! Drafts for syntaxes that say structure with marks.

use std::borrow::Cow;

use super::seam::seam;
use super::{Draft, Made, Map, Mark, MarkKind};
use crate::authority::{Authority, Display, Slot};
use crate::html::element::{Element, Flow};
use crate::html::nesting::Surface;
use crate::render::loss::Loss;
use crate::render::transform::{Action, CompiledProfile};
use crate::text::required_break::{PendingBreak, RequiredBreak};
use crate::text::resolve::{
    Plan, ResolvedEvent, ResolvedEvents, TagOutput, UnwrittenReason, description,
};
use crate::text::{Address, AddressRange, AddressedText, SpanRef, units};

/// What is written of every tag.
pub(in crate::render) fn plan(authority: &Authority, transform: &CompiledProfile) -> Plan {
    Plan::new(authority, |tag| {
        let plan = &transform.tags[tag];
        match &plan.action {
            Action::Keep if plan.is_renamed => TagOutput::Renamed(plan.element),
            Action::Keep => TagOutput::Element,
            Action::Strip | Action::Resolve => TagOutput::Content(Surface::NOTHING),
            Action::Remove => TagOutput::Instead(Surface::NOTHING),
            Action::Surround(before, after) => {
                TagOutput::Content(Surface::of_text(before).and(Surface::of_text(after)))
            }
            Action::Quote | Action::Inline(..) | Action::Footnote(_) => {
                TagOutput::Content(Surface::TEXT)
            }
            Action::Replace(text) => TagOutput::Instead(Surface::of_text(text)),
            Action::Describe(attribute) => TagOutput::Described(*attribute),
        }
    })
}

/// A draft of the content, of so many bytes of text at the most.
pub(in crate::render) fn make<'d>(
    content: &'d AddressedText,
    authority: &'d Authority,
    transform: &'d CompiledProfile,
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
        is_validated: content.is_validated_for(authority),
        open: Vec::new(),
        left: Vec::new(),
        quoted: 0,
        hidden: 0,
        preformatted: 0,
        edge: 0,
        is_line_start: true,
        is_after_hidden: false,
        is_divided: false,
        borders: PendingBreak::default(),
        written: "",
        counted: (0, 0),
        content,
    };
    let events = ResolvedEvents::new(content, authority, plan);
    let end = events.try_for_each(&mut |event| maker.take(event));
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
    asked: RequiredBreak,
    /// Where the text ended when it opened.
    byte: usize,
}

struct Maker<'d> {
    authority: &'d Authority,
    transform: &'d CompiledProfile,
    content: &'d AddressedText,
    most: usize,
    draft: Draft<'d>,
    losses: Vec<Loss>,
    /// The authority vouches for the content: its values need no check.
    is_validated: bool,
    /// The marks that are open, by their place.
    open: Vec<usize>,
    /// The open spans that are not written.
    left: Vec<Left<'d>>,
    /// How many of those are quotations.
    quoted: usize,
    /// How many of those hide.
    hidden: usize,
    /// How many of the open marks are `pre`.
    preformatted: usize,
    /// Where the last edge of a mark is.
    edge: usize,
    /// Nothing stands here yet behind the border of a block, or a line break.
    is_line_start: bool,
    /// What stood here last is hidden: one white space is enough.
    is_after_hidden: bool,
    /// Something was hidden, or put in, since the last text of the content.
    is_divided: bool,
    /// The borders since the last text of the draft. Those that are not written
    /// have their separator in the text of the content that comes next; but what
    /// stands for a span comes before that.
    borders: PendingBreak,
    /// The separator that was written before such a thing: the text of the
    /// content that goes on has it too.
    written: &'static str,
    /// A place in the content, in bytes and in characters.
    counted: (usize, u32),
}

impl<'d> Maker<'d> {
    fn take(&mut self, event: ResolvedEvent<'d>) -> Result<(), Enough> {
        match event {
            ResolvedEvent::Unwritten { span, why } => self.left(span, why),
            ResolvedEvent::UnwrittenEnd => self.left_end(),
            ResolvedEvent::Separator { .. } => {}
            _ if self.hidden > 0 => {}
            ResolvedEvent::Start { span, tag } => {
                self.border(tag);
                self.preformatted += usize::from(self.transform.tags[tag].element == Element::Pre);
                self.open.push(self.draft.marks.len());
                self.mark(span, tag, MarkKind::Element);
            }
            ResolvedEvent::Void { span, tag } => {
                self.border(tag);
                let text = self.authority.tags()[tag].void_text();
                let covered = if span.text() == text { text } else { "" };
                if !covered.is_empty() {
                    self.end_line();
                    self.written = "";
                }
                self.mark(span, tag, MarkKind::Void);
                self.put(covered, span.range());
                self.end_last();
                self.is_after_hidden = false;
                self.is_line_start = !covered.is_empty() || self.is_border(tag);
            }
            ResolvedEvent::End { tag } => {
                self.border(tag);
                self.preformatted -= usize::from(self.transform.tags[tag].element == Element::Pre);
                if let Some(index) = self.open.pop() {
                    self.edge = self.draft.text.len();
                    self.draft.marks[index].bytes.end = self.edge;
                }
            }
            ResolvedEvent::Text { text, byte } => self.text(text, byte)?,
            ResolvedEvent::Character { span, entry } => {
                if self.is_divided {
                    self.separate(span.range().start());
                }
                self.push(Mark {
                    kind: MarkKind::Character,
                    name: entry.reference(),
                    element: Element::Ordinary,
                    entry: entry.name(),
                    display: Display::Inline,
                    attributes: Vec::new(),
                    stored: 0,
                    bytes: 0..0,
                    depth: 0,
                    source: span.range(),
                });
                self.put(span.text(), span.range());
                self.is_divided = false;
                self.end_last();
            }
        }
        Ok(())
    }

    /// Text of the content, and where it stands there.
    fn text(&mut self, text: &'d str, byte: usize) -> Result<(), Enough> {
        let (mut text, mut byte) = (text, byte);
        if std::mem::take(&mut self.is_after_hidden) {
            let skipped = self.close_seam(text);
            (text, byte) = (&text[skipped..], byte + skipped);
            if text.is_empty() {
                return Ok(());
            }
        }
        let written = std::mem::take(&mut self.written);
        if self.borders.asks_nothing() {
            if let Some(rest) = text.strip_prefix(written) {
                (text, byte) = (rest, byte + written.len());
            }
        }
        if text.is_empty() {
            return Ok(());
        }
        let start = self.address(byte);
        if self.is_divided && !text.starts_with(['\n', '\t']) {
            self.separate(start);
        }
        self.draft.map.run(self.draft.text.len(), start);
        let room = self.most.saturating_sub(self.draft.text.len());
        let is_enough = text.len() > room;
        let text = if is_enough { head(text, room) } else { text };
        self.draft.text.to_mut().push_str(text);
        self.shown();
        self.is_divided = false;
        if is_enough { Err(Enough) } else { Ok(()) }
    }

    /// Sees to the white space on both sides of what is hidden: how much of the
    /// text that comes next goes.
    fn close_seam(&mut self, text: &str) -> usize {
        let is_pre = self.preformatted > 0;
        let (trimmed, skipped) = seam(&self.draft.text, text, self.is_line_start, is_pre);
        self.trim(trimmed);
        skipped
    }

    /// Takes bytes of white space off the end, but none that a mark covers.
    fn trim(&mut self, bytes: usize) {
        let end = self.draft.text.len().saturating_sub(bytes).max(self.edge);
        self.draft.text.to_mut().truncate(end);
    }

    /// A line ends here: no white space that stood before what is hidden does.
    fn end_line(&mut self) {
        if self.is_after_hidden && self.preformatted == 0 {
            self.trim(self.draft.text.len() - self.draft.text.trim_ascii_end().len());
        }
        self.is_line_start = true;
    }

    /// Whether the borders of a tag that is written part what is beside them.
    fn is_border(&self, tag: usize) -> bool {
        let plan = &self.transform.tags[tag];
        plan.asked != RequiredBreak::NOTHING
            && !(plan.is_renamed && matches!(plan.element.flow(), Flow::Inline | Flow::Break))
    }

    /// A border of a tag that is written.
    fn border(&mut self, tag: usize) {
        let is_border = self.is_border(tag);
        let border = PendingBreak::of(self.transform.tags[tag].asked, is_border);
        self.borders = self.borders.and(border);
        if is_border {
            self.end_line();
        }
    }

    /// Writes the separator that borders ask for and nobody has written.
    fn separate(&mut self, at: Address) {
        let separator = self.borders.unwritten();
        if self.hidden > 0 || separator.is_empty() || self.draft.text.is_empty() {
            return;
        }
        if self.is_after_hidden && self.preformatted == 0 {
            self.trim(self.draft.text.len() - self.draft.text.trim_end_matches(' ').len());
        }
        if !self.draft.text.ends_with(['\n', '\t']) {
            self.draft.map.own(self.draft.text.len(), at);
            self.draft.text.to_mut().push_str(separator);
        }
        self.written = separator;
        self.borders = PendingBreak::default();
    }

    /// Something stands here.
    fn shown(&mut self) {
        self.borders = PendingBreak::default();
        self.is_after_hidden = false;
        self.is_line_start = false;
        self.is_divided = true;
    }

    /// The address of a byte of the content; bytes are asked for in order.
    fn address(&mut self, byte: usize) -> Address {
        let (from, address) = self.counted;
        let passed = units::count(&self.content.text()[from..byte]);
        self.counted = (byte, address.saturating_add(passed));
        Address::new(self.counted.1)
    }

    fn mark(&mut self, span: SpanRef<'d>, tag: usize, kind: MarkKind) {
        let (entry, plan) = (&self.authority.tags()[tag], &self.transform.tags[tag]);
        let attributes = plan.attributes(span, entry, self.is_validated, &mut self.losses);
        self.push(Mark {
            kind,
            name: &plan.name,
            element: plan.element,
            entry: entry.name(),
            display: entry.displayed(),
            stored: attributes.len().saturating_sub(plan.sets.len()),
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
        self.edge = self.draft.text.len();
        mark.bytes = self.edge..self.edge;
        self.draft.marks.push(mark);
    }

    fn end_last(&mut self) {
        self.edge = self.draft.text.len();
        if let Some(mark) = self.draft.marks.last_mut() {
            mark.bytes.end = self.edge;
        }
    }

    /// Puts text that stands for something here.
    fn put(&mut self, text: &str, source: AddressRange) {
        if self.hidden == 0 && !text.is_empty() {
            self.draft.map.stand(self.draft.text.len(), source);
            self.draft.text.to_mut().push_str(text);
            self.shown();
        }
    }

    /// Puts text of the profile here.
    fn put_own(&mut self, text: &str, at: Address) {
        if self.hidden == 0 && !text.is_empty() {
            self.draft.map.own(self.draft.text.len(), at);
            self.draft.text.to_mut().push_str(text);
            self.shown();
        }
    }

    /// Puts text of the profile before what is marked.
    fn put_before(&mut self, text: &str, at: Address) {
        if !text.is_empty() {
            self.separate(at);
            self.put_own(text, at);
        }
    }

    /// Puts text in the place of markup, apart from what the borders part.
    fn put_instead(&mut self, text: &str, source: AddressRange) {
        if !text.is_empty() {
            self.separate(source.start());
            self.put(text, source);
        }
    }

    fn left(&mut self, span: SpanRef<'d>, why: UnwrittenReason) {
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
            asked: match self.authority.slot(span.markup()) {
                Some(Slot::Tag(tag)) => self.transform.tags[tag as usize].asked,
                _ => RequiredBreak::NOTHING,
            },
            byte: self.draft.text.len(),
        };
        self.borders = self.borders.and(PendingBreak::of(left.asked, false));
        match action {
            Action::Keep | Action::Strip | Action::Resolve => {}
            Action::Remove => left.hides = true,
            Action::Surround(before, after) => {
                self.put_before(before, at);
                left.after = Cow::Borrowed(after);
            }
            Action::Quote => {
                let (before, after) = self.transform.quote(self.quoted);
                self.put_before(before, at);
                left.after = Cow::Borrowed(after);
                left.is_quote = true;
                self.quoted += 1;
            }
            Action::Inline(..) | Action::Footnote(_) => {
                left.after = Cow::Owned(self.transform.inline(span, action));
            }
            Action::Replace(text) => {
                self.put_instead(text, source);
                left.hides = true;
            }
            Action::Describe(attribute) => {
                if let Some(value) = description(span, *attribute) {
                    self.put_instead(&format!("[{value}]"), source);
                }
                left.hides = true;
            }
        }
        self.hidden += usize::from(left.hides);
        self.left.push(left);
    }

    fn left_end(&mut self) {
        let Some(left) = self.left.pop() else {
            return;
        };
        self.hidden -= usize::from(left.hides);
        if self.hidden == 0 {
            self.is_after_hidden |= left.hides;
            self.is_divided |= left.hides;
            // What stands behind nothing has the borders before it.
            if left.byte == self.draft.text.len() && !left.after.is_empty() {
                self.separate(left.end);
            }
            self.put_own(&left.after, left.end);
        }
        self.borders = self.borders.and(PendingBreak::of(left.asked, false));
        self.quoted -= usize::from(left.is_quote);
    }

    fn finish(mut self, is_whole: bool) -> Made<'d> {
        if is_whole {
            self.end_line();
        }
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
