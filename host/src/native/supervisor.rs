//! Watches over one process from its first answer to its end, and ends it in order where that is wanted.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use amphi_protocol::Name;
use amphi_transport::SocketFolder;
use futures_util::future::BoxFuture;

use super::diagnosis::is_out_of_memory;
use super::life::{Life, Manner};
use super::process::{Process, Supervised};
use super::stdio::Pipes;
use crate::config::{Limits, StopConfig};
use crate::end::EndCause;
use crate::output::PluginOutput;
use crate::start_failure::Exit;

/// A session with a process, as the one who watches over the process sees it.
pub(crate) trait Link: Send + Sync + 'static {
    /// Asks the plugin to end, and returns when it has taken note, or when it never will. False if it knows no such
    /// question, and is not worth waiting for.
    fn ask(&self) -> BoxFuture<'_, bool>;

    /// Waits for the end of the session.
    fn closed(&self) -> BoxFuture<'_, Loss>;

    /// Closes the session.
    fn close(&self);
}

/// How a session ended.
#[derive(Clone, Debug)]
pub(crate) enum Loss {
    /// The plugin closed it: mostly its process has ended.
    Closed,
    /// What the plugin sent makes no sense.
    Violation(String),
    /// It failed in another way.
    Failed(String),
}

/// The one that has the process; as a task, it is owned by the plugin's handle.
pub(crate) struct Supervisor<L, P = Process> {
    pub(crate) plugin: Name,
    pub(crate) process: P,
    pub(crate) pipes: Pipes,
    pub(crate) session: Arc<L>,
    pub(crate) life: Arc<Life>,
    pub(crate) output: Arc<PluginOutput>,
    pub(crate) folder: Arc<Folder>,
    pub(crate) stop: StopConfig,
    pub(crate) limits: Limits,
    /// Whether the plugin ends with this process: otherwise another one takes its place.
    pub(crate) alone: bool,
}

/// The private folder, until the process is gone.
#[derive(Debug)]
pub(crate) struct Folder(Mutex<Option<SocketFolder>>);

impl Folder {
    pub(crate) fn new(folder: SocketFolder) -> Arc<Self> {
        Arc::new(Self(Mutex::new(Some(folder))))
    }

    /// Removes the folder, unless it is gone.
    pub(crate) fn remove(&self) {
        let folder = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(folder);
    }
}

impl<L: Link, P: Supervised> Supervisor<L, P> {
    /// Waits for the end, or brings it about, and then tells everyone.
    pub(crate) async fn run(mut self) {
        let exit = self.exit().await;
        // The lane's reader may not have come to the plugin's last message, which says more than its exit.
        let lost = tokio::time::timeout(LAST_WORDS, self.session.closed()).await.ok();
        self.pipes.drained().await;
        self.session.close();
        self.folder.remove();
        let cause = self.life.end(self.cause(exit, lost.as_ref()), exit.is_some());
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
            loss = self.session.closed() => {
                let patience = if matches!(loss, Loss::Closed) { LAST_WORDS } else { Duration::ZERO };
                if let Some(exit) = exits_within(patience, &mut self.process).await {
                    return Some(exit);
                }
                let message = match loss {
                    Loss::Closed => "it closed its connection and lived on".to_string(),
                    Loss::Violation(message) | Loss::Failed(message) => message,
                };
                self.life.condemn(EndCause::Violation { message, stderr: Vec::new() }, Manner::Kill);
            }
        }
        self.execute(Manner::Kill).await
    }

    /// Ends the process, step by step, each with its time.
    async fn execute(&mut self, manner: Manner) -> Option<Exit> {
        let (ask, term) = match manner {
            Manner::Ask => (self.stop.ask, self.stop.term),
            Manner::Await(patience) => (patience, Duration::ZERO),
            Manner::Kill => (Duration::ZERO, Duration::ZERO),
        };
        let asking = async {
            if manner != Manner::Ask || self.session.ask().await {
                std::future::pending::<()>().await;
            }
            tracing::debug!(plugin = %self.plugin, "plugin cannot be asked to end");
        };
        let (exit, is_deaf) = tokio::select! {
            biased;
            () = asking => (None, false),
            exit = exits_within(ask, &mut self.process) => (exit, manner == Manner::Ask),
        };
        if exit.is_some() {
            return exit;
        }
        if !term.is_zero() && self.process.terminate() {
            if is_deaf {
                tracing::warn!(plugin = %self.plugin, after = ?ask, "plugin did not end when asked, SIGTERM was sent");
            }
            if let Some(exit) = exits_within(term, &mut self.process).await {
                return Some(exit);
            }
        }
        if manner == Manner::Ask {
            tracing::warn!(plugin = %self.plugin, ?ask, ?term, "plugin did not end, it is killed");
        }
        self.process.kill().await;
        exits_within(self.stop.kill.max(LEAST_KILL), &mut self.process).await
    }

    /// What the end is put down to; `lost` is how the session ended, where it did in time.
    fn cause(&self, exit: Option<Exit>, lost: Option<&Loss>) -> EndCause {
        let last = self.output.last_stderr();
        if let Some(sentence) = self.life.sentence() {
            return match sentence.cause {
                EndCause::Panicked { message, .. } => EndCause::Panicked { message, stderr: last },
                EndCause::Violation { message, .. } => EndCause::Violation { message, stderr: last },
                other => other,
            };
        }
        // A plugin that was hung up on ends by itself too, in any way. Why it was says more.
        if let Some(Loss::Violation(message)) = lost {
            return EndCause::Violation { message: message.clone(), stderr: last };
        }
        if let (Some(report), true) = (self.output.crash(), exit.is_some_and(|exit| exit != Exit::Code(0))) {
            let message = report.first().cloned().unwrap_or_default();
            return EndCause::Panicked { message, stderr: report };
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
impl<L, P> Drop for Supervisor<L, P> {
    fn drop(&mut self) {
        self.folder.remove();
        self.life.end(EndCause::Stopped, true);
    }
}

async fn exits_within<P: Supervised>(limit: Duration, process: &mut P) -> Option<Exit> {
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
