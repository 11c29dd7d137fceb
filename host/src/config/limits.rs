//! What a plugin may use.

use std::time::Duration;

/// The limits of one plugin. Each has the same meaning on both backends; `docs/limits.md` has them in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// How long a call may take until its caller gets an error. Default 30 s; always finite.
    pub call_timeout: Duration,
    /// How much longer the call itself may go on, until its instance is ended. Default 1 s.
    pub grace: Duration,
    /// Bytes of memory of an instance. Default 256 MiB, at most 4 GiB.
    pub memory: u64,
    /// Bytes of the encoded arguments or the result of one call. Default and most: 64 MiB.
    pub message_size: u64,
    /// Calls that are under way or wait: of an instance where it is shared, otherwise of the plugin. Default 1,024.
    pub in_flight: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            call_timeout: Duration::from_secs(30),
            grace: Duration::from_secs(1),
            memory: 256 << 20,
            message_size: amphi_protocol::limits::MAX_FRAME_BYTES as u64,
            in_flight: 1024,
        }
    }
}
