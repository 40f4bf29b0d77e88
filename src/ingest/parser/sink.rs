//! The tree builder's sink: it builds in the [arena](super::arena).
//!
//! Every node knows its parent, siblings, first and last child, so calls take constant
//! time. The exception are the children that the adoption agency moves. Each of those
//! moves only once: below a formatting element, where the adoption agency does not look
//! again.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{
    Attribute as BuilderAttribute, ExpandedName, LocalName, Namespace, QualName, local_name, ns,
};

use super::arena::{Current, Inner, Work};
use super::kinds::{Kind, Sizes};
use super::name;
use super::tree::{Cost, Data, NONE, Node, OPEN, ROOT, TagRecord};
use crate::html::element::Element;
use crate::ingest::lexer::{Attribute, Tag};
use crate::num::to_u32;

/// Represents a queued piece in the text of the tree builder. It is neither white space
/// nor U+0000, which is all that tree construction tests characters for.
pub(super) const SENTINEL: &str = "\u{FDD0}";

/// A node as the tree builder sees it. The handle has the name, so that reading it
/// borrows nothing.
#[derive(Debug, Clone)]
pub(super) struct Handle {
    pub(super) index: u32,
    pub(super) kind: Kind,
    ns: Namespace,
    local: LocalName,
}

impl Handle {
    /// Returns the `div` for which the fragment is parsed. It is not in the tree.
    pub(super) fn context() -> Self {
        Self {
            index: NONE,
            kind: Kind::Context,
            ns: ns!(html),
            local: local_name!("div"),
        }
    }

    fn nameless(index: u32) -> Self {
        Self {
            index,
            kind: Kind::Outside,
            ns: ns!(),
            local: local_name!(""),
        }
    }
}

/// The objections of the tree builder to an end tag.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Objections {
    /// No element of this name can be closed.
    pub(super) closes_nothing: bool,
    /// The end tag closes a formatting element that is not open but waits to be reopened.
    pub(super) is_waiting: bool,
}

/// The tree builder's sink.
#[derive(Debug)]
pub(super) struct Sink<'s> {
    inner: RefCell<Inner<'s>>,
    operations: Cell<u64>,
    created: Cell<u64>,
    /// The created elements by kind.
    created_kinds: Cell<Sizes>,
    /// Whether an element was popped since the last call of `take_popped`.
    popped: Cell<bool>,
    /// The node whose name was read last.
    asked: Cell<u32>,
    /// The objections to the current end tag.
    objections: Cell<Objections>,
}

/// The result of a sink.
pub(super) struct Parts<'s> {
    pub(super) nodes: Vec<Node>,
    pub(super) made: String,
    pub(super) tags: Vec<TagRecord<'s>>,
    pub(super) attributes: Vec<Attribute<'s>>,
    pub(super) cost: Cost,
}

impl<'s> Sink<'s> {
    pub(super) fn new() -> Self {
        let mut inner = Inner {
            nodes: Vec::new(),
            made: String::new(),
            tags: Vec::new(),
            attributes: Vec::new(),
            last_tag: vec![NONE; name::FORMATTING.len()],
            queue: Vec::new(),
            taken: 0,
            spaces: VecDeque::new(),
            current: Current::default(),
            census: 0,
        };
        inner.push(Data::Fragment);
        Self {
            inner: RefCell::new(inner),
            operations: Cell::new(0),
            created: Cell::new(0),
            created_kinds: Cell::default(),
            popped: Cell::new(false),
            asked: Cell::new(NONE),
            objections: Cell::default(),
        }
    }

