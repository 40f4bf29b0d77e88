//! Checks of characters: the text can hold them, HTML does not reserve them, and the
//! reference decodes to them.

use crate::authority::CharacterEntry;
use crate::authority::fault::{AuthorityFault, Found, Place};
use crate::html::char_ref::{self, Decoded};
use crate::html::forbidden_chars;

pub(in crate::authority) fn check_character(
    at: usize,
    entry: &CharacterEntry,
    found: &mut Found<'_>,
) {
    let place = Place::Character(at);
    let character = entry.character;
    if matches!(character, '&' | '<' | '>' | '"')
        || character.is_ascii_whitespace()
        || forbidden_chars::is_removed(character)
    {
        let fault = AuthorityFault::Character(character);
        return found.add(place, "character", fault);
    }
    if char_ref::decode(&entry.reference).and_then(Decoded::single) != Some(character) {
        let reference = entry.reference.clone();
        let fault = AuthorityFault::Reference {
            reference,
            character,
        };
        found.add(place, "reference", fault);
    }
}
