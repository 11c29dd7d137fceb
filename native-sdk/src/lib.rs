//! Serves a plugin from a process of its own.
//!
//! An author does not use this crate: `amphi_guest_sdk::plugin!` and `main!` expand to a [`__rt::Plugin`] and
//! a call of [`serve`]. The process has one thread for the plugin: it reads a request, runs it and writes the
//! reply; a host import that is called in between keeps reading until its answer is there. A second thread, of the
//! transport, has the listener and the stream lane. There is no asynchronous runtime.
//!
//! | to learn about | read |
//! |---|---|
//! | what happens from `main` to the end | [`serve`] |
//! | what a running call may ask | [`context`] |
//! | streams and futures | [`StreamReader`], [`FutureReader`] |
//! | where log events go | [`init_logging`] |

pub mod context;
mod error;
mod launch;
mod logging;
mod plugin;
mod resource;
mod serve;
mod session;
mod stream;

pub use logging::init_logging;
pub use serve::serve;
pub use session::spawn_local;
pub use stream::{
    AbiBuffer, FutureRead, FutureReader, FutureWrite, FutureWriteCancel, FutureWriteError, FutureWriter, StreamRead,
    StreamReader, StreamReaderStream, StreamResult, StreamWrite, StreamWriter,
};

/// What generated code stands on; not for people, and without promises between versions.
#[doc(hidden)]
pub mod __rt {
    pub use amphi_protocol::{Decode, Encode, Error as CodecError, Reader, wire};
    pub use bitflags;
    pub use futures_util::future::LocalBoxFuture;

    pub use crate::plugin::{Function, Plugin};
    pub use crate::resource::{Borrowed, HostHandle, Imported, Lent, Loans, Owned, lend};
    pub use crate::session::{import, import_async};
    pub use crate::stream::{FutureReader, FutureWriter, StreamReader, StreamWriter, new_future, new_stream};
    pub use crate::{__exported_resource as exported_resource, __imported_resource as imported_resource};
}
