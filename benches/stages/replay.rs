//! Measures the layout alone: replays the builder calls that make a content.

use standoff::authority::{AttributeId, MarkupId};
use standoff::text::{BuildError, Event, Tag, TextBuilder};
use standoff::{AddressedText, Authority};

enum Call<'t> {
    Open(MarkupId, Vec<(AttributeId, &'t str)>),
    Void(MarkupId, Vec<(AttributeId, &'t str)>),
    Text(&'t str),
    Character(MarkupId),
    Close,
}

/// The calls, prepared before anything is timed.
pub(crate) struct Replay<'t> {
    calls: Vec<Call<'t>>,
}

impl<'t> Replay<'t> {
    pub(crate) fn new(content: &'t AddressedText, authority: &'t Authority) -> Self {
        let call = |event| match event {
            Event::Start(tag) => Some(Call::Open(tag.span().markup(), attributes(tag))),
            Event::Void(tag) => Some(Call::Void(tag.span().markup(), attributes(tag))),
            Event::Character { entry, .. } => Some(Call::Character(entry.id())),
            Event::Text { text, .. } => Some(Call::Text(text)),
            Event::End(_) => Some(Call::Close),
            // The builder writes separators itself.
            _ => None,
        };
        Self {
            calls: content.walk(authority).filter_map(call).collect(),
        }
    }

    pub(crate) fn run(&self, authority: &Authority) -> Result<AddressedText, BuildError> {
        let mut builder = TextBuilder::new(authority);
        for call in &self.calls {
            match call {
                Call::Open(id, attributes) => builder.open(*id, attributes)?,
                Call::Void(id, attributes) => builder.void(*id, attributes)?,
                Call::Text(text) => builder.text(text)?,
                Call::Character(id) => builder.character(*id)?,
                Call::Close => builder.close()?,
            }
        }
        builder.finish()
    }
}

fn attributes<'t>(tag: Tag<'t>) -> Vec<(AttributeId, &'t str)> {
    tag.span().attributes().collect()
}
