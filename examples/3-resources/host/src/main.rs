//! Keeps files in a store that is a plugin: `cargo run --bin store-host -- wasm README.md`, or `native`.

use std::io::Write as _;

use amphi_host::{Backend, CallContext, Host, ImportError, PluginConfig, StreamReader};
use anyhow::{Context as _, bail};
use tokio::fs::File;
use tokio::io::AsyncReadExt as _;

amphi_host::bindings!({ path: "../plugin/wit", world: "store" });

use example::store::watcher;

/// Says what the plugin reports.
struct Watcher;

impl watcher::Host for Watcher {
    async fn saved(&self, _context: &CallContext, name: String, bytes: u64) -> Result<(), ImportError> {
        writeln!(std::io::stdout(), "saved {name}: {bytes} bytes").map_err(|error| ImportError::new(error.to_string()))
    }
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    // The build script built the plugin for both targets.
    let config = match arguments.next().as_deref() {
        Some("wasm") => PluginConfig::new(env!("STORE_WASM"), Backend::Wasm),
        Some("native") => PluginConfig::new(env!("STORE_NATIVE"), Backend::Native),
        _ => bail!("say how to isolate the plugin, and which files it is to keep: wasm README.md"),
    };
    let host = Host::builder().plugin("store", config).build().await?;
    let documents = host.load_with::<Store>("store", Watcher).await?.documents();

    for path in arguments {
        // The file is read as the plugin takes it.
        let file = File::open(&path).await.with_context(|| format!("cannot open {path}"))?;
        let document = documents.create(&path).await??;
        document.write(StreamReader::from_reader(file)).await?.with_context(|| format!("the store refuses {path}"))?;

        // What the plugin gives goes back to it, in another document.
        let copy = documents.create(&format!("{path}, once more")).await??;
        copy.write(document.read().await?).await??;
        anyhow::ensure!(copy.words().await? == document.words().await?, "the copy has other words");

        let mut head = [0; 60];
        let read = document.read().await?.read(&mut head).await?;
        let head = String::from_utf8_lossy(head.get(..read).unwrap_or_default()).into_owned();
        writeln!(std::io::stdout(), "{path}: {} words, from {:?} on", copy.words().await?, head.lines().next())?;
        // Dropping a handle tells the plugin; the document itself stays.
    }
    writeln!(std::io::stdout(), "the store has {}", documents.names().await?.join("; "))?;
    host.stop().await?;
    Ok(())
}
