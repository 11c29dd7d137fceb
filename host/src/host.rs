//! The host: it knows its plugins by name and loads each with the backend that its configuration names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use amphi_protocol::{FunctionTable, Name};

use crate::artefact::Artefact;
use crate::client::{Accepts, Client, ImportsFor, World};
use crate::config::{Backend, CacheConfig, PluginConfig};
use crate::error::Error;
use crate::handle::PluginHandle;
use crate::imports::{DynamicImports, HostImports};
use crate::instances::Starter;
use crate::load::LoadRequest;
use crate::loaded::Loaded;
use crate::output::{Output, PluginOutput};

/// Loads plugins by name.
///
/// Dropping the host, and every handle of its plugins, ends them the hard way; [`stop`](Self::stop) ends them in
/// order.
pub struct Host {
    plugins: BTreeMap<Name, PluginConfig>,
    outputs: Outputs,
    #[cfg(feature = "go-plugin")]
    provided: BTreeMap<Name, crate::go::Provided>,
    loaded: Loaded,
    #[cfg(feature = "wasm")]
    wasm: crate::wasm::Runtime,
}

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

/// Where stdout and stderr of the plugins go.
#[derive(Debug, Default)]
struct Outputs {
    of_plugin: BTreeMap<Name, Output>,
    otherwise: Output,
}

impl HostBuilder {
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

impl Host {
    /// Starts from a file; relative paths in it are relative to its folder.
    pub fn from_config(path: impl AsRef<Path>) -> HostBuilder {
        HostBuilder { config: Some(path.as_ref().to_path_buf()), ..HostBuilder::default() }
    }

    /// Starts from nothing.
    pub fn builder() -> HostBuilder {
        HostBuilder::default()
    }

    /// Loads a plugin that needs nothing from its host, and gives its typed client.
    ///
    /// Dropping the future abandons the load; a process that was started is ended.
    ///
    /// # Errors
    ///
    /// The plugin does not load, or does not fit the world.
    pub async fn load<W: Accepts<()>>(&self, name: &str) -> Result<W, Error> {
        self.load_with::<W>(name, ()).await
    }

    /// Loads a plugin whose calls `imports` answers, and gives its typed client.
    ///
    /// Dropping the future abandons the load; a process that was started is ended.
    ///
    /// # Errors
    ///
    /// The plugin does not load, or does not fit the world.
    pub async fn load_with<W: World>(&self, name: &str, imports: impl ImportsFor<W>) -> Result<W, Error> {
        let handle = self.load_any(name, imports.into_host_imports(), Some(&W::interface().exports)).await?;
        Ok(W::from_client(Client::bind::<W>(handle)?))
    }

    /// Loads a plugin whose interface is known only from the plugin itself.
    ///
    /// Dropping the future abandons the load; a process that was started is ended.
    ///
    /// # Errors
    ///
    /// The plugin does not load, or needs an import that is not given.
    pub async fn load_dynamic(
        &self,
        name: &str,
        imports: impl Into<DynamicImports>,
    ) -> Result<Arc<dyn PluginHandle>, Error> {
        self.load_any(name, Arc::new(imports.into()), None).await
    }

    /// The handle of a loaded plugin.
    ///
    /// # Errors
    ///
    /// No plugin of that name is configured, or it is not loaded.
    pub fn plugin(&self, name: &str) -> Result<Arc<dyn PluginHandle>, Error> {
        self.config_of(name)?;
        self.loaded.find(name)
    }

    /// How a plugin is configured, loaded or not.
    ///
    /// # Errors
    ///
    /// No plugin of that name is configured.
    pub fn config(&self, name: &str) -> Result<&PluginConfig, Error> {
        Ok(self.config_of(name)?.1)
    }

    /// The session of a loaded plugin of go-plugin, for code that has stubs of its own: a client that tonic generates, a
    /// broker. It ends with the plugin.
    ///
    /// ```no_run
    /// # async fn run(host: amphi_host::Host) -> Result<(), amphi_host::Error> {
    /// let session = host.go_plugin("kv")?;
    /// if let Some(grpc) = session.grpc() {
    ///     let channel = grpc.channel();
    ///     # drop(channel);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`plugin`](Self::plugin); [`Error::NoGoSession`] for another plugin, or one of several instances.
    #[cfg(feature = "go-plugin")]
    pub fn go_plugin(&self, name: &str) -> Result<crate::go::GoSession, Error> {
        let handle = self.plugin(name)?;
        crate::go::GoSession::of(&*handle)
    }

