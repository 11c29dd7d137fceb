//! The engine that a host's components share, made when the first of them is loaded.

use std::num::NonZeroUsize;
use std::sync::{Arc, OnceLock, Weak};

use amphi_protocol::Interface;
use wasmtime::component::{Component, Linker};
use wasmtime::{Config, Engine, InstanceAllocationStrategy, PoolingAllocationConfig, WasmBacktraceDetails};

use super::cache::{Cache, Compiled, ComponentDigest};
use super::ending::MAX_FRAMES;
use super::epoch::{Clock, Runs, Ticker};
use super::linked::LinkedComponents;
use super::store::{Data, MAX_CORE_INSTANCES, MAX_TABLE_ELEMENTS};
use super::{ambient, wasi};
use crate::config::{CacheConfig, Execution, PluginConfig};

/// The engine that a host's components share.
#[derive(Debug)]
pub(crate) struct Runtime {
    /// The largest `limits.memory` of the host's plugins: a slot of the pool has room for any of them.
    memory_bytes: u64,
    /// How many instances there are to be room for.
    instances: usize,
    cache: CacheConfig,
    /// For worlds without async functions, streams and futures.
    sequential: OnceLock<Result<Arc<Inner>, Failure>>,
    /// For worlds with them.
    concurrent: OnceLock<Result<Arc<Inner>, Failure>>,
}

/// An engine that could not be made; every load says so.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the engine cannot be made: {0}")]
struct Failure(String);

/// An engine with everything that belongs to it.
pub(super) struct Inner {
    pub(super) engine: Engine,
    /// Whether several tasks of a guest run beside each other.
    pub(super) is_concurrent: bool,
    clock: Clock,
    pub(super) cache: Cache,
    pub(super) linked: LinkedComponents,
    /// WASI and our own interfaces, linked once; each load adds its host imports to a copy.
    yielding: Linker<Data>,
    inline: Linker<Data>,
}

impl Runtime {
    /// Sizes the engine for the plugins of a host. Nothing is made before a component is loaded.
    pub(crate) fn new<'a>(plugins: impl Iterator<Item = &'a PluginConfig>, cache: CacheConfig) -> Self {
        let (mut memory_bytes, mut count) = (PAGE_BYTES, 0_usize);
        for plugin in plugins {
            memory_bytes = memory_bytes.max(plugin.limits.memory);
            count = count.saturating_add(usize::try_from(plugin.instance_count()).unwrap_or(usize::MAX));
        }
        Self { memory_bytes, instances: count, cache, sequential: OnceLock::new(), concurrent: OnceLock::new() }
    }

    /// The engine, made now if this is the first time.
    pub(super) fn inner(&self, is_concurrent: bool) -> Result<&Arc<Inner>, Box<dyn std::error::Error + Send + Sync>> {
        let inner = if is_concurrent { &self.concurrent } else { &self.sequential };
        let inner = inner.get_or_init(|| {
            let made = Inner::new(self.memory_bytes, self.instances, &self.cache, is_concurrent);
            made.map(Arc::new).map_err(|error| Failure(format!("{error:#}")))
        });
        inner.as_ref().map_err(|failure| failure.clone().into())
    }
}

impl Inner {
    fn new(memory_bytes: u64, instances: usize, cache: &CacheConfig, is_concurrent: bool) -> wasmtime::Result<Self> {
        let engine = engine(memory_bytes, instances, is_concurrent)?;
        let clock = Clock::start(engine.clone())?;
        let link = |execution| -> wasmtime::Result<_> {
            let mut linker = Linker::new(&engine);
            wasi::link(&mut linker, execution)?;
            ambient::link(&mut linker)?;
            Ok(linker)
        };
        let (yielding, inline) = (link(Execution::Yielding)?, link(Execution::Inline)?);
        let cache = Cache::new(cache, &engine);
        Ok(Self { engine, is_concurrent, clock, cache, linked: LinkedComponents::default(), yielding, inline })
    }

    pub(super) fn ticker(&self) -> Ticker {
        self.clock.ticker()
    }

