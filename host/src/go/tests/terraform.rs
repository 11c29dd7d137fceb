//! A provider of Terraform, driven as Terraform does.

use amphi_go_plugin::proto::{Codec, Mapping, Options, Schema};
use serde_json::{Value as Json, json};

use super::*;

const PROVIDER: (&str, &str) = ("terraform", "github.com/hashicorp/terraform-provider-time");

/// The JSON of a `DynamicValue`'s bytes, in base64 as protobuf's JSON has it: `{}`, `null`, and a resource whose
/// `rfc3339` is 2020-02-12T06:36:13Z, with nothing else.
const EMPTY: &str = "e30=";
const NULL: &str = "bnVsbA==";
const RESOURCE: &str = "eyJyZmMzMzM5IjoiMjAyMC0wMi0xMlQwNjozNjoxM1oiLCJ0cmlnZ2VycyI6bnVsbCwiZGF5IjpudWxsLCJob3VyIjpudWxsLCJ\
                        pZCI6bnVsbCwibWludXRlIjpudWxsLCJtb250aCI6bnVsbCwic2Vjb25kIjpudWxsLCJ1bml4IjpudWxsLCJ5ZWFyIjpudWxsfQ==";

struct Provider {
    plugin: Arc<dyn PluginHandle>,
    codec: Codec,
}

impl Provider {
    /// Calls a method with protobuf's JSON, through the values of the derived WIT.
    async fn call(&self, method: &str, request: &Json) -> Json {
        let name = format!("tfplugin5.Provider/{method}");
        let function = self.codec.function(&name).unwrap();
        let args = function.arguments_from_json(&request.to_string()).unwrap();
        let returned = self.plugin.call(&name, &args).await.unwrap().unwrap();
        let answer =
            function.return_to_json(&returned).unwrap().unwrap_or_else(|status| panic!("{method}: {status:?}"));
        let answer: Json = serde_json::from_str(&answer).unwrap();
        let has_errors =
            answer["diagnostics"].as_array().is_some_and(|all| all.iter().any(|it| it["severity"] == "ERROR"));
        assert!(!has_errors, "{method}: {answer}");
        answer
    }
}

#[tokio::test]
async fn a_provider_plans_applies_and_reads() {
    let Some(mut test) = GoTest::new(PROVIDER) else { return };
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../go-plugin/testdata/proto/hashicorp/terraform-plugin-go/tfplugin5.proto");
    let value = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2".to_string();
    test.go().cookie = Cookie { key: "TF_PLUGIN_MAGIC_COOKIE".into(), value };
    let test = test.version(5, GoVersion::grpc([&file]));
    let (host, plugin) = test.load().await.unwrap();
    let schema = Schema::from_files(&[file], &[] as &[PathBuf]).unwrap();
    let mapping = Mapping::derive(&schema, &Options::default()).unwrap();
    let provider = Provider { plugin, codec: Codec::new(&schema, &mapping).unwrap() };

    let schema = provider.call("GetSchema", &json!({})).await;
    let fixed = &schema["resourceSchemas"]["time_static"]["block"]["attributes"];
    assert!(fixed.as_array().unwrap().iter().any(|attribute| attribute["name"] == "rfc3339"), "{schema}");
    let config = json!({ "config": { "json": EMPTY } });
    provider.call("PrepareProviderConfig", &config).await;
    provider.call("Configure", &json!({ "terraformVersion": "1.9.0", "config": { "json": EMPTY } })).await;

    let resource = json!({ "json": RESOURCE });
    provider.call("ValidateResourceTypeConfig", &json!({ "typeName": "time_static", "config": resource })).await;
    let before = json!({ "json": NULL });
    let plan = json!({
        "typeName": "time_static", "priorState": before, "proposedNewState": resource, "config": resource
    });
    let planned = provider.call("PlanResourceChange", &plan).await;
    let apply = json!({
        "typeName": "time_static", "priorState": before, "plannedState": planned["plannedState"], "config": resource,
        "plannedPrivate": planned["plannedPrivate"]
    });
    let applied = provider.call("ApplyResourceChange", &apply).await;
    // MessagePack in base64: the provider knew every part of the time when it planned.
    let state = applied["newState"]["msgpack"].as_str().unwrap();
    assert_eq!(planned["plannedState"]["msgpack"].as_str(), Some(state));
    // `"year": 2020` is its end.
    assert!(state.ends_with("pHllYXLNB+Q="), "{state}");
    let current = json!({ "typeName": "time_static", "currentState": { "msgpack": state } });
    let read = provider.call("ReadResource", &current).await;
    assert_eq!(read["newState"]["msgpack"].as_str(), Some(state));
    host.stop().await.unwrap();
}
