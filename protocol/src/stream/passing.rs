//! Streams on their way into messages.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use super::{Frames, StreamAcceptor};
use crate::error::Error;

/// What is behind a number in a message that is about to be sent.
pub struct Passed {
    /// The number that stands in the message.
    pub number: u64,
    /// What the receiver is to read.
    pub frames: Frames,
}

impl fmt::Debug for Passed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Passed").field("number", &self.number).finish_non_exhaustive()
    }
}

thread_local! {
    /// What was passed since the innermost collection of this thread began.
    static PASSED: RefCell<Option<Vec<Passed>>> = const { RefCell::new(None) };
    /// Whether what is encoded is only looked at.
    static MEASURED: Cell<bool> = const { Cell::new(false) };
}

/// Encodes by `encode` what is not sent: streams stay where they are.
pub fn measure<R>(encode: impl FnOnce() -> R) -> R {
    struct Before(bool);
    impl Drop for Before {
        fn drop(&mut self) {
            MEASURED.set(self.0);
        }
    }
    let _before = Before(MEASURED.replace(true));
    encode()
}

/// Whether streams are to stay where they are, and a number is to stand for them that nobody reads.
pub fn is_measured() -> bool {
    MEASURED.get()
}

/// Gives the number that stands for a stream in the message that is being encoded.
///
/// Outside of [`collect_passed`] there is no session to carry it: the frames are dropped, and the number is 0, which no
/// receiver accepts.
pub fn pass(frames: Frames) -> u64 {
    PASSED.with_borrow_mut(|passed| {
        let Some(passed) = passed else { return 0 };
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        passed.push(Passed { number, frames });
        number
    })
}

/// Passes again what another collection found: for bytes that are copied from one message to another.
pub fn pass_on(again: Vec<Passed>) {
    PASSED.with_borrow_mut(|passed| {
        if let Some(passed) = passed {
            passed.extend(again);
        }
    });
}

/// Encodes by `encode`, and collects the streams that it passes.
pub fn collect_passed<R>(encode: impl FnOnce() -> R) -> (R, Vec<Passed>) {
    let outer = Outer(PASSED.replace(Some(Vec::new())));
    let result = encode();
    let passed = PASSED.take().unwrap_or_default();
    drop(outer);
    (result, passed)
}

/// Gives the outer collection back, after a panic too.
struct Outer(Option<Vec<Passed>>);

impl Drop for Outer {
    fn drop(&mut self) {
        PASSED.set(self.0.take());
    }
}

/// Streams that were encoded and are decoded in the same process.
#[derive(Debug)]
pub struct PassedStreams(Mutex<Vec<Passed>>);

impl PassedStreams {
    /// Takes what was [collected](collect_passed).
    pub fn new(passed: Vec<Passed>) -> Self {
        Self(Mutex::new(passed))
    }
}

impl StreamAcceptor for PassedStreams {
    fn accept(&self, number: u64) -> Result<Frames, Error> {
        let mut passed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = passed.iter().position(|passed| passed.number == number);
        found.map(|index| passed.swap_remove(index).frames).ok_or(Error::UnknownStream { number })
    }
}

/// The number of the next stream that this process passes, to whomever: so it is never used twice in a session.
static NEXT: AtomicU64 = AtomicU64::new(1);
