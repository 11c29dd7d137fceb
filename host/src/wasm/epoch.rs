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
#[derive(Debug)]
pub(super) struct Clock {
    shared: Arc<Shared>,
    thread: Thread,
    joined: Option<JoinHandle<()>>,
}

/// Tells the clock when an instance runs guest code.
#[derive(Clone, Debug)]
pub(super) struct Ticker {
    shared: Arc<Shared>,
    thread: Thread,
    depth: Arc<AtomicU32>,
}

#[derive(Debug, Default)]
struct Shared {
    /// Of each instance, whether it runs guest code now: how often its store is entered.
    depths: Mutex<Vec<Weak<AtomicU32>>>,
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
        let depth = Arc::default();
        self.shared.depths().push(Arc::downgrade(&depth));
        Ticker { shared: self.shared.clone(), thread: self.thread.clone(), depth }
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
        if self.shared.asleep.load(Ordering::SeqCst) {
            self.thread.unpark();
        }
        Running { depth: &self.depth, before: depth }
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
    fn depths(&self) -> MutexGuard<'_, Vec<Weak<AtomicU32>>> {
        self.depths.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether any instance runs guest code; those that are gone are forgotten.
    fn is_running(&self) -> bool {
        let mut running = false;
        self.depths().retain(|depth| {
            let depth = depth.upgrade();
            running |= depth.as_ref().is_some_and(|depth| depth.load(Ordering::SeqCst) > 0);
            depth.is_some()
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

    #[test]
    fn the_clock_sleeps_wakes_and_ends() {
        let clock = Clock::start(Engine::default()).unwrap();
        let asleep = |wanted| {
            while clock.shared.asleep.load(Ordering::SeqCst) != wanted {
                std::thread::yield_now();
            }
        };
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
        assert!(clock.shared.depths().is_empty());
    }
}
