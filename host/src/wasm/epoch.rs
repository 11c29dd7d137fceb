//! The clock that interrupts guests: it advances an engine's epoch while guest code runs, and sleeps otherwise.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::{JoinHandle, Thread};
use std::time::Duration;

use wasmtime::Engine;

/// How often guest code is interrupted: the longest that it holds a thread before it yields, and the precision of
/// every deadline. Shorter ones cost the guest a yield each.
const TICK: Duration = Duration::from_millis(1);

/// Ticks that pass without guest code before the clock falls asleep. Short calls in a row would otherwise wake it
/// each time, which costs far more than the calls.
const LINGER_TICKS: u32 = 32;

/// Owns the thread that ticks; dropping it ends the thread.
pub(super) struct Clock {
    shared: Arc<Shared>,
    thread: Thread,
    joined: Option<JoinHandle<()>>,
}

/// Tells the clock when an instance runs guest code.
#[derive(Clone)]
pub(super) struct Ticker {
    shared: Arc<Shared>,
    thread: Thread,
    depth: Arc<AtomicU32>,
}

/// What may run guest code.
pub(super) trait Runs: Send + Sync {
    /// Whether it does so now.
    fn is_running(&self) -> bool;
}

/// How often a store is entered.
impl Runs for AtomicU32 {
    fn is_running(&self) -> bool {
        self.load(Ordering::SeqCst) > 0
    }
}

#[derive(Default)]
struct Shared {
    /// Whoever may run guest code.
    runners: Mutex<Vec<Weak<dyn Runs>>>,
    asleep: AtomicBool,
    over: AtomicBool,
}

impl Clock {
    /// Starts the thread, asleep.
    pub(super) fn start(engine: Engine) -> std::io::Result<Self> {
        let shared = Arc::<Shared>::default();
        let of_thread = shared.clone();
        let joined = std::thread::Builder::new().name("amphi-epoch".into()).spawn(move || of_thread.run(&engine))?;
        Ok(Self { shared, thread: joined.thread().clone(), joined: Some(joined) })
    }

    /// What one more instance tells the clock by.
    pub(super) fn ticker(&self) -> Ticker {
        let depth = Arc::<AtomicU32>::default();
        let runs: Weak<AtomicU32> = Arc::downgrade(&depth);
        self.watch(runs);
        Ticker { shared: self.shared.clone(), thread: self.thread.clone(), depth }
    }

    /// Asks something else too whether it runs guest code. Once it does, it calls [`Ticker::wake`].
    pub(super) fn watch(&self, runs: Weak<dyn Runs>) {
        self.shared.runners().push(runs);
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        self.shared.over.store(true, Ordering::SeqCst);
        self.thread.unpark();
        if let Some(thread) = self.joined.take() {
            // It ends within a tick, and has no way to panic.
            drop(thread.join());
        }
    }
}

impl Ticker {
    /// Keeps the clock ticking until what it returns is dropped: one atomic operation on the fast path.
    ///
    /// For whoever has the instance's store to itself: its depth is counted without regard to others.
    pub(super) fn running(&self) -> Running<'_> {
        let depth = self.depth.load(Ordering::Relaxed);
        self.depth.store(depth + 1, Ordering::SeqCst);
        self.wake();
        Running { depth: &self.depth, before: depth }
    }

    /// Lets the clock tick for somebody who [runs](Clock::watch) since an atomic operation that was `SeqCst`.
    #[inline]
    pub(super) fn wake(&self) {
        if self.shared.asleep.load(Ordering::SeqCst) {
            self.thread.unpark();
        }
    }
}

/// Guest code runs as long as this lives.
#[must_use]
pub(super) struct Running<'t> {
    depth: &'t AtomicU32,
    before: u32,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.depth.store(self.before, Ordering::Release);
    }
}

impl Shared {
    fn runners(&self) -> MutexGuard<'_, Vec<Weak<dyn Runs>>> {
        self.runners.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether any instance runs guest code; those that are gone are forgotten.
    fn is_running(&self) -> bool {
        let mut running = false;
        let mut last = Vec::new();
        self.runners().retain(|runs| {
            let runs = runs.upgrade();
            running |= runs.as_ref().is_some_and(|runs| runs.is_running());
            let is_there = runs.is_some();
            // Not under the lock: whoever was last seen here may be the last to hold it.
            last.extend(runs);
            is_there
        });
        running
    }

    fn run(&self, engine: &Engine) {
        let mut idle = 0;
        while !self.over.load(Ordering::SeqCst) {
            std::thread::park_timeout(TICK);
            engine.increment_epoch();
            idle = if self.is_running() { 0 } else { idle + 1 };
            if idle > LINGER_TICKS {
                self.sleep();
                idle = 0;
            }
        }
    }

    /// Sleeps until guest code runs. Whoever begins to run sees `asleep`, or is seen here: both are in one order.
    fn sleep(&self) {
        self.asleep.store(true, Ordering::SeqCst);
        while !self.is_running() && !self.over.load(Ordering::SeqCst) {
            std::thread::park();
        }
        self.asleep.store(false, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait_asleep(clock: &Clock, wanted: bool) {
        while clock.shared.asleep.load(Ordering::SeqCst) != wanted {
            std::thread::yield_now();
        }
    }

    #[test]
    fn what_is_watched_keeps_it_awake() {
        let clock = Clock::start(Engine::default()).unwrap();
        wait_asleep(&clock, true);
        let (ticker, runs) = (clock.ticker(), Arc::new(AtomicU32::new(1)));
        let watched: Weak<AtomicU32> = Arc::downgrade(&runs);
        clock.watch(watched);
        ticker.wake();
        wait_asleep(&clock, false);
        assert!(clock.shared.is_running());
        runs.store(0, Ordering::SeqCst);
        wait_asleep(&clock, true);
        runs.store(1, Ordering::SeqCst);
        ticker.wake();
        wait_asleep(&clock, false);
        // What is gone does not run.
        drop(runs);
        wait_asleep(&clock, true);
    }

    #[test]
    fn the_clock_sleeps_wakes_and_ends() {
        let clock = Clock::start(Engine::default()).unwrap();
        let asleep = |wanted| wait_asleep(&clock, wanted);
        asleep(true);
        let ticker = clock.ticker();
        let running = ticker.running();
        asleep(false);
        // One inside of it changes nothing when it ends.
        drop(ticker.running());
        assert!(clock.shared.is_running());
        drop(running);
        asleep(true);
        drop(ticker);
        assert!(!clock.shared.is_running());
        assert!(clock.shared.runners().is_empty());
    }
}
