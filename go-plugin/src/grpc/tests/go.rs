//! Builds Go plugins and starts them, as far as these tests need it.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use amphi_protocol::handshake::{Dialect, HandshakeScanner};
use amphi_transport::{Identity, SocketFolder};
use tokio::io::AsyncReadExt;
use tokio::process::{Child, ChildStdout, Command};
use tokio::sync::OnceCell;

use super::soon;
use crate::grpc::{Error, InFolder, Session, SessionOptions};
use crate::tls::Tls;

/// A plugin of the module under `testdata/grpc`.
#[derive(Clone, Copy, Debug)]
pub(super) enum Plugin {
    Kv,
    Bidirectional,
    Streaming,
    Negotiated,
    Probe,
}

impl Plugin {
    const ALL: [Self; 5] = [Self::Kv, Self::Bidirectional, Self::Streaming, Self::Negotiated, Self::Probe];

    fn package(self) -> &'static str {
        match self {
            Self::Kv => "github.com/hashicorp/go-plugin/examples/grpc/plugin-go-grpc",
            Self::Bidirectional => "github.com/hashicorp/go-plugin/examples/bidirectional/plugin-go-grpc",
            Self::Streaming => "github.com/hashicorp/go-plugin/examples/streaming/plugin",
            Self::Negotiated => "github.com/hashicorp/go-plugin/examples/negotiated/plugin-go",
            Self::Probe => "./probe",
        }
    }
}

/// How a plugin is started.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setup {
    pub(super) is_tls: bool,
    pub(super) is_mux: bool,
}

impl Setup {
    pub(super) const PLAIN: Self = Self { is_tls: false, is_mux: false };
    pub(super) const ALL: [Self; 4] = [
        Self::PLAIN,
        Self { is_tls: true, is_mux: false },
        Self { is_tls: false, is_mux: true },
        Self { is_tls: true, is_mux: true },
    ];
}

/// A running plugin.
pub(super) struct GoPlugin {
    pub(super) child: Child,
    /// The working directory, and where its sockets are.
    _folder: SocketFolder,
    pub(super) identity: Identity,
    pub(super) options: SessionOptions,
    /// The certificate that the plugin announced.
    pub(super) certificate: Option<Vec<u8>>,
    _stdout: ChildStdout,
}

impl GoPlugin {
    /// Starts a plugin in a folder of its own; none where there is no Go.
    pub(super) async fn start(plugin: Plugin, setup: Setup) -> Option<Self> {
        Self::start_with(plugin, setup, &[]).await
    }

    /// Starts a plugin with more in its environment.
    pub(super) async fn start_with(plugin: Plugin, setup: Setup, env: &[(&str, &Path)]) -> Option<Self> {
        let binary = binaries().await?.join(format!("{plugin:?}"));
        Some(soon(Self::launch(&binary, setup, env)).await)
    }

