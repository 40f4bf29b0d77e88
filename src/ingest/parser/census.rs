//! Counts the elements that the tree builder holds, by the kinds that limits count.

use std::cell::Cell;

use html5ever::interface::Tracer;

use super::kinds::{Kind, Sizes};
use super::sink::{Handle, Sink};

/// Counts the elements that the tree builder holds.
pub(super) struct Census<'a, 's> {
    sink: &'a Sink<'s>,
    sizes: Cell<Sizes>,
    last_is_new_form: Cell<bool>,
}

impl<'a, 's> Census<'a, 's> {
    /// Begins to count; no node has been seen.
    pub(super) fn begin(sink: &'a Sink<'s>) -> Self {
        sink.begin_census();
        Self {
            sink,
            sizes: Cell::default(),
            last_is_new_form: Cell::new(false),
        }
    }

    pub(super) fn sizes(&self) -> Sizes {
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
            // The context comes last, after the form pointer, which may point to a form
            // that is not open.
            Kind::Context => {
                if self.last_is_new_form.get() {
                    sizes.open -= 1;
                }
            }
            kind => {
                if self.sink.is_new_to_census(node.index) {
                    sizes.count(kind);
                    is_new_form = kind == Kind::Form;
                }
            }
        }
        self.sizes.set(sizes);
        self.last_is_new_form.set(is_new_form);
    }
}

/// Looks for an element that the tree builder holds, but the root and the context.
pub(super) struct AnyHeld<'a, 's> {
    sink: &'a Sink<'s>,
    is_found: Cell<bool>,
}

impl<'a, 's> AnyHeld<'a, 's> {
    pub(super) fn new(sink: &'a Sink<'s>) -> Self {
        Self {
            sink,
            is_found: Cell::new(false),
        }
    }

    pub(super) fn is_found(&self) -> bool {
        self.is_found.get()
    }
}

impl Tracer for AnyHeld<'_, '_> {
    type Handle = Handle;

    fn trace_handle(&self, node: &Handle) {
        self.sink.step();
        let is_held = !matches!(node.kind, Kind::Outside | Kind::Context);
        self.is_found.set(self.is_found.get() | is_held);
    }
}

/// Marks the elements that are open at the end of the source or wait to be reopened.
pub(super) struct OpenAtEnd<'a, 's> {
    sink: &'a Sink<'s>,
    last: Cell<Option<u32>>,
    last_is_form: Cell<bool>,
}

impl<'a, 's> OpenAtEnd<'a, 's> {
    pub(super) fn new(sink: &'a Sink<'s>) -> Self {
        Self {
            sink,
            last: Cell::new(None),
            last_is_form: Cell::new(false),
        }
    }
}

impl Tracer for OpenAtEnd<'_, '_> {
    type Handle = Handle;

    fn trace_handle(&self, node: &Handle) {
        self.sink.step();
        // The form pointer precedes the context and does not count.
        let is_pointer = node.kind == Kind::Context && self.last_is_form.get();
        if let Some(last) = self.last.take().filter(|_| !is_pointer) {
            self.sink.is_open(last);
        }
        if !matches!(node.kind, Kind::Outside | Kind::Context) {
            self.last.set(Some(node.index));
        }
        self.last_is_form.set(node.kind == Kind::Form);
    }
}