    /// Takes over a plugin of go-plugin that runs already; its configuration says what its versions offer.
    ///
    /// Dropping the future leaves the plugin as it was.
    ///
    /// # Errors
    ///
    /// [`Error::Reattach`] if the process is not there, is another, does not answer, or is not what the configuration says.
    #[cfg(feature = "go-plugin")]
    pub async fn reattach(&self, name: &str, record: crate::go::Reattach) -> Result<Arc<dyn PluginHandle>, Error> {
        self.reattach_any(name, record, None).await
    }

    /// Takes over a plugin of go-plugin that runs already, and gives its typed client; see [`reattach`](Self::reattach).
    ///
    /// # Errors
    ///
    /// As [`reattach`](Self::reattach); [`Error::Incompatible`] if the plugin does not fit the world.
    #[cfg(feature = "go-plugin")]
    pub async fn reattach_as<W: Accepts<()>>(&self, name: &str, record: crate::go::Reattach) -> Result<W, Error> {
        let handle = self.reattach_any(name, record, Some(&W::interface().exports)).await?;
        Ok(W::from_client(Client::bind::<W>(handle)?))
    }

    /// The names of the configured plugins, in order.
    pub fn plugins(&self) -> impl Iterator<Item = &str> {
        self.plugins.keys().map(|name| &**name)
    }

    /// Stops every loaded plugin in order, all at once. Each may be loaded again afterwards.
    ///
    /// A plugin that is just being loaded is left alone: drop that load's future. Dropping this future does not
    /// stop the stopping of those that were asked already.
    ///
    /// # Errors
    ///
    /// The first plugin that could not be stopped; the others are stopped all the same.
    pub async fn stop(&self) -> Result<(), Error> {
        let handles = self.loaded.take();
        let stopped = futures_util::future::join_all(handles.iter().map(|handle| handle.stop())).await;
        stopped.into_iter().collect()
    }

    fn config_of(&self, name: &str) -> Result<(&Name, &PluginConfig), Error> {
        self.plugins.get_key_value(name).ok_or_else(|| unknown(name, &self.plugins))
    }

    fn request(
        &self,
        name: &Name,
        config: &PluginConfig,
        artefact: Artefact,
        imports: Arc<dyn HostImports>,
        expected: Option<&'static FunctionTable>,
    ) -> LoadRequest {
        let output = PluginOutput::new(name, self.outputs.of(name));
        LoadRequest { name: name.clone(), config: config.clone(), artefact, imports, expected, output }
    }

    fn artefact(&self, name: &Name, config: &PluginConfig) -> Result<Artefact, Error> {
        let found = Artefact::find(name, config);
        #[cfg(feature = "go-plugin")]
        if matches!(found, Err(Error::SourceMissing { .. }))
            && self.provided.get(name).is_some_and(|provided| provided.runner.is_some())
        {
            // The runner may see what this machine does not have.
            return Ok(Artefact::unread(config));
        }
        found
    }

