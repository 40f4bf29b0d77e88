//! The text alone, so far.

use crate::render::draft::{Draft, Step, Written};

/// Writes a draft.
pub(in crate::render) fn write(draft: &Draft<'_>) -> Written {
    let mut written = Written::default();
    for step in draft.steps() {
        match step {
            Step::Open(mark) => written.losses.push(mark.unsaid()),
            Step::Close(_) => {}
            Step::Void(mark, text) => {
                written.output.push_str(text);
                written.losses.push(mark.unsaid());
            }
            Step::Text(text, _) | Step::Character(_, text) => written.output.push_str(text),
        }
    }
    written
}
