//! From what the system said to what is wrong.

use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use amphi_transport::Error as LinkError;
use rustix::io::Errno;

use super::format::Format;
use super::launch::{LaunchError, Step};
use crate::error::Error;
use crate::start_failure::{Exit, StartFailure, StartProblem};

/// A failure before there was a process.
pub(crate) fn failure(plugin: &str, path: &Path, problem: StartProblem) -> Error {
    let failure = StartFailure::new(path.to_path_buf(), problem);
    Error::Start { plugin: plugin.to_string(), failure: Box::new(failure) }
}

/// Explains a start that failed, by its step.
pub(super) fn explain_launch(path: &Path, error: LaunchError) -> StartProblem {
    match error.step {
        Step::Exec => explain_exec(path, &error.error()),
        Step::Lease => StartProblem::Changed,
        step => StartProblem::Spawn { message: format!("{}: {}", step.name(), error.error()) },
    }
}

/// Explains why the system did not run a file.
fn explain_exec(path: &Path, error: &io::Error) -> StartProblem {
    let message = || StartProblem::Spawn { message: error.to_string() };
    match error.raw_os_error().map(Errno::from_raw_os_error) {
        Some(Errno::NOENT) if !path.exists() => StartProblem::NotFound,
        Some(Errno::NOENT) => match format_of(path).interpreter() {
            Some(loader) if !Path::new(loader).exists() => StartProblem::MissingLoader { loader: loader.to_string() },
            _ => message(),
        },
        Some(Errno::NOEXEC) => {
            StartProblem::WrongArchitecture { file: format_of(path).to_string(), host: Format::host().to_string() }
        }
        Some(Errno::ACCESS | Errno::PERM) => match path.metadata() {
            Ok(metadata) => StartProblem::NotExecutable { mode: metadata.permissions().mode() & 0o7777 },
            Err(_) => message(),
        },
        Some(Errno::TXTBSY) => StartProblem::Busy,
        _ => message(),
    }
}

/// Explains a folder for sockets that cannot be made.
pub(super) fn explain_folder(error: LinkError) -> StartProblem {
    match error {
        LinkError::SocketPathTooLong { path, limit } => StartProblem::SocketPathTooLong { path, limit },
        LinkError::Folder { path, source } => match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                StartProblem::NoSpace { place: path, message: source.to_string() }
            }
            _ => StartProblem::Folder { message: format!("{}: {source}", path.display()) },
        },
        other => StartProblem::Folder { message: other.to_string() },
    }
}

/// Explains a process that ended before it was ready; `cookie` is the variable by which it should know its host.
pub(super) fn explain_exit(exit: Exit, stderr: &[String], cookie: &str) -> StartProblem {
    if !matches!(exit, Exit::Code(_)) {
        return StartProblem::ExitedEarly { exit };
    }
    if let Some(library) = stderr.iter().find_map(|line| missing_library(line)) {
        return StartProblem::MissingLibrary { library };
    }
    if stderr.iter().any(|line| BY_HAND.iter().any(|words| line.contains(words))) {
        return StartProblem::WrongCookie { key: cookie.to_string() };
    }
    StartProblem::ExitedEarly { exit }
}

/// The library that a dynamic loader complains about: glibc's words, musl's, and those of macOS.
fn missing_library(line: &str) -> Option<String> {
    let rest = ["error while loading shared libraries: ", "Error loading shared library ", "Library not loaded: "]
        .iter()
        .find_map(|words| line.split_once(words))
        .map(|(_, rest)| rest)?;
    Some(rest.split(':').next().unwrap_or(rest).trim().to_string())
}

/// Whether a plugin's last words are those of a program that got no more memory. Rust's runtime, and Go's.
pub(super) fn is_out_of_memory(exit: Exit, stderr: &[String]) -> bool {
    let says = |words: &str| stderr.iter().any(|line| line.contains(words));
    match exit {
        Exit::Signal(signal) if signal == rustix::process::Signal::ABORT.as_raw() => {
            says("memory allocation of ") && says(" bytes failed")
        }
        Exit::Code(2) => says("fatal error: runtime: out of memory") || says("fatal error: runtime: cannot allocate"),
        _ => false,
    }
}

fn format_of(path: &Path) -> Format {
    let mut start = Vec::new();
    // What cannot be read is unknown, which is what there is to say about it.
    File::open(path).and_then(|file| file.take(START_BYTES).read_to_end(&mut start)).ok();
    Format::parse(&start)
}

/// What plugins say that find no cookie: those of our SDK, and those of go-plugin.
const BY_HAND: [&str; 2] = ["is started by the program that uses it, not by hand", "This binary is a plugin."];

/// Bytes of a file that are looked at: its headers, and the name of its loader.
const START_BYTES: u64 = 8 << 10;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loaders_name_the_library_that_is_missing() {
        let glibc = "./p: error while loading shared libraries: libx.so.1: cannot open shared object file: No such";
        let musl = "Error loading shared library libx.so.1: No such file or directory (needed by ./p)";
        for line in [glibc, musl] {
            let problem = explain_exit(Exit::Code(127), &[line.to_string()], "KEY");
            assert_eq!(problem, StartProblem::MissingLibrary { library: "libx.so.1".into() });
        }
    }

    #[test]
    fn an_exit_without_a_hint_is_just_an_exit() {
        let problem = explain_exit(Exit::Code(3), &["no licence".to_string()], "KEY");
        assert_eq!(problem, StartProblem::ExitedEarly { exit: Exit::Code(3) });
    }

    #[test]
    fn a_plugin_that_finds_no_cookie_says_so_in_its_own_way() {
        let ours = "x is a plugin: it is started by the program that uses it, not by hand";
        let gos = "This binary is a plugin. These are not meant to be executed directly.";
        for line in [ours, gos] {
            let problem = explain_exit(Exit::Code(1), &["first".to_string(), line.to_string()], "KEY");
            assert_eq!(problem, StartProblem::WrongCookie { key: "KEY".into() });
        }
    }

    #[test]
    fn a_full_disk_is_told_from_a_folder_that_is_closed() {
        let error = |errno: Errno| LinkError::Folder { path: "/tmp".into(), source: errno.into() };
        for full in [Errno::NOSPC, Errno::DQUOT] {
            assert!(matches!(explain_folder(error(full)), StartProblem::NoSpace { .. }));
        }
        for closed in [Errno::ACCESS, Errno::ROFS, Errno::NOENT] {
            assert!(matches!(explain_folder(error(closed)), StartProblem::Folder { .. }));
        }
    }

    #[test]
    fn an_aborted_allocation_is_out_of_memory() {
        let stderr = ["memory allocation of 536870912 bytes failed".to_string()];
        assert!(is_out_of_memory(Exit::Signal(6), &stderr));
        assert!(!is_out_of_memory(Exit::Signal(9), &stderr));
        assert!(!is_out_of_memory(Exit::Signal(6), &[]));
    }
}
