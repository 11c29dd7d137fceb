//! How a call runs: it waits for the instance, runs guest code, and ends in time whatever the guest does.
//!
//! A yielding call is an owned future, polled by its caller. A caller that leaves, or whose deadline passes, hands it
//! to a task of the plugin, for a store cannot be left in the middle: there it runs on, until it returns or the grace
//! after the deadline ends the instance. An inline call runs on the caller's thread and is interrupted at the deadline.

use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError};
use std::task::Poll;
use std::time::Instant;

use amphi_protocol::FunctionIndex;
use futures_util::future::BoxFuture;
use tracing::Instrument;
use wasmtime::{Store, WasmBacktrace};

use super::call::Plugin;
use super::ending;
use super::gate::{Admission, Entry};
use super::instance::{DESTRUCTOR, Instance};
use super::store::Data;
use super::times::Times;
use crate::call_context::CallContext;
use crate::config::Execution;
use crate::end::EndCause;
use crate::error::Error;
use crate::resource::Resources;

/// What a call does in the store.
pub(super) trait Work: Send + 'static {
    type Output: Send + 'static;

    fn run(self, store: &mut Store<Data>) -> wasmtime::Result<Self::Output>;

    fn run_yielding(self, store: &mut Store<Data>) -> impl Future<Output = wasmtime::Result<Self::Output>> + Send;
}

impl Plugin {
    /// Runs a call to its end, or to its deadline.
    pub(super) async fn run<W: Work>(
        &self,
        context: &CallContext,
        function: FunctionIndex,
        lifted_bytes: u64,
        prepare: impl FnOnce(&Store<Data>) -> Result<W, Error>,
    ) -> Result<W::Output, Error> {
        let instance = &*self.instance;
        instance.admit(context, function)?;
        let mut times = Times::of(instance, context, function, lifted_bytes);
        if times.timeout.is_zero() {
            return Err(times.exceeded(instance));
        }
        let mut entry = match instance.gate.enter() {
            Admission::Now(entry) => entry,
            later => self.enter(later, &mut times).await?,
        };
        let Some(cell) = entry.cell() else { return Err(instance.gone()) };
        let work = prepare(&cell.store)?;
        instance.abandoned.store(false, Ordering::Relaxed);
        cell.begin(context, times);
        match instance.execution {
            Execution::Inline => {
                let _running = instance.ticker.running();
                let Some(cell) = entry.go_inside() else { return Err(instance.gone()) };
                let result = {
                    let _entered = instance.resources.enter();
                    drop_first(&instance.resources, &mut cell.store).and_then(|()| work.run(&mut cell.store))
                };
                instance.resources.end_lends(None);
                settle(instance, entry, result)
            }
            Execution::Yielding => {
                let call = detachable(self.instance.clone(), entry, work);
                self.attend(Box::pin(call), times).await
            }
        }
    }

    /// Waits for the instance. The wait counts against the deadline, and leaving it changes nothing.
    async fn enter(&self, admission: Admission, times: &mut Times) -> Result<Entry, Error> {
        let instance = &*self.instance;
        match admission {
            Admission::Now(entry) => Ok(entry),
            Admission::Queued(mut turn) => {
                let waited = {
                    let _within = instance.runtime.enter();
                    tokio::time::timeout_at(times.deadline().into(), &mut turn)
                };
                match waited.await {
                    Ok(Ok(entry)) => Ok(entry),
                    Ok(Err(_)) => Err(instance.gone()),
                    Err(_) => Err(times.exceeded(instance)),
                }
            }
            Admission::Full(there) => {
                let allowed = u64::from(instance.limits.in_flight);
                Err(instance.over_limit(times.function, "limits.in_flight", allowed, there as u64 + 1))
            }
            Admission::Stopping => Err(instance.ended(EndCause::Stopped.into())),
            Admission::Ended(cause) => Err(instance.ended(cause)),
        }
    }

