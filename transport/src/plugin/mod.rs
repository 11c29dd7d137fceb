//! The plugin's end of the call lane: blocking sockets, no runtime, no threads.
//!
//! [`PluginListener`] waits for the host, [`Receiver`] belongs to the thread that serves, [`Sender`] may be
//! cloned to other threads, for their logs.

mod candidate;
mod listener;
mod receiver;
mod sender;

pub use self::listener::{Accepted, PluginListener};
pub use self::receiver::Receiver;
pub use self::sender::Sender;
