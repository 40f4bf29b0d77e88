//! The arena that the tree builder builds in.
//!
//! Every node knows its parent, siblings, first and last child, so every call
//! takes constant time but for the children that the adoption agency moves,
//! and each of those moves once: under a formatting element, where it never
//! looks again.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, Tracer, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{
    Attribute as BuilderAttribute, ExpandedName, LocalName, Namespace, QualName, local_name, ns,
};

use super::name;
use super::tree::{Cost, Data, NONE, Node, ROOT, TagRecord};
use crate::ingest::lex::{Attribute, Tag};

/// Stands in the tree builder's text for a piece in the queue. It is neither
/// white space nor U+0000, and that is all tree construction asks about a
/// character.
pub(crate) const SENTINEL: &str = "\u{FDD0}";

/// A node as the tree builder holds it. It carries its name, so that looking
/// at a name borrows nothing.
#[derive(Debug, Clone)]
pub(crate) struct Handle {
    index: u32,
    kind: Kind,
    ns: Namespace,
    local: LocalName,
}

impl Handle {
    /// The `div` that the fragment is parsed for. It is not in the tree.
    pub(crate) fn context() -> Self {
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

/// What an element is to the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Document, root, comment, template content.
    Outside,
    Context,
    Formatting,
    /// `applet`, `marquee`, `object`.
    Fence,
    /// `caption`, `td`, `th`.
    Cell,
    Template,
    Form,
    /// Never stays open.
    Void,
    /// An `annotation-xml` with HTML in it.
    Integration,
    Other,
}

impl Kind {
    fn of(name: ExpandedName<'_>) -> Self {
        if *name.ns != ns!(html) {
            return Self::Other;
        }
        match *name.local {
            local_name!("applet") | local_name!("marquee") | local_name!("object") => Self::Fence,
            local_name!("caption") | local_name!("td") | local_name!("th") => Self::Cell,
            local_name!("template") => Self::Template,
            local_name!("form") => Self::Form,
            _ if name::formatting(name.local).is_some() => Self::Formatting,
            _ if is_void(name.local) => Self::Void,
            _ => Self::Other,
        }
    }
}

/// HTML elements that tree construction closes at once.
pub(crate) fn is_void(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("area")
            | local_name!("base")
            | local_name!("basefont")
            | local_name!("bgsound")
            | local_name!("br")
            | local_name!("col")
            | local_name!("embed")
            | local_name!("hr")
            | local_name!("image")
            | local_name!("img")
            | local_name!("input")
            | local_name!("keygen")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("param")
            | local_name!("source")
            | local_name!("track")
            | local_name!("wbr")
    )
}

/// How many elements there are.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sizes {
    /// But formatting elements.
    pub(crate) open: usize,
    /// Open or waiting to be reopened.
    pub(crate) formatting: usize,
    /// `applet`, `marquee`, `object`; in `open` too.
    pub(crate) fences: usize,
    /// `caption`, `td`, `th`; in `open` too.
    pub(crate) cells: usize,
    /// In `open` too.
    pub(crate) templates: usize,
}

impl Sizes {
    fn count(&mut self, kind: Kind) {
        match kind {
            Kind::Outside | Kind::Context | Kind::Void => return,
            Kind::Formatting => {
                self.formatting += 1;
                return;
            }
            Kind::Fence => self.fences += 1,
            Kind::Cell => self.cells += 1,
            Kind::Template => self.templates += 1,
            Kind::Form | Kind::Integration | Kind::Other => (),
        }
        self.open += 1;
    }
}

/// The token that the tree builder works on.
#[derive(Debug, Default)]
struct Current {
    start: usize,
    end: usize,
    work: Work,
    /// The tag that stands for what the token implies, once there is such.
    implied: Option<u32>,
}

#[derive(Debug, Default)]
enum Work {
    #[default]
    Nothing,
    Start {
        name: LocalName,
        tag: u32,
        /// The number of its attribute list, if it is a formatting tag.
        list: Option<usize>,
        /// The element created for it last. Only the last one is its own:
        /// equal ones that are reopened come before.
        own: u32,
    },
    /// The place of a tag that a limit swallowed.
    Swallowed { tag: u32 },
}

