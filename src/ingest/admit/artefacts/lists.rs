//! List items that are not nested as lists are: paragraphs that give their level, and
//! items of one list that give the kind and level of theirs.

use super::super::report::{kind_of, removed};
use super::super::{Admit, Frame, Opening};
use super::Part;
use crate::authority::AttributeId;
use crate::html::element::Element;
use crate::html::name::Name;
use crate::ingest::artefacts::{Base, Marker, Verdict};
use crate::ingest::event::{OpenTag, Origin};
use crate::ingest::finding::{Reason, Severity};
use crate::ingest::lexer::Attribute;
use crate::policy::{ArtefactPart, KeptTag, TagAction, edge_of, style};
use crate::text::MAX_DEPTH;

/// The attribute that says whether an item is ticked.
pub(super) const TASK: &str = "data-checked";

/// The maximum number of nested lists.
const MAX_LEVELS: usize = 16;

/// The open lists for such items, each with an open item.
pub(super) struct Group {
    part: ArtefactPart,
    /// The number of frames before the first list.
    home: usize,
    /// The identity of the list in the program that wrote it.
    list: String,
    /// From the outermost inwards.
    levels: Vec<Level>,
}

struct Level {
    level: u32,
    is_ordered: bool,
}

/// A paragraph that is an item. Its list opens when its marker has been read.
pub(super) struct Pending {
    level: u32,
    list: String,
    attributes: Vec<(AttributeId, String)>,
    marker: Option<Marker>,
}

/// An item about to open.
struct Item {
    part: ArtefactPart,
    level: u32,
    list: String,
    marker: Marker,
    attributes: Vec<(AttributeId, String)>,
}

/// The list tags that the field keeps.
#[derive(Clone, Copy)]
struct Tags {
    ul: KeptTag,
    ol: KeptTag,
    li: KeptTag,
}

impl Tags {
    fn list(&self, is_ordered: bool) -> KeptTag {
        if is_ordered { self.ol } else { self.ul }
    }
}

