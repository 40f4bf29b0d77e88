//! Who vouches for a text: what its door has asked need not be asked again.

use super::AddressedText;
use crate::authority::{Authority, TableId};

/// The table under which a text was made by a door that held it to all that
/// [`AddressedText::check`] asks. No part of its value: it is not compared, not
/// shown, not stored, and what is read from outside has none.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ValidatedFor(Option<TableId>);

impl PartialEq for ValidatedFor {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for ValidatedFor {}

impl AddressedText {
    /// Says that every span of this text stands as an entry of this authority,
    /// and that every value is one that its rule keeps.
    #[must_use]
    pub(crate) fn validated_for(mut self, authority: &Authority) -> Self {
        self.validated_for = ValidatedFor(authority.table_id());
        self
    }

    /// Whether this very table vouches for it. One that is equal does not count:
    /// it is as quick to ask everything as to compare them.
    pub(crate) fn is_validated_for(&self, authority: &Authority) -> bool {
        self.validated_for.0.is_some() && self.validated_for.0 == authority.table_id()
    }

    /// The same text, for which nobody vouches.
    #[cfg(feature = "_test")]
    #[must_use]
    pub(crate) fn unvalidated(mut self) -> Self {
        self.validated_for = ValidatedFor::default();
        self
    }
}
