//! Which authority a text was validated for.

use crate::{AddressedText, Authority};

/// Whether it was validated for this very table.
#[must_use]
pub fn is_validated(content: &AddressedText, authority: &Authority) -> bool {
    content.is_validated_for(authority)
}

/// Forgets what a text was validated for: rendering asks everything.
#[must_use]
pub fn unvalidated(content: &AddressedText) -> AddressedText {
    content.clone().unvalidated()
}

/// Says that a text was validated, with no right to it.
#[must_use]
pub fn forged(content: &AddressedText, authority: &Authority) -> AddressedText {
    content.clone().validated_for(authority)
}
