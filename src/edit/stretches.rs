//! Finds the stretches of a text that an edit touches: whole lines.

use super::doc::Kind;
use super::leaves::Stretch;
use crate::authority::{Authority, MarkupId};
use crate::text::patch::{Bytes, Parents};
use crate::text::{AddressedText, units};

/// Returns the stretches around touched ranges, which are in order of their starts.
/// They do not overlap.
pub(super) fn around(
    content: &AddressedText,
    authority: &Authority,
    parents: &Parents<'_>,
    touched: &[(u32, u32)],
) -> Vec<Stretch> {
    let finder = Finder {
        content,
        authority,
        parents,
    };
    let mut bytes = Bytes::of(content);
    let mut edges: Vec<Edges> = Vec::new();
    for &(start, end) in touched {
        match edges.last_mut() {
            Some(last) if last.holds(start, end) => {}
            last => {
                let before = finder.before(start, &mut bytes);
                let (line_end, after) = finder.after(end, &mut bytes);
                match last {
                    Some(last)
                        if last
                            .after
                            .is_none_or(|after| !is_behind(Some(after), before.unwrap_or(0))) =>
                    {
                        last.before = last.before.min(before);
                        last.line_end = last.line_end.max(line_end);
                        last.after = match (last.after, after) {
                            (Some(one), Some(other)) => Some(one.max(other)),
                            _ => None,
                        };
                    }
                    _ => edges.push(Edges {
                        before,
                        line_end,
                        after,
                    }),
                }
            }
        }
    }
    let stretches = edges.into_iter();
    stretches
        .map(|edges| finder.stretch(edges.before, edges.after))
        .collect()
}

/// The characters around a stretch.
struct Edges {
    before: Option<u32>,
    /// Where the words of its last line end: what reaches beyond changes the next line,
    /// too.
    line_end: u32,
    after: Option<u32>,
}

impl Edges {
    /// Whether a touched range that starts behind all others changes no other line.
    fn holds(&self, start: u32, end: u32) -> bool {
        is_behind(self.before, start)
            && self
                .after
                .is_none_or(|after| end <= self.line_end && end < after)
    }
}

fn is_behind(before: Option<u32>, address: u32) -> bool {
    before.is_none_or(|before| before < address)
}

struct Finder<'t> {
    content: &'t AddressedText,
    authority: &'t Authority,
    parents: &'t Parents<'t>,
}

impl Finder<'_> {
    fn is_block(&self, markup: MarkupId) -> bool {
        Kind::of(markup, self.authority).is_block()
    }

    fn ends(&self, ordinal: usize) -> (u32, u32, bool) {
        self.content.span(ordinal).map_or((0, 0, false), |span| {
            let is_block = self.is_block(span.markup());
            (span.start().get(), span.end().get(), is_block)
        })
    }

    /// A character before the line that holds the character in front of an address.
    fn before(&self, address: u32, bytes: &mut Bytes<'_>) -> Option<u32> {
        let at = address.saturating_sub(1);
        let behind = self.content.first_span_behind(at);
        let found = (0..behind).rev().find(|ordinal| self.ends(*ordinal).2)?;
        let (start, end, _) = self.ends(found);
        let mut border = if end > at { start } else { end };
        if end <= at {
            let mut outer = self.parents.parent(found);
            while let Some(ordinal) = outer {
                let (_, end, is_block) = self.ends(ordinal);
                if end > at {
                    break;
                }
                if is_block {
                    border = end;
                }
                outer = self.parents.parent(ordinal);
            }
        }
        self.words_end(border, bytes).checked_sub(1)
    }

    /// Where the words before a border end: in front of what parts them from it.
    fn words_end(&self, border: u32, bytes: &mut Bytes<'_>) -> u32 {
        let text = &self.content.text()[..bytes.at(border)];
        let words = text.trim_end_matches(['\n', '\t']);
        border - units::count(&text[words.len()..])
    }

    /// Where the words of the line end that holds the character at an address, and a
    /// character behind the line.
    fn after(&self, address: u32, bytes: &mut Bytes<'_>) -> (u32, Option<u32>) {
        let length = self.content.char_len();
        if address >= length {
            return (length, None);
        }
        let behind = self.content.first_span_behind(address);
        let mut border = length;
        let mut outer = behind.checked_sub(1);
        while let Some(ordinal) = outer {
            let (_, end, is_block) = self.ends(ordinal);
            if is_block && end > address {
                border = end;
                break;
            }
            outer = self.parents.parent(ordinal);
        }
        for ordinal in behind..self.content.spans().len() {
            let (start, _, is_block) = self.ends(ordinal);
            if start >= border {
                break;
            }
            if is_block {
                border = start;
                break;
            }
        }
        let text = &self.content.text()[bytes.at(border)..];
        // If all before it goes, a byte order mark goes as well, and white space behind it:
        // they are part of the stretch.
        let content = text.trim_start_matches(['\n', '\t', '\u{FEFF}', ' ']);
        let parted = units::count(&text[..text.len() - content.len()]);
        let after = (!content.is_empty()).then_some(border + parted);
        (self.words_end(border, bytes), after)
    }

    fn stretch(&self, before: Option<u32>, after: Option<u32>) -> Stretch {
        let first = before.map_or(0, |before| self.content.first_span_behind(before));
        let last = after.map_or(self.content.spans().len(), |after| {
            self.content.first_span_behind(after)
        });
        Stretch {
            before,
            after,
            spans: first..last,
            heads: self.heads(before, first),
        }
    }

    /// The tags around a character; a tag that stands for the character is none.
    fn heads(&self, before: Option<u32>, first: usize) -> Vec<u32> {
        let mut heads = Vec::new();
        let Some(before) = before else {
            return heads;
        };
        let mut outer = first.checked_sub(1);
        while let Some(ordinal) = outer {
            outer = self.parents.parent(ordinal);
            let Some(span) = self.content.span(ordinal) else {
                continue;
            };
            if span.end().get() <= before {
                continue;
            }
            let kind = Kind::of(span.markup(), self.authority);
            let stands_for_it = (kind.character.is_some() || kind.element.is_void())
                && span.range().len() == 1
                && self
                    .parents
                    .parent(first)
                    .is_none_or(|parent| parent != ordinal);
            if !stands_for_it {
                heads.push(span.ordinal().get());
            }
        }
        heads.reverse();
        heads
    }
}
