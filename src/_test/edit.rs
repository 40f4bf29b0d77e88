//! Edits with counters.

use crate::edit::Edit;
use crate::{AddressedText, Authority};

/// Returns the number of steps that writing the touched lines anew takes; `None` if the
/// edit is refused. Copying the rest is not counted.
#[must_use]
pub fn steps(edit: &Edit<'_>, content: &AddressedText, authority: &Authority) -> Option<u64> {
    let (_, steps) = edit.apply_counted(content, authority).ok()?;
    Some(steps)
}
