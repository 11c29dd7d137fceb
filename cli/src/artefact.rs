//! What a file is that a user names: a component or an executable, read and never run.

use std::fs::{self, File};
use std::io::{Read as _, Seek as _};
use std::path::{Path, PathBuf};

use amphi_host::{Digest, Interface};
use amphi_wit::{Machine, World};
use sha2::{Digest as _, Sha256};

use crate::failure::{Code, Failure};

/// One file of a plugin, with all that is known of it without running it.
pub(crate) struct Artefact {
    pub(crate) path: PathBuf,
    pub(crate) kind: Kind,
    pub(crate) size: u64,
    pub(crate) sha256: Digest,
    /// The world's name, where the file has it.
    pub(crate) world_name: Option<String>,
    /// The world itself: of an executable it is decoded separately, and may be malformed where the interface is not.
    pub(crate) world: Result<World, amphi_wit::Error>,
    /// The functions, unless the file is one that no tool makes.
    pub(crate) interface: Result<Interface, amphi_wit::Error>,
}

/// What kind of file it is.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Component,
    Executable(Machine),
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Component => "component",
            Self::Executable(_) => "executable",
        }
    }

    /// What it runs on.
    pub(crate) fn machine(self) -> String {
        match self {
            Self::Component => "any (WebAssembly)".to_string(),
            Self::Executable(machine) => machine.to_string(),
        }
    }
}

impl Artefact {
    /// Reads a file, and of one that is no plugin not more than it takes to see that.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let failed = |error| Failure::io("read", path, error);
        let metadata = fs::metadata(path).map_err(failed)?;
        // A pipe would be waited for, a device might never end.
        if !metadata.is_file() {
            return Err(Failure::usage(format!("{} is not a regular file", path.display())));
        }
        let mut file = File::open(path).map_err(failed)?;
        let mut head = Vec::new();
        (&mut file).take(WASM.len() as u64).read_to_end(&mut head).map_err(failed)?;
        file.rewind().map_err(failed)?;
        let size = metadata.len();
        if head == WASM { Self::component(path, file, size) } else { Self::executable(path, file, size) }
    }

    fn component(path: &Path, file: File, size: u64) -> Result<Self, Failure> {
        if size > MAX_COMPONENT_BYTES {
            let what = format!("{} is larger than a component may be: {MAX_COMPONENT_BYTES} bytes", path.display());
            return Err(Failure::new(Code::Load, what));
        }
        let mut bytes = Vec::new();
        // Not more either if it grows meanwhile.
        let read = file.take(MAX_COMPONENT_BYTES).read_to_end(&mut bytes);
        read.map_err(|error| Failure::io("read", path, error))?;
        let world = World::from_component(&bytes).map_err(|error| unreadable(path, error))?;
        Ok(Self {
            path: path.to_path_buf(),
            kind: Kind::Component,
            size: bytes.len() as u64,
            sha256: Digest::sha256_of(&bytes),
            world_name: None,
            interface: world.interface(),
            world: Ok(world),
        })
    }

    /// An executable may be of any size: its bytes are never in memory all at once.
    fn executable(path: &Path, mut file: File, size: u64) -> Result<Self, Failure> {
        let failed = |error| Failure::io("read", path, error);
        let machine = amphi_wit::machine_of_reader(&mut file).map_err(|error| unreadable(path, error))?;
        file.rewind().map_err(failed)?;
        let section = amphi_wit::section_of_reader(&mut file).map_err(|error| unreadable(path, error))?;
        file.rewind().map_err(failed)?;
        let mut sha256 = Sha256::new();
        let mut buffer = vec![0; HASHED_BYTES];
        loop {
            let read = file.read(&mut buffer).map_err(failed)?;
            match buffer.get(..read) {
                Some([]) | None => break,
                Some(bytes) => sha256.update(bytes),
            }
        }
        Ok(Self {
            path: path.to_path_buf(),
            kind: Kind::Executable(machine),
            size,
            sha256: Digest::Sha256(sha256.finalize().into()),
            world_name: Some(section.world_name().to_string()),
            world: section.world(),
            interface: Ok(section.interface),
        })
    }

    /// Reads a file, or each file of a plugin's folder.
    pub(crate) fn all(source: &Path) -> Result<Vec<Self>, Failure> {
        let files = some_files(source)?;
        files.iter().map(|file| Self::read(file)).collect()
    }
}

/// The files of a plugin, of which there has to be one.
pub(crate) fn some_files(source: &Path) -> Result<Vec<PathBuf>, Failure> {
    let files = files(source)?;
    if files.is_empty() {
        let name = source.display();
        let what = format!("{name} is no plugin: it has neither a component nor an executable");
        return Err(Failure::new(Code::Load, what).with_help(
            "a plugin's folder NAME has NAME.wasm, native/TARGET/NAME, or both, as `amphi build` makes it",
        ));
    }
    Ok(files)
}

fn unreadable(path: &Path, source: amphi_wit::Error) -> Failure {
    Failure::new(Code::Load, Unreadable { path: path.to_path_buf(), source })
}

/// A file that is no plugin.
#[derive(Debug, thiserror::Error)]
#[error("{} is not a plugin that can be read", .path.display())]
struct Unreadable {
    path: PathBuf,
    source: amphi_wit::Error,
}

/// The files of a plugin: of a folder `NAME` the component `NAME.wasm` and each `native/TARGET/NAME`.
pub(crate) fn files(source: &Path) -> Result<Vec<PathBuf>, Failure> {
    let metadata = fs::metadata(source).map_err(|error| Failure::io("find", source, error))?;
    if !metadata.is_dir() {
        return Ok(vec![source.to_path_buf()]);
    }
    let name = source.canonicalize().map_err(|error| Failure::io("find", source, error))?;
    let name = name.file_name().map(ToOwned::to_owned).unwrap_or_default();
    let mut component = name.clone();
    component.push(".wasm");
    let mut found = vec![source.join(component)];
    let mut targets = entries(&source.join("native")).unwrap_or_default();
    targets.sort();
    found.extend(targets.into_iter().map(|target| target.join(&name)));
    found.retain(|file| file.is_file());
    Ok(found)
}

/// The entries of a folder.
pub(crate) fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let read = fs::read_dir(folder).map_err(|error| Failure::io("list", folder, error))?;
    let entries: Result<Vec<_>, _> = read.take(MAX_ENTRIES).map(|entry| entry.map(|entry| entry.path())).collect();
    entries.map_err(|error| Failure::io("list", folder, error))
}

/// How every WebAssembly file begins.
const WASM: &[u8] = b"\0asm";

/// Bytes of a component: a host reads no larger one either.
const MAX_COMPONENT_BYTES: u64 = 256 << 20;

/// Bytes of an executable that are hashed at a time.
const HASHED_BYTES: usize = 64 << 10;

/// Entries of a folder that are looked at: a folder of plugins has hundreds.
const MAX_ENTRIES: usize = 10_000;
