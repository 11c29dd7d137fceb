//! A connection whose frames are watched.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::referee::Referee;
use super::violation::Verdict;

/// A connection that fails with a [`Verdict`] where its peer breaks a rule. What came before is read first.
pub(crate) struct Refereed<S> {
    inner: S,
    referee: Referee,
    verdict: Option<Verdict>,
}

impl<S> Refereed<S> {
    /// Watches a connection that nothing was said on.
    pub(crate) fn new(inner: S) -> Self {
        Self { inner, referee: Referee::default(), verdict: None }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Refereed<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        if let Some(verdict) = this.verdict {
            return Poll::Ready(Err(verdict.into()));
        }
        let before = buffer.filled().len();
        ready!(Pin::new(&mut this.inner).poll_read(context, buffer))?;
        let came = buffer.filled().get(before..).unwrap_or_default();
        if let Err((sound, verdict)) = this.referee.heard(came) {
            this.verdict = Some(verdict);
            if sound == 0 {
                buffer.set_filled(before);
                return Poll::Ready(Err(verdict.into()));
            }
            buffer.set_filled(before + sound);
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Refereed<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let count = ready!(Pin::new(&mut self.inner).poll_write(context, bytes))?;
        self.referee.said(bytes.get(..count).unwrap_or_default());
        Poll::Ready(Ok(count))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(context)
    }
}
