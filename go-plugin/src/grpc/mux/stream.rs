//! A stream of yamux as tokio's connection.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_util::{AsyncRead as _, AsyncWrite as _};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// A stream that is closed once: Go takes a second end of a stream for a broken session.
pub(super) struct MuxStream {
    stream: yamux::Stream,
    is_closed: bool,
}

impl MuxStream {
    /// A stream whose peer hears of it at once: of itself the crate would wait for something to be written. Go announces
    /// and acknowledges at once, and ends the session if that takes long.
    pub(super) fn announced(stream: yamux::Stream, context: &mut Context<'_>) -> io::Result<Self> {
        let mut this = Self { stream, is_closed: false };
        match Pin::new(&mut this.stream).poll_write(context, &[]) {
            Poll::Ready(Err(error)) => Err(error),
            // A new stream has room for a frame.
            Poll::Ready(Ok(_)) | Poll::Pending => Ok(this),
        }
    }
}

impl AsyncRead for MuxStream {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let count = ready!(Pin::new(&mut self.stream).poll_read(context, buf.initialize_unfilled()))?;
        buf.advance(count);
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for MuxStream {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.is_closed {
            return Poll::Ready(Ok(()));
        }
        let closed = ready!(Pin::new(&mut self.stream).poll_close(context));
        self.is_closed = true;
        Poll::Ready(closed)
    }
}
