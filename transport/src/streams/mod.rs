//! The stream lane: frames that are too long for the call lane, and streams and futures of the interface, each on a yamux
//! stream of its own.
//!
//! Both sides drive a [`Mux`] by polling it: the host from a task, the plugin from a thread beside the one that runs its
//! functions. `pipe` batches what yamux writes, `outgoing` and `incoming` are the long frames of either direction. `passages` has
//! the streams and futures: `feeding` those of this side, `reading` those of the peer, each with a `slot` between the
//! lane and the code that reads or writes; `passing` is where messages and the lane meet.

mod feeding;
mod incoming;
mod mux;
mod outgoing;
mod passages;
mod passing;
mod pipe;
mod reading;
mod slot;
#[cfg(test)]
mod tests;

pub(crate) use self::mux::{Event, Mux, MuxLimits};
pub(crate) use self::outgoing::Outgoing;
pub(crate) use self::passing::Passing;
pub use self::passing::SessionStreams;
pub(crate) use self::pipe::RawSocket;
pub use self::slot::{ReaderGone, SlotReader, SlotWriter, stream_slot};

/// The first byte of a stream that carries a frame.
const FRAME: u8 = 0;

/// The first byte of a stream that carries a stream or a future of the interface.
const PASSED: u8 = 1;

/// The same, of one whose frames are answered: what they give is the receiver's once it has taken them.
const ANSWERED: u8 = 2;

/// What the receiver answers to each frame of such a stream.
const TAKEN: u8 = 1;
