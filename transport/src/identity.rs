//! One-use TLS identities: a key pair and a certificate that live as long as one session.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rcgen::{
    CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair, KeyUsagePurpose, PKCS_ECDSA_P256_SHA256,
    date_time_ymd,
};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::error::Error;

/// A key pair and its self-signed certificate, made for one session.
///
/// The certificate is what go-plugin's peers accept too: ECDSA P-256, `localhost` as its name, no authority,
/// good for both ends of a connection.
pub struct Identity {
    certificate: CertificateDer<'static>,
    pem: String,
    key: PrivatePkcs8KeyDer<'static>,
}

impl Identity {
    /// Makes a fresh identity.
    ///
    /// # Errors
    ///
    /// The system gives no randomness.
    pub fn generate() -> Result<Self, Error> {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
        let mut params = CertificateParams::new([NAME.to_string()])?;
        params.distinguished_name.push(DnType::CommonName, NAME);
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth, ExtendedKeyUsagePurpose::ServerAuth];
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        params.not_before = date_time_ymd(1970, 1, 1) + now.saturating_sub(CLOCK_SLACK);
        params.not_after = date_time_ymd(1970, 1, 1) + now.saturating_add(LIFETIME);
        let certificate = params.self_signed(&key)?;
        Ok(Self {
            pem: certificate.pem(),
            certificate: certificate.der().clone(),
            key: PrivatePkcs8KeyDer::from(key.serialize_der()),
        })
    }

    /// Puts an identity together again: its certificate as PEM, its key as PKCS #8 in DER.
    ///
    /// Whether the two belong together shows with the first connection.
    ///
    /// # Errors
    ///
    /// The text holds no certificate.
    pub fn restore(pem: &str, key: Vec<u8>) -> Result<Self, Error> {
        let certificate = certificate_from_pem(pem, "host")?.into();
        Ok(Self { certificate, pem: pem.to_string(), key: PrivatePkcs8KeyDer::from(key) })
    }

    /// The certificate as DER: what the handshake line carries, and what the peer pins.
    pub fn der(&self) -> &[u8] {
        &self.certificate
    }

    /// The certificate as PEM: what the environment carries.
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// The certificate as a chain of one, for the settings of rustls.
    pub fn chain(&self) -> Vec<CertificateDer<'static>> {
        vec![self.certificate.clone()]
    }

    /// A copy of the key, for the settings of rustls, or for a file that nobody else may read.
    pub fn key(&self) -> PrivateKeyDer<'static> {
        PrivateKeyDer::Pkcs8(self.key.clone_key())
    }
}

/// Shows the certificate's size only: the key must not end up in a log.
impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Identity").field("certificate_bytes", &self.certificate.len()).finish_non_exhaustive()
    }
}

/// Reads the DER out of a PEM certificate, as it comes in the environment.
///
/// # Errors
///
/// The text holds no certificate; `side` says whose it should have been.
pub fn certificate_from_pem(pem: &str, side: &'static str) -> Result<Vec<u8>, Error> {
    let certificate =
        CertificateDer::from_pem_slice(pem.as_bytes()).map_err(|_| Error::MalformedCertificate { side })?;
    Ok(certificate.to_vec())
}

/// The name in every certificate; Go peers insist on it for the listening side.
pub(crate) const NAME: &str = "localhost";

/// How long before now a certificate is valid: the peer may run in a container whose clock is behind.
const CLOCK_SLACK: Duration = Duration::from_secs(10 * 60);

/// How long a certificate is valid: a session may last for years, and the key dies with its process.
const LIFETIME: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);
