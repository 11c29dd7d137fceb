//! A stream that is larger than the memory that it may take.

use std::io;
use std::pin::Pin;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use amphi_host::StreamReader;
use tokio::io::{AsyncRead, AsyncReadExt, ReadBuf};

use crate::bench::streams::Streams;
use crate::bench::{Bench, Fixture, Outside, block_on, within};

/// Tells the host below which backend it uses.
const BACKEND: &str = "AMPHI_TEST_GIGABYTE";

/// Bytes that go through.
const BYTES: u64 = 1 << 30;

/// By how many bytes the host, or the plugin, may grow meanwhile.
const GROWTH: u64 = 32 << 20;

/// A gigabyte goes through a plugin, and neither side keeps it.
pub async fn a_gigabyte_takes_no_memory(bench: Bench) {
    let host = Command::new(std::env::current_exe().unwrap())
        .args(["conformance::gigabyte::a_host_with_a_gigabyte", "--exact", "--ignored", "--nocapture"])
        .env(BACKEND, if bench.is_native() { "native" } else { "wasm" })
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(host.status.success(), "{}{}", text(&host.stdout), text(&host.stderr));
}

/// Run by the behaviour, in a process of its own.
#[test]
#[ignore = "it measures the memory of its whole process"]
fn a_host_with_a_gigabyte() {
    let Ok(backend) = std::env::var(BACKEND) else { return };
    block_on(through(if backend == "native" { Bench::Native } else { Bench::Wasm }));
}

async fn through(bench: Bench) {
    let host = bench.host(Fixture::Streams).await;
    let plugin = host.load_with::<Streams>("streams", Outside).await.unwrap();
    let pipes = plugin.pipes();
    let before = (memory(), pipes.memory().await.unwrap());
    let taken = Arc::new(AtomicU64::new(0));
    let source = Counted { source: tokio::io::repeat(b'a').take(BYTES), taken: Arc::clone(&taken) };
    let source = StreamReader::from_reader(source);
    let mut back = pipes.upper(source).await.unwrap();
    let (mut got, mut buffer) = (0, vec![0; 1 << 20]);
    loop {
        let count = within(Duration::from_secs(60), back.read(&mut buffer)).await.unwrap();
        assert!(buffer[..count].iter().all(|byte| *byte == b'A'));
        let looked = got >> 26;
        got += count as u64;
        // The source has always more, so whatever does not wait for the reader shows here, wherever it is kept.
        let under_way = taken.load(Ordering::Relaxed).saturating_sub(got);
        assert!(under_way < GROWTH, "{under_way} bytes were taken and have not come out after {got}");
        if count == 0 || got >> 26 > looked {
            let now = (memory(), pipes.memory().await.unwrap());
            assert!(now.0.saturating_sub(before.0) < GROWTH, "the host has grown from {} to {} bytes", before.0, now.0);
            assert!(now.1.saturating_sub(before.1) < GROWTH, "the plugin, from {} to {} bytes", before.1, now.1);
        }
        if count == 0 {
            break;
        }
    }
    assert_eq!((got, taken.load(Ordering::Relaxed)), (BYTES, BYTES));
}

/// Counts what is taken from it.
struct Counted<R> {
    source: R,
    taken: Arc<AtomicU64>,
}

impl<R: AsyncRead + Unpin> AsyncRead for Counted<R> {
    fn poll_read(mut self: Pin<&mut Self>, task: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.source).poll_read(task, buffer);
        self.taken.fetch_add((buffer.filled().len() - before) as u64, Ordering::Relaxed);
        read
    }
}

/// Bytes of this process in memory.
fn memory() -> u64 {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap();
    pages.split(' ').nth(1).unwrap().parse::<u64>().unwrap() * 4096
}
