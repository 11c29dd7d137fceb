//! The process itself: signalled as a group, reaped once.

use std::future::{Future, poll_fn};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustix::process::{Pid, Signal, kill_process_group};
use tokio::net::unix::pipe::Receiver;

use super::child::Child;
use super::launch::{Launch, LaunchError};
use crate::start_failure::{Exit, StartProblem};

/// What runs a plugin, as those see it who wait for its end, or bring it about. Dropped before it has ended, it is killed.
pub(crate) trait Supervised: Send + 'static {
    /// Waits until it has ended. May be asked again; dropping the future changes nothing.
    fn exited(&mut self) -> impl Future<Output = Exit> + Send;

    /// Has it end in order; says whether there is such a way.
    fn terminate(&mut self) -> bool;

    /// Has it end. Bounded; the end itself is waited for.
    fn kill(&mut self) -> impl Future<Output = ()> + Send;

    /// Says what only it knows about a start that failed. Bounded.
    fn diagnose(&mut self, _problem: &StartProblem) -> impl Future<Output = Option<String>> + Send {
        std::future::ready(None)
    }

    /// The group of a child of this host.
    #[cfg(feature = "go-plugin")]
    fn group(&self) -> Option<&Arc<ProcessGroup>> {
        None
    }
}

/// A child process that leads a group of its own; dropped, the whole group is killed.
pub(crate) struct Process {
    child: Child,
    group: Arc<ProcessGroup>,
    exit: Option<Exit>,
}

/// The group of a child: what signals go to.
#[derive(Debug)]
pub(crate) struct ProcessGroup {
    leader: Pid,
    /// Whether the leader was reaped: from then on its number may be another's.
    reaped: Mutex<bool>,
}

impl Process {
    /// Starts a process as the leader of a group; gives its stdout and its stderr.
    ///
    /// Dropping the future ends a process that has begun.
    pub(super) async fn spawn(launch: Launch) -> Result<(Self, Receiver, Receiver), LaunchError> {
        let (child, stdout, stderr) = Child::spawn(launch).await?;
        let group = Arc::new(ProcessGroup { leader: child.id(), reaped: Mutex::new(false) });
        Ok((Self { child, group, exit: None }, stdout, stderr))
    }

    pub(super) fn group(&self) -> &Arc<ProcessGroup> {
        &self.group
    }
}

impl Supervised for Process {
    /// Waits until the process has ended, kills what is left of its group, and reaps it.
    async fn exited(&mut self) -> Exit {
        if let Some(exit) = self.exit {
            return exit;
        }
        let (child, group) = (&mut self.child, &self.group);
        let exit = poll_fn(|context| {
            // Under the lock, so that nobody signals a number that has just become free.
            let mut reaped = group.lock();
            let poll = child.poll_exit(context, || group.send(Signal::KILL));
            *reaped |= poll.is_ready();
            poll
        })
        .await;
        self.exit = Some(exit);
        exit
    }

    fn terminate(&mut self) -> bool {
        self.group.signal(Signal::TERM);
        // One that is stopped would not see it otherwise.
        self.group.signal(Signal::CONT);
        true
    }

    async fn kill(&mut self) {
        self.group.signal(Signal::KILL);
    }

    #[cfg(feature = "go-plugin")]
    fn group(&self) -> Option<&Arc<ProcessGroup>> {
        Some(&self.group)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let mut reaped = self.group.lock();
        if !*reaped {
            self.group.send(Signal::KILL);
            // From here on it is reaped behind our back, at a time that nobody is told.
            *reaped = true;
        }
    }
}

impl ProcessGroup {
    pub(crate) fn leader(&self) -> Pid {
        self.leader
    }

    /// Sends a signal to every process of the group, unless the leader is gone.
    pub(crate) fn signal(&self, signal: Signal) {
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

    fn lock(&self) -> MutexGuard<'_, bool> {
        self.reaped.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
