//! Random worlds: whatever the types are, a plugin gets what its host gave, and the host gets it back.
//!
//! Worlds are made of a seed, in batches; the worlds of a batch are packages of one plugin, so that it is built once for each
//! target. Every function gives back what it is given, and once more by way of the host's function of the same name. The plugin
//! has static types, the host values: what wit-bindgen and our own generator make of a type must agree with what the host
//! makes of it at run time, natively and in the sandbox.
//!
//! `AMPHI_SEED=7` takes another seed, `AMPHI_LONG=1` twenty batches. A failure names the seed of its batch.

mod rng;
mod source;
mod world;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use amphi_build::{Environment, PluginBuild, Profile};
use amphi_host::{
    Backend, DynamicImports, Function, Host, ImportError, Interface, PluginConfig, PluginHandle, Type, Value,
};
use amphi_protocol::encode_value;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use self::rng::Rng;
use self::world::World;
use crate::bench::{builder, within};
use crate::conformance::values;

/// The worlds of a seed, as a crate that is built both ways.
fn build(seed: u64) -> Built {
    let mut rng = Rng::new(seed);
    let worlds: Vec<_> = (0..WORLDS).map(|index| World::random(&mut rng, index)).collect();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("random");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    for world in &worlds {
        write(folder.join(format!("wit/deps/w{}/world.wit", world.index)), &world.wit());
    }
    write(folder.join("wit/batch.wit"), &world::batch(&worlds));
    write(folder.join("src/lib.rs"), &source::plugin(&worlds));
    write(folder.join("src/main.rs"), source::MAIN);
    let manifest = std::fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let profiles = manifest.find("[profile.dev]").map_or("", |start| &manifest[start..]);
    write(folder.join("Cargo.toml"), &source::manifest(root.join("guest-sdk").to_str().unwrap(), profiles));
    let lock = folder.join("Cargo.lock");
    // Ours, so that nothing is fetched; cargo leaves out what the crate does not need.
    if !lock.is_file() {
        std::fs::copy(root.join("Cargo.lock"), lock).unwrap();
    }
    // Where the fixtures were built: what the SDK stands on is there.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("plugins");
    let environment = Environment::read();
    let build = |profile| PluginBuild::new(&environment, &folder).target_folder(&target).profile(profile);
    let failed = |error| -> PathBuf { panic!("the plugin of seed {seed}: {}", chain(&error)) };
    Built {
        wasm: build(Profile::Plugin).wasm().unwrap_or_else(failed),
        native: build(Profile::Dev).native().unwrap_or_else(failed),
    }
}

/// A plugin of a batch.
struct Built {
    wasm: PathBuf,
    native: PathBuf,
}

/// An error with all that it says.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// Writes a file, unless it says that already: cargo goes by its time.
fn write(path: PathBuf, content: &str) {
    if std::fs::read_to_string(&path).is_ok_and(|before| before == content) {
        return;
    }
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, content).unwrap();
}

/// The host's functions of the same names: each gives back what it is given.
fn echoes(interface: &Interface) -> DynamicImports {
    interface.imports.iter().fold(DynamicImports::new(), |imports, (_, function)| {
        let params: Vec<_> = function.params.iter().map(|param| (&*param.name, param.ty.clone())).collect();
        let result = function.result.clone();
        let echo = |_, args: Vec<Value>| async { Ok::<_, ImportError>(answer_of(args)) };
        imports.func(function.interface.as_deref(), &function.name, params, result, echo).unwrap()
    })
}

fn answer_of(mut args: Vec<Value>) -> Option<Value> {
    match args.len() {
        0 => None,
        1 => args.pop(),
        _ => Some(Value::Tuple(args)),
    }
}

/// The plugin on one backend.
async fn load(built: &Built, backend: Backend) -> (Host, Arc<dyn PluginHandle>) {
    let interface = amphi_wit::interface_of_component(&std::fs::read(&built.wasm).unwrap()).unwrap();
    let source = match backend {
        Backend::Native => &built.native,
        Backend::Wasm => &built.wasm,
    };
    let host = builder().plugin("random", PluginConfig::new(source, backend)).build().await.unwrap();
    let handle = host.load_dynamic("random", echoes(&interface)).await.unwrap();
    (host, handle)
}

fn bytes(value: Option<&Value>, ty: Option<&Type>) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let (Some(value), Some(ty)) = (value, ty) {
        encode_value(value, ty, &mut bytes).unwrap();
    }
    bytes
}

/// Calls a function with random values on both backends.
async fn echo(seed: u64, function: &Function, handles: &[Arc<dyn PluginHandle>; 2], runner: &mut TestRunner) {
    let name = function.full_name();
    let strategies: Vec<_> = function.params.iter().map(|param| values::of(&param.ty)).collect();
    for _ in 0..VALUES {
        let args: Vec<_> = strategies.iter().map(|one| one.new_tree(runner).unwrap().current()).collect();
        let expected = bytes(answer_of(args.clone()).as_ref(), function.result.as_ref());
        for handle in handles {
            let answer = handle.call(&name, &args).await;
            let answer = answer.unwrap_or_else(|error| panic!("seed {seed}, {name}({args:?}): {}", chain(&error)));
            let got = bytes(answer.as_ref(), function.result.as_ref());
            let backend = handle.info().backend;
            assert!(got == expected, "seed {seed}, {backend:?}, {name}({args:?}): {answer:?}");
        }
    }
}

async fn batch(seed: u64) {
    let built = build(seed);
    let (native, wasm) = (load(&built, Backend::Native).await, load(&built, Backend::Wasm).await);
    let handles = [native.1, wasm.1];
    let interface = handles[0].info().interface.clone();
    assert_eq!(interface, handles[1].info().interface, "seed {seed}");
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &Rng::new(seed).bytes());
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    let mut tried = 0;
    for through_host in [false, true] {
        for handle in &handles {
            handle.call("through-host", &[Value::Bool(through_host)]).await.unwrap();
        }
        for (_, function) in interface.exports.iter().filter(|(_, function)| function.interface.is_some()) {
            echo(seed, function, &handles, &mut runner).await;
            tried += 1;
        }
    }
    assert!(tried >= 2 * WORLDS, "seed {seed}: only {tried} functions were tried");
    futures_util::future::join_all(handles.iter().map(|handle| handle.stop())).await;
}

#[test]
fn give_back_what_they_are_given() {
    let number = |name| std::env::var(name).ok().and_then(|number| number.parse::<u64>().ok());
    let seed = number("AMPHI_SEED").unwrap_or(FIRST_SEED);
    let batches = if number("AMPHI_LONG") == Some(1) { LONG_BATCHES } else { 1 };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    for seed in seed..seed + batches {
        runtime.block_on(within(LONGEST, batch(seed)));
    }
}

/// Worlds of a batch.
const WORLDS: usize = 50;

/// Batches for a thousand worlds.
const LONG_BATCHES: u64 = 20;

const FIRST_SEED: u64 = 1;

/// Values for each function, each with and without the way through the host.
const VALUES: usize = 6;

/// How long a batch may take: most of it is the compiler's.
const LONGEST: Duration = Duration::from_secs(1200);
