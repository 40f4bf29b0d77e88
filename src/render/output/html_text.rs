//! Writes text without markup for places that are read as HTML.
//!
//! | context | escaped |
//! |---|---|
//! | text | `&` `<` `>` |

use super::escape::Escaper;
use super::{SyntaxWriter, Target};
use crate::render::draft::{Draft, Written};

pub(super) const WRITER: SyntaxWriter = SyntaxWriter {
    write,
    writes: |_, _| true,
    says: None,
    is_verbatim: false,
};

fn write(draft: &Draft<'_>, _: Target) -> Written {
    let text = draft.text();
    let mut output = String::with_capacity(text.len() + text.len() / 16);
    Escaper::of_text(text).copy_all(&mut output);
    Written {
        output,
        ..Written::default()
    }
}