#[derive(Debug)]
struct Inner<'s> {
    nodes: Vec<Node>,
    made: String,
    tags: Vec<TagRecord<'s>>,
    attributes: Vec<Attribute<'s>>,
    /// For each attribute list the last tag that has it.
    last_tag: Vec<u32>,
    /// Text that the tree builder has as sentinels, in order.
    queue: Vec<Data>,
    /// How much of the queue is taken back.
    taken: usize,
    current: Current,
    census: u32,
}

/// The tree builder's sink.
#[derive(Debug)]
pub(crate) struct Sink<'s> {
    inner: RefCell<Inner<'s>>,
    operations: Cell<u64>,
    created: Cell<u64>,
    /// By kind, ever.
    created_kinds: Cell<Sizes>,
    /// Whether an element was popped since this was asked last.
    popped: Cell<bool>,
}

/// What a sink leaves behind.
pub(super) struct Parts<'s> {
    pub(super) nodes: Vec<Node>,
    pub(super) made: String,
    pub(super) tags: Vec<TagRecord<'s>>,
    pub(super) attributes: Vec<Attribute<'s>>,
    pub(super) cost: Cost,
}

impl<'s> Sink<'s> {
    pub(crate) fn new() -> Self {
        let mut inner = Inner {
            nodes: Vec::new(),
            made: String::new(),
            tags: Vec::new(),
            attributes: Vec::new(),
            last_tag: vec![NONE; name::FORMATTING.len()],
            queue: Vec::new(),
            taken: 0,
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

    /// A start tag comes next.
    pub(crate) fn begin_start_tag(
        &self,
        tag: &Tag<'s>,
        name: &LocalName,
        attributes: &[Attribute<'s>],
        list: Option<usize>,
    ) {
        let mut inner = self.inner.borrow_mut();
        let from = offset(inner.attributes.len());
        inner.attributes.extend_from_slice(attributes);
        let to = offset(inner.attributes.len());
        let record = inner.push_tag(tag.name.clone(), (from, to), (tag.start, tag.end));
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
    }

    /// An end tag comes next.
    pub(crate) fn begin_end_tag(&self, tag: &Tag<'s>) {
        self.inner.borrow_mut().current = Current {
            start: tag.start,
            end: tag.end,
            ..Current::default()
        };
    }

    /// A void element comes next that marks the place of a swallowed tag.
    pub(crate) fn begin_swallowed(&self, tag: &Tag<'s>) {
        let mut inner = self.inner.borrow_mut();
        let record = inner.push_tag(tag.name.clone(), (0, 0), (tag.start, tag.end));
        inner.current = Current {
            start: tag.start,
            end: tag.end,
            work: Work::Swallowed { tag: record },
            implied: None,
        };
    }

    /// Anything but text is done with: no text waits any more.
    pub(crate) fn done(&self) {
        let mut inner = self.inner.borrow_mut();
        inner.queue.clear();
        inner.taken = 0;
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

    /// Text that does not stand in the source.
    pub(super) fn make(&self, text: &str) -> Data {
        self.inner.borrow_mut().make(text)
    }

    /// Another step that counts.
    pub(crate) fn step(&self) {
        self.operations.set(self.operations.get() + 1);
    }

    /// How many elements were created.
    pub(crate) fn created(&self) -> u64 {
        self.created.get()
    }

    /// How many of them may have stayed open, by kind.
    pub(crate) fn created_kinds(&self) -> Sizes {
        self.created_kinds.get()
    }

    /// Whether an element was popped since this was asked last.
    pub(crate) fn take_popped(&self) -> bool {
        self.popped.take()
    }

    /// For counting what the tree builder holds.
    pub(crate) fn census(&self) -> Census<'_, 's> {
        self.inner.borrow_mut().census += 1;
        Census {
            sink: self,
            sizes: Cell::default(),
            last_is_new_form: Cell::new(false),
        }
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
                let data = inner.make(made);
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

impl<'s> Inner<'s> {
    fn push(&mut self, data: Data) -> u32 {
        let index = offset(self.nodes.len());
        self.nodes.push(Node {
            parent: NONE,
            first: NONE,
            last: NONE,
            prev: NONE,
            next: NONE,
            seen: 0,
            data,
        });
        index
    }

    fn push_tag(&mut self, name: Cow<'s, str>, attributes: (u32, u32), at: (usize, usize)) -> u32 {
        let index = offset(self.tags.len());
        self.tags.push(TagRecord {
            name,
            attributes,
            start: offset(at.0),
            end: offset(at.1),
        });
        index
    }

    fn make(&mut self, text: &str) -> Data {
        let start = offset(self.made.len());
        self.made.push_str(text);
        let end = offset(self.made.len());
        Data::Made { start, end }
    }

    /// Puts the next piece of the queue into the tree.
    fn take_back(&mut self, parent: u32, before: u32) {
        let Some(piece) = self.queue.get_mut(self.taken) else {
            return;
        };
        let data = std::mem::replace(piece, Data::Fragment);
        self.taken += 1;
        let node = self.push(data);
        self.link(node, parent, before);
    }

    /// As the child of `parent` before `before`, or the last one.
    fn link(&mut self, node: u32, parent: u32, before: u32) {
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

    fn unlink(&mut self, node: u32) {
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

    /// What a new element is made from.
    fn origin(&mut self, name: &QualName, attributes: &[BuilderAttribute]) -> (u32, bool) {
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

    /// Where a reopened element comes from.
    fn last_tag_of(&mut self, list: usize) -> u32 {
        match self.last_tag.get(list) {
            Some(&tag) if tag != NONE => tag,
            _ => self.implied(),
        }
    }

    /// An element taken for the tag's own was a reopened one.
    fn set_origin(&mut self, node: u32, earlier: u32) {
        let Some(node) = self.nodes.get_mut(node as usize) else {
            return;
        };
        if let Data::Element { cloned, tag, .. } = &mut node.data {
            *cloned = true;
            *tag = earlier;
        }
    }

    fn implied(&mut self) -> u32 {
        if let Some(tag) = self.current.implied {
            return tag;
        }
        let at = (self.current.start, self.current.end);
        let tag = self.push_tag(Cow::Borrowed(""), (0, 0), at);
        self.current.implied = Some(tag);
        tag
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

    fn parse_error(&self, _message: Cow<'static, str>) {}

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
        let kind = match flags.mathml_annotation_xml_integration_point {
            _ if is_root => Kind::Outside,
            true => Kind::Integration,
            false => Kind::of(name.expanded()),
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
        // It was pushed right after its template.
        Handle::nameless(target.index + 1)
    }

    // Nothing asks where a template stands: its content goes with it.
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

/// Counts what the tree builder holds.
pub(crate) struct Census<'a, 's> {
    sink: &'a Sink<'s>,
    sizes: Cell<Sizes>,
    last_is_new_form: Cell<bool>,
}

impl Census<'_, '_> {
    pub(crate) fn sizes(&self) -> Sizes {
        self.sizes.get()
    }
}

impl Tracer for Census<'_, '_> {
    type Handle = Handle;

    fn trace_handle(&self, node: &Handle) {
        self.sink.step();
        let mut sizes = self.sizes.get();
        let mut is_new_form = false;
        match node.kind {
            Kind::Outside => (),
            // It comes last, and before it the form pointer, which may point
            // to a form that is not open.
            Kind::Context => {
                if self.last_is_new_form.get() {
                    sizes.open -= 1;
                }
            }
            kind => {
                let mut inner = self.sink.inner.borrow_mut();
                let census = inner.census;
                let seen = &mut inner.nodes[node.index as usize].seen;
                if *seen != census {
                    *seen = census;
                    sizes.count(kind);
                    is_new_form = kind == Kind::Form;
                }
            }
        }
        self.sizes.set(sizes);
        self.last_is_new_form.set(is_new_form);
    }
}

/// Positions have 32 bits, and no source is longer.
pub(super) fn offset(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(NONE)
}
