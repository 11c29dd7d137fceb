//! One process, from its start to its reaping, on Linux.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::task::{Context, Poll, ready};

use rustix::process::{Pid, WaitId, WaitIdOptions, WaitIdStatus, waitid};
use tokio::io::unix::AsyncFd;
use tokio::net::unix::pipe::Receiver;

use super::launch::{Launch, LaunchError, Step};
use super::sys;
use crate::start_failure::Exit;

/// A process of ours. Dropped before it was reaped, it is killed, and reaped when it has gone.
#[derive(Debug)]
pub(super) struct Child {
    id: Pid,
    /// None once it is reaped.
    descriptor: Option<AsyncFd<OwnedFd>>,
    /// Closed with this value, or by the system when the host ends: then the process and its group are killed.
    _lifeline: OwnedFd,
}

impl Child {
    /// Starts a process; gives its stdout and its stderr. Dropping the future ends one that has begun.
    pub(super) async fn spawn(launch: Launch) -> Result<(Self, Receiver, Receiver), LaunchError> {
        let failed = |error: io::Error| LaunchError::new(Step::Prepare, &error);
        let spawned = sys::spawn(launch).await?;
        let stdout = Receiver::from_owned_fd(spawned.stdout).map_err(failed)?;
        let stderr = Receiver::from_owned_fd(spawned.stderr).map_err(failed)?;
        let id = spawned.process.id;
        let descriptor = match spawned.process.into_descriptor() {
            Some(descriptor) => sys::watch(descriptor).map_err(|error| {
                let (descriptor, error) = error.into_parts();
                sys::reap(descriptor);
                failed(error)
            })?,
            None => return Err(failed(io::ErrorKind::NotFound.into())),
        };
        Ok((Self { id, descriptor: Some(descriptor), _lifeline: spawned.lifeline }, stdout, stderr))
    }

    /// Its number; another's once it is reaped.
    pub(super) fn id(&self) -> Pid {
        self.id
    }

    /// Waits for the end. `ended` runs before the process is reaped, while its number is still its own.
    pub(super) fn poll_exit(&mut self, context: &mut Context<'_>, ended: impl Fn()) -> Poll<Exit> {
        let Some(descriptor) = &self.descriptor else { return Poll::Ready(Exit::Unknown) };
        loop {
            let Ok(mut guard) = ready!(descriptor.poll_read_ready(context)) else {
                // The runtime shuts down.
                return Poll::Ready(Exit::Unknown);
            };
            let process = || WaitId::PidFd(descriptor.get_ref().as_fd());
            match waitid(process(), WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT) {
                Ok(None) => guard.clear_ready(),
                Err(rustix::io::Errno::INTR) => {}
                Ok(Some(_)) | Err(_) => {
                    ended();
                    let status = waitid(process(), WaitIdOptions::EXITED | WaitIdOptions::NOHANG);
                    self.descriptor = None;
                    return Poll::Ready(status.ok().flatten().map_or(Exit::Unknown, |status| exit(&status)));
                }
            }
        }
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        if let Some(descriptor) = self.descriptor.take() {
            sys::reap(descriptor.into_inner());
        }
    }
}

fn exit(status: &WaitIdStatus) -> Exit {
    let code = status.exit_status().map(Exit::Code);
    code.or_else(|| status.terminating_signal().map(Exit::Signal)).unwrap_or(Exit::Unknown)
}
