//! The plugin's end of a session: blocking sockets, no runtime.
//!
//! [`PluginListener`] waits for the host, [`Receiver`] belongs to the thread that serves, [`Sender`] may be
//! cloned to other threads, for their logs. A second thread, `attendant`, has the listener and the stream lane.

mod attendant;
mod bell;
mod candidate;
mod listener;
mod long;
mod receiver;
mod sender;

pub use self::listener::{Accepted, PluginListener};
pub use self::receiver::{Alarm, Frame, Receiver};
pub use self::sender::Sender;
