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
        features: Vec::new(),
        software: format!("{} {} (amphi {})", plugin.name, plugin.version, env!("CARGO_PKG_VERSION")),
    }
}

/// The application version of every Amphi plugin: its WIT is what is compared.
const APP_VERSION: u32 = 1;

/// How long the host may take to connect, as in go-plugin. A host that died in between leaves nobody to wait
/// for.
const ACCEPT_TIMEOUT: Duration = Duration::from_secs(60);
