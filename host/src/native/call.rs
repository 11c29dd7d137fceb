//! Calls into a process.

use std::sync::Arc;
use std::time::{Duration, Instant};

use amphi_protocol::limits::{MAX_CHAIN, MAX_PASSED_STREAMS};
use amphi_protocol::{
    CallFailure, CallId, Decode, Encode, Error as CodecError, FailureKind, Function, FunctionIndex, Reader,
    STREAM_COUNT, Value, collect_passed, decode_value, encode_value, pass_on,
};
use amphi_transport::{CallError, CallHead};
use futures_util::future::BoxFuture;
use tracing::Instrument;

use super::Plugin;
use super::imports::{Scope, gives};
use super::life::Manner;
use super::watchdog::{Abandoned, Step};
use crate::call_context::CallContext;
use crate::client::Callable;
use crate::end::EndCause;
use crate::error::Error;
use crate::handle::{PluginHandle, PluginInfo, State};
use crate::instances::Member;
use crate::lane::Lane;
use crate::resource::{HANDLES, HandleProblem, Lent, Mode, adopt, decline, pass_values};

impl Plugin {
    /// Calls a function with static types.
    pub(crate) async fn call_typed<F: Callable>(
        &self,
        context: &CallContext,
        function: FunctionIndex,
        args: F::Args<'_>,
    ) -> Result<F::Result, Error> {
        if F::HANDLES {
            return self.call_with_handles::<F>(context, function, args).await;
        }
        self.call(context, function, None, move |out| args.encode(out), F::Result::decode).await
    }

