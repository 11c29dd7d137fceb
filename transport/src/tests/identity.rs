//! Certificates, and who gets in with them.

use super::{LIMIT, Pair, call, closed, connect, echo, hello, lost, plugin};
use crate::{Error, HostTls, Identity, LaneOptions, PluginTls, SocketFolder, certificate_from_pem, check_socket_path};

#[test]
fn a_certificate_survives_its_text_form() {
    let identity = Identity::generate().unwrap();
    assert_eq!(certificate_from_pem(identity.pem(), "host").unwrap(), identity.der());
    assert!(matches!(certificate_from_pem("nonsense", "host"), Err(Error::MalformedCertificate { side: "host" })));
    assert_ne!(Identity::generate().unwrap().der(), identity.der());
}

#[test]
fn a_folder_is_private_and_gone_afterwards() {
    use std::os::unix::fs::PermissionsExt;
    let folder = SocketFolder::create().unwrap();
    let path = folder.path().to_path_buf();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700);
    std::fs::write(path.join("left-behind"), "").unwrap();
    drop(folder);
    assert!(!path.exists());
}

#[test]
fn a_shared_folder_is_open_to_its_group() {
    use std::os::unix::fs::MetadataExt;
    let folder = SocketFolder::create().unwrap();
    let group = rustix::process::getegid().as_raw();
    let listener = std::os::unix::net::UnixListener::bind(folder.path().join("s")).unwrap();
    folder.share(group).unwrap();
    folder.share_socket("s", group).unwrap();
    let of = |path: &std::path::Path| path.metadata().map(|it| (it.gid(), it.mode() & 0o7777)).unwrap();
    assert_eq!(of(folder.path()), (group, 0o1770));
    assert_eq!(of(&folder.path().join("s")), (group, 0o660));
    assert!(folder.share_socket("none", group).is_err());
    drop(listener);
}

#[test]
fn an_identity_comes_back_from_its_parts() {
    let identity = Identity::generate().unwrap();
    let restored = Identity::restore(identity.pem(), identity.key().secret_der().to_vec()).unwrap();
    assert_eq!((restored.der(), restored.pem()), (identity.der(), identity.pem()));
    assert!(Identity::restore("no certificate", Vec::new()).is_err());
}

#[test]
fn a_path_that_no_socket_can_have_is_refused_with_a_reason() {
    let outer = SocketFolder::create().unwrap();
    let long = outer.path().join("x".repeat(100));
    std::fs::create_dir(&long).unwrap();
    assert!(matches!(SocketFolder::create_in(&long), Err(Error::SocketPathTooLong { .. })));
    assert!(matches!(check_socket_path(&long.join("socket")), Err(Error::SocketPathTooLong { .. })));
}

#[tokio::test]
async fn the_two_that_know_each_other_talk() {
    let pair = Pair::new();
    let plugin = plugin(Some(pair.plugin_tls()), LIMIT, echo);
    let lane = connect(LaneOptions::new(&plugin.path, Some(pair.host_tls()), hello())).await.unwrap();
    assert_eq!(call(&lane, b"hello").await.unwrap(), b"hello");
    drop(lane);
    assert!(matches!(plugin.join(), Ok(Error::PeerClosed { .. })));
}

#[tokio::test]
async fn the_host_turns_another_plugin_away() {
    let pair = Pair::new();
    let impostor = PluginTls::new(&Identity::generate().unwrap(), pair.host.der()).unwrap();
    let plugin = plugin(Some(impostor), std::time::Duration::from_millis(300), echo);
    let refused = connect(LaneOptions::new(&plugin.path, Some(pair.host_tls()), hello())).await;
    assert!(matches!(refused, Err(Error::WrongCertificate)), "{refused:?}");
    assert!(matches!(plugin.join(), Err(Error::NoHost { refused: 1, .. })));
}

#[tokio::test]
async fn the_plugin_turns_another_host_away_and_keeps_waiting_for_its_own() {
    let pair = Pair::new();
    let plugin = plugin(Some(pair.plugin_tls()), LIMIT, echo);
    let impostor = HostTls::new(&Identity::generate().unwrap(), pair.plugin.der()).unwrap();
    let refused = connect(LaneOptions::new(&plugin.path, Some(impostor), hello())).await;
    assert!(matches!(refused, Err(Error::CertificateRefused { .. })), "{refused:?}");
    let lane = connect(LaneOptions::new(&plugin.path, Some(pair.host_tls()), hello())).await.unwrap();
    assert_eq!(call(&lane, b"still here").await.unwrap(), b"still here");
}

#[tokio::test]
async fn a_stolen_certificate_without_its_key_is_worth_nothing() {
    let pair = Pair::new();
    let tls = PluginTls::thief(&pair.plugin, &Identity::generate().unwrap(), pair.host.der());
    let plugin = plugin(Some(tls), std::time::Duration::from_millis(300), echo);
    let refused = connect(LaneOptions::new(&plugin.path, Some(pair.host_tls()), hello())).await;
    assert!(matches!(refused, Err(Error::Tls(_))), "{refused:?}");
    assert!(plugin.join().is_err());
}

#[tokio::test]
async fn plain_and_secure_do_not_mix() {
    let pair = Pair::new();
    let secure = plugin(Some(pair.plugin_tls()), std::time::Duration::from_millis(300), echo);
    assert!(connect(LaneOptions::new(&secure.path, None, hello())).await.is_err());
    assert!(matches!(secure.join(), Err(Error::NoHost { refused: 1, .. })));
    let plain = plugin(None, std::time::Duration::from_millis(300), echo);
    assert!(connect(LaneOptions::new(&plain.path, Some(pair.host_tls()), hello())).await.is_err());
    assert!(plain.join().is_err());
}

#[tokio::test]
async fn a_silent_connector_holds_nobody_up() {
    let pair = Pair::new();
    let plugin = plugin(Some(pair.plugin_tls()), LIMIT, echo);
    // More of them than the plugin keeps.
    let silent: Vec<_> = (0..20).map(|_| std::os::unix::net::UnixStream::connect(&plugin.path).unwrap()).collect();
    let lane = connect(LaneOptions::new(&plugin.path, Some(pair.host_tls()), hello())).await.unwrap();
    assert_eq!(call(&lane, b"hello").await.unwrap(), b"hello");
    drop(silent);
    lane.close();
    assert!(matches!(*lost(call(&lane, b"too late").await), Error::Closed));
    assert!(matches!(*closed(&lane).await, Error::Closed));
}

#[test]
fn a_plugin_that_nobody_wants_gives_up() {
    let plugin = plugin(None, std::time::Duration::from_millis(10), echo);
    assert!(matches!(plugin.join(), Err(Error::NoHost { refused: 0, last: None, .. })));
}

#[tokio::test]
async fn another_protocol_is_named_on_both_sides() {
    let pair = Pair::new();
    let plugin = plugin(Some(pair.plugin_tls()), LIMIT, echo);
    let mut newer = hello();
    newer.protocol = 2;
    let refused = connect(LaneOptions::new(&plugin.path, Some(pair.host_tls()), newer)).await;
    assert!(matches!(refused, Err(Error::Refused { .. })), "{refused:?}");
    assert!(matches!(plugin.join(), Err(Error::IncompatibleProtocol { ours: 1, theirs: 2, .. })));
}
