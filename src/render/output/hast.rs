//! Writes a tree of HTML as JSON.
//!
//! | context | escaped |
//! |---|---|
//! | text, attribute value | `"` `\` `<`, and controls that JSON has no room for |
//!
//! Every node says its type: `root`, `element` or `text`. No text is empty, and none
//! follows another one.
//! Sources: [hast](https://github.com/syntax-tree/hast),
//! [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259).

use std::borrow::Cow;
use std::fmt::Write as _;

use super::{SyntaxWriter, Target};
use crate::render::draft::{Draft, Mark, Step, Written};

pub(super) const WRITER: SyntaxWriter = SyntaxWriter {
    write,
    writes: |_, _| true,
    says: None,
    is_verbatim: false,
};

fn write(draft: &Draft<'_>, _: Target) -> Written {
    let mut tree = Tree {
        out: String::with_capacity(draft.text().len() + 64 * (draft.marks().len() + 1)),
        is_in_text: false,
    };
    tree.out.push_str(r#"{"type":"root","children":["#);
    for step in draft.steps() {
        match step {
            Step::Open(mark) => tree.open(mark),
            Step::Void(mark, _) => {
                tree.open(mark);
                tree.close();
            }
            Step::Close(_) => tree.close(),
            Step::Text(text) | Step::Character(_, text) => tree.text(text),
        }
    }
    tree.close();
    Written {
        output: tree.out,
        ..Written::default()
    }
}

struct Tree {
    out: String,
    /// Whether the last node is a text that may go on.
    is_in_text: bool,
}

impl Tree {
    fn open(&mut self, mark: &Mark<'_>) {
        self.begin_node();
        self.out.push_str(r#"{"type":"element","tagName":""#);
        escape(mark.name, &mut self.out);
        self.out.push_str(r#"","properties":{"#);
        for (at, (name, value)) in mark.attributes.iter().enumerate() {
            self.out.push_str(if at > 0 { ",\"" } else { "\"" });
            escape(&property(name), &mut self.out);
            self.out.push_str("\":\"");
            escape(value, &mut self.out);
            self.out.push('"');
        }
        self.out.push_str(r#"},"children":["#);
    }

    fn close(&mut self) {
        self.end_text();
        self.out.push_str("]}");
    }

    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.is_in_text {
            self.begin_node();
            self.out.push_str(r#"{"type":"text","value":""#);
            self.is_in_text = true;
        }
        escape(text, &mut self.out);
    }

    fn begin_node(&mut self) {
        self.end_text();
        if self.out.ends_with('}') {
            self.out.push(',');
        }
    }

    fn end_text(&mut self) {
        if std::mem::take(&mut self.is_in_text) {
            self.out.push_str("\"}");
        }
    }
}

/// Escapes a text for a string of JSON that may stand in a `script`.
fn escape(text: &str, out: &mut String) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= b' ' && !matches!(byte, b'"' | b'\\' | b'<') {
            continue;
        }
        out.push_str(&text[from..at]);
        from = at + 1;
        // Writing to a `String` never fails.
        let _ = match byte {
            b'\n' => out.write_str("\\n"),
            b'\t' => out.write_str("\\t"),
            b'"' | b'\\' => write!(out, "\\{}", char::from(byte)),
            _ => write!(out, "\\u{byte:04X}"),
        };
    }
    out.push_str(&text[from..]);
}

/// Attributes of several words, by their names in HTML, with those of their
/// [properties](https://github.com/wooorm/property-information). All others have one name.
const PROPERTIES: [(&str, &str); 34] = [
    ("accesskey", "accessKey"),
    ("allowfullscreen", "allowFullScreen"),
    ("autoplay", "autoPlay"),
    ("bgcolor", "bgColor"),
    ("cellpadding", "cellPadding"),
    ("cellspacing", "cellSpacing"),
    ("class", "className"),
    ("colspan", "colSpan"),
    ("contenteditable", "contentEditable"),
    ("controlslist", "controlsList"),
    ("crossorigin", "crossOrigin"),
    ("datetime", "dateTime"),
    ("enterkeyhint", "enterKeyHint"),
    ("fetchpriority", "fetchPriority"),
    ("for", "htmlFor"),
    ("frameborder", "frameBorder"),
    ("hreflang", "hrefLang"),
    ("inputmode", "inputMode"),
    ("ismap", "isMap"),
    ("itemid", "itemId"),
    ("itemprop", "itemProp"),
    ("itemref", "itemRef"),
    ("itemscope", "itemScope"),
    ("itemtype", "itemType"),
    ("playsinline", "playsInline"),
    ("referrerpolicy", "referrerPolicy"),
    ("rowspan", "rowSpan"),
    ("spellcheck", "spellCheck"),
    ("srcdoc", "srcDoc"),
    ("srclang", "srcLang"),
    ("srcset", "srcSet"),
    ("tabindex", "tabIndex"),
    ("usemap", "useMap"),
    ("valign", "vAlign"),
];

/// Returns the name of the property of an attribute.
fn property(name: &str) -> Cow<'_, str> {
    if let Ok(at) = PROPERTIES.binary_search_by(|(known, _)| known.cmp(&name)) {
        return Cow::Borrowed(PROPERTIES[at].1);
    }
    let is_family = name.starts_with("data-") || name.starts_with("aria-");
    if !is_family {
        return Cow::Borrowed(name);
    }
    let mut words = name.split('-');
    let mut property = words.next().unwrap_or_default().to_owned();
    for word in words {
        let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
        property.push_str(&first.to_uppercase());
        property.push_str(rest);
    }
    Cow::Owned(property)
}

#[cfg(test)]
mod tests {
    use super::{PROPERTIES, escape, property};

    #[test]
    fn properties_have_the_names_of_hast() {
        assert!(PROPERTIES.is_sorted());
        for (name, expect) in [
            ("href", "href"),
            ("colspan", "colSpan"),
            ("class", "className"),
            ("data-checked", "dataChecked"),
            ("data-a-b", "dataAB"),
            ("aria-label", "ariaLabel"),
            ("x-y", "x-y"),
        ] {
            assert_eq!(property(name), expect);
        }
    }

    #[test]
    fn json_has_no_controls() {
        let mut out = String::new();
        escape("a\"b\\c\n\t\u{1}\u{1F}\u{7F}</script>é", &mut out);
        assert_eq!(out, "a\\\"b\\\\c\\n\\t\\u0001\\u001F\u{7F}\\u003C/script>é");
    }
}
