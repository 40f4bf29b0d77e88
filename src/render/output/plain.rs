//! Text without markup: a draft of it is what is written.

use crate::render::draft::{Draft, Written};

/// Writes a draft.
pub(in crate::render) fn write(draft: &Draft<'_>) -> Written {
    Written {
        output: draft.text().to_owned(),
        ..Written::default()
    }
}
