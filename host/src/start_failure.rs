//! Why a native plugin did not start, with everything that is known.

use std::fmt;
use std::path::PathBuf;

/// A start that failed, with its diagnosis.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StartFailure {
    /// The executable.
    pub path: PathBuf,
    /// What went wrong.
    pub problem: StartProblem,
    /// Lines that came on stdout instead of the handshake.
    pub stdout: Vec<String>,
    /// The last lines of stderr, oldest first.
    pub stderr: Vec<String>,
}

/// The ways in which a start fails.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StartProblem {
    /// The system refused to start the process.
    Spawn {
        /// Its words.
        message: String,
    },
}

impl fmt::Display for StartFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} ({})", self.problem, self.path.display())
    }
}
