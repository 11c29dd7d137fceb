//! The two ends of a session's connections.

use std::fmt;
use std::sync::Arc;

use amphi_transport::{Identity, Pinned};
use rustls::client::{ClientConfig, Resumption};
use rustls::pki_types::ServerName;
use rustls::server::{NoServerSessionStorage, ServerConfig};
use rustls::version::TLS13;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::{TlsAcceptor, TlsConnector, client, server};

use super::error::Error;
use super::provider::provider;

/// TLS for all connections of one session, those that the host makes and those that it accepts.
///
/// Cheap to clone.
#[derive(Clone)]
pub struct Tls {
    client: Arc<ClientConfig>,
    server: Option<Arc<ServerConfig>>,
    name: ServerName<'static>,
}

impl Tls {
    /// AutoMTLS: shows `own`, whose [PEM](Identity::pem) the plugin got in `PLUGIN_CLIENT_CERT`, and accepts only
    /// the certificate `plugin` of the handshake line, as DER.
    ///
    /// One pair of certificates serves both directions, as in go-plugin since v1.4.4.
    ///
    /// # Errors
    ///
    /// The key cannot be used for TLS.
    pub fn mutual(own: &Identity, plugin: &[u8]) -> Result<Self, Error> {
        let provider = Arc::new(provider());
        let pinned = Arc::new(Pinned::new(plugin, &provider));
        let mut client = ClientConfig::builder_with_provider(Arc::clone(&provider))
            .with_protocol_versions(&[&TLS13])
            .map_err(Error::Settings)?
            .dangerous()
            .with_custom_certificate_verifier(Arc::clone(&pinned) as _)
            .with_client_auth_cert(own.chain(), own.key())
            .map_err(Error::Settings)?;
        client.resumption = Resumption::disabled();
        client.enable_sni = false;
        let mut server = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&TLS13])
            .map_err(Error::Settings)?
            .with_client_cert_verifier(pinned)
            .with_single_cert(own.chain(), own.key())
            .map_err(Error::Settings)?;
        server.send_tls13_tickets = 0;
        server.session_storage = Arc::new(NoServerSessionStorage {});
        let name =
            ServerName::try_from(NAME).map_err(|error| Error::Settings(rustls::Error::General(error.to_string())))?;
        Ok(Self { client: Arc::new(client), server: Some(Arc::new(server)), name })
    }

    /// TLS as the caller wants it, for a plugin with a TLS provider of its own (`ServeConfig.TLSProvider`).
    ///
    /// Without `server` no brokered connection can be accepted. What the settings offer by ALPN is replaced by what
    /// the dialect needs. [`provider`](super::provider) has the P-521 that Go's certificates may need.
    pub fn custom(client: Arc<ClientConfig>, name: ServerName<'static>, server: Option<Arc<ServerConfig>>) -> Self {
        Self { client, server, name }
    }

    /// The same, offering and asking for one protocol by ALPN.
    pub(crate) fn with_alpn(&self, protocol: &[u8]) -> Self {
        let mut this = self.clone();
        Arc::make_mut(&mut this.client).alpn_protocols = vec![protocol.to_vec()];
        if let Some(server) = &mut this.server {
            Arc::make_mut(server).alpn_protocols = vec![protocol.to_vec()];
        }
        this
    }

    /// Secures a connection that the host made.
    ///
    /// Dropping the future closes the connection. It waits as long as the peer lets it: bound it.
    ///
    /// # Errors
    ///
    /// The handshake failed; [`Error`] says whose fault it is.
    pub async fn connect<S: AsyncRead + AsyncWrite + Unpin>(&self, io: S) -> Result<client::TlsStream<S>, Error> {
        Ok(TlsConnector::from(Arc::clone(&self.client)).connect(self.name.clone(), io).await?)
    }

    /// Secures a connection that the plugin made to its host.
    ///
    /// Dropping the future closes the connection. It waits as long as the peer lets it: bound it.
    ///
    /// # Errors
    ///
    /// The handshake failed, or the caller's settings have no server side.
    pub async fn accept<S: AsyncRead + AsyncWrite + Unpin>(&self, io: S) -> Result<server::TlsStream<S>, Error> {
        let server = self.server.as_ref().ok_or(Error::NoServerSide)?;
        Ok(TlsAcceptor::from(Arc::clone(server)).accept(io).await?)
    }

    /// Whether connections can be accepted.
    pub(crate) fn has_server(&self) -> bool {
        self.server.is_some()
    }
}

/// Shows which sides there are: keys must not end up in a log.
impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tls").field("name", &self.name).field("server", &self.server.is_some()).finish_non_exhaustive()
    }
}

/// The name in Go's certificates, and in ours.
const NAME: &str = "localhost";
