//! The reach of formatting that is never closed.

use super::tree::Tree;
use crate::html::element::{Element, Flow};
use crate::ingest::event::{Event, OpenTag, Origin};

/// A tag of a formatting element without an end tag, and with text beyond the edge of a
/// block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reach {
    /// The tag, in bytes of the source.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The number of blocks with text of it.
    pub(crate) blocks: u32,
}

/// The state of a tag.
struct Unclosed {
    start: usize,
    end: usize,
    /// The block that contains the tag.
    own: u32,
    /// The last block that has been counted.
    counted: u32,
    blocks: u32,
    is_beyond: bool,
}

/// Counts blocks as their text comes.
#[derive(Default)]
struct Reaches {
    /// In the order of the source.
    tags: Vec<Unclosed>,
    /// The block of the last text, from 1.
    block: u32,
    /// Whether the next text begins another block.
    is_at_border: bool,
    /// For each open element of such a tag, its index in `spans`.
    open: Vec<Option<usize>>,
    /// An element of a tag, and the first block in which it has text; 0 for none so far.
    spans: Vec<(usize, u32)>,
    /// The number of `spans` with text.
    filled: usize,
}

/// Finds the formatting elements without an end tag that reach over blocks. Walks through
/// the tree once, with constant cost per element. `before` makes the tree of what precedes
/// it in its first line.
pub(crate) fn reaches<'s>(tree: &Tree<'_>, before: impl FnOnce() -> Tree<'s>) -> Vec<Reach> {
    let tags = tree.unclosed.iter().map(|tag| {
        let tag = &tree.tags[*tag as usize];
        Unclosed {
            start: tag.start as usize,
            end: tag.end as usize,
            own: 0,
            counted: 0,
            blocks: 0,
            is_beyond: false,
        }
    });
    let mut tags: Vec<_> = tags.collect();
    if tags.is_empty() {
        return Vec::new();
    }
    tags.sort_unstable_by_key(|tag| tag.start);
    let mut reaches = Reaches {
        is_at_border: true,
        ..Reaches::default()
    };
    before().walk().for_each(|event| reaches.see(&event));
    reaches.tags = tags;
    tree.walk().for_each(|event| reaches.see(&event));
    let beyond = reaches.tags.iter().filter(|tag| tag.is_beyond);
    let reach = |tag: &Unclosed| Reach {
        start: tag.start,
        end: tag.end,
        blocks: tag.blocks,
    };
    beyond.map(reach).collect()
}

impl Reaches {
    fn see(&mut self, event: &Event<'_, '_>) {
        match event {
            Event::Open(tag) => {
                let element = tag.name.element();
                if tag.is_foreign {
                    self.open.push(None);
                    return;
                }
                self.is_at_border |= is_block(element);
                let span = if element.is_formatting() {
                    self.span(tag)
                } else {
                    None
                };
                self.open.push(span);
            }
            Event::Text { text, .. } => {
                if !text.bytes().all(|byte| byte.is_ascii_whitespace()) {
                    self.text();
                }
            }
            Event::Reference { .. } => self.text(),
            Event::Bad { .. } => {}
            Event::Swallowed { name, .. } => self.is_at_border |= is_block(Element::of(name)),
            Event::Close { name, .. } => {
                if let Some(Some(span)) = self.open.pop() {
                    self.close(span);
                }
                self.is_at_border |= is_block(Element::of(name));
            }
        }
    }

    fn span(&mut self, opening: &OpenTag<'_, '_>) -> Option<usize> {
        let tag = self
            .tags
            .binary_search_by_key(&opening.start, |tag| tag.start)
            .ok()?;
        if opening.origin == Origin::Written {
            self.tags[tag].own = self.block + u32::from(self.is_at_border);
        }
        self.spans.push((tag, 0));
        Some(self.spans.len() - 1)
    }

    fn text(&mut self) {
        self.block += u32::from(std::mem::take(&mut self.is_at_border));
        for (_, first) in &mut self.spans[self.filled..] {
            *first = self.block;
        }
        self.filled = self.spans.len();
    }

    fn close(&mut self, span: usize) {
        let Some((tag, first)) = self.spans.pop() else {
            return;
        };
        self.filled = self.filled.min(span);
        if first == 0 {
            return;
        }
        let tag = &mut self.tags[tag];
        let from = first.max(tag.counted + 1);
        tag.blocks += (self.block + 1).saturating_sub(from);
        tag.counted = tag.counted.max(self.block);
        tag.is_beyond |= self.block != tag.own;
    }
}

/// Whether text beside an element is parted from the text in it.
pub(crate) fn is_block(element: Element) -> bool {
    !matches!(element.flow(), Flow::Inline | Flow::Break)
}
