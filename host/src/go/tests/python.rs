//! A plugin in Python: without a controller, a broker, a service for its output, and certificates.

use sha2::{Digest as _, Sha256};
use tokio::process::Command;
use tokio::sync::OnceCell;
use tracing::Level;

use super::events::Events;
use super::*;
use crate::end::EndCause;
use crate::handle::State;

/// The folder of its source.
fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../go-plugin/testdata/python")
}

/// A Python with gRPC and with the code of the proto, made once; none where it cannot be made.
async fn environment() -> Option<&'static Path> {
    static MADE: OnceCell<Option<PathBuf>> = OnceCell::const_new();
    let made = MADE.get_or_init(|| async {
        match make().await {
            Ok(folder) => Some(folder),
            Err(reason) if std::env::var("CI").is_ok_and(|ci| ci == "true") => panic!("no plugin of Python: {reason}"),
            Err(reason) => {
                eprintln!("skipped, no plugin of Python can be made here: {reason}");
                None
            }
        }
    });
    made.await.as_deref()
}

/// Kept in the target folder, by the digest of what it is made of.
async fn make() -> Result<PathBuf, String> {
    let (requirements, proto) = (sources().join("requirements.txt"), proto("grpc-kv.proto"));
    let mut digest = Sha256::new();
    for file in [&requirements, &proto] {
        digest.update(std::fs::read(file).unwrap());
    }
    let digest: String = digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let tests = std::env::current_exe().unwrap();
    let folder = tests.ancestors().nth(2).unwrap().join("go-plugin").join(format!("python-{digest}"));
    let whole = folder.join("whole");
    if whole.is_file() {
        return Ok(folder);
    }
    let python = folder.join("bin/python");
    run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder)).await?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"];
    run(Command::new(&python).args(pip).arg(&requirements)).await?;
    std::fs::copy(proto, folder.join("kv.proto")).unwrap();
    let protoc = ["-m", "grpc_tools.protoc", "-I.", "--python_out=.", "--grpc_python_out=.", "kv.proto"];
    run(Command::new(&python).args(protoc).current_dir(&folder)).await?;
    std::fs::write(whole, "").unwrap();
    Ok(folder)
}

/// Runs a tool to its end. What it says is the reason if it fails.
async fn run(command: &mut Command) -> Result<(), String> {
    let program = format!("{:?}", command.as_std().get_program());
    let output = tokio::time::timeout(LONGEST_STEP, command.kill_on_drop(true).output()).await;
    let output = output.map_err(|_| format!("{program} took longer than {LONGEST_STEP:?}"))?;
    let output = output.map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    Err(format!("{program}: {}\n{}", output.status, String::from_utf8_lossy(&said)))
}

/// How long one step of a tool may take: most of it is the download.
const LONGEST_STEP: Duration = Duration::from_secs(400);

async fn kv(network: &str) -> Option<GoTest> {
    let environment = environment().await?;
    let (python, program) = (environment.join("bin/python"), sources().join("plugin.py"));
    let start = format!("PYTHONPATH={} exec {} {}", environment.display(), python.display(), program.display());
    let mut test = GoTest::script(&format!("{start} {network}"));
    test.go().auto_mtls = false;
    Some(test.version(1, GoVersion::grpc([proto("grpc-kv.proto")])))
}

fn put(key: &str, value: &[u8]) -> Value {
    Value::record([("key", key.into()), ("value", bytes(value))])
}

#[tokio::test]
async fn a_plugin_of_python_is_called_heard_and_stopped() {
    for network in ["tcp", "unix"] {
        let Some(test) = kv(network).await else { return };
        // It cannot be asked to end, so that this time does not pass.
        let test = test.with(|config| config.native.stop.ask = Duration::from_secs(3600));
        let (events, _guard) = Events::listen();
        let (host, plugin) = test.load().await.unwrap();
        assert!(matches!(
            (network, &host.go_plugin("go").unwrap().record().address),
            ("tcp", crate::Address::Tcp(_)) | ("unix", crate::Address::Unix(_))
        ));
        assert_eq!(plugin.call("put", &[put("a", b"snake")]).await.unwrap(), Some(Value::ok(None)));
        let got = plugin.call("proto.KV/Get", &[Value::record([("key", "a".into())])]).await.unwrap();
        assert_eq!(got, Some(Value::ok(Some(Value::record([("value", bytes(b"snake"))])))));
        let missing = call_json(&*plugin, "get", &serde_json::json!({ "key": "b" })).await.unwrap_err();
        assert_eq!((missing.code.name(), missing.message.as_str()), ("not-found", "there is no b"));
        plugin.health().await.unwrap();

        events.come(Level::INFO, "kv.python", &["message=kept ", "plugin=go ", "key=a ", "size=5 "]).await;
        eventually("what it prints comes", || {
            let text = test.written.text();
            text.contains("a word about a\n") && text.contains("and one more about a\n")
        })
        .await;

        // It has no reflection and no broker, and what is missing is told.
        let session = host.go_plugin("go").unwrap();
        let session = session.grpc().unwrap();
        let unknown = session.reflect(Duration::from_secs(20)).await.unwrap_err();
        assert_eq!(unknown.code(), Some(tonic::Code::Unimplemented));
        let no_broker = session.broker().dial_client(1).await.unwrap_err();
        assert!(matches!(no_broker, amphi_go_plugin::grpc::Error::NoBroker { .. }), "{no_broker}");

        let process = plugin.info().process_id.unwrap();
        tokio::time::timeout(Duration::from_secs(20), plugin.stop()).await.unwrap().unwrap();
        assert!(!is_alive(process));
        let State::Ended(cause) = plugin.state() else { panic!("it lives") };
        assert_eq!(*cause, EndCause::Stopped);
    }
}

#[tokio::test]
async fn one_without_certificates_is_refused_where_they_are_wanted() {
    let Some(mut test) = kv("unix").await else { return };
    test.go().auto_mtls = true;
    let Err(Error::Start { failure, .. }) = test.load().await else { panic!("it starts") };
    assert_eq!(failure.problem, crate::start_failure::StartProblem::MissingCertificate);
}
