//! Remembers which compilers build components, so that asking once is enough.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

/// A compiler at a moment: when any of it changes, an answer about it is void.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Identity {
    pub(crate) rustc: PathBuf,
    /// The first line of `rustc -vV`.
    pub(crate) version: String,
    /// When the file changed last, since 1970.
    modified: Duration,
    bytes: u64,
    /// When a target was added or removed last, where the compiler's targets are beside it.
    targets_modified: Option<Duration>,
}

impl Identity {
    pub(crate) fn of(rustc: &Path, version: String) -> io::Result<Self> {
        let file = rustc.metadata()?;
        let targets = rustc.parent().and_then(Path::parent).map(|sysroot| sysroot.join("lib/rustlib"));
        let targets_modified = targets.and_then(|folder| folder.metadata().ok()?.modified().ok()).map(since_epoch);
        Ok(Self {
            rustc: rustc.to_owned(),
            version,
            modified: since_epoch(file.modified()?),
            bytes: file.len(),
            targets_modified,
        })
    }
}

/// The compilers that were seen to build components, in a file of the cache.
///
/// Only an aid to speed: what cannot be read or written is as if it were not there, and the compiler is asked again.
#[derive(Debug)]
pub(crate) struct Memory {
    file: Option<PathBuf>,
}

impl Memory {
    pub(crate) fn new(cache: Option<&Path>) -> Self {
        Self { file: cache.map(|cache| cache.join("wasm-compilers.json")) }
    }

    pub(crate) fn knows(&self, identity: &Identity) -> bool {
        self.read().contains(identity)
    }

    pub(crate) fn remember(&self, identity: Identity) {
        let mut known = self.read();
        known.retain(|other| other.rustc != identity.rustc);
        known.insert(0, identity);
        known.truncate(CAPACITY);
        // Without it the next run takes half a second longer: nothing that should stop this one.
        drop(self.write(&known));
    }

    fn read(&self) -> Vec<Identity> {
        let bytes = self.file.as_ref().and_then(|file| fs::read(file).ok());
        bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    /// Writes beside and renames, so that another run reads either the old answers or the new ones.
    fn write(&self, known: &[Identity]) -> io::Result<()> {
        let Some((file, folder)) = self.file.as_ref().and_then(|file| Some((file, file.parent()?))) else {
            return Ok(());
        };
        fs::create_dir_all(folder)?;
        let mut beside = tempfile::NamedTempFile::new_in(folder)?;
        serde_json::to_writer(&mut beside, known)?;
        beside.persist(file)?;
        Ok(())
    }
}

fn since_epoch(time: SystemTime) -> Duration {
    time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default()
}

/// Compilers remembered: more than anybody switches between.
const CAPACITY: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with a compiler in it, as rustup lays them out.
    struct Toolchain {
        folder: tempfile::TempDir,
        memory: Memory,
    }

    impl Toolchain {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            fs::create_dir_all(folder.path().join("lib/rustlib")).unwrap();
            fs::create_dir_all(folder.path().join("bin")).unwrap();
            fs::write(folder.path().join("bin/rustc"), "a").unwrap();
            let memory = Memory::new(Some(&folder.path().join("cache")));
            Self { folder, memory }
        }

        fn identity(&self, version: &str) -> Identity {
            Identity::of(&self.folder.path().join("bin/rustc"), version.to_owned()).unwrap()
        }

        fn touch(&self, path: &str) {
            let file = fs::File::open(self.folder.path().join(path)).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1)).unwrap();
        }
    }

    #[test]
    fn an_answer_is_remembered() {
        let toolchain = Toolchain::new();
        assert!(!toolchain.memory.knows(&toolchain.identity("1")));
        toolchain.memory.remember(toolchain.identity("1"));
        assert!(toolchain.memory.knows(&toolchain.identity("1")));
    }

    #[test]
    fn an_answer_is_void_when_the_compiler_or_its_targets_change() {
        let changes: [fn(&Toolchain) -> Identity; 4] = [
            |toolchain| toolchain.identity("2"),
            |toolchain| {
                toolchain.touch("bin/rustc");
                toolchain.identity("1")
            },
            |toolchain| {
                toolchain.touch("lib/rustlib");
                toolchain.identity("1")
            },
            |toolchain| {
                fs::write(toolchain.folder.path().join("bin/rustc"), "ab").unwrap();
                toolchain.identity("1")
            },
        ];
        for change in changes {
            let toolchain = Toolchain::new();
            toolchain.memory.remember(toolchain.identity("1"));
            let changed = change(&toolchain);
            assert!(!toolchain.memory.knows(&changed), "{changed:?}");
            toolchain.memory.remember(changed.clone());
            assert_eq!(toolchain.memory.read(), [changed], "one answer for each compiler");
        }
    }

    #[test]
    fn a_broken_file_or_none_is_as_if_nothing_was_remembered() {
        let toolchain = Toolchain::new();
        let file = toolchain.memory.file.as_ref().unwrap();
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, "{ not json").unwrap();
        assert!(!toolchain.memory.knows(&toolchain.identity("1")));
        toolchain.memory.remember(toolchain.identity("1"));
        assert!(toolchain.memory.knows(&toolchain.identity("1")));

        let none = Memory::new(None);
        none.remember(toolchain.identity("1"));
        assert!(!none.knows(&toolchain.identity("1")));
    }
}
