//! Ingest, counted.

use crate::ingest::{Adopt, Adopting};
use crate::{Ingested, Ingester};

/// How many steps the layout of a text takes; nothing where the source is too long.
#[must_use]
pub fn steps(ingester: &Ingester, source: &str) -> Option<u64> {
    let (_, steps) = ingester.ingest_counted(source, None).ok()?;
    Some(steps)
}

/// How many steps it takes with a hook.
#[must_use]
pub fn steps_with(ingester: &Ingester, source: &str, adopter: &mut dyn Adopt) -> Option<u64> {
    let adoption = Adopting::new(adopter, source);
    let (_, steps) = ingester.ingest_counted(source, Some(adoption)).ok()?;
    Some(steps)
}

/// Ingests all through the parser.
#[must_use]
pub fn repaired(ingester: &Ingester, source: &str) -> Ingested {
    ingester.ingest_parsed(source, None).0
}

/// Ingests all through the parser, with a hook.
#[must_use]
pub fn repaired_with(ingester: &Ingester, source: &str, adopter: &mut dyn Adopt) -> Ingested {
    let adoption = Adopting::new(adopter, source);
    ingester.ingest_parsed(source, Some(adoption)).0
}

/// How many bytes of a source the fast path takes before the parser goes on.
#[must_use]
pub fn scanned(ingester: &Ingester, source: &str) -> usize {
    ingester.fast_path_length(source)
}
