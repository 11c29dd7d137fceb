//! A host of a key-value store. Nothing here says in which language its plugin is written, or what isolates it.

use std::path::Path;

use amphi_host::Host;
use anyhow::ensure;

amphi_host::bindings!({ path: "../wit", world: "kv-store" });

use example::kv::types::{GetRequest, PutRequest, StatusCode};

/// Sets a value and reads it again, in a plugin of a configuration; says what came back.
///
/// # Errors
///
/// The plugin cannot be loaded or called, or it is no store.
pub async fn tour(config: &Path, plugin: &str) -> anyhow::Result<Vec<String>> {
    let host = Host::from_config(config).build().await?;
    let store = host.load::<KvStore>(plugin).await?.kv();
    let mut seen = Vec::new();

    let key = || "hello".to_string();
    let refused = store.get(GetRequest { key: key() }).await?;
    let Err(status) = refused else { anyhow::bail!("it has values before any was set") };
    ensure!(status.code == StatusCode::NotFound, "another status: {status:?}");
    seen.push(format!("at first: {}", status.message));

    store.put(PutRequest { key: key(), value: b"world".to_vec() }).await??;
    let found = store.get(GetRequest { key: key() }).await??;
    seen.push(format!("then: hello, {}", String::from_utf8_lossy(&found.value)));
    host.stop().await?;
    Ok(seen)
}
