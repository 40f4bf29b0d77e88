//! CommonMark.
//!
//! | context | escaped |
//! |---|---|
//! | text | ``\ ` * _ [ ] < ~`` with a backslash (a lone `_` inside a word is not), `&` before what would be a reference, `!` before a link |
//! | start of a line | also `#`, `>`, `=`, and `-`, `+`, `1.`, `1)` where a list or a rule would begin |
//! | link destination | ``\ ( ) < >``; white space, controls and `&` before what would be a reference as references |
//! | title, in double quotes | `\ "`; the same as references, but for single spaces |
//! | code | nothing: its delimiters are longer or shorter than what is in it |
//!
//! What CommonMark cannot say is written without its mark, which is a loss: no
//! raw HTML ever comes out. White space that has a line feed becomes one space,
//! and white space that CommonMark would drop, at the edges of lines and of
//! emphasis, becomes a reference, so that the text comes back as it is.
//!
//! What is in the way of emphasis gets out of it: a letter beside a delimiter is
//! written as a reference where the delimiter would not count otherwise
//! (`sai&#100;**“Hi”**`). A line break at the end of emphasis or a link stands behind it,
//! and an inline mark around blocks is said in each of them; both are losses,
//! since the marks do not nest as they did.
//!
//! 1. [`roles`]: what each mark becomes.
//! 2. [`collect`]: blocks, and tokens in them.
//! 3. [`emphasis`]: delimiters for each block that both begin and end what they
//!    should.
//! 4. [`blocks`]: the output.
//!
//! Source: [CommonMark 0.31.2](https://spec.commonmark.org/0.31.2/).

mod blocks;
mod collect;
mod emphasis;
mod escape;
mod model;
mod numbers;
mod roles;

use super::{SyntaxWriter, Target};
use crate::html::element::Element;
use crate::render::draft::{Draft, Mark, Written};

pub(super) const WRITER: SyntaxWriter = SyntaxWriter {
    write,
    says: Some(says),
    is_verbatim: false,
};

fn write(draft: &Draft<'_>, _: Target) -> Written {
    let roles = roles::roles(draft);
    let mut page = collect::collect(draft, &roles);
    let output = blocks::write(&mut page);
    Written {
        output,
        losses: page.losses,
        ..Written::default()
    }
}

/// Whether an attribute is said with its mark, or lost by its writer.
fn says(mark: &Mark<'_>, attribute: &str) -> bool {
    match mark.element {
        Element::A => matches!(attribute, "href" | "title"),
        Element::Img => matches!(attribute, "src" | "alt" | "title"),
        Element::Ol => matches!(attribute, "start" | "type" | "reversed"),
        Element::Li => matches!(attribute, "value" | "data-checked"),
        _ => false,
    }
}
