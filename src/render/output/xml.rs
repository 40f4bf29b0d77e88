//! XML: what HTML says, well formed.
//!
//! | context | escaped |
//! |---|---|
//! | text | `&` `<` `>` |
//! | attribute value, in double quotes | `&` `<` `>` `"`, tab and line feed, which parsers read as spaces |
//!
//! Void elements are written as `<br />`. A character that was authored as a
//! reference is written as the character: XML has five named references.
//! Source: [XML 1.0](https://www.w3.org/TR/xml/#syntax).

use super::escape::Escaper;
use crate::render::draft::{Draft, Mark, Step, Written};

/// Writes a draft.
pub(in crate::render) fn write(draft: &Draft<'_>) -> Written {
    let mut out = String::with_capacity(draft.text().len() + 16 * draft.marks().len());
    for step in draft.steps() {
        match step {
            Step::Open(mark) => {
                start_tag(mark, &mut out);
                out.push('>');
            }
            Step::Void(mark, _) => {
                start_tag(mark, &mut out);
                out.push_str(" />");
            }
            Step::Close(mark) => {
                out.push_str("</");
                out.push_str(mark.name);
                out.push('>');
            }
            Step::Text(text, _) | Step::Character(_, text) => {
                Escaper::of_text(text).copy_all(&mut out);
            }
        }
    }
    Written {
        output: out,
        ..Written::default()
    }
}

fn start_tag(mark: &Mark<'_>, out: &mut String) {
    out.push('<');
    out.push_str(mark.name);
    for (name, value) in &mark.attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        for (at, piece) in value.split('\n').enumerate() {
            if at > 0 {
                out.push_str("&#10;");
            }
            for (at, piece) in piece.split('\t').enumerate() {
                if at > 0 {
                    out.push_str("&#9;");
                }
                Escaper::of_values(piece).copy_all(out);
            }
        }
        out.push('"');
    }
}
