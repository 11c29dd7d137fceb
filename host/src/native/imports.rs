//! A process calls its host: each such call is a task that the instance owns.

use std::any::Any;
use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use amphi_protocol::limits::MAX_FRAME_BYTES;
use amphi_protocol::{
    Call, CallFailure, CallId, FailureKind, FunctionIndex, Goodbye, InstanceId, Interface, Log, Name, Reader, Type,
};
use amphi_transport::{CallError, LaneHandler, Reply, SessionStreams};
use futures_util::FutureExt;
use tokio::task::{AbortHandle, JoinSet};
use tracing::{Instrument, Span};

use super::life::{Life, Manner};
use super::session::chain;
use crate::call_context::CallContext;
use crate::end::EndCause;
use crate::imports::HostImports;
use crate::output::PluginOutput;
use crate::resource::{Lent, Resources, decline, scoped, take_given};
use crate::stream::Exchange;

/// What the plugin's own calls inherit from the host's call in which they are made.
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    pub(super) context: CallContext,
    pub(super) deadline: Instant,
    pub(super) span: Span,
    pub(super) function: FunctionIndex,
    /// The host's resources that the plugin may use until the call has ended.
    pub(super) _lent: Option<Arc<Lent>>,
}

/// Answers what a process asks of its own accord.
pub(super) struct Answers {
    pub(super) plugin: Name,
    pub(super) instance: InstanceId,
    pub(super) call_timeout: Duration,
    pub(super) interface: Arc<Interface>,
    pub(super) imports: Arc<dyn HostImports>,
    /// For each import of the plugin, its number in `imports`.
    pub(super) binding: Vec<FunctionIndex>,
    pub(super) output: Arc<PluginOutput>,
    pub(super) life: Arc<Life>,
    pub(super) resources: Arc<Resources>,
    pub(super) running: Mutex<Running>,
}

/// The calls that are being answered.
#[derive(Default)]
pub(super) struct Running {
    tasks: JoinSet<CallId>,
    handles: HashMap<CallId, AbortHandle>,
    /// Bytes of the arguments of all of them.
    held: Arc<AtomicUsize>,
}

impl LaneHandler<Scope> for Answers {
    fn call(&self, call: Call, args: &[u8], scope: Option<Scope>, reply: Reply<Scope>) {
        let index = usize::try_from(call.function).ok();
        let Some(function) = index.and_then(|index| self.binding.get(index)).copied() else {
            reply.failed(FailureKind::UnknownFunction, format!("there is no import {}", call.function));
            return;
        };
        let Some(args) = Arguments::hold(&self.running().held, args) else {
            let message = format!("the arguments of calls that are under way have {MAX_ARGUMENT_BYTES} bytes at most");
            reply.failed(FailureKind::OverLimit, message);
            return;
        };
        let span = scope.as_ref().map_or_else(Span::none, |scope| scope.span.clone());
        let answer = Answer {
            name: self.name_of(call.function),
            imports: Arc::clone(&self.imports),
            life: Arc::clone(&self.life),
            resources: Arc::clone(&self.resources),
            context: self.context(&call, scope),
            args,
            function,
        };
        let id = call.id;
        let task = async move {
            answer.run(reply).await;
            id
        };
        let mut running = self.running();
        while let Some(ended) = running.tasks.try_join_next() {
            if let Ok(ended) = ended {
                running.handles.remove(&ended);
            }
        }
        let handle = running.tasks.spawn(task.instrument(span));
        running.handles.insert(id, handle);
    }

    fn cancel(&self, call: CallId) {
        // The reply in the task tells the plugin that the call was given up.
        if let Some(handle) = self.running().handles.remove(&call) {
            handle.abort();
        }
    }

    fn drop_handle(&self, handle: u64) {
        self.resources.forget(handle);
    }

    fn unclaimed(&self, scope: Scope, result: &[u8], streams: &SessionStreams) {
        let function = self.interface.exports.get(scope.function);
        if let Some(ty) = function.and_then(|function| function.result.as_ref()).filter(|ty| gives(ty)) {
            decline(&self.resources, ty, &mut Reader::new(result).with_streams(streams));
        }
    }

    fn log(&self, log: Log, scope: Option<Scope>) {
        match scope {
            Some(scope) => scope.span.in_scope(|| self.output.log(&log)),
            None => self.output.log(&log),
        }
    }

    fn failed(&self, failure: &CallFailure) {
        let cause = match failure.kind {
            FailureKind::Panicked => EndCause::Panicked { message: failure.message.clone(), stderr: Vec::new() },
            // The host knows of its own failure already; this is what is left if it does not.
            FailureKind::ImportFailed => {
                EndCause::ImportFailed { function: "import".to_string(), message: failure.message.clone() }
            }
            _ => return,
        };
        self.life.condemn(cause, Manner::Await(LAST_WORDS));
    }

