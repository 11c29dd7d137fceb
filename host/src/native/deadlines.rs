//! The deadlines of calls, kept by one timer.
//!
//! A timer of its own for each call costs a wake-up of the runtime's driver whenever it is the earliest one, which on
//! a quiet host it always is: a third of a small call. Here a call only leaves its deadline and its waker; one task
//! sleeps until the earliest. Deadlines mostly come in order, so that it is hardly ever told of an earlier one.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Instant;

use tokio::sync::Notify;

/// What waits for an answer, and until when.
#[derive(Debug, Default)]
pub(super) struct Deadlines {
    waiting: Mutex<Waiting>,
    earlier: Notify,
}

#[derive(Debug, Default)]
struct Waiting {
    calls: BTreeMap<Key, Waker>,
    next: u64,
    /// When the keeper looks next.
    armed: Option<Instant>,
}

/// A deadline, and a number that makes it the only one.
type Key = (Instant, u64);

/// The deadline has passed.
#[derive(Debug, PartialEq)]
pub(super) struct Elapsed;

impl Deadlines {
    /// Waits for a future, but not beyond its deadline. Needs [`keep`](Self::keep) to run.
    pub(super) async fn within<F: Future>(&self, deadline: Instant, future: F) -> Result<F::Output, Elapsed> {
        let mut future = pin!(future);
        let mut place = Place { deadlines: self, key: None };
        std::future::poll_fn(|context| {
            if let Poll::Ready(output) = future.as_mut().poll(context) {
                return Poll::Ready(Ok(output));
            }
            if place.key.is_some() && Instant::now() >= deadline {
                return Poll::Ready(Err(Elapsed));
            }
            place.wait(deadline, context);
            Poll::Pending
        })
        .await
    }

    /// Wakes those whose deadline has passed, for ever.
    pub(super) async fn keep(&self) {
        loop {
            let mut earlier = pin!(self.earlier.notified());
            earlier.as_mut().enable();
            let next = self.wake_late(Instant::now());
            let Some(next) = next else {
                earlier.await;
                continue;
            };
            let mut sleep = pin!(tokio::time::sleep_until(next.into()));
            std::future::poll_fn(|context| {
                if Pin::new(&mut earlier).as_mut().poll(context).is_ready() {
                    return Poll::Ready(());
                }
                sleep.as_mut().poll(context)
            })
            .await;
        }
    }

    /// Wakes the late ones, and gives the time of the next look.
    fn wake_late(&self, now: Instant) -> Option<Instant> {
        let mut late = Vec::new();
        let mut waiting = self.lock();
        while let Some(first) = waiting.calls.first_entry()
            && first.key().0 <= now
        {
            late.push(first.remove());
        }
        waiting.armed = waiting.calls.first_key_value().map(|(key, _)| key.0);
        let next = waiting.armed;
        drop(waiting);
        late.into_iter().for_each(Waker::wake);
        next
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A call's place among those that wait; left when it is dropped.
struct Place<'d> {
    deadlines: &'d Deadlines,
    key: Option<Key>,
}

impl Place<'_> {
    fn wait(&mut self, deadline: Instant, context: &Context<'_>) {
        let mut waiting = self.deadlines.lock();
        let key = *self.key.get_or_insert_with(|| {
            waiting.next += 1;
            (deadline, waiting.next)
        });
        match waiting.calls.get_mut(&key) {
            Some(waker) => waker.clone_from(context.waker()),
            None => {
                waiting.calls.insert(key, context.waker().clone());
            }
        }
        if waiting.armed.is_none_or(|armed| deadline < armed) {
            waiting.armed = Some(deadline);
            drop(waiting);
            self.deadlines.earlier.notify_one();
        }
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        if let Some(key) = self.key {
            self.deadlines.lock().calls.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use futures_util::future::{join, select};

    use super::*;

    /// Runs a test beside the keeper.
    async fn kept(test: impl AsyncFnOnce(&Deadlines)) {
        let deadlines = Arc::new(Deadlines::default());
        let keeper = Arc::clone(&deadlines);
        select(pin!(keeper.keep()), pin!(test(&deadlines))).await;
    }

    #[tokio::test]
    async fn what_is_ready_is_given() {
        kept(async |deadlines| {
            let now = Instant::now();
            assert_eq!(deadlines.within(now, async { 7 }).await, Ok(7));
            let later = async {
                tokio::task::yield_now().await;
                8
            };
            assert_eq!(deadlines.within(now + Duration::from_secs(60), later).await, Ok(8));
            assert!(deadlines.lock().calls.is_empty());
        })
        .await;
    }

    #[tokio::test]
    async fn what_takes_too_long_is_given_up_in_any_order() {
        kept(async |deadlines| {
            let now = Instant::now();
            let never = |millis| deadlines.within(now + Duration::from_millis(millis), std::future::pending::<()>());
            // The earlier one comes second.
            let (late, early) = join(never(40), never(10)).await;
            assert_eq!((late, early), (Err(Elapsed), Err(Elapsed)));
            assert!(now.elapsed() >= Duration::from_millis(40));
            // And again, with nobody armed.
            assert_eq!(never(60).await, Err(Elapsed));
            assert!(deadlines.lock().calls.is_empty());
        })
        .await;
    }
}
