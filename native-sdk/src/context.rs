//! What a running call can learn about itself.
//!
//! Outside of a call, and on threads that the plugin made itself, there is no deadline and nothing is ever
//! cancelled.

use std::time::{Duration, Instant};

use crate::session;

/// Gives the time that is left before the caller's deadline; zero when it has passed, none without a deadline.
pub fn remaining() -> Option<Duration> {
    let deadline = session::current()?.deadline?;
    Some(deadline.saturating_duration_since(Instant::now()))
}

/// Whether nobody waits for the running call any more: its caller gave up, or its deadline has passed.
///
/// Long computations ask now and then and return early; it costs less than a microsecond. The host ends an
/// instance whose call goes on long after its deadline.
pub fn is_cancelled() -> bool {
    session::is_cancelled()
}
