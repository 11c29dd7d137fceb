//! A pinned file between its hash and its start: what was hashed is what runs, whoever writes meanwhile.
//!
//! The first way that the system allows is taken: a file that only root can change stays as it is; on a file of our
//! own a read lease tells when somebody opens it for writing; anything else is copied into sealed memory. An open
//! descriptor alone is not enough: it keeps the file, not its bytes.

use std::fs::File;
use std::io::{self, Seek};
use std::path::Path;

use crate::digest::{Checking, Digest, Mismatch};
use crate::native::launch::Program;

/// An open file, with what keeps it as it is.
#[derive(Debug)]
pub(in crate::native) struct Held {
    file: File,
    pub(in crate::native) guard: Guard,
}

/// What keeps a file as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::native) enum Guard {
    /// Only root can change it.
    Root,
    /// A lease tells when somebody is about to.
    Lease,
    /// It is a copy that nobody can change.
    Copy,
}

/// Why a file could not be held.
#[derive(Debug)]
pub(in crate::native) enum Refused {
    /// It cannot be read.
    Read(io::Error),
    /// The system has no way to keep it as it is.
    Unguarded(io::Error),
}

impl Held {
    /// Takes hold of a file, and then hashes it.
    #[cfg(target_os = "linux")]
    pub(in crate::native) fn take(
        file: File,
        path: &Path,
        pins: &[Digest],
    ) -> Result<(Self, Result<(), Box<Mismatch>>), Refused> {
        let guard = if super::trust::only_root_writes(&file, path) {
            Guard::Root
        } else if crate::native::sys::take_lease(&file).is_ok() {
            Guard::Lease
        } else {
            Guard::Copy
        };
        tracing::debug!(path = %path.display(), ?guard, "pinned file held");
        Self::take_by(guard, file, pins)
    }

    #[cfg(not(target_os = "linux"))]
    pub(in crate::native) fn take(
        _file: File,
        _path: &Path,
        _pins: &[Digest],
    ) -> Result<(Self, Result<(), Box<Mismatch>>), Refused> {
        Err(Refused::Unguarded(io::ErrorKind::Unsupported.into()))
    }

    /// Hashes a file under a guard that stands; a copy is made of the very bytes that are hashed.
    #[cfg(target_os = "linux")]
    pub(in crate::native) fn take_by(
        guard: Guard,
        mut file: File,
        pins: &[Digest],
    ) -> Result<(Self, Result<(), Box<Mismatch>>), Refused> {
        let mut checking = Checking::new(pins);
        if guard == Guard::Copy {
            let mut copy = memory().map_err(Refused::Unguarded)?;
            checking.copy(&mut file, &mut copy).map_err(Refused::Read)?;
            file = seal(copy).map_err(Refused::Unguarded)?;
        } else {
            checking.copy(&mut file, &mut io::sink()).map_err(Refused::Read)?;
        }
        file.rewind().map_err(Refused::Read)?;
        Ok((Self { file, guard }, checking.finish()))
    }

    pub(super) fn file(&self) -> &File {
        &self.file
    }

    pub(super) fn program(&self) -> io::Result<Program> {
        Ok(Program::Descriptor { file: self.file.try_clone()?, leased: self.guard == Guard::Lease })
    }

    pub(super) fn release(&self) {
        #[cfg(target_os = "linux")]
        if self.guard == Guard::Lease {
            crate::native::sys::release_lease(&self.file);
        }
    }
}

/// Memory that can be run like a file.
#[cfg(target_os = "linux")]
fn memory() -> io::Result<File> {
    use rustix::fs::{MemfdFlags, memfd_create};

    let flags = MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING;
    let memory = match memfd_create(c"amphi-plugin", flags | MemfdFlags::EXEC) {
        // Before Linux 6.3, where all such memory can be run.
        Err(rustix::io::Errno::INVAL) => memfd_create(c"amphi-plugin", flags),
        made => made,
    };
    Ok(File::from(memory?))
}

/// Makes memory unchangeable for everybody, and opens it for reading alone: what is open for writing does not run.
#[cfg(target_os = "linux")]
fn seal(memory: File) -> io::Result<File> {
    use std::os::fd::AsRawFd;

    use rustix::fs::{SealFlags, fcntl_add_seals};

    fcntl_add_seals(&memory, SealFlags::WRITE | SealFlags::SHRINK | SealFlags::GROW | SealFlags::SEAL)?;
    File::open(format!("/proc/self/fd/{}", memory.as_raw_fd()))
}
