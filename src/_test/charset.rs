//! Fits texts into a charset.

use std::ops::Range;

use crate::profile::Charset;
use crate::profile::charset::encode::{self, Fallback, Fitted};
use crate::text::units;

/// A text fitted into a charset.
#[derive(Debug)]
pub struct Fit<'t> {
    text: &'t str,
    fitted: Fitted<'t>,
}

/// One difference from the source.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    pub source: Range<u32>,
    pub source_bytes: Range<usize>,
    pub target: Range<u32>,
    pub target_bytes: Range<usize>,
    pub why: String,
}

/// Fits a text into a charset.
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
        exponent: None,
    };
    Fit {
        text,
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
        let fitted = self.text();
        let (mut source, mut target) = (Counter::new(self.text), Counter::new(&fitted));
        let changes = self.fitted.changes().iter().cloned();
        changes
            .map(|change| Change {
                source: source.at(change.source.start)..source.at(change.source.end),
                source_bytes: change.source,
                target: target.at(change.target.start)..target.at(change.target.end),
                target_bytes: change.target,
                why: format!("{:?}", change.why),
            })
            .collect()
    }

    /// Maps an address of the source to the fitted text. Monotonic; an address inside a
    /// change maps to the end of that change.
    #[must_use]
    pub fn target_of(&self, source: u32) -> u32 {
        let changes = self.changes();
        let at = changes.partition_point(|change| change.source.start < source);
        at.checked_sub(1).map_or(source, |last| {
            let change = &changes[last];
            let behind = source.saturating_sub(change.source.end);
            change.target.end.saturating_add(behind)
        })
    }

    /// Maps an address of the fitted text to the source. Monotonic; an address inside a
    /// change maps to the start of that change, so that a cut there removes it as a
    /// whole.
    #[must_use]
    pub fn source_of(&self, target: u32) -> u32 {
        let changes = self.changes();
        let at = changes.partition_point(|change| change.target.start < target);
        at.checked_sub(1).map_or(target, |last| {
            let change = &changes[last];
            if target < change.target.end {
                return change.source.start;
            }
            let behind = target - change.target.end;
            change.source.end.saturating_add(behind)
        })
    }
}

/// Counts the characters before bytes, in ascending order.
struct Counter<'t> {
    text: &'t str,
    byte: usize,
    characters: u32,
}

impl<'t> Counter<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            byte: 0,
            characters: 0,
        }
    }

    fn at(&mut self, byte: usize) -> u32 {
        self.characters += units::count(&self.text[self.byte..byte]);
        self.byte = byte;
        self.characters
    }
}
