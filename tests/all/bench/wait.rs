//! Waits that end.

use std::future::Future;
use std::time::Duration;

/// Waits for a future, but not forever.
pub async fn within<T>(limit: Duration, future: impl Future<Output = T>) -> T {
    match tokio::time::timeout(limit, future).await {
        Ok(done) => done,
        Err(_) => panic!("still waiting after {limit:?}"),
    }
}

/// Waits until something that nobody announces is so, such as the end of a process.
pub async fn eventually(what: &str, mut is_so: impl FnMut() -> bool) {
    let mut look = tokio::time::interval(Duration::from_millis(5));
    let found = async {
        while !is_so() {
            look.tick().await;
        }
    };
    if tokio::time::timeout(Duration::from_secs(20), found).await.is_err() {
        panic!("not within 20 s: {what}");
    }
}
