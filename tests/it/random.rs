//! Random numbers that are the same on every machine and in every run.

/// How many cases a random test runs: `STANDOFF_CASES`, or 2,000.
pub fn cases() -> usize {
    std::env::var("STANDOFF_CASES").map_or(2_000, |cases| {
        cases.parse().expect("STANDOFF_CASES is a number")
    })
}

/// SplitMix64: small, and good enough to choose test cases.
#[derive(Debug)]
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`, which must not be 0.
    pub fn below(&mut self, n: usize) -> usize {
        let n = u64::try_from(n).expect("at most 64 bits");
        usize::try_from(self.next() % n).expect("below a usize")
    }

    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}
