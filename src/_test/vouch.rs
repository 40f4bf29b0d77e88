//! Who vouches for a text.

use crate::{AddressedText, Authority};

/// Whether this very table vouches for it.
#[must_use]
pub fn is_vouched(content: &AddressedText, authority: &Authority) -> bool {
    content.is_vouched_by(authority)
}

/// The same text, for which nobody vouches: rendering asks everything.
#[must_use]
pub fn unvouched(content: &AddressedText) -> AddressedText {
    content.clone().unvouched()
}

/// The same text, vouched for with no right to it.
#[must_use]
pub fn forged(content: &AddressedText, authority: &Authority) -> AddressedText {
    content.clone().vouched_by(authority)
}
