//! What generated code names. Not part of the public interface: it changes with the generator.

#[cfg(feature = "wasm")]
pub use crate::client::WasmExportFunction;
pub use crate::client::{Accepts, Callable, Client, ExportFunction, World};
pub use crate::imports::{HostImports, ImportFunction, call_import};
#[cfg(feature = "wasm")]
pub use crate::imports::{WasmImportFunction, WasmImports};
pub use crate::resource::{HostBorrow, HostOwned, PluginBorrow, PluginOwned, Within};
pub use crate::{
    __host_resource as host_resource, __plugin_resource as plugin_resource, __resource_codec as resource_codec,
    __wasm_resource as wasm_resource,
};
pub use crate::{CallContext, Error, FutureReader, ImportError, StreamReader};
pub use amphi_protocol::{
    Decode, Encode, Error as CodecError, FunctionIndex, FunctionTable, Interface, Reader, ResourceIndex, wire,
};
pub use futures_util::future::BoxFuture;
#[cfg(feature = "wasm")]
pub use wasmtime;