    /// Polls a call until it ends, its deadline passes, or the instance ends.
    async fn attend<R: Send + 'static>(&self, call: DetachableCall<R>, times: Times) -> Result<R, Error> {
        let mut attended = Attended { plugin: self, call: Some(call), times };
        // Most calls end at once: no timer, nothing registered.
        if let Poll::Ready(result) = std::future::poll_fn(|task| Poll::Ready(attended.poll(task))).await {
            return result;
        }
        let instance = &*self.instance;
        let due = attended.times.deadline();
        let mut deadline = pin!({
            let _within = instance.runtime.enter();
            tokio::time::sleep_until(due.into())
        });
        let mut ended = pin!(instance.gate.wait_ended());
        std::future::poll_fn(|task| {
            if let Poll::Ready(result) = attended.poll(task) {
                // A guest that heeds its deadline is as late as one that does not.
                let late = result.is_ok() && Instant::now() >= due;
                return Poll::Ready(if late { Err(times.exceeded(instance)) } else { result });
            }
            if let Poll::Ready(cause) = ended.as_mut().poll(task) {
                // The instance is gone, and what is left of the call goes with it.
                attended.call = None;
                return Poll::Ready(Err(instance.ended(cause)));
            }
            // Leaving hands the call over, if it has not ended.
            deadline.as_mut().poll(task).map(|()| Err(times.exceeded(instance)))
        })
        .await
    }

    /// Lets a call run on that nobody waits for, until it ends or is overdue.
    fn detach<R: Send + 'static>(&self, mut call: DetachableCall<R>, mut times: Times) {
        let instance = self.instance.clone();
        instance.abandoned.store(true, Ordering::Relaxed);
        let hard_deadline = times.hard_deadline();
        let task = async move {
            let mut overdue = pin!(tokio::time::sleep_until(hard_deadline.into()));
            let ended = instance.clone();
            let mut ended = pin!(ended.gate.wait_ended());
            std::future::poll_fn(|task| {
                if call.as_mut().poll(task).is_ready() || ended.as_mut().poll(task).is_ready() {
                    return Poll::Ready(());
                }
                overdue.as_mut().poll(task).map(|()| {
                    instance.end(times.overdue(&instance));
                })
            })
            .await;
        };
        self.spawn(task);
    }

    /// Lets destructors run soon after the host drops a resource, whether or not another call comes.
    pub(super) fn run_destructors(self: &Arc<Self>) {
        if self.actor.is_some() {
            let instance = Arc::downgrade(&self.instance);
            self.instance.resources.on_release(move |_| {
                if let Some(instance) = instance.upgrade() {
                    instance.dropped.notify_one();
                }
            });
            return;
        }
        let plugin = Arc::downgrade(self);
        let scheduled = Arc::new(AtomicBool::new(false));
        self.instance.resources.on_release(move |_| {
            let Some(strong) = plugin.upgrade() else { return };
            if scheduled.swap(true, Ordering::Relaxed) {
                return;
            }
            let (plugin, scheduled) = (Arc::downgrade(&strong), Arc::clone(&scheduled));
            let (runtime, instance) = (strong.instance.runtime.clone(), Arc::clone(&strong.instance));
            let task = async move {
                // Nothing here holds the plugin while it waits: with its last handle it is to end, whatever runs in it.
                instance.gate.wait_idle().await;
                scheduled.store(false, Ordering::Relaxed);
                let Some(plugin) = plugin.upgrade() else { return };
                let root = CallContext::root();
                // An instance that is gone has dropped everything; one that is ended by this says so itself.
                let _over = plugin.run(&root, DESTRUCTOR, 0, |_| Ok(Destructors)).await;
            };
            let mut tasks = strong.tasks.lock().unwrap_or_else(PoisonError::into_inner);
            while tasks.try_join_next().is_some() {}
            tasks.spawn_on(task, &runtime);
        });
    }

    /// Begins to stop, the first time: calls in the queue fail now, the one under way has the grace to end.
    pub(super) fn begin_stop(&self) {
        if let Some(actor) = &self.actor {
            return self.begin_stop_beside(actor);
        }
        let instance = self.instance.clone();
        if !instance.gate.begin_stop() {
            return;
        }
        if instance.gate.is_idle() {
            instance.end(EndCause::Stopped);
            return;
        }
        let task = async move {
            // Whichever comes first: the call under way gives the instance back, or the grace is over.
            let grace = instance.limits.grace;
            let _either = tokio::time::timeout(grace, instance.gate.wait_idle()).await;
            instance.end(EndCause::Stopped);
        };
        self.spawn(task);
    }

    /// Runs a task that ends with the plugin.
    pub(super) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        while tasks.try_join_next().is_some() {}
        tasks.spawn_on(task.in_current_span(), &self.instance.runtime);
    }
}

