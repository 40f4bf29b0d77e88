//! What elements are to the limits, and how many there are of each kind.

use html5ever::{ExpandedName, local_name, ns};

use super::element::is_void;
use super::name;

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
pub(super) struct Sizes {
    /// But formatting elements.
    pub(super) open: usize,
    /// Open or waiting to be reopened.
    pub(super) formatting: usize,
    /// `applet`, `marquee`, `object`; in `open` too.
    pub(super) fences: usize,
    /// `caption`, `td`, `th`; in `open` too.
    pub(super) cells: usize,
    /// In `open` too.
    pub(super) templates: usize,
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
