//! The rows: what there is to measure, and the floor of each.

use std::time::{Duration, Instant};

use amphi_host::Backend;
use amphi_host::config::{Latency, Tls};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

use crate::plugin::Built;
use crate::{Made, floor, go, native, parts, streams, wasm};

/// Something that is measured again and again.
pub(crate) trait Case {
    /// Does it for a while; gives what each time took or reached, in the row's unit.
    fn samples(&mut self, rig: &Rig) -> anyhow::Result<Vec<f64>>;
}

/// What every case stands on.
pub(crate) struct Rig {
    pub(crate) runtime: Runtime,
    pub(crate) plugin: Built,
}

impl Rig {
    pub(crate) fn new() -> anyhow::Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        Ok(Self { runtime, plugin: Built::new()? })
    }
}

/// A row that can be asked for.
#[derive(Clone, Copy)]
pub(crate) struct Spec {
    pub(crate) name: &'static str,
    pub(crate) unit: &'static str,
    /// The row that it is compared with.
    pub(crate) floor: Option<&'static str>,
    pub(crate) make: fn(&Rig) -> anyhow::Result<Made>,
}

const fn row(
    name: &'static str,
    unit: &'static str,
    floor: &'static str,
    make: fn(&Rig) -> anyhow::Result<Made>,
) -> Spec {
    Spec { name, unit, floor: Some(floor), make }
}

const fn bare(name: &'static str, unit: &'static str, make: fn(&Rig) -> anyhow::Result<Made>) -> Spec {
    Spec { name, unit, floor: None, make }
}

