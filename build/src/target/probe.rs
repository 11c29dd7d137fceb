//! Asks a compiler whether it builds components: by building one.
//!
//! That a compiler knows the target says little. It also needs the target's std, its C library and a linker that
//! makes components, and each of these is missing somewhere.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::environment::Environment;
use crate::error::Error;
use crate::process::{Output, output};
use crate::target::TARGET;
use crate::target::memory::{Identity, Memory};

/// Asks compilers, and remembers which one said yes.
#[derive(Debug)]
pub(crate) struct Probe<'a> {
    environment: &'a Environment,
    memory: Memory,
}

impl<'a> Probe<'a> {
    pub(crate) const fn new(environment: &'a Environment, memory: Memory) -> Self {
        Self { environment, memory }
    }

    /// Gives `rustc` back if it builds components.
    pub(crate) fn check(&self, rustc: PathBuf) -> Result<PathBuf, Error> {
        let identity = self.identity(&rustc)?;
        if !self.memory.knows(&identity) {
            self.build(&rustc, &identity.version)?;
            // Read again: rustup may have been at work meanwhile, and an answer must not outlive its question.
            if self.identity(&rustc)? == identity {
                self.memory.remember(identity);
            }
        }
        Ok(rustc)
    }

    /// Builds a small component with `rustc`, whatever is remembered of it.
    pub(crate) fn build(&self, rustc: &Path, version: &str) -> Result<(), Error> {
        let temporary = std::env::temp_dir();
        let folder = tempfile::Builder::new()
            .prefix("amphi-probe-")
            .tempdir_in(&temporary)
            .map_err(Error::io("make a folder in", &temporary))?;
        let (source, component) = (folder.path().join("probe.rs"), folder.path().join("probe.wasm"));
        fs::write(&source, PROBE).map_err(Error::io("write", &source))?;
        let mut command = self.environment.build_command(rustc);
        command.args(["--edition", "2021", "--target", TARGET, "-o"]).arg(&component).arg(&source);
        let Output { status, err, .. } = output(&mut command, BUILD_LIMIT)?;
        let refused = |output| Error::NoTarget { rustc: rustc.to_owned(), version: version.to_owned(), output };
        if !status.success() {
            return Err(refused(err));
        }
        let bytes = fs::read(&component).map_err(Error::io("read", &component))?;
        if bytes.starts_with(&COMPONENT) { Ok(()) } else { Err(refused("it makes no component".to_owned())) }
    }

    fn identity(&self, rustc: &Path) -> Result<Identity, Error> {
        let mut command = self.environment.build_command(rustc);
        let Output { status, out, err } = output(command.arg("-vV"), VERSION_LIMIT)?;
        if !status.success() {
            let what = format!("{} -vV", rustc.display());
            return Err(Error::Failed { what, status, output: err });
        }
        let version = out.lines().next().unwrap_or_default().to_owned();
        Identity::of(rustc, version).map_err(Error::io("look at", rustc))
    }
}

/// Gives where a compiler keeps its libraries.
pub(crate) fn sysroot(environment: &Environment, rustc: &Path) -> Result<PathBuf, Error> {
    let mut command = environment.build_command(rustc);
    let Output { status, out, err } = output(command.args(["--print", "sysroot"]), VERSION_LIMIT)?;
    if !status.success() {
        let what = format!("{} --print sysroot", rustc.display());
        return Err(Error::Failed { what, status, output: err });
    }
    Ok(PathBuf::from(OsString::from(out.trim_end())))
}

/// Uses what guests use and what is missing where a C library is old: clocks, threads.
const PROBE: &str = r#"fn main() {
    let thread = std::thread::Builder::new().spawn(|| 1);
    println!("{:?} {}", std::time::SystemTime::now(), thread.is_ok());
}
"#;
/// How a component starts; a core module has version 1 and layer 0 instead.
const COMPONENT: [u8; 8] = *b"\0asm\x0d\0\x01\0";
/// For one small program: half a second usually, much longer on a loaded machine.
const BUILD_LIMIT: Duration = Duration::from_secs(120);
/// For a compiler to tell about itself; rustup may first install it.
const VERSION_LIMIT: Duration = Duration::from_secs(300);
