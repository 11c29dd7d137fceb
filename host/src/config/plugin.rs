//! One plugin's configuration: what stands on both backends.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use super::{GoPluginConfig, InstanceUse, Limits, NativeConfig, WasmConfig};
use crate::digest::Digest;

/// What isolates a plugin from its host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Backend {
    /// A process of its own.
    Native,
    /// A sandbox inside the host's process.
    Wasm,
}

impl fmt::Display for Backend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Native => "native",
            Self::Wasm => "wasm",
        })
    }
}

/// One plugin: where it is, what isolates it, and what it may do.
///
/// Fields with a meaning on both backends stand here, those of one backend in [`native`](Self::native) and
/// [`wasm`](Self::wasm). Values are checked when the host is built.
///
/// ```
/// use std::time::Duration;
/// use amphi_host::{Backend, PluginConfig};
///
/// let config = PluginConfig::new("plugins/render", Backend::Wasm).with(|config| {
///     config.limits.call_timeout = Duration::from_secs(5);
///     config.permissions.env.insert("LANG".into(), "C".into());
/// });
/// # assert_eq!(config.permissions.env.len(), 1);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PluginConfig {
    /// A component (`.wasm`), an executable, or a folder with both: `NAME.wasm` and `native/TARGET/NAME`,
    /// where `NAME` is the folder's name and `TARGET` the target triple.
    pub source: PathBuf,
    /// What isolates it.
    pub backend: Backend,
    /// The digests that each artefact must have.
    pub pins: Pins,
    /// What becomes of an instance and its state after a call.
    pub instance: InstanceUse,
    /// How many instances there may be at once. If it is not said, 1 where they are shared, otherwise 4.
    pub instances: Option<u32>,
    /// What it may use.
    pub limits: Limits,
    /// What it may touch.
    pub permissions: Permissions,
    /// What concerns it only as a process.
    pub native: NativeConfig,
    /// What concerns it only as a component.
    pub wasm: WasmConfig,
    /// Set for a plugin of HashiCorp's go-plugin: a process that speaks gRPC or net/rpc. Needs the native backend.
    pub go_plugin: Option<GoPluginConfig>,
}

impl PluginConfig {
    /// A plugin with every other field at its default.
    ///
    /// A relative source is relative to the host's working directory; in `amphi.toml` it is relative to the file.
    pub fn new(source: impl Into<PathBuf>, backend: Backend) -> Self {
        Self {
            source: source.into(),
            backend,
            pins: Pins::default(),
            instance: InstanceUse::default(),
            instances: None,
            limits: Limits::default(),
            permissions: Permissions::default(),
            native: NativeConfig::default(),
            wasm: WasmConfig::default(),
            go_plugin: None,
        }
    }

    /// Changes fields, for configurations that are one expression.
    #[must_use]
    pub fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }
}

/// The digests of a plugin's artefacts: a file must have each that stands here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pins {
    /// Of the executable.
    pub native: Vec<Digest>,
    /// Of the component.
    pub wasm: Vec<Digest>,
}

/// What a plugin may touch: nothing, unless it stands here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Permissions {
    /// The environment variables that it sees, with their values. Nothing is inherited from the host.
    pub env: BTreeMap<String, String>,
    /// Its command-line arguments, after its name.
    pub args: Vec<String>,
}