    /// Has the clock tick while something runs guest code.
    pub(super) fn watch(&self, runs: Weak<dyn Runs>) {
        self.clock.watch(runs);
    }

    /// A linker with WASI and our own interfaces.
    pub(super) fn linker(&self, execution: Execution) -> &Linker<Data> {
        match execution {
            Execution::Yielding => &self.yielding,
            Execution::Inline => &self.inline,
        }
    }

    /// Compiles a component, and keeps it for the next time. It takes a while and all cores.
    pub(super) fn compile(
        &self,
        bytes: &[u8],
        digest: ComponentDigest,
        interface: Arc<Interface>,
    ) -> wasmtime::Result<Compiled> {
        let compiled = Compiled { component: Component::from_binary(&self.engine, bytes)?, interface };
        self.cache.keep(digest, &compiled);
        Ok(compiled)
    }
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inner").field("is_concurrent", &self.is_concurrent).finish_non_exhaustive()
    }
}

/// Makes an engine with a pool, or without one where the address space is short, as under `ulimit -v`.
fn engine(memory_bytes: u64, instances: usize, is_concurrent: bool) -> wasmtime::Result<Engine> {
    let mut pooled = config(is_concurrent);
    let pool = pool(&mut pooled, memory_bytes, instances);
    pooled.allocation_strategy(InstanceAllocationStrategy::Pooling(pool));
    Engine::new(&pooled).or_else(|error| {
        tracing::warn!(error = format!("{error:#}"), "no address space for a pool of instances, going on without");
        Engine::new(&config(is_concurrent))
    })
}

fn config(is_concurrent: bool) -> Config {
    let mut config = Config::new();
    config
        .epoch_interruption(true)
        // Worlds with async functions need it, and everything else is several times slower with it.
        .concurrency_support(is_concurrent)
        .wasm_component_model_fixed_length_lists(true)
        .wasm_backtrace_details(WasmBacktraceDetails::Disable)
        .wasm_backtrace_max_frames(NonZeroUsize::new(MAX_FRAMES));
    config
}

/// A pool with a slot for every instance that the host is likely to have, in a moderate part of the address space.
fn pool(config: &mut Config, memory_bytes: u64, instances: usize) -> PoolingAllocationConfig {
    let slot_bytes = memory_bytes.clamp(PAGE_BYTES, MAX_MEMORY_BYTES).next_multiple_of(PAGE_BYTES);
    config.memory_reservation(slot_bytes).memory_guard_size(GUARD_BYTES);
    let affordable = usize::try_from(POOL_BYTES / (slot_bytes + GUARD_BYTES)).unwrap_or(usize::MAX);
    let slots = affordable.clamp(instances.saturating_mul(2).max(MIN_SLOTS), MAX_SLOTS);
    let slots = u32::try_from(slots).unwrap_or(u32::MAX);
    let mut pool = PoolingAllocationConfig::new();
    pool.total_component_instances(slots)
        .total_memories(slots)
        .total_stacks(slots)
        .total_tables(slots.saturating_mul(4))
        .total_core_instances(slots.saturating_mul(8))
        .max_core_instances_per_component(u32::try_from(MAX_CORE_INSTANCES).unwrap_or(u32::MAX))
        .table_elements(MAX_TABLE_ELEMENTS)
        .max_memory_size(usize::try_from(slot_bytes).unwrap_or(usize::MAX));
    pool
}

/// Bytes of a page of wasm memory.
const PAGE_BYTES: u64 = 64 << 10;

/// The most that a 32-bit memory can have.
const MAX_MEMORY_BYTES: u64 = 4 << 30;

/// Bytes after a memory that trap without a check of their own: constant offsets below this cost nothing.
const GUARD_BYTES: u64 = 32 << 20;

/// Bytes of address space for the pool: nothing of it is resident before it is used, but page tables and
/// `ulimit -v` count it.
const POOL_BYTES: u64 = 64 << 30;

/// Instances that there is room for at least, whatever they may take.
const MIN_SLOTS: usize = 16;

/// Instances that there is room for at most.
const MAX_SLOTS: usize = 1000;
