//! How a session ends: once, with one cause that all its calls share.

use std::io;
use std::sync::{Arc, OnceLock};

use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

use super::error::Error;
use crate::multiplex::{Verdict, Violation};
use crate::tls;

/// Why a session has ended.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EndCause {
    /// This side dropped it.
    #[error("the host closed it")]
    Dropped,
    /// The plugin closed its connection: mostly because it has ended.
    #[error("the plugin closed the connection")]
    PeerClosed,
    /// The plugin sent what is no HTTP/2.
    #[error("the plugin broke the protocol of HTTP/2")]
    Http2,
    /// The plugin broke a rule of yamux, on which the connections are multiplexed.
    #[error("the plugin broke the protocol of multiplexing")]
    Violation(#[source] Violation),
    /// The plugin ended the session for an error: it takes something that the host sent for a breach of the protocol, or
    /// has failed within.
    #[error("the plugin ended the session with error {code} of {protocol}")]
    GoAway {
        /// Whose numbers these are: yamux or HTTP/2.
        protocol: &'static str,
        /// Its error.
        code: u32,
    },
    /// Connections cannot be multiplexed any more: their numbers are used up, or something of the kind.
    #[error("no more connections can be multiplexed")]
    Multiplex(#[source] yamux::ConnectionError),
    /// The plugin ended the secure connection: it does not know our certificate, or the like.
    #[error("the secure connection failed")]
    Tls(#[source] tls::Error),
    /// The system ended the connection.
    #[error("the connection failed")]
    Io(#[source] io::Error),
}

impl From<io::Error> for EndCause {
    fn from(error: io::Error) -> Self {
        match Verdict::of(&error) {
            Some(Verdict::Broken(violation)) => return Self::Violation(violation),
            Some(Verdict::GoAway { code }) => return Self::GoAway { protocol: "yamux", code },
            None => {}
        }
        match tls::Error::from(error) {
            tls::Error::Io(error) if is_end(&error) => Self::PeerClosed,
            tls::Error::Io(error) => Self::Io(error),
            other => Self::Tls(other),
        }
    }
}

/// Whether an error is the way in which a peer's death shows.
fn is_end(error: &io::Error) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionReset, UnexpectedEof, WriteZero};
    matches!(error.kind(), BrokenPipe | ConnectionReset | UnexpectedEof | WriteZero)
}

/// The end of a session, as all its parts see it.
#[derive(Debug, Default)]
pub(super) struct End {
    token: CancellationToken,
    cause: OnceLock<Arc<EndCause>>,
}

impl End {
    /// Ends the session; the first cause stays.
    pub(super) fn end(&self, cause: EndCause) {
        self.cause.get_or_init(|| Arc::new(cause));
        self.token.cancel();
    }

    /// The cause, once there is one.
    pub(super) fn cause(&self) -> Option<Arc<EndCause>> {
        self.cause.get().map(Arc::clone)
    }

    /// Fails once the session has ended.
    pub(super) fn check(&self) -> Result<(), Error> {
        self.cause().map_or(Ok(()), |cause| Err(Error::Ended(cause)))
    }

    /// Waits for the end.
    pub(super) async fn wait(&self) -> Arc<EndCause> {
        self.token.cancelled().await;
        self.cause().unwrap_or_else(|| Arc::new(EndCause::Dropped))
    }

    /// A future that ends with the session.
    pub(super) fn signal(&self) -> WaitForCancellationFutureOwned {
        self.token.clone().cancelled_owned()
    }
}
