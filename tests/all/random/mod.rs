//! Random worlds: whatever the types are, a plugin gets what its host gave, and the host gets it back.
//!
//! Worlds are made of a seed, in batches; those of a batch are packages of three plugins, which are built at once for each
//! target. Every function gives back what it is given, and once more by way of the host's function of the same name where
//! there is one: all but the resources that it is lent, for which it gives back their numbers. The plugins have static
//! types, the host values, and for some worlds static types too: what wit-bindgen and our own generators make of a type must
//! agree with what the host makes of it at run time, natively and in the sandbox. Of the resources of either side none is
//! left afterwards.
//!
//! `AMPHI_SEED=7` takes another seed, `AMPHI_LONG=1` twenty batches. A failure names the seed of its batch.

mod batch;
mod rng;
mod source;
mod spelling;
mod tokens;
mod turn;
#[expect(
    clippy::all,
    clippy::use_self,
    reason = "the types are random ones, and what is written for them is read by nobody"
)]
mod typed;
mod types;
mod values;
mod wit;
mod world;

use std::sync::Arc;
use std::time::Duration;

use amphi_host::{Backend, Function, Host, Interface, PluginConfig, PluginHandle, Value};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use self::rng::Rng;
use self::tokens::Tokens;
use self::typed::Purse;
use crate::bench::generated::{self, Built, chain};
use crate::bench::{builder, eventually, within};
use crate::conformance::values as random_values;

/// The plugins of a seed: of plain worlds, of those with tasks, and of those with static clients.
fn build(seed: u64) -> [Built; 3] {
    let all = [
        ("random-plain", batch::plain(seed)),
        ("random-tasks", batch::tasks(seed)),
        ("random-typed", batch::typed(seed)),
    ];
    for (name, worlds) in &all {
        let library = name.replace('-', "_");
        generated::write_plugin(name, &source::plugin(worlds), &source::program(&library), &wit::files(worlds));
    }
    let names = all.map(|(name, _)| name.to_string());
    generated::build(&format!("the plugins of seed {seed}"), &names).try_into().unwrap()
}

/// A plugin on one backend.
struct Loaded {
    seed: u64,
    host: Host,
    handle: Arc<dyn PluginHandle>,
    tokens: Tokens,
}

impl Loaded {
    async fn host(built: &Built, backend: Backend) -> Host {
        let source = match backend {
            Backend::Native => &built.native,
            Backend::Wasm => &built.wasm,
        };
        builder().plugin("random", PluginConfig::new(source, backend)).build().await.unwrap()
    }

    async fn new(seed: u64, built: &Built, backend: Backend) -> Self {
        let interface = amphi_wit::interface_of_component(&std::fs::read(&built.wasm).unwrap()).unwrap();
        let host = Self::host(built, backend).await;
        let tokens = Tokens::new(&interface);
        let handle = host.load_dynamic("random", tokens.imports(&interface)).await;
        let handle = handle.unwrap_or_else(|error| panic!("seed {seed}, {backend:?}: {}", chain(&error)));
        Self { seed, host, handle, tokens }
    }

    /// Calls a function with values whose resources, streams and futures are yet to be made; gives the result as plain bytes.
    async fn call(&self, function: &Function, plain: &[Value]) -> Vec<u8> {
        let name = function.full_name();
        let failed = |error: amphi_host::Error| -> Option<Value> {
            let backend = self.handle.info().backend;
            panic!("seed {}, {backend:?}, {name}({plain:?}): {}", self.seed, chain(&error))
        };
        let mut args = Vec::new();
        for (value, param) in plain.iter().zip(&function.params) {
            let filled = values::filled(&*self.handle, &self.tokens, value.clone(), &param.ty).await;
            args.extend(filled.map(Some).unwrap_or_else(failed));
        }
        let answer = self.handle.call(&name, &args).await.unwrap_or_else(failed);
        match (answer, &function.result) {
            (Some(value), Some(ty)) => {
                let emptied = values::emptied(&*self.handle, &self.tokens, value, ty).await;
                values::bytes(&emptied.map(Some).unwrap_or_else(failed).unwrap(), &values::plain(ty))
            }
            _ => Vec::new(),
        }
    }

    async fn switch(&self, through_host: bool) {
        self.handle.call("through-host", &[Value::Bool(through_host)]).await.unwrap();
    }

    /// Nothing is left of what was made for calls.
    async fn is_empty(&self) {
        let (seed, backend) = (self.seed, self.handle.info().backend);
        eventually(&format!("seed {seed}, {backend:?}: no token is left"), || self.tokens.live() == 0).await;
        let live = async || self.handle.call("live", &[]).await.unwrap();
        within(ENOUGH, async { while live().await != Some(0_u32.into()) {} }).await;
    }
}

