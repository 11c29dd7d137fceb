//! ring, and the curve that it lacks.

use std::sync::LazyLock;

use rustls::crypto::{CryptoProvider, WebPkiSupportedAlgorithms, ring};
use rustls::pki_types::SignatureVerificationAlgorithm;
use rustls::{CipherSuite, NamedGroup, SignatureScheme};

use super::p521::EcdsaP521Sha512;

/// ring with signatures by P-521, and with what is quickest first; everything else stays on offer.
///
/// For a caller's own [`rustls::ClientConfig`] whose plugin has certificates as Go's tools make them.
pub fn provider() -> CryptoProvider {
    let mut provider = ring::default_provider();
    provider.signature_verification_algorithms =
        WebPkiSupportedAlgorithms { all: ALGORITHMS.as_slice(), mapping: SCHEMES.as_slice() };
    provider.cipher_suites.sort_by_key(|suite| suite.suite() != CipherSuite::TLS13_AES_128_GCM_SHA256);
    provider.kx_groups.sort_by_key(|group| group.name() != NamedGroup::secp256r1);
    provider
}

/// What [`WebPkiSupportedAlgorithms`] holds.
type Algorithm = &'static dyn SignatureVerificationAlgorithm;

static P521: EcdsaP521Sha512 = EcdsaP521Sha512;

static P521_ONLY: [Algorithm; 1] = [&P521];

static ALGORITHMS: LazyLock<Vec<Algorithm>> = LazyLock::new(|| {
    let mut all = ring::default_provider().signature_verification_algorithms.all.to_vec();
    all.push(&P521);
    all
});

static SCHEMES: LazyLock<Vec<(SignatureScheme, &'static [Algorithm])>> = LazyLock::new(|| {
    let mut mapping = ring::default_provider().signature_verification_algorithms.mapping.to_vec();
    mapping.push((SignatureScheme::ECDSA_NISTP521_SHA512, &P521_ONLY));
    mapping
});
