//! The file: opened once, so that what was hashed and read is what runs.
//!
//! `held` has the ways of keeping a pinned file as it is until it runs, `trust` the first of them.

mod held;
#[cfg(target_os = "linux")]
mod trust;

use std::fs::File;
use std::io::{self, BufReader, Read as _, Seek as _};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use amphi_wit::{Section, section_of_reader};
use tokio::task::JoinSet;

#[cfg(test)]
pub(super) use self::held::Guard;
pub(super) use self::held::Held;
use super::diagnosis::failure;
use super::launch::{Program, text};
use crate::config::Backend;
use crate::digest::Digest;
use crate::error::Error;
use crate::load::LoadRequest;
use crate::start_failure::StartProblem;

/// An executable whose pins were checked, without running it.
#[derive(Debug)]
pub(crate) struct Executable {
    /// Absolute, so that no search path is asked.
    pub(crate) path: PathBuf,
    /// The open file, if it and nothing else must run.
    pub(super) pinned: Option<Held>,
}

impl Executable {
    /// Opens the file of a request, and reads its contract.
    pub(crate) async fn open(request: &LoadRequest) -> Result<(Self, Section), Error> {
        Self::open_as(request, |plugin, path, contract| {
            section_of_reader(BufReader::new(contract)).map_err(|source| Error::Interface {
                plugin: plugin.to_string(),
                path: path.to_path_buf(),
                source: Box::new(source),
            })
        })
        .await
    }

    /// Opens the file of a request that carries no contract of ours.
    #[cfg(feature = "go-plugin")]
    pub(crate) async fn open_foreign(request: &LoadRequest) -> Result<Self, Error> {
        Ok(Self::open_as(request, |_, _, _| Ok(())).await?.0)
    }

    /// Reads off the runtime's threads: a large file takes a while to hash.
    async fn open_as<C: Send + 'static>(request: &LoadRequest, read: Read<C>) -> Result<(Self, C), Error> {
        let plugin = request.name.to_string();
        let path = request.artefact.path.clone();
        let pins = request.artefact.pins.clone();
        let fallback = (plugin.clone(), path.clone());
        let mut task = JoinSet::new();
        task.spawn_blocking(move || Self::open_blocking(&plugin, &path, &pins, read));
        match task.join_next().await {
            Some(Ok(opened)) => opened,
            Some(Err(error)) => {
                Err(Error::Read { plugin: fallback.0, path: fallback.1, source: io::Error::other(error) })
            }
            None => Err(Error::Read { plugin: fallback.0, path: fallback.1, source: io::ErrorKind::Other.into() }),
        }
    }

    fn open_blocking<C>(plugin: &str, path: &Path, pins: &[Digest], contract: Read<C>) -> Result<(Self, C), Error> {
        let read = |source| Error::Read { plugin: plugin.to_string(), path: path.to_path_buf(), source };
        let fails = |problem| failure(plugin, path, problem);
        let absolute = std::path::absolute(path).map_err(read)?;
        let refused = |source: io::Error, mode| match source.kind() {
            io::ErrorKind::NotFound => fails(StartProblem::NotFound),
            io::ErrorKind::PermissionDenied => fails(StartProblem::NotReadable { mode }),
            _ => read(source),
        };
        let metadata = std::fs::metadata(&absolute).map_err(|source| refused(source, None))?;
        // Asked before it is opened: opening a pipe would wait for its writer.
        if !metadata.is_file() {
            return Err(read(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file")));
        }
        let mode = metadata.permissions().mode() & 0o7777;
        if mode & 0o111 == 0 {
            return Err(fails(StartProblem::NotExecutable { mode }));
        }
        let file = File::open(&absolute).map_err(|source| refused(source, Some(mode)))?;
        let held = if pins.is_empty() { None } else { Some(hold(plugin, path, &file, pins)?) };
        let contract = contract(plugin, path, held.as_ref().map_or(&file, Held::file))?;
        Ok((Self { path: absolute, pinned: held }, contract))
    }

    /// What to hand to the system: the open file itself where it is pinned, so that another file put in its place
    /// is harmless.
    pub(super) fn program(&self) -> io::Result<Program> {
        Ok(match &self.pinned {
            Some(held) => held.program()?,
            None => Program::Path(text(self.path.as_os_str())?),
        })
    }

    /// Lets others write to the file again: it runs now, or never will.
    pub(super) fn release(&self) {
        if let Some(held) = &self.pinned {
            held.release();
        }
    }
}

/// Reads the contract of a plugin, by its name and its path, out of the file that will run.
type Read<C> = fn(&str, &Path, &File) -> Result<C, Error>;

/// Holds the file against its pins, and keeps it as it is; refuses what a pin does not cover.
fn hold(plugin: &str, path: &Path, mut file: &File, pins: &[Digest]) -> Result<Held, Error> {
    let read = |source| Error::Read { plugin: plugin.to_string(), path: path.to_path_buf(), source };
    if !cfg!(target_os = "linux") {
        return Err(Error::Unenforceable {
            plugin: plugin.to_string(),
            field: pins.first().map_or("sha256", Digest::algorithm),
            backend: Backend::Native,
            reason: "only Linux can run exactly the file that was hashed; remove the pin, or use backend = \"wasm\""
                .to_string(),
        });
    }
    let mut start = [0; 2];
    let length = file.read(&mut start).map_err(read)?;
    if start.get(..length) == Some(b"#!") {
        return Err(failure(plugin, path, StartProblem::PinnedScript));
    }
    file.rewind().map_err(read)?;
    let file = file.try_clone().map_err(read)?;
    let (held, checked) = Held::take(file, path, pins).map_err(|refused| match refused {
        held::Refused::Read(source) => read(source),
        held::Refused::Unguarded(source) => {
            failure(plugin, path, StartProblem::Unguarded { message: source.to_string() })
        }
    })?;
    match checked {
        Ok(()) => Ok(held),
        Err(mismatch) => Err(Error::DigestMismatch {
            plugin: plugin.to_string(),
            path: path.to_path_buf(),
            algorithm: mismatch.expected.algorithm(),
            expected: mismatch.expected.to_string(),
            got: mismatch.got.to_string(),
        }),
    }
}
