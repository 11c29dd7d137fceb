//! What only Linux can do, and only with unsafe code.
//!
//! | to learn about | read |
//! |---|---|
//! | the thread that starts processes | `spawner` |
//! | a new process without a copy of the host | `clone` |
//! | what runs in it before the program does | `child` |
//! | keeping a file from being changed | `lease` |
//!
//! Why not `std`: it forks as soon as anything must be done between fork and exec, which takes 40 ms in a host of
//! 1 GiB; and the parent-death signal follows the thread that started a process, not the host.

mod child;
mod clone;
mod lease;
mod spawner;

use std::os::fd::OwnedFd;

use tokio::io::Interest;
use tokio::io::unix::{AsyncFd, AsyncFdRegisterError};

pub(super) use self::lease::{release_lease, take_lease};
pub(super) use self::spawner::{reap, spawn};

/// Has the runtime watch a descriptor until it can be read.
///
/// # Errors
///
/// The runtime cannot watch one more; the descriptor comes back.
#[expect(unsafe_code, reason = "the runtime has to be told that the descriptor stays the same")]
pub(super) fn watch(descriptor: OwnedFd) -> Result<AsyncFd<OwnedFd>, AsyncFdRegisterError<OwnedFd>> {
    // SAFETY: an owned descriptor gives the same number until it is dropped, and closes it only then.
    unsafe { AsyncFd::register_with_interest(descriptor, Interest::READABLE) }
}
