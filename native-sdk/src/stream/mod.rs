//! Streams and futures of an author's code, in the shapes that wit-bindgen gives them on wasm.
//!
//! A pair is a `channel` or a `cell` on the plugin's one thread. When the reader is given to the host, a task of the plugin
//! `feed`s the host from it; a reader that came from the host decodes frames.

mod cell;
mod channel;
mod feed;
mod future;
mod reader;
mod writer;

use std::rc::Rc;

use amphi_protocol::StreamFailure;
use amphi_transport::Error;

pub use self::future::{FutureRead, FutureReader, FutureWrite, FutureWriteCancel, FutureWriteError, FutureWriter};
pub use self::reader::{StreamRead, StreamReader, StreamReaderStream};
pub use self::writer::{AbiBuffer, StreamResult, StreamWrite, StreamWriter};
use crate::session::SessionOver;

/// Makes the two ends of a stream.
pub fn new_stream<T: 'static>() -> (StreamWriter<T>, StreamReader<T>) {
    let channel = Rc::new(channel::Channel::new());
    (StreamWriter::new(Rc::clone(&channel)), StreamReader::local(channel))
}

/// Makes the two ends of a future; a writer that is dropped writes the default.
pub fn new_future<T: 'static>(default: fn() -> T) -> (FutureWriter<T>, FutureReader<T>) {
    let cell = Rc::new(cell::Cell::new());
    (FutureWriter::new(Rc::clone(&cell), default), FutureReader::local(cell))
}

/// Unwinds an author's code that reads what came from the host and is lost: there is no error that it could be given.
#[expect(clippy::panic, reason = "a read cannot return an error: like a trap on wasm, its failure ends the instance")]
fn lost(what: &str, failure: &StreamFailure) -> ! {
    if *failure == StreamFailure::SessionEnded {
        std::panic::resume_unwind(Box::new(SessionOver(Error::PeerClosed { partial: false })));
    }
    panic!("a {what} of the host is lost: {failure}")
}
