//! What an executable is for, from its first bytes.

use std::fmt;

/// A file's format, as far as a diagnosis needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Elf {
        machine: u16,
        /// The program that loads it.
        interpreter: Option<String>,
    },
    Script {
        /// The program that runs it.
        interpreter: String,
    },
    MachO,
    Pe,
    Wasm,
    Unknown,
}

impl Format {
    pub(super) fn parse(start: &[u8]) -> Self {
        match start {
            [0x7f, b'E', b'L', b'F', ..] => Elf { bytes: start }.read().unwrap_or(Self::Unknown),
            [b'#', b'!', line @ ..] => {
                let line = line.split(|byte| *byte == b'\n').next().unwrap_or_default();
                let line = String::from_utf8_lossy(line);
                Self::Script { interpreter: line.split_whitespace().next().unwrap_or_default().to_string() }
            }
            [0xcf | 0xce, 0xfa, 0xed, 0xfe, ..] | [0xca, 0xfe, 0xba, 0xbe, ..] => Self::MachO,
            [b'M', b'Z', ..] => Self::Pe,
            [0, b'a', b's', b'm', ..] => Self::Wasm,
            _ => Self::Unknown,
        }
    }

    /// What this host's own executables are.
    pub(super) fn host() -> String {
        format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)
    }

    /// The program without which the file does not start.
    pub(super) fn interpreter(&self) -> Option<&str> {
        match self {
            Self::Elf { interpreter, .. } => interpreter.as_deref(),
            Self::Script { interpreter } => Some(interpreter),
            Self::MachO | Self::Pe | Self::Wasm | Self::Unknown => None,
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Elf { machine, .. } => match MACHINES.iter().find(|(number, _)| number == machine) {
                Some((_, name)) => write!(f, "{name} (ELF)"),
                None => write!(f, "machine {machine} (ELF)"),
            },
            Self::Script { interpreter } => write!(f, "{interpreter} (a script)"),
            Self::MachO => f.write_str("macOS (Mach-O)"),
            Self::Pe => f.write_str("Windows (PE)"),
            Self::Wasm => f.write_str("a WebAssembly runtime"),
            Self::Unknown => f.write_str("nothing that is known"),
        }
    }
}

/// The first bytes of an ELF file; every read is checked, for the file may be anything.
struct Elf<'a> {
    bytes: &'a [u8],
}

impl Elf<'_> {
    fn read(&self) -> Option<Format> {
        Some(Format::Elf { machine: u16::try_from(self.number(18, 2)?).ok()?, interpreter: self.interpreter() })
    }

    /// The path in the program header of type `PT_INTERP`.
    fn interpreter(&self) -> Option<String> {
        let is_64 = self.bytes.get(4) == Some(&2);
        let (table, size, count) = match is_64 {
            true => (self.number(32, 8)?, self.number(54, 2)?, self.number(56, 2)?),
            false => (self.number(28, 4)?, self.number(42, 2)?, self.number(44, 2)?),
        };
        let header = (0..count.min(MAX_HEADERS))
            .map(|index| table.saturating_add(index * size))
            .find(|header| self.number(*header, 4) == Some(PT_INTERP))?;
        let (offset, length) = match is_64 {
            true => (self.number(header.checked_add(8)?, 8)?, self.number(header.checked_add(32)?, 8)?),
            false => (self.number(header.checked_add(4)?, 4)?, self.number(header.checked_add(16)?, 4)?),
        };
        let start = usize::try_from(offset).ok()?;
        let path = self.bytes.get(start..start.checked_add(usize::try_from(length).ok()?)?)?;
        let path = path.strip_suffix(b"\0").unwrap_or(path);
        Some(String::from_utf8_lossy(path).into_owned())
    }

    /// A number of `size` bytes in the file's own byte order.
    fn number(&self, offset: u64, size: usize) -> Option<u64> {
        let start = usize::try_from(offset).ok()?;
        let bytes = self.bytes.get(start..start.checked_add(size)?)?;
        let append = |number: u64, byte: &u8| (number << 8) | u64::from(*byte);
        let is_big_endian = self.bytes.get(5) == Some(&2);
        Some(if is_big_endian { bytes.iter().fold(0, append) } else { bytes.iter().rev().fold(0, append) })
    }
}

/// The program header that names the loader.
const PT_INTERP: u64 = 3;

/// Program headers that are looked at; a linked file has about a dozen.
const MAX_HEADERS: u64 = 64;

/// The machines that a plugin may have been built for by mistake.
const MACHINES: [(u16, &str); 8] = [
    (3, "x86"),
    (8, "mips"),
    (21, "powerpc64"),
    (22, "s390x"),
    (40, "arm"),
    (62, "x86_64"),
    (183, "aarch64"),
    (243, "riscv"),
];

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop, prop_oneof, proptest};

    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn reads_the_own_executable() {
        let own = std::fs::read("/proc/self/exe").unwrap();
        let format = Format::parse(&own[..8192]);
        assert!(matches!(format, Format::Elf { .. }));
        assert!(format.to_string().contains(std::env::consts::ARCH), "{format}");
        if cfg!(target_env = "gnu") {
            assert!(format.interpreter().is_some_and(|loader| loader.contains("ld-linux")), "{format:?}");
        }
    }

    proptest! {
        #[test]
        fn any_headers_give_an_answer(
            class in 0u8..4, order in 0u8..4, bytes in prop::collection::vec(prop_oneof![0u8..80, any::<u8>()], 0..400),
        ) {
            let format = Format::parse(&[&[0x7f, b'E', b'L', b'F', class, order][..], &bytes].concat());
            drop((format.to_string(), format.interpreter().map(str::len)));
        }
    }

    #[test]
    fn tells_what_is_no_elf() {
        assert_eq!(Format::parse(b"#! /bin/sh -e\nexit"), Format::Script { interpreter: "/bin/sh".into() });
        assert_eq!(Format::parse(b"MZ\x90"), Format::Pe);
        assert_eq!(Format::parse(b"\0asm\x0d"), Format::Wasm);
        assert_eq!(Format::parse(b""), Format::Unknown);
        assert_eq!(Format::parse(b"\x7fELF"), Format::Unknown);
    }
}
