//! Items with a check box, which becomes an attribute of the item.

use super::super::{Admit, Frame, Opening};
use super::Part;
use super::lists::TASK;
use crate::authority::{AttributeId, Verdict};
use crate::html::element::Element;
use crate::html::name::Name;

impl Admit<'_> {
    /// Turns a check box at the beginning of an item into its attribute; returns whether
    /// it did.
    pub(super) fn ticks(&mut self, opening: &Opening<'_, '_>) -> bool {
        let mut attributes = opening.tag.attributes.iter();
        let is_done = attributes.any(|attribute| attribute.name == *"checked");
        let value = if is_done { "true" } else { "false" };
        let Some((inside, id)) = self.begun_item(value) else {
            return false;
        };
        let is_given = self.writer.give_begun(inside, id, value);
        if is_given {
            self.report_code(opening);
            self.frames.push(Frame::Stripped(None));
        }
        is_given
    }

    /// Finds the item that has begun and is still empty, and its attribute for the value.
    fn begun_item(&self, value: &str) -> Option<(usize, AttributeId)> {
        let item = self.kept_block("li")?;
        let inside = self.writer.begun(item.markup)?;
        let entry = self
            .authority
            .attribute_named(item.tag as usize, Name::plain(TASK))?;
        let is_kept = entry.value().check(value) == Verdict::Kept;
        is_kept.then(|| (inside, entry.id()))
    }

    /// Strips the label of a check box.
    pub(super) fn opens_label(&mut self, opening: &Opening<'_, '_>) -> bool {
        if self.begun_item("true").is_none() {
            return false;
        }
        self.enter_silently(opening, Part::Label);
        true
    }

    pub(super) fn end_label(&mut self) {
        self.parts.label_at = self.begun_item("true").map(|_| self.frames.len());
    }

    /// Strips the wrappers that editors put around a check box and its text: a bare
    /// `span` in the label, a bare `div` after it. Returns whether this was one.
    pub(super) fn is_of_label(&mut self, opening: &Opening<'_, '_>) -> bool {
        let label_at = self.parts.label_at.take();
        let in_label = matches!(self.frames.last(), Some(Frame::Part(Part::Label)));
        let name = opening.tag.name;
        let is_wrapper = (in_label && name == *"span")
            || (label_at == Some(self.frames.len()) && opening.rule.element == Element::Div);
        self.attend();
        if !is_wrapper || !self.is_bare(opening) {
            return false;
        }
        self.strip_silently(opening);
        true
    }
}
