//! Watches over one process from its first answer to its end, and ends it in order where that is wanted.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use amphi_protocol::Name;
use amphi_transport::{Error as LinkError, SocketFolder};
use rustix::process::Signal;

use super::diagnosis::is_out_of_memory;
use super::life::{Life, Manner};
use super::process::Process;
use super::session::{Session, chain};
use super::stdio::Pipes;
use crate::config::{Limits, StopConfig};
use crate::end::EndCause;
use crate::output::PluginOutput;
use crate::start_failure::Exit;

/// The one that has the process; as a task, it is owned by the plugin's handle.
pub(super) struct Supervisor {
    pub(super) plugin: Name,
    pub(super) process: Process,
    pub(super) pipes: Pipes,
    pub(super) session: Arc<Session>,
    pub(super) life: Arc<Life>,
    pub(super) output: Arc<PluginOutput>,
    pub(super) folder: Arc<Folder>,
    pub(super) stop: StopConfig,
    pub(super) limits: Limits,
    /// Whether the plugin ends with this process: otherwise another one takes its place.
    pub(super) alone: bool,
}

/// The private folder, until the process is gone.
#[derive(Debug)]
pub(super) struct Folder(Mutex<Option<SocketFolder>>);

impl Folder {
    pub(super) fn new(folder: SocketFolder) -> Arc<Self> {
        Arc::new(Self(Mutex::new(Some(folder))))
    }

    /// Removes the folder, unless it is gone.
    pub(super) fn remove(&self) {
        let folder = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(folder);
    }
}

impl Supervisor {
    /// Waits for the end, or brings it about, and then tells everyone.
    pub(super) async fn run(mut self) {
        let exit = self.exit().await;
        // The lane's reader may not have come to the plugin's last message, which says more than its exit.
        let lost = tokio::time::timeout(LAST_WORDS, self.session.closed()).await.ok();
        self.pipes.drained().await;
        self.session.close();
        self.folder.remove();
        let cause = self.life.end(self.cause(exit, lost.as_deref()), exit.is_some());
        match (&*cause, self.alone) {
            (EndCause::Stopped, true) => tracing::info!(plugin = %self.plugin, "plugin stopped"),
            (EndCause::Stopped, false) => tracing::debug!(plugin = %self.plugin, "instance stopped"),
            (_, true) => tracing::error!(plugin = %self.plugin, %cause, "plugin lost"),
            (_, false) => tracing::warn!(plugin = %self.plugin, %cause, "instance lost"),
        }
    }

    /// How the process ended; none if it could not even be killed.
    async fn exit(&mut self) -> Option<Exit> {
        tokio::select! {
            biased;
            exit = self.process.exited() => return Some(exit),
            sentence = self.life.condemned() => return self.execute(sentence.manner).await,
            cause = self.session.closed() => {
                let patience = if matches!(*cause, LinkError::PeerClosed { .. }) { LAST_WORDS } else { Duration::ZERO };
                if let Some(exit) = exits_within(patience, &mut self.process).await {
                    return Some(exit);
                }
                let message = match &*cause {
                    LinkError::PeerClosed { .. } => "it closed its connection and lived on".to_string(),
                    other => chain(other),
                };
                self.life.condemn(EndCause::Violation { message, stderr: Vec::new() }, Manner::Kill);
            }
        }
        self.execute(Manner::Kill).await
    }

    /// Ends the process, step by step, each with its time.
    async fn execute(&mut self, manner: Manner) -> Option<Exit> {
        let (ask, term) = match manner {
            Manner::Ask => {
                self.session.goodbye("the host stops the plugin");
                (self.stop.ask, self.stop.term)
            }
            Manner::Await(patience) => (patience, Duration::ZERO),
            Manner::Kill => (Duration::ZERO, Duration::ZERO),
        };
        if let Some(exit) = exits_within(ask, &mut self.process).await {
            return Some(exit);
        }
        if !term.is_zero() {
            tracing::warn!(plugin = %self.plugin, after = ?ask, "plugin did not end when asked, sending SIGTERM");
            self.process.group().signal(Signal::TERM);
            // One that is stopped would not see it otherwise.
            self.process.group().signal(Signal::CONT);
            if let Some(exit) = exits_within(term, &mut self.process).await {
                return Some(exit);
            }
        }
        if manner == Manner::Ask {
            tracing::warn!(plugin = %self.plugin, after = ?term, "plugin did not end, sending SIGKILL");
        }
        self.process.group().signal(Signal::KILL);
        exits_within(self.stop.kill.max(LEAST_KILL), &mut self.process).await
    }

    /// What the end is put down to; `lost` is how the session ended, where it did in time.
    fn cause(&self, exit: Option<Exit>, lost: Option<&LinkError>) -> EndCause {
        let last = self.output.last_stderr();
        if let Some(sentence) = self.life.sentence() {
            return match sentence.cause {
                EndCause::Panicked { message, .. } => EndCause::Panicked { message, stderr: last },
                EndCause::Violation { message, .. } => EndCause::Violation { message, stderr: last },
                other => other,
            };
        }
        // A plugin that was hung up on ends by itself too, in any way. Why it was says more.
        if let Some(error) = lost.filter(|error| is_violation(error)) {
            return EndCause::Violation { message: chain(error), stderr: last };
        }
        match exit {
            Some(exit) if is_out_of_memory(exit, &last) => EndCause::OutOfMemory { limit: self.limits.memory },
            Some(Exit::Code(code)) => EndCause::Exited { code, stderr: last },
            Some(Exit::Signal(signal)) => EndCause::Signalled { signal, stderr: last },
            Some(Exit::Unknown) | None => {
                EndCause::Violation { message: "the system did not tell how it ended".to_string(), stderr: last }
            }
        }
    }
}

/// Nobody waits for an end that does not come: a runtime that shuts down drops its tasks, and the process with it.
impl Drop for Supervisor {
    fn drop(&mut self) {
        self.folder.remove();
        self.life.end(EndCause::Stopped, true);
    }
}

/// Whether it was the plugin's doing that the host closed the session.
fn is_violation(error: &LinkError) -> bool {
    matches!(
        error,
        LinkError::Protocol(_)
            | LinkError::UnexpectedMessage { .. }
            | LinkError::Flooded { .. }
            | LinkError::Multiplex(_)
            | LinkError::TooManyStreams { .. }
    )
}

async fn exits_within(limit: Duration, process: &mut Process) -> Option<Exit> {
    if limit.is_zero() {
        return None;
    }
    tokio::time::timeout(limit, process.exited()).await.ok()
}

/// How long a process whose connection has ended may take to end itself, and the reader of an ended process to
/// come to the end.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// The least time for a killed process to be reaped, whatever the configuration says: without it no end is seen.
const LEAST_KILL: Duration = Duration::from_millis(500);
