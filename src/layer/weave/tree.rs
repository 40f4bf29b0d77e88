//! The spans of a content and those to come, as one tree in the making.

use super::shown::Shown;
use crate::authority::{Authority, Slot};
use crate::html::element::Element;
use crate::html::nesting::Context;
use crate::layer::place::Place;
use crate::text::AddressedText;

/// A span of the content, or one to come, by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Old(usize),
    New(usize),
}

/// A span in its place: where it is, and how many are around it. Nodes are in document
/// order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) source: Source,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) depth: usize,
}

/// A mark that is to be a span.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) place: Place,
    pub(super) shown: Shown,
    /// Of a point: whether it stands before what begins at its address, in the line that
    /// ends there.
    pub(super) ends_line: bool,
    /// Of a point: where it stands, if that is not its address. Between two blocks this
    /// is before what parts them.
    pub(super) moved_to: Option<u32>,
}

impl Mark {
    pub(super) fn start(&self) -> u32 {
        self.place.range().start().get()
    }

    pub(super) fn stands_at(&self) -> u32 {
        self.moved_to.unwrap_or(self.start())
    }

    pub(super) fn end(&self) -> u32 {
        self.place.range().end().get()
    }
}

/// The spans of a content.
pub(super) fn nodes(content: &AddressedText) -> Vec<Node> {
    let spans = content.spans().enumerate().map(|(at, span)| Node {
        source: Source::Old(at),
        start: span.start().get(),
        end: span.end().get(),
        depth: usize::from(span.depth()),
    });
    spans.collect()
}

/// How much of a node is open to marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hold {
    /// A mark may be around it, and where ranks say so, it is split.
    Loose,
    /// A mark may be around it, and it is never split.
    Whole,
    /// No mark is around it that is not around all of this: a part of something, such as
    /// an `rt` of its `ruby`.
    Part { start: u32, end: u32 },
    /// No mark is around it: a block, or what holds one.
    Block,
}

/// Says of each node how much of it is open to marks.
pub(super) fn holds(nodes: &[Node], kinds: &Kinds<'_>) -> Vec<Hold> {
    let mut holds: Vec<Hold> = Vec::with_capacity(nodes.len());
    let mut open: Vec<usize> = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        open.truncate(node.depth);
        let kind = kinds.of(node.source);
        let has_home = |element| !Context::ROOT.admits(element);
        let hold = match (kind.element, open.last()) {
            _ if kind.is_block => Hold::Block,
            (Some(element), Some(&parent)) if has_home(element) => {
                if holds[parent] == Hold::Loose {
                    holds[parent] = Hold::Whole;
                }
                let Node { start, end, .. } = nodes[parent];
                Hold::Part { start, end }
            }
            (None, _) if kind.rank == 0 => Hold::Whole,
            _ => Hold::Loose,
        };
        holds.push(hold);
        if hold == Hold::Block {
            for around in open.iter().rev() {
                // What is around a block is so already, with all that is around that.
                if std::mem::replace(&mut holds[*around], Hold::Block) == Hold::Block {
                    break;
                }
            }
        }
        open.push(at);
    }
    holds
}

/// Says of each node whether it may be split anywhere: all that it holds may be.
pub(super) fn divisible(nodes: &[Node], holds: &[Hold]) -> Vec<bool> {
    let mut divisible = vec![true; nodes.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, (node, hold)) in nodes.iter().zip(holds).enumerate() {
        open.truncate(node.depth);
        open.push(at);
        if *hold != Hold::Loose {
            for around in open.iter().rev() {
                // What is around it is not, either.
                if !std::mem::replace(&mut divisible[*around], false) {
                    break;
                }
            }
        }
    }
    divisible
}

/// What entries are, by the authority.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    /// None for a character, and for an entry that the authority does not have.
    pub(super) element: Option<Element>,
    pub(super) is_block: bool,
    /// Of two that cross, the one of lower rank stays whole. What holds nothing else, as
    /// a character, goes inside of everything.
    pub(super) rank: u16,
}

impl Kind {
    /// An entry that the authority does not have.
    pub(super) const UNKNOWN: Self = Self {
        element: None,
        is_block: false,
        rank: 0,
    };

    /// The kind of each span of a content.
    pub(super) fn of_spans(content: &AddressedText, authority: &Authority) -> Vec<Self> {
        let spans = content.spans();
        let kinds = spans.map(|span| match authority.slot(span.markup()) {
            Some(Slot::Tag(at)) => Self::of_tag(authority, at as usize),
            Some(Slot::Character(_)) => Self {
                rank: u16::MAX,
                ..Self::UNKNOWN
            },
            None => Self::UNKNOWN,
        });
        kinds.collect()
    }

    pub(super) fn of_tag(authority: &Authority, at: usize) -> Self {
        let (tag, element) = (&authority.tags()[at], authority.element(at));
        Self {
            element: Some(element),
            is_block: tag.display().is_block(),
            rank: if element.is_void() {
                u16::MAX
            } else {
                tag.rank()
            },
        }
    }
}

/// What the spans of the content are, and what the marks are.
pub(super) struct Kinds<'a> {
    pub(super) old: &'a [Kind],
    pub(super) new: &'a [Kind],
}

impl Kinds<'_> {
    pub(super) fn of(&self, source: Source) -> Kind {
        match source {
            Source::Old(at) => self.old[at],
            Source::New(at) => self.new[at],
        }
    }
}
