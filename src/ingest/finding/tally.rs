//! Counts of findings.

use super::{FindingKind, Severity};

/// Counts findings by kind and severity, over one document or many. A table that is
/// stripped counts once, regardless of its [parts](super::Finding::is_part).
///
/// Serialises as a list of `{"kind", "severity", "count"}`, without counts of 0.
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
/// assert_eq!(audit.worst(), Some(Severity::Refused));
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

    /// Adds the counts of another tally.
    pub fn merge(&mut self, other: &Self) {
        for (kind, severity, count) in other {
            self.add(kind, severity, count);
        }
    }

    /// Counts all findings, including those that were not kept.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.as_flattened().iter().sum()
    }

    /// Returns the highest severity with a finding; `None` if there is none.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        let mut severities = Severity::ALL.iter().rev().copied();
        severities.find(|severity| self.of_severity(*severity) > 0)
    }

    /// Counts the findings of a kind.
    #[must_use]
    pub fn of_kind(&self, kind: FindingKind) -> u64 {
        self.counts[kind as usize].iter().sum()
    }

    /// Counts the findings of a severity.
    #[must_use]
    pub fn of_severity(&self, severity: Severity) -> u64 {
        self.counts.iter().map(|of| of[severity as usize]).sum()
    }

    /// Counts the findings of this severity and above.
    #[must_use]
    pub fn from_severity(&self, least: Severity) -> u64 {
        let severities = Severity::ALL.iter().copied();
        let counted = severities.filter(|severity| *severity >= least);
        counted.map(|severity| self.of_severity(severity)).sum()
    }

    /// Iterates over the counts that are not 0, ordered by kind and severity.
    pub fn iter(&self) -> impl Iterator<Item = (FindingKind, Severity, u64)> + Clone {
        let counts = FindingKind::ALL.iter().zip(&self.counts);
        let counts = counts.flat_map(|(kind, of)| {
            let severities = Severity::ALL.iter().zip(of);
            severities.map(|(severity, count)| (*kind, *severity, *count))
        });
        counts.filter(|(_, _, count)| *count > 0)
    }
}

impl IntoIterator for &Tally {
    type Item = (FindingKind, Severity, u64);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter().collect::<Vec<_>>().into_iter()
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Tally {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Counted {
            kind: FindingKind,
            severity: Severity,
            count: u64,
        }

        serializer.collect_seq(self.iter().map(|(kind, severity, count)| Counted {
            kind,
            severity,
            count,
        }))
    }
}