    async fn launch(binary: &Path, setup: Setup, env: &[(&str, &Path)]) -> Self {
        let folder = SocketFolder::create().unwrap();
        let identity = Identity::generate().unwrap();
        let mut command = Command::new(binary);
        command.env_clear().env("BASIC_PLUGIN", "hello").env("PLUGIN_PROTOCOL_VERSIONS", "1,3");
        command.env("TMPDIR", folder.path()).env("PLUGIN_UNIX_SOCKET_DIR", folder.path()).current_dir(folder.path());
        command.envs(env.iter().copied());
        if setup.is_tls {
            command.env("PLUGIN_CLIENT_CERT", identity.pem());
        }
        if setup.is_mux {
            command.env("PLUGIN_MULTIPLEX_GRPC", "true");
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        let mut child = command.spawn().unwrap();
        let mut stdout = child.stdout.take().unwrap();
        let mut scanner = HandshakeScanner::default();
        let mut chunk = vec![0; 4096];
        let line = loop {
            let count = stdout.read(&mut chunk).await.unwrap();
            assert!(count > 0, "the plugin ends without a handshake line");
            if let Some(found) = scanner.feed(&chunk[..count]).unwrap() {
                break found.line;
            }
        };
        assert_eq!(line.dialect, Dialect::Grpc);
        assert_eq!(line.multiplex, setup.is_mux.then_some(true));
        assert_eq!(line.certificate.is_some(), setup.is_tls);
        let options = SessionOptions::new(line.address).with(|options| {
            options.tls = line.certificate.as_ref().map(|theirs| Tls::mutual(&identity, theirs).unwrap());
            options.multiplex = setup.is_mux;
            options.broker.translator = Some(std::sync::Arc::new(InFolder(folder.path().to_path_buf())));
        });
        Self { child, _folder: folder, identity, options, certificate: line.certificate, _stdout: stdout }
    }

    /// The options of a session, changed; they can be taken once.
    pub(super) fn options(&mut self, change: impl FnOnce(&mut SessionOptions)) -> SessionOptions {
        let address = self.options.address.clone();
        std::mem::replace(&mut self.options, SessionOptions::new(address)).with(change)
    }

    pub(super) async fn open(&mut self, change: impl FnOnce(&mut SessionOptions)) -> Result<Session, Error> {
        let options = self.options(change);
        soon(Session::open(options)).await
    }

    pub(super) async fn session(&mut self) -> Session {
        self.open(|_| {}).await.unwrap()
    }

    /// Stops the process, and sees that all its threads stand still.
    #[cfg(target_os = "linux")]
    pub(super) async fn stop(&self) {
        let id = self.child.id().unwrap().to_string();
        assert!(Command::new("kill").args(["-s", "STOP", &id]).status().await.unwrap().success());
        let is_stopped = |thread: std::fs::DirEntry| {
            let stat = std::fs::read_to_string(thread.path().join("stat"));
            stat.is_ok_and(|stat| stat.contains(") T "))
        };
        soon(async {
            while !std::fs::read_dir(format!("/proc/{id}/task")).unwrap().flatten().all(is_stopped) {
                tokio::task::yield_now().await;
            }
        })
        .await;
    }

    /// Asks the plugin to end, and sees that it does.
    pub(super) async fn end(mut self, session: &Session) {
        session.shutdown(Duration::from_secs(10)).await.unwrap();
        soon(session.closed()).await;
        assert!(soon(self.child.wait()).await.unwrap().success());
    }
}

/// The folder of the plugins, built once; none where they cannot be built.
async fn binaries() -> Option<&'static Path> {
    static BUILT: OnceCell<Option<PathBuf>> = OnceCell::const_new();
    let built = BUILT.get_or_init(|| async {
        match build().await {
            Ok(folder) => Some(folder),
            Err(reason) if std::env::var("CI").is_ok_and(|ci| ci == "true") => panic!("no Go plugins: {reason}"),
            Err(reason) => {
                eprintln!("skipped, no Go plugins can be built here: {reason}");
                None
            }
        }
    });
    built.await.as_deref()
}

/// Builds what Go does not have in its cache.
async fn build() -> Result<PathBuf, String> {
    // target/debug/deps/NAME
    let exe = std::env::current_exe().unwrap();
    let folder = exe.ancestors().nth(3).unwrap().join("tmp/go-plugin-grpc");
    std::fs::create_dir_all(&folder).unwrap();
    for plugin in Plugin::ALL {
        let mut command = Command::new(go());
        command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/grpc")).arg("build").arg("-o");
        command.arg(folder.join(format!("{plugin:?}"))).arg(plugin.package()).stdin(Stdio::null());
        let output = command.kill_on_drop(true).output().await.map_err(|error| error.to_string())?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
    }
    Ok(folder)
}

/// Go where it is installed from its archive, if it is not in the path.
fn go() -> PathBuf {
    let in_path =
        std::env::var_os("PATH").is_some_and(|path| std::env::split_paths(&path).any(|it| it.join("go").is_file()));
    let usual = Path::new("/usr/local/go/bin/go");
    if !in_path && usual.is_file() { usual.to_path_buf() } else { "go".into() }
}
