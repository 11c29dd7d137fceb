//! Private folders for sockets.

use std::fs::DirBuilder;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use rustls::crypto::ring;

use crate::error::Error;

/// A folder that only its owner's user can enter; removed with everything in it on drop.
///
/// Its path is short enough for the socket that goes into it: where `TMPDIR` is too long, the runtime folder
/// of the user or `/tmp` is taken.
#[derive(Debug)]
pub struct SocketFolder {
    path: PathBuf,
}

impl SocketFolder {
    /// Makes a folder in the first place that is writable and short enough.
    ///
    /// # Errors
    ///
    /// No place is; the error is that of the first, which the user chose.
    pub fn create() -> Result<Self, Error> {
        let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|path| path.is_absolute());
        let places = [Some(std::env::temp_dir()), runtime, Some(PathBuf::from("/tmp"))];
        let mut first = None;
        for place in places.into_iter().flatten() {
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
            match DirBuilder::new().mode(0o700).create(&path) {
                Ok(()) => return Ok(Self { path }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(source) => return Err(Error::Folder { path: place.to_path_buf(), source }),
            }
        }
        let source = io::Error::from(io::ErrorKind::AlreadyExists);
        Err(Error::Folder { path: place.to_path_buf(), source })
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
    Ok(format!("amphi-{:016x}", u64::from_le_bytes(bytes)))
}

/// Bytes of a socket's path. Linux has 108 with the final zero, macOS and the BSDs 104.
const MAX_SOCKET_PATH_BYTES: usize = if cfg!(target_os = "linux") { 107 } else { 103 };

/// The longest name of a socket that ours or a Go plugin puts in its folder: `plugin` and ten digits.
const SOCKET_NAME: &str = "plugin0123456789";

/// Tries before a taken name is an error; one is enough unless the randomness is broken.
const ATTEMPTS: u32 = 4;
