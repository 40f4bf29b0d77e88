//! Characters: one that text can hold and HTML does not need for itself, and a
//! reference to it.

use crate::authority::CharacterEntry;
use crate::authority::fault::{AuthorityError, AuthorityFault, fault};
use crate::html::char_ref::{self, Decoded};
use crate::html::forbidden_chars;

pub(in crate::authority) fn check_character(
    path: &str,
    entry: &CharacterEntry,
) -> Result<(), AuthorityError> {
    let character = entry.character;
    if matches!(character, '&' | '<' | '>' | '"')
        || character.is_ascii_whitespace()
        || forbidden_chars::is_removed(character)
    {
        return fault(
            format!("{path}.character"),
            AuthorityFault::Character(character),
        );
    }
    if char_ref::decode(&entry.reference).and_then(Decoded::single) != Some(character) {
        let reference = entry.reference.clone();
        let why = AuthorityFault::Reference {
            reference,
            character,
        };
        return fault(format!("{path}.reference"), why);
    }
    Ok(())
}
