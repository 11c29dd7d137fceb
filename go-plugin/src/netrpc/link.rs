//! What all parts of a session share: its tasks, its end, and the way to new streams.

use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{Semaphore, mpsc, oneshot, watch};
use tokio::task::{AbortHandle, JoinSet};

use super::driver::Command;
use super::error::{EndCause, Error};
use super::options::{CAUSE_GRACE, MAX_STREAMS};
use super::stream::Stream;

/// Held by every handle of a session; ended by the session itself.
pub(super) struct Link {
    commands: mpsc::Sender<Command>,
    /// Streams that this side may still open.
    places: Arc<Semaphore>,
    end: watch::Sender<Option<EndCause>>,
    /// None once the session has been dropped.
    tasks: Mutex<Option<JoinSet<()>>>,
}

impl Link {
    pub(super) fn new(commands: mpsc::Sender<Command>) -> Self {
        Self {
            commands,
            places: Arc::new(Semaphore::new(MAX_STREAMS)),
            end: watch::Sender::new(None),
            tasks: Mutex::new(Some(JoinSet::new())),
        }
    }

    /// Runs a task that ends with the session, at the latest. None if that has ended already.
    pub(super) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) -> Option<AbortHandle> {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        let tasks = tasks.as_mut()?;
        while tasks.try_join_next().is_some() {}
        Some(tasks.spawn(task))
    }

    /// Opens a stream, and announces it.
    pub(super) async fn open(&self) -> Result<Stream, Error> {
        let place = Arc::clone(&self.places).try_acquire_owned();
        let place = place.map_err(|_| Error::TooMany { what: "streams", limit: MAX_STREAMS })?;
        let (reply, opened) = oneshot::channel();
        if self.commands.send(Command::Open(place, reply)).await.is_err() {
            return Err(self.gone().await);
        }
        match opened.await {
            Ok(stream) => Ok(stream),
            Err(_) => Err(self.gone().await),
        }
    }

    /// Ends the session in an orderly way; the driver says when it has.
    pub(super) async fn close(&self) {
        // If there is no driver, there is nothing to end.
        drop(self.commands.send(Command::Close).await);
        self.ended().await;
    }

    /// Gives the cause, if it is the first.
    pub(super) fn end(&self, cause: EndCause) {
        self.end.send_if_modified(|known| {
            let is_first = known.is_none();
            if is_first {
                *known = Some(cause);
            }
            is_first
        });
    }

    /// Ends the session, and every task of it.
    pub(super) fn stop(&self, cause: EndCause) {
        self.end(cause);
        let tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(tasks);
    }

    /// Waits until the session has ended.
    pub(super) async fn ended(&self) -> EndCause {
        let mut end = self.end.subscribe();
        let cause = end.wait_for(Option::is_some).await.ok().and_then(|cause| cause.clone());
        cause.unwrap_or(EndCause::Closed)
    }

    /// Why something within the session is gone: because all of it is, or by itself.
    pub(super) async fn gone_or(&self, alone: Error) -> Error {
        match tokio::time::timeout(CAUSE_GRACE, self.ended()).await {
            Ok(cause) => cause.into(),
            Err(_) => alone,
        }
    }

    async fn gone(&self) -> Error {
        self.gone_or(Error::Disconnected { partial: false }).await
    }
}

/// Ends the session when the task that has it ends, in whichever way.
pub(super) struct EndGuard(pub(super) Arc<Link>);

impl Drop for EndGuard {
    fn drop(&mut self) {
        self.0.end(EndCause::Closed);
    }
}