impl Admit<'_> {
    /// Takes an element as the next item of the open list, or as its marker.
    pub(super) fn goes_on_with(
        &mut self,
        part: ArtefactPart,
        opening: &Opening<'_, '_>,
        verdict: &Verdict<'_>,
    ) -> bool {
        match part {
            ArtefactPart::ListParagraph => self.opens_paragraph(opening, verdict),
            ArtefactPart::ListItem => self.opens_list_item(opening, verdict),
            ArtefactPart::ListMarker if self.parts.pending.is_some() => {
                self.report_code(opening);
                self.parts.marker = Some(String::new());
                self.push_part(Part::Marker);
                true
            }
            _ => false,
        }
    }

    /// Closes the lists that do not continue, and opens the item that was waiting for its
    /// marker.
    pub(in crate::ingest::admit) fn settle_lists(&mut self) {
        if self.parts.pending.is_some() {
            self.begin_pending();
        }
        if self.parts.is_exposed {
            self.end_group();
        }
    }

    fn list_tags(&self) -> Option<Tags> {
        Some(Tags {
            ul: self.kept_block("ul")?,
            ol: self.kept_block("ol")?,
            li: self.kept_block("li")?,
        })
    }

    fn opens_paragraph(&mut self, opening: &Opening<'_, '_>, verdict: &Verdict<'_>) -> bool {
        let Some(tags) = self.list_tags() else {
            return false;
        };
        // An item that is still open cannot contain such lists.
        if self.parts.pending.is_some() || (self.parts.group.is_some() && !self.parts.is_exposed) {
            return false;
        }
        let (level, list) = place(opening);
        let goes_on = self.parts.group.as_ref().is_some_and(|group| {
            let is_outer = group
                .levels
                .first()
                .is_some_and(|outer| level <= outer.level);
            group.part == ArtefactPart::ListParagraph && !(is_outer && group.list != list)
        });
        if !goes_on {
            self.settle_lists();
            let has_room = self.writer.depth() + 2 <= MAX_DEPTH;
            if !has_room || !self.writer.context().admits(Element::Ul) {
                return false;
            }
        }
        let others = verdict.other_attributes(&opening.tag);
        let attributes = self.item_attributes(opening, &others, tags);
        self.parts.is_exposed = false;
        self.parts.pending = Some(Pending {
            level,
            list,
            attributes,
            marker: None,
        });
        self.push_part(Part::Item);
        true
    }

    /// Admits attributes of an element for its item.
    fn item_attributes(
        &mut self,
        opening: &Opening<'_, '_>,
        attributes: &[Attribute<'_>],
        tags: Tags,
    ) -> Vec<(AttributeId, String)> {
        let first = self.writer.attributes();
        let opening = super::with_attributes(opening, attributes);
        self.admit_attributes(&opening, tags.li.tag as usize);
        self.writer.take_attributes(first)
    }

    /// Takes an element before the text of a pending item, where its marker may still
    /// follow; returns whether it did.
    pub(super) fn is_before_item(
        &mut self,
        opening: &Opening<'_, '_>,
        verdict: Option<&Verdict<'_>>,
    ) -> bool {
        let is_formatting = opening.rule.element.is_formatting();
        let is_unwrapped = match verdict {
            Some(verdict) => verdict.base == Base::Unwrap && verdict.tags.is_empty(),
            None => opening.rule.element == Element::Ordinary && self.is_bare(opening),
        };
        let is_unwrapped = is_unwrapped && edge_of(opening.rule.element).is_none();
        let frame = match (opening.rule.action, verdict) {
            (TagAction::Keep(kept), None) if is_unwrapped => {
                // The element stores none of the attributes.
                self.admit_attributes(opening, kept.tag as usize);
                Frame::Stripped(None)
            }
            (TagAction::Unwrap(why), None) if is_unwrapped => {
                self.report_stripped(opening, kind_of(why))
            }
            (TagAction::Keep(_) | TagAction::Unwrap(_), Some(_)) if is_unwrapped => {
                self.report_code(opening);
                Frame::Stripped(None)
            }
            (TagAction::Keep(kept), None) if is_formatting && self.is_bare(opening) => {
                self.admit_attributes(opening, kept.tag as usize);
                self.push_part(Part::Deferred(opening.rule.element));
                return true;
            }
            _ => return false,
        };
        self.frames.push(frame);
        true
    }

    /// Opens an element in a marker. The tags are removed with the marker, and content
    /// that is never text is removed, too.
    pub(in crate::ingest::admit) fn open_in_marker(
        &mut self,
        opening: &Opening<'_, '_>,
        is_hidden: bool,
    ) {
        match opening.rule.action {
            _ if is_hidden => {
                self.begin_removal(opening, (Severity::Loss, Reason::Hidden));
                self.set_removing(1);
            }
            TagAction::Remove if opening.tag.is_formula() && self.policy.keeps_rest => {
                self.begin_formula(opening);
            }
            TagAction::Remove => {
                self.begin_removal(opening, removed(opening.rule.element));
                self.set_removing(1);
            }
            TagAction::Keep(_) | TagAction::Unwrap(_) => {
                self.report_code(opening);
                self.frames.push(Frame::Stripped(None));
            }
        }
    }

    pub(super) fn end_marker(&mut self) {
        let marker = self.parts.marker.as_deref().map(Marker::read);
        match (marker, &mut self.parts.pending) {
            (Some(Some(marker)), Some(pending)) => {
                pending.marker = Some(marker);
                self.parts.marker = None;
            }
            _ => self.give_up_marker(),
        }
    }

    /// Treats the text of a supposed marker as text of the item.
    pub(super) fn give_up_marker(&mut self) {
        if let Some(text) = self.parts.marker.take() {
            self.careful(&text, false);
        }
    }

    /// Opens the pending item outside of the elements that have opened since.
    fn begin_pending(&mut self) {
        let Some(pending) = self.parts.pending.take() else {
            return;
        };
        let mut since = Vec::new();
        while let Some(frame) = self.frames.pop() {
            match frame {
                Frame::Part(Part::Item) => break,
                Frame::Part(Part::Deferred(element)) => {
                    self.parts.loud -= 1;
                    since.push(Ok(element));
                }
                // A supposed marker.
                Frame::Part(_) => {
                    self.parts.loud -= 1;
                    since.push(Err(Frame::Stripped(None)));
                }
                frame => since.push(Err(frame)),
            }
        }
        let item = Item {
            part: ArtefactPart::ListParagraph,
            level: pending.level,
            list: pending.list,
            marker: pending.marker.unwrap_or_default(),
            attributes: pending.attributes,
        };
        self.open_item(item);
        for element in since.into_iter().rev() {
            match element {
                Ok(element) => self.open_bare_element(element),
                Err(frame) => self.frames.push(frame),
            }
        }
        self.attend();
    }

    /// Opens an element that was reported at its tag.
    fn open_bare_element(&mut self, element: Element) {
        let name = Name::plain(element.name());
        let tag = OpenTag {
            name,
            is_foreign: false,
            attributes: &[],
            start: 0,
            end: 0,
            origin: Origin::Implied,
        };
        let rule = self.rule(name);
        self.admit_element(&Opening {
            tag,
            rule,
            is_unsound: false,
        });
    }

    fn opens_list_item(&mut self, opening: &Opening<'_, '_>, verdict: &Verdict<'_>) -> bool {
        let Some(tags) = self.list_tags() else {
            return false;
        };
        let is_item = opening.rule.element == Element::Li;
        let is_first = match &self.parts.group {
            _ if self.parts.pending.is_some() || !is_item => return false,
            Some(_) if !self.parts.is_exposed => return false,
            Some(group) => group.part != ArtefactPart::ListItem,
            None => true,
        };
        if is_first {
            self.settle_lists();
            let around = self.writer.innermost();
            let is_list = around == Some(tags.ul.markup) || around == Some(tags.ol.markup);
            if !is_list || self.writer.depth() + 1 > MAX_DEPTH {
                return false;
            }
        }
        let (level, kind) = level_and_kind(opening);
        let mut others = verdict.other_attributes(&opening.tag);
        if let Some(is_done) = kind.is_done() {
            let bytes = opening.tag.start..opening.tag.end;
            others.retain(|attribute| attribute.name != *TASK);
            others.push(Attribute::stored(Name::plain(TASK), is_done, bytes));
        }
        let attributes = self.item_attributes(opening, &others, tags);
        let marker = Marker {
            is_ordered: kind == Kind::Ordered,
            ..Marker::default()
        };
        self.open_item(Item {
            part: ArtefactPart::ListItem,
            level,
            list: String::new(),
            marker,
            attributes,
        });
        true
    }

    /// Opens an item at its level, in the open lists or in a new one.
    fn open_item(&mut self, item: Item) {
        let Some(tags) = self.list_tags() else {
            return;
        };
        self.parts.is_exposed = false;
        if self.parts.group.is_some() {
            self.move_to_level(&item, tags);
        } else {
            self.begin_group(&item, tags);
        }
        self.open_block(tags.li, &item.attributes);
        self.push_part(Part::Item);
    }

    fn begin_group(&mut self, item: &Item, tags: Tags) {
        let Item { level, marker, .. } = *item;
        let list = tags.list(marker.is_ordered);
        let home = if item.part == ArtefactPart::ListItem {
            let is_other = self.writer.innermost() != Some(list.markup);
            if is_other && self.writer.innermost_is_empty() {
                self.writer.rename_innermost(list.markup, list.element);
            } else if is_other {
                self.switch_list(list);
            }
            self.frames.len()
        } else {
            let home = self.frames.len();
            self.open_list(marker, tags);
            home
        };
        self.parts.group = Some(Group {
            part: item.part,
            home,
            list: item.list.clone(),
            levels: vec![Level {
                level,
                is_ordered: marker.is_ordered,
            }],
        });
    }

    /// Closes and opens lists so that an item can open at its level.
    fn move_to_level(&mut self, item: &Item, tags: Tags) {
        let Some(mut group) = self.parts.group.take() else {
            return;
        };
        let Item { level, marker, .. } = *item;
        // Stops at the item's level, or one step below a lower one.
        while let [.., around, innermost] = &group.levels[..] {
            if innermost.level <= level || around.level < level {
                break;
            }
            group.levels.pop();
            self.close_block();
            self.close_block();
        }
        let depth = group.levels.len();
        let innermost = &mut group.levels[depth - 1];
        let has_room = depth < MAX_LEVELS && self.writer.depth() + 2 <= MAX_DEPTH;
        if innermost.level < level && has_room {
            self.open_list(marker, tags);
            group.levels.push(Level {
                level,
                is_ordered: marker.is_ordered,
            });
        } else {
            innermost.level = innermost.level.min(level);
            self.close_block();
            if innermost.is_ordered != marker.is_ordered {
                innermost.is_ordered = marker.is_ordered;
                self.switch_list(tags.list(marker.is_ordered));
            }
        }
        self.parts.group = Some(group);
    }

    fn open_list(&mut self, marker: Marker, tags: Tags) {
        let list = tags.list(marker.is_ordered);
        let mut attributes = Vec::new();
        let start = marker.start.map(|start| start.to_string());
        let values = [("start", start.as_deref()), ("type", marker.style)];
        for (name, value) in values {
            let entry = self
                .authority
                .attribute_named(list.tag as usize, Name::plain(name));
            if let (Some(entry), Some(value)) = (entry, value) {
                let is_kept = entry.value().check(value) == crate::authority::Verdict::Kept;
                attributes.extend(is_kept.then(|| (entry.id(), value.to_owned())));
            }
        }
        self.open_block(list, &attributes);
    }

    /// Closes the innermost list and opens one of the other kind in its frame.
    fn switch_list(&mut self, list: KeptTag) {
        self.writer.close();
        let first = self.writer.attributes();
        self.writer
            .open(list.markup, list.element, list.display, first);
    }

    fn open_block(&mut self, kept: KeptTag, attributes: &[(AttributeId, String)]) {
        self.before_tag(kept.element, kept.display);
        let first = self.writer.attributes();
        for (id, value) in attributes {
            self.writer.attribute(*id, value);
        }
        self.put(&kept, first);
    }

    fn close_block(&mut self) {
        self.frames.pop();
        self.lines.feeds = 0;
        self.writer.close();
    }

    /// Keeps an item open after its element has ended: it may continue.
    pub(super) fn end_item(&mut self) {
        self.parts.is_exposed = true;
        self.lines.feeds = 0;
    }

    fn end_group(&mut self) {
        self.parts.is_exposed = false;
        if let Some(group) = self.parts.group.take() {
            while self.frames.len() > group.home {
                self.close_block();
            }
        }
        self.attend();
    }
}

