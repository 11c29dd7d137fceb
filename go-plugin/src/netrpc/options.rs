//! What a host may choose about a session, and the bounds that it keeps.

use std::fmt;
use std::time::Duration;

use super::output::Sink;
use crate::gob::limits::{MAX_MESSAGE_BYTES, MAX_VALUE_BYTES};

/// What a host chooses about a session. The defaults suit any plugin.
pub struct Options {
    pub(super) call_timeout: Duration,
    pub(super) broker_timeout: Duration,
    pub(super) message_bytes: usize,
    pub(super) value_bytes: usize,
    pub(super) keep_alive: Option<KeepAlive>,
    pub(super) stdout: Sink,
    pub(super) stderr: Sink,
}

/// How a plugin is asked whether it lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeepAlive {
    /// How long there is between two pings.
    pub interval: Duration,
    /// How long an answer may take before the session is ended.
    pub timeout: Duration,
}

impl Options {
    /// The defaults.
    pub fn new() -> Self {
        Self {
            call_timeout: CALL_TIMEOUT,
            broker_timeout: BROKER_TIMEOUT,
            message_bytes: MAX_MESSAGE_BYTES,
            value_bytes: MAX_VALUE_BYTES,
            keep_alive: Some(KeepAlive::default()),
            stdout: Box::new(|_| {}),
            stderr: Box::new(|_| {}),
        }
    }

    /// How long a call may take, those of the session itself too; 30 s by default. [`Client::with_timeout`] has another
    /// for some calls.
    ///
    /// [`Client::with_timeout`]: super::Client::with_timeout
    #[must_use]
    pub fn call_timeout(self, call_timeout: Duration) -> Self {
        Self { call_timeout, ..self }
    }

    /// How long the two sides of a broker's number wait for each other; 5 s by default, as in Go.
    #[must_use]
    pub fn broker_timeout(self, broker_timeout: Duration) -> Self {
        Self { broker_timeout, ..self }
    }

    /// Bytes of one message that the plugin sends; [`MAX_MESSAGE_BYTES`] by default. The memory that a value may take
    /// grows with it.
    #[must_use]
    pub fn message_bytes(self, message_bytes: usize) -> Self {
        Self { message_bytes, value_bytes: message_bytes.saturating_mul(VALUE_FACTOR), ..self }
    }

    /// How the plugin is asked whether it lives. With none, one that is stopped, by a debugger too, is waited for.
    #[must_use]
    pub fn keep_alive(self, keep_alive: Option<KeepAlive>) -> Self {
        Self { keep_alive, ..self }
    }

    /// Takes what the plugin writes to its stdout. Called with some bytes at a time, not with lines; must not block.
    ///
    /// The plugin's output is always read, whether it is taken or not: a plugin whose output is not blocks.
    #[must_use]
    pub fn stdout(self, sink: impl FnMut(&[u8]) + Send + 'static) -> Self {
        Self { stdout: Box::new(sink), ..self }
    }

    /// Takes what the plugin writes to its stderr; as [`stdout`](Self::stdout). A Go plugin's log and its panics are not
    /// in it: they go to the stderr of the process.
    #[must_use]
    pub fn stderr(self, sink: impl FnMut(&[u8]) + Send + 'static) -> Self {
        Self { stderr: Box::new(sink), ..self }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("call_timeout", &self.call_timeout)
            .field("broker_timeout", &self.broker_timeout)
            .field("message_bytes", &self.message_bytes)
            .field("keep_alive", &self.keep_alive)
            .finish_non_exhaustive()
    }
}

/// As Go's yamux does it: 30 s and 10 s.
impl Default for KeepAlive {
    fn default() -> Self {
        Self { interval: Duration::from_secs(30), timeout: Duration::from_secs(10) }
    }
}

/// The default of the native protocol, too.
const CALL_TIMEOUT: Duration = Duration::from_secs(30);

/// What Go waits for on its side: waiting longer helps nobody.
const BROKER_TIMEOUT: Duration = Duration::from_secs(5);

/// How much more memory a value may take than its bytes.
const VALUE_FACTOR: usize = 4;

/// Streams that either side may have open at a time. Stops a peer that opens them without end: each may hold a window of
/// 256 KiB that nobody reads. Every object and every callback is one.
pub(super) const MAX_STREAMS: usize = 256;

/// Calls of one object that are under way, those that nobody waits for any more included.
pub(super) const MAX_CALLS: usize = 4096;

/// Calls of one of the host's objects that run at a time; no further one is read before one of them is done.
pub(super) const MAX_INCOMING_CALLS: usize = 256;

/// Bytes that wait to be sent beyond which an object takes no further call.
pub(super) const MAX_UNSENT_BYTES: usize = 1 << 20;

/// Calls that wait for an object to take them, beyond which callers wait themselves.
pub(super) const CALL_QUEUE: usize = 64;

/// How long a connection that this side has closed is read on, so that the plugin is not left in the middle of a write.
pub(super) const LINGER: Duration = Duration::from_secs(5);

/// How long what the plugin wrote last is waited for when a session ends.
pub(super) const OUTPUT_GRACE: Duration = Duration::from_millis(500);

/// How long a stream that ended waits for the cause, in case all of the session has: the two are seen at once, by
/// different tasks.
pub(super) const CAUSE_GRACE: Duration = Duration::from_millis(100);
