//! Drafts for syntaxes that say structure with text.

use std::borrow::Cow;
use std::ops::Range;

use super::seam::seam;
use super::tree::head;
use super::{Draft, Made, Map, Mark, MarkKind, Note};
use crate::authority::{Authority, Slot};
use crate::html::element::Element;
use crate::profile::{Markers, Syntax};
use crate::render::loss::Loss;
use crate::render::transform::{Action, CompiledProfile, Part, Tag};
use crate::text::required_break::RequiredBreak;
use crate::text::resolve::{UnwrittenReason, description};
use crate::text::{Address, AddressRange, AddressedText, SpanRef};

/// A draft of the content, of about so many bytes of text at the most.
pub(in crate::render) fn make<'d>(
    content: &'d AddressedText,
    authority: &'d Authority,
    transform: &'d CompiledProfile,
    most: usize,
) -> Made<'d> {
    let keeps_marks = transform.syntax != Syntax::Plain;
    let is_touched = |span: SpanRef<'_>| match authority.slot(span.markup()) {
        Some(Slot::Tag(tag)) => transform.tags[tag as usize].is_touched(),
        _ => false,
    };
    if !keeps_marks && !content.spans().any(is_touched) {
        return untouched(content, authority, transform, most);
    }
    let mut maker = Maker {
        authority,
        transform,
        content,
        keeps_marks,
        most,
        is_full: false,
        is_validated: content.is_validated_for(authority),
        text: String::with_capacity(content.text().len().min(most)),
        run: 0..0,
        marks: Vec::new(),
        map: Map::new(content.len()),
        losses: Vec::new(),
        byte: 0,
        address: Address::new(0),
        open: Vec::new(),
        waiting: Vec::new(),
        hidden: 0,
        quoted: 0,
        notes: Vec::new(),
        lists: Vec::new(),
        marker: String::new(),
        edge: 0,
        preformatted: 0,
        is_after_hidden: false,
        asked: RequiredBreak::NOTHING,
        written: "",
    };
    let is_whole = maker.run();
    maker.finish(is_whole)
}

/// The clean text itself, with no mark on it.
fn untouched<'d>(
    content: &'d AddressedText,
    authority: &'d Authority,
    transform: &'d CompiledProfile,
    most: usize,
) -> Made<'d> {
    let text = head(content.text(), most);
    let mut losses = Vec::new();
    for span in content.spans() {
        if span.byte_range().start > text.len() {
            break;
        }
        losses.extend(match authority.slot(span.markup()) {
            Some(Slot::Tag(tag)) => transform.loss(span, tag as usize, authority),
            Some(Slot::Character(_)) => None,
            None => Some(transform.left(span, UnwrittenReason::Unknown, authority).1),
        });
    }
    let mut map = Map::new(content.len());
    map.run(0, Address::new(0));
    Made {
        draft: Draft {
            text: Cow::Borrowed(text),
            marks: Vec::new(),
            map,
            notes: Vec::new(),
        },
        losses,
        is_whole: text.len() == content.text().len(),
    }
}

/// The number of the next item of an open list; `None` for bullets.
type List = Option<i64>;

/// What an open span has to do at its end, and where that is.
struct Open<'d> {
    byte: usize,
    address: Address,
    asked: RequiredBreak,
    hides: bool,
    is_quote: bool,
    is_pre: bool,
    /// How much text there was when it opened.
    start: usize,
    after: Cow<'d, str>,
    /// Its footnote: the number and the URL.
    note: Option<(usize, &'d str)>,
    is_list: bool,
    mark: Option<usize>,
}

struct Maker<'d> {
    authority: &'d Authority,
    transform: &'d CompiledProfile,
    content: &'d AddressedText,
    keeps_marks: bool,
    /// How much text is enough, and whether there is.
    most: usize,
    is_full: bool,
    is_validated: bool,
    text: String,
    /// The text of the content that goes on at the end, not copied yet: pieces of
    /// it that lie side by side are copied at once.
    run: Range<usize>,
    marks: Vec<Mark<'d>>,
    map: Map,
    losses: Vec<Loss>,
    /// How far the content has come.
    byte: usize,
    address: Address,
    open: Vec<Open<'d>>,
    /// The open marks whose first text has not come: they begin there, behind
    /// separators and markers.
    waiting: Vec<usize>,
    /// How many of the open spans hide what is in them.
    hidden: usize,
    /// How many of them are quotations.
    quoted: usize,
    notes: Vec<Note>,
    lists: Vec<List>,
    /// The marker of an item, until its first text comes: it stands behind the
    /// separators.
    marker: String,
    /// Where the last edge of a mark is.
    edge: usize,
    /// How many of the open spans are `pre`.
    preformatted: usize,
    /// What stood here last is hidden: one white space is enough.
    is_after_hidden: bool,
    /// What the borders since the last text ask for. It is in the text that
    /// comes next; but what stands for a span without text comes before that.
    asked: RequiredBreak,
    /// The separator that was written before such a thing: the text that goes
    /// on has it too.
    written: &'static str,
}

