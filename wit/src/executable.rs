//! Native executables: finds the contract's section without running or wholly reading the file.

use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::Path;

use object::read::elf::{FileHeader, SectionHeader};
use object::read::macho::{MachOFile32, MachOFile64};
use object::read::pe::{PeFile32, PeFile64};
use object::read::{Object, ObjectSection, ReadCache, ReadRef};
use object::{Endianness, FileKind, elf};

use crate::error::Error;
use crate::section::{MAX_SECTION_BYTES, Section, read_section};

/// Reads the contract of a native executable: ELF, Mach-O or PE.
///
/// Only the headers and the section itself are read, however large the file is.
///
/// # Errors
///
/// A file that cannot be read or is no executable, one without the section, or a malformed section.
pub fn section_of_executable(path: &Path) -> Result<Section, Error> {
    let file = File::open(path).map_err(|source| Error::Io { path: path.to_path_buf(), source })?;
    section_of_reader(BufReader::new(file))
}

/// Reads the contract of an executable that is open already, such as one pinned by its digest.
///
/// # Errors
///
/// As [`section_of_executable`].
pub fn section_of_reader(executable: impl Read + Seek) -> Result<Section, Error> {
    let cache = ReadCache::new(executable);
    let data = &cache;
    match FileKind::parse(data).map_err(malformed)? {
        FileKind::Elf32 => in_elf::<elf::FileHeader32<Endianness>, _>(data),
        FileKind::Elf64 => in_elf::<elf::FileHeader64<Endianness>, _>(data),
        FileKind::MachO32 => in_object(&MachOFile32::<Endianness, _>::parse(data).map_err(malformed)?, MACHO),
        FileKind::MachO64 => in_object(&MachOFile64::<Endianness, _>::parse(data).map_err(malformed)?, MACHO),
        FileKind::Pe32 => in_object(&PeFile32::parse(data).map_err(malformed)?, PE),
        FileKind::Pe64 => in_object(&PeFile64::parse(data).map_err(malformed)?, PE),
        other => Err(Error::Executable { detail: format!("it is of kind {other:?}") }),
    }
}

/// How a format spells the section.
#[derive(Clone, Copy)]
struct Spelling {
    format: &'static str,
    names: &'static [&'static str],
}

const ELF: Spelling = Spelling { format: "ELF", names: &[".amphi.wit"] };
const MACHO: Spelling = Spelling { format: "Mach-O", names: &["__amphi_wit"] };
/// Linkers cut the names of an image's sections to eight bytes, or keep them in a string table.
const PE: Spelling = Spelling { format: "PE", names: &[".amphi.wit", ".amphi.w"] };

impl Spelling {
    fn matches(self, name: &[u8]) -> bool {
        self.names.iter().any(|known| known.as_bytes() == name)
    }

    fn missing(self) -> Error {
        Error::NoSection { section: self.names.first().unwrap_or(&".amphi.wit"), format: self.format }
    }
}

/// Reads ELF by its section headers alone: the symbol tables of a debug build are large.
fn in_elf<'data, Elf: FileHeader<Endian = Endianness>, R: ReadRef<'data>>(data: R) -> Result<Section, Error> {
    let header = Elf::parse(data).map_err(malformed)?;
    let endian = header.endian().map_err(malformed)?;
    let count = header.shnum(endian, data).map_err(malformed)?;
    check_count(count)?;
    let sections = header.section_headers(endian, data).map_err(malformed)?;
    let strings = header.section_strings(endian, data, sections).map_err(malformed)?;
    for section in sections {
        if section.name(endian, strings).is_ok_and(|name| ELF.matches(name)) {
            let (_, size) = section.file_range(endian).ok_or_else(|| ELF.missing())?;
            check_size(size)?;
            return read_section(section.data(endian, data).map_err(malformed)?);
        }
    }
    Err(ELF.missing())
}

fn in_object<'data, O: Object<'data>>(file: &O, spelling: Spelling) -> Result<Section, Error> {
    for (position, section) in file.sections().enumerate() {
        check_count(position)?;
        if section.name_bytes().is_ok_and(|name| spelling.matches(name)) {
            let size = section.file_range().map_or(0, |(_, size)| size);
            check_size(size)?;
            return read_section(section.data().map_err(malformed)?);
        }
    }
    Err(spelling.missing())
}

fn check_count(count: usize) -> Result<(), Error> {
    if count <= MAX_SECTIONS {
        return Ok(());
    }
    Err(Error::Executable { detail: format!("it has {count} sections, over the limit of {MAX_SECTIONS}") })
}

fn check_size(size: u64) -> Result<(), Error> {
    if size <= MAX_SECTION_BYTES as u64 {
        return Ok(());
    }
    Err(Error::TooLarge { what: "contract section", got: size, limit: MAX_SECTION_BYTES as u64 })
}

fn malformed(error: object::Error) -> Error {
    Error::Executable { detail: error.to_string() }
}

/// Sections of an executable that are looked at. A linked file has some dozens; each name costs a read of up
/// to 4 KiB, which a made-up file could ask for millions of times.
const MAX_SECTIONS: usize = 4096;
