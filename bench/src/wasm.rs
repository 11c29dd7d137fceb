//! Calls into a component and its load, beside bare wasmtime with the same component.

use std::time::{Duration, Instant};

use amphi_host::config::{CacheConfig, Execution};
use amphi_host::{Host, Value};
use wasmtime::component::{Component, ComponentExportIndex, Instance, InstancePre, Linker, TypedFunc};
use wasmtime::{Config, Engine, InstanceAllocationStrategy, PoolingAllocationConfig, Store};

use crate::Made;
use crate::case::{Case, Rig, SLICE, micros, repeat, repeat_async, repeat_tiny};
use crate::plugin::{Bench, Reflect};

pub(crate) const INLINE: Execution = Execution::Inline;
pub(crate) const YIELDING: Execution = Execution::Yielding;

fn engine() -> anyhow::Result<Engine> {
    let mut config = Config::new();
    config.concurrency_support(false);
    Ok(Engine::new(&config)?)
}

/// The component in bare wasmtime; what it imports is never called.
fn bare(rig: &Rig) -> anyhow::Result<(Store<()>, Instance)> {
    let engine = engine()?;
    let component = Component::from_file(&engine, &rig.plugin.wasm)?;
    let mut linker = Linker::new(&engine);
    linker.define_unknown_imports_as_traps(&component)?;
    let mut store = Store::new(&engine, ());
    let instance = linker.instantiate(&mut store, &component)?;
    Ok((store, instance))
}

struct BareScalar(Store<()>, TypedFunc<(u64,), (u64,)>);

impl Case for BareScalar {
    fn samples(&mut self, _rig: &Rig) -> anyhow::Result<Vec<f64>> {
        repeat_tiny(|| {
            anyhow::ensure!(self.1.call(&mut self.0, (41,))? == (42,));
            Ok(())
        })
    }
}

pub(crate) fn bare_scalar(rig: &Rig) -> anyhow::Result<Made> {
    let (mut store, instance) = bare(rig)?;
    let scalar = instance.get_typed_func(&mut store, "scalar")?;
    Ok(Box::new(BareScalar(store, scalar)))
}

struct BareAsyncScalar(Store<()>, TypedFunc<(u64,), (u64,)>);

impl Case for BareAsyncScalar {
    fn samples(&mut self, rig: &Rig) -> anyhow::Result<Vec<f64>> {
        rig.runtime.block_on(async {
            let mut samples = Vec::new();
            let begin = Instant::now();
            while begin.elapsed() < SLICE {
                let begin = Instant::now();
                for _ in 0..BATCH {
                    anyhow::ensure!(self.1.call_async(&mut self.0, (41,)).await? == (42,));
                }
                samples.push(micros(begin.elapsed()) / f64::from(BATCH));
            }
            Ok(samples)
        })
    }
}

pub(crate) fn bare_async_scalar(rig: &Rig) -> anyhow::Result<Made> {
    let (mut store, instance) = bare(rig)?;
    let scalar = instance.get_typed_func(&mut store, "scalar")?;
    Ok(Box::new(BareAsyncScalar(store, scalar)))
}

type Echo = TypedFunc<(Vec<u8>,), (Vec<u8>,)>;

struct BareEcho(Store<()>, Echo, usize);

impl Case for BareEcho {
    fn samples(&mut self, _rig: &Rig) -> anyhow::Result<Vec<f64>> {
        let data = vec![7; self.2];
        repeat(|| {
            // Amphi's client borrows, and wasmtime's typed call owns.
            let (back,) = self.1.call(&mut self.0, (data.clone(),))?;
            anyhow::ensure!(back.len() == data.len());
            Ok(())
        })
    }
}

pub(crate) fn bare_echo(rig: &Rig, bytes: usize) -> anyhow::Result<Made> {
    let (mut store, instance) = bare(rig)?;
    let echo = instance.get_typed_func(&mut store, "echo")?;
    Ok(Box::new(BareEcho(store, echo, bytes)))
}

struct BareAsyncEcho(Store<()>, Echo, usize);

impl Case for BareAsyncEcho {
    fn samples(&mut self, rig: &Rig) -> anyhow::Result<Vec<f64>> {
        let data = vec![7; self.2];
        rig.runtime.block_on(async {
            let mut samples = Vec::new();
            let begin = Instant::now();
            while begin.elapsed() < SLICE {
                let begin = Instant::now();
                let (back,) = self.1.call_async(&mut self.0, (data.clone(),)).await?;
                anyhow::ensure!(back.len() == data.len());
                samples.push(micros(begin.elapsed()));
            }
            Ok(samples)
        })
    }
}

pub(crate) fn bare_async_echo(rig: &Rig, bytes: usize) -> anyhow::Result<Made> {
    let (mut store, instance) = bare(rig)?;
    let echo = instance.get_typed_func(&mut store, "echo")?;
    Ok(Box::new(BareAsyncEcho(store, echo, bytes)))
}

/// A pre-linked component, and the place of its function.
struct BareFresh(Engine, InstancePre<()>, ComponentExportIndex);

impl Case for BareFresh {
    fn samples(&mut self, rig: &Rig) -> anyhow::Result<Vec<f64>> {
        rig.runtime.block_on(async {
            repeat_async(async || {
                let mut store = Store::new(&self.0, ());
                let instance = self.1.instantiate_async(&mut store).await?;
                let scalar: TypedFunc<(u64,), (u64,)> = instance.get_typed_func(&mut store, self.2)?;
                anyhow::ensure!(scalar.call_async(&mut store, (41,)).await? == (42,));
                Ok(())
            })
            .await
        })
    }
}

