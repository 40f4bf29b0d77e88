//! Shorter tapes, and smaller numbers on them, as long as what they show is shown.

/// What is done to a stretch of a tape.
#[derive(Debug, Clone, Copy)]
enum Edit {
    /// So many are cut out.
    Cut(usize),
    /// So many become 0.
    Clear(usize),
    /// One is halved.
    Halve,
    /// One becomes so much smaller.
    Lower(usize),
    /// One becomes 0, and so many behind it are cut out, for which another choice has
    /// no need.
    ClearAndCut(usize),
}

impl Edit {
    /// How many it is about.
    fn length(self) -> usize {
        match self {
            Self::Cut(length) | Self::Clear(length) => length,
            Self::Halve | Self::Lower(_) => 1,
            Self::ClearAndCut(length) => length + 1,
        }
    }

    /// The tape with the edit `at` a place, if that makes another of it.
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

/// From large to small, as what can go at once goes soonest so.
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

/// Goes through the edits of a tape, from its end to its beginning, until none is of
/// any use.
#[derive(Debug)]
pub(crate) struct Shrinker {
    best: Vec<usize>,
    edits: std::vec::IntoIter<Edit>,
    edit: Edit,
    /// Behind the stretch that comes next.
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

    /// The least that is known.
    pub(crate) fn best(&self) -> &[usize] {
        &self.best
    }

    /// Takes the choices that were made by the last of [`next`](Self::next).
    pub(crate) fn accept(&mut self, choices: &[usize]) {
        // Behind the end all are 0.
        let used = choices.iter().rposition(|&number| number > 0);
        self.best = choices[..used.map_or(0, |last| last + 1)].to_vec();
        self.is_better = true;
        if let Edit::Halve | Edit::Lower(_) = self.edit {
            // The same again.
            self.end += 1;
        }
    }

    /// What is smaller, and may do.
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
            // Long stretches do not overlap.
            self.end -= if length > 8 { length } else { 1 };
            if let Some(edited) = self.edit.of(&self.best, at) {
                return Some(edited);
            }
        }
    }
}
