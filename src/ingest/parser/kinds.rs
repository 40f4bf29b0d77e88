//! The kinds of elements that limits distinguish, and their numbers.

use html5ever::{ExpandedName, local_name, ns};

use super::element::is_void;
use super::name;

/// The kind of an element for the limits.
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
    /// Elements that never stay open.
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

/// The number of elements of each kind.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sizes {
    /// Open elements except formatting elements.
    pub(super) open: usize,
    /// Formatting elements that are open or wait to be reopened.
    pub(super) formatting: usize,
    /// `applet`, `marquee`, `object`; included in `open`.
    pub(super) fences: usize,
    /// `caption`, `td`, `th`; included in `open`.
    pub(super) cells: usize,
    /// `template`; included in `open`.
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
