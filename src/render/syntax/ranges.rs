//! The text, and what applies to it as ranges.

use crate::profile::{Charset, Unit};
use crate::render::draft::{Draft, Written};

/// Writes a draft; positions count a unit, and bytes are those of the charset.
pub(in crate::render) fn write(draft: &Draft<'_>, _unit: Unit, _charset: Charset) -> Written {
    let marks = draft.marks().iter();
    Written {
        output: draft.text().to_owned(),
        losses: marks.map(|mark| mark.unsaid()).collect(),
        ranges: Vec::new(),
    }
}
