//! The mark that a text was validated.

use crate::{AddressedText, Authority};

/// Returns whether a text is marked as validated for this very table.
#[must_use]
pub fn is_validated(content: &AddressedText, authority: &Authority) -> bool {
    content.is_validated_for(authority)
}

/// Removes the mark: rendering checks everything.
#[must_use]
pub fn unvalidated(content: &AddressedText) -> AddressedText {
    content.clone().unvalidated()
}

/// Marks a text as validated, although it was not.
#[must_use]
pub fn forged(content: &AddressedText, authority: &Authority) -> AddressedText {
    content.clone().validated_for(authority)
}
