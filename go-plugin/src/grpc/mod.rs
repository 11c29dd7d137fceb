//! The gRPC dialect: a session with a plugin as a Go host has it.
//!
//! | to learn about | read |
//! |---|---|
//! | connecting, health, the end, what the plugin prints | [`Session`], [`SessionOptions`] |
//! | calling any method with encoded messages, and serving any | [`RawClient`], [`RawService`], [`RawCodec`] |
//! | serving methods of a proto with values | [`ValueHandler`] |
//! | connections beside the main one, in both directions | [`Broker`] |
//! | what a plugin says that it serves | [`Reflection`] |
//!
//! ```no_run
//! # async fn run(socket: std::path::PathBuf) -> Result<(), amphi_go_plugin::grpc::Error> {
//! use amphi_go_plugin::grpc::{Session, SessionOptions};
//! use amphi_protocol::handshake::Address;
//! use tonic::Request;
//!
//! // Socket, certificate and multiplexing are what the plugin's handshake line says.
//! let session = Session::open(SessionOptions::new(Address::Unix(socket))).await?;
//! // `message` encodes proto.GetRequest { key: "hello" }; a client that tonic generates takes `session.channel()`.
//! let message = bytes::Bytes::from_static(b"\x0a\x05hello");
//! let answer = session.client().unary("proto.KV/Get", Request::new(message)).await?;
//! println!("{:?}", answer.into_inner());
//! session.shutdown(std::time::Duration::from_secs(2)).await?;
//! # Ok(())
//! # }
//! ```
//!
//! What is promised to a host: nothing that a plugin sends makes it panic, wait without end or keep more than its limits
//! say; every task ends with its session.

mod answer;
mod broker;
mod connect;
mod connection;
mod end;
mod error;
mod farewell;
#[cfg(any(test, feature = "_fuzz"))]
pub(crate) mod fuzzing;
mod health;
mod io;
mod mux;
mod options;
mod raw;
mod reflection;
mod session;
mod stdio;
mod wire;

pub use self::answer::Channel;
pub use self::broker::{AddressTranslator, Broker, InFolder, Served};
pub use self::end::EndCause;
pub use self::error::Error;
pub use self::options::{BrokerOptions, MessageLimits, SessionOptions};
pub use self::raw::{
    Messages, RawClient, RawCodec, RawHandler, RawRequest, RawResponses, RawService, ValueHandler, single,
};
pub use self::reflection::Reflection;
pub use self::session::Session;
pub use self::stdio::{Printed, StdioStream};

#[cfg(test)]
mod tests;