impl<'d> Maker<'d> {
    /// Writes until there is enough, or all; whether it is all.
    fn run(&mut self) -> bool {
        let content = self.content;
        for span in content.spans() {
            while self.open.len() > usize::from(span.depth()) && !self.is_full {
                self.close();
            }
            self.text(span.byte_range().start, span.range().start());
            if self.is_full {
                return false;
            }
            self.open(span);
        }
        while !self.open.is_empty() && !self.is_full {
            self.close();
        }
        self.text(content.text().len(), content.len());
        !self.is_full
    }

    fn finish(mut self, is_whole: bool) -> Made<'d> {
        self.copy_run();
        if is_whole && self.is_after_hidden && self.preformatted == 0 {
            self.trim(self.text.len() - self.text.trim_ascii_end().len());
        }
        let end = self.text.len();
        for open in &self.open {
            if let Some(index) = open.mark.filter(|index| !self.waiting.contains(index)) {
                self.marks[index].bytes.end = end;
            }
        }
        // The marks that wait are the last ones.
        self.marks.truncate(self.marks.len() - self.waiting.len());
        let draft = Draft {
            text: Cow::Owned(self.text),
            marks: self.marks,
            map: self.map,
            notes: self.notes,
        };
        Made {
            draft,
            losses: self.losses,
            is_whole,
        }
    }

    fn open(&mut self, span: SpanRef<'d>) {
        let mut open = Open {
            byte: span.byte_range().end,
            address: span.range().end(),
            asked: RequiredBreak::NOTHING,
            hides: false,
            is_quote: false,
            is_pre: false,
            start: self.len(),
            after: Cow::Borrowed(""),
            note: None,
            is_list: false,
            mark: None,
        };
        match self.authority.slot(span.markup()) {
            Some(Slot::Tag(tag)) => {
                let tag = tag as usize;
                let plan = &self.transform.tags[tag];
                if !self.authority.tags()[tag].void_text().is_empty() {
                    // Its line feed is no separator.
                    self.written = "";
                }
                open.asked = plan.asked;
                self.asked = self.asked.and(plan.asked);
                open.is_list = self.list(span, &plan.part);
                open.is_pre = plan.element == Element::Pre;
                self.preformatted += usize::from(open.is_pre);
                match plan.action {
                    Action::Keep if self.keeps_marks => open.mark = self.mark(span, tag, plan),
                    _ => self.instead(span, tag, plan, &mut open),
                }
                self.hidden += usize::from(open.hides);
            }
            Some(Slot::Character(_)) => {}
            None if self.hidden == 0 => {
                let (_, loss) = self
                    .transform
                    .left(span, UnwrittenReason::Unknown, self.authority);
                self.losses.push(loss);
            }
            None => {}
        }
        self.open.push(open);
    }

    /// Puts a mark on the text that comes next; its place.
    fn mark(&mut self, span: SpanRef<'d>, tag: usize, plan: &'d Tag) -> Option<usize> {
        if self.hidden > 0 || !self.authority.tags()[tag].void_text().is_empty() {
            return None;
        }
        let entry = &self.authority.tags()[tag];
        let attributes = plan.attributes(span, entry, self.is_validated, &mut self.losses);
        let is_void = plan.element.is_void();
        let index = self.marks.len();
        let around = self.open.iter().filter(|open| open.mark.is_some()).count();
        self.marks.push(Mark {
            kind: if is_void {
                MarkKind::Void
            } else {
                MarkKind::Element
            },
            name: &plan.name,
            element: plan.element,
            entry: entry.name(),
            display: entry.displayed(),
            stored: attributes.len().saturating_sub(plan.sets.len()),
            attributes,
            bytes: 0..0,
            depth: u16::try_from(around).unwrap_or(u16::MAX),
            source: span.range(),
        });
        self.waiting.push(index);
        if is_void {
            // Something to see, in the line that it stands in.
            self.begin(span.range());
            return None;
        }
        Some(index)
    }

    /// Writes what stands before a span that is not written, and says what is to
    /// stand behind it.
    fn instead(&mut self, span: SpanRef<'d>, tag: usize, plan: &'d Tag, open: &mut Open<'d>) {
        if self.hidden == 0 {
            self.losses
                .extend(self.transform.loss(span, tag, self.authority));
        }
        let (source, at) = (span.range(), span.range().start());
        match &plan.action {
            Action::Keep | Action::Strip | Action::Resolve => {}
            Action::Remove => open.hides = true,
            Action::Surround(before, after) => {
                self.put(before, nothing(at), true);
                open.after = Cow::Borrowed(after);
            }
            Action::Quote => {
                let (before, after) = self.transform.quote(self.quoted);
                self.put(before, nothing(at), true);
                open.after = Cow::Borrowed(after);
                open.is_quote = true;
                self.quoted += 1;
            }
            action @ Action::Inline(..) => {
                open.after = Cow::Owned(self.transform.inline(span, action));
            }
            action @ Action::Footnote(_) => {
                if let Some(url) = action.url(span).filter(|_| self.hidden == 0) {
                    let mut known = self.notes.iter();
                    let known = known.find(|note| note.text == url).map(|note| note.number);
                    let last = self.notes.iter().map(|note| note.number).max().unwrap_or(0);
                    let number = known.unwrap_or(last + 1);
                    open.after = Cow::Owned(format!("[{number}]"));
                    open.note = Some((number, url));
                }
            }
            Action::Replace(text) => {
                self.put(text, source, false);
                open.hides = true;
            }
            Action::Describe(attribute) => {
                if let Some(value) = description(span, *attribute) {
                    self.put(&format!("[{value}]"), source, false);
                }
                open.hides = true;
            }
        }
    }

    /// Text of the content, up to a byte and its address, or up to where there is
    /// enough.
    fn text(&mut self, to: usize, end: Address) {
        let mut to = to;
        let room = self.most.saturating_sub(self.len());
        self.is_full |= self.hidden == 0 && (to - self.byte > room || self.len() >= self.most);
        if self.is_full {
            to = self.byte + head(&self.content.text()[self.byte..to], room).len();
        }
        if self.byte == to {
            return;
        }
        let bytes = std::mem::replace(&mut self.byte, to)..to;
        let start = std::mem::replace(&mut self.address, end);
        if self.hidden > 0 {
            return;
        }
        let is_plain = !self.is_after_hidden
            && self.asked == RequiredBreak::NOTHING
            && self.written.is_empty()
            && self.marker.is_empty();
        if is_plain {
            self.start_marks();
            self.push_text(bytes, start);
        } else {
            self.text_after(bytes, start);
        }
    }

    /// Text behind a border, a marker, or what is hidden.
    fn text_after(&mut self, bytes: Range<usize>, start: Address) {
        let (mut bytes, mut start) = (bytes, start);
        if std::mem::take(&mut self.is_after_hidden) {
            let skipped = self.close_seam(&self.content.text()[bytes.clone()]);
            // White space is ASCII.
            start = Address::new(start.get() + small(skipped));
            bytes.start += skipped;
            if bytes.is_empty() {
                return;
            }
        }
        let text = &self.content.text()[bytes.clone()];
        let written = std::mem::take(&mut self.written);
        if self.asked == RequiredBreak::NOTHING {
            if text.starts_with(written) {
                start = Address::new(start.get() + small(written.len()));
                bytes.start += written.len();
            }
        } else if !text.starts_with(['\n', '\t']) && !self.ends_line() {
            self.push_own(self.asked.separator(), start);
        }
        self.asked = RequiredBreak::NOTHING;
        let is_white = self.content.text()[bytes.clone()]
            .bytes()
            .all(|b| b.is_ascii_whitespace());
        if !is_white {
            let marker = std::mem::take(&mut self.marker);
            self.push_own(&marker, start);
            self.start_marks();
        }
        self.push_text(bytes, start);
    }

    fn close(&mut self) {
        let Some((byte, address)) = self.open.last().map(|open| (open.byte, open.address)) else {
            return;
        };
        self.text(byte, address);
        if self.is_full {
            return;
        }
        let Some(open) = self.open.pop() else {
            return;
        };
        self.hidden -= usize::from(open.hides);
        self.preformatted -= usize::from(open.is_pre);
        self.is_after_hidden |= open.hides;
        if open.is_list {
            self.lists.pop();
        }
        if self.hidden == 0 {
            // What stands behind nothing has the borders before it.
            if open.start == self.len() && !open.after.is_empty() {
                self.begin(nothing(open.address));
            }
            self.push_own(&open.after, open.address);
            if let Some((number, url)) = open.note {
                self.notes.push(Note {
                    byte_end: self.len(),
                    number,
                    text: url.to_owned(),
                });
            }
        }
        self.asked = self.asked.and(open.asked);
        self.quoted -= usize::from(open.is_quote);
        if let Some(index) = open.mark {
            if self.waiting.last() == Some(&index) {
                // It applies to nothing, and so do the marks that were in it.
                self.waiting.pop();
                self.losses
                    .extend(self.marks.pop().map(|mark| mark.unsaid()));
            } else {
                self.edge = self.len();
                self.marks[index].bytes.end = self.edge;
            }
        }
    }

    /// Writes what stands in the place of markup, behind a pending marker.
    fn put(&mut self, text: &str, source: AddressRange, is_own: bool) {
        if self.hidden == 0 && !text.is_empty() {
            self.begin(source);
            match is_own {
                true => self.push_own(text, source.start()),
                false => self.push(text, source),
            }
        }
    }

    /// Writes what has to stand before something that is not text.
    fn begin(&mut self, source: AddressRange) {
        let at = source.start();
        let asked = std::mem::take(&mut self.asked);
        if self.is_after_hidden && asked != RequiredBreak::NOTHING && self.preformatted == 0 {
            self.trim(self.end().len() - self.end().trim_end_matches(' ').len());
        }
        if asked != RequiredBreak::NOTHING && !self.ends_line() {
            self.written = asked.separator();
            self.push_own(self.written, at);
        }
        let marker = std::mem::take(&mut self.marker);
        self.push_own(&marker, at);
        self.start_marks();
        self.is_after_hidden = false;
    }

    /// The marks that wait begin here.
    fn start_marks(&mut self) {
        let here = self.len();
        for index in self.waiting.drain(..) {
            self.marks[index].bytes = here..here;
            self.edge = here;
        }
    }

    /// Follows lists and their items; whether the span is a list.
    fn list(&mut self, span: SpanRef<'_>, part: &Part) -> bool {
        let number = |id| span.attribute(id).and_then(|value| value.parse().ok());
        match *part {
            Part::None => return false,
            // Where a list counts down from, only a count of its items says: it
            // gets bullets rather than wrong numbers.
            Part::Numbers { reversed, .. }
                if reversed.is_some_and(|id| span.attribute(id).is_some()) =>
            {
                self.lists.push(None);
            }
            Part::Numbers { start, .. } => {
                self.lists.push(Some(start.and_then(number).unwrap_or(1)));
            }
            Part::Bullets => self.lists.push(None),
            Part::Item { value } => {
                let markers = self.transform.markers.as_ref();
                let [bullet, behind, indent] = markers.map_or([""; 3], Markers::parts);
                let mut marker = indent.repeat(self.lists.len().saturating_sub(1));
                match self.lists.last_mut() {
                    Some(Some(next)) => {
                        let this = value.and_then(number).unwrap_or(*next);
                        *next = this.saturating_add(1);
                        marker.push_str(&format!("{this}{behind}"));
                    }
                    _ => marker.push_str(bullet),
                }
                self.marker = marker;
                return false;
            }
        }
        true
    }

    fn push(&mut self, text: &str, source: AddressRange) {
        if !text.is_empty() {
            self.copy_run();
            self.map.stand(self.text.len(), source);
            self.text.push_str(text);
        }
    }

    /// Text of the profile.
    fn push_own(&mut self, text: &str, at: Address) {
        if !text.is_empty() {
            self.copy_run();
            self.map.own(self.text.len(), at);
            self.text.push_str(text);
        }
    }

    fn push_text(&mut self, bytes: Range<usize>, start: Address) {
        if bytes.is_empty() {
            return;
        }
        if self.run.is_empty() || self.run.end != bytes.start {
            self.copy_run();
            self.map.run(self.text.len(), start);
            self.run = bytes;
        } else {
            self.run.end = bytes.end;
        }
    }

    fn copy_run(&mut self) {
        if !self.run.is_empty() {
            let run = std::mem::take(&mut self.run);
            self.text.push_str(&self.content.text()[run]);
        }
    }

    /// How much text there is.
    fn len(&self) -> usize {
        self.text.len() + self.run.len()
    }

    fn end(&self) -> &str {
        match self.run.is_empty() {
            true => &self.text,
            false => &self.content.text()[self.run.clone()],
        }
    }

    /// Whether nothing stands here yet on this line.
    fn ends_line(&self) -> bool {
        self.len() == 0 || self.end().ends_with(['\n', '\t'])
    }

    /// Sees to the white space on both sides of what is hidden: how much of the
    /// text that comes next goes.
    fn close_seam(&mut self, text: &str) -> usize {
        let is_first = self.len() == 0;
        let (trimmed, skipped) = seam(self.end(), text, is_first, self.preformatted > 0);
        self.trim(trimmed);
        skipped
    }

    /// Takes bytes of white space off the end, but none that a mark covers.
    fn trim(&mut self, bytes: usize) {
        if bytes > 0 {
            self.copy_run();
            let end = self.text.len().saturating_sub(bytes).max(self.edge);
            self.text.truncate(end);
        }
    }
}

fn nothing(at: Address) -> AddressRange {
    AddressRange::new(at, at).unwrap_or_default()
}

/// The length of a separator.
fn small(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(0)
}
