//! Where inline content stands without a border in it.

use crate::authority::Authority;
use crate::text::{AddressedText, Event};

/// The ranges between two borders, in order: what separators and the edges of blocks
/// part. A border between two of them may be at one address.
pub(super) fn lines(content: &AddressedText, authority: &Authority) -> Vec<(u32, u32)> {
    let mut lines = Lines {
        done: Vec::new(),
        open: None,
        at: 0,
    };
    for event in content.walk(authority) {
        match event {
            Event::Text { text, .. } => lines.add(crate::text::units::count(text)),
            Event::Character { span, .. } => lines.add(span.range().len()),
            Event::Separator { text, .. } => {
                lines.end();
                lines.at += crate::text::units::count(text);
            }
            Event::Void(tag) => {
                let entry = tag.entry();
                let is_covered = tag.span().text() == entry.void_text();
                if entry.display().is_block() {
                    lines.end();
                } else if is_covered {
                    lines.add(tag.span().range().len());
                }
            }
            Event::Start(tag) | Event::End(tag) if tag.entry().display().is_block() => lines.end(),
            _ => lines.add(0),
        }
    }
    lines.end();
    lines.done
}

struct Lines {
    done: Vec<(u32, u32)>,
    open: Option<u32>,
    at: u32,
}

impl Lines {
    fn add(&mut self, characters: u32) {
        self.open.get_or_insert(self.at);
        self.at += characters;
    }

    fn end(&mut self) {
        if let Some(start) = self.open.take() {
            self.done.push((start, self.at));
        }
    }
}
