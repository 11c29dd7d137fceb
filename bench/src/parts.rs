//! Functions that wait, streams and resources, on both backends; for components beside bare wasmtime.

use std::time::Instant;

use amphi_host::{Backend, Host, PluginConfig, StreamReader};
use tokio::task::JoinSet;
use wasmtime::component::{Component, Instance, Linker, StreamReader as BareStream, TypedFunc};
use wasmtime::{Config, Engine, Store};

use crate::Made;
use crate::case::{Case, Rig, SLICE, micros, on_worker, repeat_async};

amphi_host::bindings!({ path: "parts/wit", world: "parts" });

use exports::amphi::parts::things::{Counter, Point};

/// The loaded plugin.
async fn loaded(rig: &Rig, backend: Backend) -> anyhow::Result<(Host, Parts)> {
    let source = if backend == Backend::Native { &rig.plugin.parts.native } else { &rig.plugin.parts.wasm };
    let host = Host::builder().plugin("parts", PluginConfig::new(source, backend)).build().await?;
    let plugin = host.load::<Parts>("parts").await?;
    Ok((host, plugin))
}

/// A method of a resource.
struct Method {
    _host: Host,
    counter: std::sync::Arc<Counter>,
}

impl Case for Method {
    fn samples(&mut self, rig: &Rig) -> anyhow::Result<Vec<f64>> {
        let counter = self.counter.clone();
        on_worker(rig, async move {
            repeat_async(async || {
                counter.add(1).await?;
                Ok(())
            })
            .await
        })
    }
}

pub(crate) fn method(rig: &Rig, backend: Backend) -> anyhow::Result<Made> {
    rig.runtime.block_on(async {
        let (host, plugin) = loaded(rig, backend).await?;
        let counter = Counter::new(&plugin.things()).await?.into();
        Ok(Box::new(Method { _host: host, counter }) as Made)
    })
}

/// Calls of an async function, so many under way at a time, in a second.
struct Beside {
    _host: Host,
    plugin: Parts,
    callers: usize,
}

impl Case for Beside {
    fn samples(&mut self, rig: &Rig) -> anyhow::Result<Vec<f64>> {
        let (plugin, callers) = (self.plugin.clone(), self.callers);
        rig.runtime.block_on(async {
            let begin = Instant::now();
            let mut tasks = JoinSet::new();
            for _ in 0..callers {
                let plugin = plugin.clone();
                tasks.spawn(async move {
                    let mut calls = 0_u32;
                    while begin.elapsed() < SLICE {
                        anyhow::ensure!(plugin.next(41).await? == 42);
                        calls += 1;
                    }
                    Ok(calls)
                });
            }
            let mut calls = 0.0;
            while let Some(done) = tasks.join_next().await {
                calls += f64::from(done??);
            }
            Ok(vec![calls / begin.elapsed().as_secs_f64()])
        })
    }
}

pub(crate) fn beside(rig: &Rig, backend: Backend, callers: usize) -> anyhow::Result<Made> {
    let (host, plugin) = rig.runtime.block_on(loaded(rig, backend))?;
    Ok(Box::new(Beside { _host: host, plugin, callers }))
}

/// A stream into the plugin, in MiB/s.
struct Flow {
    _host: Host,
    plugin: Parts,
    of: Of,
}

#[derive(Clone, Copy)]
pub(crate) enum Of {
    Bytes,
    Records,
}

impl Case for Flow {
    fn samples(&mut self, rig: &Rig) -> anyhow::Result<Vec<f64>> {
        let things = self.plugin.things();
        rig.runtime.block_on(async {
            let begin = Instant::now();
            let mut samples = Vec::new();
            while begin.elapsed() < SLICE {
                let begin = Instant::now();
                let count = match self.of {
                    Of::Bytes => things.drain(StreamReader::from_reader(std::io::Cursor::new(vec![7; FLOW]))).await?,
                    Of::Records => {
                        let point = |x| Ok(Point { x, y: 7 });
                        let points = futures_util::stream::iter((0..POINTS).map(point));
                        things.count(StreamReader::from_stream(points)).await? * size_of::<Point>() as u64
                    }
                };
                anyhow::ensure!(count == FLOW as u64, "{count} bytes have come");
                samples.push(MEBIBYTES / begin.elapsed().as_secs_f64());
            }
            Ok(samples)
        })
    }
}

