//! Text that is no plain run, and references.

use super::Admit;
use crate::html::char_ref::Decoded;
use crate::html::element::Element;
use crate::ingest::event::Bytes;
use crate::policy::{Newlines, edge_of};

impl Admit<'_> {
    pub(in crate::ingest) fn text(&mut self, text: &str, bytes: Bytes) {
        if self.removing > 0 {
            self.removes_text(text, bytes);
            if let Some(formula) = &mut self.formula {
                formula.text(text);
            }
            return;
        }
        self.write_text(text);
    }

    /// Adds text that is kept.
    pub(super) fn write_text(&mut self, text: &str) {
        if self.policy.artefacts.is_some() {
            self.text_with_care(text);
        } else {
            self.plain_text(text);
        }
    }

    pub(super) fn plain_text(&mut self, text: &str) {
        if self.policy.newlines == Newlines::Collapse || self.in_pre() {
            self.writer.text(text);
            return;
        }
        self.text_in_lines(text);
    }

    pub(in crate::ingest) fn reference(&mut self, chars: Decoded, bytes: Bytes) {
        if self.removing > 0 {
            self.removes(bytes);
            if let Some(formula) = &mut self.formula {
                formula.text(&chars.chars().collect::<String>());
            }
            return;
        }
        if self.policy.artefacts.is_some() {
            self.reference_with_care(chars);
            return;
        }
        self.before_inline();
        match chars.single() {
            Some(c) => self.writer.reference(c),
            None => chars
                .chars()
                .for_each(|c| self.writer.text(c.encode_utf8(&mut [0; 4]))),
        }
    }

    pub(super) fn plain_reference(&mut self, c: char) {
        self.before_inline();
        self.writer.reference(c);
    }

    /// Removes a character that text cannot contain.
    pub(in crate::ingest) fn bad(&mut self, c: char, start: usize, end: usize) {
        if self.removing == 0 {
            self.removed(c, start, end);
        }
    }

    /// Handles a tag that a limit dropped: words that it separated stay apart.
    pub(in crate::ingest) fn swallowed(&mut self, name: &str) {
        match edge_of(Element::of(name)) {
            Some(edge) if self.removing == 0 => {
                self.close_artefacts();
                self.border(edge);
            }
            _ => {}
        }
    }
}
