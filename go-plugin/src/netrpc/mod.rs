//! The net/rpc dialect: Go's `net/rpc` with gob, over yamux streams of one connection.
//!
//! A [`Session`] is what a host has with a plugin. It stands on any connection, a socket or TLS on one, and needs a tokio
//! runtime.
//!
//! | to learn about | read |
//! |---|---|
//! | a plugin: its objects, ping, quit, output | [`Session`], [`Options`] |
//! | calls of an object | [`Client`] |
//! | objects and streams by number, both ways | [`Broker`], [`BrokerId`], [`Serving`] |
//! | what the host offers to the plugin | [`Service`], [`Methods`] |
//! | bytes, as the application likes | [`Stream`] |
//!
//! ```no_run
//! use amphi_go_plugin::netrpc::{Methods, Options, Session};
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Serialize, Deserialize)]
//! #[serde(rename_all = "PascalCase")]
//! struct Pair {
//!     a: i64,
//!     b: i64,
//! }
//!
//! # async fn example() -> Result<(), amphi_go_plugin::netrpc::Error> {
//! let socket = tokio::net::UnixStream::connect("/run/example/plugin.sock").await.unwrap();
//! let options = Options::new().stdout(|bytes| eprint!("{}", String::from_utf8_lossy(bytes)));
//! let session = Session::open(socket, options).await?;
//!
//! let calculator = session.dispense("calculator").await?;
//! let sum: i64 = calculator.call("Plugin.Add", &Pair { a: 1, b: 2 }).await?;
//! assert_eq!(sum, 3);
//!
//! // An object of the host's, for the plugin to call: it is told its number.
//! let multiply = Methods::new().method("Plugin.Multiply", |pair: Pair| async move { Ok(pair.a * pair.b) });
//! let serving = session.broker().serve(multiply);
//! let product: i64 = calculator.call("Plugin.CallBack", &serving.id().0).await?;
//!
//! session.quit().await?;
//! # Ok(())
//! # }
//! ```
//!
//! The library beneath is rust-yamux, whose manners are not Go's. What is done about it: streams are announced and
//! acknowledged at once (a Go plugin serves nothing before it has three); a stream is closed once, and dropping it closes
//! it without a reset; windows do not grow, so that no frame is larger than the library takes; a plugin that is silent is
//! asked whether it lives.

mod broker;
mod driver;
mod error;
mod link;
mod options;
mod output;
mod rpc;
mod session;
mod socket;
mod stream;
#[cfg(test)]
mod tests;

pub use broker::{Broker, BrokerId, Serving};
pub use error::{EndCause, Error};
pub use options::{KeepAlive, Options};
pub use rpc::{Client, Methods, Service, ServiceFuture};
pub use session::Session;
pub use stream::Stream;
