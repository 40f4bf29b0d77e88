//! Ingest, counted.

use crate::Ingester;

/// How many steps placing a source takes; nothing where it is too long.
#[must_use]
pub fn steps(ingester: &Ingester, source: &str) -> Option<u64> {
    let (_, steps) = ingester.ingest_counted(source).ok()?;
    Some(steps)
}
