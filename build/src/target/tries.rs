//! The ways to a compiler, as they are really gone.

use std::path::{Path, PathBuf};

use crate::environment::Environment;
use crate::error::Error;
use crate::progress::Progress;
use crate::target::memory::Memory;
use crate::target::probe::Probe;
use crate::target::search::Tries;
use crate::target::{Source, rustup};

/// Looks into the real environment, runs real tools.
pub(crate) struct RealTries<'a> {
    environment: &'a Environment,
    progress: &'a dyn Progress,
    probe: Probe<'a>,
}

impl<'a> RealTries<'a> {
    pub(crate) fn new(environment: &'a Environment, progress: &'a dyn Progress) -> Self {
        let memory = Memory::new(environment.cache().as_deref());
        Self { environment, progress, probe: Probe::new(environment, memory) }
    }

    fn named(&self) -> Result<PathBuf, Error> {
        // Only tried when it is named.
        let rustc = self.environment.wasm_rustc().unwrap_or_default();
        let rustc = rustup::behind_proxy(self.environment, self.environment.program(rustc)?)?;
        self.probe.check(rustc)
    }

    fn current(&self) -> Result<PathBuf, Error> {
        self.probe.check(rustup::current(self.environment)?)
    }

    fn earlier(&self) -> Result<PathBuf, Error> {
        let cache = self.environment.cache().ok_or(Error::NoCache)?;
        let link = cache.join(MADE);
        // The folder behind the link, since another run may make a newer one and move the link.
        let folder = link.canonicalize().map_err(|_| Error::NothingEarlier { folder: link })?;
        self.probe.check(rustc_in(&folder))
    }

    fn rustup(&self) -> Result<PathBuf, Error> {
        let rustc = rustup::current(self.environment)?;
        rustup::add_target(self.environment, &rustc, self.progress)?;
        self.probe.check(rustc)
    }

    #[cfg(target_os = "linux")]
    fn debian(&self) -> Result<PathBuf, Error> {
        let cache = self.environment.cache().ok_or(Error::NoCache)?;
        crate::target::debian::make(self.environment, &cache, self.progress, &self.probe)?;
        self.earlier()
    }

    #[cfg(not(target_os = "linux"))]
    fn debian(&self) -> Result<PathBuf, Error> {
        Err(Error::NotDebian)
    }
}

impl Tries for RealTries<'_> {
    fn attempt(&self, source: Source) -> Result<PathBuf, Error> {
        match source {
            Source::Named => self.named(),
            Source::Current => self.current(),
            Source::Earlier => self.earlier(),
            Source::Rustup => self.rustup(),
            Source::Debian => self.debian(),
        }
    }
}

/// The compiler of a made toolchain.
pub(crate) fn rustc_in(folder: &Path) -> PathBuf {
    folder.join("bin").join("rustc")
}

/// The link, in the cache, to the newest toolchain made; its number is raised with the recipe in `debian/`.
pub(crate) const MADE: &str = "wasm-toolchain-1";
