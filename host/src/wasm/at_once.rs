//! The short way of an inline call: an ordinary call of an idle instance, in which nothing waits.
//!
//! What makes a call ordinary is checked first; everything else takes the way that knows of it, in `run`. What is here, and
//! what it calls where all goes well, is inlined: calls of functions took a fifth of what is ours of the smallest call.

use amphi_protocol::FunctionIndex;

use super::call::Plugin;
use super::gate::Entry;
use super::run::settle;
use super::store::Cell;
use super::times::Times;
use crate::call_context::CallContext;
use crate::client::Callable;
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
        let instance = &*self.instance;
        let Some(exported) = self.known(function) else { return Err(args) };
        let Some(cell) = self.begin_at_once(context, function) else { return Err(args) };
        let mut entry = Entry::new(cell);
        let Some(cell) = entry.go_inside() else { return Err(args) };
        let func = match exported.typed::<F::Params, F::Return>(&cell.store) {
            Ok(func) => func,
            Err(error) => {
                entry.leave(&instance.gate);
                return Ok(Err(self.unfit(function)(error)));
            }
        };
        let result = func.call(&mut cell.store, F::params(args));
        Ok(settle(instance, entry, result).map(F::result))
    }

    /// Takes the instance, prepared for the call, if that is all there is to do before.
    ///
    /// An inline instance runs guest code as long as it is out, and the clock knows that.
    #[inline]
    fn begin_at_once(&self, context: &CallContext, function: FunctionIndex) -> Option<Box<Cell>> {
        let instance = &*self.instance;
        let is_ordinary = self.is_direct && context.is_root() && !tracing::enabled!(tracing::Level::DEBUG);
        if !is_ordinary {
            return None;
        }
        let mut cell = instance.gate.take_idle()?;
        instance.ticker.wake();
        cell.begin_at_once(Times::at_once(&instance.limits, function));
        Some(cell)
    }
}
