//! Read leases: the kernel makes whoever opens the file for writing wait, and lets us see that somebody did.
//!
//! See `fcntl(2)`, "Leases". The kernel breaks a lease by itself after 45 s, so it is asked for just before the start.

use std::ffi::c_int;
use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;

/// Takes a read lease on a file that is open for reading.
///
/// # Errors
///
/// Somebody has it open for writing, it is another user's, or its file system has no leases.
#[expect(unsafe_code, reason = "no crate wraps leases")]
pub(crate) fn take_lease(file: &File) -> io::Result<()> {
    let fd = file.as_raw_fd();
    // SAFETY: numbers only, and the descriptor is open. The signal comes first: the default one, SIGIO, would end the
    // host when the lease breaks; SIGURG is ignored unless somebody asks for it.
    unsafe {
        check(libc::fcntl(fd, F_SETSIG, libc::SIGURG))?;
        check(libc::fcntl(fd, F_SETLEASE, libc::F_RDLCK as c_int))
    }
}

/// Gives a lease back; whoever waits to write goes on.
#[expect(unsafe_code, reason = "no crate wraps leases")]
pub(crate) fn release_lease(file: &File) {
    // SAFETY: numbers only, and the descriptor is open. Fails only where there is no lease any more.
    unsafe { libc::fcntl(file.as_raw_fd(), F_SETLEASE, libc::F_UNLCK as c_int) };
}

fn check(result: c_int) -> io::Result<()> {
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}

/// From the kernel's `fcntl.h`; the libc crate has them for some C libraries only.
const F_SETSIG: c_int = 10;
const F_SETLEASE: c_int = 1024;
