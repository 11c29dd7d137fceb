//! TLS 1.3 between exactly two processes: each side accepts the one certificate it was told of.
//!
//! No authority, no names, no revocation: a certificate is compared byte for byte, and the handshake's
//! signature proves that the peer has its key.

#[cfg(feature = "host")]
mod host;
mod pinned;
mod plugin;

use rustls::crypto::{CryptoProvider, ring};
use rustls::{CipherSuite, NamedGroup};

#[cfg(feature = "host")]
pub use self::host::HostTls;
pub use self::pinned::Pinned;
pub use self::plugin::PluginTls;

/// ring, with what is quickest in it first; everything else stays on offer, for peers of other makes.
///
/// A start waits for all of this, on both sides. SHA-256 is an instruction where SHA-384 is none, and ring's P-256 is
/// written by hand where its X25519 is compiled, in a plugin for size.
fn provider() -> CryptoProvider {
    let mut provider = ring::default_provider();
    provider.cipher_suites.sort_by_key(|suite| suite.suite() != CipherSuite::TLS13_AES_128_GCM_SHA256);
    provider.kx_groups.sort_by_key(|group| group.name() != NamedGroup::secp256r1);
    provider
}
