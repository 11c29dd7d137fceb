//! What a host is told about its plugins: by `amphi.toml`, or by the same fields in code.

mod document;
mod error;
mod limits;

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

pub use error::ConfigError;
pub use limits::Limits;

/// What isolates a plugin from its host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
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
/// [`wasm`](Self::wasm).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PluginConfig {
    /// A component (`.wasm`), an executable, or a folder with both: `NAME.wasm` and `native/TARGET/NAME`,
    /// where `NAME` is the folder's name and `TARGET` the target triple.
    pub source: PathBuf,
    /// What isolates it.
    pub backend: Backend,
    /// The SHA-256 that each artefact must have.
    pub pins: Pins,
    /// What it may use.
    pub limits: Limits,
    /// What it may touch.
    pub permissions: Permissions,
    /// What concerns it only as a process.
    pub native: NativeConfig,
    /// What concerns it only as a component.
    pub wasm: WasmConfig,
}

impl PluginConfig {
    /// A plugin with every other field at its default.
    pub fn new(source: impl Into<PathBuf>, backend: Backend) -> Self {
        Self {
            source: source.into(),
            backend,
            pins: Pins::default(),
            limits: Limits::default(),
            permissions: Permissions::default(),
            native: NativeConfig::default(),
            wasm: WasmConfig::default(),
        }
    }
}

/// The SHA-256 of a plugin's artefacts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pins {
    /// Of the executable.
    pub native: Option<[u8; 32]>,
    /// Of the component.
    pub wasm: Option<[u8; 32]>,
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

/// What concerns a plugin only as a process.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NativeConfig {
    /// The variable by which a plugin knows that a host started it. Not a secret.
    pub cookie: Cookie,
    /// The application's own protocol versions that this host speaks; the plugin takes the highest that both know.
    pub versions: Vec<u32>,
    /// How the connection is secured.
    pub tls: Tls,
    /// How long the plugin may take from its start to its first answer. Default 10 s.
    pub start_timeout: Duration,
    /// How it is stopped.
    pub stop: StopConfig,
}

impl Default for NativeConfig {
    fn default() -> Self {
        Self {
            cookie: Cookie::default(),
            versions: vec![1],
            tls: Tls::Auto,
            start_timeout: Duration::from_secs(10),
            stop: StopConfig::default(),
        }
    }
}

/// The variable by which a plugin knows that a host started it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cookie {
    /// The variable's name.
    pub key: String,
    /// Its value.
    pub value: String,
}

impl Default for Cookie {
    fn default() -> Self {
        Self { key: "AMPHI_PLUGIN".into(), value: "d7f1c2a0-amphi".into() }
    }
}

/// How the connection to a process is secured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tls {
    /// TLS 1.3 with a one-use certificate on each side, both pinned.
    Auto,
    /// None: the socket's private folder is all that keeps other users out.
    Off,
}

/// How a process is stopped: asked, then `SIGTERM`, then `SIGKILL` to its group, each with its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StopConfig {
    /// How long it may take after it was asked. Default 2 s.
    pub ask: Duration,
    /// How long it may take after `SIGTERM`. Default 2 s.
    pub term: Duration,
    /// How long it may take after `SIGKILL`, before it is given up. Default 2 s.
    pub kill: Duration,
}

impl Default for StopConfig {
    fn default() -> Self {
        let step = Duration::from_secs(2);
        Self { ask: step, term: step, kill: step }
    }
}

/// What concerns a plugin only as a component.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WasmConfig {
    /// On whose time it runs.
    pub execution: Execution,
}

/// On whose time a component runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Execution {
    /// It yields to the runtime every few milliseconds and waits without blocking.
    #[default]
    Yielding,
    /// It runs on the caller's thread until it returns or its deadline interrupts it: the quickest way for short,
    /// trusted calls. Host imports must answer without waiting.
    Inline,
}

impl PluginConfig {
    /// Checks what no single field can: limits in their ranges, versions that exist.
    pub(crate) fn check(&self, _plugin: &str) -> Result<(), ConfigError> {
        Ok(())
    }
}

/// Reads the plugins of a configuration file.
pub(crate) async fn read(path: &std::path::Path) -> Result<BTreeMap<amphi_protocol::Name, PluginConfig>, ConfigError> {
    let text = tokio::fs::read_to_string(path)
        .await
        .map_err(|source| ConfigError::Read { path: path.to_path_buf(), source })?;
    document::parse(path, &text)
}

/// The known name that is nearest to an unknown one, if any is near.
pub(crate) fn nearest<'a>(unknown: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|name| (strsim::damerau_levenshtein(unknown, name), name))
        .filter(|(distance, _)| *distance <= unknown.len() / 3 + 1)
        .min()
        .map(|(_, name)| name)
}
