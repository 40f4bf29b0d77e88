//! The finished tree, and the walk through it.

use std::borrow::Cow;

use html5ever::LocalName;

use super::limits::LimitHit;
use super::name;
use crate::html::char_ref::Decoded;
use crate::html::name::Name;
use crate::ingest::event::{Closing, Event, NOWHERE, OpenTag, Origin};
use crate::ingest::lexer::{Attribute, Flaw};

/// "No node": the ends of sibling lists, the parent of a detached node.
pub(super) const NONE: u32 = u32::MAX;

/// A number that no census has.
pub(super) const OPEN: u32 = u32::MAX;

/// The root element of the fragment, which does not count as a part of it. The document
/// precedes it.
pub(super) const ROOT: u32 = 1;

/// A node and its place. Uses indices instead of pointers, so a tree of any depth is
/// freed as a flat list.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) parent: u32,
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) prev: u32,
    pub(super) next: u32,
    /// The number of the last census that counted it (see the limiter); [`OPEN`] if it is
    /// open at the end of the source.
    pub(super) seen: u32,
    /// The end of the last end tag that came while it was the current node; 0 for none.
    pub(super) end: u32,
    /// The word of the name of that tag.
    pub(super) end_word: u64,
    pub(super) data: Data,
}

/// The content of a node. Positions are in bytes of the source; 32 bits suffice for the
/// longest source.
#[derive(Debug)]
pub(super) enum Data {
    /// The document, and the content of a template.
    Fragment,
    Element {
        name: LocalName,
        foreign: bool,
        /// Whether it is implied, or a copy of an earlier element.
        cloned: bool,
        /// The index of its tag.
        tag: u32,
    },
    /// Text as it is in the source.
    Source {
        start: u32,
        end: u32,
    },
    /// Text that differs from the source; a range of [`Tree::made`].
    Made {
        start: u32,
        end: u32,
        /// The bytes of the source that it represents; empty where they are not known.
        bytes: (u32, u32),
    },
    Reference {
        chars: Decoded,
        start: u32,
        end: u32,
    },
    Bad {
        char: char,
        start: u32,
        end: u32,
    },
    /// The place of a tag that was swallowed at a limit.
    Swallowed {
        tag: u32,
    },
}

/// A tag, from which elements are made. Without a name and attributes, it represents the
/// elements that a tag implies.
#[derive(Debug)]
pub(super) struct TagRecord<'s> {
    pub(super) name: Cow<'s, str>,
    /// A range of [`Tree::attributes`].
    pub(super) attributes: (u32, u32),
    pub(super) start: u32,
    pub(super) end: u32,
}

/// A fragment as the HTML standard builds it, without comments and without the content of
/// templates.
#[derive(Debug)]
pub(crate) struct Tree<'s> {
    pub(super) source: &'s str,
    /// The document, the root, and all other nodes in order of creation.
    pub(super) nodes: Vec<Node>,
    pub(super) made: String,
    pub(super) tags: Vec<TagRecord<'s>>,
    pub(super) attributes: Vec<Attribute<'s>>,
    pub(super) limits: Vec<LimitHit>,
    pub(super) nuls: Vec<(usize, usize)>,
    pub(super) asides: Asides,
    /// The tags of formatting elements without an end tag.
    pub(super) unclosed: Vec<u32>,
    pub(super) cost: Cost,
}

/// The parts of a source without a place in the tree, in bytes.
#[derive(Debug, Default)]
pub(crate) struct Asides {
    /// Comments, markup that is read as such, and declarations; each with whether it is
    /// closed.
    pub(crate) comments: Vec<(usize, usize, bool)>,
    /// End tags that close nothing.
    pub(crate) stray: Vec<(usize, usize)>,
    pub(crate) flaws: Vec<Flaw>,
}

/// The cost of building a tree, for tests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Cost {
    /// Calls of the sink (including reads of names), tokens sent to the tree builder,
    /// traced handles, and moved nodes.
    pub(crate) operations: u64,
    /// The number of created elements.
    pub(crate) created: u64,
}

impl<'s> Tree<'s> {
    /// Walks through the tree in pre-order, below the root.
    pub(crate) fn walk(&self) -> impl Iterator<Item = Event<'_, 's>> {
        Walk {
            tree: self,
            next: Step::Enter(self.nodes[ROOT as usize].first),
        }
    }

    /// Returns the limits that were hit, once each.
    pub(crate) fn limits(&self) -> &[LimitHit] {
        &self.limits
    }

    /// Returns the runs of U+0000, in bytes of the source.
    pub(crate) fn nuls(&self) -> &[(usize, usize)] {
        &self.nuls
    }

