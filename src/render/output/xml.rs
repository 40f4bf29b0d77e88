//! Writes well-formed XML with the names of HTML.
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
use super::{SyntaxWriter, Target, tag};
use crate::render::draft::{Draft, Step, Written};

pub(super) const WRITER: SyntaxWriter = SyntaxWriter {
    write,
    writes: |_, _| true,
    says: None,
    is_verbatim: false,
};

fn write(draft: &Draft<'_>, _: Target) -> Written {
    let mut out = String::with_capacity(draft.text().len() + 16 * draft.marks().len());
    for step in draft.steps() {
        match step {
            Step::Open(mark) => {
                tag::start(mark.name, &mark.attributes, value, &mut out);
                out.push('>');
            }
            Step::Void(mark, _) => {
                tag::start(mark.name, &mark.attributes, value, &mut out);
                out.push_str(" />");
            }
            Step::Close(mark) => tag::end(mark.name, &mut out),
            Step::Text(text) | Step::Character(_, text) => {
                Escaper::of_text(text).copy_all(&mut out);
            }
        }
    }
    Written {
        output: out,
        ..Written::default()
    }
}

/// Escapes a value, so that its tabs and line feeds are not read as spaces.
fn value(value: &str, out: &mut String) {
    let mut rest = value;
    while let Some(at) = rest.find(['\n', '\t']) {
        let (before, behind) = rest.split_at(at);
        tag::value(before, out);
        out.push_str(if behind.starts_with('\n') {
            "&#10;"
        } else {
            "&#9;"
        });
        rest = &behind[1..];
    }
    tag::value(rest, out);
}
