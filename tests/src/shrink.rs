//! Shrinks tapes, as long as the failure remains.

/// An edit of a part of a tape.
#[derive(Debug, Clone, Copy)]
enum Edit {
    /// Cuts out this many numbers.
    Cut(usize),
    /// Sets this many numbers to 0.
    Clear(usize),
    /// Halves one number.
    Halve,
    /// Lowers one number by this much.
    Lower(usize),
    /// Sets one number to 0, and cuts out this many behind it, which another choice
    /// does not need.
    ClearAndCut(usize),
}

impl Edit {
    /// Returns how many numbers it edits.
    fn length(self) -> usize {
        match self {
            Self::Cut(length) | Self::Clear(length) => length,
            Self::Halve | Self::Lower(_) => 1,
            Self::ClearAndCut(length) => length + 1,
        }
    }

    /// Returns the tape with the edit applied at `at`, if that changes it.
    fn of(self, tape: &[usize], at: usize) -> Option<Vec<usize>> {
        let mut edited = tape.to_vec();
        let stretch = at..at + self.length();
        match self {
            Self::Cut(_) => drop(edited.drain(stretch)),
            Self::Clear(_) => edited[stretch].fill(0),
            Self::Halve => edited[at] /= 2,
            Self::Lower(by) => edited[at] = edited[at].saturating_sub(by),
            Self::ClearAndCut(_) => {
                edited[at] = 0;
                drop(edited.drain(at + 1..stretch.end));
            }
        }
        (edited != tape).then_some(edited)
    }
}

/// Lists the edits from large to small: large ones make the fastest progress.
fn edits(length: usize) -> Vec<Edit> {
    let halves = std::iter::successors(Some(length / 2), |half| Some(half / 2));
    let lengths: Vec<usize> = halves.take_while(|half| *half > 8).collect();
    let lengths = lengths.into_iter().chain((1..=8).rev());
    let mut edits: Vec<Edit> = lengths.map(Edit::Cut).collect();
    edits.extend([16, 8, 4, 2, 1].map(Edit::Clear));
    edits.extend((1..=4).map(Edit::ClearAndCut));
    edits.push(Edit::Halve);
    edits.extend([64, 16, 4, 1].map(Edit::Lower));
    edits
}

/// Applies the edits to a tape, from its end to its start, until none helps.
#[derive(Debug)]
pub(crate) struct Shrinker {
    best: Vec<usize>,
    edits: std::vec::IntoIter<Edit>,
    edit: Edit,
    /// The end of the next part.
    end: usize,
    is_better: bool,
}

impl Shrinker {
    pub(crate) fn new(choices: &[usize]) -> Self {
        let mut shrinker = Self {
            best: Vec::new(),
            edits: Vec::new().into_iter(),
            edit: Edit::Halve,
            end: 0,
            is_better: false,
        };
        shrinker.accept(choices);
        shrinker
    }

    /// Returns the smallest tape so far.
    pub(crate) fn best(&self) -> &[usize] {
        &self.best
    }

    /// Takes the choices made with the tape of the last [`next`](Self::next).
    pub(crate) fn accept(&mut self, choices: &[usize]) {
        // Behind the end, all numbers are 0.
        let used = choices.iter().rposition(|&number| number > 0);
        self.best = choices[..used.map_or(0, |last| last + 1)].to_vec();
        self.is_better = true;
        if let Edit::Halve | Edit::Lower(_) = self.edit {
            // The tape did not change.
            self.end += 1;
        }
    }

    /// Returns the next smaller candidate.
    pub(crate) fn next(&mut self) -> Option<Vec<usize>> {
        loop {
            let length = self.edit.length();
            self.end = self.end.min(self.best.len());
            if self.end < length {
                match self.edits.next() {
                    Some(edit) => self.edit = edit,
                    None if !self.is_better => return None,
                    None => {
                        self.edits = edits(self.best.len()).into_iter();
                        self.is_better = false;
                    }
                }
                self.end = self.best.len();
                continue;
            }
            let at = self.end - length;
            // Long parts do not overlap.
            self.end -= if length > 8 { length } else { 1 };
            if let Some(edited) = self.edit.of(&self.best, at) {
                return Some(edited);
            }
        }
    }
}
