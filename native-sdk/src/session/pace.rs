//! When replies are held back to be written together.

use std::time::{Duration, Instant};

/// Remembers which functions are quick.
///
/// Where many callers wait, replies of quick functions are written in batches: one system call for many. A
/// reply is held only while the next function to run has been quick so far, and never longer than
/// [`HELD_FOR`] plus that one run.
pub(super) struct Pace {
    quick: Vec<bool>,
    held: usize,
    since: Instant,
}

impl Pace {
    pub(super) fn new(functions: usize) -> Self {
        Self { quick: vec![false; functions], held: 0, since: Instant::now() }
    }

    /// Notes how long a function took.
    pub(super) fn ran(&mut self, function: usize, took: Duration) {
        if let Some(quick) = self.quick.get_mut(function) {
            *quick = took <= QUICK;
        }
    }

    /// Whether a reply may wait for that of `next`.
    pub(super) fn may_hold(&mut self, next: Option<usize>, now: Instant) -> bool {
        if self.held == 0 {
            self.since = now;
        }
        let quick = next.and_then(|next| self.quick.get(next)).copied().unwrap_or(false);
        let hold = quick && self.held < HELD_REPLIES && now.duration_since(self.since) < HELD_FOR;
        self.held = if hold { self.held + 1 } else { 0 };
        hold
    }
}

/// A run that costs about as much as the system call that is saved.
const QUICK: Duration = Duration::from_micros(20);

/// How long the first reply of a batch may wait; well below what a busy host would notice.
const HELD_FOR: Duration = Duration::from_micros(200);

/// Replies in a batch. More save nothing further.
const HELD_REPLIES: usize = 256;
