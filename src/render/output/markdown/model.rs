//! The model of CommonMark: blocks, and the tokens of their lines.

use std::ops::Range;

use crate::render::draft::Mark;
use crate::render::loss::Loss;

/// A draft in the model of CommonMark.
#[derive(Debug)]
pub(super) struct Page<'s, 'd> {
    /// The blocks, in document order.
    pub(super) blocks: Vec<Block<'s, 'd>>,
    pub(super) tokens: Vec<Token<'s, 'd>>,
    /// The text of all tokens, in order.
    pub(super) text: String,
    /// Emphasis, by the indices in the tokens.
    pub(super) nodes: Vec<Node<'s, 'd>>,
    pub(super) losses: Vec<Loss>,
}

/// One block.
#[derive(Debug)]
pub(super) struct Block<'s, 'd> {
    pub(super) kind: Kind,
    pub(super) mark: Option<&'s Mark<'d>>,
    /// The index of the next block that is not inside this one.
    pub(super) end: usize,
    /// The language of its code.
    pub(super) language: Option<&'s str>,
    /// Its tokens, for a leaf.
    pub(super) tokens: Range<usize>,
}

/// The kind of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Heading(u8),
    Quote,
    /// A list; with the number of its first item if it has numbers.
    List(Option<u32>),
    Item,
    /// Verbatim text.
    Pre(Range<usize>),
    Rule,
    Table,
    /// A row of a table; whether it is a head.
    Row(bool),
    Cell,
}

/// A part of a line.
#[derive(Clone, Debug)]
pub(super) enum Token<'s, 'd> {
    Text(Text),
    /// The start of emphasis.
    Open(usize),
    Close(usize),
    Code(&'s Mark<'d>, Range<usize>),
    Link,
    LinkEnd(&'s Mark<'d>),
    /// A link whose text is its destination.
    AutoLink(&'s Mark<'d>),
    Image(&'s Mark<'d>),
    /// A line break; without a mark if its loss has been reported.
    Break(Option<&'s Mark<'d>>),
}

/// Text of a line, as a range of the text of the page.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    pub(super) bytes: Range<usize>,
    /// Whether to write the first and the last character as references.
    pub(super) refers_first: bool,
    pub(super) refers_last: bool,
    /// Whether it is the profile's own, and may be markup.
    pub(super) is_own: bool,
}

/// Emphasis, or strong emphasis.
#[derive(Clone, Debug)]
pub(super) struct Node<'s, 'd> {
    /// The mark; `None` if its loss has been reported.
    pub(super) mark: Option<&'s Mark<'d>>,
    /// The number of delimiter characters: one or two.
    pub(super) length: u8,
    /// Whether it is struck text, which has a delimiter of its own.
    pub(super) is_struck: bool,
    /// The delimiter; `None` until it is chosen, or if none works.
    pub(super) sign: Option<u8>,
    /// The token that ends it.
    pub(super) close: usize,
    /// Whether no letter may follow it.
    pub(super) needs_edge: bool,
}
