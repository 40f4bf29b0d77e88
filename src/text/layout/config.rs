//! What the layout of a text has to know of its field.

use crate::authority::{Authority, Capture, DisplayKind, MarkupId};
use crate::html::element::Element;
use crate::html::name::Name;

/// What the edge of a stripped block becomes, and which characters are marked.
#[derive(Clone, Debug)]
pub(crate) struct LayoutConfig {
    /// What the edge of a stripped block becomes: this `br`, else a space.
    pub(super) line_break: Option<(MarkupId, Element)>,
    /// The characters that are marked, ordered by character.
    marks: Vec<(char, MarkupId, Capture)>,
    /// True where raw ones are to be looked for.
    pub(super) marks_raw: bool,
}

/// Marks nothing, and parts by a space what a stripped block parted.
pub(crate) static PLAIN: LayoutConfig = LayoutConfig {
    line_break: None,
    marks: Vec::new(),
    marks_raw: false,
};

impl LayoutConfig {
    /// Marks the characters for which `admits` holds, breaks with the entry
    /// that `br` is admitted as.
    pub(crate) fn new(authority: &Authority, admits: impl Fn(MarkupId) -> bool) -> Self {
        let characters = authority.characters().iter();
        let mut marks: Vec<_> = characters
            .filter(|entry| admits(entry.id()))
            .map(|entry| (entry.character(), entry.id(), entry.capture()))
            .collect();
        marks.sort_unstable_by_key(|(character, ..)| *character);
        let line_break = authority.claimant(Name::plain("br")).and_then(|index| {
            let tag = &authority.tags()[index];
            // It may render as something else by now.
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

    /// The entry of a character.
    pub(super) fn mark(&self, c: char) -> Option<(MarkupId, Capture)> {
        let at = self
            .marks
            .binary_search_by_key(&c, |(character, ..)| *character)
            .ok()?;
        let (_, id, capture) = self.marks[at];
        Some((id, capture))
    }

    /// Whether a character is marked where it is not written as a reference, too.
    pub(super) fn is_marked_raw(&self, c: char) -> bool {
        matches!(self.mark(c), Some((_, Capture::Always)))
    }
}
