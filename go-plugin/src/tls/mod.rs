//! TLS with certificates as Go's AutoMTLS makes them: ECDSA P-521, an authority and a leaf at once.
//!
//! | to learn about | read |
//! |---|---|
//! | the two ends of a session's connections | [`Tls`] |
//! | ring and the curve that it lacks | [`provider`] |
//!
//! TLS 1.3 only where we choose. A certificate is compared byte for byte with the announced one, and the handshake's
//! signature proves its key: Go's certificate is none that a usual verifier takes (`CaUsedAsEndEntity`).

mod error;
mod p521;
mod provider;
mod session;

pub use self::error::Error;
pub use self::provider::provider;
pub use self::session::Tls;

#[cfg(test)]
mod tests;
