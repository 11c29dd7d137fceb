//! Plugins and hosts with TLS of their own, and plugins on TCP.

use std::sync::Arc;

use amphi_protocol::handshake::Address;
use amphi_transport::{Identity, SocketFolder};
use bytes::Bytes;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::version::TLS13;
use rustls::{ClientConfig, RootCertStore};
use tokio::net::{TcpListener, UnixStream};

use super::go::{GoPlugin, Plugin, Setup};
use super::messages::{Number, Text, call, text};
use super::soon;
use crate::grpc::{EndCause, Error, MessageLimits, RawHandler, RawRequest, RawResponses, RawService};
use crate::tls::{self, Tls, provider};

/// The settings of a caller who trusts one certificate.
fn settings(trusted: &Identity) -> Tls {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(trusted.der().to_vec())).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(provider())).with_protocol_versions(&[&TLS13]).unwrap();
    let config = config.with_root_certificates(roots).with_no_client_auth();
    Tls::custom(Arc::new(config), ServerName::try_from("localhost").unwrap(), None)
}

struct Nothing;

impl RawHandler for Nothing {
    fn call(&self, call: RawRequest) -> futures_util::future::BoxFuture<'static, Result<RawResponses, tonic::Status>> {
        Box::pin(async { Err(tonic::Status::unimplemented(call.method)) })
    }
}

#[tokio::test]
async fn a_plugin_with_a_provider_of_tls() {
    for is_mux in [false, true] {
        let own = Identity::generate().unwrap();
        let folder = SocketFolder::create().unwrap();
        std::fs::write(folder.path().join("certificate.der"), own.der()).unwrap();
        std::fs::write(folder.path().join("key.der"), own.key().secret_der()).unwrap();
        let env = [("PROBE_TLS", folder.path())];
        let setup = Setup { is_tls: false, is_mux };
        let Some(mut plugin) = GoPlugin::start_with(Plugin::Probe, setup, &env).await else { return };
        let session = plugin.open(|options| options.tls = Some(settings(&own))).await.unwrap();
        let echo: Text = call(session.client(), "amphi.test.Probe/Echo", text("over TLS")).await.unwrap();
        assert_eq!(echo.value, "over TLS");
        let offered: Number = call(session.client(), "amphi.test.Probe/Offer", Bytes::new()).await.unwrap();
        let inner = session.broker().dial_client(u32::try_from(offered.value).unwrap()).await.unwrap();
        let answer: Text = soon(call(&inner, "amphi.test.Inner/Ask", text("hush"))).await.unwrap();
        assert_eq!(answer.value, "HUSH");
        // These settings have no side that accepts.
        let served = session.broker().serve(1, RawService::new(Nothing, MessageLimits::default())).await;
        assert!(matches!(served, Err(Error::Tls(tls::Error::NoServerSide))), "{served:?}");
        plugin.end(&session).await;
    }
}

#[tokio::test]
async fn a_plugin_whose_certificate_is_not_trusted() {
    let own = Identity::generate().unwrap();
    let folder = SocketFolder::create().unwrap();
    std::fs::write(folder.path().join("certificate.der"), own.der()).unwrap();
    std::fs::write(folder.path().join("key.der"), own.key().secret_der()).unwrap();
    let env = [("PROBE_TLS", folder.path())];
    let Some(mut plugin) = GoPlugin::start_with(Plugin::Probe, Setup::PLAIN, &env).await else { return };
    let opened = plugin.open(|options| options.tls = Some(settings(&Identity::generate().unwrap()))).await;
    assert!(matches!(opened, Err(Error::Tls(tls::Error::Protocol(_)))), "{opened:?}");
}

#[tokio::test]
async fn a_plugin_on_tcp() {
    for setup in Setup::ALL {
        let Some(mut plugin) = GoPlugin::start(Plugin::Probe, setup).await else { return };
        // Go listens on TCP only on Windows: a forwarder stands for that.
        let Address::Unix(path) = plugin.options.address.clone() else { panic!("no socket") };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = Address::Tcp(listener.local_addr().unwrap());
        let forwarding = async {
            let (mut outer, _) = listener.accept().await.unwrap();
            let mut inner = UnixStream::connect(path).await.unwrap();
            tokio::io::copy_bidirectional(&mut outer, &mut inner).await.ok();
        };
        let talking = async {
            let session = plugin.open(|options| options.address = address).await.unwrap();
            let echo: Text = call(session.client(), "amphi.test.Probe/Echo", text("over TCP")).await.unwrap();
            assert_eq!(echo.value, "over TCP");
            plugin.end(&session).await;
            assert!(matches!(*session.closed().await, EndCause::PeerClosed | EndCause::Io(_)));
        };
        soon(async { tokio::join!(forwarding, talking) }).await;
    }
}
