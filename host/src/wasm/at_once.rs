//! The short way of an inline call: an ordinary call of an idle instance, in which nothing waits.
//!
//! What makes a call ordinary is checked first, by code that is compiled once. Everything else takes the way that knows
//! of it, in `run`.

use amphi_protocol::FunctionIndex;
use amphi_protocol::limits::MAX_FRAME_BYTES;

use super::call::Plugin;
use super::exported::Exported;
use super::gate::Entry;
use super::instance::Instance;
use super::run::settle;
use super::times::Times;
use crate::call_context::CallContext;
use crate::client::Callable;
use crate::config::Execution;
use crate::error::Error;

impl Plugin {
    /// Calls a function on the caller's thread; gives the arguments back if the call is no ordinary one.
    pub(crate) fn call_at_once<'a, F: Callable>(
        &self,
        context: &CallContext,
        function: FunctionIndex,
        args: F::Args<'a>,
    ) -> Result<Result<F::Result, Error>, F::Args<'a>> {
        if F::HANDLES {
            return Err(args);
        }
        let Some(mut begun) = self.begin_at_once(context, function) else { return Err(args) };
        let Some(cell) = begun.entry.cell() else { return Err(args) };
        let func = match begun.exported.typed::<F::Params, F::Return>(&cell.store) {
            Ok(func) => func,
            Err(error) => return Ok(Err(self.unfit(function)(error))),
        };
        let _running = begun.instance.ticker.running();
        let Some(cell) = begun.entry.go_inside() else { return Err(args) };
        let result = func.call(&mut cell.store, F::params(args));
        Ok(settle(begun.instance, begun.entry, result, &begun.times).map(F::result))
    }

    /// Enters the instance, if that is all there is to do before the call.
    fn begin_at_once(&self, context: &CallContext, function: FunctionIndex) -> Option<Begun<'_>> {
        let instance = &*self.instance;
        let limits = &instance.limits;
        let is_ordinary = instance.execution == Execution::Inline
            && self.actor.is_none()
            && context.is_root()
            && !instance.resources.is_used()
            && !limits.call_timeout.is_zero()
            && limits.message_size >= MAX_FRAME_BYTES as u64
            && !tracing::enabled!(tracing::Level::DEBUG);
        if !is_ordinary {
            return None;
        }
        let exported = self.exported(function).ok()?;
        let mut entry = instance.gate.enter_idle()?;
        let times = Times::of(instance, context, function, limits.message_size);
        entry.cell()?.begin(context, times);
        Some(Begun { instance, exported, entry, times })
    }
}

/// A call that may run.
struct Begun<'p> {
    instance: &'p Instance,
    exported: &'p Exported,
    entry: Entry,
    times: Times,
}
