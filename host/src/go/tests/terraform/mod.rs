//! Providers of Terraform, driven as Terraform does: one of today, and one of 2019.

mod local;
mod msgpack;
mod time;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::*;

/// A running provider.
struct Provider(Arc<dyn PluginHandle>);

impl Provider {
    async fn ask(&self, method: &str, request: &Json) -> Result<Json, Status> {
        call_json(&*self.0, &format!("tfplugin5.Provider/{method}"), request).await
    }

    /// Calls a method that has nothing to complain about.
    async fn call(&self, method: &str, request: &Json) -> Json {
        let answer = self.ask(method, request).await.unwrap_or_else(|status| panic!("{method}: {status:?}"));
        assert!(complaints(&answer).is_empty(), "{method}: {answer}");
        answer
    }

    /// Configures a provider that has nothing to configure, and gives the attributes of a resource.
    async fn configure(&self, kind: &str) -> Vec<String> {
        let schema = self.call("GetSchema", &json!({})).await;
        let nothing = dynamic(&json!({}));
        self.call("PrepareProviderConfig", &json!({ "config": nothing })).await;
        self.call("Configure", &json!({ "terraformVersion": "1.9.0", "config": nothing })).await;
        let attributes = schema["resourceSchemas"][kind]["block"]["attributes"].as_array().unwrap();
        attributes.iter().map(|attribute| attribute["name"].as_str().unwrap().to_string()).collect()
    }

    /// Plans a resource and makes it.
    async fn create(&self, kind: &str, config: &Json) -> Made {
        let (config, nothing) = (dynamic(config), dynamic(&Json::Null));
        self.call("ValidateResourceTypeConfig", &json!({ "typeName": kind, "config": config })).await;
        let plan = json!({ "typeName": kind, "priorState": nothing, "proposedNewState": config, "config": config });
        let planned = self.call("PlanResourceChange", &plan).await;
        let apply = json!({
            "typeName": kind, "priorState": nothing, "plannedState": planned["plannedState"], "config": config,
            "plannedPrivate": planned["plannedPrivate"],
        });
        let applied = self.call("ApplyResourceChange", &apply).await;
        let [planned, state] = [&planned["plannedState"], &applied["newState"]].map(Json::clone);
        Made { kind: kind.to_string(), planned, state, private: applied["private"].clone() }
    }

    /// What has become of a resource.
    async fn read(&self, made: &Made) -> Json {
        let current = json!({ "typeName": made.kind, "currentState": made.state, "private": made.private });
        self.call("ReadResource", &current).await["newState"].clone()
    }

    /// Removes a resource.
    async fn delete(&self, made: &Made) {
        let nothing = dynamic(&Json::Null);
        let apply = json!({
            "typeName": made.kind, "priorState": made.state, "plannedState": nothing, "config": nothing,
            "plannedPrivate": made.private,
        });
        let applied = self.call("ApplyResourceChange", &apply).await;
        assert_eq!(value(&applied["newState"]), Json::Null);
    }
}

/// Makes a provider of a plugin: with the cookie that they all have, and with the protocol of their gRPC.
fn provider(mut test: GoTest) -> GoTest {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../go-plugin/testdata/proto/hashicorp/terraform-plugin-go/tfplugin5.proto");
    let value = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2".to_string();
    test.go().cookie = Cookie { key: "TF_PLUGIN_MAGIC_COOKIE".into(), value };
    test.version(5, GoVersion::grpc([file]))
}

/// A resource that was made: `DynamicValue`s, as they came.
struct Made {
    kind: String,
    planned: Json,
    state: Json,
    private: Json,
}

/// What an answer says that is wrong.
fn complaints(answer: &Json) -> Vec<&Json> {
    let all = answer["diagnostics"].as_array().map(Vec::as_slice).unwrap_or_default();
    all.iter().filter(|it| it["severity"] == "ERROR").collect()
}

/// A `DynamicValue`, whose bytes are base64 in protobuf's JSON. Old providers take no JSON in it.
fn dynamic(value: &Json) -> Json {
    json!({ "msgpack": STANDARD.encode(msgpack::written(value)) })
}

/// What a `DynamicValue` says.
fn value(dynamic: &Json) -> Json {
    msgpack::read(&STANDARD.decode(dynamic["msgpack"].as_str().unwrap()).unwrap())
}
