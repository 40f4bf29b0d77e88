//! The element table and the nesting predicate.

use crate::html::element::Element;
use crate::html::nesting::Context;

/// Lists all names in the element table.
#[must_use]
pub fn names() -> Vec<&'static str> {
    Element::ALL[1..].iter().map(|known| known.name()).collect()
}

/// Returns whether an authority entry may render this name.
#[must_use]
pub fn is_renderable(name: &str) -> bool {
    Element::of(name).renderable().is_ok()
}

/// Returns whether an element, or text for `None`, may be written inside these open
/// elements.
#[must_use]
pub fn admits(open: &[&str], child: Option<&str>) -> bool {
    let context = context(open);
    child.map_or(context.admits_text(), |name| {
        context.admits(Element::of(name))
    })
}

/// Returns whether parsers leave an element, or text for `None`, inside these open
/// elements.
#[must_use]
pub fn parser_admits(open: &[&str], child: Option<&str>) -> bool {
    let context = context(open);
    child.map_or(context.admits_text(), |name| {
        context.parser_admits(Element::of(name))
    })
}

fn context(open: &[&str]) -> Context {
    open.iter().fold(Context::ROOT, |context, name| {
        context.enter(Element::of(name))
    })
}