/// A call that owns all it needs: it can move from its caller to a task.
type DetachableCall<R> = BoxFuture<'static, Result<R, Error>>;

async fn detachable<W: Work>(instance: Arc<Instance>, mut entry: Entry, work: W) -> Result<W::Output, Error> {
    let Some(cell) = entry.go_inside() else { return Err(instance.gone()) };
    let result = {
        let mut call = pin!(async {
            for any in instance.resources.take_drops() {
                any.resource_drop_async(&mut cell.store).await?;
            }
            work.run_yielding(&mut cell.store).await
        });
        // The clock ticks while guest code runs, and sleeps while the guest waits for its host.
        let ticking = std::future::poll_fn(|task| {
            let _running = instance.ticker.running();
            let _entered = instance.resources.enter();
            call.as_mut().poll(task)
        });
        ticking.await
    };
    instance.resources.end_lends(None);
    settle(&instance, entry, result)
}

/// Runs the destructors of what the host dropped since the last call.
fn drop_first(resources: &Resources, store: &mut Store<Data>) -> wasmtime::Result<()> {
    resources.take_drops().into_iter().try_for_each(|any| any.resource_drop(&mut *store))
}

/// Nothing but the destructors that come before every call.
struct Destructors;

impl Work for Destructors {
    type Output = ();

    fn run(self, _store: &mut Store<Data>) -> wasmtime::Result<()> {
        Ok(())
    }

    async fn run_yielding(self, _store: &mut Store<Data>) -> wasmtime::Result<()> {
        Ok(())
    }
}

/// A call with its caller. If the caller leaves first, the call runs on without.
struct Attended<'p, R: Send + 'static> {
    plugin: &'p Plugin,
    call: Option<DetachableCall<R>>,
    times: Times,
}

impl<R: Send + 'static> Attended<'_, R> {
    fn poll(&mut self, task: &mut std::task::Context<'_>) -> Poll<Result<R, Error>> {
        let Some(call) = &mut self.call else { return Poll::Pending };
        let polled = Pin::new(call).poll(task);
        if polled.is_ready() {
            self.call = None;
        }
        polled
    }
}

impl<R: Send + 'static> Drop for Attended<'_, R> {
    fn drop(&mut self) {
        if let Some(call) = self.call.take() {
            self.plugin.detach(call, self.times);
        }
    }
}

/// Lets the next call in after one that returned, and ends the instance after one that did not.
#[inline]
pub(super) fn settle<R>(instance: &Instance, entry: Entry, result: wasmtime::Result<R>) -> Result<R, Error> {
    match result {
        Ok(result) => {
            entry.leave(&instance.gate);
            Ok(result)
        }
        Err(error) => Err(fail(instance, entry, &error)),
    }
}

#[cold]
fn fail(instance: &Instance, mut entry: Entry, error: &wasmtime::Error) -> Error {
    let Some(cell) = entry.cell() else { return instance.gone() };
    let times = cell.store.data().call.times;
    if is_over_limit(error) {
        entry.leave(&instance.gate);
        let allowed = instance.limits.message_size;
        return instance.over_limit(times.function, MESSAGE_SIZE, allowed, times.lifted_bytes.saturating_add(1));
    }
    let cause = instance.end(ending::cause_of(error, cell));
    match &*cause {
        EndCause::Overdue { .. } => times.exceeded(instance),
        _ => instance.ended(cause),
    }
}

/// Whether a result was more than may be lifted. The guest has returned by then, so its store is as good as before.
fn is_over_limit(error: &wasmtime::Error) -> bool {
    // wasmtime keeps the type to itself; an import's argument that is too large has a backtrace.
    error.downcast_ref::<WasmBacktrace>().is_none()
        && error.root_cause().to_string().contains("fuel allocated for hostcalls has been exhausted")
}

/// The name of the limit on what crosses at once.
pub(super) const MESSAGE_SIZE: &str = "limits.message_size";
