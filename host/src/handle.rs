//! The one face of a loaded plugin, whatever isolates it.

use std::fmt;
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

    /// The instances that live now, each with its own handle; none for a plugin that is one instance itself.
    fn instances(&self) -> Vec<Arc<dyn PluginHandle>> {
        Vec::new()
    }

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

impl fmt::Debug for dyn PluginHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let info = self.info();
        let mut shown = f.debug_struct("PluginHandle");
        shown.field("name", &info.name).field("backend", &info.backend).field("state", &self.state());
        shown.finish_non_exhaustive()
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
    /// Its instance, unique within the process. A plugin of several has a number of its own, which is none of theirs.
    pub instance: InstanceId,
    /// The process, where it has one of its own and no more than one.
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

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use amphi_protocol::{FunctionIndex, Type};

    use super::*;
    use crate::client::{Client, ExportFunction, World};
    use crate::mock::{Mock, interface};

    /// What `bindings!` makes of a world with `export shout: func(text: string) -> string`, by hand.
    struct Loud(Client);

    impl World for Loud {
        const NAME: &'static str = "loud";

        fn interface() -> &'static Interface {
            static INTERFACE: LazyLock<Interface> = LazyLock::new(|| interface(Type::String));
            &INTERFACE
        }

        fn from_client(client: Client) -> Self {
            Self(client)
        }
    }

    struct Shout;

    impl ExportFunction for Shout {
        const INDEX: FunctionIndex = FunctionIndex(0);
        type Args<'a> = (&'a str,);
        type Result = String;
    }

    #[cfg(feature = "wasm")]
    impl crate::client::WasmExportFunction for Shout {
        type Params = (String,);
        type Return = (String,);

        fn params((text,): (&str,)) -> (String,) {
            (text.into(),)
        }

        fn result((text,): (String,)) -> String {
            text
        }
    }

    /// A world that the mock does not fit.
    struct Counting;

    impl World for Counting {
        const NAME: &'static str = "counting";

        fn interface() -> &'static Interface {
            static INTERFACE: LazyLock<Interface> = LazyLock::new(|| interface(Type::U64));
            &INTERFACE
        }

        fn from_client(_: Client) -> Self {
            Self
        }
    }

    #[tokio::test]
    async fn a_mock_is_called_with_values() {
        let handle: Arc<dyn PluginHandle> = Arc::new(Mock::new("mock"));
        assert_eq!(handle.call("shout", &[Value::from("hi")]).await.unwrap(), Some(Value::from("HI")));
        assert!(matches!(handle.call("shuot", &[]).await, Err(Error::UnknownFunction { .. })));
        assert_eq!((handle.info().backend, handle.info().process_id), (None, None));
        handle.health().await.unwrap();
    }

    #[tokio::test]
    async fn a_typed_client_works_over_a_mock() {
        let loud = Loud::from_client(Client::bind::<Loud>(Arc::new(Mock::new("mock"))).unwrap());
        assert_eq!(loud.0.call::<Shout>(("hi",)).await.unwrap(), "HI");
        assert_eq!(loud.0.within(&CallContext::root()).call::<Shout>(("you",)).await.unwrap(), "YOU");
    }

    #[tokio::test]
    async fn an_answer_of_another_type_is_an_error() {
        let mock = Mock::new("mock").answering(Value::U8(3));
        let client = Client::bind::<Loud>(Arc::new(mock)).unwrap();
        assert!(matches!(client.call::<Shout>(("hi",)).await, Err(Error::Result { .. })));
    }

    #[test]
    fn a_client_of_another_world_is_refused() {
        let refused = Client::bind::<Counting>(Arc::new(Mock::new("mock")));
        assert!(matches!(refused, Err(Error::Incompatible { .. })));
    }
}
