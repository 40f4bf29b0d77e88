//! Expresses structure as text: separators of blocks, list markers, footnotes.

use std::collections::HashMap;

use super::{Maker, Open, Source};
use crate::authority::Slot;
use crate::html::element::Element;
use crate::profile::compiled::{Action, ListPart};
use crate::profile::{Carrier, Markers};
use crate::render::draft::{ListCounter, MarkKind, Note, task_box};
use crate::text::required_break::{RequiredBreak, Separator};
use crate::text::resolve::UnwrittenReason;
use crate::text::{Address, SpanRef};

/// The state of lists and links.
#[derive(Debug, Default)]
pub(super) struct Flatten {
    pub(super) lists: ListCounter,
    /// The markers of the open items, until their first text comes: they stand behind
    /// the separators. An item without text has none.
    markers: Vec<String>,
    notes: Vec<Note>,
    /// The number of each URL.
    numbers: HashMap<String, usize>,
    last_number: usize,
}

impl Flatten {
    /// Returns the footnote number of a URL. Equal URLs share one.
    pub(super) fn note_number(&self, url: &str) -> usize {
        let known = self.numbers.get(url).copied();
        known.unwrap_or(self.last_number + 1)
    }

    pub(super) fn push_note(&mut self, note: Note) {
        self.last_number = self.last_number.max(note.number);
        self.numbers.entry(note.text.clone()).or_insert(note.number);
        self.notes.push(note);
    }

    pub(super) fn into_notes(self) -> Vec<Note> {
        self.notes
    }

    /// Follows lists and their items, as they open.
    fn list(&mut self, span: SpanRef<'_>, part: ListPart, markers: Option<&Markers>) {
        match part {
            ListPart::None => {}
            ListPart::Bullets => self.lists.open_bullets(),
            ListPart::Numbers { start, reversed } => {
                let start = start.and_then(|id| span.attribute(id));
                let is_reversed = reversed.is_some_and(|id| span.attribute(id).is_some());
                self.lists.open_numbers(start, is_reversed);
            }
            ListPart::Item { value, checked } => {
                let [bullet, behind, indent] = markers.map_or([""; 3], Markers::parts);
                let indent = indent.repeat(self.lists.depth().saturating_sub(1));
                let number = self.lists.item(value.and_then(|id| span.attribute(id)));
                let mut marker = match number.and_then(|number| number.ascending()) {
                    Some(number) => format!("{indent}{number}{behind}"),
                    None => indent + bullet,
                };
                let checked = checked.and_then(|id| span.attribute(id));
                marker.push_str(checked.map_or("", task_box));
                self.markers.push(marker);
            }
        }
    }

    /// Follows lists and their items, as they end.
    pub(super) fn end_list(&mut self, part: ListPart) {
        match part {
            ListPart::None => {}
            ListPart::Bullets | ListPart::Numbers { .. } => self.lists.close(),
            ListPart::Item { .. } => {
                self.markers.pop();
            }
        }
    }
}

impl<'d> Maker<'d> {
    /// Starts a span in a flat draft.
    pub(super) fn start_flat(&mut self, span: SpanRef<'d>) {
        let Source {
            authority, profile, ..
        } = self.source;
        self.pass(span);
        let mut open = self.opening(span, RequiredBreak::NOTHING);
        match authority.slot(span.markup()) {
            Some(Slot::Tag(tag)) => self.flatten_tag(span, tag as usize, &mut open),
            None if self.hidden == 0 => {
                let why = UnwrittenReason::Unknown;
                self.losses
                    .push(profile.fallback_for(span, why, authority).1);
            }
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
        open.required_break = tag.required_break;
        self.pending.open(tag.required_break, false);
        if tag.list_part != ListPart::None {
            if let Some(flatten) = &mut self.flatten {
                flatten.list(span, tag.list_part, profile.markers.as_ref());
                open.list_part = tag.list_part;
            }
        }
        open.is_pre = tag.element == Element::Pre;
        self.preformatted += usize::from(open.is_pre);
        if tag.action == Action::Keep && profile.carrier() == Carrier::Flat {
            let nowhere = self.leads_nowhere(span, index).filter(|_| self.hidden == 0);
            if let Some(loss) = nowhere {
                self.losses.push(loss);
                self.describe(span, index);
            } else if self.hidden == 0 && !has_text {
                open.mark = self.mark_flat(span, index, tag.element.is_void());
            }
            return;
        }
        if self.hidden == 0 {
            self.losses.extend(tag.loss_in_text(span, entry));
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

    /// Writes the pending marker before anything that is not text of the content.
    pub(super) fn begin_flat(&mut self, at: Address) {
        self.write_marker(at);
        self.start_marks();
        self.is_after_hidden = false;
        self.is_divided = true;
    }

    /// Returns whether a marker waits for the first text of its item.
    pub(super) fn has_marker(&self) -> bool {
        let flatten = self.flatten.as_ref();
        let marker = flatten.and_then(|flatten| flatten.markers.last());
        marker.is_some_and(|marker| !marker.is_empty())
    }

    pub(super) fn write_marker(&mut self, at: Address) {
        if let Some(flatten) = &mut self.flatten {
            // Items that begin with an item have one marker, that of the innermost.
            let waiting = flatten.markers.iter_mut().rev();
            let mut waiting = waiting.take_while(|marker| !marker.is_empty());
            if let Some(marker) = waiting.next() {
                self.text.push_own(&std::mem::take(marker), at);
            }
            waiting.for_each(String::clear);
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
        let source = Source {
            content: &content,
            authority: &authority,
            profile: &profile,
            plan: &plan,
            urls: profile.urls(None),
        };
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
        check(&plain, "<ol:reversed= <li a > >", "- a");
        check(
            &plain,
            "<ul <li:data-checked=true a > <li:data-checked=false b > >",
            "- [x] a\n- [ ] b",
        );
        check(&plain, "x <ul <li <p a > <p b > > >", "x\n\n- a\n\nb");
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
