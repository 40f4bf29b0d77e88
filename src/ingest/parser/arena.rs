//! The nodes of the tree, and the tag of each.

use std::borrow::Cow;
use std::collections::VecDeque;

use html5ever::{Attribute as BuilderAttribute, LocalName, QualName, local_name, ns};

use super::name;
use super::tree::{Data, NONE, Node, TagRecord};
use crate::ingest::lexer::Attribute;
use crate::num::to_u32;

/// The token that the tree builder is processing.
#[derive(Debug, Default)]
pub(super) struct Current {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) work: Work,
    /// The record for elements that the token implies, once there are any.
    pub(super) implied: Option<u32>,
}

#[derive(Debug, Default)]
pub(super) enum Work {
    #[default]
    Nothing,
    Start {
        name: LocalName,
        tag: u32,
        /// The number of its attribute list if it is a formatting tag.
        list: Option<usize>,
        /// The last element created for it. Only the last one belongs to the tag: before
        /// it come reopened elements with equal attributes.
        own: u32,
    },
    /// Marks the place of a tag that a limit swallowed.
    Swallowed { tag: u32 },
}

#[derive(Debug)]
pub(super) struct Inner<'s> {
    pub(super) nodes: Vec<Node>,
    pub(super) made: String,
    pub(super) tags: Vec<TagRecord<'s>>,
    pub(super) attributes: Vec<Attribute<'s>>,
    /// For each attribute list, the last tag with it.
    pub(super) last_tag: Vec<u32>,
    /// Text that the tree builder has as sentinels, in order.
    pub(super) queue: Vec<Data>,
    /// The number of pieces taken back from the queue.
    pub(super) taken: usize,
    /// The white space that the tree builder has: its length as text, and its bytes.
    pub(super) spaces: VecDeque<(usize, (u32, u32))>,
    pub(super) current: Current,
    pub(super) census: u32,
}

impl<'s> Inner<'s> {
    pub(super) fn push(&mut self, data: Data) -> u32 {
        let index = to_u32(self.nodes.len());
        self.nodes.push(Node {
            parent: NONE,
            first: NONE,
            last: NONE,
            prev: NONE,
            next: NONE,
            seen: 0,
            end: 0,
            end_word: 0,
            data,
        });
        index
    }

    pub(super) fn push_tag(
        &mut self,
        name: Cow<'s, str>,
        attributes: (u32, u32),
        at: (usize, usize),
    ) -> u32 {
        let index = to_u32(self.tags.len());
        self.tags.push(TagRecord {
            name,
            attributes,
            start: to_u32(at.0),
            end: to_u32(at.1),
        });
        index
    }

    pub(super) fn make(&mut self, text: &str, bytes: (u32, u32)) -> Data {
        let start = to_u32(self.made.len());
        self.made.push_str(text);
        let end = to_u32(self.made.len());
        Data::Made { start, end, bytes }
    }

    /// Returns the bytes of white space that comes back from the tree builder; an empty
    /// range if it is not what was announced.
    pub(super) fn bytes_of_space(&mut self, made: &str) -> (u32, u32) {
        if !made.starts_with(|c: char| c.is_ascii_whitespace()) {
            return (0, 0);
        }
        match self.spaces.pop_front() {
            Some((length, bytes)) if length == made.len() => bytes,
            _ => (0, 0),
        }
    }

    /// Inserts the next piece of the queue into the tree.
    pub(super) fn take_back(&mut self, parent: u32, before: u32) {
        let Some(piece) = self.queue.get_mut(self.taken) else {
            return;
        };
        let data = std::mem::replace(piece, Data::Fragment);
        self.taken += 1;
        let node = self.push(data);
        self.link(node, parent, before);
    }

    /// Inserts a node as a child of `parent` before `before`, or as the last child.
    pub(super) fn link(&mut self, node: u32, parent: u32, before: u32) {
        let prev = match before {
            NONE => self.nodes[parent as usize].last,
            before => self.nodes[before as usize].prev,
        };
        let this = &mut self.nodes[node as usize];
        this.parent = parent;
        this.prev = prev;
        this.next = before;
        match prev {
            NONE => self.nodes[parent as usize].first = node,
            prev => self.nodes[prev as usize].next = node,
        }
        match before {
            NONE => self.nodes[parent as usize].last = node,
            before => self.nodes[before as usize].prev = node,
        }
    }

    pub(super) fn unlink(&mut self, node: u32) {
        let Node {
            parent, prev, next, ..
        } = self.nodes[node as usize];
        if parent == NONE {
            return;
        }
        match prev {
            NONE => self.nodes[parent as usize].first = next,
            prev => self.nodes[prev as usize].next = next,
        }
        match next {
            NONE => self.nodes[parent as usize].last = prev,
            next => self.nodes[next as usize].prev = prev,
        }
        let this = &mut self.nodes[node as usize];
        (this.parent, this.prev, this.next) = (NONE, NONE, NONE);
    }

    /// Returns the tag of a new element, and whether the element is a copy.
    pub(super) fn origin(
        &mut self,
        name: &QualName,
        attributes: &[BuilderAttribute],
    ) -> (u32, bool) {
        let foreign = name.ns != ns!(html);
        let list = name::formatting(&name.local)
            .filter(|_| !foreign)
            .map(|formatting| name::list_of(formatting, attributes));
        if let Work::Start {
            name: ref tag_name,
            tag,
            list: tag_list,
            own,
        } = self.current.work
        {
            let is_own = match list {
                Some(_) => list == tag_list,
                None => foreign || name.local == *tag_name || *tag_name == local_name!("image"),
            };
            if is_own {
                let earlier = list.map_or(NONE, |list| self.last_tag_of(list));
                self.set_origin(own, earlier);
                return (tag, false);
            }
        }
        match list {
            Some(list) => (self.last_tag_of(list), true),
            None => (self.implied(), true),
        }
    }

    /// Returns the tag of a reopened element.
    pub(super) fn last_tag_of(&mut self, list: usize) -> u32 {
        match self.last_tag.get(list) {
            Some(&tag) if tag != NONE => tag,
            _ => self.implied(),
        }
    }

    /// Corrects the tag of an element that turned out to be reopened.
    pub(super) fn set_origin(&mut self, node: u32, earlier: u32) {
        let Some(node) = self.nodes.get_mut(node as usize) else {
            return;
        };
        if let Data::Element { cloned, tag, .. } = &mut node.data {
            *cloned = true;
            *tag = earlier;
        }
    }

    pub(super) fn implied(&mut self) -> u32 {
        if let Some(tag) = self.current.implied {
            return tag;
        }
        let at = (self.current.start, self.current.end);
        let tag = self.push_tag(Cow::Borrowed(""), (0, 0), at);
        self.current.implied = Some(tag);
        tag
    }
}
