//! The same host code with the plugin in Rust on both backends, and with the one in Go.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test, where a panic is the report")]

use std::path::{Path, PathBuf};
use std::process::Command;

use amphi_build::{Environment, PluginBuild};

const HERE: &str = env!("CARGO_MANIFEST_DIR");

/// What the store says on its way, whoever answers.
const SEEN: [&str; 2] = ["at first: no value of \"hello\"", "then: hello, world"];

/// `amphi.toml` with other places for the plugins.
fn config(folder: &Path, wasm: &Path, native: &Path, go: &Path) -> PathBuf {
    let text = std::fs::read_to_string(Path::new(HERE).join("amphi.toml")).unwrap();
    let text = text
        .replacen("\"../plugin/dist/kv\"", &format!("{wasm:?}"), 1)
        .replacen("\"../plugin/dist/kv\"", &format!("{native:?}"), 1)
        .replace("\"../go/kv-go\"", &format!("{go:?}"))
        .replace("\"../", &format!("\"{HERE}/../"));
    let path = folder.join("amphi.toml");
    std::fs::write(&path, text).unwrap();
    path
}

async fn check(config: &Path, plugin: &str) {
    let seen = kv_host::tour(config, plugin).await.unwrap_or_else(|error| panic!("{plugin}: {error:?}"));
    assert_eq!(seen, SEEN, "{plugin}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_interface_is_answered_in_rust_and_in_go() {
    let environment = Environment::read();
    let built = PluginBuild::new(&environment, Path::new(HERE).join("../plugin")).both().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let go = folder.path().join("kv-go");
    let config = config(folder.path(), &built.wasm, &built.native, &go);
    check(&config, "kv-wasm").await;
    check(&config, "kv-native").await;

    let mut compiler = Command::new("go");
    let module = Path::new(HERE).join("../go");
    let compiled = compiler.args(["build", "-trimpath", "-o"]).arg(&go).arg(".").current_dir(module).output();
    match compiled {
        Ok(output) if output.status.success() => check(&config, "kv-go").await,
        missing if std::env::var("CI").is_ok_and(|ci| ci == "true") => {
            panic!("Go cannot build the plugin: {missing:?}")
        }
        missing => eprintln!("skipped: Go cannot build the plugin: {missing:?}"),
    }
}
