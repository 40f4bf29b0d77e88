//! Leaves out what an editor has dismissed.

use std::collections::BTreeMap;

use super::linter::Linter;
use super::result::Lint;
use super::rule::Rule;
use crate::layer::{Layer, LayerError};
use crate::text::AddressedText;

impl Linter {
    /// Finds what does not travel, without the lints that were dismissed: those whose rule
    /// and very words a mark of the layer has. A mark stands for one lint, so of two
    /// pictures at one place the other is still told. What a lint weighs does not matter.
    /// O(text + spans + m log m) in the marks.
    ///
    /// The [module](super#lints-that-an-editor-has-dismissed) shows how a layer comes to
    /// have these marks, and goes along when the text is edited.
    ///
    /// # Errors
    ///
    /// The layer is on another text: it has not followed an edit.
    pub fn lint_except(
        &self,
        content: &AddressedText,
        dismissed: &Layer<Rule>,
    ) -> Result<Vec<Lint>, LayerError> {
        if !dismissed.is_on(content) {
            return Err(LayerError::OtherText);
        }
        let mut left = BTreeMap::new();
        for (place, rule) in dismissed.marks() {
            *left.entry((place.range(), *rule)).or_insert(0_usize) += 1;
        }
        let mut lints = self.lint(content);
        lints.retain(|lint| match left.get_mut(&(lint.range(), lint.rule())) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            _ => true,
        });
        Ok(lints)
    }
}
