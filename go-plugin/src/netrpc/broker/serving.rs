//! An object of the host's, while the plugin may call it.

use std::fmt;
use std::sync::Arc;

use tokio::sync::watch;
use tokio::task::AbortHandle;

use super::{Broker, BrokerId};
use crate::netrpc::error::{EndCause, Error};
use crate::netrpc::rpc::{Service, serve};

/// An object of the host's that is served under a number. Dropping it stops that, and drops the calls under way.
#[must_use = "dropping it stops the serving"]
pub struct Serving {
    id: BrokerId,
    task: Option<AbortHandle>,
    outcome: watch::Receiver<Option<Result<(), Error>>>,
}

impl Serving {
    pub(super) fn start(broker: Broker, id: BrokerId, service: Arc<dyn Service>) -> Self {
        let (end, outcome) = watch::channel(None);
        let link = Arc::clone(&broker.link);
        let task = link.spawn(async move {
            let served = async {
                let stream = broker.accept(id).await?;
                serve(stream, service, broker.options).await
            };
            end.send_replace(Some(served.await));
        });
        Self { id, task, outcome }
    }

    /// The number to tell the plugin.
    pub fn id(&self) -> BrokerId {
        self.id
    }

    /// Waits until the plugin has let go of the object. Dropping the future stops the waiting alone.
    ///
    /// # Errors
    ///
    /// The plugin did not dial the number in time, or broke the protocol, or the session has ended.
    pub async fn ended(&mut self) -> Result<(), Error> {
        match self.outcome.wait_for(Option::is_some).await {
            Ok(outcome) => outcome.clone().unwrap_or(Ok(())),
            Err(_) => Err(EndCause::Closed.into()),
        }
    }

    /// Serves on until the plugin lets go of the object or the session ends, with nobody who is told.
    pub fn detach(mut self) {
        self.task = None;
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        if let Some(task) = &self.task {
            task.abort();
        }
    }
}

impl fmt::Debug for Serving {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Serving").field("id", &self.id).finish_non_exhaustive()
    }
}
