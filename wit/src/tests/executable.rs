//! Executables: small ones made here, and this very test.

use std::io::Cursor;

use super::{FORMATTER, world};
use crate::{Error, section_of_executable, section_of_reader};

/// An ELF file of 64 bits with one section besides its string table, at `.amphi.wit` or another name.
pub(crate) fn elf(name: &[u8], contents: &[u8]) -> Vec<u8> {
    let strings = [b"\0", name, b"\0"].concat();
    let contents_at = 64u64;
    let strings_at = contents_at + contents.len() as u64;
    let headers_at = strings_at + strings.len() as u64;
    let mut out = Vec::new();
    out.extend_from_slice(&[0x7f, b'E', b'L', b'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    out.extend_from_slice(&[3, 0, 0x3e, 0, 1, 0, 0, 0]);
    out.extend_from_slice(&[0; 16]);
    out.extend_from_slice(&headers_at.to_le_bytes());
    out.extend_from_slice(&[0; 4]);
    for half in [64u16, 56, 0, 64, 3, 2] {
        out.extend_from_slice(&half.to_le_bytes());
    }
    out.extend_from_slice(contents);
    out.extend_from_slice(&strings);
    out.extend_from_slice(&[0; 64]);
    out.extend_from_slice(&header(1, 1, contents_at, contents.len() as u64));
    out.extend_from_slice(&header(0, 3, strings_at, strings.len() as u64));
    out
}

fn header(name: u32, kind: u32, offset: u64, size: u64) -> Vec<u8> {
    let mut out = Vec::new();
    out.extend_from_slice(&name.to_le_bytes());
    out.extend_from_slice(&kind.to_le_bytes());
    for word in [0, 0, offset, size, 0, 1, 0] {
        out.extend_from_slice(&u64::to_le_bytes(word));
    }
    out
}

#[test]
fn the_section_of_an_elf_file_is_found() {
    let source = world(FORMATTER);
    let bytes = elf(b".amphi.wit", &source.to_section().unwrap());
    let section = section_of_reader(Cursor::new(&bytes)).unwrap();
    assert_eq!(section.interface, source.interface().unwrap());

    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), &bytes).unwrap();
    assert_eq!(section_of_executable(file.path()).unwrap(), section);
}

#[test]
fn an_executable_without_the_section_says_so() {
    let own = std::env::current_exe().unwrap();
    assert!(matches!(section_of_executable(&own), Err(Error::NoSection { .. })));
    assert!(matches!(section_of_reader(Cursor::new(elf(b".text", b""))), Err(Error::NoSection { .. })));
}

#[test]
fn other_files_are_named() {
    assert!(matches!(section_of_reader(Cursor::new(b"#!/bin/sh\n")), Err(Error::Executable { .. })));
    assert!(matches!(section_of_reader(Cursor::new(b"")), Err(Error::Executable { .. })));
    assert!(matches!(section_of_executable("/nowhere/at/all".as_ref()), Err(Error::Io { .. })));
}

#[test]
fn lying_headers_are_refused() {
    let good = elf(b".amphi.wit", &world(FORMATTER).to_section().unwrap());
    let headers = good.len() - 3 * 64;
    for (position, lie) in [
        (0x28, u64::MAX),             // where the headers are
        (0x28, good.len() as u64),    // at the end
        (headers + 64 + 24, 1 << 40), // where the section is
        (headers + 64 + 32, 1 << 22), // its size
        (headers + 64 + 32, 1 << 40),
        (headers + 128 + 32, u64::MAX), // the size of the strings
    ] {
        let mut bytes = good.clone();
        bytes[position..position + 8].copy_from_slice(&lie.to_le_bytes());
        assert!(section_of_reader(Cursor::new(&bytes)).is_err(), "{position:#x}");
    }
    // The count of sections, in the first header when the file's own has no room for it.
    let mut bytes = good.clone();
    bytes[0x3c..0x3e].copy_from_slice(&[0, 0]);
    bytes[headers + 32..headers + 40].copy_from_slice(&1_000_000u64.to_le_bytes());
    assert!(matches!(section_of_reader(Cursor::new(&bytes)), Err(Error::Executable { .. })));
}
