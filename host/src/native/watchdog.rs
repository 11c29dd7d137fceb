//! Calls that nobody waits for any more: their deadlines hold all the same.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use amphi_protocol::{CallId, FunctionIndex, Interface};
use tokio::sync::Notify;

use super::life::{Life, Manner};
use super::session::Session;
use crate::end::EndCause;

/// A queue of abandoned calls by the time at which they are looked at again. A call whose caller still waits is
/// not in it: the caller keeps the time itself.
#[derive(Debug, Default)]
pub(super) struct Watchdog {
    queue: Mutex<BinaryHeap<Reverse<Abandoned>>>,
    wake: Notify,
}

/// A call that nobody waits for.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Abandoned {
    /// When to look at it.
    pub(super) due: Instant,
    pub(super) step: Step,
    pub(super) id: CallId,
    pub(super) function: FunctionIndex,
    /// The time that the call had.
    pub(super) timeout: Duration,
}

/// What is being waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// The call's deadline, and then its turn: a plugin runs its calls one at a time, and one that waits behind
    /// another is not at fault.
    Deadline,
    /// The end of its grace.
    Grace,
}

impl Watchdog {
    /// Watches a call.
    pub(super) fn watch(&self, call: Abandoned) {
        let mut queue = self.queue();
        let is_next = queue.peek().is_none_or(|Reverse(next)| call.due < next.due);
        queue.push(Reverse(call));
        drop(queue);
        if is_next {
            self.wake.notify_one();
        }
    }

    /// Ends the instance when a call outstays its grace. Runs for as long as the instance.
    pub(super) async fn run(&self, session: &Session, life: &Life, interface: &Interface, grace: Duration) {
        loop {
            let next = self.queue().peek().map(|Reverse(next)| next.due);
            match next {
                None => self.wake.notified().await,
                Some(due) => {
                    let timer = tokio::time::sleep_until(due.into());
                    tokio::select! {
                        () = timer => {}
                        () = self.wake.notified() => continue,
                    }
                }
            }
            let now = tokio::time::Instant::now().into_std();
            while let Some(call) = self.pop(now) {
                if !session.is_running(call.id) {
                    continue;
                }
                match call.step {
                    Step::Grace => {
                        let function = interface.exports.get(call.function);
                        let function = function.map(amphi_protocol::Function::full_name).unwrap_or_default();
                        life.condemn(EndCause::Overdue { function, timeout: call.timeout, grace }, Manner::Kill);
                    }
                    Step::Deadline => {
                        let is_its_turn = session.oldest_running() == Some(call.id);
                        let (step, wait) =
                            if is_its_turn { (Step::Grace, grace) } else { (Step::Deadline, grace.max(RECHECK)) };
                        self.watch(Abandoned { due: after(now, wait), step, ..call });
                    }
                }
            }
        }
    }

    fn pop(&self, now: Instant) -> Option<Abandoned> {
        let mut queue = self.queue();
        let is_due = queue.peek().is_some_and(|Reverse(next)| next.due <= now);
        is_due.then(|| queue.pop().map(|Reverse(call)| call)).flatten()
    }

    fn queue(&self) -> MutexGuard<'_, BinaryHeap<Reverse<Abandoned>>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The time `wait` from `now`; a wait beyond the clock's range is as good as a year.
pub(super) fn after(now: Instant, wait: Duration) -> Instant {
    now.checked_add(wait).unwrap_or(now + Duration::from_secs(365 * 24 * 3600))
}

/// How often a call that waits for its turn is looked at, where there is no grace.
const RECHECK: Duration = Duration::from_millis(50);
