//! How an instance came to its end.

use std::fmt;
use std::time::Duration;

/// Why an instance answers no more calls.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EndCause {
    /// The host asked it to stop.
    Stopped,
    /// The process exited by itself.
    Exited {
        /// The exit status.
        code: i32,
        /// The last lines of stderr, oldest first.
        stderr: Vec<String>,
    },
    /// A signal ended the process.
    Signalled {
        /// The signal's number.
        signal: i32,
        /// The last lines of stderr, oldest first.
        stderr: Vec<String>,
    },
    /// The plugin's code panicked.
    Panicked {
        /// The panic's message.
        message: String,
        /// The last lines of stderr, oldest first.
        stderr: Vec<String>,
    },
    /// The component trapped.
    Trapped {
        /// What the trap was.
        message: String,
        /// The wasm frames, innermost first.
        backtrace: Vec<String>,
        /// The last lines of stderr, oldest first: a Rust panic writes its message there.
        stderr: Vec<String>,
    },
    /// A call did not end within its deadline and the grace after it.
    Overdue {
        /// The function that was called.
        function: String,
        /// The deadline.
        timeout: Duration,
        /// The grace after it.
        grace: Duration,
    },
    /// The instance needed more memory than `limits.memory` allows.
    OutOfMemory {
        /// The limit in bytes.
        limit: u64,
    },
    /// A host import failed, and its WIT type has no result to say so.
    ImportFailed {
        /// The import.
        function: String,
        /// Why it failed.
        message: String,
    },
    /// What the plugin sent makes no sense.
    Violation {
        /// What was wrong.
        message: String,
        /// The last lines of stderr, oldest first.
        stderr: Vec<String>,
    },
}

impl EndCause {
    /// The last lines that the plugin wrote to stderr, oldest first.
    pub fn stderr(&self) -> &[String] {
        match self {
            Self::Exited { stderr, .. }
            | Self::Signalled { stderr, .. }
            | Self::Panicked { stderr, .. }
            | Self::Trapped { stderr, .. }
            | Self::Violation { stderr, .. } => stderr,
            Self::Stopped | Self::Overdue { .. } | Self::OutOfMemory { .. } | Self::ImportFailed { .. } => &[],
        }
    }
}

impl fmt::Display for EndCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stopped => f.write_str("the host stopped it")?,
            Self::Exited { code, .. } => write!(f, "it exited with status {code}")?,
            Self::Signalled { signal, .. } => write!(f, "signal {signal} ended it")?,
            Self::Panicked { message, .. } => write!(f, "it panicked: {message}")?,
            Self::Trapped { message, backtrace, .. } => {
                write!(f, "it trapped: {message}")?;
                for frame in backtrace {
                    write!(f, "\n  at {frame}")?;
                }
            }
            Self::Overdue { function, timeout, grace } => write!(
                f,
                "its call of {function} went on after the deadline of {timeout:?} and the grace of {grace:?}"
            )?,
            Self::OutOfMemory { limit } => write!(f, "it needed more than limits.memory = {limit} bytes")?,
            Self::ImportFailed { function, message } => write!(f, "the host's {function} failed: {message}")?,
            Self::Violation { message, .. } => write!(f, "it broke the protocol: {message}")?,
        }
        if !self.stderr().is_empty() {
            f.write_str("\nits last lines on stderr:")?;
            for line in self.stderr() {
                write!(f, "\n  {line}")?;
            }
        }
        Ok(())
    }
}
