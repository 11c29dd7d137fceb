//! Between the new process and its program: system calls only. The host's memory is shared, so nothing is
//! allocated, locked or panicked over here.

use std::ffi::{CStr, c_char, c_int};
use std::os::fd::RawFd;
use std::ptr;
use std::sync::atomic::{AtomicI32, AtomicU32, Ordering};

use crate::native::launch::{Launch, LaunchError, Program, Step};

/// Everything that a child needs, prepared by its host.
pub(super) struct Child<'a> {
    path: Option<&'a CStr>,
    file: Option<RawFd>,
    leased: bool,
    args: Vec<*const c_char>,
    env: Vec<*const c_char>,
    streams: [RawFd; 3],
    /// What tells that the host has ended.
    lifeline: RawFd,
    /// The host's end of it, which must not live on in the child.
    host_end: RawFd,
    memory: u64,
    host: libc::pid_t,
    failed_step: AtomicU32,
    errno: AtomicI32,
}

impl<'a> Child<'a> {
    pub(super) fn new(
        launch: &'a Launch,
        file: Option<RawFd>,
        leased: bool,
        streams: [RawFd; 3],
        lifeline: RawFd,
        host_end: RawFd,
    ) -> Self {
        let pointers = |texts: &'a [std::ffi::CString]| {
            texts.iter().map(|text| text.as_ptr()).chain([ptr::null()]).collect::<Vec<_>>()
        };
        let path = match &launch.program {
            Program::Path(path) => Some(path.as_c_str()),
            Program::Descriptor { .. } => None,
        };
        Self {
            path,
            file,
            leased,
            args: pointers(&launch.args),
            env: pointers(&launch.env),
            streams,
            lifeline,
            host_end,
            memory: launch.memory,
            host: rustix::process::getpid().as_raw_nonzero().get(),
            failed_step: AtomicU32::new(NO_STEP),
            errno: AtomicI32::new(0),
        }
    }

    /// What the child reported, once it is gone from our memory.
    pub(super) fn failure(&self) -> Option<LaunchError> {
        let step = Step::from_number(self.failed_step.load(Ordering::Acquire))?;
        Some(LaunchError { step, errno: self.errno.load(Ordering::Acquire) })
    }

    /// Runs in the child, up to its program.
    #[expect(unsafe_code, reason = "system calls of a process that may do nothing else")]
    pub(super) fn run(&self) -> c_int {
        let failed = self.prepare().and_then(|()| self.exec()).err();
        if let Some(step) = failed {
            self.errno.store(errno(), Ordering::Release);
            self.failed_step.store(step as u32, Ordering::Release);
        }
        // SAFETY: ends this process alone, without running anything of the host's.
        unsafe { libc::_exit(FAILED) }
    }

    fn prepare(&self) -> Result<(), Step> {
        default_handlers();
        self.group()?;
        self.streams()?;
        close_on_exec();
        self.lifeline()?;
        self.limit()
    }

    #[expect(unsafe_code, reason = "system calls")]
    fn group(&self) -> Result<(), Step> {
        // SAFETY: both take numbers only.
        check(unsafe { libc::setpgid(0, 0) }, Step::Group)?;
        // SAFETY: as above.
        check(unsafe { libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL) }, Step::Group)?;
        // SAFETY: as above. A host that ended before the signal was set is noticed here.
        if unsafe { libc::getppid() } == self.host { Ok(()) } else { Err(Step::Group) }
    }

    #[expect(unsafe_code, reason = "system calls")]
    fn streams(&self) -> Result<(), Step> {
        for (number, stream) in (0..).zip(self.streams) {
            // SAFETY: numbers only; no source is below 3, so none is overwritten before its turn.
            check(unsafe { libc::dup2(stream, number) }, Step::Streams)?;
        }
        Ok(())
    }

    /// Has the kernel kill the whole group when the host's end of the pipe is closed, which it is when the host
    /// ends, however it does. Goes with every process that inherits the descriptor, and needs nobody's help.
    #[expect(unsafe_code, reason = "system calls")]
    fn lifeline(&self) -> Result<(), Step> {
        let fd = self.lifeline;
        // SAFETY: numbers only, and descriptors of this process alone: they were copied when it was made.
        unsafe {
            libc::close(self.host_end);
            check(libc::fcntl(fd, libc::F_SETOWN, -libc::getpid()), Step::Lifeline)?;
            check(libc::fcntl(fd, F_SETSIG, libc::SIGKILL), Step::Lifeline)?;
            check(libc::fcntl(fd, libc::F_SETFL, libc::O_ASYNC | libc::O_NONBLOCK), Step::Lifeline)?;
            check(libc::fcntl(fd, libc::F_SETFD, 0), Step::Lifeline)?;
        }
        let mut poll = libc::pollfd { fd, events: libc::POLLIN, revents: 0 };
        // SAFETY: one structure, on this stack. A host that ended before is noticed here.
        check(unsafe { libc::poll(&raw mut poll, 1, 0) }, Step::Lifeline)?;
        if poll.revents & libc::POLLHUP == 0 { Ok(()) } else { Err(Step::Lifeline) }
    }

    /// Limits heap, stacks and private mappings. Not the address space: Go reserves far more than it uses.
    #[expect(unsafe_code, reason = "system calls")]
    fn limit(&self) -> Result<(), Step> {
        let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
        // SAFETY: writes and reads one structure, on this stack.
        unsafe {
            check(libc::getrlimit(libc::RLIMIT_DATA, &raw mut limit), Step::Memory)?;
            // A host that is limited itself can only lower the limit.
            let bytes = self.memory.min(limit.rlim_max);
            limit = libc::rlimit { rlim_cur: bytes, rlim_max: bytes };
            check(libc::setrlimit(libc::RLIMIT_DATA, &raw const limit), Step::Memory)
        }
    }

    #[expect(unsafe_code, reason = "system calls")]
    fn exec(&self) -> Result<(), Step> {
        // SAFETY: the arguments are arrays of C strings that end with a null, owned by the suspended host.
        unsafe {
            if let (true, Some(file)) = (self.leased, self.file)
                && libc::fcntl(file, F_GETLEASE) != libc::F_RDLCK
            {
                return Err(Step::Lease);
            }
            unblock_signals();
            match (self.file, self.path) {
                (Some(file), _) => libc::syscall(
                    libc::SYS_execveat,
                    file,
                    c"".as_ptr(),
                    self.args.as_ptr(),
                    self.env.as_ptr(),
                    libc::AT_EMPTY_PATH,
                ),
                (None, Some(path)) => {
                    libc::c_long::from(libc::execve(path.as_ptr(), self.args.as_ptr(), self.env.as_ptr()))
                }
                (None, None) => 0,
            };
        }
        Err(Step::Exec)
    }
}

