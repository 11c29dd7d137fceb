//! One process, from its start to its reaping, where the system is not Linux: by the runtime's own means.

use std::ffi::{CString, OsStr, OsString};
use std::future::Future;
use std::io;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::pin::pin;
use std::process::Stdio;
use std::task::{Context, Poll, ready};

use rustix::process::Pid;
use tokio::net::unix::pipe::Receiver;
use tokio::process::Command;

use super::launch::{Launch, LaunchError, Program, Step};
use crate::start_failure::Exit;

/// A process of ours. Dropped before it was reaped, it is killed, and reaped when it has gone.
#[derive(Debug)]
pub(super) struct Child {
    id: Pid,
    child: tokio::process::Child,
}

impl Child {
    /// Starts a process; gives its stdout and its stderr.
    ///
    /// The memory limit is for Linux; `memory` refuses it elsewhere.
    #[expect(clippy::unused_async, reason = "on Linux it waits for the spawner")]
    pub(super) async fn spawn(launch: Launch) -> Result<(Self, Receiver, Receiver), LaunchError> {
        let prepare = |error: io::Error| LaunchError::new(Step::Prepare, &error);
        let Program::Path(path) = &launch.program else { return Err(prepare(io::ErrorKind::Unsupported.into())) };
        let mut command = Command::new(os(path));
        let mut args = launch.args.iter().map(os);
        if let Some(name) = args.next() {
            command.arg0(name);
        }
        command.args(args).env_clear().process_group(0).kill_on_drop(true);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        for variable in &launch.env {
            let mut parts = variable.as_bytes().splitn(2, |byte| *byte == b'=');
            let mut part = || OsString::from_vec(parts.next().unwrap_or_default().to_vec());
            let (key, value) = (part(), part());
            command.env(key, value);
        }
        let mut child = command.spawn().map_err(|error| LaunchError::new(Step::Exec, &error))?;
        let lost = || prepare(io::ErrorKind::NotFound.into());
        let id = child.id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw).ok_or_else(lost)?;
        let stdout = child.stdout.take().ok_or_else(lost)?.into_owned_fd().map_err(prepare)?;
        let stderr = child.stderr.take().ok_or_else(lost)?.into_owned_fd().map_err(prepare)?;
        let stdout = Receiver::from_owned_fd(stdout).map_err(prepare)?;
        let stderr = Receiver::from_owned_fd(stderr).map_err(prepare)?;
        Ok((Self { id, child }, stdout, stderr))
    }

    /// Its number; another's once it is reaped.
    pub(super) fn id(&self) -> Pid {
        self.id
    }

    /// Waits for the end. `ended` runs before the process is reaped, while its number is still its own.
    pub(super) fn poll_exit(&mut self, context: &mut Context<'_>, ended: impl Fn()) -> Poll<Exit> {
        use rustix::process::{WaitId, WaitIdOptions, waitid};
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        if matches!(waitid(WaitId::Pid(self.id), options), Ok(Some(_))) {
            ended();
        }
        let status = ready!(pin!(self.child.wait()).poll(context));
        Poll::Ready(status.map_or(Exit::Unknown, Exit::from))
    }
}

fn os(text: &CString) -> &OsStr {
    OsStr::from_bytes(text.as_bytes())
}
