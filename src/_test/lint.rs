//! The steps of a linter, to hold it to linear time.

use crate::AddressedText;
use crate::lint::Linter;

/// How many words, phrases and spans a linter looks at.
#[must_use]
pub fn steps(linter: &Linter, content: &AddressedText) -> u64 {
    linter.lint_counted(content).1
}
