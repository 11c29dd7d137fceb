//! What a file is that a user names: a component or an executable, read and never run.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use amphi_host::{Digest, Interface};
use amphi_wit::{Machine, World};

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
    /// Reads a file.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let metadata = fs::metadata(path).map_err(|error| Failure::io("read", path, error))?;
        // A pipe would be waited for, a device might never end.
        if !metadata.is_file() {
            return Err(Failure::usage(format!("{} is not a regular file", path.display())));
        }
        let bytes = fs::read(path).map_err(|error| Failure::io("read", path, error))?;
        let sha256 = Digest::sha256_of(&bytes);
        let path = path.to_path_buf();
        let size = metadata.len();
        if bytes.starts_with(b"\0asm") {
            let world = World::from_component(&bytes).map_err(|error| unreadable(&path, error))?;
            let interface = world.interface();
            let kind = Kind::Component;
            return Ok(Self { path, kind, size, sha256, world_name: None, world: Ok(world), interface });
        }
        let machine = amphi_wit::machine_of_reader(bytes.as_slice()).map_err(|error| unreadable(&path, error))?;
        let section = amphi_wit::section_of_reader(Cursor::new(&bytes)).map_err(|error| unreadable(&path, error))?;
        Ok(Self {
            path,
            kind: Kind::Executable(machine),
            size,
            sha256,
            world_name: Some(section.world_name().to_string()),
            world: section.world(),
            interface: Ok(section.interface),
        })
    }

    /// Reads a file, or each file of a plugin's folder.
    pub(crate) fn all(source: &Path) -> Result<Vec<Self>, Failure> {
        let files = files(source)?;
        if files.is_empty() {
            let name = source.display();
            return Err(Failure::new(
                Code::Load,
                format!("{name} is no plugin: it has neither a component nor an executable"),
            )
            .with_help(
                "a plugin's folder NAME has NAME.wasm, native/TARGET/NAME, or both, as `amphi build` makes it",
            ));
        }
        files.iter().map(|file| Self::read(file)).collect()
    }
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

/// Entries of a folder that are looked at: a folder of plugins has hundreds.
const MAX_ENTRIES: usize = 10_000;
