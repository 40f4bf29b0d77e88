//! Who vouches for a text.

use crate::{AddressedText, Authority};

/// Whether this very table vouches for it.
#[must_use]
pub fn is_validated(content: &AddressedText, authority: &Authority) -> bool {
    content.is_validated_for(authority)
}

/// The same text, for which nobody vouches: rendering asks everything.
#[must_use]
pub fn unvalidated(content: &AddressedText) -> AddressedText {
    content.clone().unvalidated()
}

/// The same text, vouched for with no right to it.
#[must_use]
pub fn forged(content: &AddressedText, authority: &Authority) -> AddressedText {
    content.clone().validated_for(authority)
}
