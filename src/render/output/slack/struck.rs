//! Leaves out struck text whose marks mrkdwn cannot express: shown without them, it
//! would say what was taken back.

use std::ops::Range;

use super::trimmed;
use crate::render::draft::{Draft, Edit, Mark};
use crate::render::loss::{Loss, LossKind};

/// Returns the draft without the struck text in `lost` marks, and the losses.
pub(super) fn left_out<'d>(draft: &Draft<'d>, lost: &[&Mark<'d>]) -> (Draft<'d>, Vec<Loss>) {
    let text = draft.text();
    let mut edits: Vec<Edit> = Vec::new();
    let mut losses = Vec::new();
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for mark in lost {
        let bytes = with_space(text, trimmed(text, mark.bytes.clone()));
        losses.push(Loss::new(LossKind::Content, mark.entry, mark.source));
        let start = bytes.start.max(from);
        if bytes.end <= start {
            continue;
        }
        kept.push_str(&text[from..start]);
        from = bytes.end;
        edits.push(Edit {
            old: start..bytes.end,
            new: kept.len()..kept.len(),
        });
    }
    kept.push_str(&text[from..]);
    let mut left = draft.clone();
    left.edit(kept, &edits);
    (left, losses)
}

/// Adds a space on one side, if there is white space or nothing on both.
fn with_space(text: &str, bytes: Range<usize>) -> Range<usize> {
    let (before, behind) = (&text[..bytes.start], &text[bytes.end..]);
    let is_edge = |c: char| c.is_whitespace();
    if behind.starts_with(' ') && (before.is_empty() || before.ends_with(is_edge)) {
        bytes.start..bytes.end + 1
    } else if before.ends_with(' ') && (behind.is_empty() || behind.starts_with(is_edge)) {
        bytes.start - 1..bytes.end
    } else {
        bytes
    }
}
