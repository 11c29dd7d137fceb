//! Where compiled components are kept.

use std::path::PathBuf;

/// The cache of compiled components: shared by all hosts of a user, and authenticated, so that nobody else can have
/// them run anything.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CacheConfig {
    /// The folder, which only this user may enter. None: `amphi/components` in the user's cache folder
    /// (`XDG_CACHE_HOME`, or `.cache` in `HOME`); without either nothing is kept.
    pub folder: Option<PathBuf>,
    /// Bytes that it may take; 0 turns it off. What was used last stays.
    pub size: u64,
}

impl Default for CacheConfig {
    fn default() -> Self {
        Self { folder: None, size: DEFAULT_SIZE }
    }
}

impl CacheConfig {
    /// A folder of its own.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Self {
        Self { folder: Some(folder.into()), ..Self::default() }
    }

    /// No cache on disk: every host compiles.
    pub fn off() -> Self {
        Self { folder: None, size: 0 }
    }

    #[cfg(feature = "wasm")]
    /// Fills in the user's own folder. Reads the environment.
    pub(crate) fn with_folder(mut self) -> Self {
        let absolute = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        self.folder = self.folder.or_else(|| {
            let cache = absolute("XDG_CACHE_HOME").or_else(|| absolute("HOME").map(|home| home.join(".cache")));
            cache.map(|cache| cache.join("amphi").join("components"))
        });
        self
    }
}

/// Bytes: room for a hundred large components.
const DEFAULT_SIZE: u64 = 512 << 20;
