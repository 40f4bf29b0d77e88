//! Searches a part of a source for the edges of blocks. May find too many, which does no
//! harm.

use super::raw_text_mode;
use crate::html::element::{Element, Flow};
use crate::ingest::lexer::{Lexer, Sink, Tag, Text, Token};

/// Searches the tags before a byte.
pub(super) struct Blocks {
    before: usize,
    /// How many `svg` and `math` elements are open: raw text is of HTML.
    foreign: usize,
}

/// The result of a search.
pub(super) enum Ended {
    /// A block begins or ends.
    Block,
    /// There is none before the byte.
    Before,
}

impl Blocks {
    pub(super) fn new(before: usize) -> Self {
        Self { before, foreign: 0 }
    }

    fn tag(&self, tag: &Tag<'_>) -> Result<(), Ended> {
        if tag.start >= self.before {
            return Err(Ended::Before);
        }
        match tag.name.element().flow() {
            Flow::Inline | Flow::Break => Ok(()),
            Flow::Block | Flow::Paragraph | Flow::Row | Flow::Cell => Err(Ended::Block),
        }
    }
}

impl<'s> Sink<'s> for Blocks {
    type Stop = Ended;

    fn text(&mut self, _: &mut Lexer<'s>, _: Text<'s>) -> Result<(), Ended> {
        Ok(())
    }

    fn start_tag(&mut self, lexer: &mut Lexer<'s>, tag: &Tag<'s>) -> Result<(), Ended> {
        match tag.name.element() {
            Element::Svg | Element::Math if !tag.self_closing => self.foreign += 1,
            // What looks like a tag in it may take those behind it along.
            element if element.is_raw_text() && self.foreign == 0 => {
                lexer.set_mode(raw_text_mode(element));
            }
            _ => {}
        }
        self.tag(tag)
    }

    fn end_tag(&mut self, _: &mut Lexer<'s>, tag: &Tag<'s>) -> Result<(), Ended> {
        if matches!(tag.name.element(), Element::Svg | Element::Math) {
            self.foreign = self.foreign.saturating_sub(1);
        }
        self.tag(tag)
    }

    fn other(&mut self, _: &mut Lexer<'s>, _: Token<'s>) -> Result<(), Ended> {
        Ok(())
    }
}
