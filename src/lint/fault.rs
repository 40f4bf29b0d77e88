//! What can be wrong with a lint policy.

use super::words::MOST_WORDS;
use crate::error::Faults;

/// All faults of a lint policy, each with its path, as `words[1].acts[3]`.
pub type LintError = Faults<LintFault>;

/// What is wrong with a lint policy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LintFault {
    /// The tag is empty, or has other characters than letters, digits and hyphens.
    #[error("{0:?} is no tag of a language")]
    Language(String),
    /// The phrase has no letter and no digit.
    #[error("{0:?} has no words")]
    NoWords(String),
    /// The phrase has more words than are looked for.
    #[error("{0:?} has more than {MOST_WORDS} words")]
    TooLong(String),
}
