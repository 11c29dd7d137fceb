//! What is shared about one instance: by its handle, its calls and its imports.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use amphi_protocol::limits::MAX_CHAIN;
use amphi_protocol::{FunctionIndex, InstanceId, Interface, Name};
use tokio::runtime::Handle;
use tokio::sync::Notify;

use super::epoch::Ticker;
use super::gate::Gate;
use crate::call_context::CallContext;
use crate::config::{Execution, Limits};
use crate::end::EndCause;
use crate::error::Error;
use crate::output::PluginOutput;
use crate::resource::Resources;

/// One instance, apart from its store.
pub(super) struct Instance {
    pub(super) name: Name,
    pub(super) id: InstanceId,
    pub(super) interface: Arc<Interface>,
    pub(super) limits: Limits,
    pub(super) execution: Execution,
    pub(super) output: Arc<PluginOutput>,
    pub(super) resources: Arc<Resources>,
    pub(super) gate: Gate,
    pub(super) ticker: Ticker,
    /// Where timers and abandoned calls run; callers need not be in a runtime themselves.
    pub(super) runtime: Handle,
    /// Told when the host has dropped a resource of an instance whose calls run beside each other.
    pub(super) dropped: Notify,
    /// Whether calls run beside each other: the world has async functions, and the store a task of its own.
    pub(super) is_concurrent: bool,
    /// Nobody waits for the call under way any more, where there is one at a time.
    pub(super) abandoned: Arc<AtomicBool>,
    /// Numbers the calls that somebody traces.
    pub(super) calls: AtomicU64,
    /// Whether the plugin ends with this instance: otherwise another one takes its place.
    pub(super) alone: bool,
}

impl Instance {
    /// The full name of a function that the plugin exports.
    pub(super) fn function_name(&self, function: FunctionIndex) -> String {
        let name = self.interface.exports.get(function).map(amphi_protocol::Function::full_name);
        name.unwrap_or_else(|| {
            if function == DESTRUCTOR { "a destructor".to_string() } else { format!("number {}", function.0) }
        })
    }

    /// Refuses a call that must not be made.
    pub(super) fn admit(&self, context: &CallContext, function: FunctionIndex) -> Result<(), Error> {
        if context.waits(self.id) {
            return Err(Error::Reentrant { plugin: self.name.to_string(), function: self.function_name(function) });
        }
        let depth = context.chain().len();
        if depth > MAX_CHAIN {
            return Err(self.over_limit(function, "call depth", MAX_CHAIN as u64, depth as u64));
        }
        Ok(())
    }

    pub(super) fn over_limit(&self, function: FunctionIndex, limit: &'static str, allowed: u64, got: u64) -> Error {
        Error::OverLimit { plugin: self.name.to_string(), function: self.function_name(function), limit, allowed, got }
    }

    /// Ends the instance, unless it has ended; the first cause counts.
    pub(super) fn end(&self, cause: EndCause) -> Arc<EndCause> {
        let (cause, first) = self.gate.end(cause);
        self.resources.close();
        match &*cause {
            _ if !first => {}
            EndCause::Stopped if self.alone => tracing::info!(plugin = %self.name, "plugin stopped"),
            EndCause::Stopped => tracing::debug!(plugin = %self.name, "instance stopped"),
            lost if self.alone => tracing::error!(plugin = %self.name, cause = %lost, "plugin lost"),
            lost => tracing::warn!(plugin = %self.name, cause = %lost, "instance lost"),
        }
        cause
    }

    /// The number of a call, for its span.
    pub(super) fn next_call(&self) -> u64 {
        self.calls.fetch_add(1, Ordering::Relaxed)
    }

    /// The error of a call whose instance ended, or is being stopped, before it could run.
    pub(super) fn gone(&self) -> Error {
        self.ended(self.gate.ending().unwrap_or_else(|| EndCause::Stopped.into()))
    }

    /// The error of a call whose instance ended.
    pub(super) fn ended(&self, cause: Arc<EndCause>) -> Error {
        Error::Ended { plugin: self.name.to_string(), cause }
    }
}

/// What stands for the destructors of the plugin's resources among its functions.
pub(super) const DESTRUCTOR: FunctionIndex = FunctionIndex(u32::MAX);
