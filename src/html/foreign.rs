//! What SVG and MathML are to HTML parsers.

/// Start tags that end foreign content ([the list][list]); so does `font` with
/// `color`, `face` or `size`.
///
/// [list]: https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inforeign
pub(crate) fn breaks_out(name: &str) -> bool {
    const NAMES: [&str; 44] = [
        "b",
        "big",
        "blockquote",
        "body",
        "br",
        "center",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "embed",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "hr",
        "i",
        "img",
        "li",
        "listing",
        "menu",
        "meta",
        "nobr",
        "ol",
        "p",
        "pre",
        "ruby",
        "s",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "table",
        "tt",
        "u",
        "ul",
        "var",
    ];
    NAMES.contains(&name)
}

/// Foreign elements with HTML in them, or that may have.
pub(crate) fn turns_back(name: &str) -> bool {
    const NAMES: [&str; 9] = [
        "annotation-xml",
        "desc",
        "foreignobject",
        "mi",
        "mn",
        "mo",
        "ms",
        "mtext",
        "title",
    ];
    NAMES.contains(&name)
}
