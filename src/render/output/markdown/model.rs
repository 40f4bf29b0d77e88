//! A draft as CommonMark sees it: blocks, and the tokens of the lines in them.

use std::ops::Range;

use crate::render::draft::Mark;
use crate::render::loss::Loss;

/// A draft as CommonMark sees it.
#[derive(Debug)]
pub(super) struct Page<'s, 'd> {
    /// In document order.
    pub(super) blocks: Vec<Block<'s, 'd>>,
    pub(super) tokens: Vec<Token<'s, 'd>>,
    /// The text of all tokens, in their order.
    pub(super) text: String,
    /// Emphasis, by the numbers in the tokens.
    pub(super) nodes: Vec<Node<'s, 'd>>,
    pub(super) losses: Vec<Loss>,
}

/// One block.
#[derive(Debug)]
pub(super) struct Block<'s, 'd> {
    pub(super) kind: Kind,
    pub(super) mark: Option<&'s Mark<'d>>,
    /// The block behind it and all that is in it.
    pub(super) end: usize,
    /// Its tokens, if it holds lines.
    pub(super) tokens: Range<usize>,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Heading(u8),
    Quote,
    /// With the number of its first item, if it has numbers.
    List(Option<u32>),
    Item,
    /// Text that stands as it is.
    Pre(Range<usize>),
    Rule,
}

/// A part of a line.
#[derive(Clone, Debug)]
pub(super) enum Token<'s, 'd> {
    Text(Text),
    /// Emphasis begins or ends.
    Open(usize),
    Close(usize),
    Code(&'s Mark<'d>, Range<usize>),
    Link,
    LinkEnd(&'s Mark<'d>),
    /// A link whose text is its destination.
    AutoLink(&'s Mark<'d>),
    Image(&'s Mark<'d>),
    /// None if its loss has been told.
    Break(Option<&'s Mark<'d>>),
}

/// Text of a line, by its place in that of the page.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    pub(super) bytes: Range<usize>,
    /// Whether its first and its last character are to be written as references.
    pub(super) refers_first: bool,
    pub(super) refers_last: bool,
}

/// Emphasis, or strong emphasis.
#[derive(Clone, Debug)]
pub(super) struct Node<'s, 'd> {
    /// None if its loss has been told.
    pub(super) mark: Option<&'s Mark<'d>>,
    /// How many delimiters: one or two.
    pub(super) length: u8,
    /// The delimiter; none until it is chosen, or if none can be.
    pub(super) sign: Option<u8>,
    /// The token that ends it.
    pub(super) close: usize,
    /// Whether what stands behind it must not be a letter.
    pub(super) needs_edge: bool,
}
