//! What a backend is given to load a plugin.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use amphi_protocol::{Function, FunctionTable, InstanceId, Interface, Name, Type};
use amphi_wit::Binding;

use crate::artefact::Artefact;
use crate::config::{InstanceUse, PluginConfig};
use crate::error::Error;
use crate::imports::HostImports;
use crate::output::PluginOutput;

/// Everything that a backend needs to start instances of a plugin.
#[derive(Clone)]
pub(crate) struct LoadRequest {
    pub(crate) name: Name,
    pub(crate) config: PluginConfig,
    /// The file of the chosen backend, with its pin.
    pub(crate) artefact: Artefact,
    pub(crate) imports: Arc<dyn HostImports>,
    /// What the host will call, where it is known at load.
    pub(crate) expected: Option<&'static FunctionTable>,
    /// Where the plugin's logs, stdout and stderr go.
    pub(crate) output: Arc<PluginOutput>,
}

impl LoadRequest {
    /// Compares the plugin's interface with what the host expects and offers, and binds the two.
    pub(crate) fn bind(&self, plugin: &Interface) -> Result<Binding, Error> {
        amphi_wit::check_carried(plugin).map_err(|source| Error::Interface {
            plugin: self.name.to_string(),
            path: self.artefact.path.clone(),
            source: source.into(),
        })?;
        self.check_fresh(plugin)?;
        let expected =
            Interface { exports: self.expected.cloned().unwrap_or_default(), imports: FunctionTable::default() };
        amphi_wit::compare(&expected, self.imports.table(), plugin)
            .map_err(|difference| Error::Incompatible { plugin: self.name.to_string(), difference })
    }
}

impl LoadRequest {
    /// A stream in a result would outlive its call, and with that its instance.
    fn check_fresh(&self, plugin: &Interface) -> Result<(), Error> {
        let is_stream = |ty: &Type| matches!(ty, Type::Stream(_) | Type::Future(_));
        let gives_one = |function: &Function| function.result.as_ref().is_some_and(|ty| ty.contains(&is_stream));
        let mut exports = plugin.exports.iter().map(|(_, function)| function);
        match exports.find(|function| gives_one(function)) {
            Some(function) if self.config.instance == InstanceUse::Fresh => Err(Error::Unenforceable {
                plugin: self.name.to_string(),
                field: "instance",
                backend: self.config.backend,
                reason: format!(
                    "the result of {} is a stream or a future, which ends with its instance; set it to \"pooled\"",
                    function.full_name()
                ),
            }),
            _ => Ok(()),
        }
    }
}

/// The next instance's number, unique within the process.
pub(crate) fn next_instance() -> InstanceId {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    InstanceId(NEXT.fetch_add(1, Ordering::Relaxed))
}
