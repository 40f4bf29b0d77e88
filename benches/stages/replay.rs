//! Placing alone: the calls to a builder that make a content.

use standoff::authority::{AttributeId, Entry, MarkupId, TagEntry};
use standoff::text::{BuildError, Builder, SpanRef, Step, Walk};
use standoff::{AddressedText, Authority};

enum Call<'t> {
    Open(MarkupId, Vec<(AttributeId, &'t str)>),
    Void(MarkupId, Vec<(AttributeId, &'t str)>),
    Text(&'t str),
    Character(MarkupId),
    Close,
}

/// The calls, made before anything is timed.
pub(crate) struct Replay<'t> {
    calls: Vec<Call<'t>>,
}

impl<'t> Replay<'t> {
    pub(crate) fn new(content: &'t AddressedText, authority: &Authority) -> Self {
        let pre = authority.tag_named("pre").map(TagEntry::id);
        let mut open = Vec::new();
        let mut calls = Vec::new();
        let mut walk = content.walk();
        while let Some(step) = walk.next() {
            match step {
                Step::Open(span) => match authority.entry(span.markup()) {
                    Some(Entry::Character(entry)) => {
                        calls.push(Call::Character(entry.id()));
                        pass(&mut walk, span);
                    }
                    _ if is_void(span, authority) => {
                        calls.push(Call::Void(span.markup(), span.attributes().collect()));
                        pass(&mut walk, span);
                    }
                    _ => {
                        calls.push(Call::Open(span.markup(), span.attributes().collect()));
                        open.push(span.markup());
                    }
                },
                Step::Text { text, .. } if open.iter().any(|id| Some(*id) == pre) => {
                    calls.push(Call::Text(text));
                }
                // White space is collapsed: these are separators, which the
                // builder makes itself.
                Step::Text { text, .. } => calls.push(Call::Text(text.trim_matches(['\n', '\t']))),
                Step::Close(_) => {
                    calls.push(Call::Close);
                    open.pop();
                }
                _ => {}
            }
        }
        Self { calls }
    }

    pub(crate) fn run(&self, authority: &Authority) -> Result<AddressedText, BuildError> {
        let mut builder = Builder::new(authority);
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

/// The builder writes what a character entry and a void tag cover.
fn pass(walk: &mut Walk<'_>, span: SpanRef<'_>) {
    let is_end = |step: &Step<'_>| matches!(step, Step::Close(end) if end.depth() == span.depth());
    walk.find(is_end);
}

/// What a builder says of a tag alone, whatever may stand around it.
fn is_void(span: SpanRef<'_>, authority: &Authority) -> bool {
    let opened = Builder::new(authority).open(span.markup(), &[]);
    matches!(opened, Err(BuildError::Void(_)))
}
