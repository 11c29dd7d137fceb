//! Calls into an instance of a world with async functions: how a caller hands its call to the [actor](super::actor),
//! and waits for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use amphi_protocol::FunctionIndex;
use futures_util::future::BoxFuture;
use tokio::sync::oneshot;
use tracing::Instrument;
use wasmtime::component::{Accessor, GuestTaskId};

use super::actor::{Actor, Job, Place, Refused};
use super::call::Plugin;
use super::instance::Instance;
use super::store::{CallState, Data};
use super::times::Times;
use crate::call_context::CallContext;
use crate::end::EndCause;
use crate::error::Error;

/// What a call does among others.
pub(super) trait ConcurrentWork: Send + 'static {
    type Output: Send + 'static;

    /// Starts the guest's task and waits for its result; `begun` is told which task it is.
    fn run(
        self,
        accessor: &Accessor<Data>,
        begun: impl FnOnce(&mut Data, GuestTaskId) + Send,
    ) -> impl Future<Output = Result<Self::Output, Failed>> + Send;
}

/// Why a call has no result.
pub(super) enum Failed {
    /// Nothing was started.
    Unfit(Error),
    /// The guest trapped.
    Trapped(wasmtime::Error),
}

impl Plugin {
    /// Runs a call to its end, or to its deadline, in its span.
    pub(super) async fn run_beside<W: ConcurrentWork>(
        &self,
        actor: &Actor,
        context: &CallContext,
        function: FunctionIndex,
        work: W,
    ) -> Result<W::Output, Error> {
        let call = self.attend_beside(actor, context, function, work);
        match self.span(function) {
            None => call.await,
            Some(span) => call.instrument(span).await,
        }
    }

    async fn attend_beside<W: ConcurrentWork>(
        &self,
        actor: &Actor,
        context: &CallContext,
        function: FunctionIndex,
        work: W,
    ) -> Result<W::Output, Error> {
        let instance = &*self.instance;
        instance.admit(context, function)?;
        let mut times = Times::of(instance, context, function, instance.limits.message_size);
        if times.timeout.is_zero() {
            return Err(times.exceeded(instance));
        }
        if instance.gate.is_stopping() {
            return Err(instance.gone());
        }
        let place = actor.enter(&mut times).map_err(|refused| explain(instance, function, &refused))?;
        let abandoned = Abandoned(Arc::default());
        let state = CallState { context: context.clone(), times, abandoned: Arc::clone(&abandoned.0) };
        let (reply, answer) = oneshot::channel();
        let call = Call { work, state, reply, instance: Arc::clone(&self.instance), _place: place };
        actor.start(call).map_err(|refused| explain(instance, function, &refused))?;
        let deadline = times.deadline();
        let waited = {
            let _within = instance.runtime.enter();
            tokio::time::timeout_at(deadline.into(), answer)
        };
        match waited.await {
            // A guest that heeds its deadline is as late as one that does not.
            Ok(Ok(Ok(_))) if Instant::now() >= deadline => Err(times.exceeded(instance)),
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err(instance.ended(instance.gate.wait_ended().await)),
            Err(_) => Err(times.exceeded(instance)),
        }
    }

    /// Begins to stop, the first time: no call is let in, those under way have the grace to end.
    pub(super) fn begin_stop_beside(&self, actor: &Actor) {
        let instance = self.instance.clone();
        if !instance.gate.begin_stop() {
            return;
        }
        if actor.is_idle() {
            instance.end(EndCause::Stopped);
            return;
        }
        let idle = actor.wait_idle();
        self.spawn(async move {
            let _either = tokio::time::timeout(instance.limits.grace, idle).await;
            instance.end(EndCause::Stopped);
        });
    }
}

fn explain(instance: &Instance, function: FunctionIndex, refused: &Refused) -> Error {
    match refused {
        Refused::Full(there) => {
            let allowed = u64::from(instance.limits.in_flight);
            instance.over_limit(function, "limits.in_flight", allowed, *there as u64 + 1)
        }
        Refused::Ended => instance.gone(),
    }
}

/// Tells the guest that nobody waits any more.
struct Abandoned(Arc<AtomicBool>);

impl Drop for Abandoned {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// A call on its way to the store.
struct Call<W: ConcurrentWork> {
    work: W,
    state: CallState,
    reply: oneshot::Sender<Result<W::Output, Error>>,
    instance: Arc<Instance>,
    _place: Place,
}

impl<W: ConcurrentWork> Job for Call<W> {
    fn run<'a>(self: Box<Self>, accessor: &'a Accessor<Data>) -> BoxFuture<'a, wasmtime::Result<()>> {
        let Self { work, state, reply, instance, _place } = *self;
        Box::pin(async move {
            // Its caller may have left while it waited for the store.
            if reply.is_closed() {
                return Ok(());
            }
            let _place = _place;
            let mut task = None;
            let begun = |data: &mut Data, id| {
                data.calls.insert(id, state);
                task = Some(id);
            };
            let result = work.run(accessor, begun).await;
            if let Some(task) = task {
                accessor.with(|mut access| access.data_mut().calls.remove(&task));
                instance.resources.end_lends(Some(task));
            }
            let result = match result {
                Ok(result) => Ok(result),
                Err(Failed::Unfit(error)) => Err(error),
                // The instance ends of it, and that is what its callers get.
                Err(Failed::Trapped(error)) => return Err(error),
            };
            // Nobody may be waiting any more.
            let _unread = reply.send(result);
            Ok(())
        })
    }
}