/// Blocks every signal on this thread, the C library's own included: a child must run none of the host's handlers.
pub(super) fn block_signals() {
    set_signal_mask(u64::MAX);
}

fn unblock_signals() {
    set_signal_mask(0);
}

#[expect(unsafe_code, reason = "the C library leaves its own signals out, which a child must not")]
fn set_signal_mask(mask: u64) {
    // SAFETY: reads a mask of the size that is given, on this stack.
    unsafe {
        libc::syscall(
            libc::SYS_rt_sigprocmask,
            libc::SIG_SETMASK,
            &raw const mask,
            ptr::null_mut::<u64>(),
            size_of::<u64>(),
        )
    };
}

/// Every signal does what it does by default, ignored ones included: a handler of the host would run on its memory.
#[expect(unsafe_code, reason = "the C library refuses some signals, which a child must not")]
fn default_handlers() {
    // The kernel's structure, whose default is zero in every field.
    let default = [0_u64; 4];
    for signal in 1..=SIGNALS {
        // SAFETY: reads a structure that is large enough for every architecture here; the handlers of this process are
        // its own copy. What has no handler to set is refused, and needs none.
        unsafe {
            libc::syscall(libc::SYS_rt_sigaction, signal, default.as_ptr(), ptr::null_mut::<u64>(), size_of::<u64>())
        };
    }
}

/// Keeps every descriptor of the host but the standard streams from the program.
#[expect(unsafe_code, reason = "system calls")]
fn close_on_exec() {
    // SAFETY: numbers only; the descriptors are this process's own copies.
    unsafe {
        let all = libc::syscall(libc::SYS_close_range, 3, u32::MAX, CLOSE_RANGE_CLOEXEC);
        if all != 0 {
            // Before Linux 5.11. What Rust opens is closed anyway; this is for what other libraries opened.
            for fd in 3..OLD_DESCRIPTORS {
                libc::fcntl(fd, libc::F_SETFD, libc::FD_CLOEXEC);
            }
        }
    }
}

fn check(result: c_int, step: Step) -> Result<(), Step> {
    if result < 0 { Err(step) } else { Ok(()) }
}

#[expect(unsafe_code, reason = "without an allocation, which std's way might make")]
fn errno() -> c_int {
    // SAFETY: a location of this thread, which the host's thread shares while it is suspended.
    unsafe { *libc::__errno_location() }
}

/// No step failed.
const NO_STEP: u32 = u32::MAX;

/// What a child ends with that could not run its program. Nobody sees it: the failure says more.
const FAILED: c_int = 127;

/// Signals that Linux has.
const SIGNALS: c_int = 64;

/// Descriptors that are looked at where the kernel cannot do it: the usual limit.
const OLD_DESCRIPTORS: c_int = 1024;

/// From the kernel's `fcntl.h`; the libc crate has them for some C libraries only.
const F_SETSIG: c_int = 10;
const F_GETLEASE: c_int = 1025;
const CLOSE_RANGE_CLOEXEC: c_int = 4;
