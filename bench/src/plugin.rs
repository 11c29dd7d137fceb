//! The plugin that is measured, built for both targets.

use std::path::PathBuf;

use amphi_build::{Environment, PluginBuild};
use amphi_host::config::{CacheConfig, Execution, InstanceUse, Latency, Tls};
use amphi_host::{Backend, CallContext, Host, HostBuilder, ImportError, PluginConfig};

amphi_host::bindings!({ path: "plugin/wit", world: "bench" });

/// The built plugin, and a folder for what hosts keep.
pub(crate) struct Built {
    pub(crate) wasm: PathBuf,
    pub(crate) native: PathBuf,
    /// The plugin with what waits, flows and stays.
    pub(crate) parts: Parts,
    pub(crate) folder: tempfile::TempDir,
}

/// The other plugin, for both targets.
pub(crate) struct Parts {
    pub(crate) wasm: PathBuf,
    pub(crate) native: PathBuf,
}

/// Answers the plugin's calls.
pub(crate) struct Reflect;

impl amphi::bench::host::Host for Reflect {
    async fn reflect(&self, _context: &CallContext, data: Vec<u8>) -> Result<Vec<u8>, ImportError> {
        Ok(data)
    }
}

impl Built {
    pub(crate) fn new() -> anyhow::Result<Self> {
        let environment = Environment::read();
        let progress = amphi_build::to_stderr();
        let build = |folder: &str| PluginBuild::new(&environment, folder).progress(&*progress).both();
        let built = build(concat!(env!("CARGO_MANIFEST_DIR"), "/plugin"))?;
        let parts = build(concat!(env!("CARGO_MANIFEST_DIR"), "/parts"))?;
        let parts = Parts { wasm: parts.wasm, native: parts.native };
        Ok(Self { wasm: built.wasm, native: built.native, parts, folder: tempfile::tempdir()? })
    }

    /// A host of the process; its plugin is called `bench`.
    pub(crate) fn native(&self, tls: Tls, latency: Latency) -> HostBuilder {
        let config = PluginConfig::new(&self.native, Backend::Native).with(|config| {
            config.native.tls = tls;
            config.native.latency = latency;
        });
        Host::builder().plugin("bench", config)
    }

    /// A host of the component.
    pub(crate) fn wasm(&self, execution: Execution) -> HostBuilder {
        self.component(|config| config.wasm.execution = execution)
    }

    /// A host that has a new instance of the component for each call.
    pub(crate) fn wasm_fresh(&self) -> HostBuilder {
        self.component(|config| config.instance = InstanceUse::Fresh)
    }

    fn component(&self, change: impl FnOnce(&mut PluginConfig)) -> HostBuilder {
        let config = PluginConfig::new(&self.wasm, Backend::Wasm).with(change);
        Host::builder().plugin("bench", config).cache(CacheConfig::in_folder(self.folder.path().join("cache")))
    }
}
