//! Builds the plugins that the tests load, each for both targets, and tells the tests where they are.

use std::error::Error;
use std::path::{Path, PathBuf};

use amphi_build::{Environment, PluginBuild, Profile};

/// The fixtures; the last one is an executable only.
const PLUGINS: [&str; 6] = ["conformance", "concurrent", "relay", "other", "older", "fault"];

/// What the fixtures are made of, from the workspace's root.
const SOURCES: [&str; 10] = [
    "tests/fixtures",
    "guest-sdk",
    "native-sdk",
    "protocol",
    "transport",
    "codegen",
    "wit",
    "Cargo.toml",
    "Cargo.lock",
    "build/src",
];

fn main() {
    if let Err(error) = build() {
        let mut cause: Option<&dyn Error> = Some(&*error);
        while let Some(error) = cause {
            for line in error.to_string().lines() {
                println!("cargo::error={line}");
            }
            cause = error.source();
        }
    }
}

fn build() -> Result<(), Box<dyn Error>> {
    let tests = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let root = tests.parent().ok_or("the tests have no workspace around them")?;
    for source in SOURCES {
        println!("cargo::rerun-if-changed={}", root.join(source).display());
    }
    let environment = Environment::read();
    let build = |profile| PluginBuild::new(&environment, &tests).profile(profile);
    // Small components compile quickly in the host; executables are quicker to build as they are.
    let components = &PLUGINS[..PLUGINS.len() - 1];
    for (name, wasm) in components.iter().zip(build(Profile::Plugin).wasm_of(components)?) {
        announce(name, "WASM", &wasm);
    }
    for (name, native) in PLUGINS.iter().zip(build(Profile::Dev).native_of(PLUGINS)?) {
        announce(name, "NATIVE", &native);
    }
    Ok(())
}

fn announce(name: &str, kind: &str, path: &Path) {
    println!("cargo::rustc-env=FIXTURE_{}_{kind}={}", name.to_uppercase(), path.display());
}
