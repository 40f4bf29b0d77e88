//! Medians of runs that alternate.

use std::cmp::Ordering;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// The time to spend on a measurement.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    /// The minimum time of a turn, which ends with a complete pass.
    pub(crate) turn: Duration,
    /// The minimum number of rounds.
    pub(crate) rounds: usize,
    /// The minimum time of all rounds together.
    pub(crate) time: Duration,
}

/// The time of a pass for each run, by round.
pub(crate) struct Rounds(Vec<Vec<Duration>>);

impl Rounds {
    /// Alternates all runs, round by round. The first passes are not counted.
    pub(crate) fn of<F: FnMut() -> usize>(effort: Effort, runs: &mut [F]) -> Self {
        let passes: Vec<u32> = runs
            .iter_mut()
            .map(|run| {
                let took = time(run).max(Duration::from_nanos(1));
                let more = effort.turn.as_nanos() / took.as_nanos();
                u32::try_from(more).unwrap_or(u32::MAX).saturating_add(1)
            })
            .collect();
        let mut rounds = Vec::new();
        let begin = Instant::now();
        while rounds.len() < effort.rounds || begin.elapsed() < effort.time {
            let turns = runs.iter_mut().zip(&passes).map(|(run, passes)| {
                let mut turn = || (0..*passes).map(|_| black_box(run())).sum();
                time(&mut turn) / *passes
            });
            rounds.push(turns.collect());
        }
        Self(rounds)
    }

    /// Returns the median pass of a run.
    pub(crate) fn median(&self, run: usize) -> Duration {
        median(self.0.iter().map(|round| round[run]), Duration::cmp)
    }

    /// Returns how often a pass of `one` fits into a pass of `other`: the median of the
    /// ratios of all rounds, since a busy machine slows both in a round.
    pub(crate) fn ratio(&self, other: usize, one: usize) -> f64 {
        let ratios = self.0.iter().map(|round| ratio(round[other], round[one]));
        median(ratios, f64::total_cmp)
    }
}

/// Returns the median of at least one item.
fn median<T: Copy>(all: impl Iterator<Item = T>, order: impl Fn(&T, &T) -> Ordering) -> T {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable_by(order);
    all[all.len() / 2]
}

pub(crate) fn time(run: &mut impl FnMut() -> usize) -> Duration {
    let start = Instant::now();
    black_box(run());
    start.elapsed()
}

/// Returns how often `one` fits into `other`.
pub(crate) fn ratio(other: Duration, one: Duration) -> f64 {
    other.as_secs_f64() / one.as_secs_f64()
}

/// Rounds a number for JSON; null if it is not finite.
pub(crate) fn rounded(number: f64, digits: i32) -> serde_json::Value {
    let unit = 10_f64.powi(digits);
    ((number * unit).round() / unit).into()
}
