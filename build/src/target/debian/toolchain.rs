//! Puts unpacked packages together to a compiler that runs where it lies.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::target::debian::Shop;
use crate::target::debian::apt::{Apt, entries};
use crate::target::debian::release::{Release, package_of};
use crate::target::debian::remove;
use crate::target::tries::rustc_in;

/// A toolchain in the making.
pub(crate) struct Toolchain<'a> {
    pub(crate) shop: &'a Shop<'a>,
    pub(crate) release: &'a Release,
}

impl Toolchain<'_> {
    /// Fetches and unpacks the packages, and those that they want and the system lacks.
    pub(crate) fn unpack(&self, apt: &Apt<'_>) -> Result<(), Error> {
        let step = self.shop.step(&format!("fetching Rust {} (140 MB)", self.release.upstream));
        apt.unpack(&self.release.packages(), &step)?;
        let libraries = self.libraries();
        let mut programs = vec![self.llvm().join("lld")];
        programs.extend(entries(&libraries)?.into_iter().filter(|file| is_compiler_library(file)));
        // A library that is fetched may want others in its turn.
        for _ in 0..LIBRARY_ROUNDS {
            let missing = apt.missing(&programs, &libraries)?;
            if missing.is_empty() {
                break;
            }
            let mut packages: Vec<_> = missing.iter().map(|library| package_of(library)).collect::<Result<_, _>>()?;
            packages.dedup();
            apt.unpack(&packages, &step)?;
            self.collect_libraries()?;
        }
        step.done(&format!("fetched Rust {} and LLVM {}", self.release.upstream, self.release.llvm));
        Ok(())
    }

    /// Makes the compiler run from here: its libraries, its linker.
    pub(crate) fn arrange(&self) -> Result<(), Error> {
        let rustc = rustc_in(self.folder());
        let folder = self.folder().join("bin");
        fs::create_dir_all(&folder).map_err(Error::io("make", &folder))?;
        let script = WRAPPER.replace("@LIBRARIES@", self.shop.machine.libraries);
        fs::write(&rustc, script).map_err(Error::io("write", &rustc))?;
        fs::set_permissions(&rustc, fs::Permissions::from_mode(0o755)).map_err(Error::io("change", &rustc))?;
        // The component linker comes with the compiler and looks for LLVM's linker beside itself.
        let tools = self.rustlib().join(self.shop.machine.host).join("bin");
        for (name, program) in [("rust-lld", "lld"), ("wasm-ld", "wasm-ld"), ("gcc-ld/wasm-ld", "wasm-ld")] {
            replace_link(&tools.join(name), &self.llvm_from_tools(name, program))?;
        }
        Ok(())
    }

    /// The folder that all is in.
    pub(crate) fn folder(&self) -> &Path {
        self.shop.folder
    }

    /// Where the compiler keeps what belongs to targets.
    pub(crate) fn rustlib(&self) -> PathBuf {
        self.folder().join("usr/lib/rustlib")
    }

    fn libraries(&self) -> PathBuf {
        self.folder().join("usr/lib").join(self.shop.machine.libraries)
    }

    fn llvm(&self) -> PathBuf {
        self.folder().join(format!("usr/lib/llvm-{}/bin", self.release.llvm))
    }

    /// The way from the compiler's tools to one of LLVM's: a relative one, since the folder will be moved.
    fn llvm_from_tools(&self, name: &str, program: &str) -> PathBuf {
        let up = "../".repeat(3 + name.matches('/').count());
        PathBuf::from(format!("{up}llvm-{}/bin/{program}", self.release.llvm))
    }

    /// Some libraries lie in `/lib`, where the compiler's wrapper does not look.
    fn collect_libraries(&self) -> Result<(), Error> {
        let (from, to) = (self.folder().join("lib").join(self.shop.machine.libraries), self.libraries());
        if !from.is_dir() {
            return Ok(());
        }
        for file in entries(&from)? {
            let target = to.join(file.file_name().unwrap_or_default());
            fs::rename(&file, &target).map_err(Error::io("move a library to", &target))?;
        }
        Ok(())
    }
}

/// Removes what only the making needed: half a gigabyte.
pub(crate) fn prune(folder: &Path) -> Result<(), Error> {
    NOT_NEEDED.iter().try_for_each(|part| remove(&folder.join(part)))
}

fn is_compiler_library(file: &Path) -> bool {
    file.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with("librustc_driver-"))
}

fn replace_link(link: &Path, target: &Path) -> Result<(), Error> {
    if let Some(folder) = link.parent() {
        fs::create_dir_all(folder).map_err(Error::io("make", folder))?;
    }
    // Usually nothing is there; if something is and stays, the next line says so.
    drop(fs::remove_file(link));
    symlink(target, link).map_err(Error::io("make", link))
}

/// The compiler as a small script: the libraries that it needs lie beside it and are not the system's.
const WRAPPER: &str = r#"#!/bin/sh
here=$(dirname "$(readlink -f "$0")")/..
export LD_LIBRARY_PATH="$here/usr/lib/@LIBRARIES@${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
exec "$here/usr/bin/rustc" "$@"
"#;
/// Libraries that want libraries: LLVM wants libxml2, that wants ICU, and that the C++ library.
const LIBRARY_ROUNDS: usize = 4;
/// Folders that the making needed.
const NOT_NEEDED: [&str; 9] =
    ["debs", "apt", "etc", "std", "usr/src", "usr/share", "usr/include", "usr/lib/rustlib/src", "usr/lib/wasm32-wasi"];
