//! Feeds the entries of an authority into a digest.

use crate::authority::{
    AttributeEntry, Authority, CharacterEntry, Entry, MarkupId, TagEntry, UrlRule, ValueRule,
};
use crate::fingerprint::Digest;

impl Authority {
    /// Feeds all entries, in the order of their ids: the order in the table has no
    /// meaning.
    pub(super) fn digest(&self, out: &mut Digest) {
        let ids = self.ids();
        out.count(ids.len());
        ids.for_each(|id| self.digest_entry(id, out));
    }

    /// Feeds one entry, or its absence.
    pub(super) fn digest_entry(&self, id: MarkupId, out: &mut Digest) {
        out.number(id.get());
        match self.entry(id) {
            Some(Entry::Tag(tag)) => tag.digest(out),
            Some(Entry::Character(character)) => character.digest(out),
            None => out.text("none"),
        }
    }
}

impl CharacterEntry {
    fn digest(&self, out: &mut Digest) {
        let Self {
            id: _,
            character,
            reference,
            capture,
        } = self;
        out.text("character");
        out.number(u32::from(*character));
        out.text(reference);
        out.text(capture.as_str());
    }
}

impl AttributeEntry {
    fn digest(&self, out: &mut Digest) {
        let Self {
            id,
            name,
            value,
            required,
        } = self;
        out.number(id.get());
        out.text(name);
        match value {
            ValueRule::Text => out.text("text"),
            ValueRule::Url(UrlRule { schemes, relative }) => {
                out.text("url");
                out.texts(schemes.iter().map(String::as_str));
                out.text(relative.as_str());
            }
            ValueRule::Tokens(tokens) => {
                out.text("tokens");
                out.texts(tokens.iter().map(String::as_str));
            }
            ValueRule::OneOf(words) => {
                out.text("one-of");
                out.texts(words.iter().map(String::as_str));
            }
            ValueRule::Integer { min, max } => {
                out.text("integer");
                out.number(*min);
                out.number(*max);
            }
            ValueRule::Language => out.text("language"),
            ValueRule::DateTime => out.text("datetime"),
            ValueRule::Pattern(pattern) => {
                out.text("pattern");
                out.text(pattern.as_str());
            }
        }
        out.number(u8::from(*required));
    }
}

impl TagEntry {
    fn digest(&self, out: &mut Digest) {
        let Self {
            id: _,
            name,
            aliases,
            renders_as: _,
            display,
            attributes,
            sets,
            growth,
            rank,
            status,
        } = self;
        out.text("tag");
        out.text(name);
        out.texts(aliases.iter().map(String::as_str));
        out.text(self.rendered_name());
        out.text(display.as_str());
        out.count(attributes.len());
        attributes
            .iter()
            .for_each(|attribute| attribute.digest(out));
        out.pairs(sets.iter().map(|(name, value)| (&**name, &**value)));
        out.text(growth.as_str());
        out.number(*rank);
        out.text(status.as_str());
    }
}
