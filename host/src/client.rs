//! What a generated client stands on.

use std::sync::Arc;

use amphi_protocol::{Decode, Encode, FunctionIndex, FunctionTable, Interface};

use crate::call_context::CallContext;
use crate::error::Error;
use crate::handle::PluginHandle;
use crate::imports::HostImports;
use crate::lane;
use crate::resource::claim;

/// A WIT world as a host uses it: implemented by the client that [`bindings!`](crate::bindings) makes.
pub trait World: Sized + Send + Sync + 'static {
    /// The world's name in kebab case.
    const NAME: &'static str;

    /// What the host expects of a plugin, and what it offers to it.
    fn interface() -> &'static Interface;

    /// Makes the client.
    #[doc(hidden)]
    fn from_client(client: Client) -> Self;
}

/// A world whose imports `I` can answer.
pub trait Accepts<I>: World {
    /// Wraps the answers for the backends.
    #[doc(hidden)]
    fn imports(imports: I) -> Arc<dyn HostImports>;
}

/// Answers to the imports of world `W`: whatever the world [accepts](Accepts).
pub trait ImportsFor<W: World> {
    /// Wraps the answers for the backends.
    #[doc(hidden)]
    fn into_host_imports(self) -> Arc<dyn HostImports>;
}

impl<W: Accepts<I>, I> ImportsFor<W> for I {
    fn into_host_imports(self) -> Arc<dyn HostImports> {
        W::imports(self)
    }
}

/// An exported function with its static types.
pub trait ExportFunction: 'static {
    /// The position in the expected interface's exports.
    const INDEX: FunctionIndex;
    /// The arguments, as the client borrows them.
    type Args<'a>: Encode + Send;
    /// The result, `()` for none.
    type Result: Decode + Encode + Send + 'static;
    /// Whether resources cross with a call.
    const HANDLES: bool = false;
    /// Whether there may be resources in the result.
    const GIVES: bool = false;
}

/// An exported function with the types that wasmtime lowers and lifts.
#[cfg(feature = "wasm")]
pub trait WasmExportFunction: ExportFunction {
    /// The arguments, owned: a call may outlive its caller.
    type Params: wasmtime::component::ComponentNamedList + wasmtime::component::Lower + Send + Sync + 'static;
    /// `(R,)`, or `()`.
    type Return: wasmtime::component::ComponentNamedList + wasmtime::component::Lift + Send + Sync + 'static;

    /// Takes ownership of the arguments.
    fn params(args: Self::Args<'_>) -> Self::Params;

    /// Unwraps the result.
    fn result(ret: Self::Return) -> Self::Result;
}

/// A function that every backend of this build can call.
#[cfg(feature = "wasm")]
pub trait Callable: WasmExportFunction {}
#[cfg(feature = "wasm")]
impl<F: WasmExportFunction> Callable for F {}

/// A function that every backend of this build can call.
#[cfg(not(feature = "wasm"))]
pub trait Callable: ExportFunction {}
#[cfg(not(feature = "wasm"))]
impl<F: ExportFunction> Callable for F {}

/// A plugin with its functions resolved: no call looks up a name.
#[derive(Clone)]
pub struct Client {
    handle: Arc<dyn PluginHandle>,
    /// For each function the host expects, its number in the plugin.
    functions: Arc<[FunctionIndex]>,
    context: CallContext,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("plugin", &self.handle.info().name).finish_non_exhaustive()
    }
}

impl Client {
    /// Resolves every function of the world in the plugin.
    ///
    /// # Errors
    ///
    /// [`Error::Incompatible`] with every difference.
    pub fn bind<W: World>(handle: Arc<dyn PluginHandle>) -> Result<Self, Error> {
        let info = handle.info();
        let expected = Interface { exports: W::interface().exports.clone(), imports: FunctionTable::default() };
        let found = Interface { exports: info.interface.exports.clone(), imports: FunctionTable::default() };
        let binding = amphi_wit::compare(&expected, &FunctionTable::default(), &found)
            .map_err(|difference| Error::Incompatible { plugin: info.name.to_string(), difference })?;
        Ok(Self { functions: binding.exports.into(), handle, context: CallContext::root() })
    }

    /// The plugin behind the client.
    pub fn handle(&self) -> &Arc<dyn PluginHandle> {
        &self.handle
    }

    /// The same client, calling in the name of `context`.
    #[must_use]
    pub fn within(&self, context: &CallContext) -> Self {
        Self { context: context.clone(), ..self.clone() }
    }

    /// Calls a function.
    ///
    /// # Errors
    ///
    /// The call did not complete.
    pub async fn call<F: Callable>(&self, args: F::Args<'_>) -> Result<F::Result, Error> {
        // A client is made by `bind`, which resolves every function of its world.
        let index = usize::try_from(F::INDEX.0).ok().and_then(|index| self.functions.get(index)).copied();
        let call = lane::call::<F>(&*self.handle, &self.context, index.unwrap_or(F::INDEX), args);
        let result = call.await?;
        if F::GIVES {
            claim(self, &result);
        }
        Ok(result)
    }
}
