//! What a strict caller gets for findings.

use std::error::Error;
use std::fmt;

use super::Ingested;

/// Reports findings that a strict caller does not accept, and holds what was ingested: an
/// [`Ingested`], or an [`IngestedRecord`](crate::record::IngestedRecord).
///
/// Displays the first of these findings, and the number of all other findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused<T = Ingested> {
    ingested: Box<T>,
    message: String,
}

impl<T> Refused<T> {
    /// Makes the error of the first finding that is not accepted, if it was kept, and the
    /// number of all findings.
    pub(crate) fn new(ingested: T, first: Option<String>, total: u64) -> Self {
        let none = || "findings, none of which is kept".to_owned();
        let mut message = first.unwrap_or_else(none);
        if total > 1 {
            message += &format!(" (and {} more)", total - 1);
        }
        let ingested = Box::new(ingested);
        Self { ingested, message }
    }

    /// Returns what was ingested, with all its findings.
    #[must_use]
    pub fn ingested(&self) -> &T {
        &self.ingested
    }

    /// Returns what was ingested, with all its findings.
    #[must_use]
    pub fn into_ingested(self) -> T {
        *self.ingested
    }
}

impl<T> fmt::Display for Refused<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl<T: fmt::Debug> Error for Refused<T> {}
