//! Names and attribute lists as the tree builder gets them: each comparison
//! and each look-up in constant time.

use std::borrow::Cow;
use std::collections::HashMap;

use html5ever::tendril::StrTendril;
use html5ever::{Attribute as BuilderAttribute, LocalName, QualName, local_name, ns};

use crate::ingest::lexer::Attribute;

/// The names whose elements blocks close and reopen, in the order in which the
/// limiter closes them.
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

/// The place of a formatting name in [`FORMATTING`].
pub(crate) fn formatting(name: &LocalName) -> Option<usize> {
    FORMATTING.iter().position(|other| other == name)
}

/// An atom holds so many bytes in itself.
const INLINE: usize = 7;

/// No tag's name begins so.
const ALIAS: char = '!';

/// Whether a name only stands for one that is in the tag.
pub(super) fn is_alias(name: &LocalName) -> bool {
    name.starts_with(ALIAS)
}

/// Atoms for names. The atoms of long unknown names would live in a table of
/// the whole process whose chains a source can make long, so those get a short
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

/// Attribute lists by number. Equal lists of the same name have the same
/// number in whatever order they are written, as the limit of three equal
/// formatting elements ("Noah's Ark") wants it.
#[derive(Debug, Default)]
pub(crate) struct Lists<'s> {
    numbers: HashMap<(usize, List<'s>), usize>,
}

/// Names and values, sorted.
type List<'s> = Vec<(Cow<'s, str>, Cow<'s, str>)>;

impl<'s> Lists<'s> {
    /// The list of a formatting tag. Without attributes it is the name's
    /// place.
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

/// The one attribute that stands for all of a list.
pub(crate) fn list_attribute(list: usize) -> BuilderAttribute {
    attribute(local_name!("id"), number(list, None))
}

/// The list that the attributes of a formatting element stand for.
pub(super) fn list_of(name: usize, attributes: &[BuilderAttribute]) -> usize {
    attributes
        .iter()
        .find(|attribute| attribute.name.local == local_name!("id"))
        .map_or(name, |attribute| read_number(&attribute.value))
}

/// An attribute for the tree builder.
pub(crate) fn attribute(name: LocalName, value: StrTendril) -> BuilderAttribute {
    BuilderAttribute {
        name: QualName::new(None, ns!(), name),
        value,
    }
}

const RADIX: u32 = 32;

/// A number, least digit first, in so few characters that an atom or a tendril
/// needs no allocation for it: up to 2³⁰.
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
