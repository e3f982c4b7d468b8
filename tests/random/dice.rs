//! Chance from a seed: the same numbers in every run.

/// SplitMix64.
#[derive(Debug)]
pub struct Dice(u64);

// === impl Dice ===

impl Dice {
    /// The same seed gives the same numbers.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Any number.
    pub fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Less than `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.word() % limit).unwrap_or_default()
    }

    /// Once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// Any of them; there must be one.
    pub fn one_of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }

    /// From `least` to `most`; the ends come often.
    pub fn between(&mut self, least: i128, most: i128) -> i128 {
        let width = most - least + 1;
        match self.below(8) {
            0 => least,
            1 => most,
            2 if least <= 0 && most >= 0 => 0,
            _ => least + i128::from(self.word()).rem_euclid(width),
        }
    }
}
