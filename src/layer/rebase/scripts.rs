//! What all shortest scripts between two rows of words have in common.
//!
//! A script takes words out and puts words in. A shortest one keeps as many as the
//! longest common subsequence (LCS) of the two rows has. A pair of equal words is kept by
//! *some* shortest script if the LCS of what is before it and that of what is behind it
//! are, with the pair, as long as that of all. The length before it is its *rank*, and
//! each shortest script keeps one pair of each rank: a pair that is alone in its rank is
//! kept by *all* of them.
//!
//! The tables have only the diagonals that a shortest script can reach. How far it can
//! leave the straight way follows from how much it changes, which a narrower table tells
//! or leaves open.

use std::ops::Range;

use crate::num::to_u32;

/// How many places of one word are listed.
pub(super) const FEW: usize = 16;

/// What becomes of a word of the old row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// All shortest scripts keep it, as this word of the new row.
    Kept(u32),
    /// Some keep it, each as one of these.
    Maybe(Vec<u32>),
    /// Some keep it, as one of these many.
    Somewhere(Range<u32>),
    /// No shortest script keeps it.
    Gone,
}

/// Finds what becomes of each word of the old row. `None` if that takes more cells of a
/// table than are left.
pub(super) fn fates(old: &[u32], new: &[u32], cells: &mut usize) -> Option<Vec<Fate>> {
    if old == new {
        return Some((0..to_u32(new.len())).map(Fate::Kept).collect());
    }
    if old.is_empty() || new.is_empty() {
        return Some(vec![Fate::Gone; old.len()]);
    }
    let mut slack = 0;
    loop {
        let band = Band::new(old.len(), new.len(), slack);
        *cells = cells.checked_sub(band.cells())?;
        let before = band.prefixes(old, new);
        let kept = before[band.at(old.len(), new.len())];
        if band.holds_all_that_keep(kept as usize) {
            return Some(band.fates_in(old, new, &before, kept));
        }
        slack = (4 * slack).max(4);
    }
}

/// The diagonals of a table that are looked at.
struct Band {
    rows: usize,
    columns: usize,
    slack: usize,
    /// How many diagonals there are below that of the first cell, and in all.
    below: usize,
    width: usize,
}

impl Band {
    fn new(rows: usize, columns: usize, slack: usize) -> Self {
        let below = (rows.saturating_sub(columns) + slack).min(rows);
        let above = (columns.saturating_sub(rows) + slack).min(columns);
        Self {
            rows,
            columns,
            slack,
            below,
            width: below + above + 1,
        }
    }

    fn cells(&self) -> usize {
        (self.rows + 1).saturating_mul(self.width)
    }

    /// The place of a cell in the table.
    fn at(&self, row: usize, column: usize) -> usize {
        row * self.width + self.below + column - row
    }

    /// The columns of a row that are looked at.
    fn columns_of(&self, row: usize) -> Range<usize> {
        let end = (row + self.width).saturating_sub(self.below);
        row.saturating_sub(self.below)..end.min(self.columns + 1)
    }

    /// Whether no script leaves the band that keeps so many words: each step to the side
    /// of the straight way has to be taken back, and each is a word that is not kept.
    fn holds_all_that_keep(&self, kept: usize) -> bool {
        let straight = self.rows.abs_diff(self.columns);
        let changed = self.rows + self.columns - 2 * kept;
        changed <= straight + 2 * self.slack + 1 || self.width == self.rows + self.columns + 1
    }

    /// The length of the LCS of what is before each cell, by rows.
    fn prefixes(&self, old: &[u32], new: &[u32]) -> Vec<u32> {
        let mut table = vec![0; self.cells()];
        for (row, word) in (1..).zip(old) {
            let columns = self.columns_of(row);
            let above = self.columns_of(row - 1);
            for column in columns.start.max(1)..columns.end {
                let at = self.at(row, column);
                let mut most = 0;
                if *word == new[column - 1] {
                    most = table[at - self.width] + 1;
                } else {
                    if column > columns.start {
                        most = table[at - 1];
                    }
                    if column < above.end {
                        most = most.max(table[at + 1 - self.width]);
                    }
                }
                table[at] = most;
            }
        }
        table
    }

    /// Goes through the table from its end, with the LCS of what is behind each cell.
    fn fates_in(&self, old: &[u32], new: &[u32], before: &[u32], kept: u32) -> Vec<Fate> {
        let mut fates = vec![Fate::Gone; self.rows];
        // How many pairs of each rank there are, and the last of them.
        let mut ranks = vec![(0_usize, 0, 0); kept as usize];
        // By diagonals: of this row, and of the one below.
        let mut behind = vec![0_u32; self.width + 1];
        for row in (0..self.rows).rev() {
            let columns = self.columns_of(row);
            let mut places = Places::default();
            for column in columns.rev() {
                let diagonal = self.below + column - row;
                if column == self.columns {
                    behind[diagonal] = 0;
                    continue;
                }
                // On the diagonals there is still the row below.
                let following = behind[diagonal];
                if old[row] == new[column] {
                    let rank = before[self.at(row, column)];
                    if rank + following + 1 == kept {
                        let (count, at, place) = &mut ranks[rank as usize];
                        (*count, *at, *place) = (*count + 1, row, to_u32(column));
                        places.add(to_u32(column));
                    }
                    behind[diagonal] = following + 1;
                } else {
                    let right = behind[diagonal + 1];
                    let below = diagonal.checked_sub(1).map_or(0, |at| behind[at]);
                    behind[diagonal] = right.max(below);
                }
            }
            fates[row] = places.fate();
        }
        for (count, at, place) in ranks {
            if count == 1 {
                fates[at] = Fate::Kept(place);
            }
        }
        fates
    }
}

/// The places of one word, from the last to the first.
#[derive(Default)]
struct Places {
    few: Vec<u32>,
    first: u32,
    count: usize,
}

impl Places {
    fn add(&mut self, place: u32) {
        self.count += 1;
        self.first = place;
        if self.few.len() < FEW {
            self.few.push(place);
        }
    }

    fn fate(mut self) -> Fate {
        match self.few.first() {
            None => Fate::Gone,
            Some(last) if self.count > FEW => Fate::Somewhere(self.first..last + 1),
            Some(_) => {
                self.few.reverse();
                Fate::Maybe(self.few)
            }
        }
    }
}