    /// Returns the parts of the source without a place in the tree.
    pub(crate) fn asides(&self) -> &Asides {
        &self.asides
    }

    /// Returns the cost of building the tree.
    #[cfg_attr(not(feature = "_test"), allow(dead_code, reason = "tests count"))]
    pub(crate) fn cost(&self) -> Cost {
        self.cost
    }

    /// Returns the name of an element. The tree builder has aliases for long names, and
    /// writes some foreign names in mixed case: then the tag has the name.
    fn element_name<'t>(&'t self, name: &'t LocalName, foreign: bool, tag: u32) -> &'t str {
        if foreign || name::is_alias(name) {
            &self.tags[tag as usize].name
        } else {
            name
        }
    }

    fn leave(&self, node: u32) -> Event<'_, 's> {
        let Node {
            data,
            end,
            end_word,
            seen,
            ..
        } = &self.nodes[node as usize];
        let name = match data {
            Data::Element {
                name, foreign, tag, ..
            } => self.element_name(name, *foreign, *tag),
            _ => "",
        };
        Event::Close {
            name,
            closing: Closing {
                end: *end as usize,
                is_never: *seen == OPEN,
                word: *end_word,
            },
        }
    }

    fn enter(&self, node: u32) -> Event<'_, 's> {
        match &self.nodes[node as usize].data {
            Data::Element {
                name,
                foreign,
                cloned,
                tag,
            } => {
                let record = &self.tags[*tag as usize];
                let (from, to) = record.attributes;
                let (start, end) = (record.start as usize, record.end as usize);
                let name = self.element_name(name, *foreign, *tag);
                let origin = if !cloned {
                    Origin::Written
                } else if is_tag_of(name, &self.source[start..end]) {
                    Origin::Cloned
                } else {
                    Origin::Implied
                };
                Event::Open(OpenTag {
                    name: Name::plain(name),
                    is_foreign: *foreign,
                    attributes: &self.attributes[from as usize..to as usize],
                    start,
                    end,
                    origin,
                })
            }
            &Data::Source { start, end } => Event::Text {
                text: slice(self.source, start, end),
                bytes: (start as usize, end as usize),
            },
            &Data::Made {
                start,
                end,
                bytes: (from, to),
            } => Event::Text {
                text: slice(&self.made, start, end),
                bytes: (from as usize, to as usize),
            },
            &Data::Reference { chars, start, end } => Event::Reference {
                chars,
                start: start as usize,
                end: end as usize,
            },
            &Data::Bad { char, start, end } => Event::Bad {
                char,
                start: start as usize,
                end: end as usize,
            },
            Data::Swallowed { tag } => {
                let record = &self.tags[*tag as usize];
                Event::Swallowed {
                    name: &record.name,
                    start: record.start as usize,
                    end: record.end as usize,
                }
            }
            // Fragments are never children.
            Data::Fragment => Event::Text {
                text: "",
                bytes: NOWHERE,
            },
        }
    }
}

/// The position of a walk.
#[derive(Clone, Copy)]
enum Step {
    /// At this node, or past the last sibling.
    Enter(u32),
    /// At the end of this element.
    Leave(u32),
}

struct Walk<'t, 's> {
    tree: &'t Tree<'s>,
    next: Step,
}

impl<'t, 's> Iterator for Walk<'t, 's> {
    type Item = Event<'t, 's>;

    fn next(&mut self) -> Option<Self::Item> {
        let nodes = &self.tree.nodes;
        let (node, event) = match self.next {
            Step::Enter(NONE) => return None,
            Step::Enter(node) => {
                let event = self.tree.enter(node);
                if matches!(event, Event::Open { .. }) {
                    self.next = match nodes[node as usize].first {
                        NONE => Step::Leave(node),
                        child => Step::Enter(child),
                    };
                    return Some(event);
                }
                (node, event)
            }
            Step::Leave(node) => (node, self.tree.leave(node)),
        };
        self.next = match nodes[node as usize] {
            Node {
                next: NONE, parent, ..
            } if parent != ROOT => Step::Leave(parent),
            Node { next, .. } => Step::Enter(next),
        };
        Some(event)
    }
}

/// Whether a start tag has this name.
fn is_tag_of(name: &str, tag: &str) -> bool {
    let tag = tag.strip_prefix('<').unwrap_or(tag);
    let written = tag.get(..name.len()).unwrap_or("");
    written.eq_ignore_ascii_case(name)
}

fn slice(text: &str, start: u32, end: u32) -> &str {
    &text[start as usize..end as usize]
}
