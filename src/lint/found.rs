//! What rules find, before it has addresses.

use std::ops::Range;

use super::rule::{Rule, Weight};
use super::scan::Scan;
use crate::text::Ordinal;

/// One finding.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) rule: Rule,
    pub(super) weight: Weight,
    pub(super) bytes: Range<usize>,
    pub(super) ordinal: Option<Ordinal>,
    /// What the words alone do not say.
    pub(super) detail: Option<Box<str>>,
}

/// Where rules put what they find.
#[derive(Debug)]
pub(super) struct Finder<'s, 't> {
    pub(super) scan: &'s Scan<'t>,
    pub(super) found: Vec<Found>,
    /// How many words, phrases and spans were looked at.
    pub(super) steps: u64,
}

impl Finder<'_, '_> {
    pub(super) fn find(&mut self, rule: Rule, bytes: Range<usize>, ordinal: Option<Ordinal>) {
        self.find_of_weight(rule, rule.weight(), bytes, ordinal);
    }

    pub(super) fn find_of_weight(
        &mut self,
        rule: Rule,
        weight: Weight,
        bytes: Range<usize>,
        ordinal: Option<Ordinal>,
    ) {
        self.found.push(Found {
            rule,
            weight,
            bytes,
            ordinal,
            detail: None,
        });
    }

    /// Adds to the last finding what its words do not say.
    pub(super) fn saying(&mut self, detail: &str) {
        if let Some(last) = self.found.last_mut() {
            last.detail = Some(detail.into());
        }
    }
}
