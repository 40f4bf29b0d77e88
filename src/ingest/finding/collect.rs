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

/// The range of a finding in one number, its kind and its index, to sort by.
type Place = (u64, FindingKind, u32);

/// The buffers of a collection, empty, kept from one source to the next.
#[derive(Debug, Default)]
pub(crate) struct Room {
    pub(crate) kept: Vec<Finding>,
    order: Vec<Place>,
}

impl Room {
    /// The room for one source of this many bytes.
    pub(crate) fn for_one(bytes: usize) -> Self {
        Self {
            // Most sources have fewer.
            kept: Vec::with_capacity(bytes / 1024),
            ..Self::default()
        }
    }
}

/// How far back a finding is moved when it comes.
const NEAR: usize = 16;

/// Collects findings in any order and keeps the first in the source.
#[derive(Debug)]
pub(crate) struct Findings {
    max: usize,
    kept: Vec<Finding>,
    order: Vec<Place>,
    tally: Tally,
    /// The number of findings that a rollback keeps, and their counts below.
    committed: usize,
    committed_tally: Tally,
}

impl Findings {
    /// Makes an empty collection of this many findings at most.
    pub(crate) fn new(max: usize, Room { kept, order }: Room) -> Self {
        Self {
            max,
            kept,
            order,
            tally: Tally::default(),
            committed: 0,
            committed_tally: Tally::default(),
        }
    }

    #[inline]
    pub(crate) fn push(&mut self, Unplaced(finding): Unplaced) {
        if !finding.is_part {
            self.tally.add(finding.kind, finding.severity, 1);
        }
        let start = finding.start;
        let comes_late = self.kept.last().is_some_and(|last| last.start >= start);
        growth::push(&mut self.kept, finding);
        if comes_late {
            self.move_back();
        }
        self.trim(self.committed);
    }

    /// Moves the last finding before those near it that come later in the source: that of
    /// a tag may come behind those of its attributes.
    #[cold]
    fn move_back(&mut self) {
        let Some(place) = self.kept.last().map(Finding::place) else {
            return;
        };
        let near = self.kept.len().saturating_sub(NEAR).max(self.committed);
        let behind = self.kept[near..].iter().rev().skip(1);
        let later = behind.take_while(|other| other.place() > place).count();
        if later > 0 {
            let first = self.kept.len() - 1 - later;
            self.kept[first..].rotate_right(1);
        }
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
        if !self.kept[start..].is_sorted_by_key(Finding::place) {
            self.sort(start);
        }
        self.kept.truncate(start.saturating_add(self.max));
    }

    /// Sorts the findings from index `start` on. Those at one place stay in their order.
    fn sort(&mut self, start: usize) {
        let (kept, order) = (&mut self.kept[start..], &mut self.order);
        // Few bytes are moved often, and each finding once.
        order.clear();
        order.extend(kept.iter().zip(0..).map(|(finding, index)| {
            let (start, end, kind) = finding.place();
            (u64::from(start) << 32 | u64::from(end), kind, index)
        }));
        order.sort_unstable();
        for first in 0..kept.len() {
            let mut at = first;
            loop {
                let from = order[at].2 as usize;
                order[at].2 = to_u32(at);
                if from == first {
                    break;
                }
                kept.swap(at, from);
                at = from;
            }
        }
    }

    /// Returns the findings in the order of the source, with lines and columns, in the
    /// room that was given.
    pub(crate) fn finish(mut self, source: &str) -> (Room, Tally) {
        self.keep(0);
        let Self {
            mut kept,
            order,
            tally,
            ..
        } = self;
        let mut position = Position::new(source);
        for finding in &mut kept {
            position.advance(finding.start as usize);
            (finding.line, finding.column) = (position.line, position.column);
        }
        (Room { kept, order }, tally)
    }
}