pub(crate) fn bare_fresh(rig: &Rig) -> anyhow::Result<Made> {
    let mut config = Config::new();
    config.concurrency_support(false);
    config.allocation_strategy(InstanceAllocationStrategy::Pooling(PoolingAllocationConfig::new()));
    let engine = Engine::new(&config)?;
    let component = Component::from_file(&engine, &rig.plugin.wasm)?;
    let mut linker = Linker::new(&engine);
    linker.define_unknown_imports_as_traps(&component)?;
    let Some(scalar) = component.get_export_index(None, "scalar") else { anyhow::bail!("it exports no scalar") };
    Ok(Box::new(BareFresh(engine, linker.instantiate_pre(&component)?, scalar)))
}

struct BareCompile(Engine, Vec<u8>);

impl Case for BareCompile {
    fn samples(&mut self, _rig: &Rig) -> anyhow::Result<Vec<f64>> {
        repeat(|| {
            Component::from_binary(&self.0, &self.1)?;
            Ok(())
        })
    }
}

pub(crate) fn bare_compile(rig: &Rig) -> anyhow::Result<Made> {
    Ok(Box::new(BareCompile(engine()?, std::fs::read(&rig.plugin.wasm)?)))
}

/// A loaded component, and what is done with it.
struct Calls {
    host: Host,
    plugin: Bench,
    kind: Kind,
}

enum Kind {
    Scalar,
    Echo(Vec<u8>),
    Callback(Vec<u8>),
    Dynamic,
}

impl Calls {
    fn made(rig: &Rig, execution: Execution, kind: Kind) -> anyhow::Result<Made> {
        rig.runtime.block_on(async {
            let host = rig.plugin.wasm(execution).build().await?;
            let plugin = host.load_with::<Bench>("bench", Reflect).await?;
            Ok(Box::new(Self { host, plugin, kind }) as Made)
        })
    }
}

impl Case for Calls {
    fn samples(&mut self, rig: &Rig) -> anyhow::Result<Vec<f64>> {
        let plugin = &self.plugin;
        rig.runtime.block_on(async {
            match &self.kind {
                Kind::Scalar => {
                    let samples = repeat_async(async || {
                        for _ in 0..BATCH {
                            anyhow::ensure!(plugin.scalar(41).await? == 42);
                        }
                        Ok(())
                    });
                    Ok(samples.await?.into_iter().map(|took| took / f64::from(BATCH)).collect())
                }
                Kind::Echo(data) => {
                    repeat_async(async || {
                        anyhow::ensure!(plugin.echo(data).await?.len() == data.len());
                        Ok(())
                    })
                    .await
                }
                Kind::Callback(data) => {
                    repeat_async(async || {
                        anyhow::ensure!(plugin.callback(data).await?.len() == data.len());
                        Ok(())
                    })
                    .await
                }
                Kind::Dynamic => {
                    let handle = self.host.plugin("bench")?;
                    let samples = repeat_async(async || {
                        for _ in 0..BATCH {
                            let result = handle.call("scalar", &[Value::U64(41)]).await?;
                            anyhow::ensure!(result == Some(Value::U64(42)));
                        }
                        Ok(())
                    });
                    Ok(samples.await?.into_iter().map(|took| took / f64::from(BATCH)).collect())
                }
            }
        })
    }
}

pub(crate) fn scalar(rig: &Rig, execution: Execution) -> anyhow::Result<Made> {
    Calls::made(rig, execution, Kind::Scalar)
}

pub(crate) fn echo(rig: &Rig, execution: Execution, bytes: usize) -> anyhow::Result<Made> {
    Calls::made(rig, execution, Kind::Echo(vec![7; bytes]))
}

pub(crate) fn callback(rig: &Rig) -> anyhow::Result<Made> {
    Calls::made(rig, YIELDING, Kind::Callback(vec![7; 64]))
}

pub(crate) fn dynamic_scalar(rig: &Rig) -> anyhow::Result<Made> {
    Calls::made(rig, YIELDING, Kind::Dynamic)
}

/// Calls that have a new instance each.
struct Fresh {
    _host: Host,
    plugin: Bench,
}

impl Case for Fresh {
    fn samples(&mut self, rig: &Rig) -> anyhow::Result<Vec<f64>> {
        rig.runtime.block_on(async {
            repeat_async(async || {
                anyhow::ensure!(self.plugin.scalar(41).await? == 42);
                Ok(())
            })
            .await
        })
    }
}

pub(crate) fn fresh(rig: &Rig) -> anyhow::Result<Made> {
    rig.runtime.block_on(async {
        let host = rig.plugin.wasm_fresh().build().await?;
        let plugin = host.load_with::<Bench>("bench", Reflect).await?;
        Ok(Box::new(Fresh { _host: host, plugin }) as Made)
    })
}

/// Loads, each by a host that has loaded nothing before.
struct Load {
    cached: bool,
}

impl Case for Load {
    fn samples(&mut self, rig: &Rig) -> anyhow::Result<Vec<f64>> {
        rig.runtime.block_on(async {
            let mut samples = Vec::new();
            let mut spent = Duration::ZERO;
            while spent < SLICE {
                let mut builder = rig.plugin.wasm(YIELDING);
                if !self.cached {
                    builder = builder.cache(CacheConfig::off());
                }
                let host = builder.build().await?;
                let begin = Instant::now();
                let plugin = host.load_with::<Bench>("bench", Reflect).await?;
                spent += begin.elapsed();
                samples.push(micros(begin.elapsed()));
                anyhow::ensure!(plugin.scalar(41).await? == 42);
            }
            Ok(samples)
        })
    }
}

pub(crate) fn load(_rig: &Rig, cached: bool) -> anyhow::Result<Made> {
    Ok(Box::new(Load { cached }))
}

/// Calls that are timed together: one takes less than a look at the clock.
const BATCH: u32 = 100;
