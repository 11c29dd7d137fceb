//! What generated code says about a plugin.

use amphi_protocol::{Error, Reader};
use futures_util::future::LocalBoxFuture;

/// A plugin as its generated code describes it.
#[derive(Clone, Copy, Debug)]
pub struct Plugin {
    /// The plugin's name, for messages to people.
    pub name: &'static str,
    /// The plugin's version, for messages to people.
    pub version: &'static str,
    /// The bytes of its [`Interface`](amphi_protocol::Interface).
    pub interface: &'static [u8],
    /// The exported functions, in the order of the interface.
    pub functions: &'static [Function],
}

/// How an exported function is run.
#[derive(Clone, Copy, Debug)]
pub enum Function {
    /// Decodes the arguments to the end of the input, runs the author's function, appends the encoded result.
    Sync(SyncFunction),
    /// Decodes the arguments to the end of the input; the future runs the author's function and gives the bytes back
    /// with the encoded result appended.
    Async(AsyncFunction),
}

/// A function that has returned when its result is there.
pub(crate) type SyncFunction = fn(&mut Reader<'_>, &mut Vec<u8>) -> Result<(), Error>;

/// A function whose result comes later.
pub(crate) type AsyncFunction = fn(&mut Reader<'_>, Vec<u8>) -> Result<Running, Error>;

/// An async function under way; it gives the bytes that it was given, with its result appended.
pub(crate) type Running = LocalBoxFuture<'static, Vec<u8>>;
