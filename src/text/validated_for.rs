//! For which authority a text is known to be valid, so that what its door has
//! validated is not validated again at each render.

use super::AddressedText;
use crate::authority::{Authority, TableId};

/// The table of an authority under which everything holds that
/// [`AddressedText::check`] asks. No part of the value of a text: it is not compared,
/// not shown, not stored, and what is read from outside has none.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ValidatedFor(Option<TableId>);

impl PartialEq for ValidatedFor {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for ValidatedFor {}

impl AddressedText {
    /// Marks this text as valid for an authority. The caller has made sure that each
    /// span can stand as its entry where it is, and that each value is one that its
    /// rule keeps.
    #[must_use]
    pub(crate) fn validated_for(mut self, authority: &Authority) -> Self {
        self.validated_for = ValidatedFor(authority.table_id());
        self
    }

    /// Whether this text is marked as valid for this very table. An equal one does
    /// not count: to compare two tables takes as long as to validate a text.
    pub(crate) fn is_validated_for(&self, authority: &Authority) -> bool {
        self.validated_for.0.is_some() && self.validated_for.0 == authority.table_id()
    }

    /// The same text without the mark.
    #[cfg(feature = "_test")]
    #[must_use]
    pub(crate) fn unvalidated(mut self) -> Self {
        self.validated_for = ValidatedFor::default();
        self
    }
}
