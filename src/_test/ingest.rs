//! Ingest, counted.

use crate::ingest::{Adopt, Adoption};
use crate::{Ingested, Ingester};

/// How many steps placing a source takes; nothing where it is too long.
#[must_use]
pub fn steps(ingester: &Ingester, source: &str) -> Option<u64> {
    let (_, steps) = ingester.ingest_counted(source, None).ok()?;
    Some(steps)
}

/// The same with a hook.
#[must_use]
pub fn steps_with(ingester: &Ingester, source: &str, adopter: &mut dyn Adopt) -> Option<u64> {
    let adoption = Adoption::new(adopter, source);
    let (_, steps) = ingester.ingest_counted(source, Some(adoption)).ok()?;
    Some(steps)
}

/// The same as ingest, all through repair.
#[must_use]
pub fn repaired(ingester: &Ingester, source: &str) -> Ingested {
    ingester.ingest_repaired(source, None).0
}

/// All through repair, with a hook.
#[must_use]
pub fn repaired_with(ingester: &Ingester, source: &str, adopter: &mut dyn Adopt) -> Ingested {
    let adoption = Adoption::new(adopter, source);
    ingester.ingest_repaired(source, Some(adoption)).0
}

/// How many bytes of a source scan takes before it hands over to repair.
#[must_use]
pub fn scanned(ingester: &Ingester, source: &str) -> usize {
    ingester.scanned(source)
}
