//! A plugin that a runner has started, as the one who watches over it sees it: every wait on the runner has an end.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::task::Poll;
use std::time::Duration;

use tokio::time::error::Elapsed;
use tokio::time::timeout;

use super::{AttachedRunner, Error};
use crate::native::{Supervised, chain};
use crate::start_failure::{Exit, StartProblem};

/// A runner's plugin. Dropped before it has ended, it is killed, on a thread of its own.
pub(in crate::go) struct RunnerProcess {
    plugin: String,
    id: String,
    /// None only while it is dropped.
    attached: Option<Box<dyn AttachedRunner>>,
    exit: Option<Exit>,
    /// The time of a kill.
    budget: Duration,
}

impl RunnerProcess {
    pub(super) fn new(plugin: &str, attached: Box<dyn AttachedRunner>, budget: Duration) -> Self {
        let id = shortened(attached.id());
        Self { plugin: plugin.to_string(), id, attached: Some(attached), exit: None, budget }
    }

    pub(super) fn id(&self) -> &str {
        &self.id
    }
}

impl Supervised for RunnerProcess {
    async fn exited(&mut self) -> Exit {
        if let Some(exit) = self.exit {
            return exit;
        }
        let exit = match &mut self.attached {
            Some(attached) => attached.wait().await,
            None => Exit::Unknown,
        };
        self.exit = Some(exit);
        exit
    }

    /// Runners know no other way than the hard one.
    fn terminate(&mut self) -> bool {
        false
    }

    async fn kill(&mut self) {
        let (Some(attached), None) = (&mut self.attached, self.exit) else { return };
        let killed = timeout(self.budget, attached.kill()).await;
        warn_unless_killed(&self.plugin, &self.id, self.budget, killed);
    }

    async fn diagnose(&mut self, problem: &StartProblem) -> Option<String> {
        let diagnosis = timeout(DIAGNOSIS, self.attached.as_mut()?.diagnose(problem)).await;
        diagnosis.ok().flatten().map(shortened)
    }
}

impl Drop for RunnerProcess {
    fn drop(&mut self) {
        if let (Some(attached), None) = (self.attached.take(), self.exit) {
            kill_apart(std::mem::take(&mut self.plugin), attached, self.budget);
        }
    }
}

/// Kills a plugin that nobody waits for, whatever becomes of the runtime. Waits until that has begun, so that a program
/// that ends at once has done so.
fn kill_apart(plugin: String, attached: Box<dyn AttachedRunner>, budget: Duration) {
    let (begun, has_begun) = sync_channel(1);
    let kill = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        // Without one the runner's own drop is all there is.
        if let Ok(runtime) = runtime {
            runtime.block_on(kill_and_wait(&plugin, attached, budget, begun));
        }
    };
    // It ends by itself, within two budgets.
    if std::thread::Builder::new().name("amphi-runner".to_string()).spawn(kill).is_ok() {
        has_begun.recv_timeout(BEGINNING).ok();
    }
}

async fn kill_and_wait(plugin: &str, mut attached: Box<dyn AttachedRunner>, budget: Duration, begun: SyncSender<()>) {
    let id = shortened(attached.id());
    {
        let mut killing = pin!(attached.kill());
        let first = poll_fn(|context| Poll::Ready(killing.as_mut().poll(context))).await;
        begun.send(()).ok();
        let killed = match first {
            Poll::Ready(killed) => Ok(killed),
            Poll::Pending => timeout(budget, killing).await,
        };
        warn_unless_killed(plugin, &id, budget, killed);
    }
    // So that it is reaped.
    timeout(budget, attached.wait()).await.ok();
}

fn warn_unless_killed(plugin: &str, id: &str, budget: Duration, killed: Result<Result<(), Error>, Elapsed>) {
    match killed {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(plugin, id, error = chain(&*error), "runner cannot kill its plugin"),
        Err(_) => tracing::warn!(plugin, id, after = ?budget, "runner did not kill its plugin in time"),
    }
}

/// Cuts the text of a runner to what an error can carry.
fn shortened(mut text: String) -> String {
    text.truncate(text.floor_char_boundary(MAX_TEXT_BYTES));
    text
}

/// The time of a diagnosis: somebody waits for the error that it joins.
const DIAGNOSIS: Duration = Duration::from_secs(1);

/// How long a thread that drops a plugin waits for the kill to begin: it mostly takes microseconds.
const BEGINNING: Duration = Duration::from_millis(250);

/// Bytes of a text that a runner gives for people.
const MAX_TEXT_BYTES: usize = 4 << 10;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(shortened("short".into()), "short");
        let cut = shortened("ä".repeat(MAX_TEXT_BYTES));
        assert_eq!(cut, "ä".repeat(MAX_TEXT_BYTES / 2));
        let odd = shortened(format!("x{}", "ä".repeat(MAX_TEXT_BYTES)));
        assert_eq!(odd.len(), MAX_TEXT_BYTES - 1);
    }
}
