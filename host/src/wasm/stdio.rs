//! A guest's stdout and stderr: cut into lines for the plugin's output. Writing never waits.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use tokio::io::AsyncWrite;
use wasmtime_wasi::cli::{IsTerminal, StdoutStream};
use wasmtime_wasi::p2::{OutputStream, Pollable, StreamResult};

use crate::output::{LineSplitter, PluginOutput};

/// Bytes that a guest may write at once; it asks, and comes back for the rest.
const WRITE_BYTES: usize = 64 << 10;

/// Which of the two.
#[derive(Clone, Copy)]
pub(super) enum Stream {
    Stdout,
    Stderr,
}

/// One of a guest's two outputs; all its handles share one line.
#[derive(Clone)]
pub(super) struct Lines {
    shared: Arc<Shared>,
}

struct Shared {
    stream: Stream,
    output: Arc<PluginOutput>,
    splitter: Mutex<LineSplitter>,
}

impl Lines {
    pub(super) fn new(stream: Stream, output: &Arc<PluginOutput>) -> Self {
        let shared = Shared { stream, output: output.clone(), splitter: Mutex::default() };
        Self { shared: Arc::new(shared) }
    }
}

impl Shared {
    fn push(&self, bytes: &[u8]) {
        self.splitter.lock().unwrap_or_else(PoisonError::into_inner).push(bytes, |line| self.emit(line));
    }

    fn emit(&self, line: &str) {
        match self.stream {
            Stream::Stdout => self.output.stdout(line),
            Stream::Stderr => self.output.stderr(line),
        }
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        let mut splitter = std::mem::take(self.splitter.get_mut().unwrap_or_else(PoisonError::into_inner));
        splitter.finish(|line| self.emit(line));
    }
}

impl IsTerminal for Lines {
    fn is_terminal(&self) -> bool {
        false
    }
}

impl StdoutStream for Lines {
    fn async_stream(&self) -> Box<dyn AsyncWrite + Send + Sync> {
        Box::new(self.clone())
    }

    fn p2_stream(&self) -> Box<dyn OutputStream> {
        Box::new(self.clone())
    }
}

impl OutputStream for Lines {
    fn write(&mut self, bytes: Bytes) -> StreamResult<()> {
        self.shared.push(&bytes);
        Ok(())
    }

    fn flush(&mut self) -> StreamResult<()> {
        Ok(())
    }

    fn check_write(&mut self) -> StreamResult<usize> {
        Ok(WRITE_BYTES)
    }
}

// What `async_trait` makes of `async fn ready(&mut self) {}`.
impl Pollable for Lines {
    fn ready<'s, 'f>(&'s mut self) -> Pin<Box<dyn Future<Output = ()> + Send + 'f>>
    where
        's: 'f,
        Self: 'f,
    {
        Box::pin(std::future::ready(()))
    }
}

impl AsyncWrite for Lines {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<std::io::Result<usize>> {
        self.shared.push(bytes);
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
