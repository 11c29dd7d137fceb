//! Builds the plugins that the tests load, each for both targets, and tells the tests where they are; writes the clients of
//! the corpus and of random worlds.

#[path = "build/corpus.rs"]
mod corpus;
#[path = "build/random.rs"]
mod random;

use std::error::Error;
use std::path::{Path, PathBuf};

use amphi_build::{Environment, PluginBuild, Profile};

/// The fixtures that are components.
const COMPONENTS: [&str; 9] =
    ["conformance", "concurrent", "relay", "other", "older", "resources", "streams", "nested", "foreign"];

/// The fixtures that are executables.
const EXECUTABLES: [&str; 9] =
    ["conformance", "concurrent", "relay", "other", "older", "resources", "streams", "nested", "fault"];

/// What the fixtures are made of, from the workspace's root.
const SOURCES: [&str; 11] = [
    "tests/fixtures",
    "tests/foreign/wit",
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
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    corpus::write(&tests, &out)?;
    random::write(&out)?;
    let environment = Environment::read();
    let build = |profile| PluginBuild::new(&environment, &tests).profile(profile);
    // Small components compile quickly in the host; executables are quicker to build as they are.
    for (name, wasm) in COMPONENTS.iter().zip(build(Profile::Plugin).wasm_of(COMPONENTS)?) {
        announce(name, "WASM", &wasm);
    }
    for (name, native) in EXECUTABLES.iter().zip(build(Profile::Dev).native_of(EXECUTABLES)?) {
        announce(name, "NATIVE", &native);
    }
    Ok(())
}

fn announce(name: &str, kind: &str, path: &Path) {
    println!("cargo::rustc-env=FIXTURE_{}_{kind}={}", name.to_uppercase(), path.display());
}
