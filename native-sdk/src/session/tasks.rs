//! Calls of async functions that are under way, and what they spawned: polled on the one thread, between messages.
//!
//! A task that is woken from another thread interrupts the wait for the host; one that is woken on this thread is
//! polled before the next wait.

use std::any::Any;
use std::cell::RefCell;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use amphi_protocol::{CallId, Passed, collect_passed};
use amphi_transport::Alarm;
use futures_util::FutureExt;
use futures_util::future::{AbortHandle, Abortable, Aborted, LocalBoxFuture};
use futures_util::stream::{FuturesUnordered, Stream};

use super::{CURRENT, Current};

/// What is under way.
pub(super) struct Tasks {
    set: FuturesUnordered<LocalBoxFuture<'static, Ended>>,
    signal: Arc<Signal>,
    waker: Waker,
}

/// What a turn of the tasks came to.
pub(super) enum Turn {
    Ended(Ended),
    /// Something was woken in the meantime, by itself perhaps: others come first.
    Again,
    /// Nothing can go on for now.
    Idle,
}

/// How a task ended.
pub(super) enum Ended {
    /// With the frame that answers the call, and the streams that it passes.
    Returned(CallId, Vec<u8>, Vec<Passed>),
    /// Its call was cancelled, and what it was doing is dropped.
    Cancelled(CallId),
    /// In a panic, or because there is no host any more; a spawned task belongs to no call.
    Unwound(Option<CallId>, Box<dyn Any + Send>),
    /// A spawned task, which answers nothing.
    Spawned,
}

thread_local! {
    /// What was spawned while a task, or a function, was running.
    static SPAWNED: RefCell<Vec<LocalBoxFuture<'static, ()>>> = const { RefCell::new(Vec::new()) };
}

/// Runs a future on the plugin's thread, beside the calls, until it ends or the plugin does.
///
/// It makes progress whenever the thread is not inside of a function that is not async. Outside of the thread that runs
/// the plugin's functions nobody would ever poll it.
pub fn spawn_local(future: impl Future<Output = ()> + 'static) {
    SPAWNED.with_borrow_mut(|spawned| spawned.push(Box::pin(future)));
}

impl Tasks {
    pub(super) fn new(alarm: Alarm) -> Self {
        let signal = Arc::new(Signal { woken: AtomicBool::new(false), waits: AtomicBool::new(false), alarm });
        let waker = Waker::from(Arc::clone(&signal));
        Self { set: FuturesUnordered::new(), signal, waker }
    }

    /// Adds a call; what it gives aborts it.
    pub(super) fn call(&mut self, current: Current, future: impl Future<Output = Vec<u8>> + 'static) -> AbortHandle {
        let (handle, registration) = AbortHandle::new_pair();
        let id = current.id;
        let run = Abortable::new(InCall { current, future: Box::pin(future), passed: Vec::new() }, registration);
        let ended = AssertUnwindSafe(run).catch_unwind().map(move |ended| match ended {
            Ok(Ok((frame, passed))) => Ended::Returned(id, frame, passed),
            Ok(Err(Aborted)) => Ended::Cancelled(id),
            Err(panic) => Ended::Unwound(Some(id), panic),
        });
        self.set.push(Box::pin(ended));
        handle
    }

    pub(super) fn is_empty(&self) -> bool {
        self.set.is_empty()
    }

    /// Polls what was woken, once.
    pub(super) fn poll(&mut self) -> Turn {
        self.signal.woken.store(false, Ordering::SeqCst);
        self.adopt();
        let mut context = Context::from_waker(&self.waker);
        match Pin::new(&mut self.set).poll_next(&mut context) {
            Poll::Ready(Some(ended)) => Turn::Ended(ended),
            Poll::Ready(None) | Poll::Pending if self.is_woken() => Turn::Again,
            Poll::Ready(None) | Poll::Pending => Turn::Idle,
        }
    }

    /// Whether a turn would get somewhere.
    fn is_woken(&self) -> bool {
        self.signal.woken.load(Ordering::SeqCst) || has_spawned()
    }

    /// Waits by `wait`, which the alarm interrupts, unless something was woken in the meantime.
    pub(super) fn wait<R>(&self, wait: impl FnOnce() -> R) -> Option<R> {
        self.signal.waits.store(true, Ordering::SeqCst);
        // Whoever wakes from here on sees that somebody waits; whoever did before is seen here.
        let waited = (!self.is_woken()).then(wait);
        self.signal.waits.store(false, Ordering::SeqCst);
        waited
    }

    /// Takes in what was spawned.
    fn adopt(&mut self) {
        for future in SPAWNED.take() {
            let run = AssertUnwindSafe(future).catch_unwind();
            self.set.push(Box::pin(run.map(|ended| match ended {
                Ok(()) => Ended::Spawned,
                Err(panic) => Ended::Unwound(None, panic),
            })));
        }
    }
}

/// Whether something waits to be taken in.
pub(super) fn has_spawned() -> bool {
    SPAWNED.with_borrow(|spawned| !spawned.is_empty())
}

/// Polls a future as the call that it belongs to.
struct InCall<F> {
    current: Current,
    future: Pin<Box<F>>,
    /// Streams of the result.
    passed: Vec<Passed>,
}

impl<F: Future> Future for InCall<F> {
    type Output = (F::Output, Vec<Passed>);

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let _outer = Outer(CURRENT.replace(Some(self.current)));
        let (polled, passed) = collect_passed(|| self.future.as_mut().poll(context));
        self.passed.extend(passed);
        polled.map(|frame| (frame, std::mem::take(&mut self.passed)))
    }
}

/// Gives the call that was current before back, after a panic too.
struct Outer(Option<Current>);

impl Drop for Outer {
    fn drop(&mut self) {
        CURRENT.set(self.0);
    }
}

/// Tells the thread that a task was woken.
struct Signal {
    woken: AtomicBool,
    /// Whether the thread waits for the host, and has to be told by the alarm.
    waits: AtomicBool,
    alarm: Alarm,
}

impl Wake for Signal {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if !self.woken.swap(true, Ordering::SeqCst) && self.waits.load(Ordering::SeqCst) {
            self.alarm.ring();
        }
    }
}
