//! Calls into a process, and its start.

use std::time::{Duration, Instant};

use amphi_host::config::{Latency, Tls};
use amphi_host::{Backend, Digest, Host, PluginConfig, Value};
use tokio::task::JoinSet;

use crate::Made;
use crate::case::{Case, Rig, SLICE, micros, on_worker, repeat_async};
use crate::floor::per_call_cpu;
use crate::plugin::{Bench, Reflect};

/// A loaded plugin, and what is done with it.
struct Calls {
    host: Host,
    plugin: Bench,
    kind: Kind,
}

#[derive(Clone)]
enum Kind {
    Scalar,
    Echo(Vec<u8>),
    Callback(Vec<u8>),
    Dynamic,
}

impl Calls {
    fn new(rig: &Rig, tls: Tls, kind: Kind) -> anyhow::Result<Self> {
        Self::waiting(rig, tls, Latency::Adaptive, kind)
    }

    fn waiting(rig: &Rig, tls: Tls, latency: Latency, kind: Kind) -> anyhow::Result<Self> {
        rig.runtime.block_on(async {
            let host = rig.plugin.native(tls, latency).build().await?;
            let plugin = host.load_with::<Bench>("bench", Reflect).await?;
            Ok(Self { host, plugin, kind })
        })
    }

    fn process(&self) -> anyhow::Result<u32> {
        Ok(self.host.plugin("bench")?.info().process_id.unwrap_or_default())
    }
}

impl Case for Calls {
    fn samples(&mut self, rig: &Rig) -> anyhow::Result<Vec<f64>> {
        let (plugin, kind) = (self.plugin.clone(), self.kind.clone());
        let handle = self.host.plugin("bench")?;
        on_worker(rig, async move {
            match kind {
                Kind::Scalar => {
                    repeat_async(async || {
                        anyhow::ensure!(plugin.scalar(41).await? == 42);
                        Ok(())
                    })
                    .await
                }
                Kind::Echo(data) => {
                    repeat_async(async || {
                        anyhow::ensure!(plugin.echo(&data).await?.len() == data.len());
                        Ok(())
                    })
                    .await
                }
                Kind::Callback(data) => {
                    repeat_async(async || {
                        anyhow::ensure!(plugin.callback(&data).await?.len() == data.len());
                        Ok(())
                    })
                    .await
                }
                Kind::Dynamic => {
                    repeat_async(async || {
                        let result = handle.call("scalar", &[Value::U64(41)]).await?;
                        anyhow::ensure!(result == Some(Value::U64(42)));
                        Ok(())
                    })
                    .await
                }
            }
        })
    }
}

pub(crate) fn scalar(rig: &Rig) -> anyhow::Result<Made> {
    Ok(Box::new(Calls::new(rig, Tls::Auto, Kind::Scalar)?))
}

pub(crate) fn dynamic_scalar(rig: &Rig) -> anyhow::Result<Made> {
    Ok(Box::new(Calls::new(rig, Tls::Auto, Kind::Dynamic)?))
}

pub(crate) fn echo(rig: &Rig, bytes: usize) -> anyhow::Result<Made> {
    Ok(Box::new(Calls::new(rig, Tls::Auto, Kind::Echo(vec![7; bytes]))?))
}

pub(crate) fn echo_plain(rig: &Rig, bytes: usize) -> anyhow::Result<Made> {
    Ok(Box::new(Calls::new(rig, Tls::Off, Kind::Echo(vec![7; bytes]))?))
}

pub(crate) fn echo_with(rig: &Rig, latency: Latency, bytes: usize) -> anyhow::Result<Made> {
    Ok(Box::new(Calls::waiting(rig, Tls::Auto, latency, Kind::Echo(vec![7; bytes]))?))
}

pub(crate) fn callback(rig: &Rig) -> anyhow::Result<Made> {
    Ok(Box::new(Calls::new(rig, Tls::Auto, Kind::Callback(vec![7; 64]))?))
}

/// CPU time of both processes per call.
struct Cpu(Calls);

impl Case for Cpu {
    fn samples(&mut self, rig: &Rig) -> anyhow::Result<Vec<f64>> {
        let process = self.0.process()?;
        per_call_cpu(process, || Ok(self.0.samples(rig)?.len()))
    }
}

pub(crate) fn cpu(rig: &Rig, latency: Latency) -> anyhow::Result<Made> {
    Ok(Box::new(Cpu(Calls::waiting(rig, Tls::Auto, latency, Kind::Echo(vec![7; 64]))?)))
}

/// Many callers at once.
struct Concurrent {
    calls: Calls,
    callers: usize,
}

impl Case for Concurrent {
    fn samples(&mut self, rig: &Rig) -> anyhow::Result<Vec<f64>> {
        rig.runtime.block_on(async {
            let begin = Instant::now();
            let mut callers = JoinSet::new();
            for _ in 0..self.callers {
                let plugin = self.calls.plugin.clone();
                callers.spawn(async move {
                    let data = [7; 64];
                    let mut calls = 0_u32;
                    while begin.elapsed() < SLICE {
                        plugin.echo(&data).await?;
                        calls += 1;
                    }
                    anyhow::Ok(calls)
                });
            }
            let mut calls = 0.0;
            while let Some(done) = callers.join_next().await {
                calls += f64::from(done??);
            }
            Ok(vec![calls / begin.elapsed().as_secs_f64()])
        })
    }
}

pub(crate) fn calls(rig: &Rig, callers: usize) -> anyhow::Result<Made> {
    let calls = Calls::new(rig, Tls::Auto, Kind::Scalar)?;
    Ok(Box::new(Concurrent { calls, callers }))
}

/// How a plugin is started.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Start {
    Plain,
    Pinned,
    InLargeHost,
}

/// From nothing to the first reply.
struct Starting {
    host: Host,
    start: Start,
}

impl Case for Starting {
    fn samples(&mut self, rig: &Rig) -> anyhow::Result<Vec<f64>> {
        // Touched, so that the system has page tables for it.
        let large = if self.start == Start::InLargeHost { vec![1_u8; 1 << 30] } else { Vec::new() };
        let samples = rig.runtime.block_on(async {
            let mut samples = Vec::new();
            let mut spent = Duration::ZERO;
            while spent < SLICE {
                let begin = Instant::now();
                let plugin = self.host.load_with::<Bench>("bench", Reflect).await?;
                anyhow::ensure!(plugin.scalar(41).await? == 42);
                spent += begin.elapsed();
                samples.push(micros(begin.elapsed()));
                self.host.stop().await?;
            }
            Ok(samples)
        });
        drop(std::hint::black_box(large));
        samples
    }
}

pub(crate) fn start(rig: &Rig, start: Start) -> anyhow::Result<Made> {
    let mut config = PluginConfig::new(&rig.plugin.native, Backend::Native);
    if start == Start::Pinned {
        config.pins.native = vec![Digest::sha256_of(&std::fs::read(&rig.plugin.native)?)];
    }
    let host = rig.runtime.block_on(Host::builder().plugin("bench", config).build())?;
    Ok(Box::new(Starting { host, start }))
}
