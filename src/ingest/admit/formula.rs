//! MathML: its elements go, its text stays.

use super::report::found_of_formula;
use super::{Admit, Opening};
use crate::ingest::formula::Formula;

impl Admit<'_> {
    /// A formula goes, all but its text.
    pub(super) fn begin_formula(&mut self, opening: &Opening<'_, '_>) {
        let formula = Formula::new(opening.tag.attributes);
        self.formula = Some(Box::new((formula, found_of_formula(opening))));
        self.report_code(opening);
        self.removing = 1;
    }

    pub(super) fn end_formula(&mut self) {
        let Some(open) = self.formula.take() else {
            return;
        };
        let (formula, finding) = *open;
        let text = formula.finish();
        let stays = !text.is_empty() && self.writer.context().admits_text();
        if stays {
            self.text(&text);
        }
        self.report(if stays { finding.of_text() } else { finding });
    }
}
