//! Texts in the characters of a charset.

use std::ops::Range;

use crate::profile::Charset;
use crate::profile::charset::encode::{self, Fallback, Fitted};

/// A text in the characters of a charset.
#[derive(Debug)]
pub struct Fit<'t> {
    fitted: Fitted<'t>,
}

/// One place where it is not the source.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    pub source: Range<u32>,
    pub source_bytes: Range<usize>,
    pub target: Range<u32>,
    pub target_bytes: Range<usize>,
    pub why: String,
}

/// Says a text in a charset.
#[must_use]
pub fn fit<'t>(
    text: &'t str,
    charset: Charset,
    overrides: &[(char, &str)],
    replacement: Option<char>,
) -> Fit<'t> {
    let overrides = overrides.iter().map(|(c, said)| (*c, (*said).to_owned()));
    let fallback = Fallback {
        transliterates: true,
        overrides: overrides.collect(),
        replacement,
    };
    Fit {
        fitted: encode::fit(text, charset, &fallback),
    }
}

impl Fit<'_> {
    #[must_use]
    pub fn text(&self) -> String {
        self.fitted.clone().into_text().into_owned()
    }

    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        let changes = self.fitted.changes().iter().cloned();
        changes
            .map(|change| Change {
                source: change.source,
                source_bytes: change.source_bytes,
                target: change.target,
                target_bytes: change.target_bytes,
                why: format!("{:?}", change.why),
            })
            .collect()
    }

    #[must_use]
    pub fn target_of(&self, source: u32) -> u32 {
        self.fitted.target_of(source)
    }

    #[must_use]
    pub fn source_of(&self, target: u32) -> u32 {
        self.fitted.source_of(target)
    }
}
