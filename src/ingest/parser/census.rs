//! How many elements the tree builder holds, by what the limits count.

use std::cell::Cell;

use html5ever::interface::Tracer;
use html5ever::{ExpandedName, local_name, ns};

use super::element::is_void;
use super::name;
use super::sink::{Handle, Sink};

/// What an element is to the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
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
    pub(super) fn of(name: ExpandedName<'_>) -> Self {
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
    pub(super) fn count(&mut self, kind: Kind) {
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

/// Counts what the tree builder holds.
pub(crate) struct Census<'a, 's> {
    sink: &'a Sink<'s>,
    sizes: Cell<Sizes>,
    last_is_new_form: Cell<bool>,
}

impl<'a, 's> Census<'a, 's> {
    pub(super) fn new(sink: &'a Sink<'s>) -> Self {
        Self {
            sink,
            sizes: Cell::default(),
            last_is_new_form: Cell::new(false),
        }
    }

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
