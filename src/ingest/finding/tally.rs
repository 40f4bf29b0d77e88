//! Findings, counted.

use super::{FindingKind, Severity};

/// Findings counted by kind and severity, over one document or many.
///
/// ```
/// use standoff::ingest::{Severity, Tally};
/// use standoff::{Authority, FieldPolicy, Ingester};
///
/// let ingester = Ingester::new(&FieldPolicy::new(), &Authority::standard())?;
/// let mut audit = Tally::default();
/// for source in ["<blink>a</blink>", "<b onclick=x>b</b>"] {
///     audit.merge(ingester.ingest(source)?.tally());
/// }
/// assert_eq!(audit.total(), 2);
/// assert_eq!(audit.of_severity(Severity::Refused), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    counts: [[u64; Severity::ALL.len()]; FindingKind::ALL.len()],
}

impl Tally {
    pub(crate) fn add(&mut self, kind: FindingKind, severity: Severity, count: u64) {
        self.counts[kind as usize][severity as usize] += count;
    }

    /// Adds the counts of another.
    pub fn merge(&mut self, other: &Self) {
        for (kind, severity, count) in other.iter() {
            self.add(kind, severity, count);
        }
    }

    /// How many findings there were, those that were not kept included.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.as_flattened().iter().sum()
    }

    /// How many of this kind.
    #[must_use]
    pub fn of_kind(&self, kind: FindingKind) -> u64 {
        self.counts[kind as usize].iter().sum()
    }

    /// How many of this severity.
    #[must_use]
    pub fn of_severity(&self, severity: Severity) -> u64 {
        self.counts.iter().map(|of| of[severity as usize]).sum()
    }

    /// Every count, ordered by kind and severity.
    pub fn iter(&self) -> impl Iterator<Item = (FindingKind, Severity, u64)> {
        FindingKind::ALL.into_iter().flat_map(move |kind| {
            let counts = Severity::ALL.into_iter().zip(self.counts[kind as usize]);
            counts
                .filter(|(_, count)| *count > 0)
                .map(move |(severity, count)| (kind, severity, count))
        })
    }
}
