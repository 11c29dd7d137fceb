//! What a process is started with.

use std::ffi::{CString, OsStr};
use std::fs::File;
use std::io;
use std::os::unix::ffi::OsStrExt;

/// Everything about a start that must be known before it.
#[derive(Debug)]
pub(super) struct Launch {
    pub(super) program: Program,
    /// The program's own name first.
    pub(super) args: Vec<CString>,
    /// `KEY=VALUE`; nothing else is in the child's environment.
    pub(super) env: Vec<CString>,
    /// Bytes of private memory, from its first instruction on.
    pub(super) memory: u64,
}

/// What is run.
#[derive(Debug)]
pub(super) enum Program {
    /// Whatever is at this path by then.
    Path(CString),
    /// This open file and no other.
    Descriptor {
        /// Stays open until the program runs.
        file: File,
        /// Whether a read lease on it must still stand at the last moment.
        leased: bool,
    },
}

/// A start that failed: where, and what the system said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LaunchError {
    pub(super) step: Step,
    /// The system's error number.
    pub(super) errno: i32,
}

/// The steps of a start, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Step {
    /// Pipes, and the thread that starts processes.
    Prepare,
    /// A new process.
    Clone,
    /// A group of its own.
    Group,
    /// Its end with the host's.
    Lifeline,
    /// Its standard streams.
    Streams,
    /// The limit of its memory.
    Memory,
    /// The lease on its file.
    Lease,
    /// The program itself.
    Exec,
}

impl Step {
    /// Reads what a child reported.
    pub(super) fn from_number(number: u32) -> Option<Self> {
        let steps = [Self::Prepare, Self::Clone, Self::Group, Self::Lifeline, Self::Streams, Self::Memory, Self::Lease];
        steps.into_iter().chain([Self::Exec]).find(|step| *step as u32 == number)
    }

    /// What failed, for people.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Prepare => "preparing the start",
            Self::Clone => "making a process",
            Self::Group => "giving it a process group",
            Self::Lifeline => "tying its life to the host's",
            Self::Streams => "connecting its standard streams",
            Self::Memory => "setting limits.memory",
            Self::Lease => "keeping its file from being changed",
            Self::Exec => "running the file",
        }
    }
}

impl LaunchError {
    pub(super) fn new(step: Step, error: &io::Error) -> Self {
        let invalid = rustix::io::Errno::INVAL.raw_os_error();
        Self { step, errno: error.raw_os_error().unwrap_or(invalid) }
    }

    /// Whether the file is open for writing.
    pub(super) fn is_busy(self) -> bool {
        self.step == Step::Exec && self.error().kind() == io::ErrorKind::ExecutableFileBusy
    }

    /// The system's words.
    pub(super) fn error(self) -> io::Error {
        io::Error::from_raw_os_error(self.errno)
    }
}

/// Text for the system, which ends at a zero.
///
/// # Errors
///
/// There is a zero in it.
pub(super) fn text(value: &OsStr) -> io::Result<CString> {
    let inside = |_| io::Error::new(io::ErrorKind::InvalidInput, "there is a zero byte in it");
    CString::new(value.as_bytes()).map_err(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_survives_its_report() {
        let all = [Step::Prepare, Step::Clone, Step::Group, Step::Lifeline, Step::Streams, Step::Memory, Step::Lease];
        for step in all.into_iter().chain([Step::Exec]) {
            assert_eq!(Step::from_number(step as u32), Some(step));
            assert!(!step.name().is_empty());
        }
        assert_eq!(Step::from_number(99), None);
    }
}
