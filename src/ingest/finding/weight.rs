//! The severity of each loss: one table for elements, one for attributes, and the
//! definition of running code.
//!
//! [`Refused`](Severity::Refused) is only for markup that runs or hides code:
//!
//! | markup | reason |
//! |---|---|
//! | `script`, also in SVG | it runs |
//! | `template` | its content is not part of the page until a script takes it out |
//! | `on…` | it runs at an event |
//! | `srcdoc` | it is a page of its own, with the rights of this one |
//! | a URL of `javascript`, `vbscript`, `livescript` or `mocha` | following it runs it |
//! | a URL of `data` that is a page, XML or a script | following it runs it; images run nothing |
//!
//! An element that embeds another page or a file (`iframe`, `object`, `embed`) is
//! content: it runs, if at all, with its own rights.

use super::Severity;
use crate::authority::{self, ValueRule};
use crate::html::element::Element;

impl Severity {
    /// Returns the severity of removing an element with its content.
    pub(in crate::ingest) fn of_removed(element: Element) -> Self {
        match element {
            Element::Script | Element::Template => Self::Refused,
            _ => Self::Loss,
        }
    }

    /// Returns the severity of stripping an element.
    pub(in crate::ingest) fn of_stripped(element: Element, name: &[u8]) -> Self {
        use Element::*;
        match (element, name) {
            // The element is its own content: without the tag nothing is left.
            (Area | Embed | Frame | Image | Img | Input, _) => Self::Loss,
            // Looks, and instructions to browsers.
            (Base | Basefont | Bgsound | Big | Center | Font | Link | Meta | Nobr, _)
            | (Param | Source | Track | Wbr, _)
            | (Ordinary, b"span" | b"o:p") => Self::Note,
            _ => Self::Changed,
        }
    }

    /// Returns the severity of removing an attribute that its tag does not admit.
    pub(in crate::ingest) fn of_attribute(name: &[u8], element: Element) -> Self {
        of_name(name, element).unwrap_or(Self::Note)
    }

    /// Returns the severity of removing an attribute whose value this rule refused.
    pub(in crate::ingest) fn of_refused_value(
        rule: &ValueRule,
        name: &str,
        element: Element,
        value: &str,
    ) -> Self {
        match rule {
            ValueRule::Url(_) if authority::runs_code(value) => Self::Refused,
            ValueRule::Tokens(_) => Self::Note,
            // The tag admits it, so the author wrote it for a reader.
            _ => of_name(name.as_bytes(), element).unwrap_or(Self::Loss),
        }
    }

    /// Returns the severity of storing a value in another spelling.
    pub(in crate::ingest) fn of_changed_value(
        rule: &ValueRule,
        name: &str,
        element: Element,
    ) -> Self {
        match rule {
            ValueRule::Tokens(_) => Self::Note,
            _ => {
                let without = of_name(name.as_bytes(), element);
                without.unwrap_or(Self::Changed).min(Self::Changed)
            }
        }
    }
}

/// Returns the severity of losing an attribute, by its name; `None` for names that are
/// not listed.
#[rustfmt::skip]
fn of_name(name: &[u8], element: Element) -> Option<Severity> {
    use Element::{Li, Ol, Ul};
    Some(match name {
        // Text in place of something or beside it.
        b"abbr" | b"alt" | b"label" | b"longdesc" | b"placeholder" | b"summary" | b"title" => {
            Severity::Loss
        }
        // The target of a link, and the source of a medium.
        b"data" | b"href" | b"poster" | b"src" | b"usemap" | b"xlink:href" => Severity::Loss,
        // The numbers and markers of lists.
        b"reversed" | b"start" | b"type" | b"value" if matches!(element, Li | Ol | Ul) => {
            Severity::Loss
        }
        // Which cells belong together.
        b"colspan" | b"headers" | b"rowspan" | b"scope" | b"span" => Severity::Changed,
        // How to read the text: aloud, and in which direction.
        b"dir" | b"lang" | b"xml:lang" => Severity::Changed,
        // Facts for machines.
        b"cite" | b"datetime" | b"hreflang" => Severity::Changed,
        // Whether it is shown at first.
        b"hidden" | b"inert" | b"open" | b"popover" => Severity::Changed,
        // Looks, and instructions to browsers. Unlisted names weigh as much if a tag does
        // not admit them.
        b"class" | b"controls" | b"height" | b"target" | b"width" => Severity::Note,
        _ => return None,
    })
}

