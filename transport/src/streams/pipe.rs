//! What yamux takes for its connection: batches what it writes, and stops after a turn.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

use amphi_protocol::FrameReader;
use futures_util::{AsyncRead, AsyncWrite};

use crate::error::Error;
use crate::link::Link;

/// A socket that does not block.
pub(crate) trait RawSocket: Unpin {
    fn poll_read(&mut self, context: &mut Context<'_>, into: &mut [u8]) -> Poll<io::Result<usize>>;

    fn poll_write(&mut self, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>>;
}

/// A connection as yamux sees it; clones are the same one.
///
/// yamux flushes after every frame, header and body apart. Here that writes nothing: whoever polls the connection
/// [drains](Self::drain) it once yamux has no more to say.
pub(super) struct Pipe<S>(Arc<Mutex<State<S>>>);

struct State<S> {
    socket: S,
    link: Link,
    /// What came and was not read yet.
    plain: FrameReader,
    /// Sealed bytes; empty without TLS.
    raw: Vec<u8>,
    /// Bytes that may still be moved in this turn, either way.
    turn: usize,
    ended: bool,
    /// Why a read failed, where that says more than an I/O error can.
    failed: Option<Error>,
}

impl<S: RawSocket> Pipe<S> {
    /// `plain` holds what came behind the hello.
    pub(super) fn new(socket: S, link: Link, plain: FrameReader) -> Self {
        let raw = if link.is_plain() { Vec::new() } else { vec![0; FrameReader::CHUNK] };
        Self(Arc::new(Mutex::new(State { socket, link, plain, raw, turn: 0, ended: false, failed: None })))
    }

    pub(super) fn begin_turn(&self) {
        self.state().turn = TURN_BYTES;
    }

    /// Writes what is queued, as far as the socket and the turn allow.
    pub(super) fn drain(&self, context: &mut Context<'_>) -> Result<(), Error> {
        match self.state().drain(context) {
            Poll::Ready(Err(source)) => Err(Error::Io { step: "writing to the stream lane", source }),
            Poll::Ready(Ok(())) | Poll::Pending => Ok(()),
        }
    }

    /// Whether there is something to write that the socket did not take.
    pub(super) fn is_blocked(&self) -> bool {
        self.state().link.queued() > 0
    }

    pub(super) fn take_failure(&self) -> Option<Error> {
        self.state().failed.take()
    }

    fn state(&self) -> MutexGuard<'_, State<S>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S> Clone for Pipe<S> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<S: RawSocket> State<S> {
    /// Whether anything may be moved yet; otherwise it goes on at the next turn.
    fn has_turn(&self, context: &Context<'_>) -> bool {
        if self.turn == 0 {
            context.waker().wake_by_ref();
        }
        self.turn > 0
    }

    fn drain(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        loop {
            let bytes = self.link.unsent().map_err(io::Error::other)?;
            if bytes.is_empty() {
                return Poll::Ready(Ok(()));
            }
            if self.turn == 0 {
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
            let count = ready!(self.socket.poll_write(context, bytes))?;
            self.link.advance(count);
            self.turn = self.turn.saturating_sub(count);
        }
    }

    fn read(&mut self, context: &mut Context<'_>, into: &mut [u8]) -> Poll<io::Result<usize>> {
        loop {
            let count = self.plain.read(into);
            if count > 0 || self.ended {
                return Poll::Ready(Ok(count));
            }
            if !self.has_turn(context) {
                return Poll::Pending;
            }
            let is_plain = self.raw.is_empty();
            let buffer = if is_plain { self.plain.space() } else { self.raw.as_mut_slice() };
            let count = ready!(self.socket.poll_read(context, buffer))?;
            self.turn = self.turn.saturating_sub(count);
            if count == 0 {
                self.ended = true;
            } else if is_plain {
                self.plain.filled(count);
            } else if let Err(error) = self.link.receive(self.raw.get(..count).unwrap_or_default(), &mut self.plain) {
                self.failed = Some(error);
                return Poll::Ready(Err(io::ErrorKind::InvalidData.into()));
            }
            self.ended |= self.link.is_peer_closed();
        }
    }
}

impl<S: RawSocket> AsyncRead for Pipe<S> {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut [u8]) -> Poll<io::Result<usize>> {
        self.state().read(context, into)
    }
}

impl<S: RawSocket> AsyncWrite for Pipe<S> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let mut state = self.state();
        if state.link.queued() >= BATCH_BYTES {
            ready!(state.drain(context))?;
        }
        state.link.push_bytes(bytes);
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.state().drain(context)
    }
}

/// Bytes moved before others get to run: some 100 us of sealing and opening.
const TURN_BYTES: usize = 128 << 10;

/// Bytes written together: a write of this size costs no more per byte than a larger one.
const BATCH_BYTES: usize = 64 << 10;
