//! What can go wrong in a session.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tonic::Code;

use super::end::EndCause;
use crate::tls;

/// A call or a connection of a gRPC plugin that did not come about.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Nobody listens at an address that the plugin announced.
    #[error("cannot connect to {address}")]
    Connect {
        /// The address.
        address: String,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// A secure connection did not come about.
    #[error("no secure connection to the plugin")]
    Tls(#[from] tls::Error),
    /// The plugin took longer than it may.
    #[error("{step} took longer than {after:?}")]
    TimedOut {
        /// What was waited for.
        step: &'static str,
        /// How long.
        after: Duration,
    },
    /// The session has ended, and everything in it.
    #[error("the session with the plugin has ended")]
    Ended(#[source] Arc<EndCause>),
    /// The plugin answered a call with an error, or gRPC did: an answer over the limit of messages is one as well.
    #[error("{method} failed with {code:?}: {message}")]
    Status {
        /// The method's path.
        method: String,
        /// gRPC's code.
        code: Code,
        /// The plugin's text.
        message: String,
        /// What came in `grpc-status-details-bin`: mostly an encoded `google.rpc.Status`. Empty if nothing did.
        details: Bytes,
    },
    /// The plugin ended a call well without the message that the call is for.
    #[error("{method} ended without an answer")]
    NoAnswer {
        /// The method's path.
        method: String,
    },
    /// A message is larger than the session lets it be; it was not sent.
    #[error("a message of {bytes} bytes is over the limit of {limit}")]
    MessageTooLarge {
        /// Its size.
        bytes: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// The plugin says of itself that it does not serve (a `ServingStatus` of gRPC's health service).
    #[error("the plugin's health service answers {status}, which is not SERVING (1)")]
    NotServing {
        /// The status.
        status: i32,
    },
    /// An answer is no message of its type: the plugin's fault.
    #[error("{method} answers with bytes that are no such message")]
    Malformed {
        /// The method's path.
        method: &'static str,
        /// What is wrong with them.
        #[source]
        source: prost::DecodeError,
    },
    /// A method is not named as `package.Service/Method`: the caller's fault.
    #[error("{method:?} is not the path of a method: write package.Service/Method")]
    MethodName {
        /// What was given.
        method: String,
    },
    /// The plugin has no broker, or has ended the broker's stream.
    #[error("the plugin's broker is not there: {reason}")]
    NoBroker {
        /// Why.
        reason: String,
    },
    /// No connection with this id was announced in time: the plugin never accepted it, or it was dialled before.
    #[error("the plugin offers no connection {id} (waited {after:?})")]
    UnknownId {
        /// The id.
        id: u32,
        /// How long was waited.
        after: Duration,
    },
    /// An id is served already: the caller's fault.
    #[error("brokered connection {id} is served already")]
    IdInUse {
        /// The id.
        id: u32,
    },
    /// More brokered connections wait or are served than may.
    #[error("more than {limit} brokered connections")]
    TooManyIds {
        /// The bound.
        limit: usize,
    },
    /// The plugin does not open the multiplexed connection that was knocked for.
    #[error("the plugin refuses brokered connection {id}: {reason}")]
    Knock {
        /// The id.
        id: u32,
        /// The plugin's reason.
        reason: String,
    },
    /// The plugin announced an address that the host does not dial.
    #[error("the plugin announced {address}, which is not dialled: {reason}")]
    Address {
        /// The address as it came.
        address: String,
        /// Why it is refused.
        reason: String,
    },
    /// The plugin describes more services or files than a host takes.
    #[error("the plugin's reflection has more than {limit} {what}")]
    TooMuch {
        /// What there is too much of.
        what: &'static str,
        /// The bound.
        limit: usize,
    },
    /// No private folder for a socket could be made.
    #[error("no socket for a brokered connection")]
    Folder(#[source] amphi_transport::Error),
    /// The system refused a socket.
    #[error("no socket for a brokered connection")]
    Listen(#[source] io::Error),
}

impl Error {
    /// The gRPC code of a call's failure, if that is what this is.
    pub fn code(&self) -> Option<Code> {
        match self {
            Self::Status { code, .. } => Some(*code),
            _ => None,
        }
    }

    /// A status of a call.
    pub(super) fn status(method: &str, status: &tonic::Status) -> Self {
        Self::Status {
            method: method.to_string(),
            code: status.code(),
            message: status.message().to_string(),
            details: Bytes::copy_from_slice(status.details()),
        }
    }
}