/// Whether an attribute runs code on any tag. `value` is called only for the few that may
/// have a URL.
pub(crate) fn attribute_runs_code<V: AsRef<str>>(name: &[u8], value: impl FnOnce() -> V) -> bool {
    match name {
        [b'o', b'n', _, ..] | b"srcdoc" => true,
        _ => authority::may_hold_url(name) && authority::runs_code(value().as_ref()),
    }
}

/// Whether an element of this name means nothing if it is empty. Any other name is
/// custom: the element may show something that is not in the text.
#[rustfmt::skip]
pub(crate) fn is_known_empty(element: Element, name: &[u8]) -> bool {
    element != Element::Ordinary
        || matches!(
            name,
            b"acronym" | b"abbr" | b"bdi" | b"bdo" | b"blink" | b"cite" | b"data" | b"del"
            | b"dfn" | b"ins" | b"kbd" | b"map" | b"mark" | b"o:p" | b"picture" | b"q" | b"samp"
            | b"slot" | b"span" | b"sub" | b"sup" | b"time" | b"var"
        )
}

#[cfg(test)]
mod tests {
    use super::{Severity, attribute_runs_code};
    use crate::authority::{UrlRule, ValueRule};
    use crate::html::element::Element;

    #[test]
    fn code_is_told_from_content() {
        let runs = |name: &str, value: &str| attribute_runs_code(name.as_bytes(), || value);
        for (name, value) in [
            ("onclick", ""),
            ("onpaste", "x"),
            ("srcdoc", "<p>a"),
            ("href", "javascript:x()"),
            ("href", " java\nscript:x()"),
            ("src", "VBScript:x"),
            ("action", "javascript:x"),
            ("formaction", "javascript:x"),
            ("xlink:href", "javascript:x"),
            ("to", "javascript:x"),
            ("href", "data:text/html,<p>"),
            ("href", "DATA:Text/HTML;base64,x"),
            ("src", "data:application/xhtml+xml,x"),
            ("src", "data:text/javascript,x"),
        ] {
            assert!(runs(name, value), "{name} {value}");
        }
        for (name, value) in [
            ("on", ""),
            ("once", "x"),
            ("one", ""),
            ("title", "javascript: the good parts"),
            ("data-src", "javascript:x"),
            ("href", "ftp://a/"),
            ("href", "/javascript:x"),
            ("src", "data:image/svg+xml,x"),
            ("src", "data:image/png;base64,x"),
            ("href", "data:,hello"),
            ("href", "data:text/plain,<script>"),
            ("src", "blob:x"),
        ] {
            let is_event = name.len() > 2 && name.starts_with("on");
            assert_eq!(runs(name, value), is_event, "{name} {value}");
        }
    }

    #[test]
    fn what_a_reader_misses_weighs_more() {
        let of = |name: &str, element| Severity::of_attribute(name.as_bytes(), element);
        assert_eq!(of("style", Element::P), Severity::Note);
        assert_eq!(of("data-x", Element::P), Severity::Note);
        assert_eq!(of("type", Element::A), Severity::Note);
        assert_eq!(of("type", Element::Ol), Severity::Loss);
        assert_eq!(of("lang", Element::P), Severity::Changed);
        assert_eq!(of("alt", Element::Img), Severity::Loss);
        let web = ValueRule::Url(UrlRule::web());
        let refused = |value| Severity::of_refused_value(&web, "href", Element::A, value);
        assert_eq!(refused("ftp://a/"), Severity::Loss);
        assert_eq!(refused("javascript:x"), Severity::Refused);
    }
}
