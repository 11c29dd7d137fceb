//! The file: opened once, so that what was hashed and read is what runs.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use amphi_wit::{Section, section_of_reader};
use sha2::{Digest, Sha256};
use tokio::task::JoinSet;

use super::diagnosis::failure;
use super::launch::{Program, text};
use crate::artefact::hex;
use crate::config::Backend;
use crate::error::Error;
use crate::load::LoadRequest;
use crate::start_failure::StartProblem;

/// An executable whose pin was checked and whose contract was read, without running it.
#[derive(Debug)]
pub(super) struct Executable {
    /// Absolute, so that no search path is asked.
    pub(super) path: PathBuf,
    pub(super) section: Section,
    /// The open file, if it and nothing else must run.
    pub(super) pinned: Option<File>,
}

impl Executable {
    /// Opens the file of a request. Reads off the runtime's threads: a large file takes a while to hash.
    pub(super) async fn open(request: &LoadRequest) -> Result<Self, Error> {
        let plugin = request.name.to_string();
        let path = request.artefact.path.clone();
        let pin = request.artefact.pin;
        let fallback = (plugin.clone(), path.clone());
        let mut task = JoinSet::new();
        task.spawn_blocking(move || Self::open_blocking(&plugin, &path, pin));
        match task.join_next().await {
            Some(Ok(opened)) => opened,
            Some(Err(error)) => {
                Err(Error::Read { plugin: fallback.0, path: fallback.1, source: io::Error::other(error) })
            }
            None => Err(Error::Read { plugin: fallback.0, path: fallback.1, source: io::ErrorKind::Other.into() }),
        }
    }

    fn open_blocking(plugin: &str, path: &Path, pin: Option<[u8; 32]>) -> Result<Self, Error> {
        let read = |source| Error::Read { plugin: plugin.to_string(), path: path.to_path_buf(), source };
        let fails = |problem| failure(plugin, path, problem);
        let absolute = std::path::absolute(path).map_err(read)?;
        let metadata = std::fs::metadata(&absolute).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => fails(StartProblem::NotFound),
            _ => read(source),
        })?;
        // Asked before it is opened: opening a pipe would wait for its writer.
        if !metadata.is_file() {
            return Err(read(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file")));
        }
        let mode = metadata.permissions().mode() & 0o7777;
        if mode & 0o111 == 0 {
            return Err(fails(StartProblem::NotExecutable { mode }));
        }
        let mut file = File::open(&absolute).map_err(read)?;
        if let Some(pin) = pin {
            check_pin(plugin, path, &mut file, pin)?;
        }
        let section = section_of_reader(BufReader::new(&file)).map_err(|source| Error::Interface {
            plugin: plugin.to_string(),
            path: path.to_path_buf(),
            source: Box::new(source),
        })?;
        Ok(Self { path: absolute, section, pinned: pin.is_some().then_some(file) })
    }

    /// What to hand to the system: the open file itself where it is pinned, so that another file put in its place
    /// is harmless.
    pub(super) fn program(&self) -> io::Result<Program> {
        Ok(match &self.pinned {
            Some(file) => Program::Descriptor { file: file.try_clone()?, leased: false },
            None => Program::Path(text(self.path.as_os_str())?),
        })
    }
}

/// Compares the file with its pin, and refuses what a pin does not cover.
fn check_pin(plugin: &str, path: &Path, file: &mut File, pin: [u8; 32]) -> Result<(), Error> {
    let read = |source| Error::Read { plugin: plugin.to_string(), path: path.to_path_buf(), source };
    if !cfg!(target_os = "linux") {
        return Err(Error::Unenforceable {
            plugin: plugin.to_string(),
            field: "sha256",
            backend: Backend::Native,
            reason: "only Linux can run exactly the file that was hashed; remove the pin, or use backend = \"wasm\""
                .to_string(),
        });
    }
    let mut start = [0; 2];
    file.read_exact(&mut start).map_err(read)?;
    if start == *b"#!" {
        return Err(failure(plugin, path, StartProblem::PinnedScript));
    }
    file.rewind().map_err(read)?;
    let got = digest(file).map_err(read)?;
    if got == pin {
        return Ok(());
    }
    Err(Error::DigestMismatch {
        plugin: plugin.to_string(),
        path: path.to_path_buf(),
        expected: hex(&pin),
        got: hex(&got),
    })
}

fn digest(file: &mut File) -> io::Result<[u8; 32]> {
    let mut hasher = Sha256::new();
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        match file.read(&mut chunk)? {
            0 => return Ok(hasher.finalize().into()),
            count => hasher.update(chunk.get(..count).unwrap_or_default()),
        }
    }
}

/// Bytes hashed at once: large enough that the reads cost nothing beside the hashing.
const CHUNK_BYTES: usize = 256 << 10;
