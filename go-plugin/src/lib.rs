//! The dialects of HashiCorp's go-plugin, so that plugins that exist today load unmodified.
//!
//! | to learn about | read |
//! |---|---|
//! | a session with a plugin that speaks gRPC | [`grpc`] |
//! | a session with a plugin that speaks Go's net/rpc, and the encoding it uses | [`netrpc`], [`gob`] |
//! | certificates as Go makes them | [`tls`] |
//! | protobuf as WIT, and messages as values | [`proto`] |
//! | the log lines of a Go plugin | [`hclog`] |
//! | the rules of yamux that a plugin may break | [`multiplex`] |

#![forbid(unsafe_code)]

#[cfg(any(test, feature = "_fuzz"))]
#[doc(hidden)]
pub mod fuzzing;
pub mod gob;
pub mod grpc;
pub mod hclog;
pub mod multiplex;
pub mod netrpc;
pub mod proto;
pub mod tls;

#[cfg(test)]
mod recorded;
#[cfg(test)]
mod testing;
mod used_ids;
