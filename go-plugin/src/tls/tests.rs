//! The verifier, and the curve that ring lacks.

use p521::ecdsa::signature::Signer;
use p521::ecdsa::{DerSignature, SigningKey};
use proptest::prelude::*;
use rustls::SignatureScheme;
use rustls::pki_types::SignatureVerificationAlgorithm;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use amphi_transport::Identity;

use super::p521::EcdsaP521Sha512;
use super::{Error, Tls, provider};

fn key() -> SigningKey {
    let mut scalar = [7; 66];
    scalar[0] = 0;
    SigningKey::from_slice(&scalar).unwrap()
}

#[test]
fn a_signature_by_p521_is_checked() {
    let key = key();
    let public = key.verifying_key().to_sec1_point(false);
    let signature: DerSignature = key.sign(b"message");
    let verify = |public: &[u8], message: &[u8], signature: &[u8]| {
        EcdsaP521Sha512.verify_signature(public, message, signature).is_ok()
    };
    assert!(verify(public.as_bytes(), b"message", signature.as_bytes()));
    assert!(!verify(public.as_bytes(), b"another", signature.as_bytes()));
    assert!(!verify(&public.as_bytes()[1..], b"message", signature.as_bytes()));
    assert!(!verify(public.as_bytes(), b"message", &signature.as_bytes()[1..]));
    let schemes = provider().signature_verification_algorithms.supported_schemes();
    assert!(schemes.contains(&SignatureScheme::ECDSA_NISTP521_SHA512));
    assert!(schemes.contains(&SignatureScheme::ECDSA_NISTP256_SHA256));
}

/// A certificate as go-plugin's `mtls.go` makes it, by Go 1.26, and a signature by its key.
fn recorded() -> (&'static [u8], &'static [u8]) {
    let certificate = include_bytes!("../../testdata/tls/certificate.der");
    let signature = include_bytes!("../../testdata/tls/signature.der");
    // The point is the content of the first bit string of 134 bytes.
    let head = [0x03, 0x81, 0x86, 0x00];
    let at = certificate.windows(4).position(|it| it == head).unwrap() + 4;
    (&certificate[at..at + 133], signature)
}

#[test]
fn a_signature_by_go_is_checked() {
    let (public, signature) = recorded();
    assert!(EcdsaP521Sha512.verify_signature(public, b"signed by Go", signature).is_ok());
    assert!(EcdsaP521Sha512.verify_signature(public, b"signed by no one", signature).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_changed_signature_is_none(at in any::<prop::sample::Index>(), change in 1..=u8::MAX) {
        let (public, signature) = recorded();
        let mut signature = signature.to_vec();
        let at = at.index(signature.len());
        signature[at] ^= change;
        prop_assert!(EcdsaP521Sha512.verify_signature(public, b"signed by Go", &signature).is_err());
    }

    #[test]
    fn no_signature_panics(public in proptest::collection::vec(any::<u8>(), 0..140), bytes in proptest::collection::vec(any::<u8>(), 0..150)) {
        prop_assert!(EcdsaP521Sha512.verify_signature(&public, b"message", &bytes).is_err());
        let own = key().verifying_key().to_sec1_point(false);
        prop_assert!(EcdsaP521Sha512.verify_signature(own.as_bytes(), b"message", &bytes).is_err());
    }
}

/// Both ends of one connection, each believing in what it was told.
async fn meet(host: Tls, plugin: Tls) -> (Result<(), Error>, Result<(), Error>) {
    let (here, there) = tokio::io::duplex(4096);
    let connecting = async {
        let mut io = host.connect(here).await?;
        io.write_all(b"x").await?;
        io.read_u8().await?;
        Ok(())
    };
    let accepting = async {
        let mut io = plugin.accept(there).await?;
        let byte = io.read_u8().await?;
        io.write_u8(byte).await?;
        io.flush().await?;
        Ok(())
    };
    tokio::join!(connecting, accepting)
}

#[tokio::test]
async fn each_side_takes_the_other_and_nobody_else() {
    let [host, plugin, thief] = [(); 3].map(|()| Identity::generate().unwrap());
    let tls = |own: &Identity, peer: &Identity| Tls::mutual(own, peer.der()).unwrap();
    let met = meet(tls(&host, &plugin), tls(&plugin, &host)).await;
    assert!(matches!(met, (Ok(()), Ok(()))), "{met:?}");
    let met = meet(tls(&host, &plugin), tls(&thief, &host)).await;
    assert!(matches!(met, (Err(Error::WrongCertificate), Err(_))), "{met:?}");
    let met = meet(tls(&thief, &plugin), tls(&plugin, &host)).await;
    assert!(matches!(met, (Err(Error::CertificateRefused { .. }), Err(Error::WrongCertificate))), "{met:?}");
}
