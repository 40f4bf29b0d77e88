//! Text without markup: the clean text, and what the rules put in the place of
//! markup.

use std::borrow::Cow;
use std::ops::Range;

use crate::authority::{AttributeId, Authority, Slot, TagEntry};
use crate::profile::Lists;
use crate::render::draft::{Draft, Written};
use crate::render::fit::{Draft as FitDraft, Fitted, fit};
use crate::render::loss::{Loss, LossKind};
use crate::render::transform::{Action, Transform};
use crate::text::pieces::description;
use crate::text::separator::Asked;
use crate::text::{Address, AddressedText, SpanRef};

/// What the tags of an authority are to a text without markup, found once.
#[derive(Debug, Default)]
pub(in crate::render) struct Speech {
    tags: Vec<Spoken>,
}

/// One tag.
#[derive(Debug)]
struct Spoken {
    /// What its borders ask for.
    asked: Asked,
    /// What it is as a loss: blocks and breaks are in the text as white space,
    /// and no loss.
    loss: Option<Loss>,
    part: Part,
    /// Whether a rule of the profile puts something in its place.
    is_touched: bool,
}

/// The part of a tag in lists whose items are marked.
#[derive(Debug)]
enum Part {
    None,
    Bullets,
    Numbers {
        start: Option<AttributeId>,
        reversed: Option<AttributeId>,
    },
    Item {
        value: Option<AttributeId>,
    },
}

impl Speech {
    pub(in crate::render) fn new(authority: &Authority, transform: &Transform) -> Self {
        let tags = authority.tags().iter().zip(&transform.actions);
        let tags = tags.map(|(tag, action)| Spoken::new(tag, action, &transform.lists));
        Self {
            tags: tags.collect(),
        }
    }

    fn of(&self, span: SpanRef<'_>, authority: &Authority) -> Option<(usize, &Spoken)> {
        match authority.slot(span.markup())? {
            Slot::Tag(tag) => Some((tag as usize, &self.tags[tag as usize])),
            Slot::Character(_) => None,
        }
    }
}

impl Spoken {
    fn new(tag: &TagEntry, action: &Action, lists: &Lists) -> Self {
        let kind = match action {
            Action::Keep | Action::Strip => {
                let is_white = tag.displayed().is_block() || !tag.void_text().is_empty();
                (!is_white).then_some(LossKind::Markup)
            }
            Action::Remove => Some(LossKind::Content),
            Action::Surround(..) | Action::Replace(_) | Action::Describe(_) => {
                Some(LossKind::Rewritten)
            }
        };
        let attribute = |name: &str| {
            let mut attributes = tag.attributes().iter();
            let known = attributes.find(|attribute| attribute.name() == name);
            known.map(|known| known.id())
        };
        let part = match tag.rendered_name() {
            _ if !lists.marks() => Part::None,
            "ol" => Part::Numbers {
                start: attribute("start"),
                reversed: attribute("reversed"),
            },
            "ul" | "menu" => Part::Bullets,
            "li" => Part::Item {
                value: attribute("value"),
            },
            _ => Part::None,
        };
        let is_written = matches!(action, Action::Keep | Action::Strip);
        Self {
            asked: Asked::by(tag.displayed()),
            loss: kind.map(|kind| Loss::new(kind, tag.name(), Default::default())),
            is_touched: !is_written || matches!(part, Part::Item { .. }),
            part,
        }
    }
}

/// Writes a draft.
pub(in crate::render) fn write_draft(draft: &Draft<'_>) -> Written {
    Written {
        output: draft.text().to_owned(),
        ..Written::default()
    }
}

pub(in crate::render) fn write<'t>(
    content: &'t AddressedText,
    authority: &Authority,
    transform: &Transform,
    speech: &Speech,
) -> (Cow<'t, str>, Vec<Loss>) {
    let is_touched = |span| {
        let spoken = speech.of(span, authority);
        spoken.is_some_and(|(_, spoken)| spoken.is_touched)
    };
    let end = content.len();
    let (fitted, mut losses) = if content.spans().any(is_touched) {
        rewrite(content, authority, transform, speech)
    } else {
        let fitted = fit(FitDraft::of(content.text()), transform, end);
        let fitted = fitted.unwrap_or_default();
        let mut losses = Vec::new();
        let is_cut = |span: &SpanRef<'_>| fitted.cut.is_some_and(|cut| span.range().start() >= cut);
        for span in content.spans().take_while(|span| !is_cut(span)) {
            report(span, authority, speech, &mut losses);
        }
        (fitted, losses)
    };
    if let Some(cut) = fitted.cut {
        losses.retain(|loss| loss.range().start() < cut);
    }
    losses.extend(fitted.losses);
    losses.sort_by_key(|loss| (loss.range().start(), loss.range().end()));
    (fitted.output, losses)
}

