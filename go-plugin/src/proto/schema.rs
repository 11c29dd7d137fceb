//! Services and messages, from `.proto` files or from descriptors.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use prost::Message as _;
use prost_reflect::prost_types::FileDescriptorProto;
use prost_reflect::{DescriptorPool, ServiceDescriptor};
use protox::file::{File, FileResolver, GoogleFileResolver, IncludeFileResolver};

use super::digest::of_message;
use super::error::Error;
use super::name::MAX_NAME_BYTES;

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

    /// The full names of the services in the files that were asked for, in their order.
    pub fn services(&self) -> Vec<String> {
        self.own_services().map(|service| service.full_name().to_string()).collect()
    }

    /// The files that were asked for, by their names in the folders to include.
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

    /// The package of the first file, and the file's name.
    pub(super) fn package(&self) -> (String, String) {
        let first = self.files.first().map(String::as_str).unwrap_or_default();
        let package = self.pool.get_file_by_name(first).map(|file| file.package_name().to_string());
        (package.unwrap_or_default(), first.to_string())
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
        Self::checked(compiler.descriptor_pool(), own)
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

    /// Holds the names and the counts to their limits.
    fn checked(pool: DescriptorPool, files: Vec<String>) -> Result<Self, Error> {
        bounded("number of messages", pool.all_messages().len(), MAX_MESSAGES)?;
        let fields = pool.all_messages().map(|message| message.fields().len()).sum::<usize>();
        let values = pool.all_enums().map(|enumeration| enumeration.values().len()).sum::<usize>();
        bounded("number of fields, cases and extensions", fields + values + pool.all_extensions().len(), MAX_FIELDS)?;
        bounded("number of services", pool.services().len(), MAX_SERVICES)?;
        let methods = pool.services().map(|service| service.methods().len()).sum::<usize>();
        bounded("number of methods", methods, amphi_protocol::limits::MAX_FUNCTIONS)?;
        // Protobuf's own messages have a JSON of their own, and fields that it counts on.
        let standard = DescriptorPool::global();
        for name in WELL_KNOWN.iter().map(|name| format!("google.protobuf.{name}")) {
            let texts = [&pool, &standard].map(|pool| pool.get_message_by_name(&name).map(|it| of_message(&it)));
            if let [Some(own), Some(standard)] = texts
                && own != standard
            {
                return Err(malformed(format!("{name} is not the message that protobuf has by this name")));
            }
        }
        for message in pool.all_messages() {
            let names = message.fields().all(|field| is_identifier(field.name()));
            let oneofs = message.oneofs().all(|oneof| is_identifier(oneof.name()));
            named(message.full_name(), names && oneofs)?;
        }
        for enumeration in pool.all_enums() {
            named(enumeration.full_name(), enumeration.values().all(|value| is_identifier(value.name())))?;
        }
        for service in pool.services() {
            named(service.full_name(), service.methods().all(|method| is_identifier(method.name())))?;
        }
        for extension in pool.all_extensions() {
            named(extension.full_name(), true)?;
        }
        Ok(Self { pool, files })
    }
}

/// Where `.proto` files are found, with a bound on all that is read.
struct Sources {
    folders: Vec<PathBuf>,
    /// A file that is in memory, by its name.
    text: Option<(String, String)>,
    /// Files and bytes so far.
    read: Cell<(usize, usize)>,
    /// Why a file was not taken, in our words.
    refusal: Rc<RefCell<Option<Error>>>,
}

impl FileResolver for Sources {
    fn resolve_path(&self, path: &Path) -> Option<String> {
        self.folders.iter().find_map(|folder| IncludeFileResolver::new(folder.clone()).resolve_path(path))
    }

