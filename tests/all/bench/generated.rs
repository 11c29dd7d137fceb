//! Plugins whose source a test writes, built as an author's are.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use amphi_build::{Environment, PluginBuild, Profile};

/// A plugin that was built.
#[derive(Clone, Debug)]
pub struct Built {
    pub wasm: PathBuf,
    pub native: PathBuf,
}

/// Writes a plugin's crate, with further files by their paths in it.
pub fn write_plugin(name: &str, library: &str, program: &str, files: &[(String, String)]) {
    let folder = workspace().join(name);
    let root = root();
    let sdk = root.join("guest-sdk");
    write(
        &folder.join("Cargo.toml"),
        &format!(
            "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [lib]\ncrate-type = [\"cdylib\", \"rlib\"]\n\n\
             [[bin]]\nname = \"{name}-native\"\npath = \"src/main.rs\"\n\n\
             [dependencies]\namphi-guest-sdk = {{ path = {sdk:?} }}\n"
        ),
    );
    write(&folder.join("src/lib.rs"), library);
    write(&folder.join("src/main.rs"), program);
    for (path, content) in files {
        write(&folder.join(path), content);
    }
}

/// Builds plugins that were written, in one run of cargo for each target.
///
/// # Panics
///
/// They do not compile; `what` says what they were.
pub fn build(what: &str, names: &[String]) -> Vec<Built> {
    let failed = |error| -> Vec<PathBuf> { panic!("{what}: {}", chain(&error)) };
    with_build(names, |build| {
        let wasm = build.wasm_of(names).unwrap_or_else(failed);
        let native = build.native_of(names).unwrap_or_else(failed);
        wasm.into_iter().zip(native).map(|(wasm, native)| Built { wasm, native }).collect()
    })
}

/// Gives what the compiler says of a plugin that is no component, an error each.
///
/// # Panics
///
/// It compiles.
pub fn errors_of_component(name: &str) -> Vec<String> {
    let built = with_build(&[name.to_string()], |build| build.wasm_of([name]));
    let Err(amphi_build::Error::Cargo { output, .. }) = built else { panic!("{name}: {built:?}") };
    let errors = output.split("\nerror").map(|error| error.trim_start_matches("error").to_string());
    errors.filter(|error| !error.starts_with(": aborting due to ")).collect()
}

/// Gives a build of the crates alone: what was written for other tests is no part of the workspace.
fn with_build<R>(names: &[String], run: impl FnOnce(&PluginBuild<'_>) -> R) -> R {
    // Cargo would have the builds of two tests wait for each other anyway, and this keeps them apart in the manifest too.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let (folder, root) = (workspace(), root());
    let members: Vec<_> = names.iter().map(|name| format!("{name:?}")).collect();
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n{PROFILES}", members.join(", "));
    write(&folder.join("Cargo.toml"), &manifest);
    // Ours, so that nothing is fetched; cargo leaves out what the crates do not need.
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    // Where the fixtures were built: what the SDK stands on is there.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("plugins");
    let environment = Environment::read();
    run(&PluginBuild::new(&environment, folder.join(&names[0])).target_folder(&target).profile(Profile::Dev))
}

/// An error with all that it says.
pub fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Writes a file, unless it says that already: cargo goes by its time.
fn write(path: &Path, content: &str) {
    if fs::read_to_string(path).is_ok_and(|before| before == content) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

/// What was generated runs once; what it stands on is as it is for the fixtures.
const PROFILES: &str = "\
[profile.dev]
opt-level = 0
debug = false

[profile.dev.package.\"*\"]
opt-level = 2
debug = false

[profile.dev.build-override]
opt-level = 0
";
