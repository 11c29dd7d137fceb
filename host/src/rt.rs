//! What generated code names. Not part of the public interface: it changes with the generator.

#[cfg(feature = "wasm")]
pub use crate::client::WasmExportFunction;
pub use crate::client::{Accepts, Callable, Client, ExportFunction, World};
pub use crate::imports::{HostImports, ImportFunction, call_import};
#[cfg(feature = "wasm")]
pub use crate::imports::{WasmImportFunction, WasmImports};
pub use crate::{CallContext, Error, FutureReader, ImportError, StreamReader};
pub use amphi_protocol::{Decode, Encode, Error as CodecError, FunctionIndex, FunctionTable, Interface, Reader, wire};
pub use futures_util::future::BoxFuture;
#[cfg(feature = "wasm")]
pub use wasmtime;
