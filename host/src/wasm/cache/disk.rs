//! A folder of entries, shared by all hosts of a user. Nothing about it fails a load: at worst it is of no use.

use std::cmp::Reverse;
use std::fs::{DirBuilder, File, OpenOptions};
use std::hash::{Hash, Hasher};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};
use wasmtime::Engine;

use super::entry::{Key, Secret, pack, unpack};
use super::{Compiled, ComponentDigest, secret};
use crate::artefact::hex;

/// A folder of entries that was found to be this user's alone.
pub(super) struct Disk {
    folder: PathBuf,
    /// Bytes that all entries may have together.
    bound: u64,
    secret: Secret,
    /// What the engine is: entries of another one are others.
    engine: [u8; 32],
}

impl Disk {
    /// Uses a folder, and makes it if need be.
    pub(super) fn new(folder: &Path, bound: u64, engine: &Engine) -> Option<Self> {
        match open(folder) {
            Ok(secret) => Some(Self { folder: folder.to_path_buf(), bound, secret, engine: engine_digest(engine) }),
            Err(error) => {
                tracing::warn!(folder = %folder.display(), %error, "no cache of compiled components");
                None
            }
        }
    }

    /// Reads the entry of a component, and has it loaded. One that cannot be used goes.
    pub(super) fn read(
        &self,
        digest: &ComponentDigest,
        load: impl FnOnce(&[u8], &[u8]) -> Option<Compiled>,
    ) -> Option<Compiled> {
        let key = self.key(digest);
        let path = self.path(&key);
        let file = File::open(&path).ok()?;
        let metadata = file.metadata().ok()?;
        // What is larger was not written under this bound, and is about to be evicted.
        let mut entry = Vec::with_capacity(usize::try_from(metadata.len().min(self.bound)).ok()?);
        (&file).take(self.bound).read_to_end(&mut entry).ok()?;
        let compiled = unpack(&self.secret, &key, &entry).and_then(|(interface, code)| load(interface, code));
        if compiled.is_none() {
            tracing::warn!(path = %path.display(), "entry of the cache is not what a host wrote, replaced");
            std::fs::remove_file(&path).ok();
        } else if metadata.modified().is_ok_and(|used| used.elapsed().is_ok_and(|since| since > FRESH)) {
            file.set_modified(SystemTime::now()).ok();
        }
        compiled
    }

    /// Writes the entry of a component, and evicts the entries that nobody has used for longest.
    pub(super) fn write(&self, digest: &ComponentDigest, interface: &[u8], code: &[u8]) {
        let key = self.key(digest);
        let entry = pack(&self.secret, &key, interface, code);
        if entry.len() as u64 > self.bound {
            return;
        }
        if let Err(error) = write_whole(&self.folder, &self.path(&key), &entry) {
            tracing::warn!(folder = %self.folder.display(), %error, "compiled component not kept");
        }
        self.evict();
    }

    fn evict(&self) {
        let Ok(entries) = std::fs::read_dir(&self.folder) else { return };
        let mut kept = Vec::new();
        for entry in entries.flatten() {
            let Ok(metadata) = entry.metadata() else { continue };
            let used = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            match entry.path().extension().and_then(|extension| extension.to_str()) {
                Some(ENTRY) => kept.push((used, metadata.len(), entry.path())),
                // Of a host that ended while it wrote.
                Some(DRAFT) if used.elapsed().is_ok_and(|since| since > ABANDONED) => {
                    std::fs::remove_file(entry.path()).ok();
                }
                _ => {}
            }
        }
        kept.sort_by_key(|(used, ..)| Reverse(*used));
        let mut bytes = 0_u64;
        for (_, length, path) in kept {
            bytes = bytes.saturating_add(length);
            if bytes > self.bound {
                // A host that reads it just now has it open.
                std::fs::remove_file(path).ok();
            }
        }
    }

    fn key(&self, digest: &ComponentDigest) -> Key {
        Sha256::new().chain_update(self.engine).chain_update(digest).finalize().into()
    }

    fn path(&self, key: &Key) -> PathBuf {
        self.folder.join(hex(key)).with_extension(ENTRY)
    }
}

/// Makes sure that a folder is there and its owner's alone, and gives its secret.
fn open(folder: &Path) -> io::Result<Secret> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let metadata = std::fs::symlink_metadata(folder)?;
    let refused = |reason| Err(io::Error::new(io::ErrorKind::PermissionDenied, reason));
    if !metadata.is_dir() {
        return refused("it is no folder");
    }
    if metadata.mode() & secret::OTHERS != 0 {
        return refused("others may enter it: its mode must be 0700");
    }
    // A file of ours tells who we are.
    let draft = draft_name(folder);
    let own = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?.metadata()?.uid();
    std::fs::remove_file(&draft)?;
    if metadata.uid() != own {
        return refused("it is another user's");
    }
    secret::of_folder(folder, own)
}

/// Writes a file that others see whole or not at all.
fn write_whole(folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let draft = draft_name(folder);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
    let written = file.write_all(bytes).and_then(|()| std::fs::rename(&draft, path));
    if written.is_err() {
        std::fs::remove_file(&draft).ok();
    }
    written
}

/// A name in a folder that nobody else takes.
pub(super) fn draft_name(folder: &Path) -> PathBuf {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_nanos();
    folder.join(format!("{}-{next}-{now}.{DRAFT}", std::process::id()))
}

fn engine_digest(engine: &Engine) -> [u8; 32] {
    /// Feeds what is hashed to a digest that is the same in every process.
    struct Feed(Sha256);

    impl Hasher for Feed {
        fn write(&mut self, bytes: &[u8]) {
            self.0.update(bytes);
        }

        fn finish(&self) -> u64 {
            0
        }
    }

    let mut feed = Feed(Sha256::new());
    engine.precompile_compatibility_hash().hash(&mut feed);
    feed.0.update(env!("CARGO_PKG_VERSION"));
    feed.0.finalize().into()
}

/// How entries end.
const ENTRY: &str = "component";

/// How files end that are being written.
const DRAFT: &str = "draft";

/// How long an entry counts as just used: its time need not be written at every load.
const FRESH: Duration = Duration::from_secs(60);

/// After how long a file that is being written belongs to nobody any more. Writing takes milliseconds.
const ABANDONED: Duration = Duration::from_secs(60 * 60);
