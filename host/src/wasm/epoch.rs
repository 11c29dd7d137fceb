//! The clock that interrupts guests: it advances an engine's epoch while guest code runs, and sleeps otherwise.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
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
    ticker: Ticker,
    thread: Option<JoinHandle<()>>,
}

/// Tells the clock when guest code runs.
#[derive(Clone, Debug)]
pub(super) struct Ticker {
    shared: Arc<Shared>,
    thread: Thread,
}

#[derive(Debug, Default)]
struct Shared {
    /// How many threads run guest code now.
    running: AtomicUsize,
    asleep: AtomicBool,
    over: AtomicBool,
}

impl Clock {
    /// Starts the thread, asleep.
    pub(super) fn start(engine: Engine) -> std::io::Result<Self> {
        let shared = Arc::<Shared>::default();
        let of_thread = shared.clone();
        let thread = std::thread::Builder::new().name("amphi-epoch".into()).spawn(move || of_thread.run(&engine))?;
        Ok(Self { ticker: Ticker { shared, thread: thread.thread().clone() }, thread: Some(thread) })
    }

    pub(super) fn ticker(&self) -> Ticker {
        self.ticker.clone()
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        self.ticker.shared.over.store(true, Ordering::SeqCst);
        self.ticker.thread.unpark();
        if let Some(thread) = self.thread.take() {
            // It ends within a tick, and has no way to panic.
            drop(thread.join());
        }
    }
}

impl Ticker {
    /// Keeps the clock ticking until what it returns is dropped: two atomic operations on the fast path.
    pub(super) fn running(&self) -> Running<'_> {
        self.shared.running.fetch_add(1, Ordering::SeqCst);
        if self.shared.asleep.load(Ordering::SeqCst) {
            self.thread.unpark();
        }
        Running { shared: &self.shared }
    }
}

/// Guest code runs as long as this lives.
#[must_use]
pub(super) struct Running<'t> {
    shared: &'t Shared,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.shared.running.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Shared {
    fn run(&self, engine: &Engine) {
        let mut idle = 0;
        while !self.over.load(Ordering::SeqCst) {
            std::thread::park_timeout(TICK);
            engine.increment_epoch();
            idle = if self.running.load(Ordering::SeqCst) > 0 { 0 } else { idle + 1 };
            if idle > LINGER_TICKS {
                self.sleep();
                idle = 0;
            }
        }
    }

    /// Sleeps until guest code runs. Whoever begins to run sees `asleep`, or is seen here: both are in one order.
    fn sleep(&self) {
        self.asleep.store(true, Ordering::SeqCst);
        while self.running.load(Ordering::SeqCst) == 0 && !self.over.load(Ordering::SeqCst) {
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
            while clock.ticker.shared.asleep.load(Ordering::SeqCst) != wanted {
                std::thread::yield_now();
            }
        };
        asleep(true);
        let ticker = clock.ticker();
        let running = ticker.running();
        asleep(false);
        drop(running);
        asleep(true);
    }
}
