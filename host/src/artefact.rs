//! The file that a plugin's source means for a backend.

use std::path::{Path, PathBuf};

use crate::config::{Backend, PluginConfig};
use crate::error::Error;

/// The target triple that this host was built for, as cargo names it: where a plugin's folder keeps the executable.
pub const TARGET: &str = env!("AMPHI_TARGET");

/// A component or an executable, with the digest that it must have.
#[derive(Clone, Debug)]
pub(crate) struct Artefact {
    pub(crate) path: PathBuf,
    pub(crate) pin: Option<[u8; 32]>,
}

impl Artefact {
    /// Finds the file of the plugin's backend at its source.
    pub(crate) fn find(plugin: &str, config: &PluginConfig) -> Result<Self, Error> {
        let missing = |path: &Path, reason: &str| Error::SourceMissing {
            plugin: plugin.to_string(),
            backend: config.backend,
            path: path.to_path_buf(),
            reason: reason.to_string(),
        };
        let pin = match config.backend {
            Backend::Native => config.pins.native,
            Backend::Wasm => config.pins.wasm,
        };
        let metadata = std::fs::metadata(&config.source).map_err(|source| match source.kind() {
            std::io::ErrorKind::NotFound => missing(&config.source, "nothing is there"),
            _ => Error::Read { plugin: plugin.to_string(), path: config.source.clone(), source },
        })?;
        if metadata.is_dir() {
            let path = inside(&config.source, config.backend);
            return if path.is_file() {
                Ok(Self { path, pin })
            } else {
                Err(missing(&path, "the folder has no such file"))
            };
        }
        let is_component = config.source.extension().is_some_and(|extension| extension == "wasm");
        match (config.backend, is_component) {
            (Backend::Wasm, false) => Err(missing(&config.source, "the file does not end in .wasm")),
            (Backend::Native, true) => Err(missing(&config.source, "the file is a component, not an executable")),
            _ => Ok(Self { path: config.source.clone(), pin }),
        }
    }
}

/// Where a folder keeps the artefact of a backend.
fn inside(folder: &Path, backend: Backend) -> PathBuf {
    let name = folder.canonicalize().ok().and_then(|path| path.file_name().map(ToOwned::to_owned)).unwrap_or_default();
    match backend {
        Backend::Wasm => {
            let mut file = name;
            file.push(".wasm");
            folder.join(file)
        }
        Backend::Native => folder.join("native").join(TARGET).join(name),
    }
}
