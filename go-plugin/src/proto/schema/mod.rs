//! Services and messages, from `.proto` files or from descriptors.

mod check;
mod sources;

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use prost::Message as _;
use prost_reflect::prost_types::FileDescriptorProto;
use prost_reflect::{DescriptorPool, ServiceDescriptor};
use protox::file::{FileResolver as _, IncludeFileResolver};

use super::error::Error;
use sources::Sources;

/// The services and messages of `.proto` files, with all that they import.
///
/// Those of protobuf itself, `google/protobuf/*.proto`, are always there to import.
#[derive(Clone, Debug)]
pub struct Schema {
    pool: DescriptorPool,
    /// The files that were asked for, not those that they import.
    files: Vec<String>,
}

impl Schema {
    /// Reads `.proto` files, each by its path or by its name in one of the folders to include.
    ///
    /// A file that stands in none of these folders has its own folder added to them, as the last.
    ///
    /// # Errors
    ///
    /// A file that cannot be read or is wrong, with the line and column; one that uses editions, which are not read yet;
    /// or more of it than the limits allow.
    pub fn from_files(files: &[impl AsRef<Path>], includes: &[impl AsRef<Path>]) -> Result<Self, Error> {
        let mut folders: Vec<PathBuf> = includes.iter().map(|folder| folder.as_ref().to_path_buf()).collect();
        for file in files.iter().map(AsRef::as_ref).filter(|file| file.is_file()) {
            let is_included =
                folders.iter().any(|folder| IncludeFileResolver::new(folder.clone()).resolve_path(file).is_some());
            if !is_included {
                folders.push(file.parent().map(Path::to_path_buf).unwrap_or_default());
            }
        }
        Self::compile(Sources::new(folders, None), files.iter().map(AsRef::as_ref))
    }

    /// Reads one `.proto` from memory; `name` stands for the file in messages. It can import those of protobuf itself.
    ///
    /// # Errors
    ///
    /// As [`from_files`](Self::from_files).
    pub fn from_text(name: &str, text: &str) -> Result<Self, Error> {
        let text = Some((name.to_string(), text.to_string()));
        Self::compile(Sources::new(Vec::new(), text), [Path::new(name)].into_iter())
    }

    /// Reads an encoded `google.protobuf.FileDescriptorSet`, as `protoc --descriptor_set_out --include_imports` writes
    /// it. The bytes may be hostile.
    ///
    /// # Errors
    ///
    /// Bytes that are no descriptors, descriptors that do not fit together, or more of them than the limits allow.
    pub fn from_descriptor_set(bytes: &[u8]) -> Result<Self, Error> {
        bounded("size of the descriptors in bytes", bytes.len(), MAX_DESCRIPTOR_BYTES)?;
        let set = prost_reflect::prost_types::FileDescriptorSet::decode(bytes).map_err(malformed)?;
        Self::link(set.file)
    }

    /// Reads encoded `google.protobuf.FileDescriptorProto`s, as a server's reflection gives them, in any order. One
    /// that comes twice is taken once. The bytes may be hostile.
    ///
    /// # Errors
    ///
    /// As [`from_descriptor_set`](Self::from_descriptor_set).
    pub fn from_descriptors(files: &[impl AsRef<[u8]>]) -> Result<Self, Error> {
        let size = files.iter().map(|file| file.as_ref().len()).fold(0usize, usize::saturating_add);
        bounded("size of the descriptors in bytes", size, MAX_DESCRIPTOR_BYTES)?;
        let files = files.iter().map(|file| FileDescriptorProto::decode(file.as_ref()).map_err(malformed));
        Self::link(files.collect::<Result<_, _>>()?)
    }

    /// The full names of the services in the files that were asked for, sorted.
    pub fn services(&self) -> Vec<String> {
        let mut names: Vec<_> = self.own_services().map(|service| service.full_name().to_string()).collect();
        names.sort();
        names
    }

    /// The files that were asked for, by their names in the folders to include, sorted.
    pub fn files(&self) -> &[String] {
        &self.files
    }

    pub(super) fn own_services(&self) -> impl Iterator<Item = ServiceDescriptor> + '_ {
        let files = self.files.iter().filter_map(|name| self.pool.get_file_by_name(name));
        files.flat_map(|file| file.services().collect::<Vec<_>>())
    }

    pub(super) fn service(&self, name: &str) -> Option<ServiceDescriptor> {
        self.pool.get_service_by_name(name)
    }

    fn compile<'f>(sources: Sources, files: impl Iterator<Item = &'f Path>) -> Result<Self, Error> {
        let refusal = Rc::clone(&sources.refusal);
        let mut compiler = protox::Compiler::with_file_resolver(sources);
        for file in files {
            compiler.open_file(file).map_err(|error| {
                // What protox shows to tools that debug begins with the file, the line and the column.
                refusal.take().unwrap_or_else(|| Error::Source { text: format!("{error:?}") })
            })?;
        }
        let own = compiler.files().filter(|file| !file.is_import()).map(|file| file.name().to_string()).collect();
        // The compiler resolves fields before options: linked again, `packed` is what the source says.
        let pool = DescriptorPool::decode(compiler.descriptor_pool().encode_to_vec().as_slice()).map_err(malformed)?;
        Self::checked(pool, own)
    }

    fn link(mut files: Vec<FileDescriptorProto>) -> Result<Self, Error> {
        bounded("number of files", files.len(), MAX_FILES)?;
        let mut seen = HashSet::new();
        files.retain(|file| seen.insert(file.name().to_string()));
        let own = files.iter().filter(|file| !file.service.is_empty()).map(|file| file.name().to_string()).collect();
        // What a peer made is more than the linker has seen.
        let linked = catch_unwind(AssertUnwindSafe(|| {
            let mut pool = DescriptorPool::new();
            pool.add_file_descriptor_protos(files).map(|()| pool)
        }));
        match linked {
            Ok(Ok(pool)) => Self::checked(pool, own),
            Ok(Err(error)) => Err(malformed(error)),
            Err(_) => Err(malformed("the linker gave up on them")),
        }
    }

    fn checked(pool: DescriptorPool, mut files: Vec<String>) -> Result<Self, Error> {
        check::check(&pool)?;
        files.sort();
        Ok(Self { pool, files })
    }
}

fn malformed(detail: impl ToString) -> Error {
    Error::Descriptors { detail: detail.to_string() }
}

fn bounded(what: &'static str, got: usize, limit: usize) -> Result<(), Error> {
    if got > limit { Err(Error::OverLimit { what, got: got as u64, limit: limit as u64 }) } else { Ok(()) }
}

/// Bytes of encoded descriptors. They grow a hundredfold in memory, and a plugin may have made them up.
const MAX_DESCRIPTOR_BYTES: usize = 2 << 20;

/// Files with all their imports.
const MAX_FILES: usize = 1024;
