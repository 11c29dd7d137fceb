//! Starts that fail, each with its own diagnosis.

use amphi_go_plugin::tls::{Tls, provider};
use amphi_transport::Identity;

use super::*;
use crate::start_failure::{Exit, StartFailure, StartProblem};

async fn fails(test: GoTest) -> StartFailure {
    let Err(Error::Start { failure, .. }) = test.load().await else { panic!("it starts") };
    assert!(!failure.to_string().is_empty() && !failure.help().is_empty());
    *failure
}

fn script(body: &str) -> GoTest {
    GoTest::script(body).version(1, GoVersion::new(GoDialect::Grpc))
}

#[tokio::test]
async fn a_wrong_cookie_is_told() {
    let Some(mut test) = GoTest::new(KV) else { return };
    test.go().cookie.value = "goodbye".into();
    let failure = fails(test.version(1, GoVersion::new(GoDialect::Grpc))).await;
    assert_eq!(failure.problem, StartProblem::WrongCookie { key: "BASIC_PLUGIN".into() });
    assert_eq!(failure.exit, Some(Exit::Code(1)));
}

#[tokio::test]
async fn no_common_version_is_told() {
    let Some(test) = GoTest::new(NEGOTIATED) else { return };
    let failure = fails(test.version(7, GoVersion::new(GoDialect::Grpc))).await;
    assert_eq!(failure.problem, StartProblem::VersionMismatch { host: vec![7], plugin: 2 });
}

#[tokio::test]
async fn another_dialect_than_the_version_has_is_told() {
    let Some(test) = GoTest::new(KV) else { return };
    let failure = fails(test.version(1, GoVersion::new(GoDialect::NetRpc))).await;
    let expected = StartProblem::WrongDialect { version: 1, expected: "netrpc".into(), got: "grpc".into() };
    assert_eq!(failure.problem, expected);
}

#[tokio::test]
async fn a_banner_is_skipped_and_shown() {
    let Some(program) = go_program(KV.0, KV.1) else { return };
    let test = script(&format!("echo welcome; exec {}", program.display()));
    let (host, _plugin) = test.load().await.unwrap();
    host.stop().await.unwrap();
    assert!(test.written.text().contains("welcome\n"));
}

/// TLS of a host that trusts one certificate.
fn trusting(identity: &Identity) -> Tls {
    let mut roots = rustls::RootCertStore::empty();
    roots.add(identity.der().to_vec().into()).unwrap();
    let config = rustls::ClientConfig::builder_with_provider(Arc::new(provider()));
    let config = config.with_protocol_versions(&[&rustls::version::TLS13]).unwrap();
    let config = config.with_root_certificates(roots).with_no_client_auth();
    Tls::custom(Arc::new(config), "localhost".try_into().unwrap(), None)
}

#[tokio::test]
async fn a_plugin_with_tls_of_its_own_is_trusted_as_the_host_says() {
    let Some(mut test) = GoTest::new(PROBE) else { return };
    let own = Identity::generate().unwrap();
    let folder = test.folder.path().to_path_buf();
    std::fs::write(folder.join("certificate.der"), own.der()).unwrap();
    std::fs::write(folder.join("key.der"), own.key().secret_der()).unwrap();
    test.config.permissions.env.insert("PROBE_TLS".into(), folder.to_str().unwrap().into());
    let test = test.version(1, GoVersion::grpc([proto("probe.proto")]));
    let host = |trusted| Host::builder().plugin("go", test.config.clone()).go_tls("go", trusting(trusted));
    let trusting = host(&own).build().await.unwrap();
    let plugin = trusting.load_dynamic("go", NoImports).await.unwrap();
    assert_eq!(plugin.call("echo", &[bytes(b"x")]).await.unwrap(), Some(Value::ok(Some(bytes(b"x")))));
    trusting.stop().await.unwrap();
    let wary = host(&Identity::generate().unwrap()).build().await.unwrap();
    let Err(Error::Start { failure, .. }) = wary.load_dynamic("go", NoImports).await else { panic!("it is trusted") };
    assert!(matches!(failure.problem, StartProblem::Tls { .. }), "{failure}");
}

#[tokio::test]
async fn silence_ends_with_its_timeout_and_an_exit_at_once() {
    let silent = script("sleep 1000").with(|config| config.native.start_timeout = Duration::from_millis(300));
    assert!(matches!(fails(silent).await.problem, StartProblem::Silent { .. }));
    let failure = fails(script("echo gone >&2; exit 3")).await;
    assert_eq!(failure.problem, StartProblem::ExitedEarly { exit: Exit::Code(3) });
    assert_eq!(failure.stderr, ["gone"]);
}

#[tokio::test]
async fn what_the_line_leads_to_is_checked() {
    let mut dead = script("echo '1|1|unix|/tmp/nowhere|grpc|'; sleep 1000");
    dead.go().auto_mtls = false;
    assert!(matches!(fails(dead).await.problem, StartProblem::ForeignSocket { .. }));
    let no_certificate = script("echo '1|1|tcp|127.0.0.1:1|grpc|'; sleep 1000");
    assert_eq!(fails(no_certificate).await.problem, StartProblem::MissingCertificate);
    let mut refused = script("echo '1|1|tcp|127.0.0.1:1|grpc|'; sleep 1000");
    refused.go().auto_mtls = false;
    assert!(matches!(fails(refused).await.problem, StartProblem::Connection { .. }));
    let mut no_mux = script("echo '1|1|tcp|127.0.0.1:1|grpc|'; sleep 1000");
    (no_mux.go().auto_mtls, no_mux.go().multiplex) = (false, true);
    assert_eq!(fails(no_mux).await.problem, StartProblem::NoMultiplexing);
}

#[tokio::test]
async fn a_configuration_that_makes_no_sense_is_refused() {
    let missing = script("").version(1, GoVersion::grpc(["/nowhere.proto"]));
    assert!(matches!(missing.load().await, Err(Error::ForeignInterface { version: 1, .. })));
    for (name, value) in
        [("Upper", "a"), ("grpc-timeout", "1S"), ("te", "a"), ("a b", "a"), ("id", "ü"), ("id-bin", "a")]
    {
        let version = GoVersion::new(GoDialect::Grpc).with(|version| {
            version.metadata.insert(name.into(), value.into());
        });
        let refused = script("").version(1, version).load().await.map(|_| ());
        assert!(matches!(refused, Err(Error::ForeignInterface { version: 1, .. })), "{name}: {refused:?}");
    }
    let mut wasm = script("").config;
    wasm.backend = Backend::Wasm;
    assert!(matches!(Host::builder().plugin("go", wasm).build().await, Err(Error::Config(_))));
    let mut nothing = script("").config;
    nothing.go_plugin.as_mut().unwrap().versions.clear();
    assert!(matches!(Host::builder().plugin("go", nothing).build().await, Err(Error::Config(_))));
}
