//! The process itself: signalled as a group, reaped once.

use std::future::poll_fn;
use std::io;
use std::os::unix::process::ExitStatusExt;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};
use tokio::process::{Child, ChildStderr, ChildStdout, Command};

use crate::start_failure::Exit;

/// A child process that leads a group of its own; dropped, the whole group is killed.
pub(super) struct Process {
    child: Child,
    group: Arc<ProcessGroup>,
    exit: Option<Exit>,
}

/// The group of a child: what signals go to.
#[derive(Debug)]
pub(super) struct ProcessGroup {
    leader: Pid,
    /// Whether the leader was reaped: from then on its number may be another's.
    reaped: Mutex<bool>,
}

impl Process {
    /// Starts the command as the leader of a group, with pipes for stdout and stderr.
    pub(super) fn spawn(mut command: Command) -> io::Result<(Self, ChildStdout, ChildStderr)> {
        // Without anything that runs between fork and exec, so that std uses posix_spawn: a fork takes 40 ms in a
        // host of 1 GiB.
        let mut child = command.process_group(0).kill_on_drop(true).spawn()?;
        let leader = child.id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw);
        let leader = leader.ok_or_else(|| io::Error::other("the process has no number"))?;
        let pipes = child.stdout.take().zip(child.stderr.take());
        let process = Self { child, group: Arc::new(ProcessGroup { leader, reaped: Mutex::new(false) }), exit: None };
        let (stdout, stderr) = pipes.ok_or_else(|| io::Error::other("the process has no pipes"))?;
        Ok((process, stdout, stderr))
    }

    pub(super) fn group(&self) -> &Arc<ProcessGroup> {
        &self.group
    }

    /// Waits until the process has ended, kills what is left of its group, and reaps it.
    ///
    /// May be asked again; dropping the future changes nothing.
    pub(super) async fn exited(&mut self) -> Exit {
        if let Some(exit) = self.exit {
            return exit;
        }
        let group = &self.group;
        let mut wait = pin!(self.child.wait());
        let status = poll_fn(|context| {
            // Under the lock, so that nobody signals a number that has just become free.
            let mut reaped = group.lock();
            if group.is_zombie() {
                group.send(Signal::KILL);
            }
            let poll = wait.as_mut().poll(context);
            *reaped |= poll.is_ready();
            poll
        })
        .await;
        let exit = match status {
            Ok(status) => {
                status.code().map(Exit::Code).or_else(|| status.signal().map(Exit::Signal)).unwrap_or(Exit::Unknown)
            }
            Err(_) => Exit::Unknown,
        };
        self.exit = Some(exit);
        exit
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let mut reaped = self.group.lock();
        if !*reaped {
            self.group.send(Signal::KILL);
            // From here on it is reaped by the runtime, at a time that nobody is told.
            *reaped = true;
        }
    }
}

impl ProcessGroup {
    pub(super) fn leader(&self) -> Pid {
        self.leader
    }

    /// Sends a signal to every process of the group, unless the leader is gone.
    pub(super) fn signal(&self, signal: Signal) {
        let reaped = self.lock();
        if !*reaped {
            self.send(signal);
        }
    }

    /// To be called under the lock.
    fn send(&self, signal: Signal) {
        // Fails only for a group that has no process any more.
        kill_process_group(self.leader, signal).ok();
    }

    /// Whether the leader has ended and not been reaped: its number is still its group's.
    fn is_zombie(&self) -> bool {
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        matches!(waitid(WaitId::Pid(self.leader), options), Ok(Some(_)))
    }

    fn lock(&self) -> MutexGuard<'_, bool> {
        self.reaped.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
