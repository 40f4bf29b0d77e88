//! Writes tags for HTML, XML and SSML.

use std::borrow::Cow;

use super::escape::Escaper;

/// Writes a start tag without its closing `>`. `escape` writes values.
pub(super) fn start(
    name: &str,
    attributes: &[(&str, Cow<'_, str>)],
    escape: impl Fn(&str, &mut String),
    out: &mut String,
) {
    out.push('<');
    out.push_str(name);
    for (name, value) in attributes {
        attribute(name, value, &escape, out);
    }
}

/// Writes an attribute.
pub(super) fn attribute(
    name: &str,
    value: &str,
    escape: impl Fn(&str, &mut String),
    out: &mut String,
) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(value, out);
    out.push('"');
}

/// Writes an end tag.
pub(super) fn end(name: &str, out: &mut String) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

/// Escapes a value for double quotes.
pub(super) fn value(value: &str, out: &mut String) {
    Escaper::of_values(value).copy_all(out);
}
