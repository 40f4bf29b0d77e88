//! MathML: removes the elements and keeps the text.

use super::{Admit, Opening};
use crate::ingest::finding::{Reason, Severity};
use crate::ingest::formula::Formula;

impl Admit<'_> {
    /// Begins a formula, of which only the text is kept.
    pub(super) fn begin_formula(&mut self, opening: &Opening<'_, '_>) {
        self.formula = Some(Box::new(Formula::new(opening.tag.attributes)));
        self.begin_removal(opening, (Severity::Loss, Reason::NeverAdmitted));
        self.set_removing(1);
    }

    /// Writes the text of the formula that ends here, if one does. Returns whether there
    /// was text.
    pub(super) fn end_formula(&mut self) -> bool {
        let Some(formula) = self.formula.take() else {
            return false;
        };
        let text = formula.finish();
        let stays = !text.is_empty() && self.writer.context().admits_text();
        if stays {
            self.write_text(&text);
        }
        stays
    }
}
