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
    let key = |range: AddressRange, name: &str| (range.start(), range.end(), name.to_owned());
    let mut lost: Vec<_> = Vec::new();
    let mut losses = Vec::new();
    for mark in draft.marks() {
        let stored = mark.attributes[..mark.stored].iter();
        let names = stored.map(|(name, _)| *name);
        let names: Vec<&str> = names.filter(|name| !says(mark, name)).collect();
        if names.is_empty() {
            continue;
        }
        if lost.is_empty() {
            lost.extend(
                written
                    .losses
                    .iter()
                    .map(|loss| key(loss.range(), loss.name())),
            );
            lost.sort_unstable();
        }
        if lost.binary_search(&key(mark.source, mark.entry)).is_err() {
            let names = names.into_iter();
            losses.extend(names.map(|name| Loss::new(LossKind::Syntax, name, mark.source)));
        }
    }
    written.losses.append(&mut losses);
}
