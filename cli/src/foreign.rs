//! Plugins of go-plugin: calls with protobuf's own JSON, and what a running one says of itself.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use amphi_host::config::GoDialect;
use amphi_host::go_plugin::proto::Function;
use amphi_host::{Address, GoSession, Host, PluginHandle, Value};
use serde_json::{Value as Json, json};

use crate::failure::{Code, Failure};
use crate::{imports, output};

/// A call that is made with JSON: a function of a gRPC plugin, and the JSON of its request.
pub(crate) struct JsonCall {
    pub(crate) function: Function,
    pub(crate) values: Vec<Value>,
}

impl JsonCall {
    /// Takes a call whose one argument is a JSON object, if it is for a plugin over gRPC.
    pub(crate) fn of(handle: &dyn PluginHandle, name: &str, words: &[String]) -> Result<Option<Self>, Failure> {
        let Some(function) = GoSession::function(handle, name) else { return Ok(None) };
        let text = match words {
            [] => "{}",
            [word] if serde_json::from_str::<Json>(word).is_ok_and(|json| json.is_object()) => word,
            // It is WAVE, or so the reader of that will say.
            _ => return Ok(None),
        };
        if words.is_empty() && !function.params().is_empty() {
            return Ok(None);
        }
        let values = function.arguments_from_json(text).map_err(|error| Failure::new(Code::Usage, error))?;
        Ok(Some(Self { function, values }))
    }

    /// What it returned, as protobuf's JSON: the response, or the status of a failure.
    pub(crate) fn answer(&self, returned: &Value) -> Result<Json, Failure> {
        let parse = |text: &str| serde_json::from_str(text).map_err(|error| Failure::new(Code::Load, error));
        match self.function.return_to_json(returned).map_err(|error| Failure::new(Code::Crash, error))? {
            Ok(response) => parse(&response),
            Err(status) => Ok(json!({ "code": status.code.name(), "message": status.message })),
        }
    }
}

/// `amphi inspect --plugin`: loads a plugin of a configuration, and says what came of the handshake.
pub(crate) fn inspect(config: &Path, plugin: &str, json: bool) -> Result<ExitCode, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.map_err(|error| Failure::new(Code::Load, error))?;
    let seen = runtime.block_on(async {
        let host = Host::from_config(config).build().await?;
        let imports = imports::of(host.config(plugin)?, &[])?;
        let handle = host.load_dynamic(plugin, imports).await?;
        let seen = look(&handle).await;
        if let Err(error) = handle.stop().await {
            output::to_stderr(&format!("warning: {error}"));
        }
        Ok::<_, Failure>(seen)
    })?;
    if json {
        return output::json(&seen);
    }
    let mut lines = Vec::new();
    for (key, value) in seen.as_object().into_iter().flatten() {
        match value {
            Json::Array(items) => {
                lines.push(format!("{key}:"));
                lines.extend(items.iter().map(|item| format!("  {}", plain(item))));
            }
            Json::Null => {}
            value => lines.push(format!("{key:<10}{}", plain(value))),
        }
    }
    output::data(&lines.join("\n"))
}

fn plain(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_string)
}

async fn look(handle: &Arc<dyn PluginHandle>) -> Json {
    let info = handle.info();
    let functions: Vec<_> = info.interface.exports.iter().map(|(_, function)| function.to_string()).collect();
    let session = GoSession::of(&**handle).ok();
    let record = session.as_ref().map(GoSession::record);
    let address = record.map(|record| match &record.address {
        Address::Unix(path) => format!("unix {}", path.display()),
        Address::Tcp(address) => format!("tcp {address}"),
    });
    let dialect = record.map(|record| match record.dialect {
        GoDialect::Grpc => "grpc",
        GoDialect::NetRpc => "netrpc",
    });
    let services = match session.as_ref().and_then(GoSession::grpc) {
        // Most plugins have no reflection, and that is no failure.
        Some(grpc) => grpc.reflect(REFLECTION).await.ok().map(|reflection| reflection.services),
        None => None,
    };
    json!({
        "plugin": &*info.name,
        "process": info.process_id,
        "dialect": dialect,
        "version": record.map(|record| record.version),
        "address": address,
        "services": services,
        "functions": functions,
    })
}

/// How long a plugin may take to describe itself.
const REFLECTION: Duration = Duration::from_secs(5);