    /// As above, with resources: they are checked before anything is sent.
    async fn call_with_handles<F: Callable>(
        &self,
        context: &CallContext,
        function: FunctionIndex,
        args: F::Args<'_>,
    ) -> Result<F::Result, Error> {
        let mut bytes = Vec::new();
        let (passed, streams) = collect_passed(|| self.resources.pass(Mode::Wire, || args.encode(&mut bytes)));
        let mut passed = passed.map_err(|problem| self.bad_handle(function, problem))?;
        // The handles in there are the plugin's, or taken back by what passes.
        drop(args);
        self.check_size(function, bytes.len())?;
        let lent = passed.lent();
        let encode = |out: &mut Vec<u8>| {
            out.extend_from_slice(&bytes);
            pass_on(streams);
            passed.sent();
        };
        let decode = |input: &mut Reader<'_>| {
            let _entered = self.resources.enter();
            F::Result::decode(input)
        };
        self.call(context, function, lent, encode, decode).await
    }

    fn bad_handle(&self, function: FunctionIndex, problem: HandleProblem) -> Error {
        Error::Handle { plugin: self.info.name.to_string(), function: self.function_name(function), problem }
    }

    /// Resources are given with a message only if it is sent.
    fn check_size(&self, function: FunctionIndex, got: usize) -> Result<(), Error> {
        let (got, allowed) = (got as u64, self.limits.message_size);
        if got <= allowed { Ok(()) } else { Err(self.over_limit(function, "limits.message_size", allowed, got)) }
    }

    async fn call_dynamic(
        &self,
        context: &CallContext,
        function: &str,
        args: &[Value],
    ) -> Result<Option<Value>, Error> {
        let exports = &self.info.interface.exports;
        let unknown = |source| Error::UnknownFunction { plugin: self.info.name.to_string(), source };
        let index = exports.find(function).map_err(unknown)?;
        let Some(signature) = exports.get(index) else { return Err(self.no_function(index)) };
        let passed = pass_values(&self.resources, signature, args);
        let (mut passed, args) = passed.map_err(|problem| self.bad_handle(index, problem))?;
        let (bytes, streams) = collect_passed(|| self.encode_args(signature, &args));
        let bytes = bytes?;
        self.check_size(index, bytes.len())?;
        let lent = passed.lent();
        let encode = |out: &mut Vec<u8>| {
            out.extend_from_slice(&bytes);
            pass_on(streams);
            passed.sent();
        };
        let decode = |input: &mut Reader<'_>| {
            let Some(ty) = &signature.result else { return Ok(None) };
            let mut value = decode_value(ty, input)?;
            adopt(&self.resources, &mut value, ty)?;
            Ok(Some(value))
        };
        self.call(context, index, lent, encode, decode).await
    }

    /// Encodes arguments by the plugin's own types; wrong ones are found here, before anything is sent.
    fn encode_args(&self, function: &Function, args: &[Value]) -> Result<Vec<u8>, Error> {
        let wrong =
            |reason| Error::Arguments { plugin: self.info.name.to_string(), function: function.full_name(), reason };
        if args.len() != function.params.len() {
            return Err(wrong(format!("it takes {}, got {}", function.params.len(), args.len())));
        }
        let mut bytes = Vec::new();
        for (param, value) in function.params.iter().zip(args) {
            encode_value(value, &param.ty, &mut bytes)
                .map_err(|error| wrong(format!("parameter {}: {error}", param.name)))?;
        }
        Ok(bytes)
    }

    /// Calls a function in its span.
    async fn call<R>(
        &self,
        context: &CallContext,
        function: FunctionIndex,
        lent: Option<Arc<Lent>>,
        encode: impl FnOnce(&mut Vec<u8>),
        decode: impl FnOnce(&mut Reader<'_>) -> Result<R, CodecError>,
    ) -> Result<R, Error> {
        let id = self.session.next_id();
        let span = tracing::debug_span!(
            "call",
            plugin = %self.info.name,
            func = self.function_name(function),
            call_id = id.0,
        );
        let scope =
            Scope { context: context.clone(), deadline: Instant::now(), span: span.clone(), function, _lent: lent };
        self.call_as(id, scope, function, encode, decode).instrument(span).await
    }

    async fn call_as<R>(
        &self,
        id: CallId,
        mut scope: Scope,
        function: FunctionIndex,
        encode: impl FnOnce(&mut Vec<u8>),
        decode: impl FnOnce(&mut Reader<'_>) -> Result<R, CodecError>,
    ) -> Result<R, Error> {
        self.admit(&scope.context, function).await?;
        let now = Instant::now();
        let deadline = scope.context.deadline_from(now, self.limits.call_timeout);
        scope.deadline = deadline;
        let timeout = deadline.saturating_duration_since(now);
        if timeout.is_zero() {
            return Err(self.late(function, timeout));
        }
        let head = CallHead {
            id,
            function,
            timeout: Some(timeout),
            chain: scope.context.chain().to_vec(),
            trace: scope.context.trace(),
            scope,
        };
        let limit = self.limits.message_size;
        let decode = |input: &mut Reader<'_>| {
            let got = input.remaining() as u64;
            if got > limit {
                self.decline(function, input);
                return Err(CodecError::OverLimit { what: RESULT_SIZE, got, limit });
            }
            decode(input)
        };
        let mut guard = Guard { plugin: self, call: Some((id, function, deadline, timeout)) };
        let called = self.deadlines.within(deadline, self.session.call(head, encode, decode)).await;
        let Ok(answered) = called else { return Err(self.late(function, timeout)) };
        guard.call = None;
        match answered {
            // A plugin that heeds its deadline answers before the timer, which is a millisecond coarse, has fired.
            Ok(_) if Instant::now() >= deadline => Err(self.late(function, timeout)),
            Ok(result) => Ok(result),
            Err(error) => Err(self.explain(error, function, timeout).await),
        }
    }

    /// Lets go of what a result gives that is refused.
    fn decline(&self, function: FunctionIndex, result: &mut Reader<'_>) {
        let function = self.info.interface.exports.get(function);
        if let Some(ty) = function.and_then(|function| function.result.as_ref()).filter(|ty| gives(ty)) {
            decline(&self.resources, ty, result);
        }
    }

    /// Refuses a call that cannot or must not be made.
    async fn admit(&self, context: &CallContext, function: FunctionIndex) -> Result<(), Error> {
        if !self.life.is_ready() {
            return Err(self.gone().await);
        }
        if self.info.interface.exports.get(function).is_none() {
            return Err(self.no_function(function));
        }
        if context.waits(self.info.instance) {
            return Err(Error::Reentrant {
                plugin: self.info.name.to_string(),
                function: self.function_name(function),
            });
        }
        if context.chain().len() > MAX_CHAIN {
            return Err(self.over_limit(function, "call depth", MAX_CHAIN as u64, context.chain().len() as u64));
        }
        Ok(())
    }

    /// Says whose fault it is that a call gave no result.
    async fn explain(&self, error: CallError, function: FunctionIndex, timeout: Duration) -> Error {
        let plugin = || self.info.name.to_string();
        let name = || self.function_name(function);
        let size = self.limits.message_size;
        match error {
            CallError::Failed(failure) => self.explain_failure(failure, function, timeout).await,
            CallError::Lost(_) => self.gone().await,
            CallError::Busy { limit } => {
                self.over_limit(function, "limits.in_flight", limit as u64, (limit as u64).saturating_add(1))
            }
            CallError::Arguments(CodecError::OverLimit { what: STREAM_COUNT, got, limit }) => {
                self.over_limit(function, STREAM_COUNT, limit, got)
            }
            CallError::Result(CodecError::OverLimit { what: HANDLES, got, limit }) => {
                self.over_limit(function, HANDLES, limit, got)
            }
            CallError::Arguments(CodecError::OverLimit { got, .. })
            | CallError::Result(CodecError::OverLimit { what: RESULT_SIZE, got, .. }) => {
                self.over_limit(function, "limits.message_size", size, got)
            }
            CallError::Arguments(source) => {
                Error::Arguments { plugin: plugin(), function: name(), reason: source.to_string() }
            }
            CallError::Result(source) => Error::Result { plugin: plugin(), function: name(), source },
            other => {
                let message = other.to_string();
                self.life.condemn(EndCause::Violation { message, stderr: Vec::new() }, Manner::Kill);
                self.gone().await
            }
        }
    }

    async fn explain_failure(&self, failure: CallFailure, function: FunctionIndex, timeout: Duration) -> Error {
        let plugin = self.info.name.to_string();
        let name = self.function_name(function);
        match failure.kind {
            // These end the instance, which `imports` saw to.
            FailureKind::Panicked | FailureKind::ImportFailed => self.gone().await,
            FailureKind::UnknownFunction => self.no_function(function),
            FailureKind::BadArguments => Error::Arguments { plugin, function: name, reason: failure.message },
            FailureKind::Reentrant => Error::Reentrant { plugin, function: name },
            FailureKind::Cancelled | FailureKind::DeadlineExceeded => self.late(function, timeout),
            FailureKind::OverLimit if failure.message.starts_with(STREAM_COUNT) => {
                let limit = MAX_PASSED_STREAMS as u64;
                self.over_limit(function, STREAM_COUNT, limit, limit.saturating_add(1))
            }
            FailureKind::OverLimit => {
                let size = self.limits.message_size;
                // The plugin says in words how much it was; what it is trusted with is the number alone.
                let numbers = failure.message.split(|c: char| !c.is_ascii_digit());
                let got = numbers.filter_map(|number| number.parse().ok()).find(|got| *got > size);
                self.over_limit(function, "limits.message_size", size, got.unwrap_or(size.saturating_add(1)))
            }
        }
    }

    /// The error of an instance that is gone or about to be.
    async fn gone(&self) -> Error {
        let plugin = self.info.name.to_string();
        // A caller need not wait for a stop that may take seconds; any other end is a matter of milliseconds,
        // and its cause is worth them.
        let cause = match self.life.sentence() {
            Some(sentence) if sentence.cause == EndCause::Stopped => sentence.cause.into(),
            _ => self.life.ended().await,
        };
        Error::Ended { plugin, cause }
    }

    fn late(&self, function: FunctionIndex, timeout: Duration) -> Error {
        let function = self.function_name(function);
        Error::DeadlineExceeded { plugin: self.info.name.to_string(), function, timeout }
    }

    fn over_limit(&self, function: FunctionIndex, limit: &'static str, allowed: u64, got: u64) -> Error {
        let function = self.function_name(function);
        Error::OverLimit { plugin: self.info.name.to_string(), function, limit, allowed, got }
    }

    fn no_function(&self, index: FunctionIndex) -> Error {
        let source = CodecError::UnknownFunction { function: format!("number {}", index.0), nearest: None };
        Error::UnknownFunction { plugin: self.info.name.to_string(), source }
    }

    fn function_name(&self, index: FunctionIndex) -> String {
        self.info.interface.exports.get(index).map(Function::full_name).unwrap_or_default()
    }
}

