//! Private folders for sockets.

use std::fs::{DirBuilder, File, Metadata, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, Mode, OFlags, flock, open};
use rustix::process::geteuid;
use rustls::crypto::ring;

use crate::error::Error;

/// A folder that only its owner's user can enter, unless it is [shared](Self::share); removed with everything in it on
/// drop.
///
/// Beside it lies a locked file of the same name. The lock ends with this process, however it ends: by it
/// [`sweep`](Self::sweep) knows the folders that nobody has any more.
///
/// Its path is short enough for the socket that goes into it: where `TMPDIR` is too long, the runtime folder
/// of the user or `/tmp` is taken.
#[derive(Debug)]
pub struct SocketFolder {
    path: PathBuf,
    /// Removed after the folder.
    _lock: FolderLock,
}

impl SocketFolder {
    /// Makes a folder in the first place that is writable and short enough.
    ///
    /// # Errors
    ///
    /// No place is; the error is that of the first, which the user chose.
    pub fn create() -> Result<Self, Error> {
        let mut first = None;
        for place in places() {
            match Self::create_in(&place) {
                Ok(folder) => return Ok(folder),
                Err(error) => first = first.or(Some(error)),
            }
        }
        Err(first.unwrap_or(Error::Closed))
    }

    /// Makes a folder in `place`.
    ///
    /// # Errors
    ///
    /// The place is not writable, or its path is too long for a socket.
    pub fn create_in(place: &Path) -> Result<Self, Error> {
        for _ in 0..ATTEMPTS {
            let path = place.join(random_name()?);
            check_socket_path(&path.join(SOCKET_NAME))?;
            let made = FolderLock::create(&path).and_then(|lock| {
                DirBuilder::new().mode(0o700).create(&path)?;
                Ok(lock)
            });
            match made {
                Ok(lock) => return Ok(Self { path, _lock: lock }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(source) => return Err(Error::Folder { path: place.to_path_buf(), source }),
            }
        }
        let source = io::Error::from(io::ErrorKind::AlreadyExists);
        Err(Error::Folder { path: place.to_path_buf(), source })
    }

    /// Lets a group in, by its number: its members may enter, and make sockets of their own, but remove nobody else's.
    ///
    /// # Errors
    ///
    /// The user is neither a member of the group nor root.
    pub fn share(&self, group: u32) -> io::Result<()> {
        give(&self.path, group, SHARED_FOLDER)
    }

    /// Lets a group connect to a socket in the folder.
    ///
    /// # Errors
    ///
    /// The user is neither a member of the group nor root, or there is no such socket.
    pub fn share_socket(&self, name: &str, group: u32) -> io::Result<()> {
        give(&self.path.join(name), group, SHARED_SOCKET)
    }

    /// Removes the folders that hosts and plugins of this user left behind when they were killed; gives their
    /// number.
    ///
    /// Blocks for as long as it takes to list the places where such folders are made. What cannot be removed is
    /// left to the next sweep.
    pub fn sweep() -> usize {
        places().iter().map(|place| Self::sweep_in(place)).sum()
    }

    /// Removes what was left behind in `place`; gives the number of folders.
    pub fn sweep_in(place: &Path) -> usize {
        let Ok(entries) = std::fs::read_dir(place) else { return 0 };
        let paths = entries.flatten().take(MAX_SWEPT).map(|entry| entry.path());
        paths.filter(|path| is_folder_lock(path) && sweep_one(path)).count()
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for SocketFolder {
    fn drop(&mut self) {
        // Nothing useful can be done if it fails; sockets and an empty folder are left at worst.
        std::fs::remove_dir_all(&self.path).ok();
    }
}

/// Gives a file to a group, and says what it may do with it.
fn give(path: &Path, group: u32, mode: u32) -> io::Result<()> {
    chown(path, None, Some(group))?;
    std::fs::set_permissions(path, Permissions::from_mode(mode))
}

/// The places for folders, the user's own choice first.
fn places() -> Vec<PathBuf> {
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|path| path.is_absolute());
    let mut places = vec![std::env::temp_dir()];
    for place in runtime.into_iter().chain([PathBuf::from("/tmp")]) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

/// A locked file; it is made before the folder, and removed after it.
#[derive(Debug)]
struct FolderLock {
    path: PathBuf,
    _file: File,
}

impl FolderLock {
    fn create(folder: &Path) -> io::Result<Self> {
        let path = folder.with_extension(LOCK);
        let file = File::options().write(true).create_new(true).mode(0o600).open(&path)?;
        // A sweep that came in between has the lock, or has removed the file: then the name is as good as taken.
        flock(&file, FlockOperation::NonBlockingLockExclusive).map_err(|_| io::ErrorKind::AlreadyExists)?;
        if !std::fs::symlink_metadata(&path).is_ok_and(|named| is_same(&named, &file)) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        Ok(Self { path, _file: file })
    }
}

impl Drop for FolderLock {
    fn drop(&mut self) {
        // A folder into which a dying process has just put something more is left to the next sweep, with its lock.
        if std::fs::symlink_metadata(self.path.with_extension("")).is_err() {
            std::fs::remove_file(&self.path).ok();
        }
    }
}

fn is_folder_lock(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_prefix(PREFIX));
    name.and_then(|name| name.strip_suffix(LOCK))
        .and_then(|name| name.strip_suffix('.'))
        .is_some_and(|digits| digits.len() == NAME_DIGITS && digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

/// Removes a folder with its lock, if nobody has them any more.
fn sweep_one(path: &Path) -> bool {
    let flags = OFlags::RDWR | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let Ok(file) = open(path, flags, Mode::empty()).map(File::from) else { return false };
    let is_own = file.metadata().is_ok_and(|it| it.is_file() && it.uid() == geteuid().as_raw());
    if !is_own || flock(&file, FlockOperation::NonBlockingLockExclusive).is_err() {
        return false;
    }
    let folder = path.with_extension("");
    let removed = match std::fs::symlink_metadata(&folder) {
        Ok(it) if it.is_dir() && it.uid() == geteuid().as_raw() => std::fs::remove_dir_all(&folder).is_ok(),
        Ok(_) => false,
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    };
    removed && std::fs::remove_file(path).is_ok()
}

fn is_same(named: &Metadata, file: &File) -> bool {
    file.metadata().is_ok_and(|file| (file.dev(), file.ino()) == (named.dev(), named.ino()))
}

/// Checks that a socket can be bound at a path.
///
/// # Errors
///
/// The path is longer than the system's socket addresses.
pub fn check_socket_path(path: &Path) -> Result<(), Error> {
    if path.as_os_str().len() <= MAX_SOCKET_PATH_BYTES {
        Ok(())
    } else {
        Err(Error::SocketPathTooLong { path: path.to_path_buf(), limit: MAX_SOCKET_PATH_BYTES })
    }
}

/// Gives a name that nobody can guess and take first.
pub(crate) fn random_name() -> Result<String, Error> {
    let mut bytes = [0; 8];
    ring::default_provider().secure_random.fill(&mut bytes).map_err(|_| rustls::Error::FailedToGetRandomBytes)?;
    Ok(format!("{PREFIX}{:0NAME_DIGITS$x}", u64::from_le_bytes(bytes)))
}

/// What a group may do with a folder: all but remove what is another's.
const SHARED_FOLDER: u32 = 0o1770;

/// What a group may do with a socket: connect to it, for which Unix wants the right to write.
const SHARED_SOCKET: u32 = 0o660;

/// Bytes of a socket's path. Linux has 108 with the final zero, macOS and the BSDs 104.
const MAX_SOCKET_PATH_BYTES: usize = if cfg!(target_os = "linux") { 107 } else { 103 };

/// The longest name of a socket that ours or a Go plugin puts in its folder: `plugin` and ten digits.
const SOCKET_NAME: &str = "plugin0123456789";

/// Tries before a taken name is an error; one is enough unless the randomness is broken.
const ATTEMPTS: u32 = 4;

/// What the names of folders and sockets begin with.
const PREFIX: &str = "amphi-";

/// Hexadecimal digits of a name: 64 random bits.
const NAME_DIGITS: usize = 16;

/// How the file beside a folder ends.
const LOCK: &str = "lock";

/// Entries of a place that a sweep looks at: it must not take long where somebody fills `/tmp`.
const MAX_SWEPT: usize = 20_000;
