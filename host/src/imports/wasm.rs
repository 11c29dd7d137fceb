//! Host imports in a component's linker.

use std::sync::Arc;

use amphi_protocol::ResourceIndex;
use wasmtime::component::{ComponentNamedList, Lift, Lower};

use super::ImportFunction;
use crate::error::Error;

/// An imported function with the types that wasmtime lifts and lowers.
pub trait WasmImportFunction<T>: ImportFunction<T, Params: ComponentNamedList + Lift> {
    /// `(R,)`, or `()`.
    type Return: ComponentNamedList + Lower + Send + Sync + 'static;

    /// Wraps the result.
    fn ret(result: Self::Result) -> Self::Return;
}

/// The linker of one component, for its host imports.
#[expect(missing_debug_implementations, reason = "wasmtime's linker has none")]
pub struct WasmImports<'a> {
    linker: &'a mut crate::wasm::ImportLinker,
}

impl<'a> WasmImports<'a> {
    pub(crate) fn new(linker: &'a mut crate::wasm::ImportLinker) -> Self {
        Self { linker }
    }

    /// Adds a function of an interface, or of the world itself.
    ///
    /// # Errors
    ///
    /// None today: a function that was added before is an error when the component is linked.
    pub fn func<F: WasmImportFunction<T>, T: Send + Sync + 'static>(
        &mut self,
        interface: Option<&'static str>,
        name: &'static str,
        target: &Arc<T>,
    ) -> Result<(), Error> {
        self.linker.func::<F, T>(interface, name, target);
        Ok(())
    }

    /// Adds a resource of an interface, or of the world itself.
    ///
    /// # Errors
    ///
    /// None today: a resource that was added before is an error when the component is linked.
    pub fn resource(&mut self, interface: Option<&str>, name: &str, index: ResourceIndex) -> Result<(), Error> {
        self.linker.resource(interface, name, index);
        Ok(())
    }

    /// Adds a function whose types are known at run time only.
    pub(super) fn func_dynamic(&mut self, function: &Arc<super::dynamic::DynamicFunction>) {
        self.linker.func_dynamic(function);
    }
}
