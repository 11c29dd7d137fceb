//! What yamux takes for its connection: batches what it writes.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

use futures_util::{AsyncRead, AsyncWrite};
use tokio::io::{AsyncRead as TokioRead, AsyncWrite as TokioWrite, ReadBuf};

/// A connection as yamux sees it; clones are the same one.
///
/// yamux flushes after every frame, header and body apart, and reads them apart. Here that writes nothing: whoever polls
/// yamux [drains](Self::drain) the socket once it has no more to say. What comes is read in large pieces.
pub(super) struct Socket<S>(Arc<Mutex<State<S>>>);

struct State<S> {
    stream: S,
    /// What came, and was not read yet from `start`.
    input: Vec<u8>,
    start: usize,
    end: usize,
    /// What waits to be written from `sent`.
    output: Vec<u8>,
    sent: usize,
    /// Whether something was written that the stream may keep for itself, as TLS does.
    is_unflushed: bool,
}

impl<S: TokioRead + TokioWrite + Unpin> Socket<S> {
    pub(super) fn new(stream: S) -> Self {
        let input = vec![0; READ_BYTES];
        let state = State { stream, input, start: 0, end: 0, output: Vec::new(), sent: 0, is_unflushed: false };
        Self(Arc::new(Mutex::new(state)))
    }

    /// Writes what waits, as far as the stream takes it.
    pub(super) fn drain(&self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.state().drain(context)
    }

    fn state(&self) -> MutexGuard<'_, State<S>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S> Clone for Socket<S> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<S: TokioRead + TokioWrite + Unpin> State<S> {
    fn drain(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        loop {
            let unsent = self.output.get(self.sent..).unwrap_or_default();
            if unsent.is_empty() {
                break;
            }
            let count = ready!(Pin::new(&mut self.stream).poll_write(context, unsent))?;
            if count == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.sent += count;
            self.is_unflushed = true;
        }
        self.output.clear();
        self.sent = 0;
        if self.is_unflushed {
            ready!(Pin::new(&mut self.stream).poll_flush(context))?;
            self.is_unflushed = false;
        }
        Poll::Ready(Ok(()))
    }

    fn read(&mut self, context: &mut Context<'_>, into: &mut [u8]) -> Poll<io::Result<usize>> {
        if self.start == self.end && into.len() >= self.input.len() {
            // The body of a large frame needs no second copy.
            let mut buffer = ReadBuf::new(into);
            ready!(Pin::new(&mut self.stream).poll_read(context, &mut buffer))?;
            return Poll::Ready(Ok(buffer.filled().len()));
        }
        if self.start == self.end {
            let mut buffer = ReadBuf::new(&mut self.input);
            ready!(Pin::new(&mut self.stream).poll_read(context, &mut buffer))?;
            self.start = 0;
            self.end = buffer.filled().len();
        }
        let came = self.input.get(self.start..self.end).unwrap_or_default();
        let count = came.len().min(into.len());
        if let (Some(into), Some(came)) = (into.get_mut(..count), came.get(..count)) {
            into.copy_from_slice(came);
        }
        self.start += count;
        Poll::Ready(Ok(count))
    }
}

impl<S: TokioRead + TokioWrite + Unpin> AsyncRead for Socket<S> {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut [u8]) -> Poll<io::Result<usize>> {
        self.state().read(context, into)
    }
}

impl<S: TokioRead + TokioWrite + Unpin> AsyncWrite for Socket<S> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let mut state = self.state();
        if state.output.len() - state.sent >= BATCH_BYTES {
            ready!(state.drain(context))?;
        }
        state.output.extend_from_slice(bytes);
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let mut state = self.state();
        ready!(state.drain(context))?;
        Pin::new(&mut state.stream).poll_shutdown(context)
    }
}

/// Bytes read in one go.
const READ_BYTES: usize = 64 << 10;

/// Bytes written together: a write of this size costs no more per byte than a larger one.
const BATCH_BYTES: usize = 64 << 10;
