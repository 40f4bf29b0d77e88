//! Says structure with text: what separates blocks, markers of lists, footnotes.

use std::collections::HashMap;

use super::Note;
use super::lists::ListCounter;
use super::make::Maker;
use crate::authority::Slot;
use crate::html::element::Element;
use crate::profile::compiled::{Action, ListPart};
use crate::profile::{Carrier, Markers};
use crate::render::draft::MarkKind;
use crate::text::required_break::PendingBreak;
use crate::text::resolve::Why;
use crate::text::{Address, SpanRef};

/// What has become of lists and links so far.
#[derive(Debug, Default)]
pub(super) struct Flatten {
    pub(super) lists: ListCounter,
    /// The marker of an item, until its first text comes: it stands behind the
    /// separators.
    marker: String,
    notes: Vec<Note>,
    /// Those of each URL.
    numbers: HashMap<String, usize>,
    last_number: usize,
}

impl Flatten {
    /// Returns the number of the footnote for a URL: each has one.
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

    /// Follows lists and their items; whether the span is a list.
    fn list(&mut self, span: SpanRef<'_>, part: ListPart, markers: Option<&Markers>) -> bool {
        match part {
            ListPart::None => false,
            ListPart::Bullets => {
                self.lists.open_bullets();
                true
            }
            ListPart::Numbers { start, reversed } => {
                let start = start.and_then(|id| span.attribute(id));
                let is_reversed = reversed.is_some_and(|id| span.attribute(id).is_some());
                self.lists.open_numbers(start, is_reversed);
                true
            }
            ListPart::Item { value } => {
                let [bullet, behind, indent] = markers.map_or([""; 3], Markers::parts);
                let indent = indent.repeat(self.lists.depth().saturating_sub(1));
                let number = self.lists.item(value.and_then(|id| span.attribute(id)));
                self.marker = match number.and_then(|number| number.ascending()) {
                    Some(number) => format!("{indent}{number}{behind}"),
                    None => indent + bullet,
                };
                false
            }
        }
    }
}

impl<'d> Maker<'d> {
    /// A span starts in a text that says structure.
    pub(super) fn start_flat(&mut self, span: SpanRef<'d>) {
        self.pass(span);
        let source = self.source;
        let mut open = self.opening(span, Default::default());
        match source.authority.slot(span.markup()) {
            Some(Slot::Tag(index)) => {
                let index = index as usize;
                let (tag, entry) = (&source.profile.tags[index], &source.authority.tags()[index]);
                let has_text = !entry.void_text().is_empty();
                if has_text {
                    // Its line feed is no separator.
                    self.written = "";
                }
                open.required_break = tag.required_break;
                self.pending = self
                    .pending
                    .and(PendingBreak::of(tag.required_break, false));
                if let Some(flatten) = &mut self.flatten {
                    open.is_list =
                        flatten.list(span, tag.list_part, source.profile.markers.as_ref());
                }
                open.is_pre = tag.element == Element::Pre;
                self.preformatted += usize::from(open.is_pre);
                let has_mark =
                    tag.action == Action::Keep && source.profile.carrier() == Carrier::Flat;
                if has_mark {
                    if self.hidden == 0 && !has_text {
                        open.mark = self.mark_flat(span, index, tag.element.is_void());
                    }
                } else {
                    if self.hidden == 0 {
                        self.losses.extend(tag.loss_in_text(span, entry));
                    }
                    self.act(span, &tag.action, &mut open);
                }
            }
            Some(Slot::Character(_)) => {}
            None if self.hidden == 0 => {
                let (_, loss) = source
                    .profile
                    .fallback_for(span, Why::Unknown, source.authority);
                self.losses.push(loss);
            }
            None => {}
        }
        self.push_open(open);
    }

    /// Puts a mark on the text that comes next; its place, if it has an end.
    fn mark_flat(&mut self, span: SpanRef<'d>, tag: usize, is_void: bool) -> Option<usize> {
        if !is_void {
            return Some(self.mark(span, tag, MarkKind::Element));
        }
        self.mark(span, tag, MarkKind::Void);
        // Something to see, in the line that it stands in.
        self.begin(span.range().start());
        None
    }

    /// Writes the marker before something that is not text of the content.
    pub(super) fn begin_flat(&mut self, at: Address) {
        self.write_marker(at);
        self.start_marks();
        self.is_after_hidden = false;
    }

    /// Whether a marker waits for the first text of its item.
    pub(super) fn has_marker(&self) -> bool {
        let flatten = self.flatten.as_ref();
        flatten.is_some_and(|flatten| !flatten.marker.is_empty())
    }

    pub(super) fn write_marker(&mut self, at: Address) {
        if let Some(flatten) = &mut self.flatten {
            let marker = std::mem::take(&mut flatten.marker);
            self.text.push_own(&marker, at);
        }
    }
}
