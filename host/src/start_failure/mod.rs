//! Why a native plugin did not start, with everything that is known.
//!
//! | to learn about | read |
//! |---|---|
//! | what a failure says | `text` |
//! | what to do about it, and who | `advice` |

mod advice;
mod text;

use std::path::PathBuf;
use std::time::Duration;

use crate::error::Fault;

/// A start that failed, with its diagnosis.
///
/// Its text says what happened, shows the plugin's last words and ends with what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StartFailure {
    /// The executable.
    pub path: PathBuf,
    /// What went wrong.
    pub problem: StartProblem,
    /// How the process had ended by itself, if it had.
    pub exit: Option<Exit>,
    /// Lines that came on stdout instead of the handshake.
    pub stdout: Vec<String>,
    /// The last lines of stderr, oldest first.
    pub stderr: Vec<String>,
    /// What the plugin's runner says about it, where it has one of the host's own.
    pub diagnosis: Option<String>,
}

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// By itself, with this status.
    Code(i32),
    /// By this signal.
    Signal(i32),
    /// The system did not tell: something else in the host's process reaped it.
    Unknown,
}

/// What the system said of a process.
#[cfg(unix)]
impl From<std::process::ExitStatus> for Exit {
    fn from(status: std::process::ExitStatus) -> Self {
        use std::os::unix::process::ExitStatusExt;
        status.code().map(Self::Code).or_else(|| status.signal().map(Self::Signal)).unwrap_or(Self::Unknown)
    }
}

/// The ways in which a start fails.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StartProblem {
    /// There is no such file.
    NotFound,
    /// The file may not be executed.
    NotExecutable {
        /// Its permission bits.
        mode: u32,
    },
    /// The file may not be read, which it is before it runs: it says what its interface is.
    NotReadable {
        /// Its permission bits, where they can be seen.
        mode: Option<u32>,
    },
    /// The file is pinned and a script: the pin would not cover its interpreter.
    PinnedScript,
    /// The file is for another processor or system.
    WrongArchitecture {
        /// What it is for.
        file: String,
        /// What this host is.
        host: String,
    },
    /// The program that the system needs to load the file is missing.
    MissingLoader {
        /// The loader.
        loader: String,
    },
    /// A shared library that the file needs is missing.
    MissingLibrary {
        /// The library, as the loader names it.
        library: String,
    },
    /// Something has the file open for writing.
    Busy,
    /// The file is pinned and was changed while it was started.
    Changed,
    /// The file is pinned, and nothing keeps it from being changed between its check and its start.
    Unguarded {
        /// What the system said to the last way that was tried.
        message: String,
    },
    /// The system refused to start the process.
    Spawn {
        /// Its words.
        message: String,
    },
    /// The plugin's runner, which is the host's own, did not start it, or does not lead to what it announced.
    Runner {
        /// Why.
        message: String,
    },
    /// The private folder for the socket cannot be made.
    Folder {
        /// Why.
        message: String,
    },
    /// There is no room for the private folder of the socket.
    NoSpace {
        /// Where.
        place: PathBuf,
        /// The system's words.
        message: String,
    },
    /// The socket's path is longer than the system allows.
    SocketPathTooLong {
        /// The path.
        path: PathBuf,
        /// The system's limit in bytes.
        limit: usize,
    },
    /// The process ended before it was ready.
    ExitedEarly {
        /// How.
        exit: Exit,
    },
    /// The process says that no host started it: it looks for another cookie.
    WrongCookie {
        /// The variable in which the host gave it one.
        key: String,
    },
    /// The process did not take a step in time.
    Silent {
        /// What was waited for.
        step: &'static str,
        /// How long the whole start may take.
        timeout: Duration,
    },
    /// The process closed its stdout without a handshake line, and lives on.
    ClosedStdout,
    /// The handshake line cannot be read, or what came on stdout is far from one.
    MalformedHandshake {
        /// The field.
        field: String,
        /// What it must be.
        expected: String,
        /// What came, shortened.
        got: String,
    },
    /// The plugin speaks a dialect that this host does not.
    UnsupportedDialect {
        /// The dialect, as in the handshake line.
        dialect: String,
    },
    /// A plugin of go-plugin speaks another dialect in the version that was agreed on than the configuration says.
    WrongDialect {
        /// The version.
        version: u32,
        /// The dialect that the configuration has for it.
        expected: String,
        /// The plugin's.
        got: String,
    },
    /// A plugin of go-plugin cannot have its brokered connections on one socket.
    NoMultiplexing,
    /// The plugin has no version of the application's protocol in common with the host.
    VersionMismatch {
        /// The host's versions.
        host: Vec<u32>,
        /// The plugin's.
        plugin: u32,
    },
    /// The plugin did not announce a certificate although TLS is on.
    MissingCertificate,
    /// Another process than the one that was started answers, or the plugin takes the host for another.
    WrongCertificate {
        /// What was refused, by whom.
        message: String,
    },
    /// The secure connection failed.
    Tls {
        /// Why.
        message: String,
    },
    /// The plugin listens somewhere else than in the folder that it was given.
    ForeignSocket {
        /// Where.
        address: String,
        /// The folder.
        folder: PathBuf,
    },
    /// The two sides speak different versions of the native protocol.
    ProtocolVersion {
        /// The host's version.
        host: u32,
        /// The plugin's.
        plugin: u32,
        /// The plugin's library and its version.
        software: String,
    },
    /// The plugin does not want the session.
    Refused {
        /// Its reason.
        reason: String,
    },
    /// The running plugin has another interface than its file says.
    InterfaceDigest {
        /// The digest in the file, in hex.
        file: String,
        /// The plugin's own, in hex.
        plugin: String,
    },
    /// The connection failed in another way.
    Connection {
        /// How.
        message: String,
    },
}

impl StartFailure {
    /// A failure of which nothing else is known.
    #[cfg(feature = "native")]
    pub(crate) fn new(path: PathBuf, problem: StartProblem) -> Self {
        Self { path, problem, exit: None, stdout: Vec::new(), stderr: Vec::new(), diagnosis: None }
    }

    /// What to do about it.
    pub fn help(&self) -> String {
        self.problem.help()
    }

    /// Who has to change something.
    pub fn fault(&self) -> Fault {
        self.problem.fault()
    }
}
