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
