//! The memory limit of a process.

use crate::config::{Backend, Limits};
use crate::error::Error;

/// Says whether `limits.memory` can be kept on this system.
///
/// Elsewhere than on Linux a process cannot be limited from outside without running code between fork and exec;
/// there only the default passes, unenforced.
pub(super) fn check(plugin: &str, limits: &Limits) -> Result<(), Error> {
    if cfg!(target_os = "linux") || limits.memory == Limits::default().memory {
        return Ok(());
    }
    Err(Error::Unenforceable {
        plugin: plugin.to_string(),
        field: "limits.memory",
        backend: Backend::Native,
        reason: "only Linux limits a running process; remove the field, or use backend = \"wasm\"".to_string(),
    })
}

/// Limits the private memory of a process that has just started: heap, stacks and private mappings.
///
/// The address space is not limited: Go reserves far more of it than it uses.
#[cfg(target_os = "linux")]
pub(super) fn limit(process: rustix::process::Pid, bytes: u64) -> std::io::Result<()> {
    use rustix::io::Errno;
    use rustix::process::{Resource, Rlimit, getrlimit, prlimit};

    // A host that is limited itself can only lower the limit.
    let most = getrlimit(Resource::Data).maximum.unwrap_or(u64::MAX).min(bytes);
    match prlimit(Some(process), Resource::Data, Rlimit { current: Some(most), maximum: Some(most) }) {
        // It has ended already, which the start is about to find out.
        Ok(_) | Err(Errno::SRCH) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
pub(super) fn limit(_process: rustix::process::Pid, _bytes: u64) -> std::io::Result<()> {
    Ok(())
}
