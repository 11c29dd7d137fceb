//! What can go wrong, each with whose fault it is and what to do.

use std::fmt::{self, Display, Formatter};
use std::io;
use std::path::PathBuf;
use std::process::ExitStatus;
use std::time::Duration;

use crate::target::{Source, TARGET};

/// An error of finding the wasm target or of building a plugin.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Every way to a wasm target was tried or skipped; the text lists each with its reason.
    #[error("{}", no_wasm_target(attempts))]
    NoWasmTarget {
        /// What was tried, in order.
        attempts: Vec<Attempt>,
    },
    /// A way was not tried because the environment says so.
    #[error("skipped, because {variable} is set")]
    Skipped {
        /// The variable that says so.
        variable: &'static str,
    },
    /// A program that is needed is not installed.
    #[error("there is no program `{program}` here (looked on PATH)")]
    NoProgram {
        /// Its name.
        program: String,
    },
    /// A compiler cannot build components; usually it has no std for the target.
    #[error("{} ({version}) cannot build {TARGET}: {}", rustc.display(), headline(output))]
    NoTarget {
        /// The compiler.
        rustc: PathBuf,
        /// The first line of its `-vV`.
        version: String,
        /// What it said.
        output: String,
    },
    /// No earlier run left a toolchain.
    #[error("nothing was made there before: {}", folder.display())]
    NothingEarlier {
        /// Where it would be.
        folder: PathBuf,
    },
    /// There is no folder in which a toolchain could be kept.
    #[error("no cache folder: set AMPHI_WASM_CACHE, XDG_CACHE_HOME or HOME")]
    NoCache,
    /// The compiler in use was not installed by rustup, so rustup cannot add a target to it.
    #[error("{} was not installed by rustup", rustc.display())]
    NotRustups {
        /// The compiler.
        rustc: PathBuf,
    },
    /// Toolchains are made from packages only on Linux distributions of the Debian family.
    #[error("this is not a Linux system of the Debian family")]
    NotDebian,
    /// There is no recipe for this machine.
    #[error("no recipe for the architecture {architecture}")]
    Architecture {
        /// As `dpkg --print-architecture` names it.
        architecture: String,
    },
    /// The distribution does not have a package.
    #[error("the package lists have no {package}{}", if update.is_empty() { String::new() } else { format!(" ({update})") })]
    NoPackageCandidate {
        /// The package.
        package: String,
        /// What reading the lists complained about, if anything.
        update: String,
    },
    /// The distribution's compiler is too old.
    #[error(
        "the distribution's rustc-web is {version}, older than 1.{oldest} (are its security updates among apt's sources?)"
    )]
    TooOld {
        /// The version found.
        version: String,
        /// The oldest minor version that works.
        oldest: u32,
    },
    /// The distribution's compiler names no LLVM library.
    #[error("{package} depends on no libllvm, so this recipe does not fit it")]
    NoLlvm {
        /// The package.
        package: String,
    },
    /// The compiler wants a shared library that this recipe does not know.
    #[error("no package is known for the shared library {library}")]
    UnknownLibrary {
        /// The library.
        library: String,
    },
    /// A program could not be started.
    #[error("`{program}` could not be started")]
    Start {
        /// The program.
        program: String,
        /// Why.
        source: io::Error,
    },
    /// A program took longer than it may.
    #[error("`{program}` took longer than {} s and was ended", limit.as_secs())]
    TimedOut {
        /// The program.
        program: String,
        /// How long it may take.
        limit: Duration,
    },
    /// A program said that it failed.
    #[error("{what} failed ({status}): {}", headline(output))]
    Failed {
        /// What it was to do.
        what: String,
        /// How it ended.
        status: ExitStatus,
        /// The last lines that it wrote.
        output: String,
    },
    /// A file could not be used.
    #[error("cannot {action} {}", path.display())]
    Io {
        /// What was to be done with it.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The author's code does not compile, or cargo refused; the text is what cargo said.
    #[error("cargo could not build {what} ({status})\n{output}")]
    Cargo {
        /// The packages and the target.
        what: String,
        /// How cargo ended.
        status: ExitStatus,
        /// The compiler's errors, else what cargo wrote.
        output: String,
    },
    /// Cargo's description of the workspace is not what this version reads.
    #[error("cargo's metadata for {} cannot be read", manifest.display())]
    Metadata {
        /// The manifest asked about.
        manifest: PathBuf,
        /// Why.
        source: serde_json::Error,
    },
    /// A manifest is not valid TOML.
    #[error("{} is not a valid manifest", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// Why.
        source: Box<toml::de::Error>,
    },
    /// The workspace has no such package.
    #[error("{} has no package {package}, only {}", manifest.display(), known.join(", "))]
    NoPackage {
        /// The package asked for.
        package: String,
        /// The manifest looked into.
        manifest: PathBuf,
        /// The packages there.
        known: Vec<String>,
    },
    /// A package cannot be built as a plugin.
    #[error("package {package} is not a plugin: its manifest has no {missing}")]
    NotAPlugin {
        /// The package.
        package: String,
        /// What its manifest must have.
        missing: String,
    },
    /// Cargo succeeded but named no file of the kind expected.
    #[error("cargo built {package} but named no {kind} file")]
    NoArtefact {
        /// The package.
        package: String,
        /// What was expected.
        kind: &'static str,
    },
}

