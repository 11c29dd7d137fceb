//! From `main` to a session: the environment, the handshake line, the host's connection.

use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

use amphi_protocol::handshake::{Address, Dialect, HandshakeLine, app_version, env, protocol_version};
use amphi_protocol::limits::MAX_FRAME_BYTES;
use amphi_protocol::{Hello, Lane};
use amphi_transport::{Accepted, Identity, PluginListener, PluginTls, certificate_from_pem};
use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::plugin::Plugin;

/// What the host put in the environment. Read once, here.
#[derive(Debug, Default)]
pub(crate) struct Environment {
    cookie: Option<String>,
    app_versions: Option<String>,
    amphi_versions: Option<String>,
    host_certificate: Option<String>,
    socket_folder: Option<PathBuf>,
    /// Which events to forward.
    pub(crate) log: Option<String>,
}

impl Environment {
    pub(crate) fn read() -> Self {
        let text = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        Self {
            cookie: text(env::DEFAULT_COOKIE_KEY),
            app_versions: text(env::PROTOCOL_VERSIONS),
            amphi_versions: text(env::AMPHI_PROTOCOL),
            host_certificate: text(env::CLIENT_CERT),
            socket_folder: std::env::var_os(env::UNIX_SOCKET_DIR).filter(|value| !value.is_empty()).map(PathBuf::from),
            log: text(env::AMPHI_LOG),
        }
    }
}

/// Announces the plugin on `stdout` and waits for its host.
pub(crate) fn launch(plugin: &Plugin, environment: &Environment, stdout: &mut impl Write) -> Result<Accepted, Error> {
    let name = plugin.name;
    if environment.cookie.as_deref() != Some(env::DEFAULT_COOKIE_VALUE) {
        return Err(Error::StartedByHand { name });
    }
    let launch = |source| Error::Launch { name, source };
    let protocol = protocol_version(environment.amphi_versions.as_deref()).map_err(launch)?;
    let protocol = protocol.ok_or(Error::ForeignHost { name })?;
    let app_version = app_version(environment.app_versions.as_deref(), &[APP_VERSION]).map_err(launch)?;

    let host = environment.host_certificate.as_deref();
    let host = host.map(|pem| certificate_from_pem(pem, "host")).transpose()?;
    let identity = host.as_ref().map(|_| Identity::generate()).transpose()?;
    let listener = PluginListener::bind(environment.socket_folder.as_deref())?;
    let line = HandshakeLine {
        app_version,
        address: Address::Unix(listener.path().to_path_buf()),
        dialect: Dialect::Amphi,
        certificate: identity.as_ref().map(|identity| identity.der().to_vec()),
        multiplex: None,
    };
    let line = line.to_line().map_err(launch)?;
    writeln!(stdout, "{line}").and_then(|()| stdout.flush()).map_err(Error::Stdout)?;

    // From here on the host works too.
    let tls = identity.zip(host).map(|(identity, host)| PluginTls::new(&identity, &host)).transpose()?;
    Ok(listener.accept(tls.as_ref(), &hello(plugin, protocol), ACCEPT_TIMEOUT)?)
}

fn hello(plugin: &Plugin, protocol: u32) -> Hello {
    Hello {
        protocol,
        lane: Lane::Call,
        session: [0; 16],
        interface: Sha256::digest(plugin.interface).into(),
        max_frame_bytes: MAX_FRAME_BYTES as u64,
        features: vec![Hello::STREAM_LANE.to_string()],
        software: format!("{} {} (amphi {})", plugin.name, plugin.version, env!("CARGO_PKG_VERSION")),
    }
}

/// The application version of every Amphi plugin: its WIT is what is compared.
const APP_VERSION: u32 = 1;

/// How long the host may take to connect, as in go-plugin. A host that died in between leaves nobody to wait
/// for.
const ACCEPT_TIMEOUT: Duration = Duration::from_secs(60);

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::mpsc::{SyncSender, sync_channel};

    use amphi_protocol::{Call, Log};
    use amphi_transport::{CallLane, HostTls, LaneHandler, LaneOptions, Reply, SocketFolder};

    use super::*;

    const PLUGIN: Plugin = Plugin { name: "test", version: "1.2.3", interface: b"any", functions: &[] };

    fn environment() -> Environment {
        Environment {
            cookie: Some(env::DEFAULT_COOKIE_VALUE.to_string()),
            amphi_versions: Some("1,2".to_string()),
            ..Environment::default()
        }
    }

    /// Sends what is written; the line comes whole.
    struct Line(SyncSender<Vec<u8>>);

    impl Write for Line {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.send(bytes.to_vec()).map_err(std::io::Error::other)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    struct Nothing;

    impl LaneHandler<()> for Nothing {
        fn call(&self, _call: Call, _args: &[u8], _scope: Option<()>, _reply: Reply<()>) {}

        fn log(&self, _log: Log, _scope: Option<()>) {}
    }

    #[test]
    fn started_by_hand_it_says_so() {
        let environment = Environment { cookie: None, ..environment() };
        let refused = launch(&PLUGIN, &environment, &mut Vec::new());
        assert!(matches!(refused, Err(Error::StartedByHand { name: "test" })));
    }

    #[test]
    fn a_host_of_another_dialect_or_version_is_told_apart() {
        let foreign = Environment { amphi_versions: None, ..environment() };
        assert!(matches!(launch(&PLUGIN, &foreign, &mut Vec::new()), Err(Error::ForeignHost { .. })));
        let newer = Environment { amphi_versions: Some("7".to_string()), ..environment() };
        assert!(matches!(launch(&PLUGIN, &newer, &mut Vec::new()), Err(Error::Launch { .. })));
        let application = Environment { app_versions: Some("5".to_string()), ..environment() };
        assert!(matches!(launch(&PLUGIN, &application, &mut Vec::new()), Err(Error::Launch { .. })));
    }

    #[tokio::test]
    async fn the_line_leads_the_host_to_the_plugin() {
        let folder = SocketFolder::create().unwrap();
        let host = Identity::generate().unwrap();
        let environment = Environment {
            host_certificate: Some(host.pem().to_string()),
            socket_folder: Some(folder.path().to_path_buf()),
            ..environment()
        };
        let (sender, written) = sync_channel(16);
        let plugin = std::thread::Builder::new();
        let plugin = plugin.spawn(move || launch(&PLUGIN, &environment, &mut Line(sender))).unwrap();
        let mut text = Vec::new();
        while !text.ends_with(b"\n") {
            text.extend(written.recv_timeout(Duration::from_secs(30)).unwrap());
        }
        let line = HandshakeLine::parse(std::str::from_utf8(&text).unwrap()).unwrap();
        assert_eq!((line.app_version, line.dialect), (1, Dialect::Amphi));
        let Address::Unix(path) = line.address else { panic!("a unix socket") };
        assert!(path.starts_with(folder.path()));
        let tls = HostTls::new(&host, &line.certificate.unwrap()).unwrap();
        let options = LaneOptions::new(&path, Some(tls), hello(&PLUGIN, 1));
        let (_lane, theirs) = CallLane::connect(options, Arc::new(Nothing)).await.unwrap();
        assert_eq!(theirs.interface, <[u8; 32]>::from(Sha256::digest(b"any")));
        let accepted = plugin.join().unwrap().unwrap();
        assert!(path.exists(), "the session's other lane comes by it");
        drop(accepted);
        assert!(!path.exists());
    }
}
