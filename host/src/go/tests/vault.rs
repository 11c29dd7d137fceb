//! A secrets engine of Vault. It keeps nothing itself: by the broker it calls the storage, the system view and the events of
//! its host.

use std::collections::BTreeSet;

use amphi_go_plugin::grpc::{MessageLimits, RawService, Served, Session, ValueHandler};
use amphi_go_plugin::proto::{Codec, Function, Mapping, Options, Schema, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use tonic::Request;

use super::*;

const KV: (&str, &str) = ("vault", "github.com/hashicorp/vault-plugin-secrets-kv/cmd/vault-plugin-secrets-kv");

/// An hour in nanoseconds, as protobuf's JSON has it.
const HOUR: &str = "3600000000000";

/// A Vault that keeps its secrets in memory, as far as the engine asks for it.
#[derive(Clone, Default)]
struct Vault(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    /// Entries by their keys, as protobuf's JSON.
    storage: BTreeMap<String, Json>,
    /// The events that the engine has sent.
    events: Vec<String>,
    is_sealed: bool,
}

impl Vault {
    /// Serves it under a number of its own.
    async fn serve(&self, session: &Session) -> Served {
        let vault = self.clone();
        let handler = ValueHandler::new(codec(), move |function, arguments| {
            std::future::ready(vault.answer(&function, arguments.first()))
        });
        let service = RawService::new(handler, MessageLimits::default());
        let broker = session.broker();
        broker.serve(broker.next_id(), service).await.unwrap()
    }

    fn answer(&self, function: &Function, request: Option<&Value>) -> Result<Option<Value>, Status> {
        let request = request.map_or_else(|| "{}".to_string(), |it| function.request().value_to_json(it).unwrap());
        let request: Json = serde_json::from_str(&request).unwrap();
        let mut kept = self.0.lock().unwrap();
        if kept.is_sealed {
            let (code, message) = (StatusCode::Unavailable, "it is sealed".to_string());
            return Err(Status { code, message, details: Vec::new() });
        }
        let text = |name: &str| request[name].as_str().unwrap_or_default().to_string();
        let answer = match function.proto_name() {
            "pb.Storage/Get" => kept.storage.get(&text("key")).map_or(json!({}), |entry| json!({ "entry": entry })),
            "pb.Storage/Put" => {
                let key = request["entry"]["key"].as_str().unwrap().to_string();
                kept.storage.insert(key, request["entry"].clone());
                json!({})
            }
            "pb.Storage/Delete" => {
                kept.storage.remove(&text("key"));
                json!({})
            }
            "pb.Storage/List" => {
                let prefix = text("prefix");
                let below = kept.storage.keys().filter_map(|key| key.strip_prefix(&prefix));
                let keys: BTreeSet<_> = below.filter_map(|key| key.split_inclusive('/').next()).collect();
                json!({ "keys": keys })
            }
            "pb.SystemView/DefaultLeaseTTL" => json!({ "TTL": HOUR }),
            "pb.Events/SendEvent" => {
                kept.events.push(format!("{} {}", text("eventType"), request["event"]["metadata"]["path"]));
                return Ok(None);
            }
            // It is the only one of its cluster.
            "pb.SystemView/ReplicationState" | "pb.SystemView/LocalMount" => json!({}),
            other => panic!("the engine calls {other}"),
        };
        Ok(Some(function.response().value_from_json(&answer.to_string()).unwrap()))
    }

    /// The secret at a path, as the storage has it.
    fn kept(&self, path: &str) -> Option<Json> {
        let kept = self.0.lock().unwrap();
        let value = STANDARD.decode(kept.storage.get(path)?["value"].as_str().unwrap()).unwrap();
        Some(serde_json::from_slice(&value).unwrap())
    }
}

fn files() -> (PathBuf, PathBuf) {
    let include = Path::new(env!("CARGO_MANIFEST_DIR")).join("../go-plugin/testdata/proto/hashicorp/vault");
    (include.join("sdk/plugin/pb/backend.proto"), include)
}

fn codec() -> Codec {
    let (file, include) = files();
    let schema = Schema::from_files(&[file], &[include]).unwrap();
    Codec::new(&schema, &Mapping::derive(&schema, &Options::default()).unwrap()).unwrap()
}

/// An engine, and the Vault that it is a part of.
struct Mount {
    _test: GoTest,
    host: Host,
    plugin: Arc<dyn PluginHandle>,
    vault: Vault,
    served: Served,
}

impl Mount {
    /// Loads the engine, which has nothing to do with a Vault yet; none where it cannot be built.
    async fn new(version: u32, multiplex: bool) -> Option<Self> {
        let mut test = GoTest::new(KV)?;
        let (file, include) = files();
        let go = test.go();
        let value = "6669da05-b1c8-4f49-97d9-c8e5bed98e20".to_string();
        go.cookie = Cookie { key: "VAULT_BACKEND_PLUGIN".into(), value };
        go.multiplex = multiplex;
        // Else it asks a Vault for a certificate.
        test.config.permissions.env.insert("VAULT_PLUGIN_AUTOMTLS_ENABLED".into(), "true".into());
        let offered = GoVersion::grpc([file]).with(|offered| {
            offered.include = vec![include];
            // From version 5 on a process may have several engines.
            offered.metadata.insert("multiplex_id".into(), "first".into());
        });
        let test = test.version(version, offered);
        let (host, plugin) = test.load().await.unwrap();
        let vault = Vault::default();
        let served = vault.serve(host.go_plugin("go").unwrap().grpc().unwrap()).await;
        Some(Self { _test: test, host, plugin, vault, served })
    }

    async fn call(&self, method: &str, request: Json) -> Result<Json, Status> {
        call_json(&*self.plugin, &format!("pb.Backend/{method}"), &request).await
    }

    /// Has the engine made, which gets to know its Vault.
    async fn setup(&self) {
        let setup = self.call("Setup", setup(self.served.id())).await.unwrap();
        assert_eq!(setup, json!({}));
        assert_eq!(self.call("Initialize", json!({})).await.unwrap(), json!({}));
    }

    /// What the engine answers to a request of Vault's.
    async fn handle(&self, operation: &str, path: &str, data: Json) -> Json {
        self.call("HandleRequest", request(operation, path, &data)).await.unwrap()
    }
}

fn setup(broker_id: u32) -> Json {
    json!({ "brokerId": broker_id, "Config": { "version": "1" }, "backendUUID": "9b2c" })
}

fn request(operation: &str, path: &str, data: &Json) -> Json {
    json!({ "request": { "operation": operation, "path": path, "data": data.to_string() } })
}

/// The data of a response, which is JSON in JSON.
fn data(answer: &Json) -> Json {
    serde_json::from_str(answer["response"]["data"].as_str().unwrap_or_else(|| panic!("{answer}"))).unwrap()
}

#[tokio::test]
async fn an_engine_keeps_secrets_in_the_storage_of_its_host() {
    for (version, multiplex) in [(4, false), (5, false), (5, true)] {
        let Some(mount) = Mount::new(version, multiplex).await else { return };
        assert_eq!(mount.host.go_plugin("go").unwrap().version(), version);
        // Before it is set up, there is none.
        assert_eq!(mount.call("Type", json!({})).await.unwrap_err().code, StatusCode::Unknown);
        mount.setup().await;
        assert_eq!(mount.call("Type", json!({})).await.unwrap(), json!({ "type": 1 }));
        let paths = mount.call("SpecialPaths", json!({})).await.unwrap();
        assert_eq!(paths["paths"]["sealWrapStorage"], json!(["*"]));

        let secret = json!({ "password": "open, sesame", "port": 5432 });
        let exists = async || mount.call("HandleExistenceCheck", request("create", "app/db", &secret)).await.unwrap();
        assert_eq!(exists().await, json!({ "checkFound": true }));
        assert_eq!(mount.handle("create", "app/db", secret.clone()).await, json!({}));
        assert_eq!(mount.vault.kept("app/db"), Some(secret.clone()));
        assert_eq!(mount.vault.0.lock().unwrap().events, ["kv-v1/write \"app/db\""]);
        assert_eq!(exists().await, json!({ "checkFound": true, "exists": true }));

        let read = mount.handle("read", "app/db", json!({})).await;
        assert_eq!(data(&read), secret);
        // What its system view says.
        assert_eq!(read["response"]["secret"]["leaseOptions"]["TTL"], HOUR);
        assert_eq!(data(&mount.handle("list", "app/", json!({})).await), json!({ "keys": ["db"] }));
        assert_eq!(data(&mount.handle("list", "", json!({})).await), json!({ "keys": ["app/"] }));

        assert_eq!(mount.handle("delete", "app/db", json!({})).await, json!({}));
        assert_eq!(mount.vault.kept("app/db"), None);
        assert_eq!(mount.call("Cleanup", json!({})).await.unwrap(), json!({}));
        assert_eq!(mount.call("Type", json!({})).await.unwrap_err().code, StatusCode::Unknown);
        mount.host.stop().await.unwrap();
    }
}

#[tokio::test]
async fn what_fails_in_an_engine_or_in_its_host_is_told() {
    let Some(mount) = Mount::new(4, false).await else { return };
    mount.setup().await;
    // Neither a secret nor an error.
    assert_eq!(mount.handle("read", "app/db", json!({})).await, json!({}));
    assert_eq!(data(&mount.handle("list", "nowhere/", json!({})).await), json!({}));
    // `ErrTypeUnsupportedOperation`.
    let unsupported = mount.handle("patch", "app/db", json!({})).await;
    assert_eq!(unsupported["err"]["errType"], 5, "{unsupported}");
    let empty = mount.handle("create", "app/db", json!({})).await;
    assert_eq!(data(&empty), json!({ "error": "missing data fields" }));
    // Data that is no JSON makes a call fail.
    let malformed = json!({ "request": { "operation": "read", "path": "app/db", "data": "{" } });
    assert_eq!(mount.call("HandleRequest", malformed).await.unwrap_err().code, StatusCode::Unknown);
    // A failure of the host's own goes through the engine, and comes back as its words.
    mount.vault.0.lock().unwrap().is_sealed = true;
    let sealed = mount.handle("read", "app/db", json!({})).await;
    let said = sealed["err"]["errMsg"].as_str().unwrap();
    assert!(
        said.starts_with("read failed: ") && said.contains("Unavailable") && said.contains("it is sealed"),
        "{said}"
    );
    mount.vault.0.lock().unwrap().is_sealed = false;
    assert_eq!(mount.handle("read", "app/db", json!({})).await, json!({}));
    // A host that serves no longer is a failure too, and the engine lives on.
    drop(mount.served);
    let request = request("read", "app/db", &json!({}));
    let unserved = call_json(&*mount.plugin, "pb.Backend/HandleRequest", &request).await.unwrap();
    assert!(unserved["err"]["errMsg"].as_str().unwrap().starts_with("read failed: "), "{unserved}");
    mount.plugin.health().await.unwrap();
    mount.host.stop().await.unwrap();
}

#[tokio::test]
async fn a_process_has_an_engine_for_each_id_in_its_metadata() {
    let Some(mount) = Mount::new(5, false).await else { return };
    mount.setup().await;
    // The second one by the raw session, whose metadata is the caller's own.
    let session = mount.host.go_plugin("go").unwrap();
    let session = session.grpc().unwrap();
    let vault = Vault::default();
    let served = vault.serve(session).await;
    let call = async |id: Option<&'static str>, method: &str, request: Json| {
        let function = GoSession::function(&*mount.plugin, &format!("pb.Backend/{method}")).unwrap();
        let message = function.encode_arguments(&function.arguments_from_json(&request.to_string()).unwrap()).unwrap();
        let mut request = Request::new(message.into());
        if let Some(id) = id {
            request.metadata_mut().insert("multiplex_id", id.parse().unwrap());
        }
        session.client().unary(function.path(), request).await
    };
    call(Some("second"), "Setup", setup(served.id())).await.unwrap();
    call(Some("second"), "HandleRequest", request("create", "who", &json!({ "is": "second" }))).await.unwrap();
    mount.handle("create", "who", json!({ "is": "first" })).await;
    assert_eq!(mount.vault.kept("who"), Some(json!({ "is": "first" })));
    assert_eq!(vault.kept("who"), Some(json!({ "is": "second" })));
    let without = call(None, "Type", json!({})).await;
    assert_eq!(without.unwrap_err().code(), Some(tonic::Code::Unknown));
    mount.host.stop().await.unwrap();
}
