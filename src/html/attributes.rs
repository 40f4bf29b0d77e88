//! The attributes of HTML, as far as they help to tell tags from words.

/// Attributes that HTML writes, or wrote, without a value, ordered.
#[rustfmt::skip]
const BARE: &[&str] = &[
    "allowfullscreen", "allowtransparency", "async", "autofocus", "autoplay", "border",
    "checked", "compact", "contenteditable", "controls", "crossorigin", "declare", "default",
    "defer", "disabled", "download", "draggable", "formnovalidate", "hidden", "inert", "ismap",
    "itemscope", "loop", "moz-opaque", "mozallowfullscreen", "msallowfullscreen", "multiple",
    "muted", "nofollow", "nohref", "nomodule", "noresize", "noshade", "novalidate", "nowrap",
    "oallowfullscreen", "open", "playsinline", "popover", "readonly", "required", "reversed",
    "sandbox", "scoped", "seamless", "selected", "sortable", "spellcheck", "translate",
    "truespeed", "typemustmatch", "webkitallowfullscreen", "webkitplaysinline",
];

/// Attributes with a value, ordered.
#[rustfmt::skip]
const VALUED: &[&str] = &[
    "abbr", "accept", "accesskey", "action", "align", "alt", "axis", "background", "bgcolor",
    "cellpadding", "cellspacing", "char", "charset", "cite", "class", "clear", "color", "cols",
    "colspan", "content", "coords", "data", "datetime", "decoding", "dir", "dirname", "enctype",
    "face", "for", "form", "frame", "frameborder", "headers", "height", "high", "href",
    "hreflang", "hspace", "id", "integrity", "is", "itemid", "itemprop", "itemref", "itemtype",
    "kind", "label", "lang", "language", "list", "loading", "low", "marginheight",
    "marginwidth", "max", "maxlength", "media", "method", "min", "minlength", "name", "nonce",
    "optimum", "part", "pattern", "ping", "placeholder", "poster", "preload", "property",
    "referrerpolicy", "rel", "rev", "role", "rows", "rowspan", "rules", "scope", "scrolling",
    "shape", "size", "sizes", "slot", "span", "src", "srcdoc", "srclang", "srcset", "start",
    "step", "style", "summary", "tabindex", "target", "title", "type", "usemap", "valign",
    "value", "vspace", "width", "wrap", "xmlns",
];

/// Attributes whose values are for machines and contain no tags, ordered.
#[rustfmt::skip]
const FOR_MACHINES: &[&str] = &[
    "action", "align", "cite", "class", "colspan", "datetime", "dir", "face", "height", "href",
    "hreflang", "id", "lang", "media", "name", "rel", "role", "rowspan", "sizes", "src",
    "srcset", "target", "type", "width",
];

/// Whether HTML has an attribute of this lower-case name, with or without a value.
pub(crate) fn is_known(name: &str) -> bool {
    BARE.binary_search(&name).is_ok() || VALUED.binary_search(&name).is_ok()
}

/// Whether values like this, of the attribute with this lower-case name, contain no tags.
pub(crate) fn holds_no_tag(name: &str, value: &str) -> bool {
    let value = value.trim_start();
    let is_source = |scheme: &str| {
        let start = value.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    FOR_MACHINES.binary_search(&name).is_ok() && !is_source("data:") && !is_source("javascript:")
}

/// Whether a name without a value in a tag is probably a word: attributes of frameworks
/// have characters that words do not have.
pub(crate) fn is_word(name: &str) -> bool {
    if !name.is_ascii() {
        return true;
    }
    let is_around = |c: char| "(\"'.,;:!?)".contains(c);
    let word = name.trim_matches(is_around);
    word.contains(|c: char| c.is_ascii_alphabetic())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '\'')
        && !name.starts_with(':')
        && !is_known(&word.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{BARE, FOR_MACHINES, VALUED, holds_no_tag, is_known, is_word};

    #[test]
    fn lists_are_in_order() {
        for list in [BARE, VALUED, FOR_MACHINES] {
            assert!(list.is_sorted(), "{list:?}");
        }
        assert!(VALUED.iter().all(|name| !BARE.contains(name)));
        assert!(FOR_MACHINES.iter().all(|name| is_known(name)));
    }

    #[test]
    fn words_are_told_from_attributes() {
        let words = [
            "and", "profits,", "you.", "(really)", "it's", "größer", "и", "和", "2nd", "Rates",
        ];
        for word in words {
            assert!(is_word(word), "{word}");
        }
        let attributes = [
            "disabled",
            "reversed",
            "ALT",
            "v-else",
            "x-cloak",
            "@click",
            ":key",
            "#ref",
            "*ngIf",
            "[disabled]",
            "(click)=",
            "data-x",
            "wire:loading",
            "{{attrs}}",
            "aria-hidden",
            "2019",
            "--",
            "...",
            "\"",
            "ng_app",
            "$x",
        ];
        for attribute in attributes {
            assert!(!is_word(attribute), "{attribute}");
        }
    }

    #[test]
    fn values_for_machines_hold_no_tags() {
        assert!(holds_no_tag("href", "/x>link</a>"));
        assert!(!holds_no_tag("href", " DATA:image/svg+xml,<svg>"));
        assert!(!holds_no_tag("title", "<b>x</b>"));
        assert!(!holds_no_tag("data-caption", "<p>x</p>"));
    }
}
