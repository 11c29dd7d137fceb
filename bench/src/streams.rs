//! Long arguments into a process: how fast they go, and what small calls feel of them.

use std::time::{Duration, Instant};

use amphi_host::Host;
use amphi_host::config::{Latency, Tls};
use tokio::task::JoinSet;

use crate::Made;
use crate::case::{Case, Rig, micros};
use crate::plugin::{Bench, Reflect};

/// Calls with arguments of 16 MiB, one after the other, in MiB/s.
struct Throughput {
    _host: Host,
    plugin: Bench,
    data: Vec<u8>,
}

impl Case for Throughput {
    fn samples(&mut self, rig: &Rig) -> anyhow::Result<Vec<f64>> {
        let Self { plugin, data, .. } = self;
        rig.runtime.block_on(async {
            let mut samples = Vec::new();
            let begin = Instant::now();
            while begin.elapsed() < SLICE {
                let begin = Instant::now();
                anyhow::ensure!(plugin.length(data).await? == data.len() as u64);
                samples.push(MEBIBYTES / begin.elapsed().as_secs_f64());
            }
            Ok(samples)
        })
    }
}

async fn loaded(rig: &Rig, tls: Tls) -> anyhow::Result<(Host, Bench)> {
    let host = rig.plugin.native(tls, Latency::Adaptive).build().await?;
    let plugin = host.load_with::<Bench>("bench", Reflect).await?;
    Ok((host, plugin))
}

pub(crate) fn throughput(rig: &Rig, tls: Tls) -> anyhow::Result<Made> {
    let (host, plugin) = rig.runtime.block_on(loaded(rig, tls))?;
    Ok(Box::new(Throughput { _host: host, plugin, data: vec![7; 16 << 20] }))
}

/// Small calls, alone or while arguments of 64 MiB go to the same instance; the 99th percentile of each round.
struct Small {
    _host: Host,
    plugin: Bench,
    beside: bool,
}

impl Case for Small {
    fn samples(&mut self, rig: &Rig) -> anyhow::Result<Vec<f64>> {
        let plugin = self.plugin.clone();
        let beside = self.beside;
        rig.runtime.block_on(async {
            let mut large = JoinSet::new();
            if beside {
                let plugin = plugin.clone();
                large.spawn(async move {
                    let data = vec![7; 64 << 20];
                    while plugin.length(&data).await.is_ok() {}
                });
                // Until the first one is on its way.
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            let data = [7; 64];
            let mut calls = Vec::new();
            let begin = Instant::now();
            while begin.elapsed() < SLICE {
                let begin = Instant::now();
                plugin.echo(&data).await?;
                calls.push(micros(begin.elapsed()));
            }
            calls.sort_by(f64::total_cmp);
            let place = calls.len() * 99 / 100;
            Ok(vec![calls.get(place).copied().unwrap_or(f64::NAN)])
        })
    }
}

pub(crate) fn small(rig: &Rig, beside: bool) -> anyhow::Result<Made> {
    let (host, plugin) = rig.runtime.block_on(loaded(rig, Tls::Auto))?;
    Ok(Box::new(Small { _host: host, plugin, beside }))
}

/// How long these run in a round: several of the long calls.
const SLICE: Duration = Duration::from_millis(400);

const MEBIBYTES: f64 = 16.0;
