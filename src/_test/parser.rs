//! The tree of a source, as owned data.

#![allow(
    clippy::exhaustive_enums,
    clippy::exhaustive_structs,
    reason = "not API: the tests match on all there is"
)]

use crate::ingest::parser::limits::{Limit, Limits};
use crate::ingest::parser::{self, Start, Tree};
use crate::ingest::{Event, OpenTag, Origin};

/// An event of the walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// An element opens.
    Open {
        /// The name, in lower case.
        name: String,
        /// Whether it is outside the HTML namespace.
        foreign: bool,
        /// The attributes, in source order.
        attributes: Vec<Attribute>,
        /// The start of the tag in the source.
        start: usize,
        /// The end of the tag.
        end: usize,
        /// Whether the parser made a copy of it.
        cloned: bool,
    },
    /// Plain text.
    Text(String),
    /// A reference.
    Reference {
        /// The text: one or two characters.
        text: String,
        /// Its start.
        start: usize,
        /// Its end.
        end: usize,
    },
    /// A character that is not allowed in texts.
    Bad {
        /// The character.
        char: char,
        /// The start of it, or of the reference to it.
        start: usize,
        /// Its end.
        end: usize,
    },
    /// A tag that a limit swallowed.
    Swallowed {
        /// The name, in lower case.
        name: String,
        /// Its start.
        start: usize,
        /// Its end.
        end: usize,
    },
    /// The element closes.
    Close {
        /// The name, in lower case.
        name: String,
    },
}

/// An attribute with its position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// The name, in lower case.
    pub name: String,
    /// The decoded value.
    pub value: String,
    /// The start of the name.
    pub start: usize,
    /// The end of the value.
    pub end: usize,
}

/// A limit and its first hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The name of the limit.
    pub limit: &'static str,
    /// The start of the first tag that hit it.
    pub start: usize,
    /// The end of that tag.
    pub end: usize,
    /// The number of hits.
    pub count: u64,
}

/// The tree of a source, with its limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// The events of the walk.
    pub nodes: Vec<Node>,
    /// The limits that were hit.
    pub hits: Vec<Hit>,
    /// The runs of U+0000.
    pub nuls: Vec<(usize, usize)>,
}

/// The cost of building a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Calls of the sink, and steps of its own.
    pub operations: u64,
    /// The number of elements created.
    pub created: u64,
    /// The number of events of the walk.
    pub events: usize,
}

/// Parses a source.
#[must_use]
pub fn repair(source: &str) -> Repaired {
    let tree = parser::parse(source, Start::default(), Limits::Hold);
    Repaired {
        nodes: tree.walk().map(node).collect(),
        hits: hits(&tree),
        nuls: tree.nuls().to_vec(),
    }
}

/// Parses a source from a byte on.
#[must_use]
pub fn repair_from(source: &str, at: usize) -> Vec<Node> {
    let start = Start {
        at,
        ..Start::default()
    };
    let tree = parser::parse(source, start, Limits::Hold);
    tree.walk().map(node).collect()
}

/// Parses a source, walks the tree, and counts.
#[must_use]
pub fn cost(source: &str) -> Cost {
    measure(&parser::parse(source, Start::default(), Limits::Hold))
}

/// Like [`cost`], without the limits.
#[must_use]
pub fn cost_without_limits(source: &str) -> Cost {
    measure(&parser::parse(source, Start::default(), Limits::Off))
}

fn measure(tree: &Tree<'_>) -> Cost {
    let cost = tree.cost();
    Cost {
        operations: cost.operations,
        created: cost.created,
        events: tree.walk().count(),
    }
}

fn hits(tree: &Tree<'_>) -> Vec<Hit> {
    let hits = tree.limits().iter().map(|hit| Hit {
        limit: match hit.limit {
            Limit::OpenElements => "open elements",
            Limit::FormattingElements => "formatting elements",
            Limit::StaleMarkers => "stale markers",
            Limit::CreatedElements => "created elements",
            Limit::Attributes => "attributes",
        },
        start: hit.start,
        end: hit.end,
        count: hit.count,
    });
    hits.collect()
}

fn node(event: Event<'_, '_>) -> Node {
    match event {
        Event::Open(OpenTag {
            name,
            is_foreign,
            attributes,
            start,
            end,
            origin,
        }) => Node::Open {
            name: name.get().into_owned(),
            foreign: is_foreign,
            attributes: attributes
                .iter()
                .map(|attribute| Attribute {
                    name: attribute.name.get().into_owned(),
                    value: attribute.value().into_owned(),
                    start: attribute.start,
                    end: attribute.end,
                })
                .collect(),
            start,
            end,
            cloned: origin != Origin::Written,
        },
        Event::Text { text, .. } => Node::Text(text.to_owned()),
        Event::Reference { chars, start, end } => Node::Reference {
            text: chars.chars().collect(),
            start,
            end,
        },
        Event::Bad { char, start, end } => Node::Bad { char, start, end },
        Event::Swallowed { name, start, end } => Node::Swallowed {
            name: name.to_owned(),
            start,
            end,
        },
        Event::Close { name, .. } => Node::Close {
            name: name.to_owned(),
        },
    }
}