    pub(super) fn into_parts(self) -> Parts<'s> {
        let cost = Cost {
            operations: self.operations.get(),
            created: self.created.get(),
        };
        let inner = self.inner.into_inner();
        Parts {
            nodes: inner.nodes,
            made: inner.made,
            tags: inner.tags,
            attributes: inner.attributes,
            cost,
        }
    }

    /// Announces a start tag.
    pub(super) fn begin_start_tag(
        &self,
        tag: &Tag<'s>,
        name: &LocalName,
        attributes: &[Attribute<'s>],
        list: Option<usize>,
    ) -> u32 {
        let mut inner = self.inner.borrow_mut();
        let from = to_u32(inner.attributes.len());
        inner.attributes.extend_from_slice(attributes);
        let to = to_u32(inner.attributes.len());
        let record = inner.push_tag(tag.name.get(), (from, to), (tag.start, tag.end));
        inner.current = Current {
            start: tag.start,
            end: tag.end,
            work: Work::Start {
                name: name.clone(),
                tag: record,
                list,
                own: NONE,
            },
            implied: None,
        };
        record
    }

    /// Announces an end tag.
    pub(super) fn begin_end_tag(&self, tag: &Tag<'s>) {
        self.objections.take();
        self.inner.borrow_mut().current = Current {
            start: tag.start,
            end: tag.end,
            ..Current::default()
        };
    }

    /// Records an end tag while this is the current node.
    pub(super) fn end_tag_in(&self, node: u32, tag: &Tag<'s>) {
        if let Some(node) = self.inner.borrow_mut().nodes.get_mut(node as usize) {
            node.end = to_u32(tag.end);
            node.end_word = tag.name.word();
        }
    }

    /// Records that the node is open at the end of the source.
    pub(super) fn is_open(&self, node: u32) {
        self.inner.borrow_mut().nodes[node as usize].seen = OPEN;
    }

    /// Returns the node whose name the tree builder read last.
    pub(super) fn asked(&self) -> u32 {
        self.asked.get()
    }

    /// Returns the element of a node.
    pub(super) fn element(&self, node: u32) -> Element {
        match self
            .inner
            .borrow()
            .nodes
            .get(node as usize)
            .map(|node| &node.data)
        {
            Some(Data::Element {
                name,
                foreign: false,
                ..
            }) => Element::of(name),
            _ => Element::Ordinary,
        }
    }

    /// Returns the objections to the last end tag.
    pub(super) fn objections(&self) -> Objections {
        self.objections.get()
    }

    /// Announces a void element that marks the place of a swallowed tag.
    pub(super) fn begin_swallowed(&self, tag: &Tag<'s>) {
        let mut inner = self.inner.borrow_mut();
        let record = inner.push_tag(tag.name.get(), (0, 0), (tag.start, tag.end));
        inner.current = Current {
            start: tag.start,
            end: tag.end,
            work: Work::Swallowed { tag: record },
            implied: None,
        };
    }

    /// Ends a token other than text: no text is waiting any more.
    pub(super) fn done(&self) {
        let mut inner = self.inner.borrow_mut();
        inner.queue.clear();
        inner.taken = 0;
        inner.spaces.clear();
        if let Work::Start {
            tag,
            list: Some(list),
            ..
        } = inner.current.work
        {
            if inner.last_tag.len() <= list {
                inner.last_tag.resize(list + 1, NONE);
            }
            inner.last_tag[list] = tag;
        }
        inner.current.work = Work::Nothing;
    }

    /// Queues text that goes to the tree builder as a sentinel.
    pub(super) fn queue(&self, piece: Data) {
        self.inner.borrow_mut().queue.push(piece);
    }

    /// Announces white space, which goes to the tree builder as it is.
    pub(super) fn space(&self, length: usize, bytes: (u32, u32)) {
        let mut inner = self.inner.borrow_mut();
        inner.spaces.push_back((length, bytes));
    }

    /// Makes text that is not in the source.
    pub(super) fn make(&self, text: &str, bytes: (u32, u32)) -> Data {
        self.inner.borrow_mut().make(text, bytes)
    }

    /// Counts a step.
    pub(super) fn step(&self) {
        self.operations.set(self.operations.get() + 1);
    }

    /// Returns the number of created elements.
    pub(super) fn created(&self) -> u64 {
        self.created.get()
    }

    /// Returns the number of created elements by kind.
    pub(super) fn created_kinds(&self) -> Sizes {
        self.created_kinds.get()
    }

    /// Returns whether an element was popped since the last call.
    pub(super) fn take_popped(&self) -> bool {
        self.popped.take()
    }

    /// Begins a census, which has seen no node yet.
    pub(super) fn begin_census(&self) {
        self.inner.borrow_mut().census += 1;
    }

    /// Returns whether the census sees the node for the first time.
    pub(super) fn is_new_to_census(&self, node: u32) -> bool {
        let inner = &mut *self.inner.borrow_mut();
        let seen = &mut inner.nodes[node as usize].seen;
        std::mem::replace(seen, inner.census) != inner.census
    }

    fn append_text(&self, parent: u32, before: u32, text: &str) {
        let mut inner = self.inner.borrow_mut();
        if text == SENTINEL {
            inner.take_back(parent, before);
            return;
        }
        for piece in text.split_inclusive(SENTINEL) {
            let plain = piece.strip_suffix(SENTINEL);
            let made = plain.unwrap_or(piece);
            if !made.is_empty() {
                let bytes = inner.bytes_of_space(made);
                let data = inner.make(made, bytes);
                let node = inner.push(data);
                inner.link(node, parent, before);
            }
            if plain.is_some() {
                inner.take_back(parent, before);
            }
        }
    }

    fn insert(&self, parent: u32, before: u32, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendText(text) => self.append_text(parent, before, &text),
            // A comment.
            NodeOrText::AppendNode(Handle { index: NONE, .. }) => (),
            NodeOrText::AppendNode(node) => {
                let mut inner = self.inner.borrow_mut();
                inner.unlink(node.index);
                inner.link(node.index, parent, before);
            }
        }
    }
}

