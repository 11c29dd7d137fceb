//! The stream lane: frames that are too long for the call lane, each on a yamux stream of its own.
//!
//! Both sides drive a [`Mux`] by polling it: the host from a task, the plugin from a thread beside the one that runs its
//! functions. `pipe` batches what yamux writes, `outgoing` and `incoming` are the streams of either direction.

mod incoming;
mod mux;
mod outgoing;
mod pipe;
#[cfg(test)]
mod tests;

pub(crate) use self::mux::{Event, Mux, MuxLimits};
pub(crate) use self::outgoing::Outgoing;
pub(crate) use self::pipe::RawSocket;

/// The first byte of a stream that carries a frame.
const FRAME: u8 = 0;
