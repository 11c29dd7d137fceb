//! What a start that failed says to people.

use std::fmt;

use super::{Exit, StartFailure, StartProblem};

impl fmt::Display for StartFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.problem, self.path.display())?;
        if let (Some(exit), false) = (self.exit, matches!(self.problem, StartProblem::ExitedEarly { .. })) {
            write!(f, "; then it {exit}")?;
        }
        lines(f, "on stdout, instead of the handshake line:", &self.stdout)?;
        lines(f, "its last lines on stderr:", &self.stderr)?;
        if let Some(diagnosis) = &self.diagnosis {
            write!(f, "\nits runner says: {diagnosis}")?;
        }
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
            Self::NotReadable { mode: Some(mode) } => write!(f, "the file may not be read, its mode is {mode:04o}"),
            Self::NotReadable { mode: None } => f.write_str("the file may not be read"),
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
            Self::Runner { message } => write!(f, "its runner failed: {message}"),
            Self::Folder { message } => write!(f, "no private folder for its socket: {message}"),
            Self::NoSpace { place, message } => {
                write!(f, "no room for its socket in {}: {message}", place.display())
            }
            Self::SocketPathTooLong { path, limit } => {
                write!(f, "the socket path {} is longer than the system's {limit} bytes", path.display())
            }
            Self::ExitedEarly { exit } => write!(f, "it {exit} before it was ready"),
            Self::WrongCookie { key } => {
                write!(f, "it does not take {key} for the sign of a host, and says that it must not be started by hand")
            }
            Self::Silent { step, timeout } => write!(f, "{step} did not come within {timeout:?}"),
            Self::ClosedStdout => f.write_str("it closed its stdout without a handshake line"),
            Self::MalformedHandshake { field, expected, got } => {
                write!(f, "handshake line: {field} must be {expected}, got {got:?}")
            }
            Self::UnsupportedDialect { dialect } => write!(f, "it speaks {dialect}, which this host does not"),
            Self::WrongDialect { version, expected, got } => {
                write!(f, "it speaks {got} in version {version}, for which the configuration has {expected}")
            }
            Self::NoMultiplexing => f.write_str("it cannot have its brokered connections on one socket"),
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
