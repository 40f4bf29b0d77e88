//! Expresses structure as text: separators of blocks, list markers, footnotes.

use std::collections::HashMap;

use super::{Maker, Open, Source};
use crate::authority::{AttributeId, Slot};
use crate::html::element::Element;
use crate::profile::Carrier;
use crate::profile::compiled::{Action, CompiledProfile, ListPart};
use crate::render::draft::lists::{ListRole, Numbering, item_counts};
use crate::render::draft::{ListCounter, MarkKind, Note, task_box};
use crate::text::required_break::{RequiredBreak, Separator};
use crate::text::{Address, SpanRef};

/// The state of lists and links.
#[derive(Debug, Default)]
pub(super) struct Flatten {
    lists: ListCounter,
    /// The open lists and items.
    nest: Vec<Nest>,
    notes: Vec<Note>,
    /// The number of each URL.
    numbers: HashMap<String, usize>,
    last_number: usize,
}

/// An open list or item, or another block with a text before its lines.
#[derive(Debug)]
struct Nest {
    kind: NestKind,
    /// What stands before the lines of what is in it.
    indent: String,
    /// How many items are around it, with itself.
    level: usize,
}

#[derive(Debug)]
enum NestKind {
    /// With the indent of its last item: what stands in a list outside of its items
    /// belongs to the one before it.
    List(Option<String>),
    /// With the indent of its list and its marker, until its first text comes: it stands
    /// behind the separators. An item without text has none.
    Item(String, String),
    /// With the text before its lines.
    Block(String),
}

impl Nest {
    /// Returns what stands before a line in it that is in no item of its own.
    fn inner(&self) -> &str {
        match &self.kind {
            NestKind::List(Some(last)) => last,
            _ => &self.indent,
        }
    }

    fn inner_level(&self) -> usize {
        self.level + usize::from(matches!(self.kind, NestKind::List(Some(_))))
    }
}

/// What is deeper is indented no further, so that the output stays in proportion to the
/// content.
const MOST_COLUMNS: usize = 32;
const MOST_LEVELS: usize = 8;

impl Flatten {
    /// Returns the footnote number of a URL. Equal URLs share one.
    pub(super) fn note_number(&self, url: &str) -> usize {
        let known = self.numbers.get(url).copied();
        known.unwrap_or(self.last_number + 1)
    }

    pub(super) fn push_note(&mut self, note: Note) {
        if let Some(number) = note.number {
            self.last_number = self.last_number.max(number);
            self.numbers.entry(note.said()).or_insert(number);
        }
        self.notes.push(note);
    }

    pub(super) fn into_notes(self) -> Vec<Note> {
        self.notes
    }

    /// A list opens.
    fn open_list(&mut self, numbering: Option<Numbering<'_>>) {
        match numbering {
            None => self.lists.open_bullets(),
            Some(numbering) => self.lists.open_numbers(numbering),
        }
        let around = self.nest.last();
        self.nest.push(Nest {
            kind: NestKind::List(None),
            indent: around.map_or("", Nest::inner).to_owned(),
            level: around.map_or(0, Nest::inner_level),
        });
    }

    /// An item opens.
    fn open_item(&mut self, value: Option<&str>, checked: Option<&str>, profile: &CompiledProfile) {
        let Some(markers) = &profile.markers else {
            return;
        };
        let (before, level) = match self.nest.last() {
            Some(list) => (list.indent.clone(), list.level),
            None => (String::new(), 0),
        };
        let mut marker = match self.lists.item(value) {
            Some(number) => number.label() + markers.number(),
            None => markers.bullet().to_owned(),
        };
        let mut indent = before.clone();
        if profile.indents && level < MOST_LEVELS {
            match markers.indent() {
                Some(own) => indent.push_str(own),
                None => {
                    let width = marker.chars().count();
                    let room = MOST_COLUMNS.saturating_sub(indent.len());
                    indent.push_str(&" ".repeat(width.min(room)));
                }
            }
        }
        marker.push_str(checked.map_or("", task_box));
        self.nest.push(Nest {
            kind: NestKind::Item(before, marker),
            indent,
            level: level + 1,
        });
    }

