//! Starts a Go plugin as go-plugin does, as far as these tests need it.

use std::process::Stdio;
use std::sync::{Arc, Mutex};

use amphi_protocol::handshake::{Address, Dialect, HandshakeLine, env};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::net::UnixStream;
use tokio::process::{Child, ChildStderr, Command};

use super::within;
use crate::netrpc::{Error, Options, Session};
use crate::testing::go_program;

pub(super) const BASIC: &str = "github.com/hashicorp/go-plugin/examples/basic/plugin";
pub(super) const KV: &str = "github.com/hashicorp/go-plugin/examples/grpc/plugin-go-netrpc";
pub(super) const TESTER: &str = "./plugin";

/// A plugin's process; it is killed when this is dropped.
pub(super) struct Process {
    pub(super) child: Child,
    pub(super) stderr: ChildStderr,
    pub(super) socket: std::path::PathBuf,
    _folder: tempfile::TempDir,
}

impl Process {
    /// Starts it; none where Go cannot build it.
    pub(super) async fn start(package: &str) -> Option<Self> {
        let program = go_program("go", package)?;
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(program);
        command.env_clear().env("BASIC_PLUGIN", "hello").env(env::PROTOCOL_VERSIONS, "1").env("TMPDIR", folder.path());
        // The KV example writes its files where it runs.
        command.current_dir(folder.path()).kill_on_drop(true);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = within(lines.next_line()).await.unwrap().expect("no handshake");
        let line = HandshakeLine::parse(&line).unwrap();
        assert_eq!(line.dialect, Dialect::NetRpc);
        let Address::Unix(socket) = line.address else { panic!("{line:?}") };
        let stderr = child.stderr.take().unwrap();
        Some(Self { child, stderr, socket, _folder: folder })
    }

    pub(super) async fn session(&self, options: Options) -> Result<Session, Error> {
        Session::open(UnixStream::connect(&self.socket).await.unwrap(), options).await
    }

    /// Waits until it has ended, and gives what it said on stderr.
    pub(super) async fn ended(&mut self) -> (Option<i32>, String) {
        let status = within(self.child.wait()).await.unwrap();
        let mut said = String::new();
        within(self.stderr.read_to_string(&mut said)).await.unwrap();
        (status.code(), said)
    }
}

/// What came on an output.
#[derive(Clone, Default)]
pub(super) struct Heard(Arc<Mutex<Vec<u8>>>, Arc<tokio::sync::Notify>);

impl Heard {
    pub(super) fn sink(&self) -> impl FnMut(&[u8]) + Send + 'static {
        let heard = self.clone();
        move |bytes| {
            heard.0.lock().unwrap().extend_from_slice(bytes);
            heard.1.notify_one();
        }
    }

    pub(super) fn so_far(&self) -> Vec<u8> {
        self.0.lock().unwrap().clone()
    }

    /// Waits until so many bytes have come.
    pub(super) async fn wait_for(&self, length: usize) -> Vec<u8> {
        loop {
            let heard = self.so_far();
            if heard.len() >= length {
                return heard;
            }
            within(self.1.notified()).await;
        }
    }
}