/// One way to a wasm target that did not lead there.
#[derive(Debug)]
#[non_exhaustive]
pub struct Attempt {
    /// The way.
    pub source: Source,
    /// Why it did not.
    pub error: Error,
}

impl Error {
    pub(crate) fn io(action: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { action, path, source }
    }
}

impl Display for Attempt {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.source, self.error)?;
        // The chain stands here because a list of errors has no single source to follow.
        let mut source = std::error::Error::source(&self.error);
        while let Some(error) = source {
            write!(out, ": {error}")?;
            source = error.source();
        }
        Ok(())
    }
}

fn no_wasm_target(attempts: &[Attempt]) -> String {
    let mut text = format!("no rustc here can build {TARGET}; tried:");
    for attempt in attempts {
        text.push_str(&format!("\n  - {attempt}"));
    }
    text.push_str("\ndo one of these and try again:");
    if !attempts.iter().any(|attempt| attempt.source == Source::Named) {
        text.push_str(&format!("\n  - run `rustup target add {TARGET}` (needs rustup's download server)"));
        text.push_str("\n  - on Debian 12 or later, make its mirrors reachable, security updates included");
    }
    text.push_str(&format!("\n  - set AMPHI_WASM_RUSTC to a rustc that has the std of {TARGET}"));
    text
}

/// The line of a tool's output that says most: the first error, else the last line.
pub(crate) fn headline(output: &str) -> &str {
    let is_error = |line: &&str| {
        let line = line.trim_start();
        ["error", "E:"].iter().any(|start| line.starts_with(start))
    };
    let mut lines = output.lines().filter(|line| !line.trim().is_empty());
    lines.clone().find(is_error).or_else(|| lines.next_back()).map_or("it said nothing", str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_is_the_first_error_or_the_last_line() {
        assert_eq!(headline("note: a\nerror[E0463]: b\nerror: c\n"), "error[E0463]: b");
        assert_eq!(headline("W: a\nE: b\nc"), "E: b");
        assert_eq!(headline("a\n  b \n\n"), "b");
        assert_eq!(headline(""), "it said nothing");
    }

    #[test]
    fn the_list_of_attempts_names_each_reason_and_a_way_out() {
        let attempts = vec![
            Attempt { source: Source::Current, error: Error::NoProgram { program: "rustc".into() } },
            Attempt { source: Source::Rustup, error: Error::Skipped { variable: "AMPHI_WASM_NO_RUSTUP" } },
            Attempt {
                source: Source::Debian,
                error: Error::Start { program: "dpkg".into(), source: io::ErrorKind::PermissionDenied.into() },
            },
        ];
        let text = Error::NoWasmTarget { attempts }.to_string();
        for part in ["`rustc`", "AMPHI_WASM_NO_RUSTUP", "dpkg", "permission denied", "rustup target add"] {
            assert!(text.contains(part), "{part} is not in: {text}");
        }
        let named = Attempt { source: Source::Named, error: Error::NoCache };
        let text = Error::NoWasmTarget { attempts: vec![named] }.to_string();
        assert!(!text.contains("rustup target add"), "advice that was not asked for: {text}");
    }
}
