//! The host: it knows its plugins by name and loads each with the backend that its configuration names.

mod builder;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use amphi_protocol::{FunctionTable, Name};

use crate::artefact::Artefact;
use crate::client::{Accepts, Client, ImportsFor, World};
use crate::config::{Backend, PluginConfig};
use crate::error::Error;
use crate::handle::PluginHandle;
use crate::imports::{DynamicImports, HostImports};
use crate::instances::Starter;
use crate::load::LoadRequest;
use crate::loaded::Loaded;
use crate::output::{Output, PluginOutput};

pub use self::builder::HostBuilder;

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

/// Where stdout and stderr of the plugins go.
#[derive(Debug, Default)]
struct Outputs {
    of_plugin: BTreeMap<Name, Output>,
    otherwise: Output,
}

impl Host {
    /// Starts from a file; relative paths in it are relative to its folder.
    pub fn from_config(path: impl AsRef<Path>) -> HostBuilder {
        HostBuilder::from_file(path.as_ref())
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
