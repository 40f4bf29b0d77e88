//! Content that shows nothing to a reader.

use super::{AddressedText, SpanRef};
use crate::authority::{Authority, DisplayKind, MarkupId, Slot};

/// Whether a character shows nothing: white space of any script, and the placeholders
/// that editors insert for a cursor or an object.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{FFFC}')
}

/// Whether a span is visible without text: an image, a rule, or an entry of the user's
/// own with an attribute value.
pub(crate) fn shows_itself(span: SpanRef<'_>, authority: &Authority) -> bool {
    let Some(Slot::Tag(at)) = authority.slot(span.markup()) else {
        return false;
    };
    let display = authority.tags()[at as usize].display();
    let is_own = span.markup().get() >= MarkupId::FIRST_OF_USERS;
    match display {
        DisplayKind::Atomic => true,
        DisplayKind::Break => false,
        _ => {
            let element = authority.element(at as usize);
            let is_rule = element.is_void() && element.table_part().is_none();
            is_rule || (is_own && span.attributes().len() > 0)
        }
    }
}

impl AddressedText {
    /// Whether a reader sees nothing: all characters are blank, and no span shows itself.
    /// O(text + spans).
    pub(crate) fn shows_nothing(&self, authority: &Authority) -> bool {
        self.text.chars().all(is_blank) && !self.spans().any(|span| shows_itself(span, authority))
    }
}