/// Every row, the floors first.
const ROWS: &[Spec] = &[
    bare("floor/uds/tokio", "us", |rig| floor::socket(rig, 64)),
    bare("floor/uds/tokio/4KiB", "us", |rig| floor::socket(rig, 4 << 10)),
    bare("floor/uds/tokio/1MiB", "us", |rig| floor::socket(rig, 1 << 20)),
    bare("floor/uds/tokio/cpu", "us", floor::socket_cpu),
    bare("floor/uds/tokio/calls", "calls/s", floor::socket_calls),
    bare("floor/uds/stream", "MiB/s", floor::stream),
    bare("floor/spawn-exit", "us", floor::spawn_exit),
    bare("floor/wasmtime/sync", "us", wasm::bare_scalar),
    bare("floor/wasmtime/sync/64B", "us", |rig| wasm::bare_echo(rig, 64)),
    bare("floor/wasmtime/sync/4KiB", "us", |rig| wasm::bare_echo(rig, 4 << 10)),
    bare("floor/wasmtime/sync/1MiB", "us", |rig| wasm::bare_echo(rig, 1 << 20)),
    bare("floor/wasmtime/async", "us", wasm::bare_async_scalar),
    bare("floor/wasmtime/async/64B", "us", |rig| wasm::bare_async_echo(rig, 64)),
    bare("floor/wasmtime/async/4KiB", "us", |rig| wasm::bare_async_echo(rig, 4 << 10)),
    bare("floor/wasmtime/async/1MiB", "us", |rig| wasm::bare_async_echo(rig, 1 << 20)),
    bare("floor/wasmtime/fresh", "us", wasm::bare_fresh),
    bare("floor/wasmtime/concurrent", "us", |rig| parts::bare_beside(rig, 1, false)),
    bare("floor/wasmtime/concurrent/1", "calls/s", |rig| parts::bare_beside(rig, 1, true)),
    bare("floor/wasmtime/concurrent/16", "calls/s", |rig| parts::bare_beside(rig, 16, true)),
    bare("floor/wasmtime/concurrent/256", "calls/s", |rig| parts::bare_beside(rig, 256, true)),
    bare("floor/wasmtime/stream", "MiB/s", parts::bare_flow),
    bare("floor/wasmtime/compile", "us", wasm::bare_compile),
    bare("go-host/grpc/64B", "us", |rig| go::theirs(rig, go::What::Call, go::Dialect::Grpc, true)),
    bare("go-host/grpc/64B/notls", "us", |rig| go::theirs(rig, go::What::Call, go::Dialect::Grpc, false)),
    bare("go-host/grpc/callback", "us", |rig| go::theirs(rig, go::What::CallBack, go::Dialect::Grpc, true)),
    bare("go-host/grpc/start", "us", |rig| go::theirs(rig, go::What::Start, go::Dialect::Grpc, true)),
    bare("go-host/netrpc/64B", "us", |rig| go::theirs(rig, go::What::Call, go::Dialect::NetRpc, true)),
    bare("go-host/netrpc/64B/notls", "us", |rig| go::theirs(rig, go::What::Call, go::Dialect::NetRpc, false)),
    bare("go-host/netrpc/start", "us", |rig| go::theirs(rig, go::What::Start, go::Dialect::NetRpc, true)),
    row("native/unary/64B", "us", "floor/uds/tokio", |rig| native::echo(rig, 64)),
    row("native/unary/64B/cpu", "us", "floor/uds/tokio/cpu", |rig| native::cpu(rig, Latency::Adaptive)),
    row("native/unary/64B/notls", "us", "floor/uds/tokio", |rig| native::echo_plain(rig, 64)),
    row("native/unary/64B/sleep", "us", "floor/uds/tokio", |rig| native::echo_with(rig, Latency::Sleep, 64)),
    row("native/unary/64B/sleep/cpu", "us", "floor/uds/tokio/cpu", |rig| native::cpu(rig, Latency::Sleep)),
    row("native/unary/64B/spin", "us", "floor/uds/tokio", |rig| native::echo_with(rig, Latency::Spin, 64)),
    row("native/unary/4KiB", "us", "floor/uds/tokio/4KiB", |rig| native::echo(rig, 4 << 10)),
    row("native/unary/1MiB", "us", "floor/uds/tokio/1MiB", |rig| native::echo(rig, 1 << 20)),
    row("native/scalar", "us", "floor/uds/tokio", native::scalar),
    row("native/callback/64B", "us", "floor/uds/tokio", native::callback),
    row("native/dynamic/scalar", "us", "native/scalar", native::dynamic_scalar),
    row("native/calls/16", "calls/s", "floor/uds/tokio/calls", |rig| native::calls(rig, 16)),
    row("native/calls/256", "calls/s", "floor/uds/tokio/calls", |rig| native::calls(rig, 256)),
    row("native/resource", "us", "floor/uds/tokio", |rig| parts::method(rig, Backend::Native)),
    row("native/async/1", "calls/s", "floor/uds/tokio/calls", |rig| parts::beside(rig, Backend::Native, 1)),
    row("native/async/16", "calls/s", "floor/uds/tokio/calls", |rig| parts::beside(rig, Backend::Native, 16)),
    row("native/async/256", "calls/s", "floor/uds/tokio/calls", |rig| parts::beside(rig, Backend::Native, 256)),
    row("native/stream/records", "MiB/s", "floor/uds/stream", |rig| {
        parts::flow(rig, Backend::Native, parts::Of::Records)
    }),
    row("native/stream/bytes", "MiB/s", "floor/uds/stream", |rig| streams::throughput(rig, Tls::Auto)),
    row("native/stream/bytes/notls", "MiB/s", "floor/uds/stream", |rig| streams::throughput(rig, Tls::Off)),
    bare("native/small-alone/p99", "us", |rig| streams::small(rig, false)),
    row("native/small-beside-large/p99", "us", "native/small-alone/p99", |rig| streams::small(rig, true)),
    row("native/start", "us", "floor/spawn-exit", |rig| native::start(rig, native::Start::Plain)),
    row("native/start/pinned", "us", "floor/spawn-exit", |rig| native::start(rig, native::Start::Pinned)),
    row("native/start/host-1GiB", "us", "floor/spawn-exit", |rig| native::start(rig, native::Start::InLargeHost)),
    row("wasm/scalar/inline", "us", "floor/wasmtime/sync", |rig| wasm::scalar(rig, wasm::INLINE)),
    row("wasm/scalar", "us", "floor/wasmtime/async", |rig| wasm::scalar(rig, wasm::YIELDING)),
    row("wasm/unary/64B/inline", "us", "floor/wasmtime/sync/64B", |rig| wasm::echo(rig, wasm::INLINE, 64)),
    row("wasm/unary/64B", "us", "floor/wasmtime/async/64B", |rig| wasm::echo(rig, wasm::YIELDING, 64)),
    row("wasm/unary/4KiB", "us", "floor/wasmtime/async/4KiB", |rig| wasm::echo(rig, wasm::YIELDING, 4 << 10)),
    row("wasm/unary/1MiB", "us", "floor/wasmtime/async/1MiB", |rig| wasm::echo(rig, wasm::YIELDING, 1 << 20)),
    row("wasm/callback/64B", "us", "floor/wasmtime/async/64B", wasm::callback),
    row("wasm/dynamic/scalar", "us", "wasm/scalar", wasm::dynamic_scalar),
    row("wasm/resource", "us", "floor/wasmtime/concurrent", |rig| parts::method(rig, Backend::Wasm)),
    row("wasm/async/1", "calls/s", "floor/wasmtime/concurrent/1", |rig| parts::beside(rig, Backend::Wasm, 1)),
    row("wasm/async/16", "calls/s", "floor/wasmtime/concurrent/16", |rig| parts::beside(rig, Backend::Wasm, 16)),
    row("wasm/async/256", "calls/s", "floor/wasmtime/concurrent/256", |rig| parts::beside(rig, Backend::Wasm, 256)),
    row("wasm/stream/bytes", "MiB/s", "floor/wasmtime/stream", |rig| parts::flow(rig, Backend::Wasm, parts::Of::Bytes)),
    row("wasm/fresh", "us", "floor/wasmtime/fresh", wasm::fresh),
    row("wasm/load/cold", "us", "floor/wasmtime/compile", |rig| wasm::load(rig, false)),
    row("wasm/load/cached", "us", "floor/wasmtime/compile", |rig| wasm::load(rig, true)),
    row("go/grpc/64B", "us", "go-host/grpc/64B", |rig| go::ours(rig, go::What::Call, go::Dialect::Grpc, true)),
    row("go/grpc/64B/notls", "us", "go-host/grpc/64B/notls", |rig| {
        go::ours(rig, go::What::Call, go::Dialect::Grpc, false)
    }),
    row("go/grpc/callback", "us", "go-host/grpc/callback", |rig| {
        go::ours(rig, go::What::CallBack, go::Dialect::Grpc, true)
    }),
    row("go/grpc/start", "us", "go-host/grpc/start", |rig| go::ours(rig, go::What::Start, go::Dialect::Grpc, true)),
    row("go/netrpc/64B", "us", "go-host/netrpc/64B", |rig| go::ours(rig, go::What::Call, go::Dialect::NetRpc, true)),
    row("go/netrpc/64B/notls", "us", "go-host/netrpc/64B/notls", |rig| {
        go::ours(rig, go::What::Call, go::Dialect::NetRpc, false)
    }),
    row("go/netrpc/start", "us", "go-host/netrpc/start", |rig| {
        go::ours(rig, go::What::Start, go::Dialect::NetRpc, true)
    }),
];

