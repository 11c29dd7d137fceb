//! Go's `net/rpc`: calls, by either side, on one stream.

mod caller;
mod client;
mod exchange;
mod header;
mod server;
mod service;

pub use client::Client;
pub(super) use client::ClientOptions;
pub(super) use server::serve;
pub use service::{Methods, Service, ServiceFuture};
