//! Finds attribute values of the content that a syntax cannot express.

use crate::render::draft::{Draft, Mark, Written};
use crate::render::loss::{Loss, LossKind};
use crate::text::AddressRange;

/// Reports the attribute values of the content that are not written. The values of a
/// mark that is itself lost are covered by its loss, and values that a profile sets are
/// not the content's.
pub(super) fn lose_unsaid(
    draft: &Draft<'_>,
    says: fn(&Mark<'_>, &str) -> bool,
    written: &mut Written,
) {
    let key = |range: AddressRange| (range.start(), range.end());
    let mut lost: Vec<_> = Vec::new();
    let mut losses = Vec::new();
    for mark in draft.marks() {
        let stored = mark.attributes[..mark.stored].iter();
        let names = stored.map(|(name, _)| *name);
        let mut names = names.filter(|name| !says(mark, name)).peekable();
        if names.peek().is_none() {
            continue;
        }
        if lost.is_empty() {
            lost.extend(
                written
                    .losses
                    .iter()
                    .map(|loss| (key(loss.range()), loss.name())),
            );
            lost.sort_unstable();
        }
        if lost.binary_search(&(key(mark.source), mark.entry)).is_err() {
            losses.extend(names.map(|name| Loss::new(LossKind::Syntax, name, mark.source)));
        }
    }
    written.losses.append(&mut losses);
}
