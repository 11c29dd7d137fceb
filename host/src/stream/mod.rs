//! Streams and futures of a host's code, both ways.
//!
//! What comes from a plugin is read from a [`StreamReader`] or awaited as a [`FutureReader`]. What goes to it are the same
//! types, made from any stream, reader or future of the host, or by [`StreamReader::channel`]. Those are polled by a
//! task of their own from when the call is made, and no faster than the plugin reads. Where a type is known at run time only,
//! their elements are [`Value`](crate::Value)s.

mod channel;
mod chunks;
mod exchange;
mod feed;
mod frame;
mod future;
#[cfg(feature = "native")]
mod late;
mod reader;
mod values;

pub use self::channel::StreamWriter;
#[cfg(feature = "wasm")]
pub(crate) use self::channel::{Written, channel};
#[cfg(feature = "wasm")]
pub(crate) use self::chunks::most;
pub(crate) use self::exchange::Exchange;
#[cfg(feature = "wasm")]
pub(crate) use self::feed::Fed;
#[cfg(feature = "go-plugin")]
pub(crate) use self::feed::feed;
pub use self::future::FutureReader;
#[cfg(feature = "native")]
pub(crate) use self::late::own_streams;
pub use self::reader::StreamReader;
#[cfg(feature = "go-plugin")]
pub(crate) use self::values::{Elements, frame_body};