/// Random arguments of a function, without resources, streams and futures.
fn arguments(function: &Function, runner: &mut TestRunner) -> Vec<Value> {
    let plain = function.params.iter().map(|param| values::plain(&param.ty));
    plain.map(|ty| random_values::of(&ty).new_tree(runner).unwrap().current()).collect()
}

/// What comes back for arguments: all of them. A tuple is its parts.
fn expected(function: &Function, plain: &[Value]) -> Vec<u8> {
    let given = plain.iter().zip(&function.params);
    given.flat_map(|(value, param)| values::bytes(value, &values::plain(&param.ty))).collect()
}

/// The functions that give back what they are given: not those that the tests use themselves.
fn tried(interface: &Interface) -> impl Iterator<Item = &Function> {
    let functions = interface.exports.iter().map(|(_, function)| function);
    functions.filter(|function| {
        let is_ours = function.name.starts_with("[constructor]") || &*function.name == "[method]thing.number";
        function.interface.is_some() && !is_ours
    })
}

/// Calls every function of a plugin with random values on both backends, and by way of the host; gives how many there were.
async fn echo(seed: u64, built: &Built, runner: &mut TestRunner) -> usize {
    let both = [Loaded::new(seed, built, Backend::Native).await, Loaded::new(seed, built, Backend::Wasm).await];
    let interface = both[0].handle.info().interface.clone();
    assert_eq!(interface, both[1].handle.info().interface, "seed {seed}");
    for through_host in [false, true] {
        for loaded in &both {
            loaded.switch(through_host).await;
        }
        for function in tried(&interface) {
            for _ in 0..VALUES {
                let args = arguments(function, runner);
                let expected = expected(function, &args);
                for loaded in &both {
                    let got = loaded.call(function, &args).await;
                    let (backend, name) = (loaded.handle.info().backend, function.full_name());
                    assert!(got == expected, "seed {seed}, {backend:?}, {name}({args:?}) gave {got:?}");
                }
            }
        }
    }
    for loaded in both {
        loaded.is_empty().await;
        loaded.handle.stop().await.unwrap();
        drop(loaded.host);
    }
    tried(&interface).count()
}

/// The same with static types: they give what values give.
async fn echo_typed(seed: u64, built: &Built, runner: &mut TestRunner) {
    for backend in [Backend::Native, Backend::Wasm] {
        let host = Loaded::host(built, backend).await;
        let purse = Purse::default();
        let plugin = typed::load(seed, &host, &purse).await;
        let plugin = plugin.unwrap_or_else(|error| panic!("seed {seed}, {backend:?}: {}", chain(&error)));
        let handle = host.plugin("random").unwrap();
        for through_host in [false, true] {
            plugin.switch(through_host).await.unwrap();
            for function in tried(&handle.info().interface.clone()) {
                for _ in 0..VALUES {
                    let (name, args) = (function.full_name(), arguments(function, runner));
                    let expected = expected(function, &args);
                    let got = plugin.call(&name, &expected, &purse).await;
                    let got = got.unwrap_or_else(|error| panic!("seed {seed}, {name}({args:?}): {}", chain(&error)));
                    assert!(got == expected, "seed {seed}, {backend:?}, static types, {name}({args:?}) gave {got:?}");
                }
            }
        }
        eventually(&format!("seed {seed}, {backend:?}, static types: no token is left"), || purse.live() == 0).await;
        within(ENOUGH, async { while plugin.live().await.unwrap() > 0 {} }).await;
        handle.stop().await.unwrap();
    }
}

async fn batch(seed: u64) {
    let built = build(seed);
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &Rng::new(seed).bytes());
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    let mut tried = 0;
    for built in &built {
        tried += echo(seed, built, &mut runner).await;
    }
    assert!(tried >= WORLDS, "seed {seed}: only {tried} functions were tried");
    echo_typed(seed, &built[2], &mut runner).await;
}

#[test]
fn give_back_what_they_are_given() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let mut worlds = 0;
    for seed in batch::seeds() {
        runtime.block_on(within(LONGEST, batch(seed)));
        worlds += WORLDS;
        println!("seed {seed} has passed: {worlds} worlds so far");
    }
}

/// Worlds of a batch, each with a function at least.
const WORLDS: usize = 50;

/// Values for each function, each with and without the way through the host.
const VALUES: usize = 6;

/// How long it may take until the last resource is gone.
const ENOUGH: Duration = Duration::from_secs(20);

/// How long a batch may take: most of it is the compiler's.
const LONGEST: Duration = Duration::from_secs(1200);
