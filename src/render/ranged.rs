//! Markup beside the text.

use crate::text::AddressRange;

/// Markup that applies to a part of an output, in a syntax of
/// [ranges](crate::profile::Syntax::Ranges).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranged {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) start: u32,
    pub(super) length: u32,
    pub(super) source: AddressRange,
}

impl Ranged {
    /// What applies: the name of the element.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The attributes, in order.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        let attributes = self.attributes.iter();
        attributes.map(|(name, value)| (&**name, &**value))
    }

    /// The value of an attribute.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes()
            .find_map(|(other, value)| (other == name).then_some(value))
    }

    /// How many units of the output stand before it.
    #[must_use]
    pub fn start(&self) -> u32 {
        self.start
    }

    /// How many units it has.
    #[must_use]
    pub fn length(&self) -> u32 {
        self.length
    }

    /// The characters of the content that it comes from.
    #[must_use]
    pub fn source(&self) -> AddressRange {
        self.source
    }
}
