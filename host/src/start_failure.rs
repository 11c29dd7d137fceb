//! Why a native plugin did not start, with everything that is known.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

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
    /// The private folder for the socket cannot be made.
    Folder {
        /// Why.
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
    /// What to do about it.
    pub fn help(&self) -> String {
        self.problem.help()
    }
}

impl StartProblem {
    fn help(&self) -> String {
        let text = match self {
            Self::NotFound => "check `source`; a relative one is relative to the configuration file",
            Self::NotExecutable { .. } => {
                "run chmod +x on the file, and see that its file system is not mounted noexec"
            }
            Self::PinnedScript => "pin the executable that the script starts, or remove the pin",
            Self::WrongArchitecture { .. } => "build the plugin for this machine, or use backend = \"wasm\"",
            Self::MissingLoader { .. } => {
                "the plugin was built for another C library, or the interpreter is not installed: build it for this \
                 system, or link it statically"
            }
            Self::MissingLibrary { .. } => "install the library, or link the plugin statically",
            Self::Busy => "wait until the copy or the build that writes the file has ended",
            Self::Changed => "see who writes to the file, and load it when that has ended",
            Self::Unguarded { .. } => {
                "have the file, and every folder above it, owned by root and writable by nobody else, or owned by the \
                 host's own user and open for writing nowhere; or remove the pin"
            }
            Self::Spawn { .. } => "the system's words say what it lacks",
            Self::Folder { .. } => "set TMPDIR to a folder that this user can write to",
            Self::SocketPathTooLong { .. } => "set TMPDIR to a shorter folder",
            Self::ExitedEarly { .. } => {
                "read its last lines on stderr; started by hand it says what it is, if it is a plugin"
            }
            Self::Silent { .. } => {
                "see whether it is a plugin at all and does not wait for something before it serves; \
                 native.start_timeout gives it more time"
            }
            Self::ClosedStdout => "the handshake line goes to the first stdout of the process itself",
            Self::MalformedHandshake { .. } => "see that the file is a plugin, and built with a matching SDK",
            Self::UnsupportedDialect { .. } => {
                "go-plugin's own dialects are not supported yet: build the plugin with Amphi's SDK"
            }
            Self::VersionMismatch { host, plugin } => {
                return match host.iter().max() {
                    Some(newest) if plugin > newest => "upgrade the host, or take an older plugin".to_string(),
                    _ => "upgrade the plugin, or list its version in native.versions".to_string(),
                };
            }
            Self::MissingCertificate => "upgrade the plugin's SDK; native.tls = \"off\" does without certificates",
            Self::WrongCertificate { .. } => "another process may have taken the plugin's socket: start again",
            Self::Tls { .. } | Self::Connection { .. } => "start again; if it stays so, report it with this text",
            Self::ForeignSocket { .. } => "the plugin must heed PLUGIN_UNIX_SOCKET_DIR: build it with a current SDK",
            Self::ProtocolVersion { host, plugin, .. } if plugin < host => "rebuild the plugin with a newer SDK",
            Self::ProtocolVersion { .. } => "upgrade the host",
            Self::Refused { .. } => "the reason is the plugin's own",
            Self::InterfaceDigest { .. } => "the file was changed or patched after its build: build it again",
        };
        text.to_string()
    }
}

impl fmt::Display for StartFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.problem, self.path.display())?;
        if let (Some(exit), false) = (self.exit, matches!(self.problem, StartProblem::ExitedEarly { .. })) {
            write!(f, "; then it {exit}")?;
        }
        lines(f, "on stdout, instead of the handshake line:", &self.stdout)?;
        lines(f, "its last lines on stderr:", &self.stderr)?;
        write!(f, "\nhelp: {}", self.help())
    }
}

fn lines(f: &mut fmt::Formatter<'_>, title: &str, lines: &[String]) -> fmt::Result {
    if !lines.is_empty() {
        write!(f, "\n{title}")?;
    }
    lines.iter().try_for_each(|line| write!(f, "\n  {line}"))
}

impl fmt::Display for Exit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "exited with status {code}"),
            Self::Signal(signal) => write!(f, "was ended by signal {signal}"),
            Self::Unknown => f.write_str("ended, and the system did not tell how"),
        }
    }
}

impl fmt::Display for StartProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("the executable does not exist"),
            Self::NotExecutable { mode } => write!(f, "the file may not be executed, its mode is {mode:04o}"),
            Self::PinnedScript => f.write_str("the file is pinned and a script: its interpreter has no pin"),
            Self::WrongArchitecture { file, host } => write!(f, "the file is for {file}, this host is {host}"),
            Self::MissingLoader { loader } => write!(f, "the file needs {loader}, which is not there"),
            Self::MissingLibrary { library } => write!(f, "the shared library {library} is missing"),
            Self::Busy => f.write_str("the file is open for writing"),
            Self::Changed => f.write_str("the file was changed between its check and its start"),
            Self::Unguarded { message } => {
                write!(f, "nothing keeps the pinned file from being changed while it is started: {message}")
            }
            Self::Spawn { message } => write!(f, "the system refused to start it: {message}"),
            Self::Folder { message } => write!(f, "no private folder for its socket: {message}"),
            Self::SocketPathTooLong { path, limit } => {
                write!(f, "the socket path {} is longer than the system's {limit} bytes", path.display())
            }
            Self::ExitedEarly { exit } => write!(f, "it {exit} before it was ready"),
            Self::Silent { step, timeout } => write!(f, "{step} did not come within {timeout:?}"),
            Self::ClosedStdout => f.write_str("it closed its stdout without a handshake line"),
            Self::MalformedHandshake { field, expected, got } => {
                write!(f, "handshake line: {field} must be {expected}, got {got:?}")
            }
            Self::UnsupportedDialect { dialect } => write!(f, "it speaks {dialect}, which this host does not"),
            Self::VersionMismatch { host, plugin } => {
                write!(f, "it has version {plugin} of the application's protocol, the host has {host:?}")
            }
            Self::MissingCertificate => f.write_str("it announced no certificate although TLS is on"),
            Self::WrongCertificate { message } => f.write_str(message),
            Self::Tls { message } => write!(f, "the secure connection failed: {message}"),
            Self::ForeignSocket { address, folder } => {
                write!(f, "it listens at {address}, outside of its private folder {}", folder.display())
            }
            Self::ProtocolVersion { host, plugin, software } => {
                write!(f, "it ({software}) speaks version {plugin} of the native protocol, the host speaks {host}")
            }
            Self::Refused { reason } => write!(f, "it refused the session: {reason}"),
            Self::InterfaceDigest { file, plugin } => {
                write!(f, "its interface digest is {plugin}, but its file says {file}")
            }
            Self::Connection { message } => write!(f, "the connection to it failed: {message}"),
        }
    }
}
