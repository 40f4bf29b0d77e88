//! Names and attribute lists in the form of the tree builder, in which each comparison
//! and look-up takes constant time.

use std::borrow::Cow;
use std::collections::HashMap;

use html5ever::tendril::StrTendril;
use html5ever::{Attribute as BuilderAttribute, LocalName, QualName, local_name, ns};

use crate::ingest::lexer::Attribute;

/// The names of formatting elements, which blocks close and reopen, in the order in which
/// the limiter closes them.
pub(crate) static FORMATTING: [LocalName; 14] = [
    local_name!("a"),
    local_name!("b"),
    local_name!("big"),
    local_name!("code"),
    local_name!("em"),
    local_name!("font"),
    local_name!("i"),
    local_name!("nobr"),
    local_name!("s"),
    local_name!("small"),
    local_name!("strike"),
    local_name!("strong"),
    local_name!("tt"),
    local_name!("u"),
];

/// Returns the index of a formatting name in [`FORMATTING`].
pub(crate) fn formatting(name: &LocalName) -> Option<usize> {
    FORMATTING.iter().position(|other| other == name)
}

/// The number of bytes that an atom stores in place.
const INLINE: usize = 7;

/// The first character of aliases, with which no name of a tag begins.
const ALIAS: char = '!';

/// Whether the name is an alias of the one in the tag.
pub(super) fn is_alias(name: &LocalName) -> bool {
    name.starts_with(ALIAS)
}

/// Makes atoms of names. Atoms of long unknown names would be stored in a table of the
/// whole process, whose chains a source could make long. So those names get a short
/// alias.
#[derive(Debug, Default)]
pub(crate) struct Names<'s> {
    aliases: HashMap<Cow<'s, str>, LocalName>,
}

impl<'s> Names<'s> {
    #[expect(clippy::ptr_arg, reason = "a borrowed name is kept without a copy")]
    pub(crate) fn atom(&mut self, name: &Cow<'s, str>) -> LocalName {
        if name.len() <= INLINE {
            return LocalName::from(&**name);
        }
        if let Some(known) = LocalName::try_static(name) {
            return known;
        }
        let count = self.aliases.len();
        self.aliases
            .entry(name.clone())
            .or_insert_with(|| LocalName::from(number(count, Some(ALIAS)).as_ref()))
            .clone()
    }
}

/// Numbers attribute lists. Equal lists of one name have one number, in any order of
/// attributes, as needed for the limit of three equal formatting elements ("Noah's Ark").
#[derive(Debug, Default)]
pub(crate) struct Lists<'s> {
    numbers: HashMap<(usize, List<'s>), usize>,
}

/// Names and values, sorted.
type List<'s> = Vec<(Cow<'s, str>, Cow<'s, str>)>;

impl<'s> Lists<'s> {
    /// Returns the number of a formatting tag's list; without attributes, the index of
    /// its name.
    pub(crate) fn number(&mut self, name: usize, attributes: &[Attribute<'s>]) -> usize {
        if attributes.is_empty() {
            return name;
        }
        let mut list: List<'s> = attributes
            .iter()
            .map(|attribute| (attribute.name.get(), attribute.value()))
            .collect();
        list.sort_unstable();
        let next = FORMATTING.len() + self.numbers.len();
        *self.numbers.entry((name, list)).or_insert(next)
    }
}

/// Returns the one attribute that represents a list.
pub(crate) fn list_attribute(list: usize) -> BuilderAttribute {
    attribute(local_name!("id"), number(list, None))
}

/// Returns the list that the attributes of a formatting element represent.
pub(super) fn list_of(name: usize, attributes: &[BuilderAttribute]) -> usize {
    attributes
        .iter()
        .find(|attribute| attribute.name.local == local_name!("id"))
        .map_or(name, |attribute| read_number(&attribute.value))
}

/// Makes an attribute for the tree builder.
pub(crate) fn attribute(name: LocalName, value: StrTendril) -> BuilderAttribute {
    BuilderAttribute {
        name: QualName::new(None, ns!(), name),
        value,
    }
}

const RADIX: u32 = 32;

/// Formats a number, least significant digit first. Up to 2³⁰ it is so short that atoms
/// and tendrils need no allocation.
fn number(mut number: usize, prefix: Option<char>) -> StrTendril {
    let mut text = StrTendril::new();
    prefix.into_iter().for_each(|char| text.push_char(char));
    loop {
        let digit = u32::try_from(number % RADIX as usize).unwrap_or_default();
        text.push_char(char::from_digit(digit, RADIX).unwrap_or_default());
        number /= RADIX as usize;
        if number == 0 {
            return text;
        }
    }
}

fn read_number(text: &str) -> usize {
    text.chars().rev().fold(0, |number, char| {
        let digit = char.to_digit(RADIX).unwrap_or_default();
        number * RADIX as usize + digit as usize
    })
}
