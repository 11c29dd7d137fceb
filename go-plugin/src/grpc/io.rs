//! Connections of any kind as one type, that end with their session.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::OwnedMutexGuard;
use tokio::time::Sleep;
use tokio_util::sync::WaitForCancellationFutureOwned;

use super::end::{End, EndCause};
use super::farewell::Farewell;

/// What a connection can do, whatever it is made of.
pub(super) trait Duplex: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Duplex for S {}

/// A connection.
pub(super) type Io = Box<dyn Duplex>;

/// A connection that ends with its session; the main one ends the session too.
pub(super) struct Watched {
    io: Io,
    ended: Pin<Box<WaitForCancellationFutureOwned>>,
    main: Option<Arc<End>>,
    farewell: Farewell,
    failure: Option<EndCause>,
    /// Runs once a write has failed.
    patience: Option<Pin<Box<Sleep>>>,
}

impl Watched {
    /// A connection whose end says nothing of the session.
    pub(super) fn brokered(io: Io, end: &End) -> Self {
        Self {
            io,
            ended: Box::pin(end.signal()),
            main: None,
            farewell: Farewell::default(),
            failure: None,
            patience: None,
        }
    }

    /// A connection to the plugin's main services.
    pub(super) fn main(io: Io, end: &Arc<End>) -> Self {
        Self {
            io,
            ended: Box::pin(end.signal()),
            main: Some(Arc::clone(end)),
            farewell: Farewell::default(),
            failure: None,
            patience: None,
        }
    }

    fn poll_ended(&mut self, context: &mut Context<'_>) -> io::Result<()> {
        match self.ended.as_mut().poll(context) {
            Poll::Ready(()) => Err(io::ErrorKind::ConnectionAborted.into()),
            Poll::Pending => Ok(()),
        }
    }

    /// Keeps what a failure was; the copy that goes on has the kind alone.
    fn note(&mut self, error: io::Error) -> io::Error {
        let kind = error.kind();
        self.failure.get_or_insert_with(|| error.into());
        kind.into()
    }

    /// Fails a write once it is known what the peer said before it closed: that says more. It may not be here yet.
    fn poll_broken(&mut self, context: &mut Context<'_>, error: io::Error) -> Poll<io::Error> {
        let mut bytes = [0; REST_BYTES];
        while self.failure.is_none() {
            let mut rest = ReadBuf::new(&mut bytes);
            match Pin::new(&mut self.io).poll_read(context, &mut rest) {
                Poll::Ready(Ok(())) if rest.filled().is_empty() => break,
                Poll::Ready(Ok(())) => self.farewell.hear(rest.filled()),
                Poll::Ready(Err(said)) => {
                    self.note(said);
                }
                Poll::Pending => {
                    let patience = self.patience.get_or_insert_with(|| Box::pin(tokio::time::sleep(LAST_WORDS)));
                    ready!(patience.as_mut().poll(context));
                    break;
                }
            }
        }
        Poll::Ready(self.note(error))
    }

    /// What came of a write.
    fn poll_written<T>(&mut self, context: &mut Context<'_>, written: io::Result<T>) -> Poll<io::Result<T>> {
        match written {
            Ok(written) => Poll::Ready(Ok(written)),
            Err(error) => Poll::Ready(Err(ready!(self.poll_broken(context, error)))),
        }
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        if let Some(end) = self.main.take() {
            end.end(match (self.failure.take(), self.farewell.code()) {
                (None | Some(EndCause::PeerClosed), Some(code @ 1..)) => EndCause::GoAway { protocol: "HTTP/2", code },
                (None, Some(0)) => EndCause::PeerClosed,
                (Some(failure), _) => failure,
                // Dropped without an end or a failure of its own: what was read made no sense.
                (None, _) => EndCause::Http2,
            });
        }
    }
}

impl AsyncRead for Watched {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        self.poll_ended(context)?;
        let before = buf.filled().len();
        let read = ready!(Pin::new(&mut self.io).poll_read(context, buf));
        if self.main.is_some() {
            self.farewell.hear(buf.filled().get(before..).unwrap_or_default());
        }
        if read.is_ok() && buf.filled().len() == before && buf.remaining() > 0 {
            self.failure.get_or_insert(EndCause::PeerClosed);
        }
        Poll::Ready(read.map_err(|error| self.note(error)))
    }
}

impl AsyncWrite for Watched {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.poll_ended(context)?;
        let written = ready!(Pin::new(&mut self.io).poll_write(context, bytes));
        self.poll_written(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.poll_ended(context)?;
        let written = ready!(Pin::new(&mut self.io).poll_write_vectored(context, bytes));
        self.poll_written(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = ready!(Pin::new(&mut self.io).poll_flush(context));
        self.poll_written(context, flushed)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(context)
    }
}

/// Bytes of what a closed peer had said, looked at in one step.
const REST_BYTES: usize = 1 << 10;

/// How long that may take to arrive.
const LAST_WORDS: Duration = Duration::from_millis(100);

/// A connection that lets the next one be opened once its peer has said something.
///
/// Nothing in a multiplexed connection names what it is for: the plugin gives the next one that comes to whom was
/// knocked for. Its first byte shows that it has.
pub(super) struct Ordered {
    io: Io,
    turn: Option<OwnedMutexGuard<()>>,
}

impl Ordered {
    pub(super) fn new(io: Io, turn: OwnedMutexGuard<()>) -> Self {
        Self { io, turn: Some(turn) }
    }
}

impl AsyncRead for Ordered {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let read = ready!(Pin::new(&mut self.io).poll_read(context, buf));
        self.turn = None;
        Poll::Ready(read)
    }
}

impl AsyncWrite for Ordered {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(context)
    }
}
