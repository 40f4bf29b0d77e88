//! The tape: the numbers from which a generator makes its choices. With them, its
//! output can be reproduced and shrunk.
//!
//! A law draws a tape from a seed; a failure replays recorded choices with parts cut
//! out; a fuzzer's bytes are a tape too. Behind its end, a tape has only zeros:
//! generators read 0 as the simplest choice, first of all as the end.

use std::env;
use std::iter::repeat;
use std::ops::RangeInclusive;
use std::vec::IntoIter;

/// Returns how many random cases a test runs: 2,000, or `STANDOFF_CASES`.
pub fn cases() -> usize {
    number("STANDOFF_CASES").unwrap_or(2_000)
}

/// Returns the first seed of random cases: 1, or `STANDOFF_SEED`.
pub fn seed() -> u64 {
    number("STANDOFF_SEED").unwrap_or(1)
}

fn number<N: std::str::FromStr<Err: std::fmt::Debug>>(name: &str) -> Option<N> {
    let value = env::var(name).ok()?;
    Some(value.replace('_', "").parse().unwrap())
}

#[derive(Debug, Clone)]
enum Numbers {
    /// SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number
    /// Generators, 2014), which has no end.
    Seeded(u64),
    Recorded(IntoIter<usize>),
    Bytes(IntoIter<u8>),
}

#[derive(Debug, Clone)]
pub struct Tape {
    numbers: Numbers,
    choices: Vec<usize>,
    shown: Option<Vec<String>>,
}

impl Tape {
    fn new(numbers: Numbers) -> Self {
        Self {
            numbers,
            choices: Vec::new(),
            shown: None,
        }
    }

    pub fn seeded(seed: u64) -> Self {
        Self::new(Numbers::Seeded(seed))
    }

    /// Makes the tape of one case, for tests outside of laws.
    pub fn of_case(case: usize) -> Self {
        Self::of_case_from(seed(), case)
    }

    /// Makes a tape that ignores the environment, for pinned results.
    pub fn of_first_seed(case: usize) -> Self {
        Self::of_case_from(1, case)
    }

    fn of_case_from(seed: u64, case: usize) -> Self {
        let case = u64::try_from(case).unwrap();
        Self::seeded(seed.wrapping_mul(0xD134_2543_DE82_EF95) ^ case.rotate_left(32))
    }

    /// Replays [choices](Self::choices).
    pub fn recorded(choices: Vec<usize>) -> Self {
        Self::new(Numbers::Recorded(choices.into_iter()))
    }

    /// Reads as many bytes for a number as its choice needs.
    pub fn of_bytes(bytes: Vec<u8>) -> Self {
        Self::new(Numbers::Bytes(bytes.into_iter()))
    }

    /// Returns the choices so far.
    pub fn choices(&self) -> &[usize] {
        &self.choices
    }

    /// Returns a number less than `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        let number = match &mut self.numbers {
            Numbers::Seeded(state) => {
                usize::try_from(split_mix(state) % u64::try_from(bound).unwrap()).unwrap()
            }
            Numbers::Recorded(numbers) => numbers.next().unwrap_or(0) % bound,
            Numbers::Bytes(bytes) => {
                let bits = usize::BITS - (bound - 1).leading_zeros();
                let bytes = bytes.chain(repeat(0)).take(bits.div_ceil(8) as usize);
                bytes.fold(0, |number, byte| number << 8 | usize::from(byte)) % bound
            }
        };
        self.choices.push(number);
        number
    }

    /// Returns `true` once in `times`, for the greatest number and not for 0.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    /// Picks one of `all`, the first of which is the simplest.
    pub fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// Returns whether to make one more, if at least and at most `left` remain.
    ///
    /// Every count is equally likely. The decision is made one by one, not at the
    /// start, so that each item can be cut out of the tape with its choices.
    pub fn again(&mut self, left: &mut RangeInclusive<usize>) -> bool {
        let (least, most) = (*left.start(), *left.end());
        let goes_on = least > 0 || (most > 0 && self.below(most + 1) > 0);
        *left = least.saturating_sub(1)..=most.saturating_sub(1);
        goes_on
    }

    /// Makes a number of items.
    pub fn many<T>(
        &mut self,
        mut left: RangeInclusive<usize>,
        mut one: impl FnMut(&mut Self) -> T,
    ) -> Vec<T> {
        let mut all = Vec::new();
        while self.again(&mut left) {
            all.push(one(self));
        }
        all
    }

    /// Records a description of what a generator made, if anybody listens.
    pub fn show(&mut self, what: &str, told: impl FnOnce() -> String) {
        if let Some(shown) = &mut self.shown {
            shown.push(format!("{what}: {}", told()));
        }
    }

    /// Records descriptions of [`show`](Self::show), after the given ones.
    pub fn listening(self, shown: Vec<String>) -> Self {
        let shown = Some(shown);
        Self { shown, ..self }
    }

    pub fn shown(&self) -> &[String] {
        self.shown.as_deref().unwrap_or_default()
    }
}

fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// Formats a text as a Rust literal without escapes.
pub fn raw(text: &str) -> String {
    let mut hashes = String::from("#");
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{text}\"{hashes}")
}
