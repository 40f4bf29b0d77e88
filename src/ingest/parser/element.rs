//! How tree construction treats an element, by its name, as far as the limits depend on
//! it.

use html5ever::{LocalName, local_name};

use crate::html::element::{Element, TablePart};
use crate::html::foreign;
use crate::html::name::Name;
use crate::ingest::lexer::Attribute;

/// Whether tree construction closes the HTML element at once.
pub(crate) fn is_void(name: &LocalName) -> bool {
    Element::of(name).is_void()
}

/// Whether the element puts a marker before formatting elements inside, and may leave it
/// behind.
pub(crate) fn is_fence(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("applet")
            | local_name!("marquee")
            | local_name!("object")
            | local_name!("template")
    )
}

/// Whether the tag is ignored outside of tables. Such elements never nest without a
/// table.
pub(crate) fn is_table_part(name: &LocalName) -> bool {
    let part = Element::of(name).table_part();
    part.is_some_and(|part| part != TablePart::Table)
}

/// Whether the element contains only text.
pub(crate) fn is_raw_text(name: &LocalName) -> bool {
    Element::of(name).is_raw_text()
}

/// Whether the tag is ignored in a fragment.
pub(crate) fn is_document_part(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("body")
            | local_name!("frame")
            | local_name!("frameset")
            | local_name!("head")
            | local_name!("html")
    )
}

/// Whether a start tag closes foreign elements instead of nesting in them.
/// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inforeign>
pub(crate) fn breaks_out(name: &LocalName, attributes: &[Attribute<'_>]) -> bool {
    let is_font = *name == local_name!("font");
    let mut names = attributes.iter().map(|attribute| &attribute.name);
    let breaks = |name: &Name<'_>| FONT_ATTRIBUTES.iter().any(|font| *name == **font);
    foreign::breaks_out(Name::plain(name)) || (is_font && names.any(breaks))
}

/// The attributes with which a `font` [breaks out](breaks_out).
pub(crate) static FONT_ATTRIBUTES: [LocalName; 3] = [
    local_name!("color"),
    local_name!("face"),
    local_name!("size"),
];
