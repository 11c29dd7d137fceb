//! What host and plugin must agree on before the first call.

use std::path::Path;

use amphi_host::{Digest, Error, Fault, Host, NoImports, StartProblem};
use sha2::{Digest as _, Sha384, Sha512};

use crate::bench::conformance::Conformance;
use crate::bench::counting::Counting;
use crate::bench::{Answers, Bench, Fixture};

pub async fn another_parameter_type_is_refused(bench: Bench) {
    let host = bench.host(Fixture::Other).await;
    match host.load::<Counting>("other").await.unwrap_err() {
        error @ Error::Incompatible { .. } => {
            assert_eq!(error.fault(), Fault::Plugin);
            let text = error.to_string();
            // The function, both types, and what is missing beside.
            for part in ["conformance:suite/counter@1.0.0#add", "s64", "u32", "reset"] {
                assert!(text.contains(part), "{part} is not in: {text}");
            }
        }
        other => panic!("{other}"),
    }
    // It is a good plugin for a host that expects just that.
    let handle = host.load_dynamic("other", NoImports).await.unwrap();
    assert_eq!(handle.call("add", &[4_u32.into()]).await.unwrap(), Some(4_i64.into()));
}

pub async fn more_than_expected_is_fine(bench: Bench) {
    let host = bench.host(Fixture::Conformance).await;
    // The plugin's own imports are not in this world, so they must come from somewhere.
    match host.load::<Counting>("conformance").await {
        Err(Error::Incompatible { .. }) => {}
        other => panic!("{:?}", other.err()),
    }
    let loaded = bench.load().await;
    let client = amphi_host::__rt::Client::bind::<Counting>(loaded.handle()).unwrap();
    let counting = <Counting as amphi_host::World>::from_client(client);
    assert_eq!(counting.counter().add(4).await.unwrap(), 4);
    assert_eq!(loaded.plugin.counter().add(4).await.unwrap(), 8);
}

pub async fn a_missing_import_is_refused(bench: Bench) {
    let host = bench.host(Fixture::Relay).await;
    match host.load_dynamic("relay", NoImports).await.err().unwrap() {
        error @ Error::Incompatible { .. } => assert!(error.to_string().contains("next"), "{error}"),
        other => panic!("{other}"),
    }
}

/// The file's digest by every algorithm.
fn pins(path: &Path) -> Vec<Digest> {
    let bytes = std::fs::read(path).unwrap();
    vec![
        Digest::sha256_of(&bytes),
        Digest::Sha384(Sha384::digest(&bytes).into()),
        Digest::Sha512(Sha512::digest(&bytes).into()),
    ]
}

pub async fn a_wrong_digest_is_refused(bench: Bench) {
    let answer = bench
        .try_load(|config| {
            config.pins.native = vec![Digest::Sha256([1; 32])];
            config.pins.wasm = vec![Digest::Sha256([1; 32])];
        })
        .await;
    match answer.err().unwrap() {
        Error::DigestMismatch { expected, got, path, .. } => {
            assert_eq!(expected, "01".repeat(32));
            assert_eq!(got, pins(&path)[0].to_string());
        }
        other => panic!("{other}"),
    }
}

pub async fn the_right_digest_is_accepted(bench: Bench) {
    let loaded = bench
        .load_with(|config| {
            config.pins.native = pins(&Fixture::Conformance.path(amphi_host::Backend::Native));
            config.pins.wasm = pins(&Fixture::Conformance.path(amphi_host::Backend::Wasm));
        })
        .await;
    assert_eq!(loaded.plugin.counter().add(1).await.unwrap(), 1);
}

/// A program that was not started by its own host says what it is, and ends.
pub async fn a_wrong_cookie_is_refused(bench: Bench) {
    let answer = bench.try_load(|config| config.native.cookie.value = "of another application".into()).await;
    match answer.err().unwrap() {
        Error::Start { failure, .. } => {
            assert!(matches!(failure.problem, StartProblem::WrongCookie { .. }), "{failure}");
            assert!(!failure.stderr.is_empty(), "{failure}");
        }
        other => panic!("{other}"),
    }
}

pub async fn a_wrong_version_is_refused(bench: Bench) {
    let answer = bench.try_load(|config| config.native.versions = vec![6, 7]).await;
    match answer.err().unwrap() {
        error @ Error::Start { .. } => {
            let text = error.to_string();
            assert!(text.contains('7') && text.contains('1'), "the two versions are not in: {text}");
        }
        other => panic!("{other}"),
    }
}

pub async fn without_tls_it_works_too(bench: Bench) {
    let loaded = bench.load_with(|config| config.native.tls = amphi_host::config::Tls::Off).await;
    assert_eq!(loaded.plugin.answer("olleh").await.unwrap(), "hello!");
    let large = vec![7; 1 << 20];
    assert!(loaded.plugin.echo().echo_bytes(&large).await.unwrap() == large);
}

/// The host's code is the same; the file says what isolates.
pub async fn one_line_switches_the_backend(bench: Bench) {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("conformance");
    let target = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    std::fs::create_dir_all(source.join("native").join(&target)).unwrap();
    let copy = |backend, to: &str| std::fs::copy(Fixture::Conformance.path(backend), source.join(to)).unwrap();
    copy(amphi_host::Backend::Wasm, "conformance.wasm");
    copy(amphi_host::Backend::Native, &format!("native/{target}/conformance"));
    let config = folder.path().join("amphi.toml");
    let text = format!("[plugins.conformance]\nsource = \"conformance\"\nbackend = \"{}\"\n", bench.backend());
    std::fs::write(&config, text).unwrap();

    let host = Host::from_config(&config).build().await.unwrap();
    let plugin = host.load_with::<Conformance>("conformance", Answers::default()).await.unwrap();
    assert_eq!(host.plugin("conformance").unwrap().info().backend, Some(bench.backend()));
    assert_eq!(plugin.answer("olleh").await.unwrap(), "hello!");
    host.stop().await.unwrap();
}
