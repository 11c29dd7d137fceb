//! The thread that starts processes: one for the host's whole life, because their parent-death signal follows it.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, pidfd_send_signal, waitid};
use tokio::sync::oneshot;

use super::child::{Child, block_signals};
use super::clone::{Stack, clone};
use crate::native::launch::{Launch, LaunchError, Program, Step};

/// A process that runs, and the host's ends of what connects it.
#[derive(Debug)]
pub(crate) struct Spawned {
    pub(crate) process: Handle,
    pub(crate) stdout: OwnedFd,
    pub(crate) stderr: OwnedFd,
    /// Closed, it kills the process and its group: by whoever drops it, or by the system when the host ends.
    pub(crate) lifeline: OwnedFd,
}

/// A process; dropped before it was reaped, it is killed and reaped by the spawner.
#[derive(Debug)]
pub(crate) struct Handle {
    pub(crate) id: Pid,
    descriptor: Option<OwnedFd>,
}

impl Handle {
    /// Gives the descriptor away, to somebody who will reap the process.
    pub(crate) fn into_descriptor(mut self) -> Option<OwnedFd> {
        self.descriptor.take()
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        if let Some(descriptor) = self.descriptor.take() {
            reap(descriptor);
        }
    }
}

enum Request {
    Start(Box<Launch>, oneshot::Sender<Result<Spawned, LaunchError>>),
    Reap(OwnedFd),
}

/// Starts a process. Dropping the future ends one that has begun.
pub(crate) async fn spawn(launch: Launch) -> Result<Spawned, LaunchError> {
    let ended = LaunchError { step: Step::Prepare, errno: libc::EAGAIN };
    let spawner = spawner().map_err(|error| LaunchError::new(Step::Prepare, &error))?;
    let (sender, receiver) = oneshot::channel();
    let mut request = Request::Start(Box::new(launch), sender);
    // Full only while very many start at once: each takes a fraction of a millisecond.
    while let Err(error) = spawner.try_send(request) {
        let std::sync::mpsc::TrySendError::Full(full) = error else { return Err(ended) };
        request = full;
        tokio::task::yield_now().await;
    }
    receiver.await.unwrap_or(Err(ended))
}

/// Kills a process, and reaps it when it has gone: nobody needs to wait for it.
pub(crate) fn reap(process: OwnedFd) {
    pidfd_send_signal(&process, Signal::KILL).ok();
    if is_reaped(&process) {
        return;
    }
    if let Ok(spawner) = spawner() {
        // Should the queue be full, it stays a zombie until the host ends.
        spawner.try_send(Request::Reap(process)).ok();
    }
}

/// The way to the thread, which is started at the first need.
fn spawner() -> io::Result<SyncSender<Request>> {
    static SPAWNER: Mutex<Option<SyncSender<Request>>> = Mutex::new(None);
    let mut spawner = SPAWNER.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(sender) = &*spawner {
        return Ok(sender.clone());
    }
    let (sender, receiver) = sync_channel(QUEUE);
    let stack = Stack::new()?;
    std::thread::Builder::new().name("amphi-spawner".to_string()).spawn(move || run(&receiver, &stack))?;
    *spawner = Some(sender.clone());
    Ok(sender)
}

fn run(requests: &Receiver<Request>, stack: &Stack) {
    block_signals();
    let mut ending: Vec<OwnedFd> = Vec::new();
    loop {
        let request = if ending.is_empty() {
            requests.recv().map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            requests.recv_timeout(REAP_STEP)
        };
        match request {
            Ok(Request::Start(launch, answer)) => {
                // Nobody waits any more: then the process that is given back here is dropped, and so killed.
                drop(answer.send(start(*launch, stack)));
            }
            Ok(Request::Reap(process)) => ending.push(process),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        ending.retain(|process| !is_reaped(process));
    }
}

/// Reaps a process if it has ended; one that somebody else reaped counts too.
fn is_reaped(process: &OwnedFd) -> bool {
    match waitid(WaitId::PidFd(process.as_fd()), WaitIdOptions::EXITED | WaitIdOptions::NOHANG) {
        Ok(None) | Err(rustix::io::Errno::INTR) => false,
        Ok(Some(_)) | Err(_) => true,
    }
}

fn start(launch: Launch, stack: &Stack) -> Result<Spawned, LaunchError> {
    let prepare = |error: io::Error| LaunchError::new(Step::Prepare, &error);
    let null = File::open("/dev/null").map_err(prepare)?;
    let (stdout, child_stdout) = pipe().map_err(prepare)?;
    let (stderr, child_stderr) = pipe().map_err(prepare)?;
    let (child_lifeline, lifeline) = pipe().map_err(prepare)?;
    let (file, leased) = match &launch.program {
        Program::Path(_) => (None, false),
        Program::Descriptor { file, leased } => (Some(above_streams(file).map_err(prepare)?), *leased),
    };
    let streams = [above_streams(&null), above_streams(&child_stdout), above_streams(&child_stderr)];
    let [input, output, error] = streams;
    let (input, output, error) = (input.map_err(prepare)?, output.map_err(prepare)?, error.map_err(prepare)?);
    let child_lifeline = high(&child_lifeline).map_err(prepare)?;
    let child = Child::new(
        &launch,
        file.as_ref().map(AsRawFd::as_raw_fd),
        leased,
        [input.as_raw_fd(), output.as_raw_fd(), error.as_raw_fd()],
        child_lifeline.as_raw_fd(),
        lifeline.as_raw_fd(),
    );
    let (id, descriptor) = clone(stack, &child)?;
    let process = Handle { id, descriptor: Some(descriptor) };
    match child.failure() {
        None => Ok(Spawned { process, stdout, stderr, lifeline }),
        Some(failure) => Err(failure),
    }
}

/// A pipe that no program inherits: its reading end, its writing end.
fn pipe() -> io::Result<(OwnedFd, OwnedFd)> {
    Ok(rustix::pipe::pipe_with(rustix::pipe::PipeFlags::CLOEXEC)?)
}

/// The same file under a number that no standard stream has.
fn above_streams(file: &impl AsFd) -> io::Result<OwnedFd> {
    Ok(rustix::io::fcntl_dupfd_cloexec(file, 3)?)
}

/// The same file under a number that programs do not expect to be their own.
fn high(file: &impl AsFd) -> io::Result<OwnedFd> {
    rustix::io::fcntl_dupfd_cloexec(file, LIFELINE_AT).map_or_else(|_| above_streams(file), Ok)
}

/// Starts that may wait: each takes a fraction of a millisecond.
const QUEUE: usize = 64;

/// How often the spawner looks whether a killed process has gone. Most have at the first look.
const REAP_STEP: Duration = Duration::from_millis(5);

/// Where the lifeline's number in a plugin begins: out of the way, and below the usual limit of 1024.
const LIFELINE_AT: i32 = 900;
