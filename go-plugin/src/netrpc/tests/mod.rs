//! Sessions with real plugins of go-plugin, and with peers that break the rules.

mod broker;
mod calls;
mod hostile;
mod launch;
mod life;
mod recorded;
mod yamux;

use std::time::Duration;

/// How long any wait may take before the test has failed.
const LIMIT: Duration = Duration::from_secs(30);

async fn within<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(LIMIT, what).await.expect("it takes too long")
}
