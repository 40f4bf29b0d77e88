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
        /// In lower case.
        name: String,
        /// Not in the HTML namespace.
        foreign: bool,
        /// In source order.
        attributes: Vec<Attribute>,
        /// The tag in the source.
        start: usize,
        /// Its end.
        end: usize,
        /// Made by the parser.
        cloned: bool,
    },
    /// Plain text.
    Text(String),
    /// A reference.
    Reference {
        /// One or two characters.
        text: String,
        /// Where it stands.
        start: usize,
        /// Its end.
        end: usize,
    },
    /// A character that no text keeps.
    Bad {
        /// Which.
        char: char,
        /// Where it, or the reference to it, stands.
        start: usize,
        /// Its end.
        end: usize,
    },
    /// A tag that a limit swallowed.
    Swallowed {
        /// In lower case.
        name: String,
        /// Where it stands.
        start: usize,
        /// Its end.
        end: usize,
    },
    /// The element closes.
    Close {
        /// In lower case.
        name: String,
    },
}

/// An attribute and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// In lower case.
    pub name: String,
    /// Decoded.
    pub value: String,
    /// Start of the name.
    pub start: usize,
    /// End of the value.
    pub end: usize,
}

/// A limit and its first hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Which limit.
    pub limit: &'static str,
    /// The first tag that hit it.
    pub start: usize,
    /// Its end.
    pub end: usize,
    /// How often.
    pub count: u64,
}

/// All there is to know about a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// The walk.
    pub nodes: Vec<Node>,
    /// Limits hit.
    pub hits: Vec<Hit>,
    /// Runs of U+0000.
    pub nuls: Vec<(usize, usize)>,
}

/// What building the tree took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Sink calls and own steps.
    pub operations: u64,
    /// Elements created.
    pub created: u64,
    /// Events of the walk.
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
    let tree = parser::parse(source, Start { at, spare: 0 }, Limits::Hold);
    tree.walk().map(node).collect()
}

/// Parses and walks, and counts.
#[must_use]
pub fn cost(source: &str) -> Cost {
    measure(&parser::parse(source, Start::default(), Limits::Hold))
}

/// As [`cost`], without the limits.
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