impl TreeSink for Sink<'_> {
    type Handle = Handle;
    type Output = Self;
    type ElemName<'a>
        = ExpandedName<'a>
    where
        Self: 'a;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, message: Cow<'static, str>) {
        let mut objections = self.objections.get();
        match &*message {
            "No <p> tag to close"
            | "Found special tag while closing generic tag"
            | "Formatting element not in scope"
            | "Null form element pointer on </form>"
            | "Form element not in scope on </form>" => objections.closes_nothing = true,
            "Formatting element not open" => objections.is_waiting = true,
            _ => return,
        }
        self.objections.set(objections);
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn get_document(&self) -> Handle {
        Handle::nameless(0)
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        self.step();
        x.index == y.index
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        self.step();
        self.asked.set(target.index);
        ExpandedName {
            ns: &target.ns,
            local: &target.local,
        }
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<BuilderAttribute>,
        flags: ElementFlags,
    ) -> Handle {
        self.step();
        self.created.set(self.created.get() + 1);
        let mut inner = self.inner.borrow_mut();
        if let Work::Swallowed { tag } = inner.current.work {
            let index = inner.push(Data::Swallowed { tag });
            return Handle {
                index,
                kind: Kind::Void,
                ns: name.ns,
                local: name.local,
            };
        }
        let is_root = inner.nodes.len() == ROOT as usize;
        let kind = if is_root {
            Kind::Outside
        } else if flags.mathml_annotation_xml_integration_point {
            Kind::Integration
        } else {
            Kind::of(name.expanded())
        };
        let mut kinds = self.created_kinds.get();
        kinds.count(kind);
        self.created_kinds.set(kinds);

        let (tag, cloned) = inner.origin(&name, &attributes);
        let QualName { ns, local, .. } = name;
        let index = inner.push(Data::Element {
            name: local.clone(),
            foreign: ns != ns!(html),
            cloned,
            tag,
        });
        if let (Work::Start { own, .. }, false) = (&mut inner.current.work, cloned) {
            *own = index;
        }
        if flags.template {
            inner.push(Data::Fragment);
        }
        Handle {
            index,
            kind,
            ns,
            local,
        }
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        self.step();
        // The content is pushed right after its template.
        Handle::nameless(target.index + 1)
    }

    // The place of a template does not matter: it is removed with its content.
    fn allow_declarative_shadow_roots(&self, _parent: &Handle) -> bool {
        false
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &Handle) -> bool {
        self.step();
        target.kind == Kind::Integration
    }

    fn create_comment(&self, _text: StrTendril) -> Handle {
        Handle::nameless(NONE)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Handle {
        Handle::nameless(NONE)
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn add_attrs_if_missing(&self, _target: &Handle, _attributes: Vec<BuilderAttribute>) {}

    fn pop(&self, _node: &Handle) {
        self.step();
        self.popped.set(true);
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.step();
        self.insert(parent.index, NONE, child);
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        self.step();
        let parent = self.inner.borrow().nodes[sibling.index as usize].parent;
        match parent {
            NONE => (),
            parent => self.insert(parent, sibling.index, child),
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous: &Handle,
        child: NodeOrText<Handle>,
    ) {
        self.step();
        let parent = self.inner.borrow().nodes[element.index as usize].parent;
        match parent {
            NONE => self.insert(previous.index, NONE, child),
            parent => self.insert(parent, element.index, child),
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.step();
        self.inner.borrow_mut().unlink(target.index);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        self.step();
        let mut inner = self.inner.borrow_mut();
        loop {
            let child = inner.nodes[node.index as usize].first;
            if child == NONE {
                return;
            }
            self.step();
            inner.unlink(child);
            inner.link(child, new_parent.index, NONE);
        }
    }
}
