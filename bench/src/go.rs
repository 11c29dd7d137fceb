//! A plugin of go-plugin, in Go: what our host does with it, beside what a host in Go does with the same program.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use amphi_host::config::{Cookie, GoPluginConfig, GoVersion};
use amphi_host::go_plugin::grpc::{MessageLimits, RawHandler, RawRequest, RawResponses, RawService};
use amphi_host::{Backend, Host, NoImports, PluginConfig, PluginHandle, Value};
use futures_util::future::BoxFuture;

use crate::Made;
use crate::case::{Case, Rig, SLICE, micros, on_worker, repeat_async};

/// What is done with the plugin.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum What {
    /// 64 bytes there and back.
    Call,
    /// From nothing to the answer of a first such call.
    Start,
    /// A call in which the plugin calls its host, on a connection of its own by the broker.
    CallBack,
}

/// What is spoken with it.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Dialect {
    NetRpc,
    Grpc,
}

impl Dialect {
    /// The version in which the plugin speaks it.
    fn version(self) -> u32 {
        match self {
            Self::NetRpc => 1,
            Self::Grpc => 2,
        }
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("go")
}

/// Builds a program of the module in Go.
fn build(rig: &Rig, package: &str) -> anyhow::Result<PathBuf> {
    let program = rig.plugin.folder.path().join(format!("go-{package}"));
    if !program.is_file() {
        let mut go = Command::new("go");
        go.current_dir(folder()).args(["build", "-trimpath", "-o"]).arg(&program).arg(format!("./{package}"));
        let status = go.status().map_err(|error| anyhow::anyhow!("these rows need Go: {error}"))?;
        anyhow::ensure!(status.success(), "go build of {package}: {status}");
    }
    Ok(program)
}

/// Our host, and what it does.
struct Ours {
    host: Arc<Host>,
    plugin: Option<Arc<dyn PluginHandle>>,
    what: What,
    dialect: Dialect,
}

pub(crate) fn ours(rig: &Rig, what: What, dialect: Dialect, auto_mtls: bool) -> anyhow::Result<Made> {
    let version = match dialect {
        Dialect::NetRpc => {
            GoVersion::netrpc(folder().join("echo.wit")).with(|version| version.world = Some("plugin".to_string()))
        }
        Dialect::Grpc => GoVersion::grpc([folder().join("echo.proto")]),
    };
    let cookie = Cookie { key: "AMPHI_BENCH".to_string(), value: "go".to_string() };
    let go = GoPluginConfig::new(cookie).with(|go| {
        go.auto_mtls = auto_mtls;
        go.versions.insert(dialect.version(), version);
    });
    let config = PluginConfig::new(build(rig, "plugin")?, Backend::Native).with(|config| config.go_plugin = Some(go));
    rig.runtime.block_on(async {
        let host = Host::builder().plugin("go", config).build().await?;
        let plugin = match what {
            What::Start => None,
            What::Call | What::CallBack => Some(host.load_dynamic("go", NoImports).await?),
        };
        Ok(Box::new(Ours { host: Arc::new(host), plugin, what, dialect }) as Made)
    })
}

async fn call(plugin: &dyn PluginHandle, dialect: Dialect, data: &Value) -> anyhow::Result<()> {
    let answer = plugin.call("echo", std::slice::from_ref(data)).await?;
    let is_right = match (&answer, dialect) {
        (Some(answer), Dialect::NetRpc) => answer == data,
        (Some(Value::Result(Ok(Some(_)))), Dialect::Grpc) => true,
        _ => false,
    };
    anyhow::ensure!(is_right, "the plugin answered {answer:?}");
    Ok(())
}

/// The host's service, that the plugin calls.
struct Ask;

impl RawHandler for Ask {
    fn call(&self, _: RawRequest) -> BoxFuture<'static, Result<RawResponses, tonic::Status>> {
        // A `StringValue` with a text of eight bytes.
        let answer = futures_util::stream::iter([Ok(bytes::Bytes::from_static(b"\x0a\x08the host"))]);
        Box::pin(std::future::ready(Ok(Box::pin(answer) as RawResponses)))
    }
}

async fn call_back(host: &Host, plugin: &dyn PluginHandle) -> anyhow::Result<()> {
    let session = host.go_plugin("go")?;
    let broker = session.grpc().ok_or_else(|| anyhow::anyhow!("the plugin does not speak gRPC"))?.broker();
    let id = broker.next_id();
    let served = broker.serve(id, RawService::new(Ask, MessageLimits::default())).await?;
    let answer = plugin.call("call-back", &[id.into()]).await?;
    anyhow::ensure!(matches!(answer, Some(Value::Result(Ok(Some(_))))), "the plugin answered {answer:?}");
    drop(served);
    Ok(())
}

impl Ours {
    async fn starts(&self) -> anyhow::Result<Vec<f64>> {
        let mut samples = Vec::new();
        let mut spent = Duration::ZERO;
        while spent < SLICE {
            let begin = Instant::now();
            let plugin = self.host.load_dynamic("go", NoImports).await?;
            call(&*plugin, self.dialect, &data()).await?;
            spent += begin.elapsed();
            samples.push(micros(begin.elapsed()));
            self.host.stop().await?;
        }
        Ok(samples)
    }
}

impl Case for Ours {
    fn samples(&mut self, rig: &Rig) -> anyhow::Result<Vec<f64>> {
        let (host, what, dialect) = (self.host.clone(), self.what, self.dialect);
        let Some(plugin) = self.plugin.clone() else { return rig.runtime.block_on(self.starts()) };
        on_worker(rig, async move {
            let data = data();
            match what {
                What::CallBack => repeat_async(async || call_back(&host, &*plugin).await).await,
                What::Call | What::Start => repeat_async(async || call(&*plugin, dialect, &data).await).await,
            }
        })
    }
}

fn data() -> Value {
    Value::List(amphi_host::List::U8(vec![0; 64]))
}

/// A host in Go, in a process of its own, that measures for each line it is sent.
struct Theirs {
    host: Child,
    answers: BufReader<ChildStdout>,
}

pub(crate) fn theirs(rig: &Rig, what: What, dialect: Dialect, auto_mtls: bool) -> anyhow::Result<Made> {
    let what = match what {
        What::Call => "call",
        What::Start => "start",
        What::CallBack => "callback",
    };
    let mut host = Command::new(build(rig, "host")?);
    host.arg(what).arg(dialect.version().to_string()).arg(auto_mtls.to_string());
    host.arg(format!("{}ms", SLICE.as_millis())).arg(build(rig, "plugin")?);
    let mut host = host.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let answers = host.stdout.take().ok_or_else(|| anyhow::anyhow!("the host in Go has no output"))?;
    Ok(Box::new(Theirs { host, answers: BufReader::new(answers) }))
}

impl Case for Theirs {
    fn samples(&mut self, _: &Rig) -> anyhow::Result<Vec<f64>> {
        let mut line = String::new();
        if let Some(stdin) = &mut self.host.stdin {
            stdin.write_all(b"\n")?;
        }
        self.answers.read_line(&mut line)?;
        anyhow::ensure!(!line.trim().is_empty(), "the host in Go ended; see what it wrote above");
        line.split_whitespace().map(|sample| Ok(sample.parse()?)).collect()
    }
}

impl Drop for Theirs {
    fn drop(&mut self) {
        // It ends when there is no more to read, and its plugin with it.
        drop(self.host.stdin.take());
        self.host.wait().ok();
    }
}
