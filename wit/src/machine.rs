//! What an executable is for: its format and its processor, from its first bytes.

use std::fmt;
use std::io::{ErrorKind, Read};

use crate::error::Error;

/// The kind of machine that an executable runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Machine {
    /// How the file is built: `ELF`, `Mach-O` or `PE`.
    pub format: &'static str,
    /// The processor as target triples name it, or none that is known here.
    pub architecture: Option<&'static str>,
}

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.architecture.unwrap_or("unknown processor"), self.format)
    }
}

/// Reads what an executable is for, without running it: only its first bytes are looked at.
///
/// # Errors
///
/// A file that cannot be read, or is none of the three formats.
pub fn machine_of_reader(executable: impl Read) -> Result<Machine, Error> {
    let mut head = Vec::new();
    let read = executable.take(HEAD_BYTES).read_to_end(&mut head);
    match read {
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => {}
        Err(error) => return Err(Error::Executable { detail: error.to_string() }),
    }
    machine(&head).ok_or_else(|| Error::Executable { detail: "it is of no known format".to_string() })
}

fn machine(head: &[u8]) -> Option<Machine> {
    match head {
        [0x7f, b'E', b'L', b'F', _, order, ..] => {
            let number = u16_at(head, 18)?;
            let number = if *order == 2 { number.swap_bytes() } else { number };
            Some(Machine { format: "ELF", architecture: name(&ELF, number.into()) })
        }
        [0xcf | 0xce, 0xfa, 0xed, 0xfe, ..] => {
            Some(Machine { format: "Mach-O", architecture: name(&MACHO, u32_at(head, 4)?) })
        }
        [b'M', b'Z', ..] => {
            let header = usize::try_from(u32_at(head, 0x3c)?).ok()?;
            let number = head.get(header..)?.strip_prefix(b"PE\0\0").and_then(|coff| u16_at(coff, 0))?;
            Some(Machine { format: "PE", architecture: name(&PE, number.into()) })
        }
        _ => None,
    }
}

fn u16_at(bytes: &[u8], place: usize) -> Option<u16> {
    bytes.get(place..)?.first_chunk().copied().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], place: usize) -> Option<u32> {
    bytes.get(place..)?.first_chunk().copied().map(u32::from_le_bytes)
}

fn name(table: &[(u32, &'static str)], number: u32) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == number).map(|(_, name)| *name)
}

const ELF: [(u32, &str); 8] = [
    (3, "i686"),
    (8, "mips"),
    (21, "powerpc64"),
    (22, "s390x"),
    (40, "arm"),
    (62, "x86_64"),
    (183, "aarch64"),
    (243, "riscv64"),
];
const MACHO: [(u32, &str); 2] = [(0x0100_0007, "x86_64"), (0x0100_000c, "aarch64")];
const PE: [(u32, &str); 3] = [(0x014c, "i686"), (0x8664, "x86_64"), (0xaa64, "aarch64")];

/// Bytes that are looked at: the header of a PE file stands somewhere in its first page.
const HEAD_BYTES: u64 = 4096;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_test_is_for_this_machine() {
        let file = std::fs::File::open(std::env::current_exe().unwrap()).unwrap();
        let machine = machine_of_reader(file).unwrap();
        assert_eq!(machine.architecture, Some(std::env::consts::ARCH));
    }

    #[test]
    fn each_format_is_read() {
        let mut elf = b"\x7fELF\x02\x02".to_vec();
        elf.resize(18, 0);
        elf.extend([0, 22]);
        assert_eq!(machine(&elf).unwrap().to_string(), "s390x (ELF)");
        assert_eq!(machine(b"\xcf\xfa\xed\xfe\x0c\0\0\x01").unwrap().to_string(), "aarch64 (Mach-O)");
        let mut pe = b"MZ".to_vec();
        pe.resize(0x3c, 0);
        pe.extend([0x40, 0, 0, 0]);
        pe.extend(b"PE\0\0\x64\x86");
        assert_eq!(machine(&pe).unwrap().to_string(), "x86_64 (PE)");
    }

    #[test]
    fn other_files_are_refused() {
        for bytes in [&b""[..], b"\x7fELF", b"#!/bin/sh", b"MZ", b"\0asm\x0d\0\x01\0"] {
            assert!(machine_of_reader(bytes).is_err(), "{bytes:?}");
        }
    }
}
