//! Searches a part of a source for the edges of blocks. May find too many, which does no
//! harm.

use crate::html::element::Flow;
use crate::ingest::lexer::{Lexer, Sink, Tag, Text, Token};

/// Searches the tags before a byte.
pub(super) struct Blocks {
    pub(super) before: usize,
}

/// The result of a search.
pub(super) enum Ended {
    /// A block begins or ends.
    Block,
    /// There is none before the byte.
    Before,
}

impl Blocks {
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

    fn start_tag(&mut self, _: &mut Lexer<'s>, tag: &Tag<'s>) -> Result<(), Ended> {
        self.tag(tag)
    }

    fn end_tag(&mut self, _: &mut Lexer<'s>, tag: &Tag<'s>) -> Result<(), Ended> {
        self.tag(tag)
    }

    fn other(&mut self, _: &mut Lexer<'s>, _: Token<'s>) -> Result<(), Ended> {
        Ok(())
    }
}
