//! Remembers for which authority a text was validated, so that it is not validated
//! again at each render.

use super::AddressedText;
use crate::authority::{Authority, TableId};

/// The table for which [`AddressedText::check`] is known to pass. Not part of the value
/// of a text: it is not compared, displayed or stored, and content from outside has none.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ValidatedFor(Option<TableId>);

impl PartialEq for ValidatedFor {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for ValidatedFor {}

impl AddressedText {
    /// Marks this text as valid for an authority. The caller guarantees that each span
    /// is allowed as its entry at its place, and that the rule of each value keeps it.
    #[must_use]
    pub(crate) fn validated_for(mut self, authority: &Authority) -> Self {
        self.validated_for = ValidatedFor(authority.table_id());
        self
    }

    /// Returns whether this text is marked as valid for this very table. An equal but
    /// distinct table does not count: comparing two tables costs as much as validating.
    pub(crate) fn is_validated_for(&self, authority: &Authority) -> bool {
        self.validated_for.0.is_some() && self.validated_for.0 == authority.table_id()
    }

    /// Removes the mark.
    #[cfg(feature = "_test")]
    #[must_use]
    pub(crate) fn unvalidated(mut self) -> Self {
        self.validated_for = ValidatedFor::default();
        self
    }
}
