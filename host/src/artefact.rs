//! The file that a plugin's source means for a backend.

use std::path::{Path, PathBuf};

use crate::config::{Backend, PluginConfig};
use crate::digest::Digest;
use crate::error::Error;

/// The target triple that this host was built for, as cargo names it: where a plugin's folder keeps the executable.
pub const TARGET: &str = env!("AMPHI_TARGET");

/// A component or an executable, with the digests that it must have.
#[derive(Clone, Debug)]
pub(crate) struct Artefact {
    pub(crate) path: PathBuf,
    pub(crate) pins: Vec<Digest>,
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
        let pins = match config.backend {
            Backend::Native => &config.pins.native,
            Backend::Wasm => &config.pins.wasm,
        };
        let pins = pins.clone();
        let metadata = std::fs::metadata(&config.source).map_err(|source| match source.kind() {
            std::io::ErrorKind::NotFound => missing(&config.source, "nothing is there"),
            _ => Error::Read { plugin: plugin.to_string(), path: config.source.clone(), source },
        })?;
        if metadata.is_dir() {
            let path = inside(&config.source, config.backend);
            return if path.is_file() {
                Ok(Self { path, pins })
            } else {
                Err(missing(&path, "the folder has no such file"))
            };
        }
        let is_component = config.source.extension().is_some_and(|extension| extension == "wasm");
        match (config.backend, is_component) {
            (Backend::Wasm, false) => Err(missing(&config.source, "the file does not end in .wasm")),
            (Backend::Native, true) => Err(missing(&config.source, "the file is a component, not an executable")),
            _ => Ok(Self { path: config.source.clone(), pins }),
        }
    }

    /// The source of a plugin as it is, for one of which the host reads no file.
    #[cfg(feature = "go-plugin")]
    pub(crate) fn unread(config: &PluginConfig) -> Self {
        Self { path: config.source.clone(), pins: config.pins.native.clone() }
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

/// A digest as people write it.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const NATIVE: Digest = Digest::Sha256([1; 32]);
    const WASM: Digest = Digest::Sha256([2; 32]);

    /// A folder form plugin `hello` with the given files in it.
    fn folder(files: &[&str]) -> (tempfile::TempDir, PathBuf) {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("hello");
        for file in files {
            let path = folder.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        fs::create_dir_all(&folder).unwrap();
        (root, folder)
    }

    fn find(source: &Path, backend: Backend) -> Result<Artefact, Error> {
        let config = PluginConfig::new(source, backend).with(|config| {
            config.pins.native = vec![NATIVE];
            config.pins.wasm = vec![WASM];
        });
        Artefact::find("p", &config)
    }

    #[test]
    fn a_folder_has_both_artefacts() {
        let native = format!("native/{TARGET}/hello");
        let (_root, folder) = folder(&["hello.wasm", &native]);
        let found = find(&folder, Backend::Wasm).unwrap();
        assert_eq!((found.path, found.pins), (folder.join("hello.wasm"), vec![WASM]));
        let found = find(&folder, Backend::Native).unwrap();
        assert_eq!((found.path, found.pins), (folder.join(native), vec![NATIVE]));
    }

    #[test]
    fn a_file_is_taken_as_it_is() {
        let (_root, folder) = folder(&["a.wasm", "b"]);
        assert_eq!(find(&folder.join("a.wasm"), Backend::Wasm).unwrap().path, folder.join("a.wasm"));
        assert_eq!(find(&folder.join("b"), Backend::Native).unwrap().path, folder.join("b"));
    }

    #[test]
    fn what_is_missing_or_of_the_other_kind_is_refused() {
        let (_root, folder) = folder(&["a.wasm", "b", "native/other-target/hello"]);
        for (source, backend) in [
            (folder.clone(), Backend::Wasm),
            (folder.clone(), Backend::Native),
            (folder.join("a.wasm"), Backend::Native),
            (folder.join("b"), Backend::Wasm),
            (folder.join("nothing"), Backend::Wasm),
        ] {
            let refused = find(&source, backend);
            assert!(matches!(refused, Err(Error::SourceMissing { .. })), "{} {backend}", source.display());
        }
        assert!(matches!(find(&folder.join("b/c"), Backend::Native), Err(Error::Read { .. })));
    }
}