    /// A block opens that has a text before its lines.
    pub(super) fn open_prefix(&mut self, prefix: &str, profile: &CompiledProfile) {
        let around = self.nest.last();
        let level = around.map_or(0, Nest::inner_level);
        let is_put = profile.indents && level < MOST_LEVELS;
        let prefix = if is_put { prefix } else { "" };
        self.nest.push(Nest {
            indent: around.map_or("", Nest::inner).to_owned() + prefix,
            kind: NestKind::Block(prefix.to_owned()),
            level: level + 1,
        });
    }

    pub(super) fn end_prefix(&mut self) {
        self.nest.pop();
    }

    /// Follows lists and their items, as they end.
    pub(super) fn end_list(&mut self, part: ListPart) {
        let ended = self.nest.pop();
        match part {
            ListPart::None => {}
            ListPart::Bullets | ListPart::Numbers { .. } => self.lists.close(),
            ListPart::Item { .. } => {
                if let (Some(ended), Some(around)) = (ended, self.nest.last_mut()) {
                    if let NestKind::List(last) = &mut around.kind {
                        *last = Some(ended.indent);
                    }
                }
            }
        }
    }

    /// Returns whether a marker waits for the next text.
    pub(super) fn awaits_marker(&self) -> bool {
        // Those around the innermost item were taken with its own.
        let item = self.nest.iter().rev().find_map(|nest| match &nest.kind {
            NestKind::Item(_, marker) => Some(marker),
            NestKind::Block(_) | NestKind::List(_) => None,
        });
        item.is_some_and(|marker| !marker.is_empty())
    }

    /// Takes the marker that waits for the first text of its item, with the texts before the
    /// lines of blocks that begin there. Items that begin with an item have one marker, that
    /// of the innermost.
    fn take_marker(&mut self) -> Option<(String, String)> {
        let mut found = None;
        let mut prefixes: Vec<&str> = Vec::new();
        for nest in self.nest.iter_mut().rev() {
            match &mut nest.kind {
                NestKind::Item(_, marker) if marker.is_empty() => break,
                NestKind::Item(before, marker) => {
                    let mut taken = (std::mem::take(before), std::mem::take(marker));
                    taken.1.extend(prefixes.drain(..).rev());
                    found = found.or(Some(taken));
                }
                NestKind::Block(prefix) => prefixes.push(prefix),
                NestKind::List(_) => {}
            }
        }
        found
    }
}

impl<'d> Maker<'d> {
    /// Starts a span in a flat draft.
    pub(super) fn start_flat(&mut self, span: SpanRef<'d>) {
        let authority = self.source.authority;
        self.pass(span);
        let mut open = self.opening(span, RequiredBreak::NOTHING);
        match authority.slot(span.markup()) {
            Some(Slot::Tag(tag)) => self.flatten_tag(span, tag as usize, &mut open),
            None if self.hidden == 0 => self.lose_unknown(span),
            Some(Slot::Character(_)) | None => {}
        }
        self.push_open(open);
    }

    #[inline]
    fn flatten_tag(&mut self, span: SpanRef<'d>, index: usize, open: &mut Open<'d>) {
        let Source {
            authority, profile, ..
        } = self.source;
        let (tag, entry) = (&profile.tags[index], &authority.tags()[index]);
        let has_text = !entry.void_text().is_empty();
        if has_text {
            // Its line feed is no separator.
            self.written = Separator::default();
            open.is_covered = true;
        }
        open.is_passed = tag.is_border;
        open.required_break = tag.required_break;
        self.open_unwritten_border(tag.required_break);
        if tag.list_part != ListPart::None {
            self.open_list_part(span, tag.list_part);
            open.list_part = Some(&tag.list_part);
        }
        open.is_pre = tag.element == Element::Pre;
        self.preformatted += usize::from(open.is_pre);
        if tag.action == Action::Keep && profile.carrier() == Carrier::Flat {
            let nowhere = self.leads_nowhere(span, index).filter(|_| self.hidden == 0);
            if let Some(loss) = nowhere {
                self.losses.push(loss);
                self.describe_image(span, index);
            } else if self.hidden == 0 && !has_text {
                open.mark = self.mark_flat(span, index, tag.element.is_void());
            }
            return;
        }
        if self.hidden == 0 {
            self.lose_in_text(span, tag);
        }
        if !tag.action.leaves_text() {
            self.act(span, &tag.action, open);
        }
    }