/// The rows whose names have the filter in them, and the floors that they need.
pub(crate) fn select(filter: &str) -> Vec<&'static Spec> {
    let mut names: Vec<&str> = ROWS.iter().map(|spec| spec.name).filter(|name| name.contains(filter)).collect();
    let mut next = 0;
    while let Some(name) = names.get(next).copied() {
        let floor = ROWS.iter().find(|spec| spec.name == name).and_then(|spec| spec.floor);
        names.extend(floor.filter(|floor| !names.contains(floor)));
        next += 1;
    }
    ROWS.iter().filter(|spec| names.contains(&spec.name)).collect()
}

/// Repeats a step for a while; gives what each took, in microseconds.
pub(crate) fn repeat(mut step: impl FnMut() -> anyhow::Result<()>) -> anyhow::Result<Vec<f64>> {
    let mut samples = Vec::new();
    let begin = Instant::now();
    while begin.elapsed() < SLICE {
        let begin = Instant::now();
        step()?;
        samples.push(micros(begin.elapsed()));
    }
    Ok(samples)
}

/// The same for what takes too little to be looked at alone.
pub(crate) fn repeat_tiny(mut step: impl FnMut() -> anyhow::Result<()>) -> anyhow::Result<Vec<f64>> {
    let batch = 100_u32;
    let samples = repeat(|| (0..batch).try_for_each(|_| step()))?;
    Ok(samples.into_iter().map(|took| took / f64::from(batch)).collect())
}

/// The same for what waits.
pub(crate) async fn repeat_async<F: Future<Output = anyhow::Result<()>>>(
    mut step: impl FnMut() -> F,
) -> anyhow::Result<Vec<f64>> {
    let mut samples = Vec::new();
    let begin = Instant::now();
    while begin.elapsed() < SLICE {
        let begin = Instant::now();
        step().await?;
        samples.push(micros(begin.elapsed()));
    }
    Ok(samples)
}

/// Runs something on a worker of the runtime, where hosts run their calls. Elsewhere, both a call and its floor would
/// have a thread to wake that is none of the runtime's.
pub(crate) fn on_worker<T: Send + 'static>(
    rig: &Rig,
    task: impl Future<Output = anyhow::Result<T>> + Send + 'static,
) -> anyhow::Result<T> {
    let mut tasks = JoinSet::new();
    tasks.spawn_on(task, rig.runtime.handle());
    rig.runtime.block_on(tasks.join_next()).ok_or_else(|| anyhow::anyhow!("the task is gone"))??
}

pub(crate) fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

/// How long a row runs in a round: long enough for thousands of calls, short enough for the machine's moods to hit a
/// row and its floor alike.
pub(crate) const SLICE: Duration = Duration::from_millis(60);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_floor_is_a_row() {
        for spec in ROWS {
            assert_eq!(ROWS.iter().filter(|other| other.name == spec.name).count(), 1, "{}", spec.name);
            assert!(spec.floor.is_none_or(|floor| ROWS.iter().any(|other| other.name == floor)), "{}", spec.name);
        }
    }

    #[test]
    fn a_row_brings_its_floors() {
        let names: Vec<_> = select("wasm/dynamic").iter().map(|spec| spec.name).collect();
        assert_eq!(names, ["floor/wasmtime/async", "wasm/scalar", "wasm/dynamic/scalar"]);
    }

    #[test]
    fn the_documented_rows_are_there() {
        let text = include_str!("../../docs/performance.md");
        for spec in ROWS {
            assert!(text.contains(&format!("`{}`", spec.name)), "docs/performance.md has no {}", spec.name);
        }
    }
}
