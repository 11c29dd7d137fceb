//! Finds or makes a compiler that builds components for [`TARGET`].
//!
//! `search.rs` decides which ways are tried and in which order; `tries.rs` goes them; `probe.rs` asks a compiler by
//! really building a component, and `memory.rs` remembers its answer; `debian/` makes a toolchain from packages.

#[cfg(target_os = "linux")]
mod debian;
mod memory;
mod probe;
mod rustup;
mod search;
mod tries;

use std::fmt::{self, Display, Formatter};
use std::path::{Path, PathBuf};

use crate::environment::Environment;
use crate::error::Error;
use crate::progress::Progress;

/// The target that components are built for.
pub const TARGET: &str = "wasm32-wasip2";

/// A compiler that builds components: it was asked to, and did.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct WasmTarget {
    /// The compiler, to be set as `RUSTC` for the build of guests and for nothing else.
    pub rustc: PathBuf,
    /// Where it came from.
    pub source: Source,
}

/// The ways to a compiler that builds components, in the order in which they are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Source {
    /// The user named it; nothing else is tried then.
    Named,
    /// It is the one in use.
    Current,
    /// An earlier run made it, in the user's cache.
    Earlier,
    /// It is the one in use, and rustup added the target to it.
    Rustup,
    /// It was made from the packages of a Debian or one of its family.
    Debian,
}

impl WasmTarget {
    /// Finds a compiler that builds components, or makes one.
    ///
    /// What was found once is remembered and costs some milliseconds from then on. Making one from a distribution's
    /// packages takes minutes and half a gigabyte in the user's cache; nothing outside it is touched.
    ///
    /// # Errors
    ///
    /// [`Error::NoWasmTarget`] lists all that was tried and what to do.
    pub fn find(environment: &Environment, progress: &dyn Progress) -> Result<Self, Error> {
        let tries = tries::RealTries::new(environment, progress);
        search::search(&search::plan(environment), &tries, progress)
    }

    /// Takes a compiler as it is, unasked.
    pub fn from_rustc(rustc: impl AsRef<Path>) -> Self {
        Self { rustc: rustc.as_ref().to_owned(), source: Source::Named }
    }
}

impl Display for Source {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Named => "AMPHI_WASM_RUSTC",
            Self::Current => "the rustc in use",
            Self::Earlier => "a toolchain made earlier",
            Self::Rustup => "rustup",
            Self::Debian => "the distribution's packages",
        })
    }
}
