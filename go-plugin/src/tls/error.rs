//! What can go wrong with TLS.

use std::io;

/// A secure connection that could not be prepared or did not come about.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The peer showed another certificate than the one it announced: this is not the process that was started.
    #[error("the peer's certificate is not the one announced for this session")]
    WrongCertificate,
    /// The peer does not accept our certificate: it was started for another host.
    #[error("the peer refuses our certificate ({alert}): it serves another session")]
    CertificateRefused {
        /// The TLS alert.
        alert: String,
    },
    /// Key, certificate or settings cannot be used for TLS.
    #[error("these keys or settings cannot be used for TLS")]
    Settings(#[source] rustls::Error),
    /// The host's own TLS settings have no side that accepts connections, and a brokered one needs it.
    #[error("the TLS settings of this session have no server side: pass one to serve brokered connections")]
    NoServerSide,
    /// The peer broke the protocol of TLS, or does not speak what we do.
    #[error("the secure connection failed")]
    Protocol(#[source] rustls::Error),
    /// The connection ended in the middle of the handshake. A peer that speaks no TLS does that.
    #[error("the connection ended during the TLS handshake")]
    Io(#[source] io::Error),
}

/// Tells a refused certificate from other failures: callers explain it differently.
impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        use rustls::AlertDescription as Alert;
        use rustls::CertificateError::ApplicationVerificationFailure;
        let Some(cause) = error.get_ref().and_then(|cause| cause.downcast_ref::<rustls::Error>()) else {
            return Self::Io(error);
        };
        match cause {
            rustls::Error::InvalidCertificate(ApplicationVerificationFailure)
            | rustls::Error::NoCertificatesPresented => Self::WrongCertificate,
            rustls::Error::AlertReceived(
                alert @ (Alert::AccessDenied
                | Alert::BadCertificate
                | Alert::CertificateUnknown
                | Alert::CertificateRequired
                | Alert::DecryptError
                | Alert::UnknownCA
                | Alert::UnsupportedCertificate),
            ) => Self::CertificateRefused { alert: format!("{alert:?}") },
            other => Self::Protocol(other.clone()),
        }
    }
}