    fn goodbye(&self, goodbye: Goodbye) {
        tracing::info!(plugin = %self.plugin, reason = goodbye.reason, "plugin says goodbye");
    }

    fn closed(&self, _cause: &Arc<amphi_transport::Error>) {
        self.running().tasks.abort_all();
        self.resources.close();
    }
}

impl Answers {
    /// The context of a call that the plugin makes, in the name of the host's call around it.
    fn context(&self, call: &Call, scope: Option<Scope>) -> CallContext {
        let now = Instant::now();
        let own = call.timeout_micros.map(Duration::from_micros).and_then(|left| now.checked_add(left));
        let (outer, deadline) = match scope {
            Some(scope) => (scope.context, scope.deadline),
            // Made outside of any call, for example by a thread of the plugin's own.
            None => (CallContext::root(), CallContext::root().deadline(self.call_timeout)),
        };
        let deadline = own.map_or(deadline, |own| own.min(deadline));
        // A plugin that waits for an async function answers others in the meantime.
        let function = self.interface.imports.get(FunctionIndex(call.function));
        let blocks = function.is_none_or(|function| !function.is_async);
        outer.inside(&self.plugin, self.instance, deadline, blocks)
    }

    fn name_of(&self, index: u32) -> String {
        self.interface.imports.get(FunctionIndex(index)).map(amphi_protocol::Function::full_name).unwrap_or_default()
    }

    fn running(&self) -> MutexGuard<'_, Running> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One call of the plugin.
struct Answer {
    name: String,
    imports: Arc<dyn HostImports>,
    life: Arc<Life>,
    resources: Arc<Resources>,
    context: CallContext,
    args: Arguments,
    function: FunctionIndex,
}

/// The arguments of a call of the plugin, counted for as long as they are kept.
struct Arguments {
    bytes: Vec<u8>,
    held: Arc<AtomicUsize>,
}

impl Arguments {
    /// Copies the arguments, unless there are too many already. Nobody else adds meanwhile: the lane hands out one
    /// message at a time.
    fn hold(held: &Arc<AtomicUsize>, args: &[u8]) -> Option<Self> {
        let before = held.load(Ordering::Relaxed);
        if before > 0 && before.saturating_add(args.len()) > MAX_ARGUMENT_BYTES {
            return None;
        }
        held.fetch_add(args.len(), Ordering::Relaxed);
        Some(Self { bytes: args.to_vec(), held: Arc::clone(held) })
    }
}

impl Drop for Arguments {
    fn drop(&mut self) {
        self.held.fetch_sub(self.bytes.len(), Ordering::Relaxed);
    }
}

impl Answer {
    async fn run(self, reply: Reply<Scope>) {
        let exchange = Exchange::new(reply.streams());
        let context = self.context.clone().with_exchange(exchange.clone());
        let call = async {
            let result = self.imports.call(self.function, &context, &self.args.bytes).await;
            // While the place of the thread is this instance's still.
            (result, take_given())
        };
        let call = scoped(&self.resources, call);
        let (message, reply) = match AssertUnwindSafe(call).catch_unwind().await {
            // A plugin that does not wait any more aborts this here: then what was given is taken back.
            Ok((Ok(result), given)) => match reply.done(|out| exchange.give(&result, out)).await {
                Ok(()) => return given.into_iter().for_each(|mut given| given.sent()),
                // Where the lane is lost, the instance ends for that reason.
                Err(CallError::Lost(_)) => return,
                Err(error) => (format!("its result cannot be sent: {}", chain(&error)), None),
            },
            Ok((Err(error), _)) => (error.to_string(), Some(reply)),
            Err(panic) => (format!("it panicked: {}", panic_text(&*panic)), Some(reply)),
        };
        // First: the plugin panics over the answer, and that is not the cause.
        let cause = EndCause::ImportFailed { function: self.name, message: message.clone() };
        self.life.condemn(cause, Manner::Await(LAST_WORDS));
        if let Some(reply) = reply {
            reply.failed(FailureKind::ImportFailed, message);
        }
    }
}

/// Whether a value of a type gives something that is to be let go of.
pub(super) fn gives(ty: &Type) -> bool {
    ty.contains(&|part: &Type| matches!(part, Type::Own(_) | Type::Stream(_) | Type::Future(_)))
}

/// What a panic said, where it said it in words.
fn panic_text(panic: &(dyn Any + Send)) -> &str {
    let owned = panic.downcast_ref::<String>().map(String::as_str);
    owned.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("without a message")
}

/// Bytes that the arguments of a plugin's unanswered calls may have together: as many as one message. Stops a plugin
/// from leaving 256 messages of 64 MiB with its host.
const MAX_ARGUMENT_BYTES: usize = MAX_FRAME_BYTES;

/// How long an instance whose code has failed may take to end by itself: its last lines are worth waiting for.
const LAST_WORDS: Duration = Duration::from_millis(500);
