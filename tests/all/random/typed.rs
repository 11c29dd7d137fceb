//! The clients with static types, as `tests/build/random.rs` writes them for the seeds of this run.

use amphi_host::{CallContext, Error, Host, ImportError};
use amphi_protocol::{Decode, Encode, Reader};
use futures_util::future::BoxFuture;

/// A plugin that is called with static types, made of bytes.
pub trait Typed: Send + Sync {
    /// Calls a function with encoded arguments, and gives the encoded result.
    fn call<'a>(&'a self, function: &'a str, args: &'a [u8]) -> BoxFuture<'a, Result<Vec<u8>, Error>>;
}

/// The next argument.
fn read<T: Decode>(input: &mut Reader<'_>) -> T {
    T::decode(input).expect("both agree on what a value is")
}

fn written<T: Encode>(result: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    result.encode(&mut bytes);
    bytes
}

include!(concat!(env!("OUT_DIR"), "/random.rs"));