    async fn load_any(
        &self,
        name: &str,
        imports: Arc<dyn HostImports>,
        expected: Option<&'static FunctionTable>,
    ) -> Result<Arc<dyn PluginHandle>, Error> {
        let (name, config) = self.config_of(name)?;
        let place = self.loaded.reserve(name)?;
        let request = self.request(name, config, self.artefact(name, config)?, imports, expected);
        let starter: Arc<dyn Starter> = match config.backend {
            #[cfg(feature = "go-plugin")]
            Backend::Native if let Some(go) = &config.go_plugin => {
                let provided = self.provided.get(name).cloned().unwrap_or_default();
                Arc::new(crate::go::Starter::new(request, go, provided).await?)
            }
            #[cfg(not(feature = "go-plugin"))]
            _ if config.go_plugin.is_some() => return Err(Error::GoPluginMissing { plugin: name.to_string() }),
            #[cfg(feature = "native")]
            Backend::Native => Arc::new(crate::native::Starter::new(request)),
            #[cfg(feature = "wasm")]
            Backend::Wasm => Arc::new(crate::wasm::Starter::new(&self.wasm, request).await?),
            #[cfg(not(all(feature = "native", feature = "wasm")))]
            backend => return Err(Error::BackendMissing { plugin: name.to_string(), backend }),
        };
        let handle = crate::instances::load(starter, config).await?;
        place.fill(handle.clone());
        Ok(handle)
    }
}

#[cfg(feature = "go-plugin")]
impl Host {
    async fn reattach_any(
        &self,
        name: &str,
        record: crate::go::Reattach,
        expected: Option<&'static FunctionTable>,
    ) -> Result<Arc<dyn PluginHandle>, Error> {
        let (name, config) = self.config_of(name)?;
        let go = go_config(name, config)?;
        let place = self.loaded.reserve(name)?;
        // Nothing of it is read: the plugin runs.
        let artefact = Artefact { pins: Vec::new(), ..Artefact::unread(config) };
        let request = self.request(name, config, artefact, Arc::new(DynamicImports::new()), expected);
        let tls = self.provided.get(name).and_then(|provided| provided.tls.clone());
        let handle = crate::go::reattach(request, go, record, tls).await?;
        place.fill(handle.clone());
        Ok(handle)
    }
}

impl Outputs {
    fn of(&self, plugin: &Name) -> Output {
        self.of_plugin.get(plugin).unwrap_or(&self.otherwise).clone()
    }
}

/// What makes a plugin one of go-plugin.
#[cfg(feature = "go-plugin")]
fn go_config<'c>(name: &str, config: &'c PluginConfig) -> Result<&'c crate::config::GoPluginConfig, Error> {
    let reason = "its configuration has no table go-plugin";
    config.go_plugin.as_ref().ok_or_else(|| Error::NoGoSession { plugin: name.to_string(), reason })
}

fn unknown(name: &str, plugins: &BTreeMap<Name, PluginConfig>) -> Error {
    let known = plugins.keys().map(|name| &**name);
    Error::UnknownPlugin { plugin: name.to_string(), nearest: crate::config::nearest(name, known).map(str::to_string) }
}

impl std::fmt::Debug for Host {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Host").field("plugins", &self.plugins.keys()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handle::State;
    use crate::imports::NoImports;
    use crate::mock::Mock;

    async fn host(names: &[&str]) -> Host {
        let config = || PluginConfig::new("/nowhere/x.wasm", Backend::Wasm);
        names.iter().fold(Host::builder(), |host, name| host.plugin(name, config())).build().await.unwrap()
    }

    fn put(host: &Host, handle: Arc<Mock>) {
        let name = handle.info().name.clone();
        host.loaded.reserve(&name).unwrap().fill(handle);
    }

    #[tokio::test]
    async fn what_is_not_there_is_named_with_the_nearest() {
        let host = host(&["render", "lint"]).await;
        let error = host.plugin("rendr").unwrap_err();
        assert!(matches!(error, Error::UnknownPlugin { nearest: Some(name), .. } if name == "render"));
        let error = Host::builder().plugin_output("render", Output::Null).build().await.unwrap_err();
        assert!(matches!(error, Error::UnknownPlugin { nearest: None, .. }));
    }

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

    #[tokio::test]
    async fn a_load_that_fails_leaves_its_place_free() {
        let host = host(&["p"]).await;
        for _ in 0..2 {
            let error = host.load_dynamic("p", NoImports).await.unwrap_err();
            assert!(matches!(error, Error::SourceMissing { .. }));
        }
        assert!(matches!(host.plugin("p"), Err(Error::LoadState { state: "not loaded", .. })));
    }

    #[tokio::test]
    async fn all_are_stopped_though_one_cannot() {
        let host = host(&["a", "b", "c"]).await;
        let mocks = [Mock::new("a"), Mock::new("b").unstoppable(), Mock::new("c")].map(Arc::new);
        mocks.iter().for_each(|mock| put(&host, mock.clone()));
        assert!(matches!(host.stop().await, Err(Error::Stop { plugin, .. }) if plugin == "b"));
        assert!(mocks.iter().all(|mock| mock.state() != State::Ready));
        host.stop().await.unwrap();
    }
}
