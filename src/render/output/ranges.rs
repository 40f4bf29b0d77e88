//! Writes the text, and ranges for its marks.
//!
//! Nothing is escaped and nothing is lost: every mark becomes a range, also blocks and
//! marks without width.

use super::{SyntaxWriter, Target};
use crate::profile::Unit;
use crate::render::draft::{Draft, Written};
use crate::render::ranged::{Ranged, Ruler};

pub(super) const WRITER: SyntaxWriter = SyntaxWriter {
    write,
    writes: |_, _| true,
    says: None,
    is_verbatim: true,
};

/// Writes a draft. Positions are in a unit; bytes are counted in the charset.
fn write(draft: &Draft<'_>, target: Target) -> Written {
    let unit = target.syntax.range_unit().unwrap_or(Unit::Characters);
    let text = draft.text();
    let mut around: Vec<std::ops::Range<usize>> = Vec::new();
    let mut ranges = Vec::with_capacity(draft.marks().len());
    for mark in draft.marks() {
        around.truncate(mark.depth.into());
        // A mark without text may precede the separator that the text of the
        // surrounding mark follows.
        let limits = around.last().cloned().unwrap_or(0..text.len());
        let start = mark.bytes.start.clamp(limits.start, limits.end);
        let end = mark.bytes.end.clamp(start, limits.end);
        around.push(start..end);
        let attributes = mark.attributes.iter();
        ranges.push(Ranged {
            name: mark.name.to_owned(),
            attributes: attributes
                .map(|(name, value)| ((*name).to_owned(), value.clone().into_owned()))
                .collect(),
            start: 0,
            length: 0,
            bytes: start..end,
            is_block: mark.is_block(),
            source: mark.source,
        });
    }
    let edges = ranges.iter().flat_map(|it| [it.bytes.start, it.bytes.end]);
    let ruler = Ruler::new(text, edges, unit, target.charset);
    for range in &mut ranges {
        (range.start, range.length) = ruler.measure(&range.bytes);
    }
    Written {
        output: text.to_owned(),
        ranges,
        ..Written::default()
    }
}