    fn open_file(&self, name: &str) -> Result<File, protox::Error> {
        if let Some((_, text)) = self.text.as_ref().filter(|(own, _)| own == name) {
            return self.parse(name, text);
        }
        for path in self.folders.iter().map(|folder| folder.join(name)) {
            if let Ok(about) = std::fs::metadata(&path)
                && about.is_file()
            {
                self.admit(usize::try_from(about.len()).unwrap_or(usize::MAX)).map_err(|error| self.refuse(error))?;
                let text = std::fs::read_to_string(&path).map_err(|error| {
                    self.refuse(Error::Source { text: format!("cannot read {}: {error}", path.display()) })
                })?;
                return self.parse(name, &text);
            }
        }
        GoogleFileResolver::new().open_file(name)
    }
}

impl Sources {
    fn new(folders: Vec<PathBuf>, text: Option<(String, String)>) -> Self {
        Self { folders, text, read: Cell::default(), refusal: Rc::default() }
    }

    fn admit(&self, size: usize) -> Result<(), Error> {
        let (files, bytes) = self.read.get();
        let now = (files + 1, bytes.saturating_add(size));
        bounded("number of files", now.0, MAX_FILES)?;
        bounded("size of the sources in bytes", now.1, MAX_SOURCE_BYTES)?;
        self.read.set(now);
        Ok(())
    }

    fn parse(&self, name: &str, text: &str) -> Result<File, protox::Error> {
        // The parser recurses: what would exhaust its stack comes no further.
        let nesting = nesting(text);
        bounded("nesting of the source", nesting, MAX_NESTING).map_err(|error| self.refuse(error))?;
        File::from_source(name, text)
    }

    fn refuse(&self, error: Error) -> protox::Error {
        let refused = protox::Error::new(error.to_string());
        self.refusal.replace(Some(error));
        refused
    }
}

/// How many brackets are open at most, those in comments and strings too.
fn nesting(text: &str) -> usize {
    let (mut open, mut most) = (0usize, 0usize);
    for byte in text.bytes() {
        match byte {
            b'{' | b'[' | b'<' => open += 1,
            b'}' | b']' | b'>' => open = open.saturating_sub(1),
            _ => {}
        }
        most = most.max(open);
    }
    most
}

fn malformed(detail: impl ToString) -> Error {
    Error::Descriptors { detail: detail.to_string() }
}

fn bounded(what: &'static str, got: usize, limit: usize) -> Result<(), Error> {
    if got > limit { Err(Error::OverLimit { what, got: got as u64, limit: limit as u64 }) } else { Ok(()) }
}

fn named(full_name: &str, parts_are: bool) -> Result<(), Error> {
    if parts_are && full_name.len() <= MAX_NAME_BYTES && full_name.split('.').all(is_identifier) {
        return Ok(());
    }
    let shown: String = full_name.chars().take(80).collect();
    Err(malformed(format!("{shown:?} or a part of it has a name that is no identifier")))
}

fn is_identifier(name: &str) -> bool {
    let is_word = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_word && name.len() <= MAX_NAME_BYTES && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
}

/// The messages of protobuf that JSON writes in a way of their own.
const WELL_KNOWN: [&str; 17] = [
    "Any",
    "BoolValue",
    "BytesValue",
    "DoubleValue",
    "Duration",
    "Empty",
    "FieldMask",
    "FloatValue",
    "Int32Value",
    "Int64Value",
    "ListValue",
    "StringValue",
    "Struct",
    "Timestamp",
    "UInt32Value",
    "UInt64Value",
    "Value",
];

/// Bytes of all `.proto` files together. Google's whole API is 30 MB; no plugin's is a hundredth of it.
const MAX_SOURCE_BYTES: usize = 8 << 20;

/// Bytes of encoded descriptors. They grow a hundredfold in memory, and a plugin may have made them up.
const MAX_DESCRIPTOR_BYTES: usize = 2 << 20;

/// Brackets of a source that are open at a time. Messages of real ones nest three deep.
const MAX_NESTING: usize = 100;

/// Files with all their imports.
const MAX_FILES: usize = 1024;

/// Messages of all files. Stops a schema that takes minutes to link; Terraform's has a hundred.
const MAX_MESSAGES: usize = 8192;

/// Fields, enum values and extensions of all files.
const MAX_FIELDS: usize = 1 << 16;

/// Services of all files.
const MAX_SERVICES: usize = 1024;
