//! What is shared about one instance: by its handle, its calls and its imports.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use amphi_protocol::{FunctionIndex, InstanceId, Interface, Name};
use tokio::runtime::Handle;

use super::epoch::Ticker;
use super::gate::Gate;
use crate::config::{Execution, Limits};
use crate::end::EndCause;
use crate::error::Error;
use crate::output::PluginOutput;

/// One instance, apart from its store.
pub(super) struct Instance {
    pub(super) name: Name,
    pub(super) id: InstanceId,
    pub(super) interface: Arc<Interface>,
    pub(super) limits: Limits,
    pub(super) execution: Execution,
    pub(super) output: Arc<PluginOutput>,
    pub(super) gate: Gate,
    pub(super) ticker: Ticker,
    /// Where timers and abandoned calls run; callers need not be in a runtime themselves.
    pub(super) runtime: Handle,
    /// Nobody waits for the call under way any more.
    pub(super) abandoned: AtomicBool,
    /// Numbers the calls that somebody traces.
    pub(super) calls: AtomicU64,
}

impl Instance {
    /// The full name of a function that the plugin exports.
    pub(super) fn function_name(&self, function: FunctionIndex) -> String {
        self.interface.exports.get(function).map_or_else(|| format!("number {}", function.0), |it| it.full_name())
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
