//! A stream of bytes within a session.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, Waker, ready};

use futures_util::{AsyncRead as _, AsyncWrite as _};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::OwnedSemaphorePermit;
use tokio::task::coop;

/// A stream between host and plugin, for whatever the two like to send.
///
/// It ends for both when the session does. Dropping it closes it, without a reset: Go would throw away what it has not
/// read yet. What the plugin still sends then is thrown away.
pub struct Stream {
    inner: yamux::Stream,
    /// A second end of one direction ends Go's session.
    is_shut: bool,
    _place: OwnedSemaphorePermit,
}

impl Stream {
    /// Makes it known to the peer at once, by a frame without bytes: as opened, or as accepted.
    ///
    /// yamux itself waits for the first byte, and Go's end serves nothing before it knows, or gives the session up.
    pub(super) fn announced(
        mut inner: yamux::Stream,
        place: OwnedSemaphorePermit,
        context: &mut Context<'_>,
    ) -> io::Result<Self> {
        match Pin::new(&mut inner).poll_write(context, &[]) {
            Poll::Ready(Ok(_)) => Ok(Self { inner, is_shut: false, _place: place }),
            Poll::Ready(Err(error)) => Err(error),
            // The queue of a new stream is empty.
            Poll::Pending => Err(io::ErrorKind::WouldBlock.into()),
        }
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        // A peer that never stops sending keeps no other task waiting.
        let turn = ready!(coop::poll_proceed(context));
        let count = ready!(Pin::new(&mut self.inner).poll_read(context, buffer.initialize_unfilled()))?;
        turn.made_progress();
        buffer.advance(count);
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Stream {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if bytes.is_empty() {
            return Poll::Ready(Ok(0));
        }
        let turn = ready!(coop::poll_proceed(context));
        let count = ready!(Pin::new(&mut self.inner).poll_write(context, bytes))?;
        turn.made_progress();
        Poll::Ready(Ok(count))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.is_shut {
            return Poll::Ready(Ok(()));
        }
        ready!(Pin::new(&mut self.inner).poll_close(context))?;
        self.is_shut = true;
        Poll::Ready(Ok(()))
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        if !self.is_shut {
            // If there is no room for the end of the stream, the reset that follows has to do.
            drop(Pin::new(&mut self.inner).poll_close(&mut Context::from_waker(Waker::noop())));
        }
    }
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream").field("id", &self.inner.id().val()).finish_non_exhaustive()
    }
}
