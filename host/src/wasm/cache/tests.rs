//! Entries that somebody changed, on a real engine with real compiled code.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use super::*;

/// The smallest component: it has nothing in it, and still becomes kilobytes of compiled code.
const EMPTY: &[u8] = b"\0asm\x0d\0\x01\0";

struct Folder {
    root: tempfile::TempDir,
    engine: Engine,
}

impl Folder {
    fn new() -> Self {
        Self { root: tempfile::tempdir().unwrap(), engine: Engine::default() }
    }

    fn path(&self) -> PathBuf {
        self.root.path().join("cache")
    }

    fn cache(&self, size: u64) -> Cache {
        Cache::new(&CacheConfig { folder: Some(self.path()), size }, &self.engine)
    }

    fn entries(&self) -> Vec<PathBuf> {
        let all = std::fs::read_dir(self.path()).unwrap().flatten().map(|entry| entry.path());
        let mut entries: Vec<_> = all.filter(|path| path.extension().is_some_and(|it| it == "component")).collect();
        entries.sort();
        entries
    }

    fn compiled(&self) -> Compiled {
        let component = Component::new(&self.engine, EMPTY).unwrap();
        Compiled { component, interface: Arc::new(Interface::default()) }
    }

    /// An entry for a digest that only the byte distinguishes.
    fn keep(&self, digest: u8) {
        self.cache(SIZE).keep([digest; 32], &self.compiled());
    }

    /// Asked by a cache that remembers nothing.
    fn has(&self, digest: u8) -> bool {
        self.cache(SIZE).find(&self.engine, &[digest; 32]).is_some()
    }
}

const SIZE: u64 = 16 << 20;

#[test]
fn what_was_kept_is_found_by_another_host() {
    let folder = Folder::new();
    assert!(!folder.has(1));
    folder.keep(1);
    assert!(folder.has(1));
    assert!(!folder.has(2));
    let mode = |path: PathBuf| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(folder.path()), mode(folder.entries().remove(0))), (0o700, 0o600));
    assert_eq!(mode(folder.path().join("secret")), 0o600);
}

#[test]
fn an_entry_that_was_changed_anywhere_is_not_used_and_is_replaced() {
    let folder = Folder::new();
    folder.keep(1);
    let path = folder.entries().remove(0);
    let whole = std::fs::read(&path).unwrap();
    // Every byte of the head, and samples of the interface and the code.
    let places = (0..96).chain((96..whole.len()).step_by(whole.len() / 64)).chain([whole.len() - 1]);
    for place in places {
        let mut entry = whole.clone();
        entry[place] ^= 1;
        std::fs::write(&path, entry).unwrap();
        assert!(!folder.has(1), "byte {place}");
        assert!(!path.exists(), "byte {place}: it stays");
    }
    for length in (0..100).chain([whole.len() / 2, whole.len() - 1]) {
        std::fs::write(&path, &whole[..length]).unwrap();
        assert!(!folder.has(1), "{length} bytes");
    }
    std::fs::write(&path, [&whole[..], b"x"].concat()).unwrap();
    assert!(!folder.has(1), "a byte more");
    folder.keep(1);
    assert_eq!(std::fs::read(&path).unwrap().len(), whole.len());
    assert!(folder.has(1));
}

#[test]
fn an_entry_does_not_stand_for_another_component_engine_or_user() {
    let folder = Folder::new();
    folder.keep(1);
    folder.keep(2);
    let entries = folder.entries();
    let (one, two) = (std::fs::read(&entries[0]).unwrap(), std::fs::read(&entries[1]).unwrap());
    std::fs::write(&entries[0], &two).unwrap();
    std::fs::write(&entries[1], &one).unwrap();
    assert!(!folder.has(1) && !folder.has(2));

    folder.keep(1);
    let mut config = wasmtime::Config::new();
    let other = Engine::new(config.epoch_interruption(true)).unwrap();
    let cache = Cache::new(&CacheConfig { folder: Some(folder.path()), size: SIZE }, &other);
    assert!(cache.find(&other, &[1; 32]).is_none());
    assert!(folder.has(1), "the other engine's host has left it");

    // Made with another secret, as by another user.
    let strange = Folder::new();
    strange.keep(1);
    std::fs::copy(strange.entries().remove(0), folder.entries().remove(0)).unwrap();
    assert!(!folder.has(1));
}

#[test]
fn a_folder_or_a_secret_that_others_reach_is_not_used() {
    let folder = Folder::new();
    folder.keep(1);
    let chmod = |path: PathBuf, mode| std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
    chmod(folder.path(), 0o755);
    assert!(!folder.has(1));
    chmod(folder.path(), 0o700);
    chmod(folder.path().join("secret"), 0o640);
    assert!(!folder.has(1));
    chmod(folder.path().join("secret"), 0o600);
    assert!(folder.has(1));

    let link = folder.root.path().join("link");
    std::os::unix::fs::symlink(folder.path(), &link).unwrap();
    let cache = Cache::new(&CacheConfig { folder: Some(link), size: SIZE }, &folder.engine);
    assert!(cache.find(&folder.engine, &[1; 32]).is_none());
}

#[test]
fn the_entries_keep_their_bound() {
    let folder = Folder::new();
    folder.keep(0);
    let one = std::fs::metadata(folder.entries().remove(0)).unwrap().len();
    for digest in 1..10 {
        folder.cache(one * 3 + 1).keep([digest; 32], &folder.compiled());
        assert!(folder.entries().len() <= 3);
        assert!(folder.has(digest), "the newest goes last");
    }
    folder.cache(one - 1).keep([99; 32], &folder.compiled());
    assert!(!folder.has(99), "larger than the bound");
}

#[test]
fn many_hosts_at_once_use_one_folder() {
    let folder = Folder::new();
    let compiled = folder.compiled();
    let length = compiled.component.serialize().unwrap().len() as u64;
    std::thread::scope(|scope| {
        for thread in 0..8_u8 {
            let (folder, compiled) = (&folder, &compiled);
            std::thread::Builder::new()
                .spawn_scoped(scope, move || {
                    for round in 0..40_u8 {
                        let cache = folder.cache(length * 3);
                        let digest = [(thread + round) % 5; 32];
                        if cache.find(&folder.engine, &digest).is_none() {
                            cache.keep(digest, compiled);
                        }
                    }
                })
                .unwrap();
        }
    });
    let left = std::fs::read_dir(folder.path()).unwrap().flatten();
    assert!(left.filter(|entry| entry.path().extension().is_some_and(|it| it == "draft")).count() == 0);
    folder.keep(77);
    assert!(folder.has(77));
}