    /// Puts a mark on the text that comes next. Returns its index if the mark has an
    /// end.
    fn mark_flat(&mut self, span: SpanRef<'d>, tag: usize, is_void: bool) -> Option<usize> {
        if !is_void {
            return Some(self.mark(span, tag, MarkKind::Element));
        }
        self.mark(span, tag, MarkKind::Void);
        // A visible element on the current line.
        self.begin(span.range().start());
        None
    }

    /// Returns the number of items of a list that counts down.
    pub(super) fn item_count(&mut self, list: SpanRef<'d>) -> u32 {
        let Source {
            content, authority, ..
        } = self.source;
        let counts = self.item_counts.get_or_insert_with(|| {
            item_counts(content.spans().map(|span| {
                let tag = authority.tag_index(span.markup());
                let role = match tag.map(|tag| authority.element(tag)) {
                    Some(Element::Ol | Element::Ul | Element::Menu) => ListRole::List,
                    Some(Element::Li) => ListRole::Item,
                    _ => ListRole::None,
                };
                (span.start().get(), span.depth(), role)
            }))
        });
        let count = counts.get(&(list.start().get(), list.depth()));
        count.copied().unwrap_or_default()
    }

    /// Follows lists and their items, as they open.
    fn open_list_part(&mut self, span: SpanRef<'d>, part: ListPart) {
        let value = |id: Option<AttributeId>| id.and_then(|id| span.attribute(id));
        let is_reversed = |id| value(id).is_some();
        let numbering = match part {
            ListPart::Numbers {
                start,
                kind,
                reversed,
            } => Some(Numbering {
                start: value(start),
                kind: value(kind),
                reversed: is_reversed(reversed).then(|| self.item_count(span)),
            }),
            _ => None,
        };
        let profile = self.source.profile;
        let Some(flatten) = &mut self.flatten else {
            return;
        };
        match part {
            ListPart::None => {}
            ListPart::Bullets | ListPart::Numbers { .. } => flatten.open_list(numbering),
            ListPart::Item {
                value: own,
                checked,
            } => {
                flatten.open_item(value(own), value(checked), profile);
            }
        }
    }

    /// Writes the pending marker before anything that is not text of the content.
    pub(super) fn begin_flat(&mut self, at: Address) {
        self.begin_line(at);
        self.write_marker(at);
        self.write_openings();
        self.start_marks();
        self.is_blank_item = false;
        self.is_after_hidden = false;
        self.is_divided = true;
    }

    /// Returns whether a marker waits for the first text of its item.
    pub(super) fn has_marker(&self) -> bool {
        let nests = self.flatten.iter().flat_map(|flatten| &flatten.nest);
        let mut nests = nests.map(|nest| &nest.kind).rev();
        let innermost = nests.find(|kind| !matches!(kind, NestKind::Block(_)));
        matches!(innermost, Some(NestKind::Item(_, marker)) if !marker.is_empty())
    }

    /// Returns whether a line that begins here may have a marker or an indent.
    pub(super) fn has_indent(&self) -> bool {
        let flatten = self.flatten.as_ref();
        flatten.is_some_and(|flatten| !flatten.nest.is_empty())
    }

