//! The handshake line of a Go plugin, held against what the host asked for.

use amphi_protocol::handshake::{Address, Dialect, HandshakeLine};

use super::sockets::{Sockets, Unreachable};
use crate::config::{GoDialect, GoPluginConfig};
use crate::start_failure::StartProblem;

/// Where the plugin listens, what it speaks there, and what it will show.
#[derive(Debug, PartialEq)]
pub(super) struct Announced {
    pub(super) version: u32,
    pub(super) dialect: GoDialect,
    /// As the host finds it.
    pub(super) address: Address,
    /// None where AutoMTLS is off.
    pub(super) certificate: Option<Vec<u8>>,
    pub(super) multiplex: bool,
}

/// Checks a line; `sockets` says where the plugin's are.
pub(super) fn check(line: HandshakeLine, go: &GoPluginConfig, sockets: &Sockets) -> Result<Announced, StartProblem> {
    let Some(version) = go.versions.get(&line.app_version) else {
        let host = go.versions.keys().copied().collect();
        return Err(StartProblem::VersionMismatch { host, plugin: line.app_version });
    };
    let dialect = match line.dialect {
        Dialect::Grpc => GoDialect::Grpc,
        Dialect::NetRpc => GoDialect::NetRpc,
        other => return Err(StartProblem::UnsupportedDialect { dialect: other.to_string() }),
    };
    if dialect != version.dialect {
        let (expected, got) = (version.dialect.to_string(), dialect.to_string());
        return Err(StartProblem::WrongDialect { version: line.app_version, expected, got });
    }
    let certificate = match (go.auto_mtls, line.certificate) {
        (true, None) => return Err(StartProblem::MissingCertificate),
        (true, certificate) => certificate,
        (false, None) => None,
        (false, Some(_)) => {
            return Err(StartProblem::Tls { message: "it wants TLS, which go-plugin.auto_mtls turns off".into() });
        }
    };
    let multiplex = go.multiplex && dialect == GoDialect::Grpc;
    if multiplex && line.multiplex != Some(true) {
        return Err(StartProblem::NoMultiplexing);
    }
    let announced = shown(&line.address);
    let address = sockets.find(line.address).map_err(|unreachable| match unreachable {
        Unreachable::Foreign(address) => {
            StartProblem::ForeignSocket { address: shown(&address), folder: sockets.folder.clone() }
        }
        Unreachable::Untranslated(reason) => {
            StartProblem::Runner { message: format!("it does not lead to {announced}: {reason}") }
        }
    })?;
    Ok(Announced { version: line.app_version, dialect, address, certificate, multiplex })
}

/// An address as texts show it.
pub(super) fn shown(address: &Address) -> String {
    match address {
        Address::Unix(path) => path.display().to_string(),
        Address::Tcp(address) => address.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::net::UnixListener;
    use std::path::{Path, PathBuf};
    use std::sync::Arc;

    use amphi_go_plugin::grpc::AddressTranslator;

    use super::*;
    use crate::config::{Cookie, GoVersion};

    /// Finds the folder `/plugin` at another path, and every port but the first.
    #[derive(Debug)]
    struct Elsewhere(PathBuf);

    impl AddressTranslator for Elsewhere {
        fn plugin_to_host(&self, address: Address) -> Result<Address, String> {
            match address {
                Address::Tcp(to) if to.port() == 1 => Err("it is nobody's".to_string()),
                address => Ok(crate::go::runner::Command::rebase(address, Path::new("/plugin"), &self.0)),
            }
        }
    }

    fn config() -> GoPluginConfig {
        GoPluginConfig::new(Cookie { key: "K".into(), value: "v".into() }).with(|go| {
            go.versions.insert(1, GoVersion::new(GoDialect::NetRpc));
            go.versions.insert(2, GoVersion::new(GoDialect::Grpc));
        })
    }

    #[test]
    fn the_line_is_held_against_what_was_asked() {
        let folder = amphi_transport::SocketFolder::create().unwrap();
        let socket = folder.path().join("s");
        let listener = UnixListener::bind(&socket).unwrap();
        let line = || HandshakeLine {
            app_version: 2,
            address: Address::Unix(socket.clone()),
            dialect: Dialect::Grpc,
            certificate: Some(vec![0; 100]),
            multiplex: None,
        };
        let mut sockets = Sockets { folder: folder.path().to_path_buf(), group: None, translator: None };
        let check = |line, go: &GoPluginConfig| check(line, go, &sockets);
        let go = config();

        assert_eq!(check(line(), &go).unwrap().dialect, GoDialect::Grpc);
        let other = HandshakeLine { app_version: 3, ..line() };
        assert_eq!(check(other, &go), Err(StartProblem::VersionMismatch { host: vec![1, 2], plugin: 3 }));
        let other = HandshakeLine { app_version: 1, ..line() };
        assert!(matches!(check(other, &go), Err(StartProblem::WrongDialect { version: 1, .. })));
        let other = HandshakeLine { dialect: Dialect::Amphi, ..line() };
        assert!(matches!(check(other, &go), Err(StartProblem::UnsupportedDialect { .. })));
        let other = HandshakeLine { certificate: None, ..line() };
        assert_eq!(check(other, &go), Err(StartProblem::MissingCertificate));

        let tcp = |address: &str| HandshakeLine { address: Address::Tcp(address.parse().unwrap()), ..line() };
        assert!(check(tcp("127.0.0.1:1234"), &go).is_ok());
        assert!(matches!(check(tcp("192.0.2.1:1234"), &go), Err(StartProblem::ForeignSocket { .. })));
        let other = HandshakeLine { address: Address::Unix("/tmp/s".into()), ..line() };
        assert!(matches!(check(other, &go), Err(StartProblem::ForeignSocket { .. })));

        let mut mux = config();
        mux.multiplex = true;
        for multiplex in [None, Some(false)] {
            assert_eq!(check(HandshakeLine { multiplex, ..line() }, &mux), Err(StartProblem::NoMultiplexing));
        }
        assert!(check(HandshakeLine { multiplex: Some(true), ..line() }, &mux).unwrap().multiplex);
        mux.auto_mtls = false;
        assert!(matches!(check(line(), &mux), Err(StartProblem::Tls { .. })));

        sockets.translator = Some(Arc::new(Elsewhere(folder.path().to_path_buf())));
        let check = |line, go: &GoPluginConfig| super::check(line, go, &sockets);
        let seen = |path: &str| HandshakeLine { address: Address::Unix(path.into()), ..line() };
        assert_eq!(check(seen("/plugin/s"), &go).unwrap().address, Address::Unix(socket.clone()));
        assert!(matches!(check(seen("/plugin/other"), &go), Err(StartProblem::ForeignSocket { .. })));
        assert!(matches!(check(seen("/etc/s"), &go), Err(StartProblem::ForeignSocket { .. })));
        // Ports are the runner's to know.
        assert!(check(tcp("192.0.2.1:1234"), &go).is_ok());
        assert!(matches!(check(tcp("192.0.2.1:1"), &go), Err(StartProblem::Runner { .. })));
        drop(listener);
    }
}
