//! Whether it is worth a caller's time to read its own answer: what the last calls of a function tell.

use std::sync::atomic::{AtomicU8, AtomicU32, Ordering};

use amphi_protocol::FunctionIndex;

/// Remembers which functions answer while their caller looks.
///
/// A function that does not is looked for again after twice as many calls each time, so that a slow one pays for the
/// looking once in some hundred calls; one answer in time, and it counts as quick again.
#[derive(Debug)]
pub(super) struct Habit {
    functions: [Function; REMEMBERED],
    /// Answers that were read in a row, by whichever callers.
    in_a_row: AtomicU32,
}

/// Updates may be lost between threads: it is a guess in any case.
#[derive(Debug, Default)]
struct Function {
    /// Calls for which nobody looks.
    left: AtomicU8,
    /// How many those were the last time.
    pause: AtomicU8,
}

impl Habit {
    pub(super) fn new() -> Self {
        Self { functions: std::array::from_fn(|_| Function::default()), in_a_row: AtomicU32::new(0) }
    }

    /// Whether the caller of a function should look for its answer.
    pub(super) fn wants(&self, function: FunctionIndex) -> bool {
        let left = &self.of(function).left;
        match left.load(Ordering::Relaxed) {
            0 => true,
            calls => {
                left.store(calls - 1, Ordering::Relaxed);
                false
            }
        }
    }

    /// The answer came in time. Tells whether it is another task's turn.
    pub(super) fn hit(&self, function: FunctionIndex) -> bool {
        self.of(function).pause.store(0, Ordering::Relaxed);
        self.in_a_row.fetch_add(1, Ordering::Relaxed) % HITS_IN_A_ROW == HITS_IN_A_ROW - 1
    }

    /// It did not.
    pub(super) fn missed(&self, function: FunctionIndex) {
        let function = self.of(function);
        let pause = function.pause.load(Ordering::Relaxed).saturating_mul(2).saturating_add(1);
        function.pause.store(pause, Ordering::Relaxed);
        function.left.store(pause, Ordering::Relaxed);
    }

    fn of(&self, function: FunctionIndex) -> &Function {
        let place = usize::try_from(function.0).unwrap_or_default() % REMEMBERED;
        self.functions.get(place).unwrap_or(&self.functions[0])
    }
}

/// Functions that are told apart; further ones share their places.
const REMEMBERED: usize = 64;

/// Answers read by their callers after which the runtime's other tasks get a turn: a caller that never sleeps would
/// have its thread for itself. They wait for some hundred microseconds at most.
const HITS_IN_A_ROW: u32 = 16;

#[cfg(test)]
mod tests {
    use super::*;

    const QUICK: FunctionIndex = FunctionIndex(1);
    const SLOW: FunctionIndex = FunctionIndex(2);

    #[test]
    fn a_slow_function_is_looked_for_ever_more_seldom() {
        let habit = Habit::new();
        let looked = (0..2000).filter(|_| {
            let wants = habit.wants(SLOW);
            if wants {
                habit.missed(SLOW);
            }
            wants
        });
        // 1, 3, 7 … 255 calls apart, and 255 from then on.
        assert_eq!(looked.count(), 8 + 6);
        assert!(habit.wants(QUICK));
    }

    #[test]
    fn a_function_that_is_quick_again_is_looked_for_again() {
        let habit = Habit::new();
        habit.missed(SLOW);
        habit.missed(SLOW);
        let again = (0..).find(|_| habit.wants(SLOW)).unwrap();
        assert_eq!(again, 3);
        habit.hit(SLOW);
        assert!((0..100).all(|_| habit.wants(SLOW)));
        habit.missed(SLOW);
        assert_eq!((0..).find(|_| habit.wants(SLOW)), Some(1));
    }

    #[test]
    fn others_get_a_turn() {
        let habit = Habit::new();
        let turns = (0..160).filter(|_| habit.hit(QUICK)).count();
        assert_eq!(turns, 10);
    }
}