/// The kind of list that an item gives.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bullet,
    Ordered,
    Checked,
    Unchecked,
}

impl Kind {
    /// Returns the value of [`TASK`].
    fn is_done(self) -> Option<&'static str> {
        match self {
            Self::Bullet | Self::Ordered => None,
            Self::Checked => Some("true"),
            Self::Unchecked => Some("false"),
        }
    }
}

/// Reads level and kind of an item: `class="ql-indent-2" data-list="bullet"`.
fn level_and_kind(opening: &Opening<'_, '_>) -> (u32, Kind) {
    let (mut level, mut kind) = (0, Kind::Bullet);
    for attribute in opening.tag.attributes {
        let value = attribute.value();
        if attribute.name == *"class" {
            let mut tokens = value.split_ascii_whitespace();
            let indent = tokens.find_map(|token| token.strip_prefix("ql-indent-"));
            level = indent
                .and_then(|indent| indent.parse().ok())
                .unwrap_or(level);
        } else if attribute.name == *"data-list" {
            kind = match &*value.trim_ascii().to_ascii_lowercase() {
                "ordered" => Kind::Ordered,
                "checked" => Kind::Checked,
                "unchecked" => Kind::Unchecked,
                _ => Kind::Bullet,
            };
        }
    }
    (level, kind)
}

/// Reads level and list of a paragraph: `style="mso-list:l0 level2 lfo1"`.
fn place(opening: &Opening<'_, '_>) -> (u32, String) {
    let mut attributes = opening.tag.attributes.iter();
    let value = attributes.find(|attribute| attribute.name == *"style");
    let value = value.map(Attribute::value).unwrap_or_default();
    let declarations = style::declarations(&value);
    let mut lists = declarations.iter().rev();
    let list = lists.find(|(name, _)| name.eq_ignore_ascii_case("mso-list"));
    let (mut level, mut name) = (1, String::new());
    for word in list.into_iter().flat_map(|(_, value)| style::words(value)) {
        let word = word.to_ascii_lowercase();
        if let Some(number) = word.strip_prefix("level") {
            level = number.parse().unwrap_or(level);
        } else if word.starts_with("lfo") {
            name = word;
        }
    }
    (level, name)
}
