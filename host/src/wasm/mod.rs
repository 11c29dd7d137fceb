//! Plugins as components in a sandbox inside the host's process.

mod call;
mod load;

use std::sync::Arc;

use crate::config::PluginConfig;
use crate::error::Error;

pub(crate) use load::load;

/// A plugin in a sandbox.
pub struct Plugin {}

/// The engine that a host's components share.
pub(crate) struct Runtime {}

impl Runtime {
    /// Sizes the engine for the plugins of a host.
    pub(crate) fn new<'a>(_plugins: impl Iterator<Item = &'a PluginConfig>) -> Result<Self, Error> {
        Ok(Self {})
    }
}

/// Host imports, typed, on their way into a linker.
pub(crate) struct ImportLinker {}

impl ImportLinker {
    pub(crate) fn func<F: crate::imports::WasmImportFunction<T>, T: Send + Sync + 'static>(
        &mut self,
        _interface: Option<&'static str>,
        _name: &'static str,
        _target: &Arc<T>,
    ) -> Result<(), Error> {
        todo!()
    }

    pub(crate) fn func_dynamic(&mut self, _function: &Arc<crate::imports::DynamicFunction>) -> Result<(), Error> {
        todo!()
    }
}
