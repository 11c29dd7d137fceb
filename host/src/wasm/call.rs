//! Calls into a component.

use amphi_protocol::{FunctionIndex, Value};
use futures_util::future::BoxFuture;

use super::Plugin;
use crate::call_context::CallContext;
use crate::client::Callable;
use crate::error::Error;
use crate::handle::{PluginHandle, PluginInfo, State};

impl Plugin {
    /// Calls a function with static types.
    pub(crate) async fn call_typed<F: Callable>(
        &self,
        context: &CallContext,
        function: FunctionIndex,
        args: F::Args<'_>,
    ) -> Result<F::Result, Error> {
        todo!()
    }
}

impl PluginHandle for Plugin {
    fn info(&self) -> &PluginInfo {
        todo!()
    }

    fn state(&self) -> State {
        todo!()
    }

    fn call_in<'a>(
        &'a self,
        context: &'a CallContext,
        function: &'a str,
        args: &'a [Value],
    ) -> BoxFuture<'a, Result<Option<Value>, Error>> {
        todo!()
    }

    fn health(&self) -> BoxFuture<'_, Result<(), Error>> {
        todo!()
    }

    fn stop(&self) -> BoxFuture<'_, Result<(), Error>> {
        todo!()
    }
}
