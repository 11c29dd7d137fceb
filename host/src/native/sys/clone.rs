//! A new process that shares the host's memory until it runs its program: no page table is copied.

use std::ffi::{c_int, c_void};
use std::os::fd::{FromRawFd, OwnedFd, RawFd};
use std::ptr;

use rustix::process::Pid;

use super::child::Child;
use crate::native::launch::{LaunchError, Step};

/// What a child runs on until it runs its program; of the spawner's thread, which is suspended meanwhile.
pub(super) struct Stack {
    base: *mut c_void,
}

#[expect(unsafe_code, reason = "the mapping is owned, and used by one thread at a time")]
// SAFETY: the memory belongs to this value alone, wherever it is.
unsafe impl Send for Stack {}

impl Stack {
    /// Maps a stack with a page below it that nobody may touch.
    #[expect(unsafe_code, reason = "memory for a stack comes from the system")]
    pub(super) fn new() -> std::io::Result<Self> {
        // SAFETY: a fresh anonymous mapping, of nobody else's memory.
        let base = unsafe {
            libc::mmap(
                ptr::null_mut(),
                STACK_BYTES + GUARD_BYTES,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_STACK,
                -1,
                0,
            )
        };
        if base == libc::MAP_FAILED {
            return Err(std::io::Error::last_os_error());
        }
        let stack = Self { base };
        // SAFETY: the lowest part of the mapping that was just made, which nothing has used.
        if unsafe { libc::mprotect(base, GUARD_BYTES, libc::PROT_NONE) } != 0 {
            return Err(std::io::Error::last_os_error());
        }
        Ok(stack)
    }

    /// Its upper end: stacks grow downwards here. Page-aligned, and so aligned enough.
    fn top(&self) -> *mut c_void {
        self.base.wrapping_byte_add(STACK_BYTES + GUARD_BYTES)
    }
}

impl Drop for Stack {
    #[expect(unsafe_code, reason = "memory from the system goes back to it")]
    fn drop(&mut self) {
        // SAFETY: the mapping that `new` made; no child runs on it, for this thread was suspended as long as one did.
        unsafe { libc::munmap(self.base, STACK_BYTES + GUARD_BYTES) };
    }
}

/// Makes a process that runs [`Child::run`]; returns when it runs its program, or has failed to.
#[expect(unsafe_code, reason = "this is the system call")]
pub(super) fn clone(stack: &Stack, child: &Child<'_>) -> Result<(Pid, OwnedFd), LaunchError> {
    let mut descriptor: RawFd = -1;
    let flags = libc::CLONE_VM | libc::CLONE_VFORK | libc::CLONE_PIDFD | libc::SIGCHLD;
    // SAFETY: the stack is mapped, large enough and in nobody's use; `CLONE_VFORK` suspends this thread until the
    // child has left our memory, so that `child` and the stack outlive its use of them. All signals are blocked on
    // this thread, so that no handler of the host runs in the child. `descriptor` is written by the kernel.
    let id =
        unsafe { libc::clone(entry, stack.top(), flags, ptr::from_ref(child).cast_mut().cast(), &raw mut descriptor) };
    let failed = || LaunchError::new(Step::Clone, &std::io::Error::last_os_error());
    let id = Pid::from_raw(id).filter(|_| id > 0).ok_or_else(failed)?;
    // SAFETY: the kernel has just made it for us.
    let descriptor = unsafe { OwnedFd::from_raw_fd(descriptor) };
    Ok((id, descriptor))
}

/// What the child begins with.
#[expect(unsafe_code, reason = "a system call passes no types")]
extern "C" fn entry(child: *mut c_void) -> c_int {
    // SAFETY: `clone` passes a child that lives until this process has left our memory.
    let child: &Child<'_> = unsafe { &*child.cast::<Child<'_>>() };
    child.run()
}

/// Bytes of the stack: the child's few frames, and room for the C library's.
const STACK_BYTES: usize = 64 << 10;

/// Bytes below it that end the process rather than be written to: a page of any size that Linux uses.
const GUARD_BYTES: usize = 64 << 10;
