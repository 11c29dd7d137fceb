//! What a running call can learn about itself.

use std::time::Duration;

use super::host::amphi::plugin::context;

/// Gives the time that is left before the caller's deadline; zero when it has passed, none without a deadline.
pub fn remaining() -> Option<Duration> {
    context::remaining_micros().map(Duration::from_micros)
}

/// Whether nobody waits for the running call any more: its caller gave up, or its deadline has passed.
///
/// Long computations ask now and then and return early. The host ends an instance whose call goes on long
/// after its deadline.
pub fn is_cancelled() -> bool {
    context::is_cancelled()
}
