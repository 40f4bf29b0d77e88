//! Collects findings in any order, with rollback.

use std::ops::Range;

use super::position::Position;
use super::{Finding, FindingKind, Outcome, Reason, Severity, Tally};
use crate::growth;
use crate::num::to_u32;
use crate::small_str::SmallStr;

/// A finding whose line and column are not known yet.
#[derive(Clone, Debug)]
pub(crate) struct Unplaced(Finding);

impl Unplaced {
    #[inline]
    pub(crate) fn new(
        kind: FindingKind,
        severity: Severity,
        name: &(impl AsRef<[u8]> + ?Sized),
        (reason, outcome): (Reason, Outcome),
        bytes: Range<usize>,
    ) -> Self {
        Self(Finding {
            kind,
            severity,
            name: SmallStr::from_utf8(name.as_ref()),
            reason,
            outcome,
            start: to_u32(bytes.start),
            end: to_u32(bytes.end),
            line: 0,
            column: 0,
            is_part: false,
        })
    }
}

impl Unplaced {
    /// Moves the finding to this part of the source.
    pub(crate) fn over(mut self, bytes: Range<usize>) -> Self {
        (self.0.start, self.0.end) = (to_u32(bytes.start), to_u32(bytes.end));
        self
    }

    /// Turns the finding into one about an element that is never closed and contains the
    /// rest of the source.
    pub(crate) fn never_closed(mut self, end: usize) -> Self {
        self.0.kind = FindingKind::Unclosed;
        self.0.severity = Severity::Loss;
        self.0.reason = Reason::UnclosedElement;
        self.0.outcome = Outcome::Stored;
        self.0.end = to_u32(end);
        self
    }

    /// Raises the severity to a loss.
    pub(crate) fn of_loss(mut self) -> Self {
        self.0.severity = Severity::Loss;
        self
    }

    /// Says that the text of the formula stays.
    pub(crate) fn of_text(mut self) -> Self {
        self.0.outcome = Outcome::TextStays;
        self
    }

    /// Marks the finding as covered by the finding of a table.
    pub(crate) fn of_part(mut self) -> Self {
        self.0.is_part = true;
        self
    }

    /// Says that the element was empty, so that removing its tags loses what it showed.
    pub(crate) fn of_nothing(mut self) -> Self {
        self.0.severity = Severity::Loss;
        self.0.outcome = Outcome::Removed;
        self
    }
}

/// Estimates how many findings a source of this many bytes has.
pub(crate) fn usual_findings(bytes: usize) -> usize {
    bytes / 1024
}

/// Collects findings in any order and keeps the first in the source.
#[derive(Debug)]
pub(crate) struct Findings {
    max: usize,
    kept: Vec<Finding>,
    tally: Tally,
    /// The number of findings that a rollback keeps, and their counts below.
    committed: usize,
    committed_tally: Tally,
}

impl Findings {
    /// Makes an empty collection of this many findings at most, in an empty buffer.
    pub(crate) fn new(max: usize, kept: Vec<Finding>) -> Self {
        Self {
            max,
            kept,
            tally: Tally::default(),
            committed: 0,
            committed_tally: Tally::default(),
        }
    }

    pub(crate) fn push(&mut self, Unplaced(finding): Unplaced) {
        if !finding.is_part {
            self.tally.add(finding.kind, finding.severity, 1);
        }
        growth::push(&mut self.kept, finding);
        self.trim(self.committed);
    }

    /// Protects all findings so far from a rollback.
    pub(crate) fn commit(&mut self) {
        if self.kept.len() > self.committed {
            self.trim(0);
            self.committed = self.kept.len();
            self.committed_tally.clone_from(&self.tally);
        }
    }

    /// Discards every finding since the last commit.
    pub(crate) fn roll_back(&mut self) {
        self.kept.truncate(self.committed);
        self.tally.clone_from(&self.committed_tally);
    }

    /// Keeps the first findings from index `start` on. Sorts only now and then.
    fn trim(&mut self, start: usize) {
        let many = self.max.saturating_mul(2).saturating_add(64);
        if self.kept.len() - start >= many {
            self.keep(start);
        }
    }

    fn keep(&mut self, start: usize) {
        // They mostly come in order.
        let kept = &mut self.kept[start..];
        if !kept.is_sorted_by_key(Finding::place) {
            // A stable sort would allocate. The line is not known yet.
            for (finding, order) in kept.iter_mut().zip(0..) {
                finding.line = order;
            }
            kept.sort_unstable_by_key(|finding| (finding.place(), finding.line));
        }
        self.kept.truncate(start.saturating_add(self.max));
    }

    /// Returns the findings in the order of the source, with lines and columns, in the
    /// buffer that was given.
    pub(crate) fn finish(mut self, source: &str) -> (Vec<Finding>, Tally) {
        self.keep(0);
        let Self {
            mut kept, tally, ..
        } = self;
        let mut position = Position::new(source);
        for finding in &mut kept {
            position.advance(finding.start as usize);
            (finding.line, finding.column) = (position.line, position.column);
        }
        (kept, tally)
    }
}
