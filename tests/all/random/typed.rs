//! The clients with static types, as `tests/build/random.rs` writes them for the seeds of this run.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use amphi_host::{CallContext, Error, FutureReader, Host, ImportError, StreamReader};
use amphi_protocol::{Decode, Encode, Reader};
use futures_util::TryStreamExt;
use futures_util::future::BoxFuture;

/// A plugin that is called with static types, made of bytes.
pub trait Typed: Send + Sync {
    /// Calls a function with encoded plain arguments, and gives the encoded plain result.
    fn call<'a>(&'a self, function: &'a str, args: &'a [u8], purse: &'a Purse)
    -> BoxFuture<'a, Result<Vec<u8>, Error>>;

    /// Has it go through the host, or not.
    fn switch(&self, through_host: bool) -> BoxFuture<'_, Result<(), Error>>;

    /// How many things there are.
    fn live(&self) -> BoxFuture<'_, Result<u32, Error>>;
}

/// Knows how many coins there are.
#[derive(Clone, Default)]
pub struct Purse(Arc<AtomicUsize>);

/// What the host keeps for a token.
pub struct Coin {
    pub number: u32,
    purse: Purse,
}

impl Purse {
    pub fn coin(&self, number: u32) -> Coin {
        self.0.fetch_add(1, Ordering::SeqCst);
        Coin { number, purse: self.clone() }
    }

    pub fn live(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

impl Drop for Coin {
    fn drop(&mut self) {
        self.purse.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// The next argument.
fn read<T: Decode>(input: &mut Reader<'_>) -> T {
    T::decode(input).expect("both agree on what a value is")
}

fn stream<T: Send + 'static>(items: Vec<T>) -> StreamReader<T> {
    StreamReader::from_stream(futures_util::stream::iter(items.into_iter().map(Ok)))
}

fn future<T: Send + 'static>(value: T) -> FutureReader<T> {
    FutureReader::from_future(std::future::ready(Ok(value)))
}

async fn gathered<T: Decode + Send + 'static>(stream: StreamReader<T>) -> Result<Vec<T>, Error> {
    stream.try_collect().await
}

include!(concat!(env!("OUT_DIR"), "/random.rs"));
