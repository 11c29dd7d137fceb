//! The one error of this crate.

use std::path::PathBuf;
use std::time::Duration;

/// A connection that could not be made or did not last.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A one-use certificate could not be made.
    #[error("cannot make a one-use certificate")]
    Identity(#[from] rcgen::Error),
    /// A certificate that was passed as text is not one.
    #[error("the {side}'s certificate is not a PEM certificate")]
    MalformedCertificate {
        /// Whose certificate it is.
        side: &'static str,
    },
    /// The peer showed another certificate than the one it announced: this is not the process that was started.
    #[error("the peer's certificate is not the one announced for this session")]
    WrongCertificate,
    /// The peer does not accept our certificate: it was started for another host, or this is not our plugin.
    #[error("the peer refuses our certificate ({alert}): it serves another session")]
    CertificateRefused {
        /// The TLS alert.
        alert: String,
    },
    /// TLS failed for another reason.
    #[error("the secure connection failed")]
    Tls(#[source] rustls::Error),
    /// The peer sent bytes that mean nothing.
    #[error("the peer broke the protocol")]
    Protocol(#[from] amphi_protocol::Error),
    /// The peer sent a message that has no place there.
    #[error("the peer sent {got} where {expected} was expected")]
    UnexpectedMessage {
        /// What was expected.
        expected: &'static str,
        /// What came.
        got: &'static str,
    },
    /// The two sides speak different versions of the protocol.
    #[error("the peer ({software}) speaks protocol {theirs}, this side speaks {ours}: upgrade the {}", if .theirs < .ours { "peer" } else { "side that is older" })]
    IncompatibleProtocol {
        /// Our version.
        ours: u32,
        /// The peer's version.
        theirs: u32,
        /// The peer's software.
        software: String,
    },
    /// The peer does not want this session and says why.
    #[error("the peer refuses the session: {reason}")]
    Refused {
        /// The peer's reason.
        reason: String,
    },
    /// The peer ended the connection.
    #[error("the peer closed the connection{}", if *.partial { " in the middle of a message" } else { "" })]
    PeerClosed {
        /// Whether it left a message unfinished.
        partial: bool,
    },
    /// The peer makes us answer faster than it reads.
    #[error("the peer does not read the answers it asks for: more than {limit_bytes} bytes wait for it")]
    Flooded {
        /// The bound in bytes.
        limit_bytes: usize,
    },
    /// The peer broke the rules of the stream lane.
    #[error("the peer broke the protocol of the stream lane")]
    Multiplex(#[source] yamux::ConnectionError),
    /// The peer opens more streams than it may.
    #[error("the peer has more than {limit} streams open")]
    TooManyStreams {
        /// The bound.
        limit: usize,
    },
    /// A step took longer than it may.
    #[error("{step} took longer than {after:?}")]
    TimedOut {
        /// What was waited for.
        step: &'static str,
        /// How long.
        after: Duration,
    },
    /// No host came, or none that may.
    #[error("no host opened a session within {after:?}{}", match .refused { 0 => String::new(), count => format!(", {count} connections were refused") })]
    NoHost {
        /// How long the plugin waited.
        after: Duration,
        /// Connections that were refused.
        refused: usize,
        /// Why the last of them was.
        #[source]
        last: Option<Box<Self>>,
    },
    /// The path of a socket is longer than the system allows.
    #[error("the socket path {} is longer than the {limit} bytes that a socket's address holds: set TMPDIR to a shorter folder", .path.display())]
    SocketPathTooLong {
        /// The path.
        path: PathBuf,
        /// The system's limit in bytes.
        limit: usize,
    },
    /// A private folder could not be made.
    #[error("cannot make a private folder in {}", .path.display())]
    Folder {
        /// Where it was tried.
        path: PathBuf,
        /// Why not.
        #[source]
        source: std::io::Error,
    },
    /// The system refused something.
    #[error("{step} failed")]
    Io {
        /// What was tried.
        step: &'static str,
        /// Why it failed.
        #[source]
        source: std::io::Error,
    },
    /// This side closed the connection.
    #[error("the connection was closed by this side")]
    Closed,
}

impl Error {
    pub(crate) fn io(step: &'static str) -> impl FnOnce(std::io::Error) -> Self {
        move |source| Self::Io { step, source }
    }
}

/// Tells a refused certificate from other TLS failures: callers explain it differently.
impl From<rustls::Error> for Error {
    fn from(error: rustls::Error) -> Self {
        use rustls::AlertDescription as Alert;
        use rustls::CertificateError::ApplicationVerificationFailure;
        match error {
            rustls::Error::InvalidCertificate(ApplicationVerificationFailure) => Self::WrongCertificate,
            rustls::Error::NoCertificatesPresented => Self::WrongCertificate,
            rustls::Error::AlertReceived(
                alert @ (Alert::AccessDenied
                | Alert::BadCertificate
                | Alert::CertificateUnknown
                | Alert::CertificateRequired
                | Alert::DecryptError
                | Alert::UnknownCA
                | Alert::UnsupportedCertificate),
            ) => Self::CertificateRefused { alert: format!("{alert:?}") },
            other => Self::Tls(other),
        }
    }
}
