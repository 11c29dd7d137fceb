//! The smallest host: `cargo run --bin hello-host -- wasm`, or `native`.

use std::io::Write as _;

use amphi_host::{Backend, Host, PluginConfig};
use anyhow::bail;

amphi_host::bindings!({ path: "../plugin/wit", world: "greeter" });

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    // The build script built the plugin for both targets.
    let config = match std::env::args().nth(1).as_deref() {
        Some("wasm") => PluginConfig::new(env!("HELLO_WASM"), Backend::Wasm),
        Some("native") => PluginConfig::new(env!("HELLO_NATIVE"), Backend::Native),
        _ => bail!("say how to isolate the plugin: wasm or native"),
    };
    let host = Host::builder().plugin("hello", config).build().await?;
    let greeter = host.load::<Greeter>("hello").await?;
    writeln!(std::io::stdout(), "{}", greeter.greet("world").await?)?;
    host.stop().await?;
    Ok(())
}
