//! The handle of a component, and its calls: typed and dynamic.

use std::marker::PhantomData;
use std::sync::{Arc, Mutex};

use amphi_protocol::limits::MAX_FRAME_BYTES;
use amphi_protocol::{Encode, FunctionIndex, Value, measure};
use futures_util::future::BoxFuture;
use tokio::task::JoinSet;
use tracing::Instrument;
use wasmtime::Store;
use wasmtime::component::{Accessor, ComponentNamedList, Func, GuestTaskId, Lift, Lower, TypedFunc};

use super::actor::Actor;
use super::concurrent::{ConcurrentWork, Failed};
use super::engine::Inner;
use super::exported::Exported;
use super::instance::Instance;
use super::run::Work;
use super::store::{Cell, Data};
use crate::call_context::CallContext;
use crate::client::Callable;
use crate::config::Execution;
use crate::end::EndCause;
use crate::error::Error;
use crate::handle::{PluginHandle, PluginInfo, State};
use crate::instances::Member;
use crate::lane::Lane;
use crate::resource::{HandleProblem, Mode, Passed};

/// A plugin in a sandbox.
#[expect(unnameable_types, reason = "the hidden fast path of a handle shows it, and nothing else does")]
pub struct Plugin {
    info: PluginInfo,
    pub(super) instance: Arc<Instance>,
    functions: Box<[Exported]>,
    /// Where calls run beside each other.
    pub(super) actor: Option<Actor>,
    /// Whether the instance's configuration lets calls [run at once](Self::call_at_once).
    pub(super) is_direct: bool,
    /// Calls that nobody waits for any more, and the stopping: aborted when the plugin is dropped.
    pub(super) tasks: Mutex<JoinSet<()>>,
    /// Keeps the clock running that interrupts the guest.
    _engine: Arc<Inner>,
}

impl Plugin {
    pub(super) fn new(
        info: PluginInfo,
        instance: Arc<Instance>,
        functions: Box<[Exported]>,
        cell: Cell,
        engine: Arc<Inner>,
    ) -> Self {
        let limits = &instance.limits;
        let is_direct = instance.execution == Execution::Inline
            && !instance.is_concurrent
            && !instance.resources.is_used()
            && !limits.call_timeout.is_zero()
            && limits.message_size >= MAX_FRAME_BYTES as u64;
        let tasks = Mutex::default();
        let mut plugin = Self { info, instance, functions, actor: None, is_direct, tasks, _engine: engine };
        if plugin.instance.is_concurrent {
            let (actor, task) = Actor::new(cell, plugin.instance.limits.in_flight);
            plugin.spawn(task);
            plugin.actor = Some(actor);
        } else {
            plugin.instance.gate.give_back(Box::new(cell));
        }
        plugin
    }

    /// Calls a function with static types.
    ///
    /// On an idle instance that is three atomic operations of our own, to enter, to leave and for the clock (two where it
    /// runs [at once](Self::call_at_once)), and one allocation when yielding: the box in which the call can outlive its
    /// caller.
    pub(crate) async fn call_typed<F: Callable>(
        &self,
        context: &CallContext,
        function: FunctionIndex,
        args: F::Args<'_>,
    ) -> Result<F::Result, Error> {
        let exported = self.exported(function)?;
        // What passes with the call stays until it has ended, whoever waits for it, or is taken back if it never began.
        let passed = if F::HANDLES { Some(self.check_handles(function, &args)?) } else { None };
        if !F::HANDLES {
            self.check_encoded_size(function, &args)?;
        }
        let params = F::params(args);
        if let Some(actor) = &self.actor {
            let (func, unfit) = (exported.func(), self.unfit(function));
            let work = TypedCallBeside { func, params, unfit, passed, returns: PhantomData };
            let result = self.run_beside(actor, context, function, work).await.map(F::result)?;
            if F::HANDLES {
                self.instance.check_held(function)?;
            }
            return Ok(result);
        }
        let prepare = |store: &Store<Data>| {
            let func = exported.typed::<F::Params, F::Return>(store).map_err(|error| self.unfit(function)(error))?;
            Ok(TypedCall::<F::Params, F::Return> { func, params, _passed: passed })
        };
        // The same bound as on the wire, counted as what the result takes in the host's memory.
        let lifted_bytes = self.instance.limits.message_size;
        // A future that is awaited where it is made is not moved, which here would cost as much as a lock.
        let result = match self.span(function) {
            None => self.run(context, function, lifted_bytes, prepare).await,
            Some(span) => self.run(context, function, lifted_bytes, prepare).instrument(span).await,
        };
        let result = result.map(F::result)?;
        if F::HANDLES {
            self.instance.check_held(function)?;
        }
        Ok(result)
    }

    /// Checks static arguments with resources among them, before anything enters the store.
    fn check_handles(&self, function: FunctionIndex, args: &impl Encode) -> Result<Passed, Error> {
        let mut bytes = Vec::new();
        let passed = self.instance.resources.pass(Mode::Check, || measure(|| args.encode(&mut bytes)));
        let passed = passed.map_err(|problem| self.bad_handle(function, problem))?;
        self.instance.check_size(function, bytes.len() as u64)?;
        Ok(passed)
    }

    pub(super) fn bad_handle(&self, function: FunctionIndex, problem: HandleProblem) -> Error {
        let (plugin, function) = (self.info.name.to_string(), self.instance.function_name(function));
        Error::Handle { plugin, function, problem }
    }

    /// Gives what tells that a function has other types.
    pub(super) fn unfit(&self, function: FunctionIndex) -> Box<dyn Fn(wasmtime::Error) -> Error + Send> {
        let instance = self.instance.clone();
        Box::new(move |error| Error::Arguments {
            plugin: instance.name.to_string(),
            function: instance.function_name(function),
            reason: format!("{error:#}"),
        })
    }

