//! What can go wrong in a session.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use super::broker::BrokerId;
use crate::gob;
use crate::multiplex::{Verdict, Violation};

/// A call that did not succeed, or a stream that could not be had.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The method itself failed, or there is no such method or object. The plugin says why: net/rpc carries nothing but
    /// text.
    #[error("{method}: {message}")]
    Remote {
        /// What was called.
        method: String,
        /// The plugin's words.
        message: String,
    },
    /// The session has ended.
    #[error("the session with the plugin has ended")]
    Ended(#[from] EndCause),
    /// The plugin ended this object's or stream's connection, and the session goes on.
    #[error("the plugin closed the connection of this object{}", if *.partial { " in the middle of a message" } else { "" })]
    Disconnected {
        /// Whether a message was left unfinished.
        partial: bool,
    },
    /// The plugin sent something that is no gob, or no answer. This object's connection has ended for it.
    #[error("the plugin's answers cannot be read")]
    Malformed(#[source] gob::Error),
    /// The arguments cannot be sent. The caller is at fault; nothing was sent.
    #[error("the arguments of {method} cannot be sent")]
    Arguments {
        /// What was to be called.
        method: String,
        /// Why not.
        #[source]
        source: gob::Error,
    },
    /// The answer is not of the type that was asked for: the plugin's program and the caller disagree.
    #[error("the answer of {method} is not what was expected")]
    Answer {
        /// What was called.
        method: String,
        /// What is wrong with it.
        #[source]
        source: gob::Error,
    },
    /// The plugin took too long. A call runs on in the plugin: net/rpc cannot cancel it.
    #[error("{step} took longer than {after:?}")]
    TimedOut {
        /// What was waited for.
        step: String,
        /// How long.
        after: Duration,
    },
    /// A bound of this side was reached. Calls or streams that are not needed any more make room.
    #[error("more than {limit} {what} at a time")]
    TooMany {
        /// What there are too many of.
        what: &'static str,
        /// The bound.
        limit: usize,
    },
    /// The number was used before. A Go plugin locks up on one that is dialled twice.
    #[error("the broker's number {0} was used already")]
    UsedId(BrokerId),
    /// The plugin does not know the number, or did not accept it in its time.
    #[error("the plugin does not accept the broker's number {0}")]
    NotAccepted(BrokerId),
    /// The plugin acknowledged another number than the one that was dialled.
    #[error("the plugin acknowledged the broker's number {got} instead of {id}")]
    WrongId {
        /// What was dialled.
        id: BrokerId,
        /// What came.
        got: BrokerId,
    },
}

/// Why a session has ended; all that waits in it fails with the same cause.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EndCause {
    /// This side ended it.
    #[error("this side closed it")]
    Closed,
    /// The plugin closed the connection, or its process has ended.
    #[error("the plugin closed it")]
    PeerClosed,
    /// The plugin did not answer a ping.
    #[error("the plugin did not answer a ping within {after:?}")]
    Unresponsive {
        /// How long it had.
        after: Duration,
    },
    /// The connection failed.
    #[error("the connection failed")]
    Io(#[source] Arc<io::Error>),
    /// The plugin broke a rule of yamux.
    #[error("the plugin broke the protocol of its streams")]
    Violation(#[source] Violation),
    /// The plugin ended the session for an error: it takes something that the host sent for a breach of the protocol (1),
    /// or has failed within (2).
    #[error("the plugin ended the session with error {code} of yamux")]
    GoAway {
        /// Its error.
        code: u32,
    },
    /// Streams cannot be had any more: their numbers are used up, or something of the kind.
    #[error("the session has no more streams")]
    Multiplex(#[source] Arc<yamux::ConnectionError>),
}

impl From<io::Error> for EndCause {
    fn from(source: io::Error) -> Self {
        use io::ErrorKind::{BrokenPipe, ConnectionReset, UnexpectedEof};
        match (Verdict::of(&source), source.kind()) {
            (Some(Verdict::Broken(violation)), _) => Self::Violation(violation),
            (Some(Verdict::GoAway { code }), _) => Self::GoAway { code },
            (None, BrokenPipe | ConnectionReset | UnexpectedEof) => Self::PeerClosed,
            (None, _) => Self::Io(Arc::new(source)),
        }
    }
}

impl From<yamux::ConnectionError> for EndCause {
    fn from(error: yamux::ConnectionError) -> Self {
        match error {
            yamux::ConnectionError::Closed => Self::PeerClosed,
            yamux::ConnectionError::Io(source)
            // A process that ends leaves frames unfinished.
            | yamux::ConnectionError::Decode(yamux::FrameDecodeError::Io(source)) => source.into(),
            other => Self::Multiplex(Arc::new(other)),
        }
    }
}
