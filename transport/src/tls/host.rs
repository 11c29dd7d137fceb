//! The host's half of a secure session.

use std::sync::Arc;

use rustls::client::{ClientConfig, Resumption};
use rustls::pki_types::ServerName;
use rustls::version::TLS13;
use rustls::{ClientConnection, Connection};

use super::{Pinned, provider};
use crate::error::Error;
use crate::identity::{Identity, NAME};

/// The host's half of a secure session.
#[derive(Clone, Debug)]
pub struct HostTls(Arc<ClientConfig>);

impl HostTls {
    /// Shows `own` to the plugin and accepts only the plugin certificate `plugin`, as DER.
    ///
    /// # Errors
    ///
    /// The key cannot be used for TLS.
    pub fn new(own: &Identity, plugin: &[u8]) -> Result<Self, Error> {
        let provider = Arc::new(provider());
        let verifier = Arc::new(Pinned::new(plugin, &provider));
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&TLS13])?
            .dangerous()
            .with_custom_certificate_verifier(verifier)
            .with_client_auth_cert(own.chain(), own.key())?;
        config.resumption = Resumption::disabled();
        config.enable_sni = false;
        Ok(Self(Arc::new(config)))
    }

    pub(crate) fn connection(&self) -> Result<Connection, Error> {
        let name = ServerName::try_from(NAME).map_err(|_| rustls::Error::General("server name".into()))?;
        Ok(Connection::Client(ClientConnection::new(Arc::clone(&self.0), name)?))
    }
}