impl PluginHandle for Plugin {
    fn info(&self) -> &PluginInfo {
        &self.info
    }

    fn state(&self) -> State {
        self.life.state()
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
        Box::pin(async move {
            if !self.life.is_ready() {
                return Err(self.gone().await);
            }
            // Busy within its deadline is healthy: a function that runs answers nothing until it ends.
            if self.session.in_flight() > 0 {
                return Ok(());
            }
            match tokio::time::timeout(HEALTH_TIMEOUT, self.session.health()).await {
                Ok(Ok(())) => Ok(()),
                Ok(Err(_)) => Err(self.gone().await),
                Err(_) if self.session.in_flight() > 0 => Ok(()),
                Err(_) => {
                    let plugin = self.info.name.to_string();
                    Err(Error::Unresponsive { plugin, waited: HEALTH_TIMEOUT })
                }
            }
        })
    }

    fn stop(&self) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async move {
            self.life.condemn(EndCause::Stopped, Manner::Ask);
            self.life.ended().await;
            if !self.life.is_left_behind() {
                return Ok(());
            }
            let source = std::io::Error::new(std::io::ErrorKind::TimedOut, "it survives SIGKILL");
            Err(Error::Stop { plugin: self.info.name.to_string(), source })
        })
    }

    fn lane(&self) -> Lane<'_> {
        Lane::Native(self)
    }
}

impl Member for Plugin {
    fn is_idle(&self) -> bool {
        self.session.in_flight() == 0
    }

    fn idle(&self) -> BoxFuture<'_, ()> {
        Box::pin(self.session.idle())
    }

    fn is_held(&self) -> bool {
        self.resources.are_held()
    }

    fn released(&self) -> BoxFuture<'_, ()> {
        Box::pin(self.resources.wait_released())
    }

    fn ends_at_once(&self) -> bool {
        false
    }
}

/// Passes a call whose future ends before its answer comes to the watchdog.
struct Guard<'a> {
    plugin: &'a Plugin,
    call: Option<(CallId, FunctionIndex, Instant, Duration)>,
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        let Some((id, function, due, timeout)) = self.call else { return };
        if self.plugin.session.is_running(id) {
            self.plugin.watchdog.watch(Abandoned { due, step: Step::Deadline, id, function, timeout });
        }
    }
}

/// What is over its limit when a result is: tells it from the codec's own limits.
const RESULT_SIZE: &str = "result size in bytes";

/// How long an idle plugin may take for a sign of life. It takes less than a millisecond, unless the machine is
/// badly overloaded.
const HEALTH_TIMEOUT: Duration = Duration::from_secs(2);
