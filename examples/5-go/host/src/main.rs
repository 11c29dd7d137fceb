//! `cargo run --bin kv-host -- kv-go`, or `kv-native`, or `kv-wasm`: the plugin of `amphi.toml` that is to answer.

use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let plugin = std::env::args().nth(1).context("say which plugin is to answer: kv-go, kv-native or kv-wasm")?;
    let config = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/amphi.toml"));
    for line in kv_host::tour(config, &plugin).await? {
        writeln!(std::io::stdout(), "{line}")?;
    }
    Ok(())
}
