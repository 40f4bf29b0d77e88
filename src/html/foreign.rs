//! SVG and MathML in HTML parsers.

use super::element::Element;
use super::name::Name;
use super::word::pack;

/// Returns whether a start tag ends foreign content ([the list][list]). `font` with
/// `color`, `face` or `size` does so too.
///
/// [list]: https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inforeign
pub(crate) fn breaks_out(name: Name<'_>) -> bool {
    use Element::*;
    const ORDINARY: [u64; 4] = [pack(b"span"), pack(b"sub"), pack(b"sup"), pack(b"var")];
    match name.element() {
        B | Big | Blockquote | Body | Br | Center | Code | Dd | Div | Dl | Dt | Em | Embed | H1
        | H2 | H3 | H4 | H5 | H6 | Head | Hr | I | Img | Li | Listing | Menu | Meta | Nobr | Ol
        | P | Pre | Ruby | S | Small | Strike | Strong | Table | Tt | U | Ul => true,
        Ordinary => ORDINARY.contains(&name.word()),
        _ => false,
    }
}

/// Returns whether a foreign element holds HTML, or may hold it.
pub(crate) fn turns_back(name: Name<'_>) -> bool {
    use Element::*;
    matches!(
        name.element(),
        AnnotationXml | Desc | ForeignObject | Mi | Mn | Mo | Ms | Mtext | Title
    )
}
