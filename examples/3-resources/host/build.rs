//! Builds the plugin for both targets and tells the host where it is.

use amphi_build::{Environment, PluginBuild};

fn main() -> anyhow::Result<()> {
    let environment = Environment::read();
    let built = PluginBuild::new(&environment, "../plugin").both()?;
    println!("cargo::rustc-env=STORE_WASM={}", built.wasm.display());
    println!("cargo::rustc-env=STORE_NATIVE={}", built.native.display());
    for source in built.sources()? {
        println!("cargo::rerun-if-changed={}", source.display());
    }
    Ok(())
}
