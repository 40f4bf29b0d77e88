//! Ingest with counters.

use crate::ingest::{Adopt, Adopting};
use crate::{Ingested, Ingester};

/// Returns the number of steps that the layout of a text takes; `None` if the source is
/// too long.
#[must_use]
pub fn steps(ingester: &Ingester, source: &str) -> Option<u64> {
    let (_, steps) = ingester.ingest_counted(source, None).ok()?;
    Some(steps)
}

/// Returns the number of steps with a hook.
#[must_use]
pub fn steps_with(ingester: &Ingester, source: &str, adopter: &mut dyn Adopt) -> Option<u64> {
    let adoption = Adopting::new(adopter, source);
    let (_, steps) = ingester.ingest_counted(source, Some(adoption)).ok()?;
    Some(steps)
}

/// Ingests everything through the parser.
#[must_use]
pub fn repaired(ingester: &Ingester, source: &str) -> Ingested {
    ingester.ingest_parsed(source, None).0
}

/// Ingests everything through the parser, with a hook.
#[must_use]
pub fn repaired_with(ingester: &Ingester, source: &str, adopter: &mut dyn Adopt) -> Ingested {
    let adoption = Adopting::new(adopter, source);
    ingester.ingest_parsed(source, Some(adoption)).0
}

/// Ingests with a parser that hands back as soon as it can; returns how often it did.
#[must_use]
pub fn handed_back(ingester: &Ingester, source: &str) -> (Ingested, usize) {
    ingester.ingest_handing_back(source, None)
}

/// Ingests with such a parser and a hook.
#[must_use]
pub fn handed_back_with(ingester: &Ingester, source: &str, adopter: &mut dyn Adopt) -> Ingested {
    let adoption = Adopting::new(adopter, source);
    ingester.ingest_handing_back(source, Some(adoption)).0
}

/// Returns the number of bytes that the fast path takes.
#[must_use]
pub fn scanned(ingester: &Ingester, source: &str) -> usize {
    ingester.fast_path_length(source)
}
