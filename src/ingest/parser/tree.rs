//! The finished tree, and the walk through it.

use std::borrow::Cow;

use html5ever::LocalName;

use super::limits::LimitHit;
use super::name;
use crate::html::char_ref::Decoded;
use crate::html::name::Name;
use crate::ingest::event::{Closing, Event, NOWHERE, OpenTag, Origin};
use crate::ingest::lexer::{Attribute, Flaw};

/// "No node": the ends of sibling lists, the parent of what is detached.
pub(super) const NONE: u32 = u32::MAX;

/// No census has this number.
pub(super) const OPEN: u32 = u32::MAX;

/// The root element of the fragment, which is no part of it. Before it comes
/// the document.
pub(super) const ROOT: u32 = 1;

/// A node and its place. Indices, not pointers: a tree of any depth is freed
/// as one flat list.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) parent: u32,
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) prev: u32,
    pub(super) next: u32,
    /// In which census it was counted last (see the limiter); [`OPEN`] where it is
    /// open at the end of the source.
    pub(super) seen: u32,
    /// Behind the last end tag that came while it was the current node; 0 for none.
    pub(super) end: u32,
    /// The word of the name of that tag.
    pub(super) end_word: u64,
    pub(super) data: Data,
}

/// Positions are bytes of the source, in 32 bits: that is the longest source.
#[derive(Debug)]
pub(super) enum Data {
    /// The document, and what a template holds.
    Fragment,
    Element {
        name: LocalName,
        foreign: bool,
        /// Made from an earlier tag, or implied.
        cloned: bool,
        /// Index of the tag it was made from.
        tag: u32,
    },
    /// Text as it stands in the source.
    Source {
        start: u32,
        end: u32,
    },
    /// Text that stands nowhere so; a range of [`Tree::made`].
    Made {
        start: u32,
        end: u32,
        /// What it stands for in the source; white space may stand for nothing there.
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
    /// A tag swallowed at a limit, at its place.
    Swallowed {
        tag: u32,
    },
}

/// The tag that elements were made from. One without a name or attributes
/// stands for the elements that some tag implied.
#[derive(Debug)]
pub(super) struct TagRecord<'s> {
    pub(super) name: Cow<'s, str>,
    /// A range of [`Tree::attributes`].
    pub(super) attributes: (u32, u32),
    pub(super) start: u32,
    pub(super) end: u32,
}

/// A fragment as the HTML standard builds it, without comments and without
/// what templates hold.
#[derive(Debug)]
pub(crate) struct Tree<'s> {
    pub(super) source: &'s str,
    /// The document, the root, and the rest as it was created.
    pub(super) nodes: Vec<Node>,
    pub(super) made: String,
    pub(super) tags: Vec<TagRecord<'s>>,
    pub(super) attributes: Vec<Attribute<'s>>,
    pub(super) limits: Vec<LimitHit>,
    pub(super) nuls: Vec<(usize, usize)>,
    pub(super) asides: Asides,
    /// Tags of formatting elements that have no end tag.
    pub(super) unclosed: Vec<u32>,
    pub(super) cost: Cost,
}

/// What of a source the tree has no place for, in bytes.
#[derive(Debug, Default)]
pub(crate) struct Asides {
    /// Comments, what is read as such, and declarations; and whether they are closed.
    pub(crate) comments: Vec<(usize, usize, bool)>,
    /// End tags that close nothing.
    pub(crate) stray: Vec<(usize, usize)>,
    pub(crate) flaws: Vec<Flaw>,
}

/// What building a tree took, for tests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Cost {
    /// Calls of the tree builder to its sink (each look at a name included),
    /// tokens sent to it, handles traced, nodes moved.
    pub(crate) operations: u64,
    /// Elements created.
    pub(crate) created: u64,
}

impl<'s> Tree<'s> {
    /// Pre-order, from the children of the root on.
    pub(crate) fn walk(&self) -> impl Iterator<Item = Event<'_, 's>> {
        Walk {
            tree: self,
            next: Step::Enter(self.nodes[ROOT as usize].first),
        }
    }

    /// Each limit that was hit, once.
    pub(crate) fn limits(&self) -> &[LimitHit] {
        &self.limits
    }

    /// Where U+0000 stands, run by run, in bytes of the source.
    pub(crate) fn nuls(&self) -> &[(usize, usize)] {
        &self.nuls
    }

    /// What is beside the tree.
    pub(crate) fn asides(&self) -> &Asides {
        &self.asides
    }

    /// What building it took.
    #[cfg_attr(not(feature = "_test"), allow(dead_code, reason = "tests count"))]
    pub(crate) fn cost(&self) -> Cost {
        self.cost
    }

    /// The tree builder knows long names by an alias and spells some foreign
    /// ones in mixed case: then the tag has the name.
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
            // Fragments are nobody's children.
            Data::Fragment => Event::Text {
                text: "",
                bytes: NOWHERE,
            },
        }
    }
}

/// Where a walk stands.
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

/// Whether a start tag has this name, or stands for an element of it.
fn is_tag_of(name: &str, tag: &str) -> bool {
    let tag = tag.strip_prefix('<').unwrap_or(tag);
    let written = tag.get(..name.len()).unwrap_or("");
    written.eq_ignore_ascii_case(name)
}

fn slice(text: &str, start: u32, end: u32) -> &str {
    &text[start as usize..end as usize]
}
