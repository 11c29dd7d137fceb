//! A caller that reads its own answer: no thread has to be woken for it, which is most of a small call, of its time and
//! of what it costs the processor.
//!
//! The reader's task stays where it is and gets whatever the leader leaves in the socket, so that nothing has to be
//! handed back. What the leader takes out it hands out itself, other callers' answers and the lane's end included.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use amphi_protocol::{CallId, FunctionIndex};
use rustix::io::Errno;
use rustix::net::{RecvFlags, recv};
use tokio::runtime::Handle;

use super::dispatch::Came;
use super::habit::Habit;
use super::reader::Incoming;
use super::shared::lock;
use crate::error::Error;

/// Lets one caller at a time read on its own thread.
pub(super) struct Leader<S> {
    incoming: Arc<Incoming<S>>,
    /// Where the host's tasks run: what comes in starts some, and the caller may be polled anywhere.
    runtime: Handle,
    is_taken: AtomicBool,
    /// Which functions are worth it; none where all are.
    habit: Option<Habit>,
}

impl<S: Clone + Send + Sync + 'static> Leader<S> {
    /// Must be made where the reader runs. An eager one leads every call of a few, another one those that are alone and
    /// whose functions have been quick.
    pub(super) fn new(incoming: Arc<Incoming<S>>, eager: bool) -> Self {
        let habit = (!eager).then(Habit::new);
        Self { incoming, runtime: Handle::current(), is_taken: AtomicBool::new(false), habit }
    }

    /// Whether a caller should [lead](Self::lead), with so many calls under way.
    pub(super) fn wants(&self, function: FunctionIndex, under_way: usize) -> bool {
        match &self.habit {
            None => under_way <= EAGER_CALLS,
            Some(habit) => under_way == 1 && habit.wants(function),
        }
    }

    /// Reads until a call is answered, but only for a moment, and not beyond what other work there is. Tells whether
    /// the runtime's other tasks have waited long enough.
    pub(super) fn lead(&self, id: CallId, function: FunctionIndex) -> bool {
        let Some(led) = self.read_until(id) else { return false };
        let Some(habit) = &self.habit else { return false };
        match led {
            Led::Answered => habit.hit(function),
            Led::InVain => {
                habit.missed(function);
                false
            }
            Led::Away => false,
        }
    }

    /// None if another caller leads already.
    fn read_until(&self, id: CallId) -> Option<Led> {
        if self.is_taken.swap(true, Ordering::Acquire) {
            return None;
        }
        let _turn = Turn(self);
        let _runtime = self.runtime.enter();
        let begun = Instant::now();
        // First of all the processor is the plugin's, if there is only this one.
        while begun.elapsed() < SPIN {
            std::thread::yield_now();
            // An answer to the plugin is made by a task, for which this thread may be needed.
            if self.read() == Turned::Away {
                return Some(Led::Away);
            }
            if !lock(&self.incoming.shared.pending).is_running(id) {
                // On a busy machine others had the processor for long in between: asleep, it would have been had back.
                return Some(if begun.elapsed() < SPIN { Led::Answered } else { Led::InVain });
            }
        }
        Some(Led::InVain)
    }

    /// Reads once and hands out what came; the lane's end too, if that is it.
    fn read(&self) -> Turned {
        // Held by the reader's task only while that does the same.
        let Ok(mut intake) = self.incoming.intake.try_lock() else { return Turned::Nothing };
        if intake.over {
            return Turned::Away;
        }
        let read = match recv(self.incoming.shared.socket(), intake.space(), RecvFlags::DONTWAIT) {
            Err(Errno::AGAIN | Errno::INTR) => return Turned::Nothing,
            read => read.map(|(count, _)| count).map_err(std::io::Error::from),
        };
        let cause = match self.incoming.take(&mut intake, read) {
            Ok(Came::News) => return Turned::Nothing,
            Ok(Came::Call) => return Turned::Away,
            Err(cause) => cause,
        };
        drop(intake);
        self.incoming.close(cause);
        Turned::Away
    }
}

/// What became of a leader.
enum Led {
    Answered,
    /// There is work for others.
    Away,
    /// The answer did not come in time, or this thread was not there to see it.
    InVain,
}

/// Whether a leader goes on.
#[derive(PartialEq)]
enum Turned {
    Nothing,
    Away,
}

/// A caller's time as the leader.
struct Turn<'a, S: Clone + Send + Sync + 'static>(&'a Leader<S>);

impl<S: Clone + Send + Sync + 'static> Drop for Turn<'_, S> {
    fn drop(&mut self) {
        // A handler that panics ends the lane, on whatever thread it does.
        if std::thread::panicking() {
            self.0.incoming.close(Error::Closed);
        }
        self.0.is_taken.store(false, Ordering::Release);
    }
}

/// How long a leader reads. A small call's answer is there within half of it; a call that takes longer is not worth a
/// processor, and pays it for one wake-up more.
const SPIN: Duration = Duration::from_micros(30);

/// Calls under way up to which an eager leader reads.
const EAGER_CALLS: usize = 4;
