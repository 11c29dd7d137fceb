//! A pinned executable against somebody who changes it all the time: what runs is what was pinned, or nothing.

use std::fs::{File, OpenOptions};
use std::io::{self, Seek, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use amphi_host::{Backend, Digest, Error, NoImports, PluginConfig, StartProblem};

use super::BOUND;
use crate::bench::{Fixture, block_on, builder, within};

/// Starts under each way of changing the file.
const STARTS: usize = 25;

/// A plugin, and another one that somebody would rather see run; the host can tell which of them answers.
struct Files {
    folder: tempfile::TempDir,
    good: Vec<u8>,
    evil: Vec<u8>,
}

impl Files {
    fn new() -> Self {
        let read = |fixture: Fixture| std::fs::read(fixture.path(Backend::Native)).unwrap();
        Self { folder: tempfile::tempdir().unwrap(), good: read(Fixture::Other), evil: read(Fixture::Relay) }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("plugin")
    }

    fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::remove_file(&path).ok();
        std::fs::write(&path, bytes).unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).unwrap();
        path
    }
}

/// Starts the plugin while `change` runs again and again; gives how many starts came about.
fn race(change: fn(&Files) -> io::Result<()>) -> usize {
    let files = Arc::new(Files::new());
    let mut started = 0;
    for _ in 0..STARTS {
        let path = files.put("plugin", &files.good);
        let over = Arc::new(AtomicBool::new(false));
        let writer = std::thread::Builder::new();
        let writer = writer.spawn({
            let (files, over) = (Arc::clone(&files), Arc::clone(&over));
            move || {
                while !over.load(Ordering::Relaxed) {
                    // Kept out by a lease, or by a program that runs: another try.
                    change(&files).ok();
                    std::thread::yield_now();
                }
            }
        });
        started += usize::from(block_on(starts(&path, Digest::sha256_of(&files.good))));
        over.store(true, Ordering::Relaxed);
        writer.unwrap().join().unwrap();
    }
    started
}

/// Whether the pinned plugin was started; another one must not be.
async fn starts(path: &Path, pin: Digest) -> bool {
    let mut config = PluginConfig::new(path, Backend::Native);
    config.pins.native = vec![pin];
    let host = builder().plugin("raced", config).build().await.unwrap();
    match within(BOUND, host.load_dynamic("raced", NoImports)).await {
        Ok(handle) => {
            let running = std::fs::read(format!("/proc/{}/exe", handle.info().process_id.unwrap())).unwrap();
            assert_eq!(Digest::sha256_of(&running), pin, "another program runs");
            host.stop().await.unwrap();
            true
        }
        Err(Error::DigestMismatch { .. } | Error::Read { .. } | Error::SourceMissing { .. }) => false,
        Err(Error::Start { failure, .. }) => {
            let fine = matches!(
                failure.problem,
                StartProblem::Changed
                    | StartProblem::NotFound
                    | StartProblem::NotExecutable { .. }
                    | StartProblem::Busy
            );
            assert!(fine, "{failure}");
            false
        }
        Err(other) => panic!("{other}"),
    }
}

fn writable(path: &Path) -> io::Result<File> {
    // Without waiting for a lease to end.
    OpenOptions::new().write(true).custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed()).open(path)
}

#[test]
fn another_file_is_renamed_over_it() {
    race(|files| {
        let evil = files.put("evil", &files.evil);
        std::fs::rename(evil, files.path())
    });
}

#[test]
fn it_is_written_to() {
    race(|files| writable(&files.path())?.write_all(&files.evil));
}

#[test]
fn it_is_cut_off() {
    race(|files| {
        File::options()
            .write(true)
            .truncate(true)
            .custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed())
            .open(files.path())
            .map(drop)
    });
}

#[test]
fn it_is_written_to_by_another_name() {
    race(|files| {
        let other = files.folder.path().join("link");
        std::fs::remove_file(&other).ok();
        std::fs::hard_link(files.path(), &other)?;
        writable(&other)?.write_all(&files.evil)
    });
}

/// A descriptor that was open for writing before is no reason not to start: a copy is run.
#[test]
fn somebody_keeps_it_open_and_writes() {
    let files = Files::new();
    let path = files.put("plugin", &files.good);
    let mut writer = File::options().write(true).open(&path).unwrap();
    assert!(block_on(starts(&path, Digest::sha256_of(&files.good))), "it was not changed");
    writer.write_all(&files.evil).unwrap();
    assert!(!block_on(starts(&path, Digest::sha256_of(&files.good))), "it was changed");
    writer.rewind().unwrap();
    writer.write_all(&files.good).unwrap();
    writer.set_len(files.good.len() as u64).unwrap();
    assert!(block_on(starts(&path, Digest::sha256_of(&files.good))), "it is as it was");
}

#[test]
fn the_folder_above_it_is_exchanged() {
    race(|files| {
        let (one, two) = (files.folder.path().join("one"), files.folder.path().join("two"));
        std::fs::create_dir_all(&two)?;
        std::fs::copy(files.put("evil", &files.evil), two.join("plugin"))?;
        std::fs::remove_file(files.path())?;
        std::os::unix::fs::symlink(two.join("plugin"), files.path())?;
        std::fs::rename(two, one)
    });
}
