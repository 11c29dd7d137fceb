//! The plugin's half of a secure session.

use std::sync::Arc;

use rustls::server::{NoServerSessionStorage, ServerConfig};
use rustls::version::TLS13;
use rustls::{Connection, ServerConnection};

use super::{Pinned, provider};
use crate::error::Error;
use crate::identity::Identity;

/// The plugin's half of a secure session.
#[derive(Clone, Debug)]
pub struct PluginTls(Arc<ServerConfig>);

impl PluginTls {
    /// Shows `own` to the host and accepts only the host certificate `host`, as DER.
    ///
    /// # Errors
    ///
    /// The key cannot be used for TLS.
    pub fn new(own: &Identity, host: &[u8]) -> Result<Self, Error> {
        let provider = Arc::new(provider());
        let verifier = Arc::new(Pinned::new(host, &provider));
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&TLS13])?
            .with_client_cert_verifier(verifier)
            .with_single_cert(own.chain(), own.key())?;
        // One connection per lane and launch: nothing to resume.
        config.send_tls13_tickets = 0;
        config.session_storage = Arc::new(NoServerSessionStorage {});
        Ok(Self(Arc::new(config)))
    }

    /// Shows the certificate of one identity and signs with the key of another, as a thief would.
    #[cfg(test)]
    #[cfg(feature = "host")]
    pub(crate) fn thief(shown: &Identity, signing: &Identity, host: &[u8]) -> Self {
        let provider = Arc::new(provider());
        let key = provider.key_provider.load_private_key(signing.key()).unwrap();
        let shown = rustls::sign::CertifiedKey::new(shown.chain(), key);
        let verifier = Arc::new(Pinned::new(host, &provider));
        let config = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&TLS13])
            .unwrap()
            .with_client_cert_verifier(verifier)
            .with_cert_resolver(Arc::new(rustls::sign::SingleCertAndKey::from(shown)));
        Self(Arc::new(config))
    }

    pub(crate) fn connection(&self) -> Result<Connection, Error> {
        Ok(Connection::Server(ServerConnection::new(Arc::clone(&self.0))?))
    }
}
