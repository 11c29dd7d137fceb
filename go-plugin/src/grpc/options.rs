//! What a session is opened with.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use amphi_protocol::handshake::Address;
use tokio::sync::mpsc;

use super::broker::AddressTranslator;
use super::stdio::Printed;
use crate::tls::Tls;

/// How to reach a plugin, and in which bounds.
#[derive(Debug)]
#[non_exhaustive]
pub struct SessionOptions {
    /// Where the plugin listens, as the handshake line says it; translated already where a runner does that.
    pub address: Address,
    /// TLS, if the plugin announced a certificate or has TLS of its own.
    pub tls: Option<Tls>,
    /// Whether all connections share the one socket: asked for with `PLUGIN_MULTIPLEX_GRPC`, and granted by the
    /// seventh field of the handshake line. A plugin waits 5 s for its host then, and ends if none comes.
    pub multiplex: bool,
    /// How long connecting may take, until the plugin's health service has answered.
    pub timeout: Duration,
    /// How large messages may be.
    pub limits: MessageLimits,
    /// Where what the plugin prints goes: everything it writes to its stdout and stderr after its handshake. The
    /// bound of the channel is what is kept: a full one stops a plugin that prints. Without one, or once its
    /// receiver is gone, it is drained and dropped.
    pub stdio: Option<mpsc::Sender<Printed>>,
    /// Bounds of the connections beside the main one.
    pub broker: BrokerOptions,
}

impl SessionOptions {
    /// A plain connection with the default bounds.
    pub fn new(address: Address) -> Self {
        Self {
            address,
            tls: None,
            multiplex: false,
            timeout: CONNECT_TIMEOUT,
            limits: MessageLimits::default(),
            stdio: None,
            broker: BrokerOptions::default(),
        }
    }

    /// Changes what is not as wanted.
    #[must_use]
    pub fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }
}

/// How large messages may be, each way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MessageLimits {
    /// Bytes of a message that comes from the plugin.
    pub decoding_bytes: usize,
    /// Bytes of a message that goes to the plugin. A plugin of Go takes 4 MiB if its author did not change that.
    pub encoding_bytes: usize,
}

/// 64 MiB each way. A Go host takes 2 GiB, which one plugin could make it hold as often as it has calls.
impl Default for MessageLimits {
    fn default() -> Self {
        Self { decoding_bytes: 64 << 20, encoding_bytes: 64 << 20 }
    }
}

/// Bounds of brokered connections.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BrokerOptions {
    /// How long one side waits for the other: for the announcement of an id, for the answer to a knock, for a
    /// handshake. What nobody asks for is forgotten after as long. go-plugin's own is 5 s.
    pub wait: Duration,
    /// Ids that may wait or be served at once, each way.
    pub ids: usize,
    /// The folder in which sockets are made that the plugin dials; a private one is made where none is given.
    pub folder: Option<PathBuf>,
    /// The number of the group that may connect to those sockets, for a plugin of another user.
    pub group: Option<u32>,
    /// Checks and translates what the plugin announces, and translates what is announced to it.
    pub translator: Option<Arc<dyn AddressTranslator>>,
}

impl Default for BrokerOptions {
    fn default() -> Self {
        Self { wait: BROKER_WAIT, ids: BROKER_IDS, folder: None, group: None, translator: None }
    }
}

/// How long a plugin that listens may take to answer: that of the native protocol.
const CONNECT_TIMEOUT: Duration = amphi_protocol::limits::HELLO_TIMEOUT;

/// go-plugin's wait, on which plugins count.
const BROKER_WAIT: Duration = Duration::from_secs(5);

/// Ids at once: a callback takes one for as long as its call runs.
const BROKER_IDS: usize = 256;
