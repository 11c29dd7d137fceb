//! An instance whose calls run beside each other: one task has its store, and takes the calls as they come.
//!
//! wasmtime runs the guest's tasks as long as somebody polls the store, and reports a trap to whoever does: a trap
//! belongs to the instance and not to a call. A call cannot be taken back; one that nobody waits for runs on until it
//! ends, or until the grace after its deadline ends the instance. The deadlines stand around the store, for inside of
//! it a guest that spins would hold them up.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Instant;

use futures_util::future::BoxFuture;
use tokio::sync::{Notify, Semaphore, mpsc};
use wasmtime::AsContextMut;
use wasmtime::component::{Accessor, AccessorTask};

use super::ending;
use super::instance::{DESTRUCTOR, Instance};
use super::store::{Cell, Data};
use super::streams::{Errand, Passages};
use super::times::Times;
use crate::call_context::CallContext;
use crate::end::EndCause;

/// A call that waits to be started.
pub(super) trait Job: Send {
    /// Runs it to its end. An error ends the instance.
    fn run<'a>(self: Box<Self>, accessor: &'a Accessor<Data>) -> BoxFuture<'a, wasmtime::Result<()>>;
}

/// What its callers know of an instance whose store has a task of its own.
pub(super) struct Actor {
    jobs: mpsc::Sender<Box<dyn Job>>,
    watch: Arc<Watch>,
    limit: usize,
}

/// The calls under way, and when each has to have ended.
#[derive(Default)]
struct Watch {
    hard_deadlines: Mutex<BTreeMap<Key, Times>>,
    count: AtomicUsize,
    next: AtomicU64,
    /// Told of a deadline that is the earliest.
    earlier: Notify,
    /// Told when no call is under way.
    idle: Notify,
}

/// A deadline, and a number that makes it the only one.
type Key = (Instant, u64);

/// A call's place among those under way; left when it is dropped.
pub(super) struct Place {
    watch: Arc<Watch>,
    key: Key,
}

/// Why a call cannot be started.
pub(super) enum Refused {
    /// So many are under way.
    Full(usize),
    Ended,
}

impl Actor {
    /// Gives the callers' end, and the task that is to run.
    pub(super) fn new(cell: Cell, limit: u32) -> (Self, impl Future<Output = ()> + Send + 'static) {
        // A queue has no more places; only where addresses are short is that fewer than the configuration can say.
        let limit = usize::try_from(limit).unwrap_or(usize::MAX).min(Semaphore::MAX_PERMITS);
        let (jobs, queue) = mpsc::channel(limit.max(1));
        let watch = Arc::<Watch>::default();
        let task = run(cell, queue, Arc::clone(&watch));
        (Self { jobs, watch, limit }, task)
    }

    /// Takes a place for a call, which has to have ended by its hard deadline.
    pub(super) fn enter(&self, times: &mut Times) -> Result<Place, Refused> {
        let (place, there) = self.watch.enter(times);
        if there < self.limit { Ok(place) } else { Err(Refused::Full(there)) }
    }

    /// Starts a call that has a place.
    pub(super) fn start(&self, job: impl Job + 'static) -> Result<(), Refused> {
        // There is room for all that have a place.
        self.jobs.try_send(Box::new(job)).map_err(|_| Refused::Ended)
    }

    /// Whether no call is under way.
    pub(super) fn is_idle(&self) -> bool {
        self.watch.count.load(Ordering::Acquire) == 0
    }

    /// Waits until no call is under way.
    pub(super) fn wait_idle(&self) -> impl Future<Output = ()> + Send + 'static {
        let watch = Arc::clone(&self.watch);
        async move {
            loop {
                let mut notified = pin!(watch.idle.notified());
                notified.as_mut().enable();
                if watch.count.load(Ordering::Acquire) == 0 {
                    return;
                }
                notified.await;
            }
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.watch.lock().remove(&self.key);
        if self.watch.count.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.watch.idle.notify_waiters();
        }
    }
}

impl Watch {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<Key, Times>> {
        self.hard_deadlines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a place, and says how many there were.
    fn enter(self: &Arc<Self>, times: &mut Times) -> (Place, usize) {
        let there = self.count.fetch_add(1, Ordering::AcqRel);
        let key = (times.hard_deadline(), self.next.fetch_add(1, Ordering::Relaxed));
        let mut deadlines = self.lock();
        let is_earliest = deadlines.first_key_value().is_none_or(|(first, _)| key < *first);
        deadlines.insert(key, *times);
        drop(deadlines);
        if is_earliest {
            self.earlier.notify_one();
        }
        (Place { watch: Arc::clone(self), key }, there)
    }

