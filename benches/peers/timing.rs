//! Medians of runs that take turns.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// How long to measure.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    /// Rounds are added until each has had this much time on average,
    pub(crate) time: Duration,
    /// and there are this many.
    pub(crate) rounds: usize,
}

/// The median time of each, all taken in turn, round by round, so that a
/// machine that slows down slows all of them. The first round is not counted.
pub(crate) fn medians<F: FnMut() -> usize>(effort: Effort, runs: &mut [F]) -> Vec<Duration> {
    for run in &mut *runs {
        black_box(run());
    }
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); runs.len()];
    let in_all = effort.time * u32::try_from(runs.len()).unwrap_or(u32::MAX);
    let begin = Instant::now();
    let mut rounds = 0;
    while rounds < effort.rounds || begin.elapsed() < in_all {
        for (run, times) in runs.iter_mut().zip(&mut times) {
            times.push(time(run));
        }
        rounds += 1;
    }
    times.into_iter().map(median).collect()
}

pub(crate) fn time(run: &mut impl FnMut() -> usize) -> Duration {
    let start = Instant::now();
    black_box(run());
    start.elapsed()
}

/// Of at least one.
fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// How often `one` fits into `other`.
pub(crate) fn ratio(other: Duration, one: Duration) -> f64 {
    other.as_secs_f64() / one.as_secs_f64()
}

/// For JSON: so many digits behind the point, or null.
pub(crate) fn rounded(number: f64, digits: i32) -> serde_json::Value {
    let unit = 10_f64.powi(digits);
    ((number * unit).round() / unit).into()
}
