//! The one face of a loaded plugin, whatever isolates it.

use std::sync::Arc;

use amphi_protocol::{InstanceId, Interface, Name, Value};
use futures_util::future::BoxFuture;

use crate::call_context::CallContext;
use crate::config::Backend;
use crate::end::EndCause;
use crate::error::Error;
use crate::lane::Lane;

/// A loaded plugin.
///
/// Both backends implement it, and so can anything else: a mock in a test needs [`info`](Self::info),
/// [`state`](Self::state), [`call_in`](Self::call_in), [`health`](Self::health) and [`stop`](Self::stop), and a
/// typed client works over it as it does over a real plugin.
pub trait PluginHandle: Send + Sync + 'static {
    /// What is known about the plugin; the same for as long as the handle lives.
    fn info(&self) -> &PluginInfo;

    /// Where in its life the plugin is now.
    fn state(&self) -> State;

    /// Calls an exported function: `render`, or `example:text/document#words` where the bare name is not unique.
    ///
    /// The result is none for a function without one. Dropping the future abandons the call: the plugin is told
    /// where it can listen, and runs on to the call's end or deadline; its state stays.
    fn call_in<'a>(
        &'a self,
        context: &'a CallContext,
        function: &'a str,
        args: &'a [Value],
    ) -> BoxFuture<'a, Result<Option<Value>, Error>>;

    /// Asks whether the plugin can answer. A plugin that is busy with a call within its deadline is healthy.
    ///
    /// Dropping the future changes nothing.
    fn health(&self) -> BoxFuture<'_, Result<(), Error>>;

    /// Stops the plugin in order: asked first, then made to. Calls in flight fail; calling it again is harmless.
    ///
    /// Dropping the future does not stop the stopping.
    fn stop(&self) -> BoxFuture<'_, Result<(), Error>>;

    /// The fast path of typed calls.
    #[doc(hidden)]
    fn lane(&self) -> Lane<'_> {
        Lane::Dynamic
    }
}

impl dyn PluginHandle {
    /// Calls an exported function that no other call waits for; see [`call_in`](PluginHandle::call_in).
    ///
    /// # Errors
    ///
    /// The call did not complete. What the function itself returns is in the value.
    pub async fn call(&self, function: &str, args: &[Value]) -> Result<Option<Value>, Error> {
        self.call_in(&CallContext::root(), function, args).await
    }
}

/// What is known about a loaded plugin.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PluginInfo {
    /// Its name in the configuration.
    pub name: Name,
    /// What isolates it, or none for a handle that is neither.
    pub backend: Option<Backend>,
    /// Its instance, unique within the process.
    pub instance: InstanceId,
    /// The process, where it has one of its own.
    pub process_id: Option<u32>,
    /// What it exports and imports.
    pub interface: Arc<Interface>,
}

impl PluginInfo {
    /// Describes a plugin that no backend of this crate carries, for example a mock.
    pub fn new(name: &str, interface: Interface) -> Self {
        Self {
            name: name.into(),
            backend: None,
            instance: crate::load::next_instance(),
            process_id: None,
            interface: Arc::new(interface),
        }
    }
}

/// Where in its life a plugin is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum State {
    /// It takes calls.
    Ready,
    /// It is being stopped and takes no new calls.
    Stopping,
    /// It is gone.
    Ended(Arc<EndCause>),
}