pub(crate) fn flow(rig: &Rig, backend: Backend, of: Of) -> anyhow::Result<Made> {
    let (host, plugin) = rig.runtime.block_on(loaded(rig, backend))?;
    Ok(Box::new(Flow { _host: host, plugin, of }))
}

type Next = TypedFunc<(u64,), (u64,)>;
type Drain = TypedFunc<(BareStream<u8>,), (u64,)>;

/// The component in bare wasmtime, with concurrency; what it imports is never called.
async fn bare(rig: &Rig) -> anyhow::Result<(Store<()>, Instance)> {
    let mut config = Config::new();
    config.wasm_component_model_async(true);
    let engine = Engine::new(&config)?;
    let component = Component::from_file(&engine, &rig.plugin.parts.wasm)?;
    let mut linker = Linker::new(&engine);
    linker.define_unknown_imports_as_traps(&component)?;
    let mut store = Store::new(&engine, ());
    let instance = linker.instantiate_async(&mut store, &component).await?;
    Ok((store, instance))
}

/// Calls of an async function in bare wasmtime, so many under way at a time: in a second, or what one takes.
struct BareBeside {
    store: Store<()>,
    next: Next,
    callers: usize,
    is_rate: bool,
}

impl Case for BareBeside {
    fn samples(&mut self, rig: &Rig) -> anyhow::Result<Vec<f64>> {
        let Self { store, next, callers, is_rate } = self;
        rig.runtime.block_on(async {
            let begin = Instant::now();
            let calls = store.run_concurrent(async |accessor| {
                let caller = async || {
                    let mut calls = 0_u32;
                    while begin.elapsed() < SLICE {
                        anyhow::ensure!(next.call_concurrent(accessor, (41,)).await? == (42,));
                        calls += 1;
                    }
                    anyhow::Ok(calls)
                };
                futures_util::future::try_join_all((0..*callers).map(|_| caller())).await
            });
            let calls: u32 = calls.await??.into_iter().sum();
            let took = begin.elapsed();
            let rate = f64::from(calls) / took.as_secs_f64();
            Ok(vec![if *is_rate { rate } else { micros(took) / f64::from(calls) }])
        })
    }
}

pub(crate) fn bare_beside(rig: &Rig, callers: usize, is_rate: bool) -> anyhow::Result<Made> {
    rig.runtime.block_on(async {
        let (mut store, instance) = bare(rig).await?;
        let next = instance.get_typed_func(&mut store, "next")?;
        Ok(Box::new(BareBeside { store, next, callers, is_rate }) as Made)
    })
}

/// A stream of bytes into the component in bare wasmtime, in MiB/s.
struct BareFlow {
    store: Store<()>,
    drain: Drain,
}

impl Case for BareFlow {
    fn samples(&mut self, rig: &Rig) -> anyhow::Result<Vec<f64>> {
        let Self { store, drain } = self;
        rig.runtime.block_on(async {
            let begin = Instant::now();
            let mut samples = Vec::new();
            while begin.elapsed() < SLICE {
                let begin = Instant::now();
                let bytes = BareStream::new(&mut *store, vec![7_u8; FLOW])?;
                let (count,) =
                    store.run_concurrent(async |accessor| drain.call_concurrent(accessor, (bytes,)).await).await??;
                anyhow::ensure!(count == FLOW as u64);
                samples.push(MEBIBYTES / begin.elapsed().as_secs_f64());
            }
            Ok(samples)
        })
    }
}

pub(crate) fn bare_flow(rig: &Rig) -> anyhow::Result<Made> {
    rig.runtime.block_on(async {
        let (mut store, instance) = bare(rig).await?;
        let things = instance.get_export_index(&mut store, None, "amphi:parts/things@0.1.0");
        let drain = instance.get_export_index(&mut store, things.as_ref(), "drain");
        let drain = drain.ok_or_else(|| anyhow::anyhow!("it exports no drain"))?;
        let drain = instance.get_typed_func(&mut store, drain)?;
        Ok(Box::new(BareFlow { store, drain }) as Made)
    })
}

/// Bytes of a stream, and the same in MiB.
const FLOW: usize = 16 << 20;
const MEBIBYTES: f64 = 16.0;

/// Records of a stream.
const POINTS: u32 = 2 << 20;
