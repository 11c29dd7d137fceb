//! What concerns a plugin only as a process.

use std::time::Duration;

use amphi_protocol::handshake::env;

/// What concerns a plugin only as a process.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NativeConfig {
    /// The variable by which a plugin knows that a host started it. Not a secret.
    pub cookie: Cookie,
    /// The application's own protocol versions that this host speaks; the plugin takes the highest that both know.
    /// Default 1.
    pub versions: Vec<u32>,
    /// How the connection is secured.
    pub tls: Tls,
    /// How its answers are waited for.
    pub latency: Latency,
    /// How long the plugin may take from its start to its first answer. Default 10 s.
    pub start_timeout: Duration,
    /// How it is stopped.
    pub stop: StopConfig,
}

impl Default for NativeConfig {
    fn default() -> Self {
        Self {
            cookie: Cookie::default(),
            versions: vec![1],
            tls: Tls::default(),
            latency: Latency::default(),
            start_timeout: Duration::from_secs(10),
            stop: StopConfig::default(),
        }
    }
}

/// The variable by which a plugin knows that a host started it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cookie {
    /// The variable's name.
    pub key: String,
    /// Its value.
    pub value: String,
}

impl Default for Cookie {
    fn default() -> Self {
        Self { key: env::DEFAULT_COOKIE_KEY.into(), value: env::DEFAULT_COOKIE_VALUE.into() }
    }
}

/// How the connection to a process is secured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tls {
    /// TLS 1.3 with a one-use certificate on each side, both pinned.
    #[default]
    Auto,
    /// None: the socket's private folder is all that keeps other users out.
    Off,
}

/// How the answers of a process are waited for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Latency {
    /// A caller that is alone, of a function that has been quick of late, reads its own answer: it holds its thread for
    /// that, 30 µs at most, in which it offers the processor to other threads. For such calls that takes less time, and
    /// less of the processor, than to fall asleep and be woken. In all other cases the caller sleeps.
    #[default]
    Adaptive,
    /// The caller sleeps until its answer has come: no call ever holds its thread.
    Sleep,
    /// The same as [`Adaptive`](Self::Adaptive) for each of up to four callers, and whatever the function: slow ones cost
    /// processor time for nothing.
    Spin,
}

/// How a process is stopped: asked, then `SIGTERM`, then `SIGKILL` to its group, each with its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StopConfig {
    /// How long it may take after it was asked. Default 2 s.
    pub ask: Duration,
    /// How long it may take after `SIGTERM`. Default 2 s.
    pub term: Duration,
    /// How long it may take after `SIGKILL`, before it is given up. Default 2 s.
    pub kill: Duration,
}

impl Default for StopConfig {
    fn default() -> Self {
        let step = Duration::from_secs(2);
        Self { ask: step, term: step, kill: step }
    }
}
