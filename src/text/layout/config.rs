//! The settings of a field that the layout needs.

use crate::authority::{Authority, Capture, DisplayKind, MarkupId};
use crate::html::element::Element;
use crate::html::name::Name;

/// Says what replaces the edge of a stripped block, and which characters are marked.
#[derive(Clone, Debug)]
pub(crate) struct LayoutConfig {
    /// The `br` that replaces the edge of a stripped block; a space if there is none.
    pub(super) line_break: Option<(MarkupId, Element)>,
    /// The characters that are marked, ordered by character.
    marks: Vec<(char, MarkupId, Capture)>,
    /// Whether characters that were authored raw are marked, too.
    pub(super) marks_raw: bool,
}

/// Marks nothing and replaces the edge of a stripped block with a space.
pub(crate) static PLAIN: LayoutConfig = LayoutConfig {
    line_break: None,
    marks: Vec::new(),
    marks_raw: false,
};

impl LayoutConfig {
    /// Marks the characters for which `admits` holds; breaks lines with the entry as
    /// which `br` is admitted.
    pub(crate) fn new(authority: &Authority, admits: impl Fn(MarkupId) -> bool) -> Self {
        let characters = authority.characters().iter();
        let mut marks: Vec<_> = characters
            .filter(|entry| admits(entry.id()))
            .map(|entry| (entry.character(), entry.id(), entry.capture()))
            .collect();
        marks.sort_unstable_by_key(|(character, ..)| *character);
        let line_break = authority.claimant(Name::plain("br")).and_then(|index| {
            let tag = &authority.tags()[index];
            // The authority may render it as something else.
            let breaks = tag.display() == DisplayKind::Break && admits(tag.id());
            breaks.then(|| (tag.id(), authority.element(index)))
        });
        let marks_raw = marks
            .iter()
            .any(|(.., capture)| *capture == Capture::Always);
        Self {
            line_break,
            marks,
            marks_raw,
        }
    }

    /// Returns the entry of a character.
    pub(super) fn mark(&self, c: char) -> Option<(MarkupId, Capture)> {
        let at = self
            .marks
            .binary_search_by_key(&c, |(character, ..)| *character)
            .ok()?;
        let (_, id, capture) = self.marks[at];
        Some((id, capture))
    }

    /// Whether a character is marked even if it was not authored as a reference.
    pub(super) fn is_marked_raw(&self, c: char) -> bool {
        matches!(self.mark(c), Some((_, Capture::Always)))
    }
}
