//! How much it weighs that something is gone: one table for elements, one for
//! attributes, and what counts as running code.
//!
//! [`Refused`](Severity::Refused) is for what runs code or hides it, and for nothing
//! else:
//!
//! | what | why |
//! |---|---|
//! | `script`, in SVG too | it runs |
//! | `template` | its content is no part of the page until a script takes it out |
//! | `on…` | it runs at an event |
//! | `srcdoc` | it is a page of its own, with the rights of this one |
//! | a URL of `javascript`, `vbscript`, `livescript` or `mocha` | it runs where it is followed |
//! | a URL of `data` that is a page, XML or a script | the same; pictures run nothing |
//!
//! What embeds another page or a file (`iframe`, `object`, `embed`) is content: it runs
//! with its own rights, if at all.

use super::Severity;
use crate::authority::{self, ValueRule};
use crate::html::element::Element;

impl Severity {
    /// How much it weighs that an element is gone with its content.
    pub(in crate::ingest) fn of_removed(element: Element) -> Self {
        match element {
            Element::Script | Element::Template => Self::Refused,
            _ => Self::Loss,
        }
    }

    /// How much it weighs that an element lost its tags.
    pub(in crate::ingest) fn of_stripped(element: Element, name: &[u8]) -> Self {
        use Element::*;
        match (element, name) {
            // They show themselves: without the tag nothing is there.
            (Area | Embed | Frame | Image | Img | Input, _) => Self::Loss,
            // Looks, and what says something to a browser alone.
            (Base | Basefont | Bgsound | Big | Center | Font | Link | Meta | Nobr, _)
            | (Param | Source | Track | Wbr, _)
            | (Ordinary, b"span" | b"o:p") => Self::Note,
            _ => Self::Changed,
        }
    }

    /// How much it weighs that an attribute is gone that its tag does not admit.
    pub(in crate::ingest) fn of_attribute(name: &[u8], element: Element) -> Self {
        of_name(name, element).unwrap_or(Self::Note)
    }

    /// How much it weighs that this rule refused a value of an attribute.
    pub(in crate::ingest) fn of_refused_value(
        rule: &ValueRule,
        name: &str,
        element: Element,
        value: &str,
    ) -> Self {
        match rule {
            ValueRule::Url(_) if authority::runs_code(value) => Self::Refused,
            ValueRule::Tokens(_) => Self::Note,
            // The author wrote it for a reader of his own.
            _ => of_name(name.as_bytes(), element).unwrap_or(Self::Loss),
        }
    }

    /// How much it weighs that a value is stored otherwise than it is written.
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

/// What a reader misses without an attribute, as far as its name says; `None` for
/// names that are not listed.
#[rustfmt::skip]
fn of_name(name: &[u8], element: Element) -> Option<Severity> {
    use Element::{Li, Ol, Ul};
    Some(match name {
        // Text, in the place of something or beside it.
        b"abbr" | b"alt" | b"label" | b"longdesc" | b"placeholder" | b"summary" | b"title" => {
            Severity::Loss
        }
        // Where it leads, and what it shows.
        b"data" | b"href" | b"poster" | b"src" | b"usemap" | b"xlink:href" => Severity::Loss,
        // The numbers and markers of lists.
        b"reversed" | b"start" | b"type" | b"value" if matches!(element, Li | Ol | Ul) => {
            Severity::Loss
        }
        // Which cells belong together.
        b"colspan" | b"headers" | b"rowspan" | b"scope" | b"span" => Severity::Changed,
        // How the text is read: aloud, and in which direction.
        b"dir" | b"lang" | b"xml:lang" => Severity::Changed,
        // Facts for machines.
        b"cite" | b"datetime" | b"hreflang" => Severity::Changed,
        // Whether it is shown at first.
        b"hidden" | b"inert" | b"open" | b"popover" => Severity::Changed,
        // Looks, and what tells a browser how to go about it; so does what is not listed,
        // where a tag does not admit it.
        b"class" | b"controls" | b"height" | b"target" | b"width" => Severity::Note,
        _ => return None,
    })
}

/// Whether an attribute runs code, whatever tag it stands on. `value` is asked for the
/// few that may hold a URL.
pub(crate) fn attribute_runs_code<V: AsRef<str>>(name: &[u8], value: impl FnOnce() -> V) -> bool {
    match name {
        [b'o', b'n', _, ..] | b"srcdoc" => true,
        _ => authority::may_hold_url(name) && authority::runs_code(value().as_ref()),
    }
}

/// Whether an element of this name says nothing where it is empty. Any other name is
/// somebody's own: what it shows is not in the text.
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
