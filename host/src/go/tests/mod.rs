//! Plugins of go-plugin, real ones: its examples, two of our own that do what those do not, one of Python, and some that
//! people use.

mod beside;
mod events;
mod grpc;
mod hostile;
mod life;
mod netrpc;
mod python;
mod runner;
mod socket_group;
mod terraform;
#[path = "../../../../go-plugin/src/testing.rs"]
mod testing;
mod vault;

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use amphi_go_plugin::proto::Status;
use amphi_protocol::{List, Value};
use amphi_transport::SocketFolder;
use serde_json::Value as Json;

use self::testing::go_program;
use super::GoSession;
use crate::config::{Backend, Cookie, GoDialect, GoPluginConfig, GoVersion, PluginConfig};
use crate::error::Error;
use crate::handle::PluginHandle;
use crate::host::Host;
use crate::imports::NoImports;
use crate::output::Output;

const KV: (&str, &str) = ("grpc", "github.com/hashicorp/go-plugin/examples/grpc/plugin-go-grpc");
const BIDIRECTIONAL: (&str, &str) = ("grpc", "github.com/hashicorp/go-plugin/examples/bidirectional/plugin-go-grpc");
const STREAMING: (&str, &str) = ("grpc", "github.com/hashicorp/go-plugin/examples/streaming/plugin");
const NEGOTIATED: (&str, &str) = ("grpc", "github.com/hashicorp/go-plugin/examples/negotiated/plugin-go");
const PROBE: (&str, &str) = ("grpc", "./probe");
const BASIC: (&str, &str) = ("go", "github.com/hashicorp/go-plugin/examples/basic/plugin");
const KV_NETRPC: (&str, &str) = ("go", "github.com/hashicorp/go-plugin/examples/grpc/plugin-go-netrpc");
const TESTER: (&str, &str) = ("go", "./plugin");

/// A plugin in a folder of its own, which is its working directory, with what is needed to load it.
struct GoTest {
    folder: SocketFolder,
    config: PluginConfig,
    written: Written,
}

impl GoTest {
    /// A Go program; none where it cannot be built.
    fn new((module, package): (&str, &str)) -> Option<Self> {
        let program = go_program(module, package)?;
        Some(Self::script(&format!("exec {}", program.display())))
    }

    /// A script of the shell that starts in its folder.
    fn script(body: &str) -> Self {
        let folder = SocketFolder::create().unwrap();
        let path = folder.path().join("plugin");
        std::fs::write(&path, format!("#!/bin/sh\ncd {}\n{body}\n", folder.path().display())).unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).unwrap();
        let cookie = Cookie { key: "BASIC_PLUGIN".into(), value: "hello".into() };
        let mut config = PluginConfig::new(path, Backend::Native);
        config.native.start_timeout = Duration::from_secs(30);
        config.go_plugin = Some(GoPluginConfig::new(cookie));
        Self { folder, config, written: Written::default() }
    }

    fn go(&mut self) -> &mut GoPluginConfig {
        self.config.go_plugin.as_mut().unwrap()
    }

    fn version(mut self, number: u32, version: GoVersion) -> Self {
        self.go().versions.insert(number, version);
        self
    }

    fn with(mut self, change: impl FnOnce(&mut PluginConfig)) -> Self {
        change(&mut self.config);
        self
    }

    async fn host(&self) -> Host {
        let host = Host::builder().plugin("go", self.config.clone());
        host.output(Output::writer(self.written.clone())).build().await.unwrap()
    }

    async fn load(&self) -> Result<(Host, Arc<dyn PluginHandle>), Error> {
        let host = self.host().await;
        let handle = host.load_dynamic("go", NoImports).await?;
        Ok((host, handle))
    }
}

/// What a plugin wrote.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Written {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl std::io::Write for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn proto(name: &str) -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/go/tests").join(name);
    let golden =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../go-plugin/testdata/proto/hashicorp/go-plugin").join(name);
    if own.is_file() { own } else { golden }
}

fn netrpc_wit(world: &str) -> GoVersion {
    GoVersion::netrpc(proto("netrpc.wit")).with(|version| version.world = Some(world.to_string()))
}

fn bytes(bytes: &[u8]) -> Value {
    Value::List(List::U8(bytes.to_vec()))
}

/// Calls a function of a gRPC plugin with protobuf's JSON, through the values of the derived WIT.
async fn call_json(plugin: &dyn PluginHandle, name: &str, request: &Json) -> Result<Json, Status> {
    let function = GoSession::function(plugin, name).unwrap();
    let args = function.arguments_from_json(&request.to_string()).unwrap();
    let returned = plugin.call(name, &args).await.unwrap().unwrap();
    function.return_to_json(&returned).unwrap().map(|answer| serde_json::from_str(&answer).unwrap())
}

/// Waits for something that has no event of its own.
async fn eventually(what: &str, is_so: impl Fn() -> bool) {
    let give_up = Instant::now() + Duration::from_secs(20);
    let mut look = tokio::time::interval(Duration::from_millis(2));
    while !is_so() {
        assert!(Instant::now() < give_up, "{what}");
        look.tick().await;
    }
}

/// Whether a process lives: one that has ended and is not reaped yet does not.
fn is_alive(process_id: u32) -> bool {
    super::attached::start_time(process_id).is_some()
}
