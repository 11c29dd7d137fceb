//! Which batches are made, and what is in each: three plugins.

use std::ops::Range;

use super::rng::Rng;
use super::world::{Flavour, World};

/// The seeds of the batches: `AMPHI_SEED` or the usual one, and with `AMPHI_LONG=1` those that follow it.
pub fn seeds() -> Range<u64> {
    let number = |name| std::env::var(name).ok().and_then(|number| number.parse::<u64>().ok());
    let first = number("AMPHI_SEED").unwrap_or(FIRST_SEED);
    let count = if number("AMPHI_LONG") == Some(1) { LONG_BATCHES } else { 1 };
    first..first + count
}

/// Worlds of values and resources.
pub fn plain(seed: u64) -> Vec<World> {
    worlds(seed, 0, PLAIN, Flavour::Plain)
}

/// Worlds of everything.
pub fn tasks(seed: u64) -> Vec<World> {
    worlds(seed, 1, TASKS, Flavour::Tasks)
}

/// Worlds whose clients with static types are compiled into the tests: of everything, but in every other batch.
pub fn typed(seed: u64) -> Vec<World> {
    worlds(seed, 2, TYPED, if seed.is_multiple_of(2) { Flavour::Plain } else { Flavour::Tasks })
}

fn worlds(seed: u64, plugin: u64, count: usize, flavour: Flavour) -> Vec<World> {
    let mut rng = Rng::new(seed << 2 | plugin);
    (0..count).map(|index| World::random(&mut rng, index, flavour)).collect()
}

/// Worlds of a batch: fifty.
const PLAIN: usize = 23;
const TASKS: usize = 23;
const TYPED: usize = 4;

/// Batches for a thousand worlds.
const LONG_BATCHES: u64 = 20;

const FIRST_SEED: u64 = 1;
