//! Worlds: parsed from WIT text, or found in a component.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use amphi_protocol::Interface;
use wit_component::WitPrinter;
use wit_parser::{PackageId, ParseError, Resolve, ResolveError, WorldId, WorldItem};

use crate::component::decode_component;
use crate::convert::{interface_of_world, is_ambient};
use crate::error::Error;
use crate::section::frame_section;

/// A WIT world with everything it refers to.
#[derive(Clone, Debug)]
pub struct World {
    resolve: Resolve,
    world: WorldId,
    sources: Vec<PathBuf>,
}

impl World {
    /// Reads a folder with a package and its `deps` folder, or a single `.wit` file.
    ///
    /// Without a name, the world is the only one of the package.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, WIT that is wrong (with file, line, column and the place), or a world
    /// that is not there.
    pub fn from_path(path: &Path, world: Option<&str>) -> Result<Self, Error> {
        // wit-parser would report a missing folder as a file that cannot be read.
        std::fs::metadata(path).map_err(|source| Error::Io { path: path.to_path_buf(), source })?;
        let mut resolve = Resolve::default();
        let pushed = resolve.push_path(path);
        let (package, files) = pushed.map_err(|error| describe(&resolve, path, &*error))?;
        let mut sources: Vec<_> = files.paths().map(Path::to_path_buf).collect();
        sources.sort();
        Self::choose(resolve, package, world, sources)
    }

    /// Reads WIT text; `name` stands for the file in messages.
    ///
    /// # Errors
    ///
    /// As [`from_path`](Self::from_path).
    pub fn from_text(name: &str, text: &str, world: Option<&str>) -> Result<Self, Error> {
        let mut resolve = Resolve::default();
        let pushed = resolve.push_str(name, text);
        let package = pushed.map_err(|error| describe(&resolve, Path::new(name), &*error))?;
        Self::choose(resolve, package, world, Vec::new())
    }

    /// Finds the world of a component in its types. The bytes may be hostile.
    ///
    /// The names of the package and the world are not in a component: both are made up.
    ///
    /// # Errors
    ///
    /// Bytes that are no component, or a malformed one.
    pub fn from_component(bytes: &[u8]) -> Result<Self, Error> {
        let (resolve, world) = decode_component(bytes)?;
        Ok(Self { resolve, world, sources: Vec::new() })
    }

    pub(crate) fn from_package(resolve: Resolve, package: PackageId, world: &str) -> Result<Self, Error> {
        Self::choose(resolve, package, Some(world), Vec::new())
    }

    /// Gives the functions of the world, without those of `wasi:*` and `amphi:plugin/*`.
    ///
    /// # Errors
    ///
    /// A function that uses what Amphi does not carry yet, or a type over its limits.
    pub fn interface(&self) -> Result<Interface, Error> {
        interface_of_world(&self.resolve, self.world)
    }

    /// Gives the bytes of the section that a native executable carries.
    ///
    /// # Errors
    ///
    /// As [`interface`](Self::interface), or a world that is too large for a section.
    pub fn to_section(&self) -> Result<Vec<u8>, Error> {
        let interface = self.interface()?;
        let world = self.resolve.worlds.get(self.world);
        let (name, package) = world
            .and_then(|world| Some((world.name.as_str(), world.package?)))
            .ok_or_else(|| Error::Encode { detail: "the world belongs to no package".to_string() })?;
        let wit = wit_component::encode(&self.resolve, package)
            .map_err(|error| Error::Encode { detail: format!("{error:#}") })?;
        frame_section(&interface, name, &wit)
    }

    /// Gives the world as WIT text, with the packages that it refers to. The text of a hostile file's documentation is
    /// as hostile as the file.
    ///
    /// # Errors
    ///
    /// A world that cannot be written: no tool makes such a one.
    pub fn to_text(&self) -> Result<String, Error> {
        let unwritable = |detail: String| Error::Encode { detail };
        let package = self.resolve.worlds.get(self.world).and_then(|world| world.package);
        let package = package.ok_or_else(|| unwritable("the world belongs to no package".to_string()))?;
        let others: Vec<PackageId> =
            self.resolve.packages.iter().map(|(id, _)| id).filter(|id| *id != package).collect();
        // What was decoded from a hostile file may be more than the printer has seen.
        let printed = catch_unwind(AssertUnwindSafe(|| {
            let mut printer = WitPrinter::default();
            printer.print(&self.resolve, package, &others).map(|()| printer.output.to_string())
        }));
        match printed {
            Ok(Ok(text)) => Ok(text),
            Ok(Err(error)) => Err(unwritable(format!("{error:#}"))),
            Err(_) => Err(unwritable("the printer gave up on it".to_string())),
        }
    }

    /// The interfaces of the platform that the world imports: `wasi:*` and `amphi:plugin/*`.
    pub fn platform_imports(&self) -> Vec<String> {
        let imports = self.resolve.worlds.get(self.world).map(|world| &world.imports);
        let names = imports.into_iter().flatten().filter_map(|(key, item)| match item {
            WorldItem::Interface { .. } => Some(self.resolve.name_world_key(key)),
            _ => None,
        });
        names.filter(|name| is_ambient(name)).collect()
    }

    /// The files that were read, so that a change of one can be noticed.
    pub fn sources(&self) -> &[PathBuf] {
        &self.sources
    }

    /// What wit-parser made of the source: for code generators only.
    pub fn resolve(&self) -> (&Resolve, WorldId) {
        (&self.resolve, self.world)
    }

    fn choose(resolve: Resolve, package: PackageId, name: Option<&str>, sources: Vec<PathBuf>) -> Result<Self, Error> {
        let main = resolve.packages.get(package).ok_or_else(|| Error::Wit { text: "no package".to_string() })?;
        let own = || main.worlds.keys().cloned().collect::<Vec<_>>();
        let world = match name {
            // A world of a dependency is chosen by its full name.
            Some(full) if full.contains('/') => resolve.select_world(&[package], name).ok(),
            Some(bare) => main.worlds.get(bare).copied(),
            None => match main.worlds.values().collect::<Vec<_>>().as_slice() {
                [] => return Err(Error::NoWorld { package: main.name.to_string() }),
                [only] => Some(**only),
                _ => return Err(Error::SeveralWorlds { package: main.name.to_string(), worlds: own() }),
            },
        };
        let world = world.ok_or_else(|| Error::UnknownWorld {
            package: main.name.to_string(),
            world: name.unwrap_or_default().to_string(),
            worlds: own(),
        })?;
        Ok(Self { resolve, world, sources })
    }
}

/// Turns wit-parser's chain of errors into ours: the place in the source, or the file that cannot be read.
fn describe(resolve: &Resolve, path: &Path, error: &(dyn std::error::Error + 'static)) -> Error {
    let mut text = Vec::new();
    let mut layer = Some(error);
    while let Some(current) = layer {
        if let Some(parse) = current.downcast_ref::<ParseError>() {
            return Error::Wit { text: parse.render(&resolve.source_map) };
        }
        if let Some(semantic) = current.downcast_ref::<ResolveError>() {
            return Error::Wit { text: semantic.render(&resolve.source_map) };
        }
        if let Some(io) = current.downcast_ref::<io::Error>() {
            let source = io::Error::new(io.kind(), text.join(": "));
            return Error::Io { path: path.to_path_buf(), source };
        }
        text.push(current.to_string());
        layer = current.source();
    }
    Error::Wit { text: text.join(": ") }
}
