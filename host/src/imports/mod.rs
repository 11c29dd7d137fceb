//! What a host answers when a plugin calls it.

mod dynamic;
#[cfg(feature = "wasm")]
mod wasm;

use std::fmt;
#[cfg(feature = "wasm")]
use std::sync::Arc;

use amphi_protocol::{Decode, Encode, FunctionIndex, FunctionTable};
use futures_util::future::BoxFuture;

use crate::call_context::CallContext;
#[cfg(feature = "wasm")]
use crate::error::Error;
use crate::resource::take_problem;

#[cfg(feature = "wasm")]
pub(crate) use dynamic::DynamicFunction;
pub use dynamic::{DynamicImports, NoImports};
#[cfg(feature = "wasm")]
pub use wasm::{WasmImportFunction, WasmImports};

/// A host import that failed without a WIT `result` to say so. It ends the instance that called it.
///
/// Any error converts into it with `?`.
pub struct ImportError {
    source: Box<dyn std::error::Error + Send + Sync>,
}

impl ImportError {
    /// Fails with a message.
    pub fn new(message: impl Into<String>) -> Self {
        Self { source: message.into().into() }
    }

    /// The error itself.
    pub fn into_inner(self) -> Box<dyn std::error::Error + Send + Sync> {
        self.source
    }
}

impl<E: std::error::Error + Send + Sync + 'static> From<E> for ImportError {
    fn from(source: E) -> Self {
        Self { source: Box::new(source) }
    }
}

/// Writes the error and its causes.
impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.source)?;
        let mut cause = self.source.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

impl fmt::Debug for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.source, f)
    }
}

/// The answers to everything that a plugin may call, for both backends.
pub trait HostImports: Send + Sync + 'static {
    /// What is offered.
    fn table(&self) -> &FunctionTable;

    /// Answers a call whose arguments came as bytes, with the bytes of the result.
    ///
    /// Dropping the future abandons the import.
    fn call<'a>(
        &'a self,
        function: FunctionIndex,
        context: &'a CallContext,
        args: &'a [u8],
    ) -> BoxFuture<'a, Result<Vec<u8>, ImportError>>;

    /// Puts every function into a component's linker.
    ///
    /// # Errors
    ///
    /// The linker has a function of that name already.
    #[cfg(feature = "wasm")]
    fn link(self: Arc<Self>, linker: &mut WasmImports<'_>) -> Result<(), Error>;
}

/// An imported function with its static types, answered by a `T`.
pub trait ImportFunction<T>: 'static {
    /// The position in the offered imports.
    const INDEX: FunctionIndex;
    /// Whether the plugin can do other things while it waits.
    const IS_ASYNC: bool = false;
    /// The arguments, owned.
    type Params: Decode + Send + 'static;
    /// The result, `()` for none.
    type Result: Encode + Send + 'static;

    /// Answers a call.
    fn call<'a>(
        target: &'a T,
        context: &'a CallContext,
        params: Self::Params,
    ) -> impl Future<Output = Result<Self::Result, ImportError>> + Send + 'a;
}

/// Answers a call from bytes to bytes.
///
/// # Errors
///
/// The arguments do not decode, which is the plugin's fault, or the import fails.
pub async fn call_import<F: ImportFunction<T>, T: Sync>(
    target: &T,
    context: &CallContext,
    args: &[u8],
) -> Result<Vec<u8>, ImportError> {
    let params = context.decode(args, F::Params::decode)?;
    let result = F::call(target, context, params).await?;
    let mut out = Vec::new();
    context.encode(|| result.encode(&mut out));
    match take_problem() {
        Some(problem) => Err(problem.into()),
        None => Ok(out),
    }
}