/// What is lost of a span: what only markup says.
fn report(span: SpanRef<'_>, authority: &Authority, speech: &Speech, losses: &mut Vec<Loss>) {
    if let Some((_, spoken)) = speech.of(span, authority) {
        losses.extend(spoken.loss.as_ref().map(|loss| loss.at(span.range())));
    } else if authority.entry(span.markup()).is_none() {
        let name = span.markup().to_string();
        losses.push(Loss::new(LossKind::Unknown, name, span.range()));
    }
}

/// The number of the next item of an open list; `None` for bullets.
type List = Option<i64>;

/// What an open span has to do at its end, and where that is.
struct Open<'w> {
    byte: usize,
    address: Address,
    asked: Asked,
    hides: bool,
    after: &'w str,
    is_list: bool,
}

struct Writer<'w, 't> {
    authority: &'w Authority,
    transform: &'w Transform,
    speech: &'w Speech,
    content: &'t AddressedText,
    draft: FitDraft<'t>,
    losses: Vec<Loss>,
    /// How far the content has come.
    byte: usize,
    address: Address,
    open: Vec<Open<'w>>,
    /// How many of the open spans hide what is in them.
    hidden: usize,
    lists: Vec<List>,
    /// The marker of an item, until its first text comes: it stands behind the
    /// separators.
    marker: String,
    /// What stood here last is hidden: one space beside it is enough.
    is_after_hidden: bool,
    /// What the borders since the last text ask for. It is in the text that
    /// comes next; but what stands for a span without text comes before that.
    asked: Asked,
    /// The separator that was written before such a thing: the text that goes
    /// on has it too.
    written: &'static str,
}

/// What a platform gets of content that rules touch, and the markup that it does
/// not get. Of a long text no more is gone through than a limit lets in.
fn rewrite<'t>(
    content: &'t AddressedText,
    authority: &Authority,
    transform: &Transform,
    speech: &Speech,
) -> (Fitted<'t>, Vec<Loss>) {
    let mut most = match transform.limit {
        Some(limit) => 2 * limit.most() as usize + 256,
        None => usize::MAX,
    };
    loop {
        let mut writer = Writer {
            authority,
            transform,
            speech,
            content,
            draft: FitDraft::new(content.text(), content.text().len().min(most)),
            losses: Vec::new(),
            byte: 0,
            address: Address::new(0),
            open: Vec::new(),
            hidden: 0,
            lists: Vec::new(),
            marker: String::new(),
            is_after_hidden: false,
            asked: Asked::NOTHING,
            written: "",
        };
        let is_whole = writer.run(most);
        let draft = writer.draft.finish(is_whole);
        if let Some(fitted) = fit(draft, transform, content.len()) {
            return (fitted, writer.losses);
        }
        most = most.saturating_mul(4);
    }
}

impl<'w, 't> Writer<'w, 't> {
    /// Writes until there is so much, or all; whether it is all.
    fn run(&mut self, most: usize) -> bool {
        let content = self.content;
        for span in content.spans() {
            if self.draft.len() >= most {
                return false;
            }
            while self.open.len() > usize::from(span.depth()) {
                self.close();
            }
            self.text(span.byte_range().start, span.range().start());
            if self.hidden == 0 {
                report(span, self.authority, self.speech, &mut self.losses);
            }
            self.open(span);
        }
        while !self.open.is_empty() {
            self.close();
        }
        self.text(content.text().len(), content.len());
        true
    }

    fn open(&mut self, span: SpanRef<'t>) {
        let mut open = Open {
            byte: span.byte_range().end,
            address: span.range().end(),
            asked: Asked::NOTHING,
            hides: false,
            after: "",
            is_list: false,
        };
        if let Some((tag, spoken)) = self.speech.of(span, self.authority) {
            open.asked = spoken.asked;
            self.asked = self.asked.and(spoken.asked);
            open.is_list = self.list(span, &spoken.part);
            (open.hides, open.after) = self.instead(span, &self.transform.actions[tag]);
            self.hidden += usize::from(open.hides);
        }
        self.open.push(open);
    }

