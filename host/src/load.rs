//! What a backend is given to load a plugin.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use amphi_protocol::{FunctionTable, InstanceId, Interface, Name};
use amphi_wit::Binding;

use crate::artefact::Artefact;
use crate::config::PluginConfig;
use crate::error::Error;
use crate::imports::HostImports;
use crate::output::PluginOutput;
use crate::resource::Resources;

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
        if !self.config.has_one_instance() && Resources::are_in(plugin) {
            return Err(Error::Unenforceable {
                plugin: self.name.to_string(),
                field: "instance",
                backend: self.config.backend,
                reason:
                    "its functions pass resources, which belong to one instance; leave `instance` and `instances` at \
                         their defaults"
                        .to_string(),
            });
        }
        let expected =
            Interface { exports: self.expected.cloned().unwrap_or_default(), imports: FunctionTable::default() };
        amphi_wit::compare(&expected, self.imports.table(), plugin)
            .map_err(|difference| Error::Incompatible { plugin: self.name.to_string(), difference })
    }
}

/// The next instance's number, unique within the process.
pub(crate) fn next_instance() -> InstanceId {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    InstanceId(NEXT.fetch_add(1, Ordering::Relaxed))
}
