//! The host: it knows its plugins by name and loads each with the backend that its configuration names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use amphi_protocol::{FunctionTable, Name};

use crate::artefact::Artefact;
use crate::client::{Accepts, Client, ImportsFor, World};
use crate::config::{Backend, PluginConfig};
use crate::error::Error;
use crate::handle::PluginHandle;
use crate::imports::{DynamicImports, HostImports};
use crate::load::{LoadRequest, next_instance};
use crate::output::{Output, PluginOutput};

/// Loads plugins by name.
///
/// Dropping the host, and every handle of its plugins, ends them the hard way; [`stop`](Self::stop) ends them in
/// order.
pub struct Host {
    plugins: BTreeMap<Name, PluginConfig>,
    outputs: Outputs,
    loaded: Mutex<BTreeMap<Name, Slot>>,
    #[cfg(feature = "wasm")]
    wasm: crate::wasm::Runtime,
}

/// A plugin that is loaded, or about to be.
enum Slot {
    Loading,
    Loaded(Arc<dyn PluginHandle>),
}

/// Gathers what a host needs, and checks it once in [`build`](Self::build).
#[derive(Debug, Default)]
pub struct HostBuilder {
    config: Option<PathBuf>,
    plugins: BTreeMap<Name, PluginConfig>,
    outputs: Outputs,
}

/// Where stdout and stderr of the plugins go.
#[derive(Debug, Default)]
struct Outputs {
    of_plugin: BTreeMap<Name, Output>,
    otherwise: Output,
}

impl HostBuilder {
    /// Adds a plugin, or replaces the one of that name in the configuration file.
    #[must_use]
    pub fn plugin(mut self, name: &str, config: PluginConfig) -> Self {
        self.plugins.insert(name.into(), config);
        self
    }

    /// Says where stdout and stderr of every plugin go; to the log, if this is not called.
    #[must_use]
    pub fn output(mut self, output: Output) -> Self {
        self.outputs.otherwise = output;
        self
    }

    /// Says where stdout and stderr of one plugin go.
    #[must_use]
    pub fn plugin_output(mut self, name: &str, output: Output) -> Self {
        self.outputs.of_plugin.insert(name.into(), output);
        self
    }

    /// Reads and checks the configuration.
    ///
    /// Dropping the future changes nothing.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] with the place.
    pub async fn build(self) -> Result<Host, Error> {
        let mut plugins = match &self.config {
            Some(path) => crate::config::read(path).await?,
            None => BTreeMap::new(),
        };
        plugins.extend(self.plugins);
        for (name, config) in &plugins {
            crate::config::check_name(name)?;
            config.check(name)?;
        }
        Ok(Host {
            #[cfg(feature = "wasm")]
            wasm: crate::wasm::Runtime::new(plugins.values())?,
            plugins,
            outputs: self.outputs,
            loaded: Mutex::default(),
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
        let loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        match loaded.get(name) {
            Some(Slot::Loaded(handle)) => Ok(handle.clone()),
            Some(Slot::Loading) => Err(Error::LoadState { plugin: name.to_string(), state: "still loading" }),
            None => Err(Error::LoadState { plugin: name.to_string(), state: "not loaded" }),
        }
    }

    /// The names of the configured plugins, in order.
    pub fn plugins(&self) -> impl Iterator<Item = &str> {
        self.plugins.keys().map(|name| &**name)
    }

    /// Stops every loaded plugin in order, all at once.
    ///
    /// Dropping the future does not stop the stopping of those that were asked already.
    ///
    /// # Errors
    ///
    /// The first plugin that could not be stopped; the others are stopped all the same.
    pub async fn stop(&self) -> Result<(), Error> {
        let slots = std::mem::take(&mut *self.loaded.lock().unwrap_or_else(PoisonError::into_inner));
        let handles: Vec<_> = slots
            .into_values()
            .filter_map(|slot| match slot {
                Slot::Loaded(handle) => Some(handle),
                Slot::Loading => None,
            })
            .collect();
        let stopped = futures_util::future::join_all(handles.iter().map(|handle| handle.stop())).await;
        stopped.into_iter().collect()
    }

    fn config_of(&self, name: &str) -> Result<(&Name, &PluginConfig), Error> {
        self.plugins.get_key_value(name).ok_or_else(|| Error::UnknownPlugin {
            plugin: name.to_string(),
            nearest: crate::config::nearest(name, self.plugins()).map(str::to_string),
        })
    }

    async fn load_any(
        &self,
        name: &str,
        imports: Arc<dyn HostImports>,
        expected: Option<&'static FunctionTable>,
    ) -> Result<Arc<dyn PluginHandle>, Error> {
        let (name, config) = self.config_of(name)?;
        let place = Place::reserve(&self.loaded, name)?;
        let request = LoadRequest {
            name: name.clone(),
            config: config.clone(),
            artefact: Artefact::find(name, config)?,
            imports,
            expected,
            output: PluginOutput::new(name, self.outputs.of(name)),
            instance: next_instance(),
        };
        let handle: Arc<dyn PluginHandle> = match config.backend {
            #[cfg(feature = "native")]
            Backend::Native => crate::native::load(request).await?,
            #[cfg(feature = "wasm")]
            Backend::Wasm => crate::wasm::load(&self.wasm, request).await?,
            #[expect(unreachable_patterns, reason = "a build with both backends has no missing one")]
            backend => return Err(Error::BackendMissing { plugin: name.to_string(), backend }),
        };
        place.fill(handle.clone());
        Ok(handle)
    }
}

impl Outputs {
    fn of(&self, plugin: &Name) -> Output {
        self.of_plugin.get(plugin).unwrap_or(&self.otherwise).clone()
    }
}

impl std::fmt::Debug for Host {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Host").field("plugins", &self.plugins.keys()).finish_non_exhaustive()
    }
}

/// A plugin's place while it is being loaded: free again if the load fails or is abandoned.
struct Place<'h> {
    slots: &'h Mutex<BTreeMap<Name, Slot>>,
    name: Name,
    filled: bool,
}

impl<'h> Place<'h> {
    /// Takes the place, unless a plugin that still lives has it.
    fn reserve(slots: &'h Mutex<BTreeMap<Name, Slot>>, name: &Name) -> Result<Self, Error> {
        let mut loaded = slots.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = |state| Err(Error::LoadState { plugin: name.to_string(), state });
        match loaded.get(name) {
            Some(Slot::Loading) => return taken("still loading"),
            Some(Slot::Loaded(handle)) if handle.state() == crate::handle::State::Ready => {
                return taken("loaded already");
            }
            _ => {}
        }
        loaded.insert(name.clone(), Slot::Loading);
        Ok(Self { slots, name: name.clone(), filled: false })
    }

    fn fill(mut self, handle: Arc<dyn PluginHandle>) {
        self.filled = true;
        self.slots.lock().unwrap_or_else(PoisonError::into_inner).insert(self.name.clone(), Slot::Loaded(handle));
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        if !self.filled {
            self.slots.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.name);
        }
    }
}
