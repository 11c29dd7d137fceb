//! How the bytes between a host and a plugin move: sockets in private folders, one-use TLS identities, the
//! call lane for small frames and the stream lane for long ones, and for streams and futures.
//!
//! | to learn about | read |
//! |---|---|
//! | who may connect | [`Identity`], [`Pinned`], `HostTls` (feature `host`), [`PluginTls`], [`SocketFolder`] |
//! | the host's end of a connection (feature `host`) | `CallLane`, `LaneHandler` |
//! | the plugin's end, without a runtime | [`PluginListener`], [`Receiver`], [`Sender`] |
//! | streams and futures of a session | [`SessionStreams`], [`stream_slot`] |
//!
//! What the bytes mean is [`amphi_protocol`]'s matter.

#![forbid(unsafe_code)]

mod error;
mod folder;
mod identity;
mod kind;
#[cfg(feature = "host")]
mod lane;
mod link;
mod plugin;
mod streams;
mod tls;

pub use error::Error;
pub use folder::{SocketFolder, check_socket_path};
pub use identity::{Identity, certificate_from_pem};
#[cfg(feature = "host")]
pub use lane::{CallError, CallHead, CallLane, LaneHandler, LaneLimits, LaneOptions, Reply, Wait};
pub use plugin::{Accepted, Alarm, Frame, PluginListener, Receiver, Sender};
pub use streams::{ReaderGone, SessionStreams, SlotReader, SlotWriter, stream_slot};
#[cfg(feature = "host")]
pub use tls::HostTls;
pub use tls::{Pinned, PluginTls};

#[cfg(test)]
#[cfg(feature = "host")]
mod tests;