    /// Waits for a call that goes on for too long.
    async fn overdue(&self) -> Times {
        loop {
            let mut earlier = pin!(self.earlier.notified());
            earlier.as_mut().enable();
            let first = self.lock().first_key_value().map(|(key, times)| (key.0, *times));
            let Some((deadline, times)) = first else {
                earlier.await;
                continue;
            };
            if Instant::now() >= deadline {
                return times;
            }
            // Whichever comes first; then it is looked at again.
            let _either = tokio::time::timeout_at(deadline.into(), earlier).await;
        }
    }
}

/// Runs the guest until its instance ends.
async fn run(mut cell: Cell, queue: mpsc::Receiver<Box<dyn Job>>, watch: Arc<Watch>) {
    let instance = Arc::clone(cell.instance());
    let (passages, errands) = Passages::new();
    let runner = Runner { instance: &instance, watch: &watch, passages };
    match runner.until_end(&mut cell, Doors { queue, errands }).await {
        End::Overdue(times) => instance.end(times.overdue(&instance)),
        End::Failed(error) => instance.end(ending::cause_of(&error, &cell)),
        End::Over => instance.end(EndCause::Stopped),
    };
}

/// Why the guest is not run any more.
enum End {
    Overdue(Times),
    Failed(wasmtime::Error),
    Over,
}

/// Where what is to be done comes in.
struct Doors {
    queue: mpsc::Receiver<Box<dyn Job>>,
    errands: mpsc::Receiver<Errand>,
}

/// What comes to the store's task.
enum Next {
    Errand(Errand),
    Call(Box<dyn Job>),
    /// The host has dropped a resource.
    Dropped,
    /// Nobody can make a call any more.
    Over,
}

/// What stands around the store while it is polled.
struct Runner<'a> {
    instance: &'a Arc<Instance>,
    watch: &'a Arc<Watch>,
    passages: Arc<Passages>,
}

impl Runner<'_> {
    async fn until_end(&self, cell: &mut Cell, mut doors: Doors) -> End {
        loop {
            let serving = cell.store.run_concurrent(async |accessor| serve(accessor, &mut doors, self.instance).await);
            match self.attend(serving).await {
                Ok(Ok(Next::Over)) => return End::Over,
                Ok(Ok(_)) => {}
                Ok(Err(error)) => return End::Failed(error),
                Err(end) => return end,
            }
            if let Err(end) = self.drop_resources(cell).await {
                return end;
            }
        }
    }

    /// Runs the destructors of what the host dropped. They are no tasks of the store: the others wait for them.
    async fn drop_resources(&self, cell: &mut Cell) -> Result<(), End> {
        let mut times = Times::of(self.instance, &CallContext::root(), DESTRUCTOR, 0);
        let _place = self.watch.enter(&mut times);
        for any in self.instance.resources.take_drops() {
            self.attend(async { Ok(any.resource_drop_async(&mut cell.store).await) }).await?.map_err(End::Failed)?;
        }
        Ok(())
    }

    /// Polls what runs the guest, within the deadlines of its calls.
    async fn attend<R>(
        &self,
        run: impl Future<Output = wasmtime::Result<wasmtime::Result<R>>>,
    ) -> Result<wasmtime::Result<R>, End> {
        let mut overdue = pin!(self.watch.overdue());
        let mut ended = pin!(self.instance.gate.wait_ended());
        let mut run = pin!(run);
        poll_fn(|task| {
            // First: a guest that is to end must not be polled again.
            if ended.as_mut().poll(task).is_ready() {
                return Poll::Ready(Err(End::Over));
            }
            if let Poll::Ready(times) = overdue.as_mut().poll(task) {
                return Poll::Ready(Err(End::Overdue(times)));
            }
            // The clock ticks while guest code runs, and sleeps while the guest waits for its host.
            let _ticking = self.instance.ticker.running();
            let _entered = self.instance.resources.enter();
            self.passages.polled(|| run.as_mut().poll(task)).map(|ran| Ok(ran.and_then(|done| done)))
        })
        .await
    }
}

/// Starts the calls as they come, and does what is to be done with the store, until something else is to be done.
async fn serve(accessor: &Accessor<Data>, doors: &mut Doors, instance: &Instance) -> wasmtime::Result<Next> {
    let mut dropped = pin!(instance.dropped.notified());
    loop {
        let next = poll_fn(|task| match doors.errands.poll_recv(task) {
            Poll::Ready(Some(errand)) => Poll::Ready(Next::Errand(errand)),
            _ if dropped.as_mut().poll(task).is_ready() => Poll::Ready(Next::Dropped),
            _ => doors.queue.poll_recv(task).map(|job| job.map_or(Next::Over, Next::Call)),
        });
        match next.await {
            Next::Errand(errand) => accessor.with(|mut access| errand(access.as_context_mut()))?,
            Next::Call(job) => drop(accessor.spawn(Started(job))?),
            other => return Ok(other),
        }
    }
}

/// A call among the store's tasks.
struct Started(Box<dyn Job>);

impl AccessorTask<Data> for Started {
    async fn run(self, accessor: &Accessor<Data>) -> wasmtime::Result<()> {
        self.0.run(accessor).await
    }
}