    /// Writes what a line of a list begins with: the marker of an item, or its indent.
    pub(super) fn write_marker(&mut self, at: Address) {
        let Some(flatten) = &mut self.flatten else {
            return;
        };
        let text = self.text.as_str();
        let begins_line = text.is_empty() || text.ends_with('\n');
        if let Some((before, marker)) = flatten.take_marker() {
            let before = if begins_line { before } else { String::new() };
            self.text.push_own(&(before + &marker), at);
        } else if self.preformatted == 0 && begins_line {
            if let Some(nest) = flatten.nest.last() {
                self.text.push_own(nest.inner(), at);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::authority::{AttributeId, Authority};
    use crate::profile::compiled::CompiledProfile;
    use crate::profile::{Links, Lists, Markers, Profile, Rule, Syntax, UrlBase};
    use crate::render::draft::{Source, make};
    use crate::text::{AddressedText, TextBuilder};

    /// Builds content from words: `<ol:start=3` opens a tag, `>` closes it, `br/` is
    /// void, and the rest is text.
    fn content(words: &str, authority: &Authority) -> AddressedText {
        let mut builder = TextBuilder::new(authority);
        for word in words.split(' ') {
            if word == ">" {
                builder.close().unwrap();
            } else if let Some(tag) = word.strip_prefix('<') {
                let (name, attribute) = tag.split_once(':').unwrap_or((tag, ""));
                let tag = authority.tag_named(name).unwrap();
                let attribute = attribute.split_once('=');
                let attribute = attribute.map(|(name, value)| {
                    let id: AttributeId = tag.attribute_named(name).unwrap().id();
                    (id, value)
                });
                let attributes: Vec<_> = attribute.into_iter().collect();
                builder.open(tag.id(), &attributes).unwrap();
            } else if let Some(name) = word.strip_suffix('/') {
                let tag = authority.tag_named(name).unwrap();
                builder.void(tag.id(), &[]).unwrap();
            } else {
                builder.text(word).unwrap();
            }
        }
        builder.finish().unwrap()
    }

    /// Checks the text of a draft and the places of its marks.
    #[track_caller]
    fn check(profile: &Profile, words: &str, expect: &str) {
        let authority = Authority::article();
        let content = content(words, &authority);
        let profile = CompiledProfile::new(profile, &authority);
        let plan = profile.plan(&authority);
        let source = Source::without_base(&content, &authority, &profile, &plan);
        let draft = make(source, usize::MAX)
            .draft
            .closed(&profile.breaks)
            .into_owned();
        let mut found = draft.text().to_owned();
        for mark in draft.marks() {
            found.push_str(&format!(
                " {}={:?}",
                mark.name,
                &draft.text()[mark.bytes.clone()]
            ));
        }
        assert_eq!(found, expect, "{words}");
    }

    fn marked(syntax: Syntax) -> Profile {
        let markers = Markers::new("- ").with_number(") ").with_indent("  ");
        Profile::new(syntax).with_lists(Lists::Marked(markers))
    }

    #[test]
    fn items_have_markers() {
        let plain = marked(Syntax::Plain);
        check(&plain, "<ul <li a > <li b > >", "- a\n- b");
        check(
            &plain,
            "<ol:start=3 <li a > <li:value=7 b > <li c > >",
            "3) a\n7) b\n8) c",
        );
        check(
            &plain,
            "<ol <li a <ul <li b > > > <li c > >",
            "1) a\n  - b\n2) c",
        );
        check(&plain, "<ol:reversed= <li a > <li b > >", "2) a\n1) b");
        check(
            &plain,
            "<ul <li:data-checked=true a > <li:data-checked=false b > >",
            "- [x] a\n- [ ] b",
        );
        check(&plain, "x <ul <li <p a > <p b > > >", "x\n\n- a\n\n  b");
    }

    #[test]
    fn markers_stand_outside_of_marks() {
        let ranges = marked(Syntax::Slack)
            .with_default_rule(Rule::Strip)
            .with_rule("b", Rule::Keep);
        check(&ranges, "x <ul <li <b a > b > >", "x\n- ab b=\"a\"");
        check(&ranges, "<p a > <p <b > b >", "a\n\nb");
        check(&ranges, "<p <b a > > <p b >", "a\n\nb b=\"a\"");
    }

    #[test]
    fn what_is_put_in_stands_behind_separators() {
        let quoted = marked(Syntax::Plain).with_rule("p", Rule::Surround("[".into(), "]".into()));
        check(&quoted, "<p a > <p b >", "[a]\n\n[b]");
        check(&quoted, "<ul <li <p a > > <li <p > > >", "- [a]\n\n- []");
        let hidden = marked(Syntax::Plain).with_rule("del", Rule::Remove);
        check(&hidden, "<p a > <p <del x > b >", "a\n\nb");
        check(&hidden, "<p a br/ <del x > >", "a");
    }

    #[test]
    fn a_url_has_one_footnote() {
        let notes = Profile::new(Syntax::Plain)
            .with_links(Links::Footnotes)
            .with_base(UrlBase::Optional);
        check(
            &notes,
            "<a:href=/x a > b <a:href=/y c > <a:href=/x d >",
            "a[1]bc[2]d[1]\n\n[1] /x\n[2] /y",
        );
        check(&notes, "<a:href=https://a.b/ a.b > <a:href= c >", "a.bc");
    }
}
