//! Sessions with real Go plugins, and with peers that mean harm.

mod answers;
mod broker;
mod examples;
mod go;
mod hostile;
mod http2;
mod messages;
mod own_tls;
mod peer;
mod probe;
mod recorded;
mod served;
mod speed;
mod state;
mod yamux;

use std::time::Duration;

/// How long anything may take that should take no time, on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(20);

/// Waits for something that must come.
async fn soon<T>(work: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, work).await.expect("it takes too long")
}
