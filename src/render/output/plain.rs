//! Writes text without markup: the output is the text of the draft.

use super::{SyntaxWriter, Target};
use crate::render::draft::{Draft, Written};

pub(super) const WRITER: SyntaxWriter = SyntaxWriter {
    write,
    writes: |_, _| true,
    says: None,
    is_verbatim: true,
};

fn write(draft: &Draft<'_>, _: Target) -> Written {
    Written {
        output: draft.text().to_owned(),
        ..Written::default()
    }
}