    /// Writes what stands before a span; whether its content is hidden, and what
    /// stands behind it.
    fn instead(&mut self, span: SpanRef<'t>, action: &'w Action) -> (bool, &'w str) {
        let at = span.range().start();
        match action {
            Action::Keep | Action::Strip => (false, ""),
            Action::Remove => (true, ""),
            Action::Surround(before, after) => {
                self.put(before, at);
                (false, after)
            }
            Action::Replace(text) => {
                self.put(text, at);
                (true, "")
            }
            Action::Describe(attribute) => {
                if let Some(value) = description(span, *attribute) {
                    self.put(&format!("[{value}]"), at);
                }
                (true, "")
            }
        }
    }

    /// Text of the content, up to a byte and its address.
    fn text(&mut self, to: usize, end: Address) {
        if self.byte == to {
            return;
        }
        let bytes = std::mem::replace(&mut self.byte, to)..to;
        let start = std::mem::replace(&mut self.address, end);
        if self.hidden > 0 {
            return;
        }
        let is_plain = !self.is_after_hidden
            && self.asked == Asked::NOTHING
            && self.written.is_empty()
            && self.marker.is_empty();
        if is_plain {
            self.draft.push_text(bytes, start);
        } else {
            self.text_after(bytes, start);
        }
    }

    /// Text behind a border, a marker, or what is hidden.
    fn text_after(&mut self, bytes: Range<usize>, start: Address) {
        let text = &self.content.text()[bytes.clone()];
        if std::mem::take(&mut self.is_after_hidden) && text.starts_with([' ', '\n', '\t']) {
            self.draft.drop_space();
        }
        let written = std::mem::take(&mut self.written);
        let (mut bytes, mut start) = (bytes, start);
        if self.asked == Asked::NOTHING {
            if text.starts_with(written) {
                start = Address::new(start.get() + small(written.len()));
                bytes.start += written.len();
            }
        } else if !text.starts_with(['\n', '\t']) && !self.draft.ends_line() {
            self.draft.push(self.asked.separator(), start);
        }
        self.asked = Asked::NOTHING;
        if !self.marker.is_empty() {
            let text = &self.content.text()[bytes.clone()];
            if !text.bytes().all(|b| b.is_ascii_whitespace()) {
                let marker = std::mem::take(&mut self.marker);
                self.draft.push(&marker, start);
            }
        }
        self.draft.push_text(bytes, start);
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else {
            return;
        };
        self.text(open.byte, open.address);
        self.asked = self.asked.and(open.asked);
        self.hidden -= usize::from(open.hides);
        self.is_after_hidden |= open.hides;
        if open.is_list {
            self.lists.pop();
        }
        if self.hidden == 0 {
            self.draft.push(open.after, open.address);
        }
    }

    /// Writes what stands in the place of markup, behind a pending marker.
    fn put(&mut self, text: &str, at: Address) {
        if self.hidden > 0 || text.is_empty() {
            return;
        }
        let asked = std::mem::take(&mut self.asked);
        if asked != Asked::NOTHING && !self.draft.ends_line() {
            self.written = asked.separator();
            self.draft.push(self.written, at);
        }
        let marker = std::mem::take(&mut self.marker);
        self.draft.push(&marker, at);
        self.draft.push(text, at);
    }

    /// Follows lists and their items; whether the span is a list.
    fn list(&mut self, span: SpanRef<'_>, part: &Part) -> bool {
        let value = |id: &Option<AttributeId>| id.and_then(|id| span.attribute(id));
        let number = |id| value(id).and_then(|value| value.parse().ok());
        match part {
            Part::None => return false,
            // Where a list counts down from, only a count of its items says: it
            // gets bullets rather than wrong numbers.
            Part::Numbers { reversed, .. } if value(reversed).is_some() => self.lists.push(None),
            Part::Numbers { start, .. } => self.lists.push(Some(number(start).unwrap_or(1))),
            Part::Bullets => self.lists.push(None),
            Part::Item { value } => {
                self.marker = match self.lists.last_mut() {
                    Some(Some(next)) => {
                        let this = number(value).unwrap_or(*next);
                        *next = this.saturating_add(1);
                        format!("{this}. ")
                    }
                    _ => self.transform.lists.bullet().to_owned(),
                };
                return false;
            }
        }
        true
    }
}

/// The length of a separator.
fn small(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(0)
}