    /// Checks static arguments against a limit that was lowered.
    ///
    /// They are never encoded here, so this is what it costs to know their size. Without a limit of its own, what is
    /// too large does not fit into the instance's memory either.
    fn check_encoded_size(&self, function: FunctionIndex, args: &impl Encode) -> Result<(), Error> {
        if self.instance.limits.message_size >= MAX_FRAME_BYTES as u64 {
            return Ok(());
        }
        let mut bytes = Vec::new();
        measure(|| args.encode(&mut bytes));
        self.instance.check_size(function, bytes.len() as u64)
    }

    pub(super) fn exported(&self, function: FunctionIndex) -> Result<&Exported, Error> {
        self.known(function).ok_or_else(|| self.no_function(function))
    }

    #[inline]
    pub(super) fn known(&self, function: FunctionIndex) -> Option<&Exported> {
        usize::try_from(function.0).ok().and_then(|index| self.functions.get(index))
    }

    pub(super) fn no_function(&self, function: FunctionIndex) -> Error {
        Error::UnknownFunction {
            plugin: self.info.name.to_string(),
            source: amphi_protocol::Error::UnknownFunction {
                function: format!("number {}", function.0),
                nearest: None,
            },
        }
    }

    /// Opens the span of a call, if anyone listens.
    pub(super) fn span(&self, function: FunctionIndex) -> Option<tracing::Span> {
        if !tracing::enabled!(tracing::Level::DEBUG) {
            return None;
        }
        let func = self.instance.function_name(function);
        let call_id = self.instance.next_call();
        Some(tracing::debug_span!("call", plugin = &*self.info.name, func, call_id))
    }
}

impl Drop for Plugin {
    fn drop(&mut self) {
        // The idle store goes with it; it holds the instance, which holds the gate, which holds the store.
        self.instance.end(EndCause::Stopped);
    }
}

impl PluginHandle for Plugin {
    fn info(&self) -> &PluginInfo {
        &self.info
    }

    fn state(&self) -> State {
        match self.instance.gate.ending() {
            Some(cause) => State::Ended(cause),
            None if self.instance.gate.is_stopping() => State::Stopping,
            None => State::Ready,
        }
    }

    fn call_in<'a>(
        &'a self,
        context: &'a CallContext,
        function: &'a str,
        args: &'a [Value],
    ) -> BoxFuture<'a, Result<Option<Value>, Error>> {
        Box::pin(self.call_dynamic(context, function, args))
    }

    fn health(&self) -> BoxFuture<'_, Result<(), Error>> {
        // A component has no thread of its own that could hang: it answers unless it has ended.
        let health = self.instance.gate.ending().map_or(Ok(()), |cause| Err(self.instance.ended(cause)));
        Box::pin(std::future::ready(health))
    }

    fn stop(&self) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async {
            self.begin_stop();
            self.instance.gate.wait_ended().await;
            Ok(())
        })
    }

    fn lane(&self) -> Lane<'_> {
        Lane::Wasm(self)
    }
}

impl Member for Plugin {
    fn is_idle(&self) -> bool {
        self.actor.as_ref().map_or_else(|| !self.instance.gate.is_busy(), Actor::is_idle)
    }

    fn idle(&self) -> BoxFuture<'_, ()> {
        match &self.actor {
            Some(actor) => Box::pin(actor.wait_idle()),
            None => Box::pin(self.instance.gate.wait_idle()),
        }
    }

    fn is_held(&self) -> bool {
        self.instance.resources.are_held()
    }

    fn released(&self) -> BoxFuture<'_, ()> {
        Box::pin(self.instance.resources.wait_released())
    }

    fn ends_at_once(&self) -> bool {
        true
    }
}

/// A call with static types.
struct TypedCall<P: 'static, R: 'static> {
    func: TypedFunc<P, R>,
    params: P,
    /// What passes with the call.
    _passed: Option<Passed>,
}

impl<P, R> Work for TypedCall<P, R>
where
    P: ComponentNamedList + Lower + Send + Sync + 'static,
    R: ComponentNamedList + Lift + Send + Sync + 'static,
{
    type Output = R;

    fn run(self, store: &mut Store<Data>) -> wasmtime::Result<R> {
        self.func.call(store, self.params)
    }

    async fn run_yielding(self, store: &mut Store<Data>) -> wasmtime::Result<R> {
        self.func.call_async(store, self.params).await
    }
}

/// A call with static types, beside others.
struct TypedCallBeside<P, R> {
    func: Func,
    params: P,
    /// What a function of other types is told by.
    unfit: Box<dyn Fn(wasmtime::Error) -> Error + Send>,
    /// What passes with the call.
    passed: Option<Passed>,
    returns: PhantomData<fn() -> R>,
}

impl<P, R> ConcurrentWork for TypedCallBeside<P, R>
where
    P: ComponentNamedList + Lower + Send + Sync + 'static,
    R: ComponentNamedList + Lift + Send + Sync + 'static,
{
    type Output = R;

    async fn run(
        self,
        accessor: &Accessor<Data>,
        begun: impl FnOnce(&mut Data, GuestTaskId) + Send,
    ) -> Result<R, Failed> {
        let Self { func, params, unfit, passed: _passed, .. } = self;
        let started = accessor.with(|mut access| {
            let func = func.typed::<P, R>(&access).map_err(|error| Failed::Unfit(unfit(error)))?;
            let call = func.start_call_concurrent(&mut access, params).map_err(Failed::Trapped)?;
            begun(access.data_mut(), call.task());
            Ok((func, call))
        });
        let (func, call) = started?;
        func.finish_call_concurrent(accessor, call).await.map_err(Failed::Trapped)
    }
}
