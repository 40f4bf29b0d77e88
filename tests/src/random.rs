//! Chance with a fixed seed: the same cases on every machine.

use std::env;

/// How many random cases a test runs: 2,000, or what `STANDOFF_CASES` says.
pub fn cases() -> usize {
    number("STANDOFF_CASES").unwrap_or(2_000)
}

/// Where random cases begin: 1, or what `STANDOFF_SEED` says.
pub fn seed() -> u64 {
    number("STANDOFF_SEED").unwrap_or(1)
}

fn number<N: std::str::FromStr<Err: std::fmt::Debug>>(name: &str) -> Option<N> {
    let value = env::var(name).ok()?;
    Some(value.replace('_', "").parse().unwrap())
}

/// SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number
/// Generators, 2014).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// The generator of one case, so that a case can be run alone.
    pub fn of_case(case: usize) -> Self {
        let case = u64::try_from(case).unwrap();
        Self(seed().wrapping_mul(0xD134_2543_DE82_EF95) ^ case.rotate_left(32))
    }

    /// The same whatever the environment says: for answers that are pinned.
    pub fn of_first_seed(case: usize) -> Self {
        let case = u64::try_from(case).unwrap();
        Self(0xD134_2543_DE82_EF95 ^ case.rotate_left(32))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number less than `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound).unwrap()).unwrap()
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of `all`.
    pub fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}
