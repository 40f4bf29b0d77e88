//! Text without markup: the clean text, and what the rules put in the place of
//! markup.

use std::borrow::Cow;

use crate::authority::{Authority, Entry};
use crate::render::fit::{Draft, fit};
use crate::render::loss::{Loss, LossKind};
use crate::render::transform::{Action, Transform};
use crate::text::separator::Asked;
use crate::text::{Address, AddressedText, SpanRef, Step};

pub(in crate::render) fn write<'t>(
    content: &'t AddressedText,
    authority: &Authority,
    transform: &Transform,
) -> (Cow<'t, str>, Vec<Loss>) {
    let mut losses = Vec::new();
    let draft = if content
        .spans()
        .any(|span| is_touched(span, authority, transform))
    {
        rewrite(content, authority, transform, &mut losses)
    } else {
        for span in content.spans() {
            report(span, authority, transform, &mut losses);
        }
        Draft::of(content.text())
    };
    let output = fit(draft, transform, content.len(), &mut losses);
    losses.sort_by_key(|loss| (loss.range().start(), loss.range().end()));
    (output, losses)
}

/// Whether a rule of the profile puts something in the place of a span.
fn is_touched(span: SpanRef<'_>, authority: &Authority, transform: &Transform) -> bool {
    let Some(tag) = authority.tag_index(span.markup()) else {
        return false;
    };
    let is_marked_item = authority.tags()[tag].rendered_name() == "li" && transform.lists.marks();
    is_marked_item || !matches!(transform.actions[tag], Action::Keep | Action::Strip)
}

/// Blocks and breaks are in the text as white space; all else that only markup
/// says is a loss.
fn report(span: SpanRef<'_>, authority: &Authority, transform: &Transform, losses: &mut Vec<Loss>) {
    let Some(entry) = authority.entry(span.markup()) else {
        let name = span.markup().to_string();
        losses.push(Loss::new(LossKind::Unknown, name, span.range()));
        return;
    };
    let (Entry::Tag(tag), Some(index)) = (entry, authority.tag_index(span.markup())) else {
        return;
    };
    let kind = match transform.actions[index] {
        Action::Keep | Action::Strip => {
            if tag.displayed().is_block() || !tag.void_text().is_empty() {
                return;
            }
            LossKind::Markup
        }
        Action::Remove => LossKind::Content,
        Action::Surround(..) | Action::Replace(_) | Action::Describe(_) => LossKind::Rewritten,
    };
    losses.push(Loss::new(kind, tag.name(), span.range()));
}

/// The number of the next item of an open list; `None` for bullets.
type List = Option<i64>;

/// What an open span has to do at its end.
struct Open<'w> {
    hides: bool,
    after: &'w str,
    is_list: bool,
}

struct Writer<'w> {
    authority: &'w Authority,
    transform: &'w Transform,
    draft: Draft<'static>,
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

fn rewrite(
    content: &AddressedText,
    authority: &Authority,
    transform: &Transform,
    losses: &mut Vec<Loss>,
) -> Draft<'static> {
    let mut writer = Writer {
        authority,
        transform,
        draft: Draft::with_capacity(content.text().len()),
        open: Vec::new(),
        hidden: 0,
        lists: Vec::new(),
        marker: String::new(),
        is_after_hidden: false,
        asked: Asked::NOTHING,
        written: "",
    };
    for step in content.walk() {
        match step {
            Step::Open(span) => {
                if writer.hidden == 0 {
                    report(span, authority, transform, losses);
                }
                writer.open(span);
            }
            Step::Text { text, start } => writer.text(text, start),
            Step::Close(span) => writer.close(span),
        }
    }
    writer.draft
}

impl<'w> Writer<'w> {
    fn open(&mut self, span: SpanRef<'_>) {
        self.border(span);
        let is_list = self.list(span);
        let action = self.authority.tag_index(span.markup());
        let action = action.map(|tag| &self.transform.actions[tag]);
        let (hides, after) = match action {
            None | Some(Action::Keep | Action::Strip) => (false, ""),
            Some(Action::Remove) => (true, ""),
            Some(Action::Surround(before, after)) => {
                self.put(before, span.range().start());
                (false, &**after)
            }
            Some(Action::Replace(text)) => {
                self.put(text, span.range().start());
                (true, "")
            }
            Some(Action::Describe(attribute)) => {
                let value = span.attribute(*attribute).unwrap_or("");
                if !value.is_empty() {
                    self.put(&format!("[{value}]"), span.range().start());
                }
                (true, "")
            }
        };
        self.hidden += usize::from(hides);
        self.open.push(Open {
            hides,
            after,
            is_list,
        });
    }

    fn text(&mut self, text: &str, start: Address) {
        if self.hidden == 0
            && std::mem::take(&mut self.is_after_hidden)
            && text.starts_with([' ', '\n', '\t'])
        {
            self.draft.drop_space();
        }
        if self.hidden > 0 {
            return;
        }
        let written = std::mem::take(&mut self.written);
        let (mut text, mut start) = (text, start);
        if self.asked == Asked::NOTHING {
            if let Some(rest) = text.strip_prefix(written) {
                start = Address::new(start.get() + small(written.len()));
                text = rest;
            }
        } else if !text.starts_with(['\n', '\t']) && !self.draft.ends_line() {
            self.draft.push(self.asked.separator(), start);
        }
        self.asked = Asked::NOTHING;
        if !text.bytes().all(|b| b.is_ascii_whitespace()) {
            let marker = std::mem::take(&mut self.marker);
            self.draft.push(&marker, start);
        }
        self.draft.push_text(text, start);
    }

    fn border(&mut self, span: SpanRef<'_>) {
        if let Some(tag) = self.authority.tag(span.markup()) {
            self.asked = self.asked.and(Asked::by(tag.displayed()));
        }
    }

    fn close(&mut self, span: SpanRef<'_>) {
        let Some(open) = self.open.pop() else {
            return;
        };
        self.border(span);
        self.hidden -= usize::from(open.hides);
        self.is_after_hidden |= open.hides;
        if open.is_list {
            self.lists.pop();
        }
        if self.hidden == 0 {
            self.draft.push(open.after, span.range().end());
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
    fn list(&mut self, span: SpanRef<'_>) -> bool {
        if !self.transform.lists.marks() {
            return false;
        }
        let Some(tag) = self.authority.tag(span.markup()) else {
            return false;
        };
        let value = |name: &str| {
            let known = tag
                .attributes()
                .iter()
                .find(|attribute| attribute.name() == name);
            known.and_then(|attribute| span.attribute(attribute.id()))
        };
        let number = |name: &str| value(name).and_then(|value| value.parse().ok());
        match tag.rendered_name() {
            // Where a list counts down from, only a count of its items says: it
            // gets bullets rather than wrong numbers.
            "ol" if value("reversed").is_some() => self.lists.push(None),
            "ol" => self.lists.push(Some(number("start").unwrap_or(1))),
            "ul" | "menu" => self.lists.push(None),
            "li" => {
                self.marker = match self.lists.last_mut() {
                    Some(Some(next)) => {
                        let this = number("value").unwrap_or(*next);
                        *next = this.saturating_add(1);
                        format!("{this}. ")
                    }
                    _ => self.transform.lists.bullet().to_owned(),
                };
                return false;
            }
            _ => return false,
        }
        true
    }
}

/// The length of a separator.
fn small(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(0)
}
