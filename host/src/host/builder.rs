//! What a host is made of: gathered, and checked once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
#[cfg(feature = "go-plugin")]
use std::sync::Arc;

use amphi_protocol::Name;

#[cfg(feature = "go-plugin")]
use super::go_config;
use super::{Host, Outputs, unknown};
use crate::config::{Backend, CacheConfig, PluginConfig};
use crate::error::Error;
use crate::loaded::Loaded;
use crate::output::Output;

/// Gathers what a host needs, and checks it once in [`build`](Self::build).
///
/// [`Host::from_config`] begins with a file, [`Host::builder`] with nothing; what is added here comes on top.
///
/// ```
/// # async fn run() -> Result<(), amphi_host::Error> {
/// use amphi_host::{Backend, Host, Output, PluginConfig};
///
/// let host = Host::builder()
///     .plugin("render", PluginConfig::new("plugins/render", Backend::Wasm))
///     .plugin("lint", PluginConfig::new("plugins/lint", Backend::Native).with(|lint| lint.limits.memory = 64 << 20))
///     .plugin_output("lint", Output::Inherit)
///     .build()
///     .await?;
/// assert_eq!(host.plugins().collect::<Vec<_>>(), ["lint", "render"]);
/// # Ok(())
/// # }
/// # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(run())?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
#[must_use = "a host is there when it is built"]
pub struct HostBuilder {
    config: Option<PathBuf>,
    cache: Option<CacheConfig>,
    plugins: BTreeMap<Name, PluginConfig>,
    backends: BTreeMap<Name, Backend>,
    outputs: Outputs,
    #[cfg(feature = "go-plugin")]
    provided: BTreeMap<Name, crate::go::Provided>,
}

impl HostBuilder {
    pub(super) fn from_file(path: &Path) -> Self {
        Self { config: Some(path.to_path_buf()), ..Self::default() }
    }

    /// Adds a plugin, or replaces the one of that name in the configuration file.
    ///
    /// A relative source is relative to the working directory.
    pub fn plugin(mut self, name: &str, config: PluginConfig) -> Self {
        self.plugins.insert(name.into(), config);
        self
    }

    /// Says what isolates a plugin of the configuration file, whatever that says.
    pub fn backend(mut self, name: &str, backend: Backend) -> Self {
        self.backends.insert(name.into(), backend);
        self
    }

    /// Says where compiled components are kept, whatever the configuration file says.
    pub fn cache(mut self, cache: CacheConfig) -> Self {
        self.cache = Some(cache);
        self
    }

    /// Says where stdout and stderr of every plugin go; to the log, if this is not called.
    pub fn output(mut self, output: Output) -> Self {
        self.outputs.otherwise = output;
        self
    }

    /// Says where stdout and stderr of one plugin go.
    pub fn plugin_output(mut self, name: &str, output: Output) -> Self {
        self.outputs.of_plugin.insert(name.into(), output);
        self
    }

    /// Gives the TLS for a plugin of go-plugin that has a TLS provider of its own (`ServeConfig.TLSProvider`), in place of
    /// AutoMTLS.
    #[cfg(feature = "go-plugin")]
    pub fn go_tls(mut self, name: &str, tls: amphi_go_plugin::tls::Tls) -> Self {
        self.provided.entry(name.into()).or_default().tls = Some(tls);
        self
    }

    /// Has a plugin of go-plugin started by a runner of the host's own, in place of the host: in a container, or as another
    /// user.
    #[cfg(feature = "go-plugin")]
    pub fn go_runner(mut self, name: &str, runner: Arc<dyn crate::go::runner::Runner>) -> Self {
        self.provided.entry(name.into()).or_default().runner = Some(runner);
        self
    }

    /// Reads and checks the configuration.
    ///
    /// Nothing is loaded yet. What hosts of this user that were killed left in the folders for sockets is removed.
    /// Dropping the future changes nothing.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] with the place; [`Error::UnknownPlugin`] for the output, the backend, the TLS or the runner of a
    /// plugin that there is not; [`Error::NoGoSession`] for the TLS or the runner of one that is none of go-plugin.
    pub async fn build(self) -> Result<Host, Error> {
        let (cache, mut plugins) = match &self.config {
            Some(path) => crate::config::read(path).await?,
            None => (CacheConfig::default(), BTreeMap::new()),
        };
        let cache = self.cache.unwrap_or(cache);
        #[cfg(not(feature = "wasm"))]
        drop(cache);
        plugins.extend(self.plugins);
        for (name, backend) in self.backends {
            match plugins.get_mut(&name) {
                Some(config) => config.backend = backend,
                None => return Err(unknown(&name, &plugins)),
            }
        }
        for (name, config) in &plugins {
            crate::config::check_name(name)?;
            config.check(name)?;
        }
        if let Some(name) = self.outputs.of_plugin.keys().find(|name| !plugins.contains_key(*name)) {
            return Err(unknown(name, &plugins));
        }
        #[cfg(feature = "go-plugin")]
        for name in self.provided.keys() {
            let config = plugins.get(name).ok_or_else(|| unknown(name, &plugins))?;
            go_config(name, config)?;
        }
        #[cfg(feature = "native")]
        if plugins.values().any(|config| config.backend == Backend::Native) {
            crate::native::make_ready().await;
        }
        Ok(Host {
            #[cfg(feature = "wasm")]
            wasm: crate::wasm::Runtime::new(plugins.values(), cache.with_folder()),
            plugins,
            outputs: self.outputs,
            #[cfg(feature = "go-plugin")]
            provided: self.provided,
            loaded: Loaded::default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn values_given_in_code_are_checked() {
        let config = PluginConfig::new("x.wasm", Backend::Wasm).with(|config| config.limits.in_flight = 0);
        let error = Host::builder().plugin("p", config).build().await.unwrap_err();
        assert!(matches!(error, Error::Config(_)));
        let error = Host::builder().plugin("a b", PluginConfig::new("x", Backend::Native)).build().await.unwrap_err();
        assert!(matches!(error, Error::Config(_)));
    }

    #[tokio::test]
    async fn code_wins_over_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("amphi.toml");
        std::fs::write(
            &file,
            "[plugins]\na = { source = 'a', backend = 'wasm' }\nb = { source = 'b', backend = 'wasm' }",
        )
        .unwrap();
        let own = PluginConfig::new("own", Backend::Native);
        let host = Host::from_config(&file).plugin("b", own.clone()).build().await.unwrap();
        assert_eq!(host.plugins["a"].source, folder.path().join("a"));
        assert_eq!(host.plugins["b"], own);
        let host = Host::from_config(&file).backend("a", Backend::Native).build().await.unwrap();
        assert_eq!(host.plugins["a"].backend, Backend::Native);
        let error = Host::from_config(&file).backend("c", Backend::Native).build().await.unwrap_err();
        assert!(matches!(error, Error::UnknownPlugin { .. }));
    }
}
